import type { ResolvedStep } from '../../../analyze/analysis.js';
import type { CollectionTypeSymbol } from '../../../analyze/model/symbols.js';
import type { OracleType } from '../../../analyze/model/types.js';
import type { Expr } from '../../../ir/oracle/index.js';
import type { PgExpr, PgType, PlStatement } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { contains } from '../../../ir/walk.js';
import { b, pgTypes } from '../../builders.js';
import type { ExprContext } from '../../context.js';
import { isLeaf, isRepeatable } from '../../expressions/evaluation/evaluated-once.js';
import type { RoutineContext } from '../../plsql/body/routine-context.js';
import { pgTypeOf } from '../../types.js';
import { inBounds } from '../bounds.js';
import { elementPgType, isMap, keyPgType } from '../collection-types.js';
import { elementValue, lowerKey, newElement, repeatableKey, size } from '../elements.js';
import { checkedSubscript, storedElement, typedKey } from '../expressions.js';
import { type MapSplit, type SparseSplit, sparseParts, splitOf } from '../gaps/split.js';
import { askKeys, hasKey } from '../map-keys.js';
import { noteChange } from './joined-changes.js';

interface ElementAssignment {
  /** The collection, as an assignment target. */
  readonly place: PgExpr;
  readonly collection: CollectionTypeSymbol;
  readonly index: Expr;
  /** The type of the element. */
  readonly type: OracleType;
  /** What follows the element: `t(i).field`, `t(i)(j)`. */
  readonly rest: readonly ResolvedStep[];
  readonly value: PgExpr;
  /** Assigns the value to what follows the element that it gets. */
  readonly change: (element: PgExpr) => readonly PlStatement[];
  readonly span: Span;
}

/** `collection(index)… := value`. */
export function assignElement(rc: RoutineContext, ex: ExprContext, a: ElementAssignment): readonly PlStatement[] {
  const { place, collection, rest, span } = a;
  const key = lowerKey(ex, collection, a.index);
  if (rest.length === 0)
    return store(rc, { place, collection, key, value: a.value, span, proven: inBounds(ex, place, a.index) });
  // A field of a record in an array is assigned in place; PL/pgSQL makes a record of a NULL element.
  if (
    !isMap(collection) &&
    !sparseParts(rc.unit, place, collection, span) &&
    // Whether an object on the way is there is asked of the element, which must be there itself.
    rest.every((s, i) => s.kind === 'field' && (i === rest.length - 1 || s.type.kind !== 'object')) &&
    a.type.kind === 'record'
  ) {
    const at = inBounds(ex, place, a.index) ? key : checkedSubscript(collection, place, key, span);
    return a.change(b.subscript(span, place, at));
  }
  return changeElement(rc, place, { collection, index: key, span, change: a.change });
}

/**
 * Changes an element through a copy of it: the copy, what `change` does to it, and the copy stored again. An element
 * that an associative array does not have yet comes into being. (PL/SQL Language Reference,
 * "Assigning Values to Collection Variables")
 */
