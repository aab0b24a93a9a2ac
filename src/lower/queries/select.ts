import { unsupportedClause } from '../../diagnostics/op2.js';
import type { GroupItem, OrderItem, Select } from '../../ir/oracle/index.js';
import type { PgExpr, PgFromItem, PgGroupItem, PgSelect, PgSelectCore, PgSelectItem } from '../../ir/postgres/index.js';
import { b } from '../builders.js';
import { type ExprContext, refuse } from '../context.js';
import { ofEachRow } from '../expressions/evaluation/reached.js';
import { lowerCondition } from '../expressions/index.js';
import { lowerWindow } from '../expressions/windows.js';
import { foldName } from '../naming/naming.js';
import { blockContains } from './block-nodes.js';
import { hasEmptySet, lowerGroupBy } from './grouping/group-by.js';
import { isGroupId, mostSets, numberedSets, numberOfSets } from './grouping/group-id.js';
import type { Rows } from './limits/numbered-rows.js';
import { percentLimit } from './limits/percent-limit.js';
import { lowerRowLimit } from './limits/row-limit.js';
import { reportRowsNotNeeded } from './limits/rows-not-needed.js';
import { lowerLocking } from './locking.js';
import { distinctByMap, groupedByMap } from './mapped-objects.js';
import { distinctOrdered } from './order/distinct-order.js';
import { orderedGroups } from './order/grouped-order.js';
import { lowerOrderBy, ordersByResult } from './order/order-by.js';
import type { Projection } from './projection.js';
import { type Around, QueryBlock } from './query-block.js';
import { type ColumnUse, lowerSelectList } from './select-list/select-list.js';
import { withNamedColumns } from './select-list/unnamed-columns.js';
import { misplacedInSelect, refuseMisplaced } from './sequences/places.js';

/** Lowers one query block with its ORDER BY, row limit and FOR UPDATE. */
export function lowerSelect(ex: ExprContext, select: Select, around: Around, use: ColumnUse): PgSelect {
  const { span } = select;
  if (select.model) refuse(unsupportedClause(select.model.span, 'MODEL'));
  refuseMisplaced(misplacedInSelect(ex.unit.analysis, select, around.orderBy), span);
  const block = new QueryBlock(ex, select, around);
  const distinct = select.quantifier === 'DISTINCT' || select.quantifier === 'UNIQUE';
  const order = around.orderSiblings ? undefined : around.orderBy;
  const byResult = order !== undefined && (distinct || ordersByResult(select, order));
  const items = lowerSelectList(block.reading, select, byResult ? { ...use, ordered: true } : use, block.stars);
  const clauses = clausesOf(ex, block, { items, order, distinct });
  // One row has no order: Oracle does not ask there whether the columns are grouped.
  const isOneRow = block.nested !== undefined || (block.grouped && !select.groupBy);
  let orderBy =
    order && order.length > 0 && !isOneRow ? lowerOrderBy(ofEachRow(block.reading, select), order, select) : [];
  const all = block.rows();
  const unlimited = { ...all, from: withNamedColumns(block.reading, all.from, block.sources, items) };
  if (orderBy.length === 0 && unlimited.order && !distinct && !block.grouped) orderBy = [unlimited.order];
  const percent = around.limit?.fetch?.percent === true;
  const limits = around.limit && !percent ? lowerRowLimit(ex, around.limit, orderBy.length > 0) : {};
  const first = orderBy.length === 0 && !distinct ? block.firstRows(unlimited, limits) : undefined;
  const rows = first ?? unlimited;
  const locking =
    around.forUpdate && !rows.locked && rows.from.length > 0
      ? lowerLocking(block.reading, around.forUpdate, { sources: block.sources, ofFirstRows: rows.limit !== undefined })
      : undefined;
  const groupBy =
    clauses.groupBy &&
    groupedByMap(ex, select.groupBy ?? [], clauses.groupBy, [...items, clauses.having ?? [], ...orderBy]);
  const grouped = groupBy ? { ...clauses, groupBy } : clauses;
  const body = block.nested
    ? nestedGroups(block, items, rows, grouped)
    : { ...grouped, items, from: rows.from, ...(rows.where ? { where: rows.where } : {}) };
  const whole = orderedGroups(
    ex,
    b.select(span, {
      ...(rows.ctes.length > 0 ? { with: { kind: 'PgWith', span, recursive: true, ctes: rows.ctes } } : {}),
      ...body,
      ...(orderBy.length > 0 ? { orderBy } : {}),
      ...(locking ? { locking } : {}),
    }),
    block.sources,
  );
  const made = distinct ? distinctOrdered(ex, whole) : whole;
  const stops = around.limit?.fetch !== undefined && orderBy.length === 0 && !first;
  if ((stops || use.unread) && !block.grouped && !distinct) reportRowsNotNeeded(ex, select.from);
  if (percent && around.limit) return percentLimit(ex, made, around.limit, orderBy);
  return { ...made, ...(rows.limit ? { limit: rows.limit } : {}), ...limits };
}

