import type { Resolution, ResolvedStep } from '../../analyze/analysis.js';
import type { CollectionTypeSymbol } from '../../analyze/model/symbols.js';
import type { OracleType } from '../../analyze/model/types.js';
import { notAssignable } from '../../diagnostics/op3-calls.js';
import { collectionOperand, sparseNotTracked } from '../../diagnostics/op3-collections.js';
import type { Argument, Call, Member, Name } from '../../ir/oracle/index.js';
import type { PgExpr, PlStatement } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b } from '../builders.js';
import { type ExprContext, refuse } from '../context.js';
import { correlationColumn } from '../expressions/correlation.js';
import { foldName } from '../naming/naming.js';
import { attributeName, isPacked } from '../objects/hierarchy.js';
import { pack, unpack } from '../objects/packed.js';
import { readState, writeState } from '../package-state.js';
import type { BodyBuilder } from '../plsql/body/body-builder.js';
import type { RoutineContext } from '../plsql/body/routine-context.js';
import { pgTypeOf } from '../types.js';
import { ofUnknown } from '../unresolved/missing.js';
import { changeElement } from './assign-element.js';
import { neverNull } from './bounds.js';
import { deleteFromMap, deleteFromSparse } from './deletions.js';
import { checkedSubscript, lowerSubscript } from './expressions.js';
import { changeInner } from './inner-changes.js';
import { holdsMaps, shapeOf } from './inner-shape.js';
import { changeListElement, changeListSize, packageList } from './package-lists.js';
import { changePackageElement, deletePackageElement, packageMap } from './package-maps.js';
import { elementPgType, isMap, lowerKey, newElement, size } from './shared.js';
import { type SparseSplit, sparseParts } from './split.js';

/** `c.EXTEND`, `c.TRIM(n)`, `c.DELETE(i)`. (PL/SQL Language Reference, "Collection Methods") */
export function lowerCollectionProcedure(
  rc: BodyBuilder,
  ex: ExprContext,
  call: Call | Name | Member,
  resolution: Resolution,
): PlStatement[] {
  const { span } = call;
  const step = resolution.steps.at(-1);
  if (step?.kind !== 'collectionMethod') return refuse(collectionOperand(span, 'This call'));
  const { base } = resolution;
  const [only, ...more] = step.args;
  const map = base.kind === 'variable' ? packageMap(ex, base.variable) : undefined;
  if (map && step.method === 'DELETE' && only && more.length === 0) {
    const [element, ...rest] = resolution.steps.slice(0, -1);
    if (!element) return deletePackageElement(rc, ex, map, only.value, span);
    const isKept = [element, ...rest].every((s) => shapeOf(s.type) !== null);
    const { type } = resolution.steps.at(-2) ?? element;
    if (element.kind === 'element' && isKept && type.kind === 'collection')
      return changeInner(rc, ex, {
        map,
        steps: [element, ...rest],
        change: { kind: 'delete', index: only.value },
        span,
      });
  }
  const list = base.kind === 'variable' && resolution.steps.length === 1 ? packageList(ex, base.variable) : undefined;
  const changed = list && changeListSize(rc, ex, list, step.method, step.args, span);
  if (changed) return changed;
  return changeInPlace(rc, ex, { base: resolution.base, steps: resolution.steps.slice(0, -1), span }, (place, type) => {
    if (type.kind !== 'collection') return refuse(ofUnknown(type, collectionOperand(span, step.method)));
    return onPlace(rc, ex, { place, collection: type.collection, method: step.method, args: step.args, span });
  });
}

/**
 * Gives `change` the collection or object that the base and steps lead to as an assignment target; what is an element
 * or package state is copied and stored again.
 */
