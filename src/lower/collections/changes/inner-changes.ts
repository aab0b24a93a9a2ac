import type { ResolvedStep } from '../../../analyze/analysis.js';
import type { CollectionTypeSymbol, VariableSymbol } from '../../../analyze/model/symbols.js';
import type { OracleType } from '../../../analyze/model/types.js';
import { collectionOperand } from '../../../diagnostics/op3-collections.js';
import type { Expr } from '../../../ir/oracle/index.js';
import type { PgExpr, PlStatement } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b, pgTypes } from '../../builders.js';
import { type ExprContext, refuse } from '../../context.js';
import { isRepeatable } from '../../expressions/evaluation/evaluated-once.js';
import { foldName } from '../../naming/naming.js';
import { stateKey, storedText, toStored } from '../../package-state.js';
import type { RoutineContext } from '../../plsql/body/routine-context.js';
import { pgTypeOf } from '../../types.js';
import { elementPgType, isMap, keyPgType } from '../collection-types.js';
import { elementValue, lowerIndex, lowerKey, newElement, repeatableKey } from '../elements.js';
import { limitOf, typedKey } from '../expressions.js';
import { elementShape, fieldShape, recordShape, type Shape, shapeOf, shapeText, wholeText } from '../inner-shape.js';
import { elementText, onMap, type PackageMap } from '../package-maps.js';

/** Changes what `steps` lead to from a copy of a value. */
type Within = (copy: PgExpr, type: OracleType, steps: readonly ResolvedStep[]) => PlStatement[];

/** What happens at the end of the path. */
type Change =
  /** It gets a value of its type, which has passed the checks of an assignment. */
  | { readonly kind: 'assign'; readonly value: PgExpr; readonly within: Within }
  /** It must be there, and changes. */
  | { readonly kind: 'change'; readonly within: Within }
  /** It is an associative array, and loses an element. */
  | { readonly kind: 'delete'; readonly index: Expr }
  /** It is a nested table or varray, and gets or loses elements at its end. */
  | { readonly kind: 'resize'; readonly method: 'EXTEND' | 'TRIM'; readonly count: PgExpr };

/** Where a value stands: an element of the package's array or of one in it, or a field of a copy of such an element. */
interface Place {
  readonly type: OracleType;
  readonly shape: Shape;
  /** What it holds, as the text of the store: NULL where there is no such element, or an error. */
  readonly held: PgExpr;
  readonly needed: PgExpr;
  /** Is there such an element? */
  readonly has?: PgExpr;
  readonly store: (text: PgExpr) => PlStatement[];
  /** The array whose element it is. */
  readonly collection?: CollectionTypeSymbol;
}

/**
 * Changes what `steps` lead to from a package's associative array whose elements are, or have in them, others. Each of
 * those stands in the one around it as a text, or as what its own part of the store is called: then the change leaves
 * the one around it as it is.
 * Out, for `m(key)(inner_key) := value`:
 *   place := coalesce(ora.package_item_if('pkg.m', key), '({},{})');
 *   changed := ora.inner_item_set(place, inner_key, value);
 *   if changed is distinct from place then perform ora.package_item_set('pkg.m', key, changed); end if;
 */
export function changeInner(
  rc: RoutineContext,
  ex: ExprContext,
  {
    map,
    steps,
    change,
    span,
  }: {
    readonly map: PackageMap;
    readonly steps: readonly [ResolvedStep & { kind: 'element' }, ...ResolvedStep[]];
    readonly change: Change;
    readonly span: Span;
  },
): PlStatement[] {
  const before: PlStatement[] = [];
  const path = new Path(rc, ex, span, change, before);
  const [first, ...rest] = steps;
  const key = path.key(map.collection, first.index);
  const reader = { unit: rc.unit, routine: rc };
  const on = (name: string, ...args: readonly PgExpr[]): PgExpr => onMap(reader, map, name, span, key, ...args);
  const root: Place = {
    type: first.type,
    shape: shapeOf(first.type),
    held: on('package_item_if'),
    needed: on('package_item'),
    has: on('package_item_has'),
    store: (text) => [b.perform(span, on('package_item_set', text))],
    collection: map.collection,
  };
  const changes = path.at(root, rest);
  return [...before, ...changes];
}

/**
 * Changes what `steps` lead to from a record that a package keeps, and that has associative arrays in it: `r.m(key) :=
 * value`.
 */
export function changeInRecord(
  rc: RoutineContext,
  ex: ExprContext,
  {
    variable,
    steps,
    change,
    span,
  }: {
    readonly variable: VariableSymbol;
    readonly steps: readonly ResolvedStep[];
    readonly change: Change;
    readonly span: Span;
  },
): PlStatement[] {
  const before: PlStatement[] = [];
  const path = new Path(rc, ex, span, change, before);
  const reader = { unit: rc.unit, routine: rc };
  const stored = storedText(reader, variable, span);
  const root: Place = {
    type: variable.type,
    shape: recordShape(rc.unit, variable.type),
    held: stored,
    needed: stored,
    store: (text) => [b.perform(span, b.ora(span, 'package_set', b.text(span, stateKey(rc.unit, variable)), text))],
  };
  const changes = path.at(root, steps);
  return [...before, ...changes];
}

