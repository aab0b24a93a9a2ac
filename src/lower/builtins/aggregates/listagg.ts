import { differentResult, unsupportedFunction } from '../../../diagnostics/op2-expressions.js';
import type { PgCall, PgExpr, PgOrderItem, PgWindow } from '../../../ir/postgres/index.js';
import { treeText } from '../../../ir/tree-text.js';
import { b, pgTypes } from '../../builders.js';
import { byBytes } from '../../collation.js';
import { refuse } from '../../context.js';
import { typedText } from '../../expressions/conversions/cast.js';
import { toText } from '../../expressions/conversions/convert.js';
import { lowerExpr, lowerTo } from '../../expressions/index.js';
import { typeOf } from '../../expressions/typing.js';
import { lowerOrder } from '../../expressions/windows.js';
import { madeUp } from '../../naming/made-names.js';
import { argument, type BuiltinCall, optional, varchar, varchar2 } from '../call.js';
import { type Aggregate, aggregate, valuesPresent } from './aggregate-call.js';

/** LISTAGG. Longer than 4000 bytes is ORA-01489. (SQL Language Reference, "LISTAGG") */
export const listagg: Aggregate = (c, mode) => {
  const { ex, span, node } = c;
  const distinct = node?.quantifier === 'DISTINCT' || node?.quantifier === 'UNIQUE';
  const plain = typedText(varchar(c, 0));
  // The aggregate takes text: a conversion after COLLATE would be another value than the one to order by.
  const value =
    distinct && ex.unit.options.collation === 'explicit'
      ? byBytes(ex.unit, b.cast(plain.span, plain, pgTypes.text), { kind: 'varchar2' })
      : plain;
  const separator = optional(c, 1) ? lowerTo(ex, argument(c, 1), varchar2) : b.null(span);
  const order = lowerOrder(ex, node?.withinGroup ?? []);
  const over = mode.over;
  if (over !== undefined) {
    if (typeof over === 'string') return refuse(unsupportedFunction(span, 'LISTAGG OVER', 'its window has a name'));
    if (distinct) return listOfDistinctOver(c, over, separator);
    const whole: PgWindow =
      order.length === 0
        ? over
        : {
            ...over,
            orderBy: order,
            frame: { unit: 'rows', start: { bound: 'unbounded preceding' }, end: { bound: 'unbounded following' } },
          };
    return checkedList(
      c,
      (name, args) => ({ kind: 'PgCall', span, name: [name], args, over: whole }),
      value,
      separator,
    );
  }
  // With DISTINCT the order can be by the value only, which must look the same.
  const orderBy = distinct
    ? order.map((item): PgOrderItem => (isSameText(item.value, value) ? { ...item, value } : item))
    : order;
  const [first] = orderBy;
  if (distinct && first && !isSameText(first.value, value)) {
    const [item, ...more] = node?.withinGroup ?? [];
    const isOwn = more.length === 0 && item && isSameText(lowerExpr(ex, item.value), lowerExpr(ex, argument(c, 0)));
    return isOwn ? listOfDistinct(c, first, separator) : listOfFirst(c, value, order, separator);
  }
  return checkedList(
    c,
    (name, args) => ({
      kind: 'PgCall',
      span,
      name: [name],
      args,
      ...(distinct ? { distinct } : {}),
      ...(orderBy.length > 0 ? { orderBy } : {}),
    }),
    value,
    separator,
  );
};

/**
 * LISTAGG(DISTINCT n) ordered by n, which is no text: PostgreSQL orders distinct values by themselves only, so that
 * they are collected as what they are and become text afterwards.
 */