type Clauses = Omit<PgSelectCore, 'kind' | 'span' | 'items' | 'from'>;

/** DISTINCT, GROUP BY, HAVING and WINDOW. */
function clausesOf(
  ex: ExprContext,
  block: QueryBlock,
  {
    items,
    order,
    distinct,
  }: {
    readonly items: readonly PgSelectItem[];
    readonly order: readonly OrderItem[] | undefined;
    readonly distinct: boolean;
  },
): Clauses {
  const { select } = block;
  // What is also selected has to be written the same.
  const grouping = ofEachRow(block.grouping, select);
  const distinctOn = distinct ? distinctByMap(ex, select, items, (order ?? []).length > 0) : undefined;
  return {
    ...(distinctOn ? { distinctOn } : distinct ? { distinct } : {}),
    ...(select.groupBy ? { groupBy: groups(ex, grouping, select, select.groupBy, order) } : {}),
    ...having(grouping, select),
    ...(select.windows
      ? {
          windows: select.windows.map((w) => ({
            name: foldName(w.name.name),
            window: lowerWindow(block.reading, w.spec),
          })),
        }
      : {}),
  };
}

/** HAVING. With GROUP BY, Oracle makes no group of no rows, not even the grand total that PostgreSQL always returns. */
function having(grouping: ExprContext, select: Select): { having?: PgExpr } {
  const given = select.having && lowerCondition(grouping, select.having);
  if (!select.groupBy?.every(hasEmptySet)) return given ? { having: given } : {};
  const { span } = select;
  const some = b.binary(span, '>', b.call(span, 'count', b.star(span)), b.num(span, 0));
  return { having: given ? b.and(span, some, given) : some };
}

/** GROUP BY, in which GROUP_ID can tell repeated sets apart where it is called. */
function groups(
  ex: ExprContext,
  grouping: ExprContext,
  select: Select,
  items: readonly GroupItem[],
  order: readonly OrderItem[] | undefined,
): readonly PgGroupItem[] {
  const readers = [...select.items, select.having, ...(order ?? []).map((o) => o.value)];
  const made = lowerGroupBy(grouping, items);
  const sets = numberOfSets(made);
  if (sets > mostSets)
    refuse(unsupportedClause(select.span, `GROUP BY of ${sets} grouping sets, where PostgreSQL takes ${mostSets},`));
  return blockContains(readers, (expr) => isGroupId(ex, expr)) ? numberedSets(made, select.span) : made;
}

/** `max(avg(x)) … group by g`: the groups in a derived table, the outer aggregate over them. */
function nestedGroups(
  block: QueryBlock,
  items: readonly PgSelectItem[],
  rows: Rows,
  clauses: Clauses,
): { items: readonly PgSelectItem[]; from: readonly PgFromItem[] } {
  const groups = block.nested as Projection;
  const inner = b.select(block.select.span, {
    items: groups.items(),
    from: rows.from,
    ...(rows.where ? { where: rows.where } : {}),
    ...(clauses.groupBy ? { groupBy: clauses.groupBy } : {}),
    ...(clauses.having ? { having: clauses.having } : {}),
  });
  return { items, from: [b.derived(block.select.span, inner, groups.alias)] };
}
