/** Calls of built-in functions, with what they give by Oracle's manuals. */

import { OracleFailure, Unsettled } from '../lobs/values.js';
import type { Random } from '../random.js';

/** How a value is held: RAW as its digits, a number as the text that it becomes, a text as itself. */
export type Kind = 'raw' | 'text' | 'number';
export type Value = string | null;

/** Where an expression stands: some errors have other numbers in SQL, some functions are in one alone. */
export interface Site {
  readonly sql: boolean;
}

export interface Expression {
  readonly kind: Kind;
  readonly text: string;
  /** @throws OracleFailure, Unsettled */
  readonly value: (site: Site) => Value;
  /** PL/SQL or SQL alone has it. */
  readonly only?: 'block' | 'sql';
}

/** The values of what is evaluated before a call; which of two errors comes first is not told. */
export function valuesOf(site: Site, of: readonly Expression[]): readonly Value[] {
  const codes = new Set<number>();
  const values = of.map((x) => {
    try {
      return x.value(site);
    } catch (error) {
      if (!(error instanceof OracleFailure)) throw error;
      codes.add(error.code);
      return null;
    }
  });
  const [code] = codes;
  if (codes.size > 1) throw new Unsettled();
  if (code !== undefined) throw new OracleFailure(code);
  return values;
}

/** The same where errors of those behind the first may not come about. */
function lazyValues(site: Site, [first, ...others]: readonly Expression[]): readonly Value[] {
  const value = first?.value(site) ?? null;
  try {
    return [value, ...others.map((x) => x.value(site))];
  } catch {
    throw new Unsettled();
  }
}

export const onlyOf = (of: readonly Expression[]): { only?: 'block' | 'sql' } => {
  const places = new Set(of.flatMap((x) => x.only ?? []));
  if (places.size > 1) throw new Unsettled();
  const [only] = places;
  return only === undefined ? {} : { only };
};

/** A call of positional or named arguments; an argument that is left out has its default. */
export interface Call {
  readonly kind: Kind;
  readonly name: string;
  /** The parameters by their names in the manual. */
  readonly parameters: readonly string[];
  /** Undefined stands for one that is left out. */
  readonly given: readonly (Expression | undefined)[];
  /** The value of those given; undefined where one is left out. */
  readonly value: (site: Site, ...values: readonly (Value | undefined)[]) => Value;
  readonly only?: 'block' | 'sql';
  /** Whether those behind the first are evaluated hangs on it. */
  readonly lazy?: boolean;
  /** Names may stand before the arguments. */
  readonly named?: boolean;
}

export function called(random: Random, call: Call): Expression {
  const given = call.given.filter((x) => x !== undefined);
  const gap = call.given.indexOf(undefined);
  const after = gap < 0 ? [] : call.given.slice(gap).filter((x) => x !== undefined);
  const names = call.named !== false && (after.length > 0 || random.chance(0.2));
  if (after.length > 0 && !names) throw new Unsettled();
  // The first ones may stand by their positions.
  const from = names
    ? Math.min(random.below(call.given.length + 1), gap < 0 ? call.given.length : gap)
    : call.given.length;
  const written = call.given.flatMap((x, i) => {
    if (x === undefined) return [];
    return [i < from ? x.text : `${call.parameters[i]} => ${x.text}`];
  });
  const late = written.slice(from);
  if (names && random.chance(0.3)) late.reverse();
  const list = [...written.slice(0, from), ...late];
  const only = onlyOf([
    ...given,
    ...(call.only ? [{ kind: 'text', text: '', value: () => null, only: call.only } as const] : []),
  ]);
  return {
    kind: call.kind,
    text: `${call.name}(${list.join(', ')})`,
    value: (site) => {
      const known = call.lazy ? lazyValues(site, given) : valuesOf(site, given);
      return call.value(
        site,
        ...call.given.map((x) => (x === undefined ? undefined : (known[given.indexOf(x)] ?? null))),
      );
    },
    ...only,
  };
}

/** A NULL argument, which most functions answer with NULL. */
export const unlessNull =
  (map: (...values: readonly string[]) => string | null) =>
  (_site: Site, ...values: readonly (Value | undefined)[]): Value => {
    const known = values.filter((x) => x !== undefined);
    return known.some((x) => x === null) ? null : map(...known.filter((x) => x !== null));
  };

export const bytesOf = (hex: string): number[] => (hex.match(/../g) ?? []).map((d) => Number.parseInt(d, 16));
export const hexOf = (bytes: Iterable<number>): string =>
  [...bytes].map((x) => x.toString(16).toUpperCase().padStart(2, '0')).join('');
export const utf8 = (s: string): string => hexOf(new TextEncoder().encode(s));
/** RAW and VARCHAR2 without bytes are NULL. */
export const filled = (s: string): Value => (s === '' ? null : s);

/** The text of bytes that can be printed on a line. */
export function decoded(hex: string): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array(bytesOf(hex)));
    if (!/^[\P{C}]*$/u.test(text)) throw new Unsettled();
    return text;
  } catch {
    throw new Unsettled();
  }
}

/** Missing and NULL arguments of what raises VALUE_ERROR for them. */
export function present(value: Value | undefined): string {
  if (value === null || value === undefined) throw new OracleFailure(6502);
  return value;
}

/** One of them; undefined may be among them. */
export const oneOf = <T>(random: Random, list: readonly T[]): T | undefined => list[random.below(list.length)];
