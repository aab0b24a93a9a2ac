import type { PgExpr, PgSelect, PgStatement } from '../ir/postgres/index.js';
import type { Span } from '../ir/span.js';
import { statement } from './ddl.js';
import { type Doc, type Layout, layout, type MapEntry } from './doc.js';
import { expression } from './expressions.js';
import { query } from './queries.js';

export { postgresComment } from './comments.js';
export type { MapEntry } from './doc.js';
export { quoteIdent, quoteLiteral, quoteName } from './quote.js';
export { typeName as printType } from './type-names.js';

interface PrintOptions {
  /** Columns of a line; 100 if absent. */
  readonly lineWidth?: number;
}

/**
 * The text of a statement with its semicolon, no line feed at the end, and the source span of
 * its lines. Same tree, same bytes.
 */
export function printStatement(node: PgStatement, options: PrintOptions = {}): Layout {
  return print(statement(node), options);
}

const known = new WeakMap<PgStatement, Layout>();

/** `printStatement`, done once for each statement: the conversion and its report print the same ones. */
export function printOnce(node: PgStatement): Layout {
  let found = known.get(node);
  if (found === undefined) known.set(node, (found = printStatement(node)));
  return found;
}

/** The text of an expression alone. */
export function printExpression(node: PgExpr, options: PrintOptions = {}): string {
  return print(expression(node), options).text;
}

/** The text of a query alone, without a semicolon. */
export function printQuery(node: PgSelect, options: PrintOptions = {}): string {
  return print(query(node), options).text;
}

/**
 * Where a line came from: the last entry at or before it. With `bodyLine`, lines are those PostgreSQL counts inside the
 * routine's body ("PL/pgSQL function … line 3").
 */
export function spanOfLine(
  map: readonly MapEntry[],
  wanted: { readonly line: number } | { readonly bodyLine: number },
): Span | undefined {
  let found: Span | undefined;
  for (const entry of map) {
    const line = 'line' in wanted ? entry.line : entry.bodyLine;
    if (line === undefined) continue;
    if (line > ('line' in wanted ? wanted.line : wanted.bodyLine)) break;
    found = entry.span;
  }
  return found;
}

const print = (doc: Doc, options: PrintOptions): Layout => layout(doc, options.lineWidth ?? 100);
