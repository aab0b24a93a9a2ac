import type { ColumnInfo } from '../../analyze/model/symbols.js';
import type { PgExpr, PgSelect } from '../../ir/postgres/index.js';
import { b } from '../builders.js';
import type { UnitContext } from '../context.js';
import { pgTypeOf } from '../types.js';

/**
 * The query of a derived table whose rows are inserted, with the columns' types for what is NULL in each row: it would
 * be text.
 */
export function withTypedNulls(
  unit: UnitContext,
  rows: PgSelect,
  columns: readonly (ColumnInfo | undefined)[],
): PgSelect {
  const { body } = rows;
  if (body.kind === 'PgSelect') return { ...rows, body: withTypedNulls(unit, body, columns) };
  if (body.kind !== 'PgSelectCore') return rows;
  // Behind a star it is not known which column an item is for.
  const star = body.items.findIndex((item) => item.value.kind === 'PgStar');
  const items = body.items.map((item, i) => {
    const column = columns[i];
    if (!isNothing(item.value) || !column || (star >= 0 && i > star)) return item;
    return { ...item, value: b.cast(item.value.span, item.value, pgTypeOf(unit.naming, column.type, 'value')) };
  });
  return { ...rows, body: { ...body, items } };
}

const isNothing = (value: PgExpr): boolean =>
  value.kind === 'PgNull' ||
  (value.kind === 'PgCase' &&
    value.branches.every(({ then }) => isNothing(then)) &&
    (value.otherwise === undefined || isNothing(value.otherwise)));
