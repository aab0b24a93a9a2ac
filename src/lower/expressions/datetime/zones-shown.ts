import { isFromServer } from '../../../analyze/flow/zone-origins.js';
import { isZoned } from '../../../analyze/model/operators.js';
import { timeZoneNotKept } from '../../../diagnostics/op5.js';
import { isAnyOf } from '../../../ir/kinds.js';
import type { Expr } from '../../../ir/oracle/index.js';
import type { PgExpr } from '../../../ir/postgres/index.js';
import type { ExprContext } from '../../context.js';
import { ofServer } from './server-clock.js';

/*
 * A TIMESTAMP WITH TIME ZONE that a parameter, a function or a text brings has lost its zone where it is shown: as
 * text, as a DATE or TIMESTAMP, by EXTRACT(TIMEZONE_HOUR …). Where the inputs make the value, that is said there; where
 * nothing has said it, at the place that shows it. What holds SYSTIMESTAMP alone has the fields of the server's zone.
 */

const whenShown = new WeakMap<PgExpr, () => void>();

/** The lowered value, which knows what is to be said, or done, where its zone is shown. */
export function withZone(ex: ExprContext, expr: Expr, value: PgExpr): PgExpr {
  if (!hasOrigins(expr)) return value;
  const { analysis } = ex.unit;
  if (!isZoned(analysis.typeOf(expr))) return value;
  const origins = analysis.zoneOrigins(expr);
  if (isFromServer(origins)) return ofServer(value);
  const { server, session, reported, unsaid } = origins;
  // Of what is now the one and now the other, the zone is that of the session.
  if (!reported && (unsaid || (server && session)))
    whenShown.set(value, () => ex.unit.report(timeZoneNotKept(expr.span, 'The zone of this value')));
  return value;
}

const hasOrigins = ({ kind }: Expr): boolean => isAnyOf(kind, 'Name', 'Call', 'Member', 'Case', 'Subquery');

/** Notes that the zone of the value is shown. */
export const showZone = (value: PgExpr): void => whenShown.get(value)?.();
