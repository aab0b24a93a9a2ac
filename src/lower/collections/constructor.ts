import type { CollectionTypeSymbol } from '../../analyze/model/symbols.js';
import { collectionOperand, keyNotLiteral } from '../../diagnostics/op3-collections.js';
import { literalInteger } from '../../ir/literals.js';
import type { Argument, Expr } from '../../ir/oracle/index.js';
import type { PgExpr, PgType } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b, isFit } from '../builders.js';
import { type ExprContext, refuse } from '../context.js';
import { fitGiven } from '../expressions/conversions/fit.js';
import { inOrder } from '../expressions/evaluation/in-order.js';
import { lowerTo } from '../expressions/index.js';
import { pgTypeOf } from '../types.js';
import { gatherElements, hasIteration } from './changes/iterated-elements.js';
import { elementPgType, elementsPgType, isMap, keyPgType, keyType } from './collection-types.js';
import { lowerKey, withinLimit } from './elements.js';
import { keepingGaps } from './gaps/split.js';

/**
 * `t(1, 2)`, `t()`, and the qualified expression `t('a' => 1)` of an associative array.
 * (PL/SQL Language Reference, "Collection Constructors" and "Qualified Expressions Overview")
 */
export function lowerCollectionConstructor(
  ex: ExprContext,
  type: CollectionTypeSymbol,
  args: readonly Argument[],
  span: Span,
): PgExpr {
  if (isMap(type)) return mapOf(ex, type, args, span);
  const array = arrayOfItems(ex, type, args, span);
  return ex.unit.naming.keepsGaps(type) ? keepingGaps(ex.unit, type, array) : array;
}

function arrayOfItems(ex: ExprContext, type: CollectionTypeSymbol, args: readonly Argument[], span: Span): PgExpr {
  // Elements of a nested table or varray stand in their order.
  if (hasIteration(args)) return gatherElements(ex, type, args, item, span).values;
  const keyed = args.find((a) => a.key ?? a.name);
  if (keyed) return refuse(collectionOperand(keyed.span, 'A key in a qualified expression'));
  const array = elementsOf(ex, type, args, span);
  // More elements than a varray may have: ORA-06532 when it runs, as in Oracle; ORA-22909 in SQL.
  if (type.limit !== undefined && args.length > type.limit) {
    if (ex.sql) return withinLimit(type, array, 22909);
    const over = b.ora(span, 'extended', b.num(span, 0), b.num(span, args.length), b.num(span, type.limit));
    return { kind: 'PgCase', span, branches: [{ when: b.binary(span, '>', over, b.num(span, 0)), then: array }] };
  }
  return array;
}

/** `array[…]::elem[]`. */
function elementsOf(ex: ExprContext, type: CollectionTypeSymbol, args: readonly Argument[], span: Span): PgExpr {
  const elements = elementsPgType(ex.unit, type);
  if (args.length === 0) return b.cast(span, b.text(span, '{}'), elements);
  const items = inOrder(ex, args, (inner, a) => item(inner, type, a), {
    value: (value) => value,
    type: () => elementPgType(ex.unit, type),
    with: (_, kept) => kept,
  });
  return b.cast(span, b.array(span, ...items), elements);
}

function item(ex: ExprContext, type: CollectionTypeSymbol, argument: Argument): PgExpr {
  const { element } = type;
  const from = ex.unit.analysis.typeOf(argument.value);
  const fitted = fitGiven(ex, lowerTo(ex, argument.value, element), { from, to: element, span: argument.value.span });
  const value =
    type.elementNotNull && (fitted.kind === 'PgNull' || ex.unit.analysis.mayBeNull(argument.value))
      ? b.ora(argument.span, 'fit_not_null', b.cast(argument.span, fitted, elementPgType(ex.unit, type)))
      : fitted;
  // A cast to varchar(n) would cut what is too long.
  if (
    element.kind === 'varchar2' &&
    element.length !== undefined &&
    mayBeLonger(value, from.kind === 'varchar2' ? from.length : undefined, element.length)
  ) {
    return b.ora(argument.span, 'fit', value, b.num(argument.span, element.length));
  }
  if (element.kind === 'collection') return b.cast(argument.span, value, elementPgType(ex.unit, type));
  return value;
}

function mayBeLonger(value: PgExpr, bound: number | undefined, length: number): boolean {
  if (value.kind === 'PgNull') return false;
  if (value.kind === 'PgString') return value.value.length > length;
  if (isFit(value)) return false;
  return !(value.kind === 'PgColumn' && bound !== undefined && bound <= length);
}

