import type { FromItem, Join } from '../../../ir/oracle/index.js';
import type { AnalyzeContext } from '../../context.js';
import type { RowSource, StarColumn } from '../../model/row-source.js';

/** What `*` stands for over these rows: all their columns, or what joins that merge columns make of them. */
export function starColumns(
  rows: readonly RowSource[],
  merged: readonly StarColumn[] | undefined,
): readonly StarColumn[] {
  return merged ?? rows.flatMap(visibleColumns);
}

/**
 * What `*` stands for where a join of the FROM clause has USING or is NATURAL; none where no join merges columns. A join
 * has the columns it merges first and once, then the others of its left and of its right side: in a chain of joins
 * those of the last one come first. (SQL Language Reference, join_clause)
 */
export function mergedStar(cx: AnalyzeContext, items: readonly FromItem[]): readonly StarColumn[] | undefined {
  return items.some(merges) ? items.flatMap((item) => columnsOf(cx, item)) : undefined;
}

function merges(item: FromItem): boolean {
  return (
    item.kind === 'Join' &&
    (item.natural === true || item.using !== undefined || merges(item.left) || merges(item.right))
  );
}

function columnsOf(cx: AnalyzeContext, item: FromItem): readonly StarColumn[] {
  if (item.kind !== 'Join') {
    const source = cx.facts.sources.get(item);
    return source ? visibleColumns(source) : [];
  }
  const [left, right] = [columnsOf(cx, item.left), columnsOf(cx, item.right)];
  const names = mergedNames(item, left, right);
  const first = names.flatMap((name) => [...left, ...right].find((c) => c.column.name === name) ?? []);
  return [...first, ...[...left, ...right].filter((c) => !names.includes(c.column.name))];
}

function mergedNames(join: Join, left: readonly StarColumn[], right: readonly StarColumn[]): readonly string[] {
  if (join.using) return join.using.map((u) => u.name);
  if (!join.natural) return [];
  const others = new Set(right.map((c) => c.column.name));
  return left.map((c) => c.column.name).filter((name) => others.has(name));
}

function visibleColumns(source: RowSource): readonly StarColumn[] {
  return source.columns.filter((c) => !c.hidden).map((column) => ({ source, column }));
}