export function changeElement(
  rc: RoutineContext,
  place: PgExpr,
  {
    collection,
    index,
    span,
    change,
    mustExist = false,
  }: {
    readonly collection: CollectionTypeSymbol;
    readonly index: PgExpr;
    readonly span: Span;
    readonly change: (element: PgExpr) => readonly PlStatement[];
    readonly mustExist?: boolean;
  },
): PlStatement[] {
  const { element } = collection;
  const before: PlStatement[] = [];
  const type = isMap(collection) ? keyPgType(collection) : pgTypes.integer;
  const key = repeatableKey(rc, index, { type, span }, before);
  const copy = b.column(span, rc.temporary('element', pgTypeOf(rc.unit.naming, element, 'variable')));
  const ex: ExprContext = { unit: rc.unit, sql: false, routine: rc };
  const existing = elementValue(rc.unit, element, storedElement(ex, place, { collection, at: key, span }), span);
  if (isMap(collection) && !mustExist) {
    const split = splitOf(place);
    const map = split?.kind === 'map' ? split : { keys: b.field(span, place, 'k') };
    const isLiteral = key.kind === 'PgNumber' || key.kind === 'PgString';
    // A key that is NULL is an error before what is missing in the new element.
    const lacksParts = !isLiteral && (element.kind === 'object' || element.kind === 'collection');
    before.push(
      b.ifThen(
        span,
        hasKey(span, map, typedKey(collection, key)),
        [b.assign(span, copy, existing)],
        [
          ...(lacksParts ? [b.perform(span, askKeys(span, 'slot', map, typedKey(collection, key)))] : []),
          b.assign(span, copy, newElement(rc, element, span)),
        ],
      ),
    );
  } else before.push(b.assign(span, copy, existing));
  const stored = store(rc, { place, collection, key, value: copy, span, proven: false });
  if (isMap(collection) && !mustExist && before.length === 1) {
    const { keys, values, ordered } = mapParts(place, collection, span);
    noteChange(stored, {
      copy: copy.parts.join('.'),
      places: [keys, values, ...(ordered ? [ordered] : [])],
      key,
      reading: before.length,
      storing: stored.length,
    });
  }
  return [...before, ...change(copy), ...stored];
}

interface Store {
  readonly place: PgExpr;
  readonly collection: CollectionTypeSymbol;
  readonly key: PgExpr;
  readonly value: PgExpr;
  readonly span: Span;
  readonly proven: boolean;
}

/** Stores a value of the element's type under a subscript or key. */
function store(rc: RoutineContext, s: Store): PlStatement[] {
  const { place, collection, key, value, span } = s;
  if (splitOf(place)?.kind === 'dense') return [b.assign(span, b.subscript(span, place, key), value)];
  if (isMap(collection)) return storeInMap(rc, mapParts(place, collection, span), key, value, span);
  const sparse = sparseParts(rc.unit, place, collection, span);
  if (sparse) return storeInSparse(rc, sparse, key, value, span);
  const at = s.proven ? key : checkedSubscript(collection, place, key, span);
  return [b.assign(span, b.subscript(span, place, at), value)];
}

/** Where the keys and values of an associative array are: variables, or the fields of the composite. */
export function mapParts(place: PgExpr, collection: CollectionTypeSymbol, span: Span): MapSplit {
  const split = splitOf(place);
  if (split?.kind === 'map') return split;
  return { kind: 'map', keys: b.part(span, place, 'k'), values: b.part(span, place, 'v'), collection };
}

/**
 * Out, keys ascending:
 *   slot := ora.map_slot(m_k, key);
 *   if slot < 0 then
 *     slot := -slot;
 *     if slot <= cardinality(m_k) then m_v := ora.array_open(m_v, slot); m_k := ora.array_open(m_k, slot); end if;
 *     m_k[slot] := key;
 *   end if;
 *   m_v[slot] := value;
 * Of a loose map (loose-maps.ts), whose keys go behind the others:
 *   slot := ora.loose_slot(m_k, m_n, key);
 *   if slot < 0 then
 *     if ora.loose_is_long(cardinality(m_k), m_n) then
 *       select * into m_k, m_v, m_n from ora.loose_sorted(m_k, m_v, m_n);
 *     end if;
 *     slot := -slot; m_k[slot] := key; m_n := ora.loose_ordered(m_k, m_n);
 *   end if;
 *   m_v[slot] := value;
 * Key and value are computed before: where that raises, the map stays as it was.
 */
