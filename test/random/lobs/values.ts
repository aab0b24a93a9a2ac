/** What LOB variables and columns hold, and what is not settled about it. */

/** What the manual does not settle: the program gets something else. */
export class Unsettled extends Error {}

/** The error of a step, by its number. */
export class OracleFailure extends Error {
  constructor(readonly code: number) {
    super(`ORA-${code}`);
  }
}

/** A LOB that a function leaves without characters: whether it is NULL or empty is not told. */
export const either = Symbol('empty or NULL');
export type Clob = string | null | typeof either;

export const known = (c: Clob): string | null => {
  if (c === either) throw new Unsettled();
  return c;
};
/** The characters, where nothing hangs on whether it is NULL. */
export const characters = (c: Clob): string => (c === either ? '' : (c ?? ''));
export const resultOf = (s: string): Clob => (s === '' ? either : s);
/** A VARCHAR2 without characters is NULL. */
export const textOf = (s: string): string | null => (s === '' ? null : s);

export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
export const literal = (text: string | null): string => (text === null ? 'NULL' : quoted(text));

export interface Row {
  readonly id: number;
  c: string | null;
  /** Bytes as digits. */
  b: string | null;
  v: string | null;
}

export const words = [
  'a',
  'abc',
  'hello',
  'Hello World',
  "it's",
  'l',
  'o',
  'ß é',
  ' x ',
  '10',
  'abcabc',
  'x,y,,z',
  'xyz',
] as const;
export const hexWords = ['00', 'FF', '0A0B', '616263', '0102030201', 'C3A9', '7F80', '4142434445'] as const;

export interface Block {
  readonly declared: readonly string[];
  readonly body: readonly string[];
  readonly expected: readonly string[];
}

/** INSTR from a position on, from the back where it is negative. */
export function instr(s: string, search: string, from: number, nth: number): number {
  if (from > 0) {
    let at = from - 1;
    for (let i = 0; i < nth; i++) {
      const found = s.indexOf(search, i === 0 ? at : at + 1);
      if (found < 0) return 0;
      at = found;
    }
    return at + 1;
  }
  let at = s.length + from;
  if (from === 0 || at < 0) return 0;
  for (let i = 0; i < nth; i++) {
    const found = i > 0 && at === 0 ? -1 : s.lastIndexOf(search, i === 0 ? at : at - 1);
    if (found < 0) return 0;
    at = found;
  }
  return at + 1;
}

/** SUBSTR: position 0 is 1, a negative one counts from the end. */
export function substr(s: string, from: number, size: number | undefined): string {
  const at = from > 0 ? from - 1 : from === 0 ? 0 : s.length + from;
  if (at < 0 || (size !== undefined && size < 1)) return '';
  return s.slice(at, size === undefined ? undefined : at + size);
}
