/** What gives RAW. (PL/SQL Packages, "UTL_RAW", "UTL_ENCODE", "UTL_I18N"; SQL Language Reference) */
import { OracleFailure, Unsettled } from '../lobs/values.js';
import { cryptoCalls } from './crypto.js';
import {
  bytesOf,
  called,
  type Expression,
  filled,
  hexOf,
  oneOf,
  present,
  unlessNull,
  utf8,
  type Value,
} from './expression.js';
import type { CallMaker } from './maker.js';
import { numberBytes } from './oracle-number.js';

const bits: readonly (readonly [string, (x: number, y: number) => number])[] = [
  ['AND', (x, y) => x & y],
  ['OR', (x, y) => x | y],
  ['XOR', (x, y) => x ^ y],
];

const whole = (value: Value | undefined, byDefault: number): number => {
  if (value === undefined) return byDefault;
  if (value === null || !/^-?\d+$/.test(value)) throw new Unsettled();
  return Number(value);
};
const byte = (value: Value | undefined, byDefault: number): number => {
  if (value === undefined || value === null) return byDefault;
  if (value.length !== 2) throw new Unsettled();
  return Number.parseInt(value, 16);
};

/** The bytes of an integer, highest first. */
export const integerBytes = (n: number): number[] => [24, 16, 8, 0].map((shift) => (n >>> shift) & 255);
const endian = (bytes: number[], endianess: Value | undefined): number[] => {
  if (endianess === null) throw new Unsettled();
  return endianess === '2' ? bytes.toReversed() : bytes;
};

