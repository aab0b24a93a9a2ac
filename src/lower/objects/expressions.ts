import type { ResolvedBase, ResolvedStep } from '../../analyze/analysis.js';
import type { ObjectTypeSymbol } from '../../analyze/symbols.js';
import { unsupportedExpression } from '../../diagnostics/op2-expressions.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b } from '../builders.js';
import { type ExprContext, refuse } from '../context.js';
import { foldName } from '../naming.js';

/** `object.method(…)` as a value. */
export function lowerMethodCall(
  _ex: ExprContext,
  _receiver: PgExpr,
  _step: Extract<ResolvedStep, { kind: 'objectMethod' }>,
  span: Span,
): PgExpr {
  return refuse(unsupportedExpression(span, 'A method call'));
}

/** `address_t('x', 'y')`. */
export function lowerObjectConstructor(
  _ex: ExprContext,
  _base: Extract<ResolvedBase, { kind: 'constructor' }>,
  span: Span,
): PgExpr {
  return refuse(unsupportedExpression(span, 'An object constructor'));
}

/** `object.attribute`. */
export function lowerFieldOfObject(
  _ex: ExprContext,
  value: PgExpr,
  _object: ObjectTypeSymbol,
  name: string,
  span: Span,
): PgExpr {
  return value.kind === 'PgColumn' && value.parts.length === 1
    ? { ...value, parts: [...value.parts, foldName(name)] }
    : b.field(span, value, foldName(name));
}
