import type { RowSource } from '../../../analyze/analysis.js';
import type { PgFromItem, PgSelectItem } from '../../../ir/postgres/index.js';
import { walk } from '../../../ir/walk.js';
import type { ExprContext } from '../../context.js';
import { aliasOf, columnNames } from '../row-sources.js';

/**
 * The items of FROM, with names for the columns of an inner query where a `*` that is written out reads one that is an
 * expression without alias: `from (select 1) as q (column_1)`. (SQL Language Reference, SELECT, "c_alias": such a
 * column is called by its text)
 */
export function withNamedColumns(
  ex: ExprContext,
  from: readonly PgFromItem[],
  sources: readonly RowSource[],
  items: readonly PgSelectItem[],
): readonly PgFromItem[] {
  const unnamed = new Map<string, readonly string[]>();
  for (const source of sources) {
    const alias = source.columns.some((c) => c.name === '') && !source.open ? aliasOf(ex, source) : undefined;
    if (alias !== undefined && readsUnnamed(items, alias, source)) unnamed.set(alias, columnNames(source));
  }
  return unnamed.size === 0 ? from : from.map((item) => named(item, unnamed));
}

function readsUnnamed(items: readonly PgSelectItem[], alias: string, source: RowSource): boolean {
  const names = new Set(columnNames(source).filter((_, i) => source.columns[i]?.name === ''));
  return items.some((item) => {
    let reads = false;
    walk(item.value, (expr) => {
      if (expr.kind === 'PgColumn' && expr.parts[0] === alias && names.has(expr.parts[1] ?? '')) reads = true;
    });
    return reads;
  });
}

function named(item: PgFromItem, names: ReadonlyMap<string, readonly string[]>): PgFromItem {
  if (item.kind === 'PgJoin') return { ...item, left: named(item.left, names), right: named(item.right, names) };
  const columns = item.kind === 'PgDerivedTable' ? names.get(item.alias) : undefined;
  return item.kind === 'PgDerivedTable' && columns ? { ...item, columns } : item;
}