function listOfDistinct(c: BuiltinCall, order: PgOrderItem, separator: PgExpr): PgExpr {
  const { ex, span, node } = c;
  const plain = lowerExpr(ex, argument(c, 0));
  if (node?.overflow?.action === 'TRUNCATE')
    return refuse(unsupportedFunction(span, 'LISTAGG(DISTINCT …)', 'its order is not that of its text'));
  const values = aggregate(c, {}, 'array_agg', [plain]);
  const element = b.column(span, madeUp('list'), madeUp('value'));
  const list: PgExpr = {
    kind: 'PgCall',
    span,
    name: ['string_agg'],
    args: [
      toText(element, typeOf(ex, argument(c, 0)), span),
      separator.kind === 'PgNull' ? b.text(span, '') : separator,
    ],
    orderBy: [{ ...order, value: element }],
  };
  const query = b.select(span, {
    items: [b.item(span, list)],
    from: [b.fromFunction(span, b.call(span, 'unnest', values), madeUp('list'), [madeUp('value')])],
  });
  return b.ora(span, 'listagg_check', b.scalar(span, query));
}

/**
 * LISTAGG(DISTINCT n) ordered by other values: each value where it comes first. What Oracle does where a value comes
 * several times, no manual says.
 */
function listOfFirst(c: BuiltinCall, value: PgExpr, order: readonly PgOrderItem[], separator: PgExpr): PgExpr {
  const { ex, span, node } = c;
  if (node?.overflow?.action === 'TRUNCATE')
    return refuse(unsupportedFunction(span, 'LISTAGG(DISTINCT …)', 'its order is not that of its text'));
  ex.unit.report(
    differentResult(
      span,
      'LISTAGG(DISTINCT …) ordered by other values',
      'a value that comes several times stands where it comes first',
    ),
  );
  const values = valuesPresent(c, argument(c, 0), b.cast(span, value, pgTypes.text), { orderBy: order });
  return b.ora(span, 'listagg_check', b.ora(span, 'listagg_first', values, b.cast(span, separator, pgTypes.text)));
}

/** All values of the partition are collected: PostgreSQL has no DISTINCT in window functions. */
function listOfDistinctOver(c: BuiltinCall, over: PgWindow, separator: PgExpr): PgExpr {
  const { ex, span, node } = c;
  const [item, ...more] = node?.withinGroup ?? [];
  const type = typeOf(ex, argument(c, 0));
  const plain = lowerExpr(ex, argument(c, 0));
  const isOwn = !item || isSameText(lowerExpr(ex, item.value), plain);
  const ofKnownType = type.kind === 'number' || type.kind === 'varchar2';
  if (!isOwn || more.length > 0 || !ofKnownType || node?.overflow?.action === 'TRUNCATE')
    return refuse(
      unsupportedFunction(span, 'LISTAGG(DISTINCT …) OVER', 'PostgreSQL has no DISTINCT in window functions'),
    );
  const value = b.cast(span, plain, type.kind === 'number' ? pgTypes.numeric : pgTypes.text);
  const values: PgCall = { kind: 'PgCall', span, name: ['array_agg'], args: [value], over };
  const [order] = lowerOrder(ex, node?.withinGroup ?? []);
  const list = b.ora(
    span,
    'listagg_distinct',
    values,
    b.cast(span, separator, pgTypes.text),
    b.boolean(span, order?.direction === 'desc'),
  );
  return b.ora(span, 'listagg_check', list);
}

function checkedList(
  c: BuiltinCall,
  call: (name: string, args: readonly PgExpr[]) => PgCall,
  value: PgExpr,
  separator: PgExpr,
): PgExpr {
  const { ex, span, node } = c;
  if (node?.overflow?.action !== 'TRUNCATE')
    return b.ora(
      span,
      'listagg_check',
      call('string_agg', [value, separator.kind === 'PgNull' ? b.text(span, '') : separator]),
    );
  const indicator = node.overflow.indicator ? lowerTo(ex, node.overflow.indicator, varchar2) : b.text(span, '...');
  const values = valuesPresent(c, argument(c, 0), value, call('array_agg', [value]));
  return b.ora(
    span,
    'listagg_truncate',
    values,
    b.cast(span, separator, pgTypes.text),
    indicator,
    b.boolean(span, node.overflow.count !== false),
  );
}

const isSameText = (a: PgExpr, c: PgExpr): boolean =>
  (a.kind === 'PgCollate' && isSameText(a.operand, c)) ||
  (c.kind === 'PgCollate' && isSameText(a, c.operand)) ||
  treeText(a) === treeText(c) ||
  (c.kind === 'PgCast' && isSameText(a, c.operand));
