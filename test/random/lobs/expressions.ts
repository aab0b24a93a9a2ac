/**
 * Expressions over CLOBs and texts with their values. (SQL Language Reference, the functions by their names; SecureFiles
 * and Large Objects Developer's Guide, "SQL Semantics and LOBs", "PL/SQL Semantics for LOBs"; PL/SQL Packages, "DBMS_LOB")
 */
import type { Random } from '../random.js';
import {
  type Clob,
  characters,
  either,
  instr,
  known,
  literal,
  quoted,
  type Row,
  resultOf,
  substr,
  textOf,
  Unsettled,
  words,
} from './values.js';

export interface Env {
  readonly clobs: ReadonlyMap<string, string | null>;
  readonly texts: ReadonlyMap<string, string | null>;
  readonly row?: Row;
}
export interface Expression<T> {
  readonly text: string;
  readonly value: (env: Env) => T;
}

const escape = (s: string): string => s.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const like = (s: string, pattern: string): boolean =>
  new RegExp(`^${[...pattern].map((c) => (c === '%' ? '.*' : c === '_' ? '.' : escape(c))).join('')}$`, 's').test(s);

/** Patterns that never match nothing; ours beside JavaScript's. */
const patterns: readonly (readonly [string, string])[] = [
  ['[aeiou]', '[aeiou]'],
  ['l+', 'l+'],
  ['[0-9]+', '[0-9]+'],
  ['o.', 'o.'],
  ['(a|x)(b|,)', '(a|x)(b|,)'],
  ['^.', '^.'],
  ['[[:upper:]][a-z]*', '\\p{Lu}[a-z]*'],
  ['[^,]+', '[^,]+'],
  ['.$', '.$'],
  ['[[:space:]]+', '\\s+'],
];
const regexp = (pattern: string, flags = 'gu'): RegExp => new RegExp(pattern, flags);

/** The characters of one that has some, or of NULL. */
const filled = (c: Clob): string => {
  if (c === '' || c === either) throw new Unsettled();
  return c ?? '';
};

/** Makes expressions for one place: in SQL they read columns of `t`, in PL/SQL they compare CLOBs. */
export class Expressions {
  constructor(
    private readonly random: Random,
    private readonly env: Env,
    private readonly inSql: boolean,
    private readonly columns: boolean,
  ) {}

