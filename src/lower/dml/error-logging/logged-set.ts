import { errorLogging } from '../../../diagnostics/op2.js';
import { isAnyOf } from '../../../ir/kinds.js';
import type { ErrorLogging, SetItem, Update } from '../../../ir/oracle/index.js';
import type { PgExpr, PgSelectItem, PgSetItem } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b } from '../../builders.js';
import { type ExprContext, refuse } from '../../context.js';
import { rowwiseColumns } from '../../ddl/tables/constraints/shifted-keys.js';
import { lowerExpr } from '../../expressions/index.js';
import { madeUp } from '../../naming/made-names.js';
import { foldName } from '../../naming/naming.js';
import { lowerSet } from '../set-clause.js';
import { columnPath, type DmlTable, targetColumn } from '../target.js';
import { intoColumn, type LoggedValue, loggedValue } from './logged-rows.js';

/** Is it the row at hand? */
export const isRow = (span: Span, alias: string, row: string): PgExpr =>
  b.and(
    span,
    b.eq(span, b.column(span, alias, 'tableoid'), b.column(span, row, madeUp('row_table'))),
    b.eq(span, b.column(span, alias, 'ctid'), b.column(span, row, madeUp('row_address'))),
  );

/** What an UPDATE or DELETE logs: the columns as the statement would have left them. */
export function oldValues(
  ex: ExprContext,
  table: DmlTable,
  row: string,
  changed: ReadonlyMap<string, readonly LoggedValue[]>,
): LoggedValue[] {
  return table.columns.flatMap((c) => {
    const name = foldName(c.name);
    return changed.get(name) ?? loggedValue(ex, c, b.column(table.table.span, row, madeUp(`o_${name}`)), c.type);
  });
}

/** The values of SET: computed by the query, assigned to the row at hand. */
export function setOfRow(
  ex: ExprContext,
  set: readonly SetItem[],
  {
    table,
    row,
    clause,
    when = (value) => value,
  }: {
    readonly table: DmlTable;
    readonly row: string;
    readonly clause: ErrorLogging;
    readonly when?: (value: PgExpr) => PgExpr;
  },
): {
  readonly items: PgSelectItem[];
  readonly set: PgSetItem[];
  readonly changed: Map<string, readonly LoggedValue[]>;
} {
  const items: PgSelectItem[] = [];
  const made: PgSetItem[] = [];
  const changed = new Map<string, readonly LoggedValue[]>();
  for (const [i, item] of set.entries()) {
    const path = item.kind === 'SetColumn' ? columnPath(table, item.column) : [];
    const column = path[0];
    if (item.kind !== 'SetColumn' || path.length !== 1 || column === undefined)
      return refuse(errorLogging(clause.span, 'more than single columns in SET'));
    const info = targetColumn(table, item.column);
    const { span } = item;
    if (isAnyOf(item.value.kind, 'DefaultMarker', 'StringLiteral', 'NumberLiteral')) {
      made.push(...lowerSet(ex, [item], table));
      const type = ex.unit.analysis.typeOf(item.value);
      const isDefault = item.value.kind === 'DefaultMarker';
      changed.set(column, isDefault ? [] : loggedValue(ex, info, lowerExpr(ex, item.value), type));
      continue;
    }
    const name = `v${i + 1}`;
    items.push(b.item(span, when(lowerExpr(ex, item.value)), name));
    const from = ex.unit.analysis.typeOf(item.value);
    const read = b.column(span, row, name);
    made.push({ kind: 'column', column, value: intoColumn(ex, read, from, info) });
    changed.set(column, loggedValue(ex, info, read, from));
  }
  return { items, set: made, changed };
}

/**
 * Does SET give keys other values from row to row? Oracle checks them at the end of the statement, the loop after each
 * row.
 */
export function changesKeys(ex: ExprContext, s: Pick<Update, 'set' | 'target'>, table: DmlTable): boolean {
  const columns = rowwiseColumns(ex.unit.analysis, s);
  const keys = [...(table.relation?.keys.map((k) => k.columns) ?? []), ...(table.relation?.uniqueIndexes ?? [])];
  return keys.some((key) => key.some((c) => columns.includes(c)));
}
