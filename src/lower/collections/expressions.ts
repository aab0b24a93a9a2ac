import type { CollectionTypeSymbol } from '../../analyze/model/symbols.js';
import { collectionOperand } from '../../diagnostics/op3-collections.js';
import type { Expr } from '../../ir/oracle/index.js';
import type { PgExpr, PgType } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b, pgTypes } from '../builders.js';
import { type ExprContext, refuse } from '../context.js';
import { callsRoutine } from '../expressions/evaluation/calls-routine.js';
import { once } from '../expressions/evaluation/evaluated-once.js';
import { isKnownWhenPlanned } from '../expressions/evaluation/reached.js';
import { lowerTo } from '../expressions/index.js';
import { pgTypeOf } from '../types.js';
import { inBounds, neverNull } from './bounds.js';
import { elementPgType, elementsPgType, integerType, isMap, keyPgType } from './collection-types.js';
import { elementValue, lowerIndex, lowerKey, size } from './elements.js';
import { type MapSplit, ofSparse, splitOf } from './gaps/split.js';
import { askKeys, endOfKeys, hasKey } from './map-keys.js';

export { lowerCollectionConstructor } from './constructor.js';
export { lowerCollectionOperator } from './operators.js';

import type { MethodCall } from '../calls/method-call.js';

/**
 * `c(i)` as a value. (PL/SQL Language Reference, "Collection Types"; errors: "Predefined Exceptions")
 * Out: `ora.elem(c, i)`, `c[i]` where the bounds are proven, `m_v[ora.map_at(m_k, i)]` of an associative array.
 */
export function lowerElement(
  ex: ExprContext,
  value: PgExpr,
  collection: CollectionTypeSymbol,
  index: Expr,
  span: Span,
): PgExpr {
  const at = lowerKey(ex, collection, index);
  const proven = inBounds(ex, value, index);
  const stored =
    !proven && isForAllIndex(ex, index)
      ? boundElement(ex, value, collection, at, span)
      : lookedUp(ex, index, {
          proven,
          collection,
          element: storedElement(ex, value, { collection, at, span, proven }),
        });
  return elementValue(ex.unit, collection.element, stored, span);
}

/**
 * An element that PL/SQL hands to a statement of SQL is looked for before the statement runs, whatever rows it meets.
 * Left to PostgreSQL, a plan that is made for the values would do so, and a generic one would not.
 */
function lookedUp(
  ex: ExprContext,
  index: Expr,
  {
    element,
    collection,
    proven,
  }: { readonly element: PgExpr; readonly collection: CollectionTypeSymbol; readonly proven: boolean },
): PgExpr {
  if (proven || !ex.elementBefore || !isKnownWhenPlanned(ex, index)) return element;
  return ex.elementBefore(element, elementPgType(ex.unit, collection), ex.perhaps === true);
}

/** Is it the index of the FORALL statement around? */
export function isForAllIndex(ex: ExprContext, index: Expr): boolean {
  if (index.kind !== 'Name') return false;
  const { base, steps } = ex.unit.analysis.resolve(index);
  return base.kind === 'variable' && base.variable.storage === 'forallIndex' && steps.length === 0;
}

/**
 * The element that FORALL binds: none at the index is ORA-22160, whatever the kind of the collection. (PL/SQL Language
 * Reference, "FORALL Statement")
 */
function boundElement(
  ex: ExprContext,
  value: PgExpr,
  collection: CollectionTypeSymbol,
  at: PgExpr,
  span: Span,
): PgExpr {
  const split = splitOf(value);
  const positions = (keys: PgExpr): PgExpr => b.ora(span, 'forall_at', keys, typedKey(collection, at));
  if (split?.kind === 'map') return b.subscript(span, split.values, positions(split.keys));
  if (isMap(collection)) {
    return once(ex, compositeType(ex, collection), value, (map) =>
      b.subscript(span, b.field(span, map, 'v'), positions(b.field(span, map, 'k'))),
    );
  }
  // A function would take a copy of the array for each row. Of a NULL array PostgreSQL does not look at the subscript.
  const bound = (array: PgExpr, gone: PgExpr): PgExpr =>
    b.subscript(
      span,
      neverNull(ex, array) ? array : b.coalesce(span, array, b.text(span, '{}')),
      b.ora(span, 'forall_at', size(span, array), gone, at),
    );
  const sparse = ofSparse(ex, value, { kind: 'collection', collection }, ({ values, gone }) => bound(values, gone));
  if (sparse) return sparse;
  return once(ex, elementsPgType(ex.unit, collection), value, (array) =>
    bound(array, b.cast(span, b.text(span, '{}'), pgTypes.arrayOf(pgTypes.boolean))),
  );
}

