import type { Analysis } from '../../../analyze/analysis.js';
import { lastName, simpleName } from '../../../ir/dotted.js';
import type { Expr, OrderItem, Select } from '../../../ir/oracle/index.js';
import type { PgExpr, PgOrderItem } from '../../../ir/postgres/index.js';
import { b } from '../../builders.js';
import { calledName } from '../../calls/called-name.js';
import type { ExprContext } from '../../context.js';
import { regclassText } from '../../ddl/names.js';
import { withoutCollation } from '../../expressions/conditions/collated.js';
import { comparingMethod } from '../../expressions/conditions/comparisons.js';
import { lowerExpr } from '../../expressions/index.js';
import { orderKey } from '../../expressions/windows.js';
import { foldName } from '../../naming/naming.js';
import { sortKey } from '../../objects/expressions.js';
import { within } from '../scope.js';
import { selectedAt } from './selected-at.js';

const aliasOfItem = (select: Select, name: string): Select['items'][number] | undefined =>
  select.items.find((i) => i.alias?.name === name);

/**
 * ORDER BY of one query block: positions and aliases of the select list, or expressions over the rows. Where NULLs go
 * is the same in both systems. Constants order nothing; PostgreSQL refuses them.
 */
export function lowerOrderBy(ex: ExprContext, items: readonly OrderItem[], select: Select): PgOrderItem[] {
  // PostgreSQL knows an alias only as a whole item, Oracle also inside an expression.
  const inner = within(ex, (expr) => {
    if (expr.kind !== 'Name' || expr.parts.length !== 1) return undefined;
    const { base } = ex.unit.analysis.resolve(expr);
    const item =
      base.kind === 'unresolved' ||
      (base.kind === 'column' && base.source.alias === '' && base.source.kind === 'derived')
        ? aliasOfItem(select, expr.parts[0]?.name ?? '')
        : undefined;
    return item ? lowerExpr(ex, item.value) : undefined;
  });
  // Rows that are put together are ordered by what they have, which is text.
  const isGrouped = (select.quantifier !== undefined && select.quantifier !== 'ALL') || select.groupBy !== undefined;
  return items.flatMap((item) => {
    const { value } = item;
    if (isConstant(value)) return [];
    const selected = selectedItem(ex.unit.analysis, select, value);
    const method = methodPlace(ex, select, selected ?? value, () => lowerExpr(inner, selected ?? value));
    if (method) return [ordered(item, method)];
    if (selected && isAddress(ex, selected) && !isGrouped)
      return [ordered(item, orderKey(ex, selected, lowerExpr(inner, selected)))];
    if (selected && ex.unit.analysis.typeOf(selected).kind === 'object')
      return [ordered(item, sortKey(ex, selected, lowerExpr(inner, selected)))];
    if (value.kind === 'NumberLiteral' && /^\d+$/.test(value.text))
      return [ordered(item, b.num(value.span, value.text))];
    const alias = value.kind === 'Name' ? simpleName(value) : undefined;
    if (alias !== undefined && aliasOfItem(select, alias))
      return [ordered(item, b.column(value.span, foldName(alias)))];
    const lowered = lowerExpr(inner, withoutCollation(value));
    const key = isAddress(ex, value) && isGrouped ? lowered : orderKey(ex, value, lowered);
    return foldedToConstant(key) ? [] : [ordered(item, key)];
  });
}

/**
 * What objects with an ORDER method are sorted by: the place of each among all of the result. PostgreSQL would need an
 * operator class, which a superuser alone may create. (Object-Relational Developer's Guide, "ORDER Methods")
 *
 *     In:  order by t.v
 *     Out: order by ora.order_position(array_agg(t.v) over (), t.v, 'app.ver__cmp')
 */
function methodPlace(ex: ExprContext, select: Select, value: Expr, lowered: () => PgExpr): PgExpr | undefined {
  const type = ex.unit.analysis.typeOf(value);
  const method = type.kind === 'object' ? comparingMethod(type.object, 'ORDER') : undefined;
  if (!method || (select.quantifier !== undefined && select.quantifier !== 'ALL')) return undefined;
  const { span } = value;
  const object = lowered();
  const all: PgExpr = {
    ...b.call(span, 'array_agg', object),
    over: { kind: 'PgWindow', span, partitionBy: [], orderBy: [] },
  };
  return b.ora(span, 'order_position', all, object, b.text(span, regclassText(calledName(ex, method))));
}

const isAddress = (ex: ExprContext, value: Expr): boolean => ex.unit.analysis.typeOf(value).kind === 'rowid';

/** Are rows ordered by a column of the result itself, by its position or alias? */
export function ordersByResult(select: Select, items: readonly OrderItem[]): boolean {
  return items.some(({ value }) => value.kind === 'NumberLiteral' || selectedByAlias(select, value) !== undefined);
}

/** The select item that a position or an alias means. */
function selectedItem(analysis: Analysis, select: Select, value: Expr): Expr | undefined {
  if (value.kind !== 'NumberLiteral') return selectedByAlias(select, value);
  const selected = selectedAt(analysis, select, Number(value.text));
  return selected && 'kind' in selected ? selected : undefined;
}

const selectedByAlias = (select: Select, value: Expr): Expr | undefined =>
  value.kind === 'Name' && value.parts.length === 1
    ? aliasOfItem(select, value.parts[0]?.name ?? '')?.value
    : undefined;

function isConstant(value: Expr): boolean {
  return (
    value.kind === 'StringLiteral' ||
    value.kind === 'NullLiteral' ||
    (value.kind === 'NumberLiteral' && !/^\d+$/.test(value.text))
  );
}

/**
 * `ORDER BY 1 + 1` and `ORDER BY 'a' || 'b'` order nothing; as what they come to they would be a position, or refused.
 */
function foldedToConstant(key: PgOrderItem['value']): boolean {
  if (key.kind === 'PgCollate' || key.kind === 'PgUnary') return foldedToConstant(key.operand);
  return key.kind === 'PgNumber' || key.kind === 'PgString' || key.kind === 'PgNull';
}

/** ORDER BY of a set operation: positions and column names of the first branch. */
export function lowerSetOrderBy(ex: ExprContext, items: readonly OrderItem[]): PgOrderItem[] {
  return items.flatMap((item) => {
    const { value } = item;
    if (isConstant(value)) return [];
    if (value.kind === 'NumberLiteral') return [ordered(item, b.num(value.span, value.text))];
    if (value.kind === 'Name') return [ordered(item, b.column(value.span, foldName(lastName(value))))];
    return [ordered(item, lowerExpr(ex, value))];
  });
}

/** The lowered value with the item's direction and NULLS. */
export function ordered(item: OrderItem, value: PgOrderItem['value']): PgOrderItem {
  return {
    value,
    ...(item.direction === 'DESC' ? { direction: 'desc' as const } : {}),
    ...(nullsClause(item) ?? {}),
  };
}

/** NULLS FIRST of DESC and NULLS LAST of ASC are the default in both systems. */
function nullsClause(item: OrderItem): Pick<PgOrderItem, 'nulls'> | undefined {
  if (item.nulls === undefined) return undefined;
  const usual = item.direction === 'DESC' ? 'FIRST' : 'LAST';
  if (item.nulls === usual) return undefined;
  return { nulls: item.nulls === 'FIRST' ? 'first' : 'last' };
}
