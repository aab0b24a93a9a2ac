import { InternalError } from '../diagnostics/diagnostic.js';
import { shorten } from '../ir/postgres/name-length.js';
import {
  callableKeywords,
  columnNameKeywords,
  functionNameKeywords,
  plpgsqlReservedKeywords,
  plpgsqlStatementKeywords,
  plpgsqlUnreservedKeywords,
  reservedKeywords,
} from './keywords.js';

const plainIdentifier = /^[a-z_][a-z0-9_$]*$/;

/**
 * A name as PostgreSQL reads it back: plain where it is lower case and no key word in any use; shortened where what
 * tells it from another, such as a number behind it, made it longer than PostgreSQL takes.
 * (PostgreSQL manual, 4.1.1 and Appendix C)
 */
export function quoteIdent(long: string): string {
  const name = shorten(long);
  return plainIdentifier.test(name) &&
    !columnNameKeywords.has(name) &&
    !functionNameKeywords.has(name) &&
    !reservedKeywords.has(name) &&
    !plpgsqlReservedKeywords.has(name)
    ? name
    : quoted(name);
}

/** The name of a PL/pgSQL variable or label, also where a statement begins with it. */
export function quoteVariable(name: string): string {
  return plpgsqlStatementKeywords.has(name) ? quoted(name) : quoteIdent(name);
}

/** The index of a FOR loop over a range. */
export const quoteLoopIndex = (name: string): string =>
  plpgsqlUnreservedKeywords.has(name) ? quoted(name) : quoteIdent(name);

const directions: ReadonlySet<string> = new Set([
  'absolute',
  'backward',
  'first',
  'forward',
  'last',
  'next',
  'prior',
  'relative',
]);

/** The name of a cursor after FETCH, where a direction may stand. */
export const quoteCursor = (name: string): string => (directions.has(name) ? quoted(name) : quoteVariable(name));

/**
 * The name of a parameter, where `double` would begin the type DOUBLE PRECISION; of `json` PostgreSQL 16 made a
 * key word that names no parameter.
 */
export const quoteParameter = (name: string): string =>
  name === 'double' || name === 'json' ? quoted(name) : quoteIdent(name);

/**
 * The parts of a qualified name, each as `quoteIdent` has it, joined by dots. Before a dot `json` would begin
 * an expression of PostgreSQL 16.
 */
export const quoteName = (parts: readonly string[]): string =>
  parts.length > 1 && parts[0] === 'json'
    ? [quoted(parts[0]), ...parts.slice(1).map(quoteIdent)].join('.')
    : parts.map(quoteIdent).join('.');

/** A list of names, each as `quoteIdent` has it, joined by commas. */
export const quoteNames = (names: readonly string[]): string => names.map(quoteIdent).join(', ');

/**
 * The name of a called function. Our own schema's functions stay unquoted (after a dot every key word is a name),
 * because what a converted project ships is found by scanning for `ora.name`; a name without schema is PostgreSQL's
 * own.
 */
export function quoteFunctionName(parts: readonly string[]): string {
  const [first, second] = parts;
  if (parts.length === 1 && (callableKeywords.has(first!) || functionNameKeywords.has(first!))) return first!;
  if (parts.length === 2 && first === 'ora' && plainIdentifier.test(second!) && !plpgsqlReservedKeywords.has(second!)) {
    return `ora.${second}`;
  }
  return quoteName(parts);
}

/** `'text'` under standard_conforming_strings: a backslash is a character like any other. */
export function quoteLiteral(value: string): string {
  if (value.includes('\0'))
    throw new InternalError('print', 'a character string holds NUL, which PostgreSQL cannot store');
  return value.includes("'") ? `'${value.replaceAll("'", "''")}'` : `'${value}'`;
}

function quoted(name: string): string {
  if (name.length === 0 || name.includes('\0')) throw new InternalError('print', 'an empty name or one with NUL');
  return `"${shorten(name).replaceAll('"', '""')}"`;
}