/** `row(array[keys], array[values])::t`, in the order of the keys; of equal keys the last one counts. */
function mapOf(ex: ExprContext, type: CollectionTypeSymbol, args: readonly Argument[], span: Span): PgExpr {
  if (hasIteration(args)) {
    const { keys, values } = gatherElements(ex, type, args, item, span);
    if (keys) return asMap(ex, type, [b.ora(span, 'map_keys', keys), b.ora(span, 'map_values', keys, values)], span);
  }
  const text = keyType(type).kind === 'varchar2';
  const entries = new Map<string | number, Argument>();
  for (const [i, argument] of args.entries()) {
    const key = keyOf(argument, text, i + 1);
    if (key === undefined || !fits(type, key)) return computedMap(ex, type, args, span);
    entries.set(key, argument);
  }
  const keys = [...entries.keys()].sort(compareKeys);
  const sorted = keys.map((key) => entries.get(key)).filter((a) => a !== undefined);
  const keyArray = b.array(
    span,
    ...keys.map((key) => (typeof key === 'number' ? b.num(span, key) : b.text(span, key))),
  );
  const items =
    keys.length === 0
      ? [b.text(span, '{}'), b.text(span, '{}')]
      : [b.cast(span, keyArray, { ...keyPgType(type), array: true }), elementsOf(ex, type, sorted, span)];
  return asMap(ex, type, items, span);
}

function asMap(ex: ExprContext, type: CollectionTypeSymbol, items: readonly PgExpr[], span: Span): PgExpr {
  return b.cast(
    span,
    { kind: 'PgRow', span, items },
    pgTypeOf(ex.unit.naming, { kind: 'collection', collection: type }, 'variable'),
  );
}

/**
 * Keys that are known when it runs are sorted then.
 * In:  t(k => 'a', k + 1 => 'b')
 * Out: keys := array[k, k + 1]; … row(ora.map_keys(keys), ora.map_values(keys, array['a', 'b']))
 */
function computedMap(ex: ExprContext, type: CollectionTypeSymbol, args: readonly Argument[], span: Span): PgExpr {
  const { hoist, routine } = ex;
  const positional = args.find((a) => !a.key);
  if (positional || !hoist || !routine) return refuse(keyNotLiteral((positional ?? args[0])?.span ?? span));
  const parts = args.flatMap((a): (Expr | Argument)[] => [a.key ?? a.value, a]);
  const made = inOrder(
    ex,
    parts,
    (inner, part) => (part.kind === 'Argument' ? item(inner, type, part) : lowerKey(inner, type, part)),
    {
      value: (value) => value,
      type: (_, part) => (part.kind === 'Argument' ? elementPgType(ex.unit, type) : keyPgType(type)),
      with: (_, kept) => kept,
    },
  );
  const keyArray: PgType = { ...keyPgType(type), array: true };
  const keys = b.column(span, routine.temporary('keys', keyArray));
  hoist(b.assign(span, keys, b.cast(span, b.array(span, ...made.filter((_, i) => i % 2 === 0)), keyArray)));
  const values = b.cast(span, b.array(span, ...made.filter((_, i) => i % 2 === 1)), elementsPgType(ex.unit, type));
  return asMap(ex, type, [b.ora(span, 'map_keys', keys), b.ora(span, 'map_values', keys, values)], span);
}

/** The key where it is a literal; without one the position. */
function keyOf({ key }: Argument, text: boolean, position: number): string | number | undefined {
  if (!key) return text ? undefined : position;
  if (text) return key.kind === 'StringLiteral' && key.value !== '' ? key.value : undefined;
  return literalInteger(key);
}

/** Does the type of the keys take the literal? */
function fits({ index }: CollectionTypeSymbol, key: string | number): boolean {
  if (typeof key === 'string') return index?.kind !== 'varchar2' || key.length <= (index.length ?? Infinity);
  return index?.kind !== 'plsInteger' || ((index.low ?? -Infinity) <= key && key <= (index.high ?? Infinity));
}

/** Numbers by value, text in the order of its bytes. */
function compareKeys(a: string | number, c: string | number): number {
  if (typeof a === 'number' && typeof c === 'number') return a - c;
  return Buffer.compare(Buffer.from(String(a)), Buffer.from(String(c)));
}