/** The element in the type it is stored with; raises where there is none. */
export function storedElement(
  ex: ExprContext,
  value: PgExpr,
  {
    collection,
    at,
    span,
    proven = false,
  }: {
    readonly collection: CollectionTypeSymbol;
    readonly at: PgExpr;
    readonly span: Span;
    readonly proven?: boolean;
  },
): PgExpr {
  const split = splitOf(value);
  // What SQL gets of a collection is looked up before the statement runs; in PL/SQL where it is reached.
  const asked = (key: PgExpr): PgExpr =>
    ex.perhaps && !ex.sql && key.kind !== 'PgNull' ? b.ora(span, 'reached', key) : key;
  if (split?.kind === 'dense')
    return b.coalesce(span, b.subscript(span, split.values, at), b.ora(span, 'map_lacks', split.values, asked(at)));
  if (split?.kind === 'map')
    return b.subscript(span, split.values, askKeys(span, 'at', split, asked(typedKey(collection, at))));
  if (isMap(collection)) {
    return once(ex, compositeType(ex, collection), value, (map) =>
      b.subscript(
        span,
        b.field(span, map, 'v'),
        b.ora(span, 'map_at', b.field(span, map, 'k'), asked(typedKey(collection, at))),
      ),
    );
  }
  const sparse = ofSparse(ex, value, { kind: 'collection', collection }, ({ values, gone }) =>
    b.ora(span, 'sparse_elem', values, gone, asked(at)),
  );
  if (sparse) return sparse;
  if (proven) return b.subscript(span, value, at);
  return b.ora(span, 'elem', value, asked(at), ...limitOf(collection, span));
}

/** `ora.subscript(cardinality(c), i)`. */
export function checkedSubscript(collection: CollectionTypeSymbol, array: PgExpr, at: PgExpr, span: Span): PgExpr {
  return b.ora(span, 'subscript', size(span, array), at, ...limitOf(collection, span));
}

/** How many elements a varray takes. */
export function limitOf(collection: CollectionTypeSymbol, span: Span): readonly PgExpr[] {
  return collection.variant === 'varray' && collection.limit !== undefined ? [b.num(span, collection.limit)] : [];
}

const compositeType = (ex: ExprContext, collection: CollectionTypeSymbol): PgType =>
  pgTypeOf(ex.unit.naming, { kind: 'collection', collection }, 'variable');

/** An untyped literal or NULL would fit the functions of text and of integer keys. */
export function typedKey(collection: CollectionTypeSymbol, key: PgExpr): PgExpr {
  return key.kind === 'PgNull' || key.kind === 'PgString' ? b.cast(key.span, key, keyPgType(collection)) : key;
}

/** COUNT, FIRST, LAST, NEXT, PRIOR, EXISTS, LIMIT. (PL/SQL Language Reference, "Collection Methods") */
export function lowerCollectionMethod(
  ex: ExprContext,
  value: PgExpr,
  collection: CollectionTypeSymbol,
  { method, args, span }: MethodCall,
): PgExpr {
  const split = splitOf(value);
  const argument = args[0]?.value;
  const key =
    argument &&
    heldIndex(
      ex,
      method,
      lowerIndex(ex, collection, argument),
      isMap(collection) ? keyPgType(collection) : pgTypes.integer,
    );
  if (split?.kind === 'map') return ofMap(collection, split, method, key, span);
  if (isMap(collection))
    return once(ex, compositeType(ex, collection), value, (map) =>
      ofMap(collection, { keys: b.field(span, map, 'k') }, method, key, span),
    );
  const sparse = ofSparse(ex, value, { kind: 'collection', collection }, ({ values, gone }) =>
    methodOfSparse(values, gone, method, key, span),
  );
  if (sparse) return sparse;
  return ofArray(ex, value, { collection, method, at: key, span });
}

/** The index that EXISTS compares with both ends, worked out once. */
export function heldIndex(ex: ExprContext, method: string, index: PgExpr, type: PgType): PgExpr {
  let held = index;
  if (method === 'EXISTS' && callsRoutine(index) && ex.hoist && ex.routine)
    once(ex, type, index, (variable) => {
      held = variable;
      return variable;
    });
  return held;
}

function ofMap(
  collection: CollectionTypeSymbol,
  map: Pick<MapSplit, 'keys' | 'ordered'>,
  method: string,
  key: PgExpr | undefined,
  span: Span,
): PgExpr {
  const at = key && typedKey(collection, key);
  const { keys } = map;
  switch (method) {
    case 'COUNT':
      return size(span, keys);
    case 'FIRST':
    case 'LAST':
      return endOfKeys(span, method, map);
    case 'LIMIT':
      return noLimit(keys, size(span, keys), span);
    case 'NEXT':
    case 'PRIOR':
      if (at) return askKeys(span, method === 'NEXT' ? 'next' : 'prior', map, at);
      break;
    case 'EXISTS':
      if (at) return hasKey(span, map, at);
      break;
    default:
  }
  return refuse(collectionOperand(span, method));
}

