import { unsupportedClause } from '../../../diagnostics/op2.js';
import type { RowLimit } from '../../../ir/oracle/index.js';
import type { PgCall, PgExpr, PgOrderItem, PgSelect, PgSelectCore, PgSelectItem } from '../../../ir/postgres/index.js';
import { b, pgTypes } from '../../builders.js';
import { type ExprContext, refuse } from '../../context.js';
import { isRepeatable } from '../../expressions/evaluation/evaluated-once.js';
import { lowerTo } from '../../expressions/index.js';
import { madeUp } from '../../naming/made-names.js';
import { generatedName } from '../scope.js';
import { allRows, rowCount } from './row-count.js';

const number = { kind: 'number' } as const;

/**
 * FETCH FIRST p PERCENT: of all rows, rounded up; rows are numbered and counted in a derived table. (SQL Language
 * Reference, row_limiting_clause)
 */
export function percentLimit(
  ex: ExprContext,
  made: PgSelect,
  limit: RowLimit,
  orderBy: readonly PgOrderItem[],
): PgSelect {
  const { span } = limit;
  const { body } = made;
  if (body.kind !== 'PgSelectCore' || body.into || made.locking)
    return refuse(unsupportedClause(span, 'FETCH … PERCENT here'));
  const names = columnNames(body.items);
  if (!names) return refuse(unsupportedClause(span, 'FETCH … PERCENT of columns without names'));
  const ties = limit.fetch?.withTies === true && orderBy.length > 0;
  const place = madeUp('row_number');
  const rankColumn = madeUp('row_rank');
  const size = madeUp('row_count');
  const alias = generatedName(ex, 'q');
  const over = (call: PgCall, order: readonly PgOrderItem[] = []): PgExpr => ({
    ...call,
    over: { kind: 'PgWindow', span, partitionBy: [], orderBy: order },
  });
  const column = (name: string): PgExpr => b.column(span, alias, name);
  // What is asked of each row is worked out once for the query.
  const asked: PgSelectItem[] = [];
  const once: Keep = (value, name) => {
    if (isRepeatable(value)) return value;
    asked.push(b.item(span, b.scalar(span, b.select(span, { items: [b.item(span, value)], from: [] })), name));
    return column(name);
  };
  const { offset, last } = wantedRows(ex, limit, column(size), once);
  const items = body.items.map((item, i) => ({ ...item, alias: names[i] ?? '' }));
  const keys = ties ? orderKeys(items, names, orderBy, !body.distinct) : [];
  if (!keys) return refuse(unsupportedClause(span, 'FETCH … PERCENT … WITH TIES here'));
  const rank = keys.map((k) => ({ ...k.item, value: b.column(span, madeUp('ordered'), k.name) }));
  const added = keys.filter((k) => !names.includes(k.name)).map((k) => b.item(span, k.item.value, k.name));
  const source = b.select(span, {
    items: [
      b.star(span),
      b.item(span, over(b.call(span, 'row_number'), rank), place),
      ...(ties ? [b.item(span, over(b.call(span, 'rank'), rank), rankColumn)] : []),
      b.item(span, over(b.call(span, 'count', b.star(span))), size),
      ...asked,
    ],
    from: [b.derived(span, { ...made, body: { ...body, items: [...items, ...added] } }, madeUp('ordered'))],
  });
  return b.select(span, {
    items: names.map((n) => b.item(span, column(n))),
    from: [b.derived(span, source, alias)],
    where: b.and(
      span,
      ...(offset ? [b.binary(span, '>', column(place), offset)] : []),
      b.binary(span, '<=', column(ties ? rankColumn : place), last),
    ),
    orderBy: [{ value: column(place) }],
  });
}

/** The names that the columns have, or get; undefined where they cannot be told apart by names. */
function columnNames(items: readonly PgSelectItem[]): readonly string[] | undefined {
  const names = items.map(
    ({ alias, value }, i) => alias ?? (value.kind === 'PgColumn' ? (value.parts.at(-1) ?? '') : `column_${i + 1}`),
  );
  const isStar = items.some(({ value }) => value.kind === 'PgStar');
  return isStar || new Set(names).size < names.length ? undefined : names;
}

/** Keeps a value in a column of the rows, under the name, where it is not to be written several times. */
type Keep = (value: PgExpr, name: string) => PgExpr;

/** After which row the result begins, and which is its last, of `count` rows. */
function wantedRows(
  ex: ExprContext,
  { span, fetch, offset: skipped }: RowLimit,
  count: PgExpr,
  once: Keep,
): { readonly offset: PgExpr | undefined; readonly last: PgExpr } {
  const percent = fetch?.count ? once(lowerTo(ex, fetch.count, number), madeUp('row_percent')) : b.num(span, 1);
  const offset = skipped
    ? rowCount(span, once(lowerTo(ex, skipped, number), madeUp('rows_skipped')), allRows)
    : undefined;
  const product = b.binary(span, '*', count, b.cast(span, percent, pgTypes.numeric));
  const share = b.call(span, 'ceil', b.binary(span, '/', product, b.num(span, 100)));
  return { offset, last: offset ? b.binary(span, '+', offset, share) : share };
}

interface OrderKey {
  readonly name: string;
  readonly item: PgOrderItem;
}

/**
 * What rows are ordered by, as columns of theirs: those of the select list that it names or counts, and more of them
 * where there is room for more.
 */
function orderKeys(
  items: PgSelectCore['items'],
  names: readonly string[],
  orderBy: readonly PgOrderItem[],
  mayAdd: boolean,
): readonly OrderKey[] | undefined {
  const keys: OrderKey[] = [];
  for (const [i, item] of orderBy.entries()) {
    const { value } = item;
    const own =
      value.kind === 'PgNumber'
        ? names[Number(value.text) - 1]
        : value.kind === 'PgColumn' && value.parts.length === 1
          ? items.find((o) => o.alias === value.parts[0])?.alias
          : undefined;
    if (own === undefined && !mayAdd) return undefined;
    keys.push({ name: own ?? madeUp(`order_key_${i + 1}`), item });
  }
  return keys;
}
