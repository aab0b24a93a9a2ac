import type { OracleType } from '../../../analyze/model/types.js';
import type { Expr, Query } from '../../../ir/oracle/index.js';
import type { PgSelect } from '../../../ir/postgres/index.js';
import type { ExprContext } from '../../context.js';
import { convert } from '../../expressions/conversions.js';
import { isOfServer } from '../../expressions/server-clock.js';
import { isFromServer, isZoned, zoneOrigins } from '../../expressions/zone-origins.js';
import type { BodyBuilder } from '../body/body-builder.js';

/*
 * SYSTIMESTAMP that SELECT INTO puts into a variable without a zone has the fields of the server's zone, which a
 * timestamptz would have lost when the variable is assigned. (server-clock.ts)
 *   select systimestamp into ts from dual;  →  select ora.systimestamp_local() into strict ts;
 */

/** What each item comes as: SYSTIMESTAMP as the type of its target, where that keeps no zone. */
export function clockTypes(
  rc: BodyBuilder,
  query: Query,
  targets: readonly Expr[],
  types: readonly OracleType[],
): readonly OracleType[] {
  const { analysis } = rc.unit;
  const { body } = query;
  if (body.kind !== 'Select') return types;
  const [only] = targets;
  const row = targets.length === 1 && only ? analysis.typeOf(only) : undefined;
  const own = row?.kind === 'record' ? row.fields.map((f) => f.type) : targets.map((t) => analysis.typeOf(t));
  if (own.length !== types.length || body.items.length !== types.length) return types;
  return types.map((type, i) => {
    const [item, to] = [body.items[i], own[i]];
    if (item?.kind !== 'SelectItem' || !to || !isClock(rc, item.value)) return type;
    if (to.kind === 'varchar2') return { kind: 'varchar2' };
    return to.kind === 'date' || (to.kind === 'timestamp' && to.zone === 'none')
      ? { kind: 'timestamp', zone: 'none' }
      : type;
  });
}

/** Which columns of the query are SYSTIMESTAMP. */
export const clockColumns = (rc: BodyBuilder, { body }: Query): readonly boolean[] =>
  body.kind === 'Select' ? body.items.map((item) => item.kind === 'SelectItem' && isClock(rc, item.value)) : [];

const isClock = (rc: BodyBuilder, expr: Expr): boolean => {
  const { analysis } = rc.unit;
  return isZoned(analysis.typeOf(expr)) && isFromServer(zoneOrigins(analysis, expr));
};

/** The query with the items that `clockTypes` gave another type. */
export function withClocks(
  ex: ExprContext,
  made: PgSelect,
  from: readonly OracleType[],
  to: readonly OracleType[],
): PgSelect {
  const { body } = made;
  if (from === to || body.kind !== 'PgSelectCore') return made;
  const items = body.items.map((item, i) => {
    const [before, after] = [from[i], to[i]];
    if (!before || !after || before === after || !isOfServer(item.value)) return item;
    return { ...item, value: convert(ex, item.value, before, after, item.value.span) };
  });
  return { ...made, body: { ...body, items } };
}
