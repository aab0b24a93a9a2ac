import { unreachable } from '../../../diagnostics/diagnostic.js';
import type { Expr, GroupItem, Select } from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import type { PgExpr, PgGroupItem } from '../../../ir/postgres/index.js';
import { b, pgTypes } from '../../builders.js';
import type { ExprContext } from '../../context.js';
import { isAggregateCall } from '../../expressions/aggregate-calls.js';
import { bareChar } from '../../expressions/conversions/char-column.js';
import { lowerExpr } from '../../expressions/index.js';
import { typedLiteral } from '../../expressions/typed-literal.js';
import { typeOf } from '../../expressions/typing.js';
import { blockContains, walkBlock } from '../block-nodes.js';

/** Is the expression itself a call of an aggregate function (not as a window function)? */
export const isAggregate = (ex: ExprContext, expr: OracleNode): boolean => isAggregateCall(ex.unit.analysis, expr);

/** Does the node call an aggregate function, outside of subqueries? */
export const containsAggregate = (ex: ExprContext, node: OracleNode | undefined): boolean =>
  blockContains([node], (n) => isAggregate(ex, n));

/** Does the block make groups? */
export function isGrouped(ex: ExprContext, select: Select): boolean {
  return (
    select.groupBy !== undefined ||
    select.having !== undefined ||
    select.items.some((i) => containsAggregate(ex, i.value))
  );
}

/** What an aggregate is computed from: its arguments and its order. */
export function aggregated(call: OracleNode): readonly Expr[] {
  if (call.kind === 'NamedFunctionSyntax')
    return [
      ...call.args.flatMap(({ key, value }) => (key ? [key, value] : [value])),
      ...(call.orderBy ?? []).map((o) => o.value),
    ];
  if (call.kind !== 'Call') return [];
  return [...call.args, ...(call.withinGroup ?? []), ...(call.keep?.orderBy ?? [])].map((part) => part.value);
}

/** An aggregate of aggregates: `max(avg(sal))`, `json_arrayagg(json_object('n' value count(*)))`. */
const nestsAggregate = (ex: ExprContext, call: OracleNode): boolean =>
  isAggregate(ex, call) && aggregated(call).some((value) => containsAggregate(ex, value));

/** Is there an aggregate of aggregates in the select list? */
export const hasNestedAggregate = (ex: ExprContext, select: Select): boolean =>
  blockContains(select.items, (n) => nestsAggregate(ex, n));

/** The aggregates inside of aggregates. */
export function innerAggregates(ex: ExprContext, select: Select): ReadonlySet<Expr> {
  const found = new Set<Expr>();
  walkBlock(select.items, (expr) => {
    if (nestsAggregate(ex, expr)) {
      for (const value of aggregated(expr))
        walkBlock([value], (inner) => {
          if (!isAggregate(ex, inner)) return true;
          found.add(inner);
          return false;
        });
      return false;
    }
    return true;
  });
  return found;
}

/** The items of GROUP BY: expressions, ROLLUP, CUBE and GROUPING SETS. */
export function lowerGroupBy(ex: ExprContext, items: readonly GroupItem[]): PgGroupItem[] {
  return items.map((item) => lowerGroupItem(ex, item));
}

function lowerGroupItem(ex: ExprContext, item: GroupItem): PgGroupItem {
  switch (item.kind) {
    case 'GroupExpr':
      return { kind: 'expr', value: groupExpression(ex, item.value) };
    case 'GroupRollup':
    case 'GroupCube':
      return {
        kind: item.kind === 'GroupRollup' ? 'rollup' : 'cube',
        items: item.items.map((list) => list.map((e) => groupExpression(ex, e))),
      };
    case 'GroupingSets':
      return { kind: 'grouping sets', items: item.items.map((i) => lowerGroupItem(ex, i)) };
    case 'GroupList':
      return { kind: 'list', items: item.items.map((e) => groupExpression(ex, e)) };
    case 'GroupEmpty':
      return { kind: 'list', items: [] };
    default:
      return unreachable(item);
  }
}

/** Is the grand total among the sets of the item? */
export function hasEmptySet(item: GroupItem): boolean {
  switch (item.kind) {
    case 'GroupRollup':
    case 'GroupCube':
    case 'GroupEmpty':
      return true;
    case 'GroupingSets':
      return item.items.some(hasEmptySet);
    case 'GroupList':
      return item.items.length === 0;
    default:
      return false;
  }
}

/**
 * What is grouped by: the column itself where it is CHAR, for comparisons read it without its blanks, and
 * everything else is evaluated from it.
 */
export function groupKey(ex: ExprContext, expr: Expr): PgExpr {
  const value = lowerExpr(ex, expr);
  return typeOf(ex, expr).kind === 'char' ? (bareChar(value) ?? value) : value;
}

/** PostgreSQL reads an integer as the position of a select item and refuses other bare constants. */
function groupExpression(ex: ExprContext, expr: Expr): PgExpr {
  const value = groupKey(ex, expr);
  const number = value.kind === 'PgUnary' ? value.operand : value;
  if (number.kind === 'PgNumber') return b.cast(value.span, value, pgTypes.numeric);
  return typedLiteral(value);
}