  clob(depth: number): Expression<Clob> {
    const { random } = this;
    if (depth <= 0 || random.chance(0.25)) return this.atom();
    const of = this.clob(depth - 1);
    const string = (env: Env): string | null => known(of.value(env));
    /** NULL of NULL; what it makes of an empty one is not told. */
    const mapped = (text: string, map: (s: string) => string): Expression<Clob> => ({
      text,
      value: (env) => {
        const s = string(env);
        return s === null ? null : resultOf(map(s));
      },
    });
    switch (random.below(14)) {
      case 0:
        return mapped(`UPPER(${of.text})`, (s) => {
          // ß has no upper case letter of its own.
          if (s.includes('ß')) throw new Unsettled();
          return s.toUpperCase();
        });
      case 1:
        return mapped(`LOWER(${of.text})`, (s) => s.toLowerCase());
      case 2: {
        const from = random.pick([1, 1, 2, 3, 0, -1, -3, 50]);
        const size = random.chance(0.6) ? random.pick([1, 2, 3, 10, 4000]) : undefined;
        return mapped(`SUBSTR(${of.text}, ${from}${size === undefined ? '' : `, ${size}`})`, (s) =>
          substr(s, from, size),
        );
      }
      case 3: {
        const search = random.pick(['l', 'a', 'ab', ' ', 'o', ',', "'"]);
        const by = random.pick(['', 'Z', 'll', '--', null]);
        return mapped(
          `REPLACE(${of.text}, ${quoted(search)}${by === null ? '' : `, ${by === '' ? 'NULL' : quoted(by)}`})`,
          (s) => s.replaceAll(search, by ?? ''),
        );
      }
      case 4: {
        const more = this.text(depth - 1);
        const front = random.chance(0.3);
        return {
          text: front ? `(${more.text} || ${of.text})` : `(${of.text} || ${more.text})`,
          value: (env) => {
            const a: Clob = of.value(env);
            const b = more.value(env);
            if (a === null && b === null) return null;
            return resultOf(front ? (b ?? '') + characters(a) : characters(a) + (b ?? ''));
          },
        };
      }
      case 5: {
        const other = this.clob(depth - 1);
        const called = random.chance(0.3);
        return {
          text: called ? `CONCAT(${of.text}, ${other.text})` : `(${of.text} || ${other.text})`,
          value: (env) => {
            const a: Clob = of.value(env);
            const b: Clob = other.value(env);
            return a === null && b === null ? null : resultOf(characters(a) + characters(b));
          },
        };
      }
      case 6: {
        const [name, map] = random.pick<readonly [string, (s: string) => string]>([
          ['TRIM', (s) => s.replace(/^ +| +$/g, '')],
          ['LTRIM', (s) => s.replace(/^ +/, '')],
          ['RTRIM', (s) => s.replace(/ +$/, '')],
        ]);
        return mapped(`${name}(${of.text})`, map);
      }
      case 7: {
        const set = random.pick(['a', 'x ', 'abc', 'zo']);
        const left = random.chance(0.5);
        return mapped(`${left ? 'LTRIM' : 'RTRIM'}(${of.text}, ${quoted(set)})`, (s) =>
          s.replace(left ? new RegExp(`^[${set}]+`) : new RegExp(`[${set}]+$`), ''),
        );
      }
      case 8: {
        const size = random.pick([3, 8, 12]);
        const pad = random.pick(['*', 'ab', ' ']);
        const left = random.chance(0.5);
        return mapped(`${left ? 'LPAD' : 'RPAD'}(${of.text}, ${size}, ${quoted(pad)})`, (s) => {
          // What padding makes of a CLOB without characters is not told.
          if (s === '') throw new Unsettled();
          return left
            ? s.length > size
              ? s.slice(0, size)
              : s.padStart(size, pad)
            : s.slice(0, size).padEnd(size, pad);
        });
      }
      case 9: {
        const other = this.clob(depth - 1);
        const name = random.pick(['NVL', 'COALESCE']);
        return { text: `${name}(${of.text}, ${other.text})`, value: (env) => string(env) ?? other.value(env) };
      }
      case 10: {
        const word = random.pick(words);
        return { text: `NVL(${of.text}, ${quoted(word)})`, value: (env) => string(env) ?? word };
      }
      case 11: {
        const when = this.condition(depth - 1);
        const other = this.clob(depth - 1);
        return {
          text: `CASE WHEN ${when.text} THEN ${of.text} ELSE ${other.text} END`,
          value: (env) => (when.value(env) ? of.value(env) : other.value(env)),
        };
      }
      case 12: {
        const [pattern, js] = random.pick(patterns);
        const by = random.pick(['', '#', '<>', null]);
        return mapped(
          `REGEXP_REPLACE(${of.text}, ${quoted(pattern)}${by === null ? '' : `, ${by === '' ? 'NULL' : quoted(by)}`})`,
          (s) => s.replace(regexp(js), () => by ?? ''),
        );
      }
      default: {
        const [pattern, js] = random.pick(patterns);
        const nth = random.pick([1, 1, 2]);
        return mapped(
          `REGEXP_SUBSTR(${of.text}, ${quoted(pattern)}${nth === 1 ? '' : `, 1, ${nth}`})`,
          (s) => s.match(regexp(js))?.[nth - 1] ?? '',
        );
      }
    }
  }

