import { comparisonOperators } from '../../../ir/kinds.js';
import type { PgCall, PgExpr, PgOrderItem, PgSelect, PgSelectCore } from '../../../ir/postgres/index.js';
import type { PostgresNode } from '../../../ir/postgres/node.js';
import { contains } from '../../../ir/walk.js';
import { b } from '../../builders.js';

/**
 * The first value of all rows of a table in an order, which PostgreSQL need not sort to find where an index has it.
 * In:  select (array_agg(r.rate order by r.day desc))[1] from rates as r where r.ccy = c
 * Out: select (select r.rate from rates as r where r.ccy = c order by r.day desc limit 1)
 */
export function firstOfRows(query: PgSelect): PgSelect {
  const { body, span } = query;
  if (body.kind !== 'PgSelectCore' || query.orderBy || query.limit || query.offset || query.locking || query.with)
    return query;
  const [item, ...more] = body.items;
  const first = item && more.length === 0 ? firstValue(item.value) : undefined;
  if (!item || !first || !isPlain(body)) return query;
  const inner: PgSelect = {
    ...b.select(span, { items: [first.value], from: body.from, ...(body.where ? { where: body.where } : {}) }),
    orderBy: first.order,
    limit: b.num(span, 1),
  };
  const { into } = body;
  return b.select(span, { items: [{ ...item, value: b.scalar(span, inner) }], from: [], ...(into ? { into } : {}) });
}

/** `(array_agg(column order by …))[1]` */
function firstValue(value: PgExpr): { readonly value: PgExpr; readonly order: readonly PgOrderItem[] } | undefined {
  if (value.kind !== 'PgSubscript' || value.index.kind !== 'PgNumber' || value.index.text !== '1') return undefined;
  const { operand } = value;
  if (operand.kind !== 'PgCall' || !isArrayOfColumn(operand)) return undefined;
  const [column] = operand.args;
  const order = operand.orderBy ?? [];
  // A number would be a position, and a bare name a column of the result.
  return column && order.length > 0 && order.every((o) => isQualified(o.value)) ? { value: column, order } : undefined;
}

const isArrayOfColumn = ({ name, args, distinct, filter, over }: PgCall): boolean =>
  name.join('.') === 'array_agg' && !distinct && !filter && !over && args.every(isQualified);

const isQualified = (value: PgExpr): boolean => value.kind === 'PgColumn' && value.parts.length > 1;

/** One table, no groups, and no condition that could fail for a row that is not reached. */
function isPlain({ from, where, distinct, distinctOn, groupBy, having, windows }: PgSelectCore): boolean {
  const [table] = from;
  return (
    from.length === 1 &&
    table?.kind === 'PgTable' &&
    !(distinct || distinctOn || groupBy || having || windows) &&
    (where === undefined || isSafe(where))
  );
}

function isSafe(condition: PgExpr): boolean {
  switch (condition.kind) {
    case 'PgAnd':
    case 'PgOr':
      return condition.operands.every(isSafe);
    case 'PgBinary':
      return comparisonOperators.has(condition.op) && [condition.left, condition.right].every(isSafeOperand);
    case 'PgIs':
      return isSafeOperand(condition.operand);
    default:
      return isSafeOperand(condition);
  }
}

/** A column, or what is the same for all rows. */
const isSafeOperand = (value: PgExpr): boolean => value.kind === 'PgColumn' || !contains(value, readsRow);

/** A column in an expression, or a routine, whose calls may be counted. */
const readsRow = (node: PostgresNode): boolean =>
  (node.kind === 'PgColumn' && node.parts.length > 1) ||
  (node.kind === 'PgCall' && node.name.length > 1 && node.name[0] !== 'ora') ||
  node.kind === 'PgScalarSubquery' ||
  node.kind === 'PgExists';
