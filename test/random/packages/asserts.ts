/** What is asserted of names and literals. (PL/SQL Packages, "DBMS_ASSERT") */
import { OracleFailure, Unsettled } from '../lobs/values.js';
import { called, oneOf, unlessNull } from './expression.js';
import type { CallMaker } from './maker.js';

const simpleName = /^(?:[a-zA-Z][\w$#]*|"(?:[^"]|"")+")$/;
const names = [
  'emp',
  ' emp ',
  'e$1#_x',
  '1emp',
  'a b',
  '"a b"',
  '"a""b"',
  '"a"b"',
  'a.b',
  'a."b c".d',
  'a..b',
  'a.b@l',
  'a@l@m',
  'x;y',
  'a.1',
  '"x"',
  "o'neil",
] as const;

export const assertCalls: readonly CallMaker[] = [
  {
    weight: 2,
    make: (m) =>
      called(m.random, {
        kind: 'text',
        name: 'DBMS_ASSERT.SIMPLE_SQL_NAME',
        parameters: ['str'],
        given: [m.pick('text', names)],
        value: unlessNull((s) => {
          const trimmed = (s ?? '').trim();
          if (!simpleName.test(trimmed)) throw new OracleFailure(44003);
          // Whether blanks around it are given back is not told.
          if (trimmed !== s) throw new Unsettled();
          return s;
        }),
      }),
  },
  {
    weight: 2,
    make: (m) =>
      called(m.random, {
        kind: 'text',
        name: 'DBMS_ASSERT.QUALIFIED_SQL_NAME',
        parameters: ['str'],
        given: [m.pick('text', names)],
        value: unlessNull((s) => {
          const name = '(?:[a-zA-Z][\\w$#]*|"(?:[^"]|"")+")';
          const local = `${name}(?:\\.${name})*`;
          if ((s ?? '').trim() !== s) throw new Unsettled();
          if (!new RegExp(`^${local}(?:@${local}(?:@${name})?)?$`).test(s)) throw new OracleFailure(44004);
          return s;
        }),
      }),
  },
  {
    weight: 2,
    make: (m) =>
      called(m.random, {
        kind: 'text',
        name: 'DBMS_ASSERT.ENQUOTE_LITERAL',
        parameters: ['str'],
        given: [m.pick('text', ['abc', "it''s", "it's", "'abc'", "'it''s'", 'a"b', 'x y', "'a'b'"])],
        value: unlessNull((s) => {
          const within = /^'.*'$/.test(s ?? '') ? (s ?? '').slice(1, -1) : (s ?? '');
          if (within.replaceAll("''", '').includes("'")) throw new OracleFailure(6502);
          return `'${within}'`;
        }),
      }),
  },
  {
    weight: 2,
    make: (m) => {
      const keep = oneOf(m.random, [undefined, 'TRUE', 'FALSE']);
      return called(m.random, {
        kind: 'text',
        name: 'DBMS_ASSERT.ENQUOTE_NAME',
        parameters: ['str', 'capitalize'],
        only: 'block',
        given: [
          m.pick('text', ['abc', 'eMp', '"eMp"', 'a b', 'x$y', 'a"b', '"a""b"']),
          keep === undefined ? undefined : { kind: 'text', text: keep, value: () => keep },
        ],
        value: unlessNull((s) => {
          const text = s ?? '';
          if (/^"(?:[^"]|"")+"$/.test(text)) return text;
          if (text.replaceAll('""', '').includes('"')) throw new OracleFailure(44003);
          return `"${keep === 'FALSE' ? text : text.toUpperCase()}"`;
        }),
      });
    },
  },
];
