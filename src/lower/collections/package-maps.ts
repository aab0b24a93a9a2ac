import type { CollectionTypeSymbol, VariableSymbol } from '../../analyze/model/symbols.js';
import type { Expr } from '../../ir/oracle/index.js';
import type { PgExpr, PlStatement } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b, isRuntimeCall, pgTypes } from '../builders.js';
import type { MethodCall } from '../calls/method-call.js';
import type { ExprContext, UnitContext } from '../context.js';
import { fitText } from '../expressions/conversions/fit.js';
import { isSurelySet, packageToInitialise, type StateReader, stateKey, toStored } from '../package-state.js';
import type { RoutineContext } from '../plsql/body/routine-context.js';
import { elementPgType, isMap, keyPgType, keyType } from './collection-types.js';
import { elementValue, lowerIndex, lowerKey, repeatableKey } from './elements.js';
import { typedKey } from './expressions.js';
import { shapeOf, shapeText } from './inner-shape.js';

/**
 * An associative array that a package keeps, whose elements the runtime reads and writes one by one:
 * `ora.package_item('pkg.m', key)`. Otherwise each access would parse the whole array.
 */
export interface PackageMap {
  readonly variable: VariableSymbol;
  readonly collection: CollectionTypeSymbol;
}

/**
 * Is it a variable of a package whose elements can be reached one by one: the package is initialised already, and the
 * place is none in SQL, which would ask for each row?
 */
export const isReachedByElement = (
  ex: StateReader & Pick<ExprContext, 'sql' | 'atOpen'>,
  variable: VariableSymbol,
): boolean =>
  variable.storage === 'package' &&
  !variable.constant &&
  !ex.sql &&
  !ex.atOpen &&
  ex.routine !== undefined &&
  !packageToInitialise(ex, variable);

/** The variable as such an array, where its elements can be reached. */
export function packageMap(
  ex: StateReader & Pick<ExprContext, 'sql' | 'atOpen'>,
  variable: VariableSymbol,
): PackageMap | undefined {
  const { type } = variable;
  return type.kind === 'collection' && isMap(type.collection) && isReachedByElement(ex, variable)
    ? { variable, collection: type.collection }
    : undefined;
}

/**
 * A call of a function on the variable; NULL stands for an empty array where the variable may not have been set yet.
 */
export function onMap(ex: StateReader, map: PackageMap, name: string, span: Span, ...args: readonly PgExpr[]): PgExpr {
  const missing = isSurelySet(ex, map.variable) ? [] : [b.boolean(span, true)];
  return b.ora(span, name, b.text(span, stateKey(ex.unit, map.variable)), ...args, ...missing);
}

/** `m(key)` as a value. */
export function packageElement(ex: ExprContext, map: PackageMap, index: Expr, span: Span): PgExpr {
  const key = lowerKey(ex, map.collection, index);
  return elementValue(ex.unit, map.collection.element, storedItem(ex, map, key, span), span);
}

/** The text of `m(key)`, as the store holds it. */
export const itemText = (ex: ExprContext, map: PackageMap, index: Expr, span: Span): PgExpr =>
  onMap(ex, map, 'package_item', span, ...sizedKey(map, lowerKey(ex, map.collection, index)));

const storedItem = (ex: StateReader, map: PackageMap, key: PgExpr, span: Span, name = 'package_item'): PgExpr =>
  b.cast(
    span,
    onMap(ex, map, name, span, ...(name === 'package_item' ? sizedKey(map, key) : [typedKey(map.collection, key)])),
    elementPgType(ex.unit, map.collection),
  );

/** The key, and its greatest length, which is looked at where no such key is found. */
function sizedKey({ collection }: PackageMap, key: PgExpr): PgExpr[] {
  const [text, size, ...label] = isRuntimeCall(key, 'fit') ? key.args : [];
  return text && size && label.length === 0 ? [typedKey(collection, text), size] : [typedKey(collection, key)];
}

