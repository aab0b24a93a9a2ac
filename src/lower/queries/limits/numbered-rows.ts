import type { Select } from '../../../ir/oracle/index.js';
import type { PgCte, PgExpr, PgFromItem, PgOrderItem, PgSelect } from '../../../ir/postgres/index.js';
import { b } from '../../builders.js';
import { madeUp } from '../../naming/made-names.js';
import type { Projection } from '../projection.js';
import { rowNumber } from './rownum.js';

/** Rows of a query block before grouping and ordering. */
export interface Rows {
  readonly from: readonly PgFromItem[];
  readonly where?: PgExpr;
  readonly limit?: PgExpr;
  /** The order the rows come in and keep where nothing else orders them. */
  readonly order?: PgOrderItem;
  readonly ctes: readonly PgCte[];
  /** FOR UPDATE stands in a derived table of theirs already. */
  readonly locked?: boolean;
}

/** The rows in the order of their numbers, which the derived table gives them. */
export const orderByNumber = (span: Select['span'], wrap: Projection): Pick<Rows, 'order'> => ({
  order: { value: b.column(span, wrap.alias, wrap.add(madeUp('rownum'), madeUp('rownum'), rowNumber(span))) },
});

/**
 * ROWNUM of a hierarchical query numbers its rows in their order: they are ordered first,
 * in a derived table of their own.
 */
export function numberedAfterOrder(
  span: Select['span'],
  wrap: Projection,
  rows: Rows,
  limit: Pick<PgSelect, 'limit'>,
): PgSelect {
  return { ...numberedAbove(span, wrap, rows, rows.order ? { orderBy: [rows.order] } : {}), ...limit };
}

/** The rows get their ROWNUM above what orders, ends or locks them. */
export function numberedAbove(
  span: Select['span'],
  wrap: Projection,
  rows: Rows,
  below: Pick<PgSelect, 'orderBy' | 'limit' | 'locking'>,
): PgSelect {
  const plain = b.select(span, {
    items: wrap.items().filter((i) => i.alias !== madeUp('rownum')),
    from: rows.from,
    ...(rows.where ? { where: rows.where } : {}),
    ...below,
  });
  return b.select(span, {
    items: [b.star(span), b.item(span, rowNumber(span), madeUp('rownum'))],
    from: [b.derived(span, plain, madeUp('ordered'))],
  });
}
