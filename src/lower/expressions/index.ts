import type { OracleType } from '../../analyze/model/types.js';
import { unreachable } from '../../diagnostics/diagnostic.js';
import { bindVariable, unsupportedExpression } from '../../diagnostics/op2-expressions.js';
import { timeZoneNotKept } from '../../diagnostics/op5.js';
import type { Condition, Expr, Literal } from '../../ir/oracle/index.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import { b, pgTypes } from '../builders.js';
import { nullOf } from '../calls/defaults.js';
import { type ExprContext, refuse } from '../context.js';
import { lowerMethodCallOnType } from '../objects/expressions.js';
import { lowerIsOfType, lowerTreat } from '../objects/most-specific-type.js';
import { lowerCursorAttribute } from '../plsql/cursors/attributes/cursor-attributes.js';
import { pgTypeOf } from '../types.js';
import { lowerBinary, lowerUnary } from './arithmetic.js';
import { wholeDigits } from './bounds/number-bound.js';
import { checkedFor } from './bounds/text-bounds.js';
import { lowerCase, lowerCaseTo } from './case.js';
import { lowerIsTest } from './conditions/is-tests.js';
import { lowerLogical } from './conditions/logical.js';
import { lowerBetween, lowerExists, lowerInList, lowerLike } from './conditions/predicates.js';
import { lowerInQuery, lowerQuantified } from './conditions/row-predicates.js';
import { lowerCast } from './conversions/cast.js';
import { convert, isCastable, refuseObjects } from './conversions/convert.js';
import { lowerCursorExpression } from './cursor-expression.js';
import { fieldsInZone, literalZone, lowerAtTimeZone, lowerExtract, textInZone } from './datetime/datetime.js';
import { withZone } from './datetime/zones-shown.js';
import { besideCalls } from './evaluation/beside-calls.js';
import { lowerFunctionSyntax } from './function-syntax.js';
import { errorOfDatetime, errorOfInterval, refuseIllegal } from './illegal-literals.js';
import { isInteger4 } from './integer-typed.js';
import { lowerDatetimeLiteral, lowerIntervalLiteral, lowerNumberLiteral, reportDigits } from './literals.js';
import { lowerChain } from './names/chain.js';
import { lowerInquiry } from './names/inquiry-directives.js';
import { lowerSubquery } from './subqueries.js';
import { lowerTrim } from './trim.js';
import { isNullLiteral, standsAsText, typeOf } from './typing.js';

/** The expression in PostgreSQL, of the PostgreSQL type that stands for its Oracle type (place `value`). */
export function lowerExpr(outer: ExprContext, expr: Expr): PgExpr {
  const replaced = outer.substitutions?.replace(expr);
  if (replaced) return withZone(outer, expr, replaced);
  const ex = besideCalls(outer, expr);
  const { span } = expr;
  switch (expr.kind) {
    case 'NullLiteral':
    case 'BooleanLiteral':
    case 'NumberLiteral':
    case 'StringLiteral':
    case 'DatetimeLiteral':
    case 'IntervalLiteral':
      return lowerLiteral(ex, expr);
    case 'Name':
    case 'Call':
    case 'Member':
    case 'New':
    case 'CorrelationName':
      return withZone(ex, expr, lowerChain(ex, expr));
    case 'InquiryDirective':
      return lowerInquiry(ex, expr);
    case 'MethodCallOnType':
      return lowerMethodCallOnType(ex, expr);
    case 'CursorAttribute':
      return lowerCursorAttribute(ex, expr);
    case 'Unary':
      return lowerUnary(ex, expr);
    case 'Binary':
      return lowerBinary(ex, expr);
    case 'Logical':
    case 'Between':
    case 'InList':
    case 'InQuery':
    case 'Like':
    case 'IsTest':
    case 'IsOfType':
    case 'Quantified':
    case 'Exists':
      return lowerConditionExpr(ex, expr);
    case 'Case':
      return withZone(ex, expr, lowerCase(ex, expr));
    case 'Cast':
      return lowerCast(ex, expr);
    case 'Treat':
      return lowerTreat(ex, expr);
    case 'Extract':
      return lowerExtract(ex, expr);
    case 'Trim':
      return lowerTrim(ex, expr);
    case 'AtTimeZone':
      return lowerAtTimeZone(ex, expr);
    case 'Collate':
      // Oracle's BINARY is the collation of the target database.
      if (/^(BINARY|USING_NLS_COMP)$/i.test(expr.collation)) return lowerExpr(ex, expr.operand);
      return refuse(unsupportedExpression(span, `COLLATE ${expr.collation}`));
    case 'OuterJoinMark':
      return lowerExpr(ex, expr.operand);
    case 'Row':
      return { kind: 'PgRow', span, items: expr.items.map((i) => lowerExpr(ex, i)), bare: true };
    case 'Subquery':
      return withZone(ex, expr, lowerSubquery(ex, expr));
    case 'CursorExpr':
      return lowerCursorExpression(ex, expr);
    case 'NamedFunctionSyntax':
      return lowerFunctionSyntax(ex, expr);
    case 'Star':
      return b.star(span);
    case 'DefaultMarker':
      return { kind: 'PgDefault', span };
    case 'BindVariable':
      return refuse(bindVariable(span, expr.name));
    case 'MultisetQuery':
      return refuse(unsupportedExpression(span, 'MULTISET outside of CAST'));
    case 'IteratedElements':
      return refuse(unsupportedExpression(span, 'iteration outside of a qualified expression'));
    case 'UnsupportedExpr':
      return refuse(unsupportedExpression(span, expr.what));
    default:
      return unreachable(expr);
  }
}

