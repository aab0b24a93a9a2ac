import { isDatetime, isInterval, isText } from '../../../analyze/model/operators.js';
import type { OracleType } from '../../../analyze/model/types.js';
import { unsupportedExpression } from '../../../diagnostics/op2-expressions.js';
import { literalInteger } from '../../../ir/literals.js';
import type { Binary, Expr } from '../../../ir/oracle/index.js';
import type { PgExpr } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b, pgTypes } from '../../builders.js';
import { type ExprContext, refuse } from '../../context.js';
import { numeric } from '../arithmetic.js';
import { convert, isBinary, withoutZone } from '../conversions/convert.js';
import { reached } from '../evaluation/reached.js';
import { lowerExpr } from '../index.js';
import { fieldsInZone, zonedValue } from './datetime.js';
import { refuseIntervalsOfTwoKinds } from './interval-kinds.js';

/**
 * Arithmetic of which one operand is a datetime or an interval. (SQL Language Reference, "Datetime/Interval
 * Arithmetic", table of operators)
 */
export function lowerDatetimeArithmetic(ex: ExprContext, node: Binary, left: OracleType, right: OracleType): PgExpr {
  const { span, op } = node;
  if (op === '*' || op === '/') return scaleInterval(ex, node, left, right);
  if (isDatetime(left) && isDatetime(right)) {
    if (op === '+') return refuse(unsupportedExpression(span, 'The sum of two dates'));
    return difference(ex, node, left, right);
  }
  if (op !== '+' && op !== '-') return refuse(unsupportedExpression(span, `${op} of a date`));
  if (isDatetime(left))
    return shift(ex, { span, op }, { expr: node.left, type: left }, { expr: node.right, type: right });
  if (isDatetime(right)) {
    if (op === '+') return shift(ex, { span, op }, { expr: node.right, type: right }, { expr: node.left, type: left });
    // `'01-JAN-24' - d` and `x - d`: what stands before is a datetime too.
    return difference(ex, node, right, right);
  }
  refuseIntervalsOfTwoKinds(left, right, span, `${op === '+' ? 'A sum' : 'A difference'}`);
  // Interval with interval.
  const interval = isInterval(left) ? left : right;
  const operandOf = (expr: Expr, type: OracleType): PgExpr =>
    convert(ex, lowerExpr(ex, expr), { from: type, to: interval, span: expr.span });
  return b.binary(span, op, operandOf(node.left, left), operandOf(node.right, right));
}

function difference(ex: ExprContext, node: Binary, leftType: OracleType, rightType: OracleType): PgExpr {
  const { span } = node;
  const zoned = [leftType, rightType].some((t) => t.kind === 'timestamp' && t.zone !== 'none');
  const name = zoned
    ? 'timestamptz_diff'
    : leftType.kind === 'date' && rightType.kind === 'date'
      ? 'date_diff'
      : 'timestamp_diff';
  const side = (expr: Expr, type: OracleType): PgExpr => {
    const own = ex.unit.analysis.typeOf(expr);
    const value = convert(ex, lowerExpr({ ...ex, asInstant: expr }, expr), {
      from: own,
      to: isText(own) ? type : own,
      span: expr.span,
    });
    const needsZone = zoned && !(own.kind === 'timestamp' && own.zone !== 'none');
    return needsZone ? b.cast(expr.span, value, pgTypes.timestamptz) : value;
  };
  const [left, right] = [side(node.left, leftType), side(node.right, rightType)];
  const [leftDay, rightDay] = [dayOf(left), dayOf(right)];
  if (name === 'date_diff' && leftDay && rightDay) return b.ora(span, 'day_diff', leftDay, rightDay);
  return b.ora(span, name, left, right);
}

/** The x of `date_trunc('day', x)`; the midnight itself that TRUNC to a longer time gives. */
function dayOf(value: PgExpr): PgExpr | undefined {
  if (value.kind !== 'PgCall') return undefined;
  const name = value.name.join('.');
  if (name === 'ora.trunc_week') return value;
  if (name !== 'date_trunc') return undefined;
  const [unit, moment] = value.args;
  if (unit?.kind !== 'PgString') return undefined;
  if (/^(week|month|quarter|year)$/.test(unit.value)) return value;
  return unit.value === 'day' ? moment : undefined;
}

