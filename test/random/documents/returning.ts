/** JSON_VALUE of many types, and item methods. (JSON Developer's Guide, "JSON_VALUE", "SQL/JSON Path Expression Item Methods") */
import type { Random } from '../random.js';
import {
  find,
  isArray,
  isObject,
  isScalar,
  type Json,
  keys,
  type Step as PathStep,
  pathText,
  Unsettled,
} from './documents.js';
import { OracleFailure, type Shown } from './queries.js';

const plain = (x: Json): string | null => (x === null || x === '' ? null : String(x));
const isoDate = /^\d{4}-\d{2}-\d{2}$/;
const numeral = /^-?\d+(\.\d+)?$/;

const memberPath = (random: Random): readonly PathStep[] => {
  const member = (): PathStep => ({ kind: 'member', name: random.pick(keys) });
  if (random.chance(0.6)) return [member()];
  if (random.chance(0.5))
    return [{ kind: 'member', name: 'items' }, { kind: 'element', index: random.below(2) }, member()];
  return [member(), member()];
};

/** What is wrong with the value: its error, unless something stands for it. */
class Wrong extends Error {
  constructor(readonly code: number | undefined) {
    super('error of the value');
  }
}

interface Returning {
  readonly type: string;
  /** The default that may be given, and how it is shown. */
  readonly fallback: readonly [text: string, shown: string];
  readonly show: (expression: string) => string;
  /** @throws Wrong */
  readonly of: (x: string | number | boolean | null) => string | null;
}
const itself = (x: string): string => x;

const types: readonly Returning[] = [
  {
    type: 'VARCHAR2(3)',
    fallback: ["'no'", 'no'],
    show: itself,
    of: (x) => {
      const text = plain(x);
      if (text !== null && new TextEncoder().encode(text).length !== text.length) throw new Unsettled();
      if (text !== null && text.length > 3) throw new Wrong(40478);
      return text;
    },
  },
  { type: 'VARCHAR2', fallback: ["'none'", 'none'], show: itself, of: plain },
  { type: 'CLOB', fallback: ["'none'", 'none'], show: (x) => `TO_CHAR(${x})`, of: plain },
  {
    type: 'NUMBER',
    fallback: ['-9', '-9'],
    show: itself,
    of: (x) => {
      if (x === null) return null;
      if (typeof x === 'boolean' || x === '') throw new Unsettled();
      if (typeof x === 'number' || numeral.test(x)) return String(Number(x)).replace(/^(-?)0\./, '$1.');
      throw new Wrong(undefined);
    },
  },
  {
    type: 'NUMBER(5,1)',
    fallback: ['0', '0'],
    show: itself,
    of: (x) => {
      if (x === null) return null;
      if (typeof x !== 'number') throw new Unsettled();
      if (Math.abs(x) >= 10000) throw new Wrong(undefined);
      const rounded = (Math.sign(x) * Math.round(Math.abs(x) * 10)) / 10;
      return String(rounded).replace(/^(-?)0\./, '$1.');
    },
  },
  {
    type: 'DATE',
    fallback: ["'2000-01-01'", '2000-01-01 00:00'],
    show: (x) => `TO_CHAR(${x}, 'YYYY-MM-DD HH24:MI')`,
    of: (x) => {
      if (x === null) return null;
      if (typeof x !== 'string' || x === '') throw new Unsettled();
      if (!isoDate.test(x)) throw new Wrong(undefined);
      return `${x} 00:00`;
    },
  },
  {
    type: 'TIMESTAMP',
    fallback: ["'2000-01-01T12:30:00'", '2000-01-01 12:30:00'],
    show: (x) => `TO_CHAR(${x}, 'YYYY-MM-DD HH24:MI:SS')`,
    of: (x) => {
      if (x === null) return null;
      if (typeof x !== 'string' || x === '') throw new Unsettled();
      if (!isoDate.test(x)) throw new Wrong(undefined);
      return `${x} 00:00:00`;
    },
  },
];