const utlRaw: readonly CallMaker[] = [
  {
    weight: 2,
    make: (m, d) => {
      const [name, map] = m.random.pick(bits);
      return called(m.random, {
        kind: 'raw',
        name: `UTL_RAW.BIT_${name}`,
        parameters: ['r1', 'r2'],
        given: [m.raw(d), m.raw(d)],
        value: unlessNull((a, b) => {
          const [x, y] = [bytesOf(a ?? ''), bytesOf(b ?? '')];
          const [long, short] = x.length >= y.length ? [x, y] : [y, x];
          return hexOf(long.map((v, i) => (i < short.length ? map(v, short[i] ?? 0) : v)));
        }),
      });
    },
  },
  {
    weight: 1,
    make: (m, d) =>
      called(m.random, {
        kind: 'raw',
        name: 'UTL_RAW.BIT_COMPLEMENT',
        parameters: ['r'],
        given: [m.raw(d)],
        value: unlessNull((r) => hexOf(bytesOf(r ?? '').map((x) => 255 - x))),
      }),
  },
  {
    weight: 2,
    make: (m, d) => {
      const given = Array.from({ length: m.random.pick([2, 2, 3, 4, 12]) }, () => m.raw(d > 0 ? 1 : 0));
      return called(m.random, {
        kind: 'raw',
        name: 'UTL_RAW.CONCAT',
        parameters: given.map((_, i) => `r${i + 1}`),
        given,
        value: (_, ...parts) => filled(parts.map((x) => x ?? '').join('')),
      });
    },
  },
  {
    weight: 3,
    make: (m, d) =>
      called(m.random, {
        kind: 'raw',
        name: 'UTL_RAW.SUBSTR',
        parameters: ['r', 'pos', 'len'],
        given: [
          m.raw(d),
          m.pick('number', ['1', '1', '2', '3', '-1', '-2', '0', '9']),
          m.maybe(0.6, () => m.pick('number', ['1', '2', '3', '0', '-1', '20'])),
        ],
        value: (_, r, pos, len) => {
          if (r === null || r === undefined) return null;
          const size = r.length / 2;
          const from = whole(pos, 1);
          if (from < -size) throw new Unsettled();
          if (from === 0 || from > size) throw new OracleFailure(6502);
          const start = from > 0 ? from : size + from + 1;
          const count = whole(len, size - start + 1);
          if (count < 1 || count > size - start + 1) throw new OracleFailure(6502);
          return r.slice((start - 1) * 2, (start - 1 + count) * 2);
        },
      }),
  },
  {
    weight: 1,
    make: (m, d) =>
      called(m.random, {
        kind: 'raw',
        name: 'UTL_RAW.REVERSE',
        parameters: ['r'],
        given: [m.raw(d)],
        value: (_, r) => hexOf(bytesOf(present(r)).toReversed()),
      }),
  },
  {
    weight: 1,
    make: (m, d) =>
      called(m.random, {
        kind: 'raw',
        name: 'UTL_RAW.COPIES',
        parameters: ['r', 'n'],
        given: [m.raw(d), m.pick('number', ['1', '2', '3', '0', '-1'])],
        value: (_, r, n) => {
          if (whole(n, 1) < 1) throw new OracleFailure(6502);
          const copies = present(r).repeat(whole(n, 1));
          if (copies.length > 400) throw new Unsettled();
          return copies;
        },
      }),
  },
  {
    weight: 3,
    make: (m, d) =>
      called(m.random, {
        kind: 'raw',
        name: 'UTL_RAW.OVERLAY',
        parameters: ['overlay_str', 'target', 'pos', 'len', 'pad'],
        given: [
          m.raw(0),
          m.raw(d),
          m.maybe(0.7, () => m.pick('number', ['1', '2', '3', '6', '0', '-1'])),
          m.maybe(0.4, () => m.pick('number', ['0', '1', '2', '4', '-1'])),
          m.maybe(0.3, () => m.pick('raw', ['2A', 'FF'])),
        ],
        value: (_, overlay, target, pos, len, pad) => {
          const over = bytesOf(present(overlay));
          // What an absent target is, is "missing or undefined".
          const into = bytesOf(present(target));
          const at = whole(pos, 1);
          const count = whole(len, over.length);
          if (at < 1 || count < 0) throw new OracleFailure(6502);
          const filling = byte(pad, 0);
          const laid = Array.from({ length: count }, (_x, i) => over[i] ?? filling);
          const front = Array.from({ length: at - 1 }, (_x, i) => into[i] ?? filling);
          return filled(hexOf([...front, ...laid, ...into.slice(at - 1 + count)]));
        },
      }),
  },
  {
    weight: 2,
    make: (m, d) =>
      called(m.random, {
        kind: 'raw',
        name: 'UTL_RAW.TRANSLATE',
        parameters: ['r', 'from_set', 'to_set'],
        given: [
          m.raw(d),
          m.pick('raw', ['00', '6162', '0102', 'FF00FF', null]),
          m.pick('raw', ['2A', '4142', '0D0E0F', null]),
        ],
        value: (_, r, from, to) => {
          const [bytes, f, t] = [bytesOf(present(r)), bytesOf(present(from)), bytesOf(present(to))];
          return filled(
            hexOf(
              bytes.flatMap((x) => {
                const at = f.indexOf(x);
                return at < 0 ? [x] : t.slice(at, at + 1);
              }),
            ),
          );
        },
      }),
  },
  {
    weight: 2,
    make: (m, d) =>
      called(m.random, {
        kind: 'raw',
        name: 'UTL_RAW.TRANSLITERATE',
        parameters: ['r', 'to_set', 'from_set', 'pad'],
        given: [
          m.raw(d),
          m.maybe(0.8, () => m.pick('raw', ['2A', '4142', '0D0E0F'])),
          m.maybe(0.8, () => m.pick('raw', ['00', '6162', '0102', 'FF00FF'])),
          m.maybe(0.4, () => m.pick('raw', ['2D'])),
        ],
        value: (_, r, to, from, pad) => {
          const bytes = bytesOf(present(r));
          const t = bytesOf(to ?? '');
          const f = from === undefined ? Array.from({ length: 256 }, (_x, i) => i) : bytesOf(from ?? '');
          return hexOf(
            bytes.map((x) => {
              const at = f.indexOf(x);
              return at < 0 ? x : (t[at] ?? byte(pad, 0));
            }),
          );
        },
      }),
  },
  {
    weight: 1,
    make: (m) =>
      called(m.random, {
        kind: 'raw',
        name: 'UTL_RAW.XRANGE',
        parameters: ['start_byte', 'end_byte'],
        given: [
          m.maybe(0.9, () => m.pick('raw', ['00', '41', 'FE', '05'])),
          m.maybe(0.9, () => m.pick('raw', ['03', '46', '01', '05', 'FF'])),
        ],
        value: (_, start, end) => {
          const [a, b] = [byte(start, 0), byte(end, 255)];
          return hexOf(Array.from({ length: ((b - a + 256) % 256) + 1 }, (_x, i) => (a + i) % 256));
        },
      }),
  },
  {
    weight: 1,
    make: (m, d) =>
      called(m.random, {
        kind: 'raw',
        name: 'UTL_RAW.CAST_TO_RAW',
        parameters: ['c'],
        given: [m.textOf(d)],
        value: unlessNull((c) => utf8(c ?? '')),
      }),
  },
  {
    weight: 2,
    make: (m) => {
      const n = m.pick('number', ['0', '1', '-1', '255', '256', '2147483647', '-2147483648', '65536', '-300']);
      return called(m.random, {
        kind: 'raw',
        name: 'UTL_RAW.CAST_FROM_BINARY_INTEGER',
        parameters: ['n', 'endianess'],
        given: [n, m.maybe(0.6, () => m.pick('number', ['1', '2']))],
        value: (_, x, e) => hexOf(endian(integerBytes(Number(x)), e)),
      });
    },
  },
  {
    weight: 2,
    make: (m) =>
      called(m.random, {
        kind: 'raw',
        name: 'UTL_RAW.CAST_FROM_NUMBER',
        parameters: ['n'],
        given: [
          m.pick('number', [
            '0',
            '1',
            '-1',
            '10',
            '100',
            '123.45',
            '-123.45',
            '.01',
            '1000000',
            '-.5',
            '99',
            '12345678901234567890',
            null,
          ]),
        ],
        value: unlessNull((n) => hexOf(numberBytes(n ?? '0'))),
      }),
  },
  {
    weight: 1,
    make: (m) => {
      const double = m.random.chance(0.5);
      const n = m.random.pick(['0', '1', '-1', '1.5', '-2.25', '1024', '.125']);
      return called(m.random, {
        kind: 'raw',
        name: `UTL_RAW.CAST_FROM_BINARY_${double ? 'DOUBLE' : 'FLOAT'}`,
        parameters: ['n', 'endianess'],
        given: [
          { kind: 'number', text: `(${n}${double ? 'd' : 'f'})`, value: () => n },
          m.maybe(0.5, () => m.pick('number', ['1', '2'])),
        ],
        value: (_, x, e) => {
          const view = new DataView(new ArrayBuffer(double ? 8 : 4));
          if (double) view.setFloat64(0, Number(x));
          else view.setFloat32(0, Number(x));
          return hexOf(endian([...new Uint8Array(view.buffer)], e));
        },
      });
    },
  },
];

