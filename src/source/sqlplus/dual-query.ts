/**
 * What a query of DUAL gives that asks nothing of the database, as installers have them to give variables their values:
 * `SELECT NVL('&1', 'HR') AS owner FROM dual`. Undefined where its value is not known here.
 */
export interface QueryColumns {
  /** Headings as COLUMN names them, in upper case, and the value of the last row; undefined where it is not known. */
  readonly columns: ReadonlyMap<string, string | undefined>;
  /** Is there a row? Undefined where that is not known. */
  readonly hasRow: boolean | undefined;
  /** It has columns of a table that are not named. */
  readonly hasStar: boolean;
}

/** The columns of a query; undefined for other statements. */
export function queryColumns(text: string): QueryColumns | undefined {
  const tokens = tokensOf(text);
  if (tokens === undefined || word(tokens[0]) !== 'SELECT') return undefined;
  const { items, rest } = selectList(tokens);
  const isDual = word(rest[0]) === 'FROM' && word(rest[1]) === 'DUAL';
  const at = rest.findIndex((part) => word(part) === 'WHERE');
  const condition = isDual && rest.length === 2 ? [] : at < 0 ? undefined : rest.slice(at + 1);
  const found = condition?.length === 0 ? true : condition && known(() => new Reader(condition).wholeCondition());
  // Of other tables only that there is no row can be told.
  const hasRow = found === true && (!isDual || at > 2) ? undefined : (found ?? (found === null ? false : undefined));
  const columns = new Map<string, string | undefined>();
  let hasStar = false;
  for (const item of items) {
    const { expression, heading } = headed(item);
    if (expression.at(-1) === '*') hasStar = true;
    const value = isDual && hasRow === true ? known(() => new Reader(expression).wholeValue()) : undefined;
    columns.set(heading, value === undefined ? undefined : displayed(value));
  }
  return { columns, hasRow, hasStar };
}

/** A text or NULL, or a number. */
type Value = string | number | null;

/** Numbers are right-aligned in NUMWIDTH, 10. (SQL*Plus User's Guide and Reference, "SET NUMWIDTH") */
const displayed = (value: Value): string => (typeof value === 'number' ? String(value).padStart(10) : (value ?? ''));

class NotKnown extends Error {}

function known<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof NotKnown) return undefined;
    throw error;
  }
}

const token =
  /\s+|--[^\n]*|\/\*[\s\S]*?\*\/|n?q'(?:\[[\s\S]*?\]|\{[\s\S]*?\}|\([\s\S]*?\)|<[\s\S]*?>|(?<mark>[^\s[{(<])[\s\S]*?\k<mark>)'|'(?:[^']|'')*'|"[^"]*"|:?[\p{L}_][\w$#\p{L}]*|\d+|<>|!=|<=|>=|\|\||[-+*/(),=<>.;@]|(?<other>.)/giuy;

/** The tokens without blanks and comments; undefined where something is none. */
function tokensOf(text: string): readonly string[] | undefined {
  const found: string[] = [];
  for (const match of text.matchAll(token)) {
    if (match.groups?.other !== undefined) return undefined;
    if (!/^(?:\s|--|\/\*)/.test(match[0])) found.push(match[0]);
  }
  if (found.some((part) => /^n?q$/i.test(part))) return undefined;
  return found;
}

const word = (part: string | undefined): string => (part ?? '').toUpperCase();

function selectList(tokens: readonly string[]): { readonly items: string[][]; readonly rest: readonly string[] } {
  const items: string[][] = [[]];
  let depth = 0;
  let at = 1;
  for (; at < tokens.length; at++) {
    const part = tokens[at]!;
    if (part === '(') depth += 1;
    else if (part === ')') depth -= 1;
    if (depth === 0 && word(part) === 'FROM') break;
    if (depth === 0 && part === ',') items.push([]);
    else items.at(-1)?.push(part);
  }
  return { items, rest: tokens.slice(at) };
}

