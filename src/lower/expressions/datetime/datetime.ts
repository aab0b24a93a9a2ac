import { isDatetime, isInterval } from '../../../analyze/model/operators.js';
import type { OracleType } from '../../../analyze/model/types.js';
import { unsupportedExpression } from '../../../diagnostics/op2-expressions.js';
import { timeZoneNotKept } from '../../../diagnostics/op5.js';
import type { AtTimeZone, DatetimeLiteral, Expr, Extract } from '../../../ir/oracle/index.js';
import type { PgExpr } from '../../../ir/postgres/index.js';
import { b, pgTypes } from '../../builders.js';
import { type ExprContext, refuse } from '../../context.js';
import { convert } from '../conversions/convert.js';
import { isOnceOnly } from '../evaluation/once-in-sql.js';
import { lowerExpr, lowerTo } from '../index.js';
import { mayBeNull, typeOf } from '../typing.js';
import { zoneOrigin } from './instants.js';
import { fineSecond } from './interval-text.js';
import { isClock, isOfServer, offsetOfServer } from './server-clock.js';
import { showZone } from './zones-shown.js';

/**
 * EXTRACT(field FROM datetime or interval). Fields of a TIMESTAMP WITH TIME ZONE are those of UTC. (SQL Language
 * Reference, "EXTRACT (datetime)")
 */
export function lowerExtract(ex: ExprContext, node: Extract): PgExpr {
  const { span, operand } = node;
  const field = node.field.toUpperCase();
  const type = typeOf(ex, operand);
  const ofZone = field.startsWith('TIMEZONE') ? zonedValue(ex, operand) : undefined;
  if (ofZone) return b.ora(span, zoneField(field), ofZone.instant, ofZone.zone);
  // The fields of a value with a zone are those of UTC, but for the zone's own.
  const value = lowerExpr(field.startsWith('TIMEZONE') ? ex : { ...ex, asInstant: operand }, operand);
  const second = field === 'SECOND' ? fineSecond(value) : undefined;
  if (second) return second;
  if (isInterval(type))
    return b.ora(span, type.kind === 'intervalYearToMonth' ? 'extract_ym' : 'extract_ds', b.text(span, field), value);
  const zoned = type.kind === 'timestamp' && type.zone !== 'none';
  if (field.startsWith('TIMEZONE') && field !== 'TIMEZONE_HOUR' && field !== 'TIMEZONE_MINUTE')
    return refuse(unsupportedExpression(span, `EXTRACT(${field})`));
  if (zoned && field.startsWith('TIMEZONE')) showZone(value);
  if (zoned && field.startsWith('TIMEZONE') && isOfServer(value))
    return isClock(value)
      ? ofOffset(field, offsetOfServer(value))
      : b.ora(span, zoneField(field), value, b.ora(span, 'server_timezone'));
  if (zoned) return b.ora(span, 'extract_timestamptz', b.text(span, field), value);
  if (!isDatetime(type) && type.kind !== 'unknown')
    return refuse(unsupportedExpression(span, `EXTRACT(${field}) of what is no datetime`));
  // A DATE has no hours to EXTRACT: it counts as ANSI's DATE.
  if (type.kind === 'date' && /^(HOUR|MINUTE|SECOND|TIMEZONE_HOUR|TIMEZONE_MINUTE)$/.test(field))
    return b.ora(
      span,
      'raise',
      b.num(span, 30076),
      b.text(span, 'invalid extract field for extract source'),
      b.cast(span, b.null(span), pgTypes.numeric),
    );
  const native = field === 'YEAR' || field === 'MONTH' || field === 'DAY' || type.kind === 'timestamp';
  return native
    ? { kind: 'PgExtract', span, field: field.toLowerCase(), operand: value }
    : b.ora(span, 'extract_date', b.text(span, field), value);
}

/** What gives a field of a zone that is written beside its instant. */
function zoneField(field: string): string {
  switch (field) {
    case 'TIMEZONE_HOUR':
      return 'timezone_hour';
    case 'TIMEZONE_MINUTE':
      return 'timezone_minute';
    case 'TIMEZONE_REGION':
      return 'timezone_region';
    default:
      return 'timezone_abbr';
  }
}

/** The hours or minutes of `-05:30`, both with its sign. */
function ofOffset(field: string, offset: PgExpr): PgExpr {
  const { span } = offset;
  const part = (at: number, length: number): PgExpr =>
    b.call(span, 'substr', offset, b.num(span, at), b.num(span, length));
  const text = field === 'TIMEZONE_HOUR' ? part(1, 3) : b.concat(span, part(1, 1), part(5, 2));
  return b.cast(span, text, pgTypes.numeric);
}

/**
 * `x AT TIME ZONE z`: the same instant, and NULL without a zone; that it is shown in z gets lost, unless TO_CHAR or CAST
 * stands around it.
 */