const others: readonly CallMaker[] = [
  {
    weight: 1,
    make: (m, d) =>
      called(m.random, {
        kind: 'raw',
        name: 'UTL_ENCODE.BASE64_ENCODE',
        parameters: ['r'],
        given: [m.raw(d)],
        value: (_, r) => {
          // Longer ones are cut into lines.
          if (r === null || r === undefined || r.length > 90) throw new Unsettled();
          return hexOf(Buffer.from(Buffer.from(r, 'hex').toString('base64'), 'latin1'));
        },
      }),
  },
  {
    weight: 1,
    make: (m, d) => {
      const bytes = m.raw(d);
      const encoded: Expression = {
        kind: 'raw',
        text: `UTL_ENCODE.BASE64_ENCODE(${bytes.text})`,
        value: (site) => bytes.value(site),
        ...(bytes.only && { only: bytes.only }),
      };
      return called(m.random, {
        kind: 'raw',
        name: 'UTL_ENCODE.BASE64_DECODE',
        parameters: ['r'],
        given: [encoded],
        value: (_, r) => {
          if (r === null || r === undefined) throw new Unsettled();
          return r;
        },
      });
    },
  },
  {
    weight: 2,
    make: (m, d) => {
      const set = oneOf(m.random, ['AL32UTF8', 'UTF8', 'WE8ISO8859P1', 'AL16UTF16', 'US7ASCII', null, undefined]);
      return called(m.random, {
        kind: 'raw',
        name: 'UTL_I18N.STRING_TO_RAW',
        parameters: ['data', 'dst_charset'],
        given: [m.textOf(d), set === undefined ? undefined : m.written('text', set)],
        value: (_, text) => {
          if (text === null || text === undefined) return null;
          const codes = [...text].map((c) => c.codePointAt(0) ?? 0);
          if (set === 'WE8ISO8859P1' || set === 'US7ASCII') {
            if (codes.some((c) => c > (set === 'US7ASCII' ? 127 : 255))) throw new Unsettled();
            return hexOf(codes);
          }
          if (set === 'AL16UTF16') return hexOf(codes.flatMap((c) => [c >> 8, c & 255]));
          return utf8(text);
        },
      });
    },
  },
  {
    weight: 2,
    make: (m) => {
      const digits = m.random.pick(['0A', 'abc', 'F', 'xy', '1 2', 'ffFF', null]);
      return {
        kind: 'raw',
        text: `HEXTORAW(${m.written('text', digits).text})`,
        value: ({ sql }) => {
          if (digits === null) return null;
          if (!/^[0-9a-f]*$/i.test(digits)) throw new OracleFailure(sql ? 1465 : 6502);
          return (digits.length % 2 ? `0${digits}` : digits).toUpperCase();
        },
      };
    },
  },
  {
    weight: 1,
    make: (m, d) =>
      called(m.random, {
        kind: 'raw',
        name: m.random.pick(['NVL', 'COALESCE']),
        lazy: true,
        parameters: [],
        named: false,
        given: [m.raw(d), m.raw(0)],
        value: (_, a, b) => a ?? b ?? null,
      }),
  },
];

export const rawCalls: readonly CallMaker[] = [...utlRaw, ...cryptoCalls, ...others];
