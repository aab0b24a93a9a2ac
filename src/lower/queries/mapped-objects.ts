import type { OracleType } from '../../analyze/model/types.js';
import { differentResult } from '../../diagnostics/op2-expressions.js';
import type { GroupItem, Select } from '../../ir/oracle/index.js';
import type { PgExpr, PgGroupItem, PgSelectItem } from '../../ir/postgres/index.js';
import type { PostgresNode } from '../../ir/postgres/node.js';
import type { Span } from '../../ir/span.js';
import { treeText } from '../../ir/tree-text.js';
import { contains } from '../../ir/walk.js';
import type { ExprContext } from '../context.js';
import { comparingMethod } from '../expressions/conditions/comparisons.js';
import { sortKeyOf } from '../objects/expressions.js';

/**
 * Objects with a MAP or ORDER method are equal by it in Oracle; PostgreSQL compares all attributes.
 * (Object-Relational Developer's Guide)
 */
export function reportMapped(ex: ExprContext, what: string, type: OracleType | undefined, span: Span): void {
  if (type?.kind === 'object' && (comparingMethod(type.object, 'MAP') ?? comparingMethod(type.object, 'ORDER')))
    ex.unit.report(
      differentResult(
        span,
        `${what} of ${type.object.name}`,
        'its MAP or ORDER method does not decide which objects are equal',
      ),
    );
}

const hasMap = (type: OracleType): boolean =>
  type.kind === 'object' && comparingMethod(type.object, 'MAP') !== undefined;

/** `count(distinct o)`: what is counted of objects is what their MAP method gives. */
export function countedByMap(ex: ExprContext, type: OracleType, args: readonly PgExpr[]): readonly PgExpr[] {
  const [arg, ...rest] = args;
  return arg && hasMap(type) ? [sortKeyOf(ex, type, arg, arg.span), ...rest] : args;
}

/**
 * `select distinct o` → `select distinct on (box__m(o)) o`: one of the objects that are equal by their MAP method.
 * Reported where a star or an order leaves no room for that, and of objects with an ORDER method.
 */
export function distinctByMap(
  ex: ExprContext,
  select: Select,
  items: readonly PgSelectItem[],
  isOrdered: boolean,
): readonly PgExpr[] | undefined {
  const types = select.items.map(({ value }) => (value.kind === 'Star' ? undefined : ex.unit.analysis.typeOf(value)));
  if (!types.some((type) => type?.kind === 'object')) return undefined;
  if (
    !isOrdered &&
    items.length === types.length &&
    types.every((type) => type && isKeyed(type)) &&
    types.some((type) => type && hasMap(type))
  )
    return items.map(({ value }, i) => {
      const type = types[i];
      return type && hasMap(type) ? sortKeyOf(ex, type, value, value.span) : value;
    });
  for (const [i, { value }] of select.items.entries()) reportMapped(ex, 'DISTINCT', types[i], value.span);
  return undefined;
}

/**
 * `group by o` → `group by box__m(o)`, unless `others`, what else the block holds, names the object otherwise: the
 * group has several of it. ORDER BY o names but the key.
 */
export function groupedByMap(
  ex: ExprContext,
  given: readonly GroupItem[],
  made: readonly PgGroupItem[],
  others: readonly object[],
): readonly PgGroupItem[] {
  return made.map((item, i) => {
    const from = given[i];
    if (item.kind !== 'expr' || from?.kind !== 'GroupExpr') return item;
    const type = ex.unit.analysis.typeOf(from.value);
    const key = hasMap(type) ? sortKeyOf(ex, type, item.value, item.value.span) : undefined;
    if (!key || others.some((other) => holds(other, item.value, key))) {
      reportMapped(ex, 'GROUP BY', type, from.value.span);
      return item;
    }
    return { ...item, value: key };
  });
}

/** No object, or one with a MAP method. */
const isKeyed = (type: OracleType): boolean => type.kind !== 'object' || hasMap(type);

/** Does it name the object otherwise than by the key of its group? */
function holds(tree: object, part: PgExpr, key: PgExpr): boolean {
  const wanted = treeText(part);
  const known = treeText(key);
  return contains(
    tree as PostgresNode,
    (node) => node.kind === part.kind && treeText(node) === wanted,
    (node) => node.kind === key.kind && treeText(node) === known,
  );
}
