import type { OracleType } from '../../../../analyze/model/types.js';
import type { Query } from '../../../../ir/oracle/index.js';
import type { PgSelect } from '../../../../ir/postgres/index.js';
import { b } from '../../../builders.js';
import { foldName } from '../../../naming/naming.js';
import type { BodyBuilder } from '../../body/body-builder.js';

/** Is it `select * from t`, for a row of t? Its columns go into fields of their own types then, char(n) among them. */
export function readsRowsOf(rc: BodyBuilder, { body }: Query, type: OracleType | undefined): boolean {
  if (type?.kind !== 'record' || type.identity.kind !== 'table' || body.kind !== 'Select') return false;
  const { items, from } = body;
  const [table] = from;
  if (items.length !== 1 || items[0]?.value.kind !== 'Star' || from.length !== 1) return false;
  return table?.kind === 'TableRef' && rc.unit.analysis.sourceOf(table)?.relation === type.identity.table;
}

/** Does the query give whatever columns the table has when the program runs? */
export const isStar = ({ body }: PgSelect): boolean =>
  body.kind === 'PgSelectCore' && body.items.length === 1 && body.items[0]?.value.kind === 'PgStar';

/**
 * `select * from t` for elements that are rows of t: the query of the rows as they are, whatever columns the table has
 * when the program runs.
 */
export function wholeRows(rc: BodyBuilder, query: PgSelect, element: OracleType | undefined): PgSelect | undefined {
  const { body } = query;
  if (body.kind !== 'PgSelectCore' || body.distinct || body.items.length !== 1 || body.from.length !== 1)
    return undefined;
  const [item] = body.items;
  const [table] = body.from;
  if (item?.kind !== 'PgSelectItem' || item.value.kind !== 'PgStar' || table?.kind !== 'PgTable') return undefined;
  if (element?.kind !== 'record' || element.identity.kind !== 'table') return undefined;
  const relation = element.identity.table;
  const name = table.alias ?? table.name.at(-1) ?? '';
  const isOf = rc.unit.naming.of(relation).join('.') === table.name.join('.');
  // A column of that name would be meant.
  if (!isOf || table.columns || relation.columns.some((c) => foldName(c.name) === name)) return undefined;
  return { ...query, body: { ...body, items: [b.item(item.span, b.column(item.span, name))] } };
}