class Path {
  constructor(
    private readonly rc: RoutineContext,
    private readonly ex: ExprContext,
    private readonly span: Span,
    private readonly change: Change,
    /** What computes the keys: it may change the array itself, so it comes before anything is read. */
    private readonly before: PlStatement[],
  ) {}

  key(collection: CollectionTypeSymbol, index: Expr, lowered = lowerKey(this.ex, collection, index)): PgExpr {
    if (isRepeatable(lowered)) return typedKey(collection, lowered);
    return repeatableKey(this.rc, lowered, { type: keyPgType(collection), span: this.span }, this.before);
  }

  at(place: Place, steps: readonly ResolvedStep[]): PlStatement[] {
    const [step, ...rest] = steps;
    const { type } = place;
    if (place.shape === 'list' && type.kind === 'collection') {
      if (step?.kind === 'element') return this.inList(place, type.collection, step, rest);
      if (!step && this.change.kind === 'resize') return this.resized(place, type.collection, this.change);
    }
    if (type.kind === 'collection' && isMap(type.collection)) {
      if (step?.kind === 'element') return this.inArray(place, type.collection, step, rest);
      if (!step && this.change.kind === 'delete') return this.without(place, type.collection, this.change.index);
    }
    if (type.kind === 'record' && place.shape !== null && step?.kind === 'field')
      return this.inRecord(place, type, step, rest);
    return this.atEnd(place, steps);
  }

  private inArray(
    place: Place,
    collection: CollectionTypeSymbol,
    step: ResolvedStep & { kind: 'element' },
    rest: readonly ResolvedStep[],
  ): PlStatement[] {
    const { span } = this;
    const key = this.key(collection, step.index);
    const { held, changed, taken } = this.taken(place);
    const inner = (name: string, ...args: readonly PgExpr[]): PgExpr => b.ora(span, name, held, key, ...args);
    const element: Place = {
      type: step.type,
      shape: elementShape(place.shape),
      held: inner('inner_item_if'),
      needed: inner('inner_item'),
      has: inner('inner_item_has'),
      store: (text) => [b.assign(span, changed, inner('inner_item_set', text))],
      collection,
    };
    // What is kept by itself may change and leave the array around it as it is.
    const mayStay = element.shape !== null && (rest.length > 0 || this.change.kind === 'delete');
    return [
      ...taken,
      ...(mayStay ? [b.assign(span, changed, held)] : []),
      ...this.at(element, rest),
      this.storeIfChanged(place, held, changed),
    ];
  }

  /** An element of a nested table or varray, which has to be there. */
  private inList(
    place: Place,
    collection: CollectionTypeSymbol,
    step: ResolvedStep & { kind: 'element' },
    rest: readonly ResolvedStep[],
  ): PlStatement[] {
    const { span, rc, change } = this;
    if (change.kind === 'delete' || change.kind === 'resize') return refuse(collectionOperand(span, 'This call'));
    const at = this.key(collection, step.index);
    const { held, changed, taken } = this.taken(place);
    const most = limitOf(collection, span);
    const set = (text: PgExpr): PlStatement =>
      b.assign(span, changed, b.ora(span, 'inner_list_item_set', held, at, text, ...most));
    const stored = this.storeIfChanged(place, held, changed);
    if (change.kind === 'assign' && rest.length === 0)
      return [...taken, set(elementText(rc.unit, collection, change.value, span)), stored];
    const copy = b.column(span, rc.temporary('element', pgTypeOf(rc.unit.naming, step.type, 'variable')));
    const elementType = elementPgType(rc.unit, collection);
    const item = b.cast(span, b.ora(span, 'inner_list_item', held, at, ...most), elementType);
    return [
      ...taken,
      b.assign(span, copy, elementValue(rc.unit, step.type, item, span)),
      ...change.within(copy, step.type, rest),
      set(toStored(span, copy, elementType)),
      stored,
    ];
  }

  /** `r.list.EXTEND(n)`, `r.list.TRIM(n)`. */
  private resized(
    place: Place,
    collection: CollectionTypeSymbol,
    { method, count }: Extract<Change, { kind: 'resize' }>,
  ): PlStatement[] {
    const { span, rc } = this;
    const many = repeatableKey(rc, count, { type: pgTypes.integer, span }, this.before);
    const { held, changed, taken } = this.taken(place);
    const fresh = newElement(rc, collection.element, span);
    const text =
      fresh.kind === 'PgNull'
        ? b.cast(span, fresh, pgTypes.text)
        : toStored(span, fresh, elementPgType(rc.unit, collection));
    const made =
      method === 'EXTEND'
        ? b.ora(span, 'inner_list_extend', held, many, text, ...limitOf(collection, span))
        : b.ora(span, 'inner_list_trim', held, many);
    return [...taken, b.assign(span, changed, made), this.storeIfChanged(place, held, changed)];
  }

