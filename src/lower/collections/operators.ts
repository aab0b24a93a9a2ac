import type { RoutineSymbol } from '../../analyze/model/symbols.js';
import type { OracleType } from '../../analyze/model/types.js';
import { collectionOperand, notComparable } from '../../diagnostics/op3-collections.js';
import type { Binary } from '../../ir/oracle/index.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b } from '../builders.js';
import { calledName } from '../calls/called-name.js';
import { type ExprContext, refuse } from '../context.js';
import { comparingMethod, type LoweredValue } from '../expressions/conditions/comparisons.js';
import { once } from '../expressions/evaluation/evaluated-once.js';
import { lowerExpr, lowerTo } from '../expressions/index.js';
import { madeUp } from '../naming/made-names.js';
import { isStateRead } from '../package-state.js';
import { reportMapped } from '../queries/mapped-objects.js';
import { ofUnknown } from '../unresolved/missing.js';
import { elementPgType, elementsPgType } from './collection-types.js';
import { keepingGaps, withoutGaps } from './gaps/split.js';

type CollectionType = OracleType & { readonly kind: 'collection' };

/**
 * MULTISET operators, comparison, MEMBER OF and SUBMULTISET OF. (SQL Language Reference, "Multiset
 * Operators" and "Multiset Conditions")
 */
export function lowerCollectionOperator(ex: ExprContext, node: Binary): PgExpr {
  const type = typeOfBoth(ex, node);
  const result = ofElements(ex, node, type);
  return node.op.startsWith('MULTISET') && type.kind === 'collection' && ex.unit.naming.keepsGaps(type.collection)
    ? keepingGaps(ex.unit, type.collection, result)
    : result;
}

/** The operands are of one type; that of NULL is not known by itself. */
function typeOfBoth(ex: ExprContext, { left, right }: Binary): OracleType {
  const type = ex.unit.analysis.typeOf(right);
  return right.kind === 'NullLiteral' ? ex.unit.analysis.typeOf(left) : type;
}

function ofElements(ex: ExprContext, node: Binary, type: OracleType): PgExpr {
  const { span, op } = node;
  if (op === 'MEMBER OF') {
    if (type.kind !== 'collection') return refuse(ofUnknown(type, collectionOperand(span, op)));
    comparable(ex, type, op, span);
    const { modifiers, ...element } = elementPgType(ex.unit, type.collection);
    void modifiers;
    const value = b.cast(span, lowerTo(ex, node.left, type.collection.element), element);
    const all = withoutGaps(ex, type, lowerExpr(ex, node.right));
    const map = mapMethodOf(type);
    if (map)
      return b.ora(span, 'member_of', b.callNamed(span, calledName(ex, map), [value]), mapped(ex, type, map, all));
    return b.ora(span, 'member_of', value, all);
  }
  const open = [node.left, node.right].map((e) => ex.unit.analysis.typeOf(e)).find((t) => t.kind === 'unknown');
  if (open) return refuse(ofUnknown(open, collectionOperand(span, op)));
  if (op !== 'MULTISET UNION ALL') comparable(ex, type, op, span);
  const left = withoutGaps(ex, type, lowerExpr(ex, node.left));
  const right = withoutGaps(ex, type, lowerExpr(ex, node.right));
  const distinct = b.boolean(span, true);
  const map = mapMethodOf(type);
  const leftKeys = comparedElements(ex, type, left);
  const rightKeys = comparedElements(ex, type, right);
  if (map && op.startsWith('MULTISET') && op !== 'MULTISET UNION ALL' && type.kind === 'collection') {
    // The elements are read twice, for themselves and for their keys.
    if ([left, right].every(isVariable)) {
      const [, name, once] = /^MULTISET (\w+) (ALL|DISTINCT)$/.exec(op) ?? [];
      const flag = once === 'DISTINCT' && name !== 'UNION' ? [distinct] : [];
      return b.ora(span, `mapped_${name?.toLowerCase()}`, left, right, leftKeys, rightKeys, ...flag);
    }
    reportMapped(ex, op, type.collection.element, span);
  }
  switch (op) {
    case '=':
      return b.ora(span, 'multiset_eq', leftKeys, rightKeys);
    case '<>':
      return b.not(span, b.ora(span, 'multiset_eq', leftKeys, rightKeys));
    case 'MULTISET UNION ALL':
      return b.ora(span, 'multiset_union_all', left, right);
    case 'MULTISET UNION DISTINCT':
      return b.ora(span, 'set_distinct', b.ora(span, 'multiset_union_all', left, right));
    case 'MULTISET INTERSECT ALL':
      return b.ora(span, 'multiset_intersect', left, right);
    case 'MULTISET INTERSECT DISTINCT':
      return b.ora(span, 'multiset_intersect', left, right, distinct);
    case 'MULTISET EXCEPT ALL':
      return b.ora(span, 'multiset_except', left, right);
    case 'MULTISET EXCEPT DISTINCT':
      return b.ora(span, 'multiset_except', left, right, distinct);
    case 'SUBMULTISET OF':
      return b.ora(span, 'is_submultiset', leftKeys, rightKeys);
    default:
      return refuse(collectionOperand(span, op));
  }
}