export function changeInPlace(
  rc: RoutineContext,
  ex: ExprContext,
  {
    base,
    steps,
    span,
  }: {
    readonly base: Resolution['base'];
    readonly steps: readonly ResolvedStep[];
    readonly span: Span;
  },
  change: (place: PgExpr, type: OracleType) => PlStatement[],
): PlStatement[] {
  if (base.kind === 'correlation') {
    return walkTo(
      rc,
      ex,
      { root: correlationColumn(rc, base, span), rootType: base.column?.type ?? { kind: 'unknown' }, steps, span },
      change,
    );
  }
  if (base.kind !== 'variable') return refuse(notAssignable(span, `A ${base.kind}`));
  const { variable } = base;
  if (variable.storage !== 'package')
    return walkTo(rc, ex, { root: rc.variable(variable, false), rootType: variable.type, steps, span }, change);
  const [element, ...rest] = steps;
  const map = packageMap({ unit: rc.unit, routine: rc, sql: false }, variable);
  if (map && element?.kind === 'element' && holdsMaps(variable.type)) {
    const within = (root: PgExpr, rootType: OracleType, within: readonly ResolvedStep[]): PlStatement[] =>
      walkTo(rc, ex, { root, rootType, steps: within, span }, change);
    return changeInner(rc, ex, { map, steps: [element, ...rest], change: { kind: 'change', within }, span });
  }
  if (map && element?.kind === 'element') {
    const own = b.column(span, rc.temporary('element', pgTypeOf(rc.unit.naming, element.type, 'variable')));
    return changePackageElement(rc, ex, {
      map,
      index: element.index,
      span,
      change: (place) => walkTo(rc, ex, { root: place, rootType: element.type, steps: rest, span }, change),
      copy: own,
    });
  }
  const list = packageList({ unit: rc.unit, routine: rc, sql: false }, variable);
  if (list && element?.kind === 'element')
    return changeListElement(rc, ex, list, {
      index: element.index,
      copy: b.column(span, rc.temporary('element', pgTypeOf(rc.unit.naming, element.type, 'variable'))),
      change: (place) => walkTo(rc, ex, { root: place, rootType: element.type, steps: rest, span }, change),
      span,
    });
  const copy = b.column(
    span,
    rc.temporary(foldName(variable.name), pgTypeOf(rc.unit.naming, variable.type, 'variable')),
  );
  return [
    b.assign(span, copy, readState({ unit: rc.unit, routine: rc }, variable, span)),
    ...walkTo(rc, ex, { root: copy, rootType: variable.type, steps, span }, change),
    ...writeState({ unit: rc.unit, routine: rc }, variable, copy, span),
  ];
}

function walkTo(
  rc: RoutineContext,
  ex: ExprContext,
  {
    root,
    rootType,
    steps,
    span,
  }: {
    readonly root: PgExpr;
    readonly rootType: OracleType;
    readonly steps: readonly ResolvedStep[];
    readonly span: Span;
  },
  change: (place: PgExpr, type: OracleType) => PlStatement[],
): PlStatement[] {
  let place = root;
  let type = rootType;
  for (const [i, step] of steps.entries()) {
    if (step.kind === 'field') {
      const name = type.kind === 'object' ? attributeName(type.object, step.name) : foldName(step.name);
      place = b.part(span, place, name);
      if (type.kind === 'object' && isPacked(type.object, step.name)) {
        const { naming } = rc.unit;
        const copy = b.column(span, rc.temporary(name, pgTypeOf(naming, step.type, 'variable')));
        return [
          b.assign(span, copy, unpack(naming, place, step.type, span)),
          ...walkTo(rc, ex, { root: copy, rootType: step.type, steps: steps.slice(i + 1), span }, change),
          b.assign(span, place, pack(naming, copy, step.type, span)),
        ];
      }
      type = step.type;
    } else if (step.kind === 'element' && type.kind === 'collection') {
      const { collection } = type;
      const rest = steps.slice(i + 1);
      return changeElement(rc, place, {
        collection,
        index: lowerKey(ex, collection, step.index),
        span,
        change: (element) => walkTo(rc, ex, { root: element, rootType: step.type, steps: rest, span }, change),
        mustExist: true,
      });
    } else return refuse(notAssignable(span, 'The result of a method'));
  }
  return change(place, type);
}