/** An item without its alias, and what stands above its column. */
function headed(item: readonly string[]): { readonly expression: readonly string[]; readonly heading: string } {
  const last = item.at(-1) ?? '';
  const before = item.at(-2) ?? '';
  const isName = /^(?:"|[\p{L}_])/u.test(last) && word(last) !== 'END';
  const bare = last.replace(/^"|"$/g, '').toUpperCase();
  if (isName && word(before) === 'AS') return { expression: item.slice(0, -2), heading: bare };
  if (item.length > 1 && isName && !/^(?:\|\||[-+*/(,=<>.])$/.test(before))
    return { expression: item.slice(0, -1), heading: bare };
  if (item.length > 2 && isName && before === '.') return { expression: item, heading: bare };
  return { expression: item, heading: item.join('').toUpperCase() };
}

/** Reads expressions of literals and functions of texts. (SQL Language Reference, "Functions") */
class Reader {
  #at = 0;

  constructor(private readonly tokens: readonly string[]) {}

  wholeValue(): Value {
    return this.#whole(this.#value());
  }

  wholeCondition(): boolean | null {
    return this.#whole(this.#or());
  }

  #whole<T>(value: T): T {
    if (this.#at < this.tokens.length) throw new NotKnown();
    return value;
  }

  #take(...words: readonly string[]): boolean {
    if (!words.every((w, i) => word(this.tokens[this.#at + i]) === w)) return false;
    this.#at += words.length;
    return true;
  }

  #expect(part: string): void {
    if (!this.#take(part)) throw new NotKnown();
  }

  #value(): Value {
    let value = this.#primary();
    while (this.#take('||')) value = `${textOf(value)}${textOf(this.#primary())}` || null;
    return value;
  }

  #primary(): Value {
    const part = this.tokens[this.#at];
    if (part === undefined) throw new NotKnown();
    this.#at += 1;
    if (part.startsWith("'")) return part.slice(1, -1).replaceAll("''", "'") || null;
    if (/^n?q'/i.test(part)) return part.slice(part.indexOf("'") + 2, -2) || null;
    if (/^\d{1,10}$/.test(part)) return Number(part);
    if (part === '-' && /^\d{1,9}$/.test(this.tokens[this.#at] ?? '')) return -Number(this.tokens[this.#at++]);
    if (part === '(') {
      const value = this.#value();
      this.#expect(')');
      return value;
    }
    const name = word(part);
    if (name === 'NULL') return null;
    if (name === 'CASE') return this.#case();
    const run = functions[name];
    if (!run || !this.#take('(')) throw new NotKnown();
    const args = [this.#value()];
    while (this.#take(',')) args.push(this.#value());
    this.#expect(')');
    return run(args);
  }

  #case(): Value {
    const of = word(this.tokens[this.#at]) === 'WHEN' ? undefined : this.#value();
    let found: Value | undefined;
    while (this.#take('WHEN')) {
      const isMet = of === undefined ? this.#or() : equal(of, this.#value());
      this.#expect('THEN');
      const value = this.#value();
      if (isMet === true && found === undefined) found = value;
    }
    const otherwise = this.#take('ELSE') ? this.#value() : null;
    this.#expect('END');
    return found === undefined ? otherwise : found;
  }

  #or(): boolean | null {
    let value = this.#and();
    while (this.#take('OR')) {
      const other = this.#and();
      value = value || other ? true : value === null || other === null ? null : false;
    }
    return value;
  }

  #and(): boolean | null {
    let value = this.#not();
    while (this.#take('AND')) {
      const other = this.#not();
      value = value === false || other === false ? false : value === null || other === null ? null : true;
    }
    return value;
  }

  #not(): boolean | null {
    if (this.#take('NOT')) {
      const value = this.#not();
      return value === null ? null : !value;
    }
    const start = this.#at;
    if (this.#take('(')) {
      const condition = known(() => this.#or());
      if (condition !== undefined && this.#take(')') && !isOperator(this.tokens[this.#at])) return condition;
      this.#at = start;
    }
    return this.#comparison();
  }

  #comparison(): boolean | null {
    if (this.#take('ROWNUM')) return this.#rownum();
    const left = this.#value();
    if (this.#take('IS', 'NOT', 'NULL')) return left !== null;
    if (this.#take('IS', 'NULL')) return left === null;
    if (this.#take('=')) return equal(left, this.#value());
    if (this.#take('<>') || this.#take('!=')) {
      const same = equal(left, this.#value());
      return same === null ? null : !same;
    }
    const isNot = this.#take('NOT', 'IN');
    if (!isNot && !this.#take('IN')) throw new NotKnown();
    this.#expect('(');
    const all = [this.#value()];
    while (this.#take(',')) all.push(this.#value());
    this.#expect(')');
    const found = all.map((value) => equal(left, value));
    const isIn = found.includes(true) ? true : found.includes(null) ? null : false;
    return isIn === null || !isNot ? isIn : !isIn;
  }

  /** No row is the first where that has to be another one. */
  #rownum(): boolean {
    const operator = this.tokens[this.#at++];
    const value = this.#value();
    if (typeof value !== 'number' || value > 1) throw new NotKnown();
    if (operator === '=') return value === 1;
    if (operator === '<') return false;
    if (operator === '<=') return value === 1;
    throw new NotKnown();
  }
}

const isOperator = (part: string | undefined): boolean => /^(?:\|\||[-+*/=<>]|<>|!=|IS|IN|NOT)$/i.test(part ?? '');

function equal(a: Value, b: Value): boolean | null {
  if (a === null || b === null) return null;
  if (typeof a !== typeof b) throw new NotKnown();
  if (typeof a === 'string' && typeof b === 'string' && a !== b && a.trimEnd() === b.trimEnd()) throw new NotKnown();
  return a === b;
}

const textOf = (value: Value): string => (value === null ? '' : String(value));

const onText =
  (change: (text: string) => string) =>
  ([value = null]: readonly Value[]): Value =>
    value === null ? null : change(textOf(value)) || null;

/** Letters of ASCII, whatever the character set of the database is. */
function plain(text: string): string {
  if (/[^\x20-\x7e]/.test(text)) throw new NotKnown();
  return text;
}

const functions: Readonly<Record<string, ((args: readonly Value[]) => Value) | undefined>> = {
  UPPER: onText((text) => plain(text).toUpperCase()),
  LOWER: onText((text) => plain(text).toLowerCase()),
  TRIM: onText((text) => text.replace(/^ +| +$/g, '')),
  NVL: ([a = null, b = null]) => a ?? b,
  NVL2: ([a = null, b = null, c = null]) => (a === null ? c : b),
  COALESCE: (args) => args.find((arg) => arg !== null) ?? null,
  DECODE: ([of = null, ...pairs]) => {
    let at = 0;
    for (; at + 1 < pairs.length; at += 2) {
      const to = pairs[at] ?? null;
      if (of === null ? to === null : equal(of, to) === true) return pairs[at + 1] ?? null;
    }
    return pairs[at] ?? null;
  },
  REPLACE: ([a = null, b = null, c = null]) =>
    a === null || b === null ? a : textOf(a).replaceAll(textOf(b), textOf(c)) || null,
  INSTR: ([a = null, b = null, ...more]) => {
    if (more.length > 0) throw new NotKnown();
    return a === null || b === null ? null : textOf(a).indexOf(textOf(b)) + 1;
  },
  SUBSTR: ([a = null, from, length]) => {
    if (typeof from !== 'number' || from < 1 || (length !== undefined && typeof length !== 'number'))
      throw new NotKnown();
    return a === null ? null : textOf(a).slice(from - 1, length === undefined ? undefined : from - 1 + length) || null;
  },
};
