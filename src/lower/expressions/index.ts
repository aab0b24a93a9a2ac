import type { OracleType } from '../../analyze/model/types.js';
import { unreachable } from '../../diagnostics/diagnostic.js';
import { bindVariable, plsqlLine, unsupportedExpression } from '../../diagnostics/op2-expressions.js';
import { timeZoneNotKept } from '../../diagnostics/op5.js';
import type { Expr } from '../../ir/oracle/index.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import { b, pgTypes } from '../builders.js';
import { nullOf } from '../calls/defaults.js';
import { type ExprContext, refuse } from '../context.js';
import { lowerIsOfType, lowerMethodCallOnType, lowerTreat } from '../objects/expressions.js';
import { lowerCursorAttribute } from '../plsql/cursors/cursor-attributes.js';
import { pgTypeOf } from '../types.js';
import { lowerBinary, lowerUnary } from './arithmetic.js';
import { besideCalls } from './beside-calls.js';
import { lowerCase, lowerCaseTo } from './case.js';
import { lowerCast } from './cast.js';
import { lowerChain } from './chain.js';
import { convert, isCastable } from './conversions.js';
import { lowerCursorExpression } from './cursor-expression.js';
import { fieldsInZone, literalZone, lowerAtTimeZone, lowerExtract, textInZone } from './datetime.js';
import { lowerFunctionSyntax } from './function-syntax.js';
import { errorOfDatetime, errorOfInterval, refuseIllegal } from './illegal-literals.js';
import { lowerIsTest } from './is-tests.js';
import { lowerDatetimeLiteral, lowerIntervalLiteral, lowerNumberLiteral, reportDigits } from './literals.js';
import { lowerLogical } from './logical.js';
import { wholeDigits } from './number-bound.js';
import { lowerBetween, lowerExists, lowerInList, lowerLike } from './predicates.js';
import { lowerInQuery, lowerQuantified } from './row-predicates.js';
import { lowerSubquery } from './subqueries.js';
import { withoutTextCheck } from './text-bounds.js';
import { lowerTrim } from './trim.js';
import { isInteger4, isNullLiteral, standsAsText, typeOf } from './typing.js';
import { withZone } from './zones-shown.js';

/** The expression in PostgreSQL, of the PostgreSQL type that stands for its Oracle type (place `value`). */
export function lowerExpr(outer: ExprContext, expr: Expr): PgExpr {
  const replaced = outer.substitutions?.replace(expr);
  if (replaced) return withZone(outer, expr, replaced);
  const ex = besideCalls(outer, expr);
  const { span } = expr;
  switch (expr.kind) {
    case 'NullLiteral':
      return b.null(span);
    case 'BooleanLiteral':
      return b.boolean(span, expr.value);
    case 'NumberLiteral':
      return lowerNumberLiteral(expr);
    case 'StringLiteral':
      // '' is NULL. (SQL Language Reference, "Nulls")
      return expr.value === '' ? b.null(span) : b.text(span, expr.value);
    case 'DatetimeLiteral':
      refuseIllegal(errorOfDatetime(expr), expr, `${expr.type} '${expr.text}'`);
      reportDigits(ex, expr);
      if (ex.asInstant !== expr && literalZone(expr) !== undefined)
        ex.unit.report(timeZoneNotKept(span, 'The literal'));
      return lowerDatetimeLiteral(expr);
    case 'IntervalLiteral':
      refuseIllegal(errorOfInterval(expr, ex.sql), expr, `INTERVAL '${expr.text}'`);
      reportDigits(ex, expr);
      return lowerIntervalLiteral(expr);
    case 'Name':
    case 'Call':
    case 'Member':
    case 'New':
    case 'CorrelationName':
      return withZone(ex, expr, lowerChain(ex, expr));
    case 'BindVariable':
      return refuse(bindVariable(span, expr.name));
    case 'InquiryDirective':
      return lowerInquiry(ex, expr.name, span);
    case 'MethodCallOnType':
      return lowerMethodCallOnType(ex, expr);
    case 'Unary':
      return lowerUnary(ex, expr);
    case 'Binary':
      return lowerBinary(ex, expr);
    case 'Logical':
      return lowerLogical(ex, expr);
    case 'Between':
      return lowerBetween(ex, expr);
    case 'InList':
      return lowerInList(ex, expr);
    case 'InQuery':
      return lowerInQuery(ex, expr);
    case 'Like':
      return lowerLike(ex, expr);
    case 'IsTest':
      return lowerIsTest(ex, expr);
    case 'IsOfType':
      return lowerIsOfType(ex, expr);
    case 'Quantified':
      return lowerQuantified(ex, expr);
    case 'Exists':
      return lowerExists(ex, expr);
    case 'Case':
      return withZone(ex, expr, lowerCase(ex, expr));
    case 'Cast':
      return lowerCast(ex, expr);
    case 'Extract':
      return lowerExtract(ex, expr);
    case 'Trim':
      return lowerTrim(ex, expr);
    case 'Row':
      return { kind: 'PgRow', span, items: expr.items.map((i) => lowerExpr(ex, i)), bare: true };
    case 'Subquery':
      return withZone(ex, expr, lowerSubquery(ex, expr));
    case 'CursorExpr':
      return lowerCursorExpression(ex, expr);
    case 'MultisetQuery':
      return refuse(unsupportedExpression(span, 'MULTISET outside of CAST'));
    case 'CursorAttribute':
      return lowerCursorAttribute(ex, expr);
    case 'OuterJoinMark':
      return lowerExpr(ex, expr.operand);
    case 'AtTimeZone':
      return lowerAtTimeZone(ex, expr);
    case 'Collate': {
      // Oracle's BINARY is the collation of the target database.
      if (/^(BINARY|USING_NLS_COMP)$/i.test(expr.collation)) return lowerExpr(ex, expr.operand);
      return refuse(unsupportedExpression(span, `COLLATE ${expr.collation}`));
    }
    case 'Treat':
      return lowerTreat(ex, expr);
    case 'NamedFunctionSyntax':
      return lowerFunctionSyntax(ex, expr);
    case 'Star':
      return b.star(span);
    case 'DefaultMarker':
      return { kind: 'PgDefault', span };
    case 'IteratedElements':
      return refuse(unsupportedExpression(span, 'iteration outside of a qualified expression'));
    case 'UnsupportedExpr':
      return refuse(unsupportedExpression(span, expr.what));
    default:
      return unreachable(expr);
  }
}