/** JSON_VALUE … RETURNING … with what is said for errors and for nothing. */
export function jsonReturning(random: Random): Shown {
  const path = memberPath(random);
  const returning = random.pick(types);
  const [given, shown] = returning.fallback;
  const onError = random.pick(['', '', ' NULL ON ERROR', ' ERROR ON ERROR', ` DEFAULT ${given} ON ERROR`]);
  const onEmpty = random.pick(['', '', ' NULL ON EMPTY', ` DEFAULT ${given} ON EMPTY`, ' ERROR ON EMPTY']);
  const answer = (clause: string, code: number | undefined): string | null => {
    if (clause.includes('DEFAULT')) return shown;
    if (!clause.includes('ERROR ON')) return null;
    if (code === undefined) throw new Unsettled();
    throw new OracleFailure(code);
  };
  return {
    text: (document) =>
      returning.show(`JSON_VALUE(${document}, '${pathText(path)}' RETURNING ${returning.type}${onError}${onEmpty})`),
    value: (document) => {
      const found = find(document, path);
      const [only = null] = found;
      if (found.length === 0) return answer(onEmpty === '' ? onError : onEmpty, 40462);
      if (found.length > 1) return answer(onError, 40470);
      if (!isScalar(only)) return answer(onError, 40456);
      try {
        return returning.of(only);
      } catch (error) {
        if (error instanceof Wrong) return answer(onError, error.code);
        throw error;
      }
    },
  };
}

const unsettled = (): never => {
  throw new Unsettled();
};
const ofText =
  (map: (s: string) => string) =>
  (x: Json): string | null =>
    typeof x === 'string' && x !== '' ? map(x) : unsettled();
const ofNumber =
  (map: (n: number) => number) =>
  (x: Json): string | null =>
    typeof x === 'number' ? String(map(x)).replace(/^(-?)0\./, '$1.') : unsettled();

const methods: readonly { readonly name: string; readonly type: string; readonly of: (x: Json) => string | null }[] = [
  { name: 'upper', type: '', of: ofText((s) => (s.includes('ß') ? unsettled() : s.toUpperCase())) },
  { name: 'lower', type: '', of: ofText((s) => s.toLowerCase()) },
  { name: 'length', type: ' RETURNING NUMBER', of: ofText((s) => String(s.length)) },
  { name: 'abs', type: ' RETURNING NUMBER', of: ofNumber(Math.abs) },
  { name: 'ceiling', type: ' RETURNING NUMBER', of: ofNumber((n) => Math.ceil(n) + 0) },
  { name: 'floor', type: ' RETURNING NUMBER', of: ofNumber(Math.floor) },
  { name: 'size', type: ' RETURNING NUMBER', of: (x) => String(isArray(x) ? x.length : 1) },
  {
    name: 'type',
    type: '',
    of: (x) => (isArray(x) ? 'array' : isObject(x) ? 'object' : x === null ? 'null' : typeof x),
  },
  { name: 'string', type: '', of: (x) => (isScalar(x) && x !== null && x !== '' ? String(x) : unsettled()) },
  {
    name: 'number',
    type: ' RETURNING NUMBER',
    of: (x) =>
      typeof x === 'number' || (typeof x === 'string' && numeral.test(x))
        ? String(Number(x)).replace(/^(-?)0\./, '$1.')
        : unsettled(),
  },
];

/** An item method at the end of a path. */
export function itemMethod(random: Random): Shown {
  const path = memberPath(random);
  const method = random.pick(methods);
  return {
    text: (document) => `JSON_VALUE(${document}, '${pathText(path)}.${method.name}()'${method.type})`,
    value: (document) => {
      const found = find(document, path);
      const [only] = found;
      if (only === undefined) return null;
      if (found.length > 1) throw new Unsettled();
      return method.of(only);
    },
  };
}