/** LIMIT of an associative array: NULL, once it is known that there is one. */
function noLimit(keys: PgExpr, places: PgExpr, span: Span): PgExpr {
  return keys.kind === 'PgColumn' ? b.cast(span, b.null(span), pgTypes.integer) : b.ora(span, 'limit_of', places);
}

function methodOfSparse(values: PgExpr, gone: PgExpr, method: string, at: PgExpr | undefined, span: Span): PgExpr {
  const places = size(span, values);
  switch (method) {
    case 'COUNT':
      return b.ora(span, 'sparse_count', places, gone);
    case 'FIRST':
      return b.ora(span, 'sparse_next', places, gone, b.num(span, 0));
    case 'LAST':
      return b.ora(span, 'sparse_prior', places, gone, b.binary(span, '+', places, b.num(span, 1)));
    case 'LIMIT':
      return b.ora(span, 'limit_of', places);
    case 'NEXT':
    case 'PRIOR':
      if (at) return b.ora(span, method === 'NEXT' ? 'sparse_next' : 'sparse_prior', places, gone, at);
      break;
    case 'EXISTS': {
      if (!at) break;
      const kept: PgExpr = { kind: 'PgIs', span, what: 'true', negated: true, operand: b.subscript(span, gone, at) };
      const [low, no] = [b.binary(span, '>=', at, b.num(span, 1)), b.boolean(span, false)];
      if (!isVariable(values))
        return b.caseWhen(span, [{ when: b.binary(span, '>=', places, at), then: b.and(span, low, kept) }], no);
      return b.coalesce(span, b.and(span, low, b.binary(span, '<=', at, places), kept), no);
    }
    default:
  }
  return refuse(collectionOperand(span, method));
}

function ofArray(
  ex: ExprContext,
  array: PgExpr,
  asked: {
    readonly collection: CollectionTypeSymbol;
    readonly method: string;
    readonly at: PgExpr | undefined;
    readonly span: Span;
  },
): PgExpr {
  const { collection, method, at, span } = asked;
  const places = size(span, array);
  // The one method that a NULL collection has.
  if (method === 'EXISTS' && at) return isWithin(at, array, places, span);
  if (!neverNull(ex, array)) return methodOfPlaces(places, asked);
  if (method === 'LIMIT') return limitOf(collection, span)[0] ?? b.cast(span, b.null(span), pgTypes.integer);
  return methodOfPlaces(places, asked, places);
}

/**
 * What a method says of an array by its length, which is NULL for a NULL collection.
 * @param count the length, an error where it is NULL
 */
export function methodOfPlaces(
  places: PgExpr,
  {
    collection,
    method,
    at,
    span,
  }: {
    readonly collection: CollectionTypeSymbol;
    readonly method: string;
    readonly at: PgExpr | undefined;
    readonly span: Span;
  },
  count: PgExpr = b.ora(span, 'count_of', places),
): PgExpr {
  switch (method) {
    case 'COUNT':
      return count;
    case 'FIRST':
      return b.call(span, 'nullif', b.call(span, 'least', count, b.num(span, 1)), b.num(span, 0));
    case 'LAST':
      return b.call(span, 'nullif', count, b.num(span, 0));
    case 'LIMIT':
      return b.ora(span, 'limit_of', places, ...limitOf(collection, span));
    case 'NEXT':
    case 'PRIOR':
      if (at) return b.ora(span, method === 'NEXT' ? 'next_subscript' : 'prior_subscript', places, at);
      break;
    case 'EXISTS':
      if (at) return isWithin(at, places, places, span);
      break;
    default:
  }
  return refuse(collectionOperand(span, method));
}

/**
 * `at between 1 and cardinality(array)`, never NULL. Where an element is the array, it is
 * looked for whatever the index is.
 */
function isWithin(at: PgExpr, array: PgExpr, places: PgExpr, span: Span): PgExpr {
  const low = b.num(span, 1);
  const no = b.boolean(span, false);
  if (isVariable(array))
    return b.coalesce(span, { kind: 'PgBetween', span, negated: false, operand: at, low, high: places }, no);
  return b.caseWhen(span, [{ when: b.binary(span, '>=', places, at), then: b.binary(span, '>=', at, low) }], no);
}

/** A variable or a field of one: it is there, so that nothing need look for it. */
const isVariable = (value: PgExpr): boolean =>
  value.kind === 'PgColumn' || (value.kind === 'PgField' && isVariable(value.operand));

/** An index of the numeric kind, for callers that have an expression only. */
export function lowerSubscript(ex: ExprContext, index: Expr): PgExpr {
  return lowerTo(ex, index, integerType);
}
