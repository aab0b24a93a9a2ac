/** What gives texts. (PL/SQL Packages, "DBMS_ASSERT", "UTL_I18N", "UTL_URL", "HTF"; SQL Language Reference) */
import { initcap, pad, soundex, substr, translate, trimSet } from '../expression-oracle/text.js';
import { Unsettled } from '../lobs/values.js';
import { assertCalls } from './asserts.js';
import { bytesOf, called, decoded, filled, oneOf, unlessNull, utf8 } from './expression.js';
import type { CallMaker } from './maker.js';
import { latin, ofOne } from './of-one.js';
import { numberBytes } from './oracle-number.js';

const simple = ofOne('text');

const printable = (s: string): string => {
  if (!/^\P{C}*$/u.test(s)) throw new Unsettled();
  return s;
};

const htmlEscapes: Readonly<Record<string, string>> = { '&': '&amp;', '"': '&quot;', '<': '&lt;', '>': '&gt;' };
const legal = /[A-Za-z0-9\-_.!~*'()]/;
const reserved = /[;/?:@&=+$,]/;
const percent = (byte: number): string => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;

const packages: readonly CallMaker[] = [
  { weight: 0.5, make: simple('text', 'DBMS_ASSERT.NOOP', ['str'], (s) => s) },
  { weight: 1, make: simple('raw', 'UTL_RAW.CAST_TO_VARCHAR2', ['r'], (r) => filled(decoded(r))) },
  {
    weight: 1,
    make: (m, d) => {
      const set = oneOf(m.random, [undefined, null, 'AL32UTF8', 'US7ASCII', 'WE8ISO8859P1']);
      return called(m.random, {
        kind: 'text',
        name: 'UTL_I18N.RAW_TO_CHAR',
        parameters: ['data', 'src_charset'],
        given: [m.raw(d), set === undefined ? undefined : m.written('text', set)],
        value: (_, r) => {
          if (r === null || r === undefined) return null;
          const bytes = bytesOf(r);
          if (bytes.some((b) => b < 32 || b === 127 || (b > 127 && b < 160))) throw new Unsettled();
          if (set === 'US7ASCII' && bytes.some((b) => b > 127)) throw new Unsettled();
          return set === 'WE8ISO8859P1' ? String.fromCharCode(...bytes) : decoded(r);
        },
      });
    },
  },
  {
    weight: 2,
    make: (m) =>
      called(m.random, {
        kind: 'text',
        name: 'UTL_I18N.UNESCAPE_REFERENCE',
        parameters: ['str'],
        given: [
          m.pick('text', [
            'a&lt;b',
            'x &amp; y',
            '&#65;&#x42;',
            '&quot;q&quot;',
            'none',
            '&gt;&lt;',
            '&eacute;',
            '&amp;lt;',
            null,
          ]),
        ],
        value: unlessNull((s) =>
          (s ?? '').replace(
            /&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi,
            (_x, hex?: string, digits?: string, name?: string) => {
              if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
              if (digits !== undefined) return String.fromCodePoint(Number(digits));
              return { lt: '<', gt: '>', amp: '&', quot: '"', eacute: 'é' }[name ?? ''] ?? '';
            },
          ),
        ),
      }),
  },
  {
    weight: 2,
    make: (m, d) => {
      const all = oneOf(m.random, [undefined, 'FALSE', 'TRUE']);
      const set = oneOf(m.random, [undefined, 'UTF-8', 'AL32UTF8', 'ISO-8859-1']);
      return called(m.random, {
        kind: 'text',
        name: 'UTL_URL.ESCAPE',
        parameters: ['url', 'escape_reserved_chars', 'url_charset'],
        only: 'block',
        given: [
          m.textOf(d),
          all === undefined ? undefined : { kind: 'text', text: all, value: () => all },
          set === undefined ? undefined : m.written('text', set),
        ],
        value: (_, url) => {
          if (url === null || url === undefined) return null;
          // A per cent sign that may begin an escape is not settled.
          if (url.includes('%')) throw new Unsettled();
          return [...url]
            .map((c) => {
              if (legal.test(c) || (all !== 'TRUE' && reserved.test(c))) return c;
              if (set === 'UTF-8' || set === 'AL32UTF8') return bytesOf(utf8(c)).map(percent).join('');
              if (c.charCodeAt(0) > 255) throw new Unsettled();
              return percent(c.charCodeAt(0));
            })
            .join('');
        },
      });
    },
  },
  {
    weight: 1,
    make: (m) => {
      const utf = m.random.chance(0.5);
      const [url, plain] = m.random.pick([
        ['a%20b', 'a b'],
        ['x%2Fy%3f', 'x/y?'],
        ['plain', 'plain'],
        ['a+b', 'a+b'],
        ['%41%42%43', 'ABC'],
        [utf ? '%C3%A9t%C3%A9' : '%E9t%E9', 'été'],
      ] as const);
      return called(m.random, {
        kind: 'text',
        name: 'UTL_URL.UNESCAPE',
        parameters: ['url', 'url_charset'],
        given: [
          m.written('text', url),
          utf ? m.written('text', 'UTF-8') : m.maybe(0.3, () => m.written('text', 'ISO-8859-1')),
        ],
        value: () => plain,
      });
    },
  },
  {
    weight: 1,
    make: simple('text', 'HTF.ESCAPE_SC', ['ctext'], (s) => s.replace(/[&"<>]/g, (c) => htmlEscapes[c] ?? c)),
  },
  {
    weight: 1,
    make: (m) => {
      const text = m.random.pick(['a<b', 'a&b<c>', 'plain', 'x > y']);
      const encoded = text.replace(/[&<>]/g, (c) => htmlEscapes[c] ?? c);
      return m.random.chance(0.5)
        ? called(m.random, {
            kind: 'text',
            name: 'DBMS_XMLGEN.CONVERT',
            parameters: ['xmldata', 'flag'],
            given: [m.written('text', text), m.maybe(0.4, () => m.written('number', '0'))],
            value: () => encoded,
          })
        : called(m.random, {
            kind: 'text',
            name: 'DBMS_XMLGEN.CONVERT',
            parameters: ['xmldata', 'flag'],
            given: [m.written('text', encoded), m.written('number', '1')],
            value: () => text,
          });
    },
  },
];

const sqlFunctions: readonly CallMaker[] = [
  { weight: 1, make: simple('raw', 'RAWTOHEX', [], (r) => r) },
  {
    weight: 1,
    make: simple('text', 'ASCIISTR', [], (s) =>
      printable(s).replace(/[^ -~]|\\/gu, (c) => {
        if (c === '\\') throw new Unsettled();
        return `\\${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
      }),
    ),
  },
  {
    weight: 1,
    make: (m) => {
      const written = m.pick('text', ['abc', '\\0041b', 'a\\00e5\\00f1', '\\00DF', 'x\\\\y', null]);
      return {
        kind: 'text',
        // UNISTR gives the national character set.
        text: `TO_CHAR(UNISTR(${written.text}))`,
        value: (site) =>
          written
            .value(site)
            ?.replace(/\\(\\|[0-9a-f]{4})/gi, (_x, code: string) =>
              code === '\\' ? '\\' : String.fromCharCode(Number.parseInt(code, 16)),
            ) ?? null,
      };
    },
  },
  { weight: 1, make: simple('text', 'SOUNDEX', [], (s) => soundex(latin(s))) },
  {
    weight: 2,
    make: (m, d) => {
      const [name, map] = m.random.pick<readonly [string, (s: string) => string]>([
        ['UPPER', (s) => s.toUpperCase()],
        ['LOWER', (s) => s.toLowerCase()],
        ['INITCAP', initcap],
        ['NLS_UPPER', (s) => s.toUpperCase()],
        ['NLS_LOWER', (s) => s.toLowerCase()],
        ['NLS_INITCAP', initcap],
      ]);
      return called(m.random, {
        kind: 'text',
        name,
        parameters: [],
        named: false,
        given: [
          m.textOf(d),
          name.startsWith('NLS_') ? m.maybe(0.4, () => m.written('text', 'NLS_SORT = BINARY')) : undefined,
        ],
        value: unlessNull((s) => map(latin(s))),
      });
    },
  },
  {
    weight: 1,
    make: (m, d) =>
      called(m.random, {
        kind: 'text',
        name: 'TRANSLATE',
        parameters: [],
        named: false,
        given: [m.textOf(d), m.pick('text', ['abc', 'l ', 'eo1']), m.pick('text', ['XY', '-', '12345', null])],
        value: unlessNull((s, from, to) => translate(s ?? '', from ?? '', to ?? '')),
      }),
  },
  {
    weight: 1,
    make: (m, d) =>
      called(m.random, {
        kind: 'text',
        name: 'REPLACE',
        parameters: [],
        named: false,
        given: [
          m.textOf(d),
          m.pick('text', ['a', 'l', ' ', null]),
          m.maybe(0.7, () =>
            m.pick(
              'text',
              ['', '--', 'A', null].filter((x) => x !== ''),
            ),
          ),
        ],
        value: (_, s, search, by) => {
          if (s === null || s === undefined) return null;
          return search === null || search === undefined ? s : filled(s.replaceAll(search, by ?? ''));
        },
      }),
  },
  {
    weight: 1,
    make: (m, d) =>
      called(m.random, {
        kind: 'text',
        name: m.random.pick(['SUBSTR', 'SUBSTRB', 'SUBSTRC', 'SUBSTR4']),
        parameters: [],
        named: false,
        given: [
          m.textOf(d),
          m.pick('number', ['1', '2', '-1', '-3', '0', '50']),
          m.maybe(0.5, () => m.pick('number', ['1', '3', '0', '-1'])),
        ],
        value: unlessNull((s, from, size) =>
          substr(latin(s), Number(from), size === undefined ? undefined : Number(size)),
        ),
      }),
  },
  {
    weight: 1,
    make: (m, d) => {
      const left = m.random.chance(0.5);
      return called(m.random, {
        kind: 'text',
        name: left ? 'LPAD' : 'RPAD',
        parameters: [],
        named: false,
        given: [m.textOf(d), m.pick('number', ['1', '5', '12', '0']), m.maybe(0.6, () => m.pick('text', ['*', 'ab']))],
        value: unlessNull((s, size, by) => pad(latin(s), Number(size), by ?? ' ', left ? 'left' : 'right')),
      });
    },
  },
  {
    weight: 1,
    make: (m, d) => {
      const left = m.random.chance(0.5);
      return called(m.random, {
        kind: 'text',
        name: left ? 'LTRIM' : 'RTRIM',
        parameters: [],
        named: false,
        given: [m.textOf(d), m.maybe(0.6, () => m.pick('text', ['ab', 'x ', 'dlo', null]))],
        value: unlessNull((s, set) => trimSet(s ?? '', set ?? ' ', left ? 'left' : 'right')),
      });
    },
  },
  {
    weight: 2,
    make: (m, d) => {
      const kind = m.random.pick(['raw', 'number'] as const);
      const format = oneOf(m.random, [undefined, '10', '16', '8']);
      return called(m.random, {
        kind: 'text',
        name: 'DUMP',
        parameters: [],
        named: false,
        only: 'sql',
        given: [m.of(kind, d), format === undefined ? undefined : m.written('number', format)],
        value: (_, x) => {
          if (x === null || x === undefined) return 'NULL';
          const bytes = kind === 'raw' ? bytesOf(x) : numberBytes(x);
          const digits = bytes.map((b) => b.toString(Number(format ?? '10')));
          return `Typ=${kind === 'raw' ? 23 : 2} Len=${bytes.length}: ${digits.join(',')}`;
        },
      });
    },
  },
  {
    weight: 1,
    make: (m, d) =>
      called(m.random, {
        kind: 'text',
        name: m.random.pick(['NVL', 'COALESCE']),
        lazy: true,
        parameters: [],
        named: false,
        given: [m.textOf(d), m.textOf(0)],
        value: (_, a, b) => a ?? b ?? null,
      }),
  },
  {
    weight: 1,
    make: (m, d) =>
      called(m.random, {
        kind: 'text',
        name: 'NULLIF',
        parameters: [],
        named: false,
        given: [m.textOf(d), m.textOf(0)],
        value: (_, a, b) => {
          if (a === null || a === undefined) throw new Unsettled();
          return a === b ? null : a;
        },
      }),
  },
  { weight: 1, make: simple('number', 'TO_CHAR', [], (n) => n) },
  {
    weight: 1,
    make: (m, d) => {
      const [a, b] = [m.textOf(d), m.random.chance(0.3) ? m.number(d) : m.textOf(d)];
      return called(m.random, {
        kind: 'text',
        name: 'CONCAT',
        parameters: [],
        named: false,
        given: [a, b],
        value: (_, x, y) => filled((x ?? '') + (y ?? '')),
      });
    },
  },
];

export const textCalls: readonly CallMaker[] = [...assertCalls, ...packages, ...sqlFunctions];
