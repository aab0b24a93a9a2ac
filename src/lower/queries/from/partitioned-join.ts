import { unsupportedClause } from '../../../diagnostics/op2.js';
import type { FromItem, Join } from '../../../ir/oracle/index.js';
import type { PgFromItem } from '../../../ir/postgres/index.js';
import { b } from '../../builders.js';
import { type ExprContext, refuse } from '../../context.js';
import { lowerCondition } from '../../expressions/index.js';
import { hintOf, madeUp } from '../../naming/made-names.js';
import { foldName } from '../../naming/naming.js';
import { aliasOf } from '../row-sources.js';

/**
 * `t partition by (k) right join d on …`: an outer join for each value of k, so that each has all rows of d. Becomes d
 * times the values of k, and for each pair the rows of t that match, or one of NULLs that has the value of k.
 * (SQL Language Reference, "SELECT", outer_join_clause, query_partition_clause)
 */
export function lowerPartitionedJoin(ex: ExprContext, item: Join, lower: (item: FromItem) => PgFromItem): PgFromItem {
  const { span } = item;
  const no = (): never => refuse(unsupportedClause(span, 'A partitioned outer join of this form'));
  if ((item.type !== 'LEFT' && item.type !== 'RIGHT') || item.natural || (!item.on && !item.using)) return no();
  const [kept, optional] = item.type === 'LEFT' ? [item.left, item.right] : [item.right, item.left];
  const source = optional.kind === 'Join' ? undefined : ex.unit.analysis.sourceOf(optional);
  const alias = source && aliasOf(ex, source);
  if (!source || !alias || source.open || optional.kind === 'Join') return no();
  const keys = new Set(
    (item.partitionBy ?? []).map((key) => {
      const base = key.kind === 'Name' ? ex.unit.analysis.resolve(key).base : undefined;
      return base?.kind === 'column' && base.source === source ? foldName(base.column.name) : no();
    }),
  );
  const shared = new Set((item.using ?? []).map((c) => foldName(c.name)));
  const keptSource = kept.kind === 'Join' ? undefined : ex.unit.analysis.sourceOf(kept);
  const other = keptSource && aliasOf(ex, keptSource);
  const condition = item.on
    ? [lowerCondition(ex, item.on)]
    : [...shared].map((name) => b.eq(span, b.column(span, alias, name), b.column(span, other ?? no(), name)));
  const values = madeUp(`${hintOf(alias)}_keys`);
  const distinct = b.select(span, {
    distinct: true,
    items: [...keys].map((k) => b.item(span, b.column(span, alias, k))),
    from: [lower(optional)],
  });
  const same = [...keys].map((k) => b.same(span, b.column(span, alias, k), b.column(span, values, k)));
  const one = b.derived(
    span,
    b.select(span, { items: [b.item(span, b.num(span, 1))], from: [] }),
    madeUp(`${hintOf(alias)}_row`),
  );
  const rows = b.select(span, {
    // Columns of USING are the other table's alone, and have no qualifier.
    items: source.columns
      .map((c) => foldName(c.name))
      .filter((name) => keys.has(name) || !shared.has(name))
      .map((name) => b.item(span, b.column(span, keys.has(name) ? values : alias, name))),
    from: [b.join(span, 'left', one, lower(optional), b.and(span, ...same, ...condition))],
  });
  const pairs = b.join(span, 'cross', lower(kept), b.derived(span, distinct, values));
  return b.join(span, 'cross', pairs, { ...b.derived(span, rows, alias), lateral: true });
}

/** Does one of the joins add rows of ours, which `*` would show? */
export const hasPartitionedJoin = (item: FromItem): boolean =>
  item.kind === 'Join' &&
  (item.partitionBy !== undefined || hasPartitionedJoin(item.left) || hasPartitionedJoin(item.right));