  private atom(): Expression<Clob> {
    const { random } = this;
    const kind = random.next();
    if (this.columns && kind < 0.6) return { text: 't.c', value: ({ row }) => row?.c ?? null };
    if (kind < 0.8) {
      const name = random.pick([...this.env.clobs.keys()]);
      return { text: name, value: ({ clobs }) => clobs.get(name) ?? null };
    }
    if (kind < 0.93) {
      const word = random.pick(words);
      return { text: `TO_CLOB(${quoted(word)})`, value: () => word };
    }
    return random.chance(0.5)
      ? { text: 'EMPTY_CLOB()', value: () => '' }
      : { text: 'TO_CLOB(NULL)', value: () => null };
  }

  text(depth: number): Expression<string | null> {
    const { random } = this;
    if (depth <= 0 || random.chance(0.45)) {
      const kind = random.next();
      if (this.columns && kind < 0.3) return { text: 't.v', value: ({ row }) => row?.v ?? null };
      if (kind < 0.6) {
        const name = random.pick([...this.env.texts.keys()]);
        return { text: name, value: ({ texts }) => texts.get(name) ?? null };
      }
      const word = random.pick(words);
      return { text: literal(word), value: () => word };
    }
    const of = this.clob(depth - 1);
    switch (random.below(6)) {
      case 0:
        return { text: `TO_CHAR(${of.text})`, value: (env) => textOf(characters(of.value(env))) };
      case 1:
        return {
          text: `INITCAP(${of.text})`,
          value: (env) =>
            textOf(
              filled(of.value(env)).replace(/[\p{L}\p{N}]+/gu, (w) => {
                if (w.startsWith('ß')) throw new Unsettled();
                return w.charAt(0).toUpperCase() + w.slice(1).toLowerCase();
              }),
            ),
        };
      case 2:
        return {
          text: `TRANSLATE(${of.text}, 'alo ', 'AL-')`,
          value: (env) =>
            textOf(filled(of.value(env)).replace(/[alo ]/g, (c) => ({ a: 'A', l: 'L', o: '-' })[c] ?? '')),
        };
      default: {
        const [size, from] = [random.pick([1, 2, 5, 100, 0, 32767]), random.pick([1, 1, 2, 4, 30, 0])];
        return {
          text: `DBMS_LOB.SUBSTR(${of.text}, ${size}, ${from})`,
          value: (env) =>
            size < 1 || from < 1 ? null : textOf(characters(of.value(env)).slice(from - 1, from - 1 + size)),
        };
      }
    }
  }

  number(depth: number): Expression<number | null> {
    const { random } = this;
    const of = this.clob(depth - 1);
    const counted = (text: string, count: (s: string) => number | null): Expression<number | null> => ({
      text,
      value: (env) => {
        const s = known(of.value(env));
        return s === null ? null : count(s);
      },
    });
    const search = random.pick(['l', 'a', 'ab', 'o', ',', 'abc', 'zz', ' ']);
    switch (random.below(8)) {
      case 0:
        return counted(`LENGTH(${of.text})`, (s) => s.length);
      case 1:
        return counted(`DBMS_LOB.GETLENGTH(${of.text})`, (s) => s.length);
      case 2: {
        const [from, nth] = [random.pick([1, 1, 2, 3, -1, -2]), random.pick([1, 1, 2])];
        return counted(
          `INSTR(${of.text}, ${quoted(search)}${nth > 1 || from !== 1 ? `, ${from}, ${nth}` : ''})`,
          (s) => (s === '' ? 0 : instr(s, search, from, nth)),
        );
      }
      case 3:
      case 4: {
        const [from, nth] = [random.pick([1, 1, 2, 3, 20, 0, -1]), random.pick([1, 1, 2, 3, 0])];
        return counted(`DBMS_LOB.INSTR(${of.text}, ${quoted(search)}, ${from}, ${nth})`, (s) =>
          from < 1 || nth < 1 ? null : instr(s, search, from, nth),
        );
      }
      case 5: {
        const other = this.clob(depth - 1);
        const parts = random.chance(0.4)
          ? ([random.pick([1, 2, 5, 0]), random.pick([1, 2, 3]), random.pick([1, 2])] as const)
          : undefined;
        return {
          text: `DBMS_LOB.COMPARE(${of.text}, ${other.text}${parts === undefined ? '' : `, ${parts.join(', ')}`})`,
          value: (env) => {
            const [x, y] = [known(of.value(env)), known(other.value(env))];
            const [size, p, q] = parts ?? [Number.MAX_SAFE_INTEGER, 1, 1];
            if (x === null || y === null || size < 1) return null;
            const [a, b] = [x.slice(p - 1, p - 1 + size), y.slice(q - 1, q - 1 + size)];
            return a === b ? 0 : a < b ? -1 : 1;
          },
        };
      }
      case 6: {
        const [pattern, js] = random.pick(patterns);
        return counted(`REGEXP_COUNT(${of.text}, ${quoted(pattern)})`, (s) => {
          if (s === '') throw new Unsettled();
          return s.match(regexp(js))?.length ?? 0;
        });
      }
      default: {
        const [pattern, js] = random.pick(patterns);
        return counted(`REGEXP_INSTR(${of.text}, ${quoted(pattern)})`, (s) => {
          if (s === '') throw new Unsettled();
          return s.search(regexp(js, 'u')) + 1;
        });
      }
    }
  }

