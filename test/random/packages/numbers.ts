/** What gives numbers. (PL/SQL Packages, "UTL_RAW", "UTL_MATCH", "DBMS_UTILITY"; SQL Language Reference) */
import {
  add,
  compare,
  div,
  floor,
  fromText,
  int,
  mod,
  mul,
  neg,
  OraError,
  type OraNumber,
  remainder,
  round,
  sub,
  toInteger,
  toText,
  trunc,
} from '../expression-oracle/number.js';
import { instr } from '../expression-oracle/text.js';
import { OracleFailure, Unsettled } from '../lobs/values.js';
import { bytesOf, called, type Expression, unlessNull, utf8, type Value } from './expression.js';
import type { CallMaker, Maker } from './maker.js';
import { latin, ofOne } from './of-one.js';
import { numberBytes } from './oracle-number.js';
import { integerBytes } from './raws.js';

const num = (text: string | undefined): OraNumber => fromText(text ?? '0');
const shown = (n: OraNumber): string => {
  const text = toText(n);
  // Longer ones are written in another way.
  if (text.length > 20) throw new Unsettled();
  return text;
};
const whole = (text: string | undefined): number => {
  if (text === undefined || !/^-?\d+$/.test(text) || Math.abs(Number(text)) > 2 ** 31 - 1) throw new Unsettled();
  return Number(text);
};

export function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(
        Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)),
      );
    row = next;
  }
  return row[b.length] ?? 0;
}

const simple = ofOne('number');

const utlRaw: readonly CallMaker[] = [
  { weight: 1, make: simple('raw', 'UTL_RAW.LENGTH', ['r'], (r) => `${r.length / 2}`) },
  {
    weight: 2,
    make: (m, d) =>
      called(m.random, {
        kind: 'number',
        name: 'UTL_RAW.COMPARE',
        parameters: ['r1', 'r2', 'pad'],
        given: [m.raw(d), m.raw(d), m.maybe(0.3, () => m.pick('raw', ['00', 'FF', '61']))],
        value: (_, r1, r2, pad) => {
          const [a, b] = [bytesOf(r1 ?? ''), bytesOf(r2 ?? '')];
          const filling = pad === undefined || pad === null ? 0 : Number.parseInt(pad, 16);
          const at = Array.from({ length: Math.max(a.length, b.length) }, (_x, i) => i).find(
            (i) => (a[i] ?? filling) !== (b[i] ?? filling),
          );
          return `${at === undefined ? 0 : at + 1}`;
        },
      }),
  },
  {
    weight: 2,
    make: (m) => {
      const n = m.random.pick([0, 1, -1, 255, 256, 1000000, -300]);
      const little = m.random.chance(0.5);
      const bytes = integerBytes(n);
      const hex = (little ? bytes.toReversed() : bytes)
        .map((x) => x.toString(16).padStart(2, '0'))
        .join('')
        .toUpperCase();
      return called(m.random, {
        kind: 'number',
        name: 'UTL_RAW.CAST_TO_BINARY_INTEGER',
        parameters: ['r', 'endianess'],
        given: [
          m.written('raw', hex),
          little ? m.written('number', '2') : m.maybe(0.4, () => m.written('number', '1')),
        ],
        value: () => `${n}`,
      });
    },
  },
  {
    weight: 2,
    make: (m) => {
      const n = m.random.pick(['0', '1', '-1', '10', '100', '123.45', '-123.45', '.01', '-.5', '99', '1000000']);
      const hex = numberBytes(n)
        .map((x) => x.toString(16).padStart(2, '0'))
        .join('')
        .toUpperCase();
      return called(m.random, {
        kind: 'number',
        name: 'UTL_RAW.CAST_TO_NUMBER',
        parameters: ['r'],
        given: [m.written('raw', hex)],
        value: () => n,
      });
    },
  },
];

const packages: readonly CallMaker[] = [
  {
    weight: 2,
    make: (m, d) => {
      const similar = m.random.chance(0.5);
      return called(m.random, {
        kind: 'number',
        name: similar ? 'UTL_MATCH.EDIT_DISTANCE_SIMILARITY' : 'UTL_MATCH.EDIT_DISTANCE',
        parameters: ['s1', 's2'],
        given: [m.textOf(d), m.textOf(d)],
        value: (_, s1, s2) => {
          if (s1 === null || s2 === null) throw new Unsettled();
          const [a, b] = [latin(s1), latin(s2)];
          const distance = editDistance(a, b);
          if (!similar) return `${distance}`;
          const score = 100 * (1 - distance / Math.max(a.length, b.length));
          // Whether halves go up is not told.
          if (Math.abs(score - Math.floor(score) - 0.5) < 0.01) throw new Unsettled();
          return `${Math.round(score)}`;
        },
      });
    },
  },
  {
    weight: 1,
    make: (m, d) =>
      called(m.random, {
        kind: 'number',
        name: 'DBMS_UTILITY.IS_BIT_SET',
        parameters: ['r', 'n'],
        given: [m.raw(d), m.pick('number', ['1', '2', '4', '8', '9', '16'])],
        value: (_, r, n) => {
          if (r === null || r === undefined) throw new Unsettled();
          const bytes = bytesOf(r).toReversed();
          const bit = whole(n ?? undefined) - 1;
          const byte = bytes[bit >> 3];
          if (byte === undefined) throw new Unsettled();
          return `${(byte >> (bit & 7)) & 1}`;
        },
      }),
  },
];