  private without(place: Place, collection: CollectionTypeSymbol, index: Expr): PlStatement[] {
    const { span } = this;
    const key = this.key(collection, index, lowerIndex(this.ex, collection, index));
    const { held, changed, taken } = this.taken(place);
    const { element } = collection;
    const gone = b.ora(span, 'inner_item_if', held, key);
    const free = b.ifThen(span, b.isNotNull(span, key), [
      b.perform(span, b.ora(span, 'inner_free', gone, shapeText(shapeOf(element), span))),
    ]);
    return [
      ...taken,
      ...(shapeOf(element) === null ? [] : [free]),
      b.assign(span, changed, b.ora(span, 'inner_item_delete', held, key)),
      this.storeIfChanged(place, held, changed),
    ];
  }

  /** Takes what stands for an array from its place. An array that is not there comes into being when an element is assigned. */
  private taken(place: Place): { held: PgExpr; changed: PgExpr; taken: PlStatement[] } {
    const { span, rc } = this;
    const held = b.column(span, rc.temporary('place', pgTypes.text));
    const changed = b.column(span, rc.temporary('changed', pgTypes.text));
    const empty = b.text(span, '({},{})');
    const isMade = this.change.kind === 'assign' && place.shape !== 'list';
    const text = isMade ? b.coalesce(span, place.held, empty) : place.needed;
    return { held, changed, taken: [b.assign(span, held, text)] };
  }

  private storeIfChanged(place: Place, held: PgExpr, changed: PgExpr): PlStatement {
    return b.ifThen(this.span, b.distinct(this.span, changed, held), place.store(changed));
  }

  private inRecord(
    place: Place,
    type: OracleType & { kind: 'record' },
    step: ResolvedStep & { kind: 'field' },
    rest: readonly ResolvedStep[],
  ): PlStatement[] {
    const shape = fieldShape(place.shape, type, step.name);
    if (shape === null) return this.atEnd(place, [step, ...rest]);
    const { span } = this;
    const { record, taken } = this.recordOf(place);
    const field = b.part(span, record, foldName(step.name));
    const text = b.cast(span, field, pgTypes.text);
    const fieldType = pgTypeOf(this.rc.unit.naming, step.type, 'variable');
    const at: Place = {
      type: step.type,
      shape,
      held: text,
      needed: text,
      store: (value) => [
        b.assign(span, field, b.cast(span, value, fieldType)),
        ...place.store(toStored(span, record, pgTypeOf(this.rc.unit.naming, type, 'variable'))),
      ],
    };
    return [...taken, ...this.at(at, rest)];
  }

  /** A copy of a value in its own type, in which arrays that are kept by themselves stay so. */
  private recordOf(place: Place): { record: PgExpr; taken: PlStatement[] } {
    const { span, rc } = this;
    const pgType = pgTypeOf(rc.unit.naming, place.type, 'variable');
    const record = b.column(span, rc.temporary('element', pgType));
    const read = (text: PgExpr): PlStatement => b.assign(span, record, b.cast(span, text, pgType));
    if (this.change.kind !== 'assign') return { record, taken: [read(place.needed)] };
    const fresh = newElement(rc, place.type, span);
    if (!place.has || fresh.kind === 'PgNull') return { record, taken: [read(place.held)] };
    return { record, taken: [b.ifThen(span, place.has, [read(place.needed)], [b.assign(span, record, fresh)])] };
  }

  /** No array that may be kept by itself is on the way any more. */
  private atEnd(place: Place, steps: readonly ResolvedStep[]): PlStatement[] {
    const { span, rc, change } = this;
    const { type, collection } = place;
    if (change.kind === 'delete') return refuse(collectionOperand(span, 'DELETE'));
    if (change.kind === 'resize') return refuse(collectionOperand(span, change.method));
    const storedType = collection ? elementPgType(rc.unit, collection) : pgTypeOf(rc.unit.naming, type, 'variable');
    if (steps.length > 0) {
      const { record, taken } = this.recordOf(place);
      return [...taken, ...change.within(record, type, steps), ...place.store(toStored(span, record, storedType))];
    }
    const hasInner = place.shape !== null;
    const replaced = (text: PgExpr): PgExpr =>
      hasInner ? b.ora(span, 'inner_replaced', place.held, text, shapeText(place.shape, span)) : text;
    if (change.kind === 'assign') {
      const text = collection
        ? elementText(rc.unit, collection, change.value, span)
        : toStored(span, change.value, storedType);
      return place.store(replaced(text));
    }
    const pgType = pgTypeOf(rc.unit.naming, type, 'variable');
    const copy = b.column(span, rc.temporary('element', pgType));
    const text = hasInner ? wholeText(place.needed, place.shape, span) : place.needed;
    return [
      b.assign(span, copy, b.cast(span, text, pgType)),
      ...change.within(copy, type, []),
      ...place.store(replaced(toStored(span, copy, storedType))),
    ];
  }
}