function storeInMap(rc: RoutineContext, map: MapSplit, key: PgExpr, value: PgExpr, span: Span): PlStatement[] {
  const { keys, values, ordered, collection } = map;
  const before: PlStatement[] = [];
  const keep = (e: PgExpr, hint: string, type: PgType): PgExpr => {
    const kept = b.column(span, rc.scratch(hint, type));
    before.push(b.assign(span, kept, e));
    return kept;
  };
  // `m(m.COUNT + 1)`: making room for the element changes what such a key is computed from.
  const ownKey = isRepeatable(key) && !reads(key, keys) ? key : keep(key, 'key', keyPgType(collection));
  const own =
    isLeaf(value) && fitsAlways(collection, value) ? value : keep(value, 'value', elementPgType(rc.unit, collection));
  const slot = b.column(span, rc.scratch('slot', pgTypes.integer));
  const turned = b.assign(span, slot, b.neg(span, slot));
  const added = b.assign(span, b.subscript(span, keys, slot), ownKey);
  const behind = ordered && [
    b.ifThen(span, b.ora(span, 'loose_is_long', size(span, keys), ordered), [sorted(map, ordered, span)]),
    turned,
    added,
    b.assign(span, ordered, b.ora(span, 'loose_ordered', keys, ordered)),
  ];
  return [
    ...before,
    b.assign(span, slot, askKeys(span, 'slot', map, typedKey(collection, ownKey))),
    b.ifThen(
      span,
      b.binary(span, '<', slot, b.num(span, 0)),
      behind ?? [
        turned,
        b.ifThen(span, b.binary(span, '<=', slot, size(span, keys)), [
          b.assign(span, values, b.ora(span, 'array_open', values, slot)),
          b.assign(span, keys, b.ora(span, 'array_open', keys, slot)),
        ]),
        added,
      ],
    ),
    b.assign(span, b.subscript(span, values, slot), own),
  ];
}

/** `select * into m_k, m_v, m_n from ora.loose_sorted(m_k, m_v, m_n)` */
const sorted = ({ keys, values }: MapSplit, ordered: PgExpr, span: Span): PlStatement => ({
  kind: 'PlSelectInto',
  span,
  query: b.select(span, {
    items: [b.star(span)],
    into: { strict: false, targets: [keys, values, ordered] },
    from: [b.fromFunction(span, b.ora(span, 'loose_sorted', keys, values, ordered))],
  }),
});

/** Is the value computed from the map whose keys these are? */
function reads(value: PgExpr, keys: PgExpr): boolean {
  const variable = variableOf(keys);
  return variable === undefined
    ? !isLeaf(value)
    : contains(value, (node) => node.kind === 'PgColumn' && overlap(node.parts, variable));
}

/** Is the one the other, or a part of it: `x` and `x.k`? */
const overlap = (one: readonly string[], other: readonly string[]): boolean =>
  one.every((part, i) => i >= other.length || part === other[i]);

/** The variable that the keys are, or are a part of. */
function variableOf(keys: PgExpr): readonly string[] | undefined {
  if (keys.kind === 'PgColumn') return keys.parts;
  return keys.kind === 'PgField' || keys.kind === 'PgSubscript' ? variableOf(keys.operand) : undefined;
}

/** Can the element's own type reject the value? */
function fitsAlways(collection: CollectionTypeSymbol, value: PgExpr): boolean {
  const { element } = collection;
  if (value.kind === 'PgNull') return true;
  if (element.kind === 'varchar2')
    return element.length === undefined || (value.kind === 'PgString' && value.value.length <= element.length);
  return element.kind !== 'number' || element.precision === undefined;
}

/** A deleted element may be assigned again. (PL/SQL Language Reference, "DELETE Collection Method") */
function storeInSparse(rc: RoutineContext, split: SparseSplit, key: PgExpr, value: PgExpr, span: Span): PlStatement[] {
  const before: PlStatement[] = [];
  const at = repeatableKey(rc, key, { type: pgTypes.integer, span }, before);
  return [
    ...before,
    b.assign(span, b.subscript(span, split.values, checkedSubscript(split.collection, split.values, at, span)), value),
    b.ifThen(span, b.subscript(span, split.gone, at), [
      b.assign(span, b.subscript(span, split.gone, at), b.boolean(span, false)),
    ]),
  ];
}