const cases = (m: Maker, values: readonly Expression[]): Expression[] =>
  [...values].slice(0, 2 + m.random.below(values.length - 1));

const sqlFunctions: readonly CallMaker[] = [
  {
    weight: 2,
    make: (m, d) =>
      called(m.random, {
        kind: 'number',
        name: 'BITAND',
        parameters: [],
        named: false,
        given: [m.number(d), m.number(d)],
        value: unlessNull((a, b) => `${BigInt(whole(a)) & BigInt(whole(b))}`),
      }),
  },
  {
    weight: 1,
    make: (m) => {
      const given = Array.from({ length: 1 + m.random.below(6) }, () => m.pick('number', ['0', '1']));
      return called(m.random, {
        kind: 'number',
        name: 'BIN_TO_NUM',
        parameters: [],
        named: false,
        only: 'sql',
        given,
        value: unlessNull((...digits) => `${Number.parseInt(digits.join(''), 2)}`),
      });
    },
  },
  {
    weight: 2,
    make: (m, d) => {
      const [name, map] = m.random.pick<readonly [string, (a: OraNumber, b: OraNumber) => OraNumber]>([
        ['MOD', mod],
        ['REMAINDER', remainder],
      ]);
      return called(m.random, {
        kind: 'number',
        name,
        parameters: [],
        named: false,
        given: [m.number(d), m.number(0)],
        value: unlessNull((a, b) => {
          if (num(b).m === 0n && name === 'REMAINDER') throw new Unsettled();
          return shown(map(num(a), num(b)));
        }),
      });
    },
  },
  {
    weight: 1,
    make: (m, d) =>
      called(m.random, {
        kind: 'number',
        name: 'NANVL',
        parameters: [],
        named: false,
        given: [m.number(d), m.number(0)],
        value: (_, a) => a ?? null,
      }),
  },
  {
    weight: 2,
    make: (m, d) =>
      called(m.random, {
        kind: 'number',
        name: 'WIDTH_BUCKET',
        parameters: [],
        named: false,
        only: 'sql',
        given: [
          m.number(d),
          m.pick('number', ['0', '1', '100', '-10']),
          m.pick('number', ['10', '50', '-50']),
          m.pick('number', ['1', '4', '5', '10']),
        ],
        value: unlessNull((x, low, high, n) => {
          const [v, a, b] = [num(x), num(low), num(high)];
          if (compare(a, b) === 0) throw new Unsettled();
          const down = compare(a, b) > 0;
          const before = down ? compare(v, a) > 0 : compare(v, a) < 0;
          const behind = down ? compare(v, b) <= 0 : compare(v, b) >= 0;
          if (before) return '0';
          if (behind) return `${whole(n) + 1}`;
          const part = div(mul(down ? sub(a, v) : sub(v, a), num(n)), down ? sub(a, b) : sub(b, a));
          return shown(add(floor(part), int(1)));
        }),
      }),
  },
  {
    weight: 2,
    make: (m, d) => {
      const [name, map] = m.random.pick<readonly [string, (a: OraNumber, k: number) => OraNumber]>([
        ['ROUND', round],
        ['TRUNC', trunc],
      ]);
      return called(m.random, {
        kind: 'number',
        name,
        parameters: [],
        named: false,
        given: [m.number(d), m.maybe(0.5, () => m.pick('number', ['0', '1', '-1', '2']))],
        value: unlessNull((a, k) => shown(map(num(a), k === undefined ? 0 : whole(k)))),
      });
    },
  },
  { weight: 1, make: simple('number', 'SIGN', [], (n) => `${compare(num(n), int(0))}`) },
  { weight: 1, make: simple('number', 'ABS', [], (n) => shown(num(n).m < 0n ? neg(num(n)) : num(n))) },
  {
    weight: 2,
    make: (m, d) => {
      const of = m.random.pick(['text', 'raw', 'number'] as const);
      return simple(
        of,
        'VSIZE',
        [],
        (x) => `${of === 'raw' ? x.length / 2 : of === 'text' ? utf8(x).length / 2 : numberBytes(x).length}`,
        'sql',
      )(m, d);
    },
  },
  { weight: 1, make: simple('text', 'LENGTHB', [], (s) => `${utf8(s).length / 2}`) },
  { weight: 1, make: simple('text', 'LENGTH', [], (s) => `${s.length}`) },
  {
    weight: 1,
    make: simple('text', 'ASCII', [], (s) => `${latin(s).charCodeAt(0)}`),
  },
  {
    weight: 2,
    make: (m, d) =>
      called(m.random, {
        kind: 'number',
        name: m.random.pick(['INSTR', 'INSTRB', 'INSTR4', 'INSTRC']),
        parameters: [],
        named: false,
        given: [
          m.textOf(d),
          m.pick('text', ['a', ' ', 'b', '1', null]),
          ...(m.random.chance(0.5)
            ? [m.pick('number', ['1', '2', '-1', '0']), m.maybe(0.5, () => m.pick('number', ['1', '2']))]
            : []),
        ],
        value: unlessNull(
          (s, search, from, nth) =>
            `${instr(latin(s), search ?? '', from === undefined ? 1 : whole(from), nth === undefined ? 1 : whole(nth))}`,
        ),
      }),
  },
  {
    weight: 2,
    make: (m, d) => {
      const of = m.random.chance(0.5)
        ? m.pick('text', ['12', ' 7', '1.5', 'x', '-3', '1e2', '+4', '1 2', null])
        : m.textOf(d);
      return {
        kind: 'number',
        text: `TO_NUMBER(${of.text})`,
        value: (site) => {
          const text = of.value(site);
          if (text === null) return null;
          try {
            return shown(fromText(text));
          } catch (error) {
            if (error instanceof OraError) throw new OracleFailure(site.sql ? 1722 : 6502);
            throw error;
          }
        },
        ...(of.only && { only: of.only }),
      };
    },
  },
  {
    weight: 1,
    make: (m, d) => {
      const of = m.random.pick(['text', 'raw', 'number'] as const);
      return called(m.random, {
        kind: 'number',
        name: 'NVL2',
        lazy: true,
        parameters: [],
        named: false,
        only: 'sql',
        given: [m.of(of, d), m.number(0), m.number(0)],
        value: (_, x, a, b) => (x === null ? b : a) ?? null,
      });
    },
  },
  {
    weight: 1,
    make: (m, d) => {
      const name = m.random.pick(['GREATEST', 'LEAST', 'COALESCE']);
      const given = cases(m, [m.number(d), m.number(d), m.number(0), m.number(0)]);
      return called(m.random, {
        kind: 'number',
        name,
        lazy: name === 'COALESCE',
        parameters: [],
        named: false,
        given,
        value: (_, ...values): Value => {
          if (name === 'COALESCE') return values.find((x) => x !== null && x !== undefined) ?? null;
          if (values.some((x) => x === null)) return null;
          const sorted = values.map((x) => num(x ?? '0')).sort(compare);
          const picked = name === 'LEAST' ? sorted[0] : sorted.at(-1);
          return shown(picked ?? int(0));
        },
      });
    },
  },
  {
    weight: 1,
    make: (m, d) => {
      const kind = m.random.pick(['text', 'number'] as const);
      const given = [m.of(kind, d), m.of(kind, 0), m.number(0), m.number(0)];
      return called(m.random, {
        kind: 'number',
        name: 'DECODE',
        lazy: true,
        parameters: [],
        named: false,
        only: 'sql',
        given,
        value: (_, x, a, b, c) => {
          const same = x === a || (kind === 'number' && x !== null && a !== null && compare(num(x), num(a)) === 0);
          return (same ? b : c) ?? null;
        },
      });
    },
  },
  {
    weight: 1,
    make: (m, d) => {
      const n = m.number(d);
      return {
        kind: 'number',
        text: `TO_NUMBER(TO_CHAR(${n.text}))`,
        value: (site) => n.value(site),
        ...(n.only && { only: n.only }),
      };
    },
  },
  {
    weight: 1,
    make: (m, d) => {
      const n = m.number(d);
      return {
        kind: 'number',
        text: `(${n.text} + ${toInteger(int(3))})`,
        value: (site) => {
          const x = n.value(site);
          return x === null ? null : shown(add(num(x), int(3)));
        },
        ...(n.only && { only: n.only }),
      };
    },
  },
];

export const numberCalls: readonly CallMaker[] = [...utlRaw, ...packages, ...sqlFunctions];
