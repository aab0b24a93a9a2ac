import { outputsOf } from '../../../../analyze/flow/carriers.js';
import { isFromServer } from '../../../../analyze/flow/zone-origins.js';
import { isZoned } from '../../../../analyze/model/operators.js';
import type { OracleType } from '../../../../analyze/model/types.js';
import type { Query } from '../../../../ir/oracle/index.js';
import type { PgSelect, PgSelectBody, PgSelectItem } from '../../../../ir/postgres/index.js';
import { starsOf } from '../../../../ir/stars.js';
import type { ExprContext } from '../../../context.js';
import { convert } from '../../../expressions/conversions/convert.js';
import { ofServer } from '../../../expressions/datetime/server-clock.js';
import type { BodyBuilder } from '../../body/body-builder.js';

/*
 * SYSTIMESTAMP that SELECT INTO puts into a variable, or BULK COLLECT into elements, without a zone has the fields of
 * the server's zone, which a timestamptz would have lost when the variable is assigned. (server-clock.ts)
 *   select systimestamp into ts from dual;  →  select ora.systimestamp_local() into strict ts;
 */

/** What each item comes as: SYSTIMESTAMP as the type of its target, where that keeps no zone. */
export function clockTypes(
  rc: BodyBuilder,
  query: Query,
  targets: readonly OracleType[],
  types: readonly OracleType[],
): readonly OracleType[] {
  const [row] = targets;
  const own = targets.length === 1 && row?.kind === 'record' ? row.fields.map((f) => f.type) : targets;
  const clocks = clockColumns(rc, query);
  // `*` stands for columns that have no item each.
  if (own.length !== types.length || clocks.length !== types.length || starsOf(query).length > 0) return types;
  return types.map((type, i) => {
    const to = own[i];
    if (!to || clocks[i] !== true) return type;
    if (to.kind === 'varchar2') return { kind: 'varchar2' };
    return to.kind === 'date' || (to.kind === 'timestamp' && to.zone === 'none')
      ? { kind: 'timestamp', zone: 'none' }
      : type;
  });
}

/** Which columns of the query are SYSTIMESTAMP: of UNION, in each branch. */
export function clockColumns(rc: BodyBuilder, query: Query): readonly boolean[] {
  const { analysis } = rc.unit;
  const columns = analysis.columnsOf(query);
  return outputsOf(analysis, query).map((sources, i) => {
    const type = columns[i]?.type;
    return type !== undefined && isZoned(type) && isFromServer(analysis.zoneOrigins(...sources));
  });
}

/** The query with the items that `clockTypes` gave another type. */
export function withClocks(
  ex: ExprContext,
  made: PgSelect,
  from: readonly OracleType[],
  to: readonly OracleType[],
): PgSelect {
  if (from === to) return made;
  const converted = (body: PgSelectBody): PgSelectBody => {
    switch (body.kind) {
      case 'PgSetOperation':
        return { ...body, left: converted(body.left), right: converted(body.right) };
      case 'PgSelectCore':
        return { ...body, items: body.items.map(item) };
      default:
        return body;
    }
  };
  const item = (own: PgSelectItem, i: number): PgSelectItem => {
    const [before, after] = [from[i], to[i]];
    if (!before || !after || before === after) return own;
    return { ...own, value: convert(ex, ofServer(own.value), { from: before, to: after, span: own.value.span }) };
  };
  return { ...made, body: converted(made.body) };
}