function onPlace(
  rc: RoutineContext,
  ex: ExprContext,
  {
    place,
    collection,
    method,
    args,
    span,
  }: {
    readonly place: PgExpr;
    readonly collection: CollectionTypeSymbol;
    readonly method: string;
    readonly args: readonly Argument[];
    readonly span: Span;
  },
): PlStatement[] {
  const split = isMap(collection) ? undefined : sparseParts(rc.unit, place, collection, span);
  switch (method) {
    case 'DELETE':
      if (isMap(collection)) return deleteFromMap(rc, ex, { place, collection, args, span });
      if (split) return deleteFromSparse(rc, ex, split, args, span);
      if (args.length > 0) return refuse(sparseNotTracked(span, 'DELETE'));
      return [b.assign(span, place, shortened(ex, place, b.num(span, 0), span))];
    case 'EXTEND':
      return extend(rc, ex, { place: split?.values ?? place, collection, args, span, split });
    case 'TRIM':
      return trim(ex, split?.values ?? place, args, span, split);
    default:
      return refuse(collectionOperand(span, method));
  }
}

/** `c[:high]`. PostgreSQL takes no notice of the bound of a NULL collection, which raises ORA-06531. */
export function shortened(ex: ExprContext, place: PgExpr, high: PgExpr, span: Span): PgExpr {
  const slice: PgExpr = { kind: 'PgSlice', span, operand: place, high };
  if (neverNull(ex, place)) return slice;
  return b.coalesce(span, slice, b.ora(span, 'raise', b.num(span, 6531), b.null(span), place));
}

function extend(
  rc: RoutineContext,
  ex: ExprContext,
  {
    place,
    collection,
    args,
    span,
    split,
  }: {
    readonly place: PgExpr;
    readonly collection: CollectionTypeSymbol;
    readonly args: readonly Argument[];
    readonly span: Span;
    readonly split: SparseSplit | undefined;
  },
): PlStatement[] {
  const [many, copied] = args;
  const most =
    collection.variant === 'varray' && collection.limit !== undefined ? b.num(span, collection.limit) : undefined;
  const fresh = newElement(rc.unit, collection.element, span);
  const one = b.num(span, 1);
  if (!many) {
    const at = b.ora(span, 'extended', size(span, place), ...(most ? [one, most] : []));
    return [b.assign(span, b.subscript(span, place, at), fresh)];
  }
  const count = lowerSubscript(ex, many.value);
  const last = b.ora(span, 'extended', size(span, place), count, ...(most ? [most] : []));
  const typed = (e: PgExpr): PgExpr => b.cast(span, e, elementPgType(rc.unit, collection));
  // Assigning far beyond the end would fill the places between with NULL, but not those of an empty array: it would
  // start there.
  if (!copied && count.kind === 'PgNumber' && count.text === '1')
    return [b.assign(span, b.subscript(span, place, last), fresh)];
  const from = copied ? copiedElement(ex, place, { collection, copied, split, span }) : fresh;
  const fill = b.call(span, 'array_fill', typed(from), b.array(span, b.binary(span, '-', last, size(span, place))));
  return [b.assign(span, place, b.binary(span, '||', place, fill))];
}

function copiedElement(
  ex: ExprContext,
  place: PgExpr,
  {
    collection,
    copied,
    split,
    span,
  }: {
    readonly collection: CollectionTypeSymbol;
    readonly copied: Argument;
    readonly split: SparseSplit | undefined;
    readonly span: Span;
  },
): PgExpr {
  const at = lowerSubscript(ex, copied.value);
  const index = split
    ? b.ora(span, 'sparse_subscript', size(span, place), split.gone, at)
    : checkedSubscript(collection, place, at, span);
  return b.subscript(span, place, index);
}

function trim(
  ex: ExprContext,
  place: PgExpr,
  args: readonly Argument[],
  span: Span,
  split: SparseSplit | undefined,
): PlStatement[] {
  const less = args[0] ? [lowerSubscript(ex, args[0].value)] : [];
  const high = b.ora(span, 'trimmed', size(span, place), ...less);
  const cut = b.assign(span, place, shortened(ex, place, high, span));
  if (!split) return [cut];
  return [cut, b.assign(span, split.gone, { kind: 'PgSlice', span, operand: split.gone, high: size(span, place) })];
}
