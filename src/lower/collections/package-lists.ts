import type { ResolvedStep } from '../../analyze/analysis.js';
import type { CollectionTypeSymbol, VariableSymbol } from '../../analyze/model/symbols.js';
import type { Expr } from '../../ir/oracle/index.js';
import type { PgExpr, PlStatement } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b, pgTypes } from '../builders.js';
import type { ExprContext } from '../context.js';
import { isStoredAsList, isSurelySet, type StateReader, stateKey, toStored } from '../package-state.js';
import type { RoutineContext } from '../plsql/body/routine-context.js';
import { elementPgType } from './collection-types.js';
import { elementValue, lowerKey, newElement, repeatableKey } from './elements.js';
import { heldIndex, limitOf, lowerSubscript, methodOfPlaces } from './expressions.js';
import { elementText, isReachedByElement } from './package-maps.js';

/**
 * A nested table or varray that a package keeps, whose elements the runtime reads and writes one by one:
 * `ora.package_list_item('pkg.t', i)`. Otherwise each access would parse the whole array.
 */
export interface PackageList {
  readonly variable: VariableSymbol;
  readonly collection: CollectionTypeSymbol;
}

type MethodStep = Extract<ResolvedStep, { kind: 'collectionMethod' }>;

/** The variable as such a list, where its elements can be reached. */
export function packageList(
  ex: StateReader & Pick<ExprContext, 'sql' | 'atOpen'>,
  variable: VariableSymbol,
): PackageList | undefined {
  const { type } = variable;
  return type.kind === 'collection' && isStoredAsList(ex.unit, variable) && isReachedByElement(ex, variable)
    ? { variable, collection: type.collection }
    : undefined;
}

/** A call of a function on the variable, which may not have been set yet. */
function onList(
  ex: StateReader,
  { variable, collection }: PackageList,
  call: { readonly name: string; readonly args: readonly PgExpr[]; readonly limited: boolean; readonly span: Span },
): PgExpr {
  const { name, args, span } = call;
  const most = call.limited ? limitOf(collection, span) : [];
  const missing = isSurelySet(ex, variable) ? [] : [b.boolean(span, true)];
  const none =
    call.limited && most.length === 0 && missing.length > 0 ? [b.cast(span, b.null(span), pgTypes.integer)] : most;
  return b.ora(span, name, b.text(span, stateKey(ex.unit, variable)), ...args, ...none, ...missing);
}

function storedItem(ex: StateReader, list: PackageList, at: PgExpr, span: Span): PgExpr {
  const item = onList(ex, list, { name: 'package_list_item', args: [at], limited: true, span });
  return b.cast(span, item, elementPgType(ex.unit, list.collection));
}

/** `t(i)` as a value. */
export const listElement = (ex: ExprContext, list: PackageList, index: Expr, span: Span): PgExpr =>
  elementValue(
    ex.unit,
    list.collection.element,
    storedItem(ex, list, lowerKey(ex, list.collection, index), span),
    span,
  );

/** COUNT, FIRST, LAST, NEXT, PRIOR, EXISTS and LIMIT. */
export function listMethod(ex: ExprContext, list: PackageList, { method, args }: MethodStep, span: Span): PgExpr {
  const argument = args[0]?.value;
  const places = onList(ex, list, { name: 'package_list_count', args: [], limited: false, span });
  return methodOfPlaces(places, {
    collection: list.collection,
    method,
    at: argument && heldIndex(ex, method, lowerSubscript(ex, argument), pgTypes.integer),
    span,
  });
}

function setItem(ex: StateReader, list: PackageList, at: PgExpr, text: PgExpr, span: Span): PlStatement {
  return b.perform(span, onList(ex, list, { name: 'package_list_item_set', args: [at, text], limited: true, span }));
}

/** `t(i) := value`, the value of the element's type. */
export function setListElement(
  rc: RoutineContext,
  ex: ExprContext,
  list: PackageList,
  { index, value, span }: { readonly index: Expr; readonly value: PgExpr; readonly span: Span },
): PlStatement[] {
  const at = lowerKey(ex, list.collection, index);
  const text = elementText(rc.unit, list.collection, value, span);
  return [setItem({ unit: rc.unit, routine: rc }, list, at, text, span)];
}

/** Changes an element, which has to be there, through a copy of it. */
export function changeListElement(
  rc: RoutineContext,
  ex: ExprContext,
  list: PackageList,
  {
    index,
    copy,
    change,
    span,
  }: {
    readonly index: Expr;
    readonly copy: PgExpr;
    readonly change: (element: PgExpr) => readonly PlStatement[];
    readonly span: Span;
  },
): PlStatement[] {
  const before: PlStatement[] = [];
  const at = repeatableKey(rc, lowerKey(ex, list.collection, index), { type: pgTypes.integer, span }, before);
  const reader = { unit: rc.unit, routine: rc };
  const { element } = list.collection;
  return [
    ...before,
    b.assign(span, copy, elementValue(rc.unit, element, storedItem(reader, list, at, span), span)),
    ...change(copy),
    setItem(reader, list, at, toStored(span, copy, elementPgType(rc.unit, list.collection)), span),
  ];
}

/** `t.EXTEND`, `t.EXTEND(n)`, `t.TRIM`, `t.TRIM(n)`; undefined for what changes the list otherwise. */
export function changeListSize(
  rc: RoutineContext,
  ex: ExprContext,
  list: PackageList,
  { method, args }: MethodStep,
  span: Span,
): PlStatement[] | undefined {
  const [many, ...more] = args;
  if (more.length > 0 || (method !== 'EXTEND' && method !== 'TRIM')) return undefined;
  const count = many ? lowerSubscript(ex, many.value) : b.num(span, 1);
  const reader = { unit: rc.unit, routine: rc };
  const { collection } = list;
  const fresh = newElement(rc, collection.element, span);
  const text =
    fresh.kind === 'PgNull'
      ? b.cast(span, fresh, pgTypes.text)
      : toStored(span, fresh, elementPgType(rc.unit, collection));
  const change =
    method === 'EXTEND'
      ? onList(reader, list, { name: 'package_list_extend', args: [count, text], limited: true, span })
      : onList(reader, list, { name: 'package_list_trim', args: [count], limited: false, span });
  return [b.perform(span, change)];
}