  /** True, false or NULL. */
  condition(depth: number): Expression<boolean | null> {
    const { random } = this;
    const of = this.clob(depth - 1);
    const tested = (text: string, test: (s: string) => boolean): Expression<boolean | null> => ({
      text,
      value: (env) => {
        const s = known(of.value(env));
        if (s === '') throw new Unsettled();
        return s === null ? null : test(s);
      },
    });
    switch (random.below(this.inSql ? 5 : 7)) {
      case 0: {
        const not = random.chance(0.5);
        return {
          text: `${of.text} IS ${not ? 'NOT ' : ''}NULL`,
          value: (env) => (known(of.value(env)) === null) !== not,
        };
      }
      case 1: {
        const pattern = random.pick(['%l%', 'a%', '%c', '_e%', '%', 'abc', '%x%y%']);
        const not = random.chance(0.2);
        return tested(`${of.text} ${not ? 'NOT ' : ''}LIKE ${quoted(pattern)}`, (s) => like(s, pattern) !== not);
      }
      case 2: {
        const [pattern, js] = random.pick(patterns);
        return tested(`REGEXP_LIKE(${of.text}, ${quoted(pattern)})`, (s) => regexp(js, 'u').test(s));
      }
      case 3: {
        const n = this.number(depth - 1);
        const limit = random.pick([0, 1, 3, 5]);
        return {
          text: `${n.text} > ${limit}`,
          value: (env) => {
            const x = n.value(env);
            return x === null ? null : x > limit;
          },
        };
      }
      case 4: {
        const word = random.pick(words);
        return {
          text: `DBMS_LOB.COMPARE(${of.text}, TO_CLOB(${quoted(word)})) = 0`,
          value: (env) => {
            const s = known(of.value(env));
            return s === null ? null : s === word;
          },
        };
      }
      case 5: {
        const word = random.pick(words);
        const operator = random.pick(['=', '<>', '<', '>=']);
        return tested(`${of.text} ${operator} ${quoted(word)}`, (s) =>
          operator === '=' ? s === word : operator === '<>' ? s !== word : operator === '<' ? s < word : s >= word,
        );
      }
      default: {
        const other = this.clob(depth - 1);
        return {
          text: `${of.text} = ${other.text}`,
          value: (env) => {
            const [a, b] = [known(of.value(env)), known(other.value(env))];
            if (a === '' || b === '') throw new Unsettled();
            return a === null || b === null ? null : a === b;
          },
        };
      }
    }
  }
}
