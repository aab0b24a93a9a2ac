import type { PgExpr } from '../../../ir/postgres/index.js';
import { b, isCall, pgTypes } from '../../builders.js';

/*
 * SYSTIMESTAMP is in the zone of the server's operating system, whatever the session's zone is, and shows an offset.
 * (SQL Language Reference, "SYSTIMESTAMP") A timestamptz keeps no zone, so the zone is put in where the value becomes
 * text or loses it:
 *   to_char(systimestamp, 'HH24:MI')  →  to_char(ora.systimestamp_local(), 'HH24:MI')
 *   'at ' || systimestamp             →  'at ' || ora.systimestamp_text(ora.systimestamp())
 */

/** Is it SYSTIMESTAMP, or an interval from it? */
export function isOfServer(value: PgExpr): boolean {
  if ('ofServer' in value && value.ofServer) return true;
  if (value.kind === 'PgScalarSubquery') return clockBelow(value) !== undefined;
  if (isRounded(value)) return isOfServer(value.operand);
  if (value.kind !== 'PgCall' || value.name[0] !== 'ora') return false;
  const [first] = value.args;
  return (
    value.name[1] === 'systimestamp' ||
    (/^timestamptz_add_(ds|ym)$/.test(value.name[1] ?? '') && first !== undefined && isOfServer(first))
  );
}

/** Is it SYSTIMESTAMP itself, which is never NULL and has the offset of today? */
export function isClock(value: PgExpr): boolean {
  if (value.kind === 'PgScalarSubquery') return clockBelow(value) !== undefined;
  if (isRounded(value)) return isClock(value.operand);
  return isCall(value, 'ora.systimestamp');
}

/** The value, of which is known that SYSTIMESTAMP gave it. */
export function ofServer(value: PgExpr): PgExpr {
  switch (value.kind) {
    case 'PgColumn':
    case 'PgCall':
    case 'PgCast':
    case 'PgField':
    case 'PgSubscript':
    case 'PgCase':
    case 'PgScalarSubquery':
      return { ...value, ofServer: true };
    default:
      return value;
  }
}

/** What `isOfServer` says yes to, as the fields in the server's zone. */
export function fieldsOfServer(value: PgExpr): PgExpr {
  const { span } = value;
  const local = b.ora(span, 'systimestamp_local');
  if (isRounded(value))
    return b.cast(span, fieldsOfServer(value.operand), { ...pgTypes.timestamp, modifiers: value.type.modifiers ?? '' });
  if (value.kind === 'PgScalarSubquery' && clockBelow(value)) return b.scalar(span, b.select(span, { items: [local] }));
  return isCall(value, 'ora.systimestamp') ? local : b.ora(span, 'at_zone', value, b.ora(span, 'server_timezone'));
}

/** Its offset as text. */
export const offsetOfServer = (value: PgExpr): PgExpr =>
  b.ora(value.span, 'tz_offset', b.ora(value.span, 'server_timezone'));

/** `(select ora.systimestamp())::timestamptz(2)`: SYSTIMESTAMP(2). */
const isRounded = (value: PgExpr): value is PgExpr & { kind: 'PgCast' } =>
  value.kind === 'PgCast' &&
  !value.ofServer &&
  value.type.name === pgTypes.timestamptz.name &&
  value.type.modifiers !== undefined;

/** `(select ora.systimestamp())`, as it stands in SQL. */
function clockBelow({ query }: PgExpr & { kind: 'PgScalarSubquery' }): PgExpr | undefined {
  const { body } = query;
  const [only] = body.kind === 'PgSelectCore' && body.items.length === 1 ? body.items : [];
  const value = only?.value;
  return isCall(value, 'ora.systimestamp') ? value : undefined;
}
