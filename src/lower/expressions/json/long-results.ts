import { mostCharacters } from '../../../analyze/declare/tables/text-lengths.js';
import { isDatetime, isNumeric } from '../../../analyze/model/operators.js';
import type { Expr, NamedFunctionSyntax } from '../../../ir/oracle/index.js';
import type { ExprContext } from '../../context.js';
import { typeOf } from '../typing.js';

/*
 * Whether what the JSON functions give may be more than the VARCHAR2(4000) that they give without RETURNING. (SQL
 * Language Reference, "JSON_OBJECT", "JSON_ARRAYAGG", "JSON_VALUE")
 */

const longestText = 4000;

/** A LOB, or a text that is declared longer than one of SQL. */
export function isLongText(ex: ExprContext, value: Expr): boolean {
  const type = typeOf(ex, value);
  if (type.kind === 'clob' || type.kind === 'blob' || type.kind === 'json') return true;
  return (mostCharacters((e) => ex.unit.analysis.resolve(e), value) ?? 0) > longestText;
}

/** Is the document that a JSON function reads one? */
export function isLongDocument(ex: ExprContext, node: NamedFunctionSyntax): boolean {
  const [doc] = node.args;
  return doc !== undefined && isLongText(ex, doc.value);
}

/** May what JSON_OBJECT and its like put together be longer? Each row adds to an aggregate. */
export function mayFillText(ex: ExprContext, node: NamedFunctionSyntax): boolean {
  if (node.name.endsWith('AGG')) return true;
  const lengths = node.args.flatMap(({ key, value }) => [key ? charactersOf(ex, key) : 0, charactersOf(ex, value)]);
  return lengths.reduce((sum, n) => sum + n + marks, 0) > longestText;
}

/** Quotes, colon and comma. */
const marks = 4;

/** The longest text of a number or a moment. */
const longestScalar = 45;

function charactersOf(ex: ExprContext, value: Expr): number {
  if (value.kind === 'Star') return Infinity;
  const type = typeOf(ex, value);
  if (isNumeric(type) || isDatetime(type) || type.kind === 'boolean' || type.kind === 'null') return longestScalar;
  return mostCharacters((e) => ex.unit.analysis.resolve(e), value) ?? Infinity;
}