function lowerLiteral(ex: ExprContext, literal: Literal): PgExpr {
  const { span } = literal;
  switch (literal.kind) {
    case 'NullLiteral':
      return b.null(span);
    case 'BooleanLiteral':
      return b.boolean(span, literal.value);
    case 'NumberLiteral':
      return lowerNumberLiteral(literal);
    case 'StringLiteral':
      // '' is NULL. (SQL Language Reference, "Nulls")
      return literal.value === '' ? b.null(span) : b.text(span, literal.value);
    case 'DatetimeLiteral':
      refuseIllegal(errorOfDatetime(literal), literal, `${literal.type} '${literal.text}'`);
      reportDigits(ex, literal);
      if (ex.asInstant !== literal && literalZone(literal) !== undefined)
        ex.unit.report(timeZoneNotKept(span, 'The literal'));
      return lowerDatetimeLiteral(literal);
    case 'IntervalLiteral':
      refuseIllegal(errorOfInterval(literal, ex.sql), literal, `INTERVAL '${literal.text}'`);
      reportDigits(ex, literal);
      return lowerIntervalLiteral(literal);
  }
}

function lowerConditionExpr(ex: ExprContext, condition: Condition): PgExpr {
  switch (condition.kind) {
    case 'Logical':
      return lowerLogical(ex, condition);
    case 'Between':
      return lowerBetween(ex, condition);
    case 'InList':
      return lowerInList(ex, condition);
    case 'InQuery':
      return lowerInQuery(ex, condition);
    case 'Like':
      return lowerLike(ex, condition);
    case 'IsTest':
      return lowerIsTest(ex, condition);
    case 'IsOfType':
      return lowerIsOfType(ex, condition);
    case 'Quantified':
      return lowerQuantified(ex, condition);
    case 'Exists':
      return lowerExists(ex, condition);
  }
}

/**
 * The expression converted as Oracle converts it implicitly where a value of `type` is wanted: assignment, argument,
 * comparison.
 */
export function lowerTo(ex: ExprContext, expr: Expr, type: OracleType): PgExpr {
  const { span } = expr;
  const converted = (value: PgExpr): PgExpr => convert(ex, value, { from: typeOf(ex, expr), to: type, span });
  if (usesWantedType(expr, type)) {
    const replaced = ex.substitutions?.replace(expr);
    if (replaced) return converted(replaced);
    if (expr.kind === 'Case') return lowerCaseTo(besideCalls(ex, expr), expr, type);
    if (expr.kind === 'Binary') return converted(lowerBinary(besideCalls(ex, expr), expr, type));
    return nullOf(ex.unit, type, span) ?? b.null(span);
  }
  refuseObjects(typeOf(ex, expr), type, span);
  const castTo: OracleType = type.kind === 'plsInteger' ? { kind: 'number' } : type;
  if (standsAsText(ex, expr) && isCastable(castTo))
    return b.cast(span, lowerExpr(ex, expr), pgTypeOf(ex.unit.naming, castTo, 'value'));
  const withoutZone = fieldsInZone(ex, expr, type);
  if (withoutZone) return withoutZone;
  const withZoneShown = type.kind === 'varchar2' ? textInZone(ex, expr) : undefined;
  if (withZoneShown) return convert(ex, withZoneShown, { from: { kind: 'varchar2' }, to: type, span });
  const value = checkedFor(lowerExpr(ex, expr), type);
  // A number of fewer than ten digits is never too large for an integer: a cast does.
  if (type.kind === 'plsInteger' && typeOf(ex, expr).kind === 'number' && (wholeDigits(ex, expr) ?? 10) < 10)
    return value.kind === 'PgNull' || isInteger4(value) ? value : b.cast(span, value, pgTypes.integer);
  return converted(value);
}

/** Does the wanted type decide how the expression itself is lowered: NULL, CASE, arithmetic for a number of limited size? */
function usesWantedType(expr: Expr, type: OracleType): boolean {
  const isSized = type.kind === 'number' && type.precision !== undefined;
  return isNullLiteral(expr) || expr.kind === 'Case' || (expr.kind === 'Binary' && isSized);
}

/** A condition, three-valued as Oracle's. */
export function lowerCondition(ex: ExprContext, expr: Expr): PgExpr {
  return lowerTo(ex, expr, { kind: 'boolean' });
}