/**
 * Nested tables are equal whatever the order of their elements is. (PL/SQL Language Reference,
 * "Comparing Nested Tables for Equality and Inequality")
 */
export function compareCollections(
  ex: ExprContext,
  span: Span,
  op: '=' | '<>',
  left: LoweredValue,
  right: LoweredValue,
): PgExpr {
  for (const { type } of [left, right]) comparable(ex, type, op, span);
  const [a, c] = [left, right].map(({ type, value }) => comparedElements(ex, type, withoutGaps(ex, type, value)));
  const equal = b.ora(span, 'multiset_eq', a ?? left.value, c ?? right.value);
  return op === '=' ? equal : b.not(span, equal);
}

/**
 * Is it a nested table of elements such as Oracle compares? Not records, nor in PL/SQL objects that do not say how they
 * compare; SQL needs a MAP method for the equality of nested tables. PostgreSQL's arrays of arrays are equal only in
 * the order of all elements. (SQL Language Reference, "Comparison Conditions"; PL/SQL Language Reference, "Comparing
 * Nested Tables for Equality and Inequality"; Database Error Messages, ORA-22952, PLS-00306)
 */
export function comparable(ex: ExprContext, type: OracleType, what: string, span: Span): void {
  if (type.kind !== 'collection') return;
  const { sql } = ex;
  const { element, variant } = type.collection;
  if (variant !== 'nestedTable')
    refuse(notComparable(span, 'Collections that are no nested tables', sql ? 'ORA-00932' : 'PLS-00306'));
  if (element.kind === 'collection') refuse(collectionOperand(span, `${what} of collections of collections`));
  if (element.kind === 'record') refuse(notComparable(span, 'Elements that are records', 'PLS-00306'));
  if (element.kind !== 'object' || comparingMethod(element.object, 'MAP')) return;
  const refused = (error: string): never =>
    refuse(notComparable(span, `Elements of type ${element.object.name}, which has no MAP method,`, error));
  if (!sql && !comparingMethod(element.object, 'ORDER')) refused('PLS-00306');
  if (sql && (what === '=' || what === '<>')) refused('ORA-22952');
  // SET tells of it itself.
  if (what !== 'SET' && comparingMethod(element.object, 'ORDER')) reportMapped(ex, what, element, span);
}

/**
 * The method by which elements that are objects are equal. (Object-Relational Developer's
 * Guide, "Comparisons of Collections")
 */
function mapMethodOf(type: OracleType): RoutineSymbol | undefined {
  const element = type.kind === 'collection' ? type.collection.element : undefined;
  return element?.kind === 'object' ? comparingMethod(element.object, 'MAP') : undefined;
}

/** SET(x). (SQL Language Reference, "SET") */
export function distinctElements(ex: ExprContext, type: OracleType, value: PgExpr, span: Span): PgExpr {
  comparable(ex, type, 'SET', span);
  if (type.kind === 'collection') {
    if (mapMethodOf(type) && isVariable(value))
      return b.ora(span, 'mapped_set', value, comparedElements(ex, type, value));
    reportMapped(ex, 'SET', type.collection.element, span);
  }
  return b.ora(span, 'set_distinct', value);
}

const isVariable = (value: PgExpr): boolean =>
  value.kind === 'PgColumn' || value.kind === 'PgNull' || isStateRead(value);

/** The elements of a collection, or what stands for them in comparisons. */
export function comparedElements(ex: ExprContext, type: OracleType, collection: PgExpr): PgExpr {
  const map = mapMethodOf(type);
  return map && type.kind === 'collection' ? mapped(ex, type, map, collection) : collection;
}

/** What the method makes of each element; NULL of a collection that is NULL. */
function mapped(ex: ExprContext, type: CollectionType, map: RoutineSymbol, collection: PgExpr): PgExpr {
  const { span } = collection;
  return once(ex, elementsPgType(ex.unit, type.collection), collection, (value) => {
    const key = b.callNamed(span, calledName(ex, map), [b.column(span, madeUp('_element'))]);
    const query = b.select(span, {
      items: [key],
      from: [b.fromFunction(span, b.call(span, 'unnest', value), madeUp('_element'))],
    });
    const keys: PgExpr = { kind: 'PgArraySubquery', span, query };
    return b.caseWhen(span, [{ when: b.isNotNull(span, value), then: keys }]);
  });
}