/**
 * The expression converted as Oracle converts it implicitly where a value of `type` is wanted: assignment, argument,
 * comparison.
 */
export function lowerTo(ex: ExprContext, expr: Expr, type: OracleType): PgExpr {
  const sized = expr.kind === 'Binary' && type.kind === 'number' && type.precision !== undefined;
  if (isNullLiteral(expr) || expr.kind === 'Case' || sized) {
    const replaced = ex.substitutions?.replace(expr);
    if (replaced) return convert(ex, replaced, { from: typeOf(ex, expr), to: type, span: expr.span });
    if (expr.kind === 'Case') return lowerCaseTo(besideCalls(ex, expr), expr, type);
    if (expr.kind === 'Binary')
      return convert(ex, lowerBinary(besideCalls(ex, expr), expr, type), {
        from: typeOf(ex, expr),
        to: type,
        span: expr.span,
      });
    return nullOf(ex.unit, type, expr.span) ?? b.null(expr.span);
  }
  const wanted: OracleType = type.kind === 'plsInteger' ? { kind: 'number' } : type;
  if (standsAsText(ex, expr) && isCastable(wanted))
    return b.cast(expr.span, lowerExpr(ex, expr), pgTypeOf(ex.unit.naming, wanted, 'value'));
  const without = fieldsInZone(ex, expr, type);
  if (without) return without;
  const shown = type.kind === 'varchar2' ? textInZone(ex, expr) : undefined;
  if (shown) return convert(ex, shown, { from: { kind: 'varchar2' }, to: type, span: expr.span });
  const value = withoutTextCheck(lowerExpr(ex, expr), type.kind === 'varchar2' ? type.length : undefined);
  // No number of so few digits is too large.
  if (type.kind === 'plsInteger' && typeOf(ex, expr).kind === 'number' && (wholeDigits(ex, expr) ?? 10) < 10)
    return value.kind === 'PgNull' || isInteger4(value) ? value : b.cast(expr.span, value, pgTypes.integer);
  return convert(ex, value, { from: typeOf(ex, expr), to: type, span: expr.span });
}

/** A condition, three-valued as Oracle's. */
export function lowerCondition(ex: ExprContext, expr: Expr): PgExpr {
  return lowerTo(ex, expr, { kind: 'boolean' });
}

type CompiledUnit = Exclude<NonNullable<ExprContext['routine']>['symbol'], undefined>;

/** The unit of the schema that a body is part of. */
function outermost(symbol: CompiledUnit | undefined): CompiledUnit | undefined {
  let unit = symbol;
  while (unit?.kind === 'routine' && unit.container && unit.container.kind !== 'objectType') unit = unit.container;
  return unit;
}

function unitType(symbol: CompiledUnit | undefined): string {
  const unit = outermost(symbol);
  if (!unit) return 'ANONYMOUS BLOCK';
  if (unit.kind === 'package') return 'PACKAGE BODY';
  if (unit.kind === 'trigger') return 'TRIGGER';
  return unit.container ? 'TYPE BODY' : unit.routine;
}

/**
 * `$$PLSQL_UNIT` and the like; a directive that is not set is NULL. (PL/SQL Language Reference, "Inquiry Directives")
 */
function lowerInquiry(ex: ExprContext, name: string, span: Expr['span']): PgExpr {
  switch (name.toUpperCase()) {
    case 'PLSQL_UNIT': {
      const unit = outermost(ex.routine?.symbol);
      const named = unit?.kind === 'routine' ? (unit.container ?? unit) : unit;
      return named ? b.text(span, named.name) : b.null(span);
    }
    case 'PLSQL_UNIT_TYPE':
      return b.text(span, unitType(ex.routine?.symbol));
    case 'PLSQL_UNIT_OWNER': {
      const owner = outermost(ex.routine?.symbol)?.owner ?? '';
      return owner === '' ? b.ora(span, 'user_name') : b.text(span, owner);
    }
    case 'PLSQL_LINE':
      ex.unit.report(plsqlLine(span));
      return b.null(span);
    default:
      return b.null(span);
  }
}