export function lowerAtTimeZone(ex: ExprContext, node: AtTimeZone): PgExpr {
  const { span, zone } = node;
  if (zone !== 'LOCAL' && ex.asInstant !== node) ex.unit.report(timeZoneNotKept(span, 'AT TIME ZONE'));
  const instant = instantOf(ex, node);
  // A value that has no zone of its own beside it is NULL itself.
  if (zone === 'LOCAL' || node.isOwn || !mayBeNull(ex, zone)) return instant;
  return b.caseWhen(span, [{ when: b.isNotNull(span, zoneOf(ex, node)), then: instant }]);
}

/** The operand as an instant. */
function instantOf(ex: ExprContext, node: AtTimeZone): PgExpr {
  return convert(ex, lowerExpr({ ...ex, asInstant: node.operand }, node.operand), {
    from: typeOf(ex, node.operand),
    to: { kind: 'timestamp', zone: 'zone' },
    span: node.span,
  });
}

/** A value with its zone as a TIMESTAMP: the fields of the instant in the zone. */
function fieldsAtZone(ex: ExprContext, expr: Expr): PgExpr | undefined {
  const zoned = zonedValue(ex, expr);
  return zoned && b.ora(expr.span, 'at_zone', zoned.instant, zoned.zone);
}

/**
 * Such a value as a DATE or a TIMESTAMP, which keeps the fields that it has in its zone: of a DATE without the fraction
 * of a second.
 */
export function fieldsInZone(ex: ExprContext, expr: Expr, type: OracleType): PgExpr | undefined {
  if (type.kind !== 'date' && (type.kind !== 'timestamp' || type.zone !== 'none')) return undefined;
  const fields = fieldsAtZone(ex, expr);
  return fields && type.kind === 'date' ? b.ora(expr.span, 'date_fit', fields) : fields;
}

/** As text by NLS_TIMESTAMP_TZ_FORMAT, which shows the zone. (SQL Language Reference, "TO_CHAR (datetime)") */
export function textInZone(ex: ExprContext, expr: Expr): PgExpr | undefined {
  const zoned = zonedValue(ex, expr);
  if (!zoned) return undefined;
  const digits = digitsOfZoned(ex, expr);
  const shown = digits === 6 ? [] : [b.num(expr.span, digits)];
  return b.ora(expr.span, 'timestamptz_text_at', zoned.instant, zoned.zone, ...shown);
}

/** How many digits of a second such a value has: in SQL, AT TIME ZONE leaves those of its operand. */
export function digitsOfZoned(ex: ExprContext, expr: Expr): number {
  const type = typeOf(ex, expr.kind === 'AtTimeZone' && (ex.sql || expr.isOwn) ? expr.operand : expr);
  return type.kind === 'timestamp' ? (type.precision ?? 6) : 6;
}

/** An instant, and the zone in which it is shown. */
interface ZonedValue {
  readonly instant: PgExpr;
  readonly zone: PgExpr;
}

/**
 * A value whose own zone is written beside it: `x AT TIME ZONE z`, FROM_TZ(x, z), a literal with a zone, and what an
 * interval makes of one.
 */
export function zonedValue(ex: ExprContext, expr: Expr): ZonedValue | undefined {
  const origin = zoneOrigin(ex.unit.analysis, expr);
  const zone = writtenZone(ex, origin);
  if (!zone) return undefined;
  const instant = expr.kind === 'AtTimeZone' ? instantOf(ex, expr) : lowerExpr({ ...ex, asInstant: origin }, expr);
  return { instant, zone };
}

function writtenZone(ex: ExprContext, expr: Expr): PgExpr | undefined {
  switch (expr.kind) {
    case 'AtTimeZone':
      return zoneOf(ex, expr);
    case 'DatetimeLiteral': {
      const zone = literalZone(expr);
      return zone === undefined ? undefined : b.text(expr.span, zone);
    }
    case 'Call': {
      const { base, steps } = ex.unit.analysis.resolve(expr);
      if (base.kind !== 'builtin' || steps.length > 0) return undefined;
      const [first, second] = base.args;
      // The zone is written twice.
      if (base.name === 'FROM_TZ')
        return second && !isOnceOnly(ex, second.value) ? lowerTo(ex, second.value, { kind: 'varchar2' }) : undefined;
      if (base.name !== 'TO_TIMESTAMP_TZ' || base.args.length !== 2 || !first || !second) return undefined;
      // The text is read twice.
      const read = [first.value, second.value];
      if (!read.every((arg) => arg.kind === 'Name' || arg.kind === 'StringLiteral')) return undefined;
      return b.ora(expr.span, 'zone_in_text', ...read.map((arg) => lowerTo(ex, arg, { kind: 'varchar2' })));
    }
    default:
      return undefined;
  }
}

/** The zone at the end of `TIMESTAMP '2024-01-01 12:00:00 +02:00'`. */
export function literalZone(literal: DatetimeLiteral): string | undefined {
  if (literal.type === 'DATE') return undefined;
  return /([+-]\d{1,2}:\d{1,2}|[A-Za-z][\w/+-]*)(?:\s+[A-Za-z]{2,5})?\s*$/.exec(literal.text)?.[1];
}

function zoneOf(ex: ExprContext, node: AtTimeZone): PgExpr {
  return node.zone === 'LOCAL' ? b.ora(node.span, 'sessiontimezone') : lowerTo(ex, node.zone, { kind: 'varchar2' });
}