interface TypedExpr {
  readonly expr: Expr;
  readonly type: OracleType;
}

/** datetime ± interval, datetime ± days. */
function shift(
  ex: ExprContext,
  { span, op }: { readonly span: Span; readonly op: '+' | '-' },
  { expr: datetime, type }: TypedExpr,
  { expr: amount, type: amountType }: TypedExpr,
): PgExpr {
  const zoned = type.kind === 'timestamp' && type.zone !== 'none';
  const fields = isInterval(amountType) ? undefined : fieldsInZone(ex, datetime, { kind: 'date' });
  const value = fields ?? lowerExpr(ex, datetime);
  if (isInterval(amountType)) {
    const interval = signed(lowerExpr(ex, amount), op, amount.span);
    const own = zoned && amountType.kind === 'intervalYearToMonth' ? zonedValue(ex, datetime) : undefined;
    // Months are added to the fields in the zone.
    if (own)
      return b.ora(
        span,
        'from_tz',
        b.ora(span, 'add_ym', b.ora(span, 'at_zone', own.instant, own.zone), interval),
        own.zone,
      );
    if (amountType.kind === 'intervalYearToMonth')
      return b.ora(span, zoned ? 'timestamptz_add_ym' : 'add_ym', value, interval);
    const name = zoned ? 'timestamptz_add_ds' : type.kind === 'date' ? 'date_add_ds' : 'timestamp_add_ds';
    return b.ora(span, name, value, interval);
  }
  // A number of days makes a DATE of a TIMESTAMP. (SQL Language Reference, "Datetime/Interval Arithmetic")
  const date = zoned && !fields ? withoutZone(value, span) : value;
  const days = literalInteger(amount);
  if (days !== undefined && isClock(datetime, ex)) {
    const text = Math.abs(days) === 1 ? `${Math.abs(days)} day` : `${Math.abs(days)} days`;
    return b.binary(span, days < 0 === (op === '-') ? '+' : '-', date, b.typed(amount.span, 'interval', text));
  }
  return b.ora(span, 'date_add', date, signed(decimal(ex, amount), op, amount.span));
}

/** A number, also of a binary one. */
function decimal(ex: ExprContext, expr: Expr): PgExpr {
  const type = ex.unit.analysis.typeOf(expr);
  return isBinary(type)
    ? convert(ex, lowerExpr(ex, expr), { from: type, to: { kind: 'number' }, span: expr.span })
    : numeric(ex, expr);
}

/** SYSDATE and TRUNC(SYSDATE): no calendar reform and no last year is near. */
function isClock(expr: Expr, ex: ExprContext): boolean {
  if (expr.kind !== 'Name' && expr.kind !== 'Call') return false;
  const { base } = ex.unit.analysis.resolve(expr);
  if (base.kind !== 'builtin') return false;
  if (base.name === 'SYSDATE' || base.name === 'CURRENT_DATE') return true;
  const [first] = base.args;
  return base.name === 'TRUNC' && base.args.length === 1 && first !== undefined && isClock(first.value, ex);
}

function signed(value: PgExpr, op: '+' | '-', span: Span): PgExpr {
  if (op === '+') return value;
  return value.kind === 'PgUnary' && value.op === '-' ? value.operand : b.neg(span, value);
}

function scaleInterval(ex: ExprContext, node: Binary, left: OracleType, right: OracleType): PgExpr {
  const { span, op } = node;
  const [interval, factor, type] = isInterval(left) ? [node.left, node.right, left] : [node.right, node.left, right];
  if (!isInterval(type) || (op === '/' && interval !== node.left))
    return refuse(unsupportedExpression(span, `${op} of a date`));
  const name = `${type.kind === 'intervalDayToSecond' ? 'ds' : 'ym'}_${op === '*' ? 'mul' : 'div'}`;
  const number = decimal(ex, factor);
  return b.ora(span, name, lowerExpr(ex, interval), op === '/' ? reached(ex, node, number) : number);
}