/** COUNT, FIRST, LAST, NEXT, PRIOR and EXISTS; undefined for what is asked of the array as a whole. */
export function packageMapMethod(
  ex: ExprContext,
  map: PackageMap,
  { method, args, span }: MethodCall,
): PgExpr | undefined {
  const argument = args[0]?.value;
  const key = (): PgExpr | undefined => argument && typedKey(map.collection, lowerIndex(ex, map.collection, argument));
  switch (method) {
    case 'COUNT':
      return onMap(ex, map, 'package_map_count', span);
    case 'FIRST':
    case 'LAST': {
      const end = onMap(ex, map, 'package_map_end', span, b.text(span, method));
      return keyType(map.collection).kind === 'varchar2' ? end : b.cast(span, end, pgTypes.integer);
    }
    case 'NEXT':
    case 'PRIOR':
    case 'EXISTS': {
      const at = key();
      const name = { NEXT: 'package_item_next', PRIOR: 'package_item_prior', EXISTS: 'package_item_has' }[method];
      return at && onMap(ex, map, name, span, at);
    }
    default:
      return undefined;
  }
}

/** `m(key) := value`, the value of the element's type. */
export function setPackageElement(
  rc: RoutineContext,
  ex: ExprContext,
  {
    map,
    index,
    value,
    span,
  }: {
    readonly map: PackageMap;
    readonly index: Expr;
    readonly value: PgExpr;
    readonly span: Span;
  },
): PlStatement[] {
  return [setItem(rc, map, { key: lowerKey(ex, map.collection, index), value, span })];
}

function setItem(
  rc: RoutineContext,
  map: PackageMap,
  {
    key,
    value,
    span,
    isTyped = false,
  }: {
    readonly key: PgExpr;
    readonly value: PgExpr;
    readonly span: Span;
    readonly isTyped?: boolean;
  },
): PlStatement {
  const text = isTyped
    ? toStored(span, value, elementPgType(rc.unit, map.collection))
    : elementText(rc.unit, map.collection, value, span);
  return b.perform(
    span,
    onMap({ unit: rc.unit, routine: rc }, map, 'package_item_set', span, typedKey(map.collection, key), text),
  );
}

/** A value of the element's type as the text that the store keeps. A cast would cut off what an assignment refuses. */
export function elementText(unit: UnitContext, collection: CollectionTypeSymbol, value: PgExpr, span: Span): PgExpr {
  const { element } = collection;
  const fitted =
    (element.kind === 'varchar2' || element.kind === 'char') && element.length !== undefined
      ? fitText(value, { from: { kind: 'varchar2' }, length: element.length, span })
      : value;
  return toStored(span, fitted, elementPgType(unit, collection));
}

/** Changes an element through a copy of it. One that is not there is an error, or begins as `fresh`. */
export function changePackageElement(
  rc: RoutineContext,
  ex: ExprContext,
  {
    map,
    index,
    span,
    change,
    copy,
    fresh,
  }: {
    readonly map: PackageMap;
    readonly index: Expr;
    readonly span: Span;
    readonly change: (element: PgExpr) => readonly PlStatement[];
    readonly copy: PgExpr;
    readonly fresh?: PgExpr;
  },
): PlStatement[] {
  const before: PlStatement[] = [];
  const given = lowerKey(ex, map.collection, index);
  const key = repeatableKey(rc, given, { type: keyPgType(map.collection), span }, before);
  const reader = { unit: rc.unit, routine: rc };
  const { element } = map.collection;
  const startsNull = fresh?.kind === 'PgNull';
  const item = storedItem(reader, map, key, span, startsNull ? 'package_item_if' : 'package_item');
  const read = b.assign(span, copy, elementValue(rc.unit, element, item, span));
  const has = onMap(reader, map, 'package_item_has', span, typedKey(map.collection, key));
  return [
    ...before,
    fresh && !startsNull ? b.ifThen(span, has, [read], [b.assign(span, copy, fresh)]) : read,
    ...change(copy),
    setItem(rc, map, { key, value: copy, span, isTyped: true }),
  ];
}

/** `m.DELETE(key)`. */
export function deletePackageElement(
  rc: RoutineContext,
  ex: ExprContext,
  map: PackageMap,
  index: Expr,
  span: Span,
): PlStatement[] {
  const { element } = map.collection;
  const lowered = typedKey(map.collection, lowerIndex(ex, map.collection, index));
  if (shapeOf(element) === null) return [b.perform(span, onMap(ex, map, 'package_item_delete', span, lowered))];
  const key = b.column(span, rc.temporary('key', keyPgType(map.collection)));
  const gone = onMap(ex, map, 'package_item_if', span, key);
  return [
    b.assign(span, key, lowered),
    b.ifThen(span, b.isNotNull(span, key), [
      b.perform(span, b.ora(span, 'inner_free', gone, shapeText(shapeOf(element), span))),
      b.perform(span, onMap(ex, map, 'package_item_delete', span, key)),
    ]),
  ];
}
