import type { Resolution } from '../../../analyze/analysis.js';
import type { CollectionTypeSymbol } from '../../../analyze/model/symbols.js';
import type { OracleType } from '../../../analyze/model/types.js';
import { collectionOperand, sparseNotTracked } from '../../../diagnostics/op3-collections.js';
import type { Call, Expr, Member, Name } from '../../../ir/oracle/index.js';
import type { PgExpr, PlStatement } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b, pgTypes } from '../../builders.js';
import { type ExprContext, refuse } from '../../context.js';
import { callsRoutine } from '../../expressions/evaluation/calls-routine.js';
import type { BodyBuilder } from '../../plsql/body/body-builder.js';
import type { RoutineContext } from '../../plsql/body/routine-context.js';
import { ofUnknown } from '../../unresolved/missing.js';
import { elementPgType, isMap, keyPgType } from '../collection-types.js';
import { lowerIndex, newElement, repeatableKey, size } from '../elements.js';
import { checkedSubscript, lowerSubscript, typedKey } from '../expressions.js';
import { sparseParts } from '../gaps/split.js';
import { fieldShape, recordShape, type Shape, shapeOf } from '../inner-shape.js';
import { changeListSize, packageList } from '../package-lists.js';
import { deletePackageElement, isReachedByElement, packageMap } from '../package-maps.js';
import { changeInPlace } from './change-in-place.js';
import { deleteFromMap, deleteFromSparse } from './deletions.js';
import { changeInner, changeInRecord } from './inner-changes.js';
import { type SizeChange, shortened } from './size-change.js';

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
  const inRecord = changeListOfRecord(rc, ex, resolution, span);
  if (inRecord) return inRecord;
  const list = base.kind === 'variable' && resolution.steps.length === 1 ? packageList(ex, base.variable) : undefined;
  const changed = list && changeListSize(rc, ex, list, step, span);
  if (changed) return changed;
  const before: PlStatement[] = [];
  const target = { base: resolution.base, steps: resolution.steps.slice(0, -1), span };
  const changes = changeInPlace(rc, ex, target, (place, type) => {
    if (type.kind !== 'collection') return refuse(ofUnknown(type, collectionOperand(span, step.method)));
    const { collection } = type;
    const split = isMap(collection) ? undefined : sparseParts(rc.unit, place, collection, span);
    const args = step.args.map(({ value }) => computedFirst(rc, ex, { collection, value }, before));
    return onPlace(rc, ex, step.method, { place, collection, args, span, split });
  });
  return [...before, ...changes];
}

/** A key or number of a call; a routine that computes it is called before the collection is looked at. */
function computedFirst(
  rc: RoutineContext,
  ex: ExprContext,
  { collection, value }: { readonly collection: CollectionTypeSymbol; readonly value: Expr },
  before: PlStatement[],
): PgExpr {
  const isKey = isMap(collection);
  const computed = isKey ? typedKey(collection, lowerIndex(ex, collection, value)) : lowerSubscript(ex, value);
  if (!callsRoutine(computed)) return computed;
  const type = isKey ? keyPgType(collection) : pgTypes.integer;
  return repeatableKey(rc, computed, { type, span: value.span }, before);
}

/**
 * `r.m.DELETE(key)`, `r.list.EXTEND(n)`, `r.list.TRIM(n)` of a record that a package keeps, as far as the collection is
 * kept by itself; undefined for others.
 */
function changeListOfRecord(
  rc: BodyBuilder,
  ex: ExprContext,
  { base, steps: all }: Resolution,
  span: Span,
): PlStatement[] | undefined {
  const last = all.at(-1);
  if (base.kind !== 'variable' || last?.kind !== 'collectionMethod' || last.args.length > 1) return undefined;
  const { variable } = base;
  const shape = recordShape(ex.unit, variable.type);
  if (shape === null || !isReachedByElement(ex, variable)) return undefined;
  const steps = all.slice(0, -1);
  const { method } = last;
  const index = last.args[0]?.value;
  if (method === 'DELETE' && index && steps.length > 0 && steps.every((s) => shapeOf(s.type) !== null)) {
    const isArray = steps.at(-1)?.type.kind === 'collection';
    return isArray ? changeInRecord(rc, ex, { variable, steps, change: { kind: 'delete', index }, span }) : undefined;
  }
  if (method !== 'EXTEND' && method !== 'TRIM') return undefined;
  let at: { readonly type: OracleType; readonly shape: Shape } = { type: variable.type, shape };
  for (const step of steps) {
    if (step.kind !== 'field') return undefined;
    at = { type: step.type, shape: fieldShape(at.shape, at.type, step.name) };
  }
  if (at.shape !== 'list') return undefined;
  const count = index ? lowerSubscript(ex, index) : b.num(span, 1);
  return changeInRecord(rc, ex, { variable, steps, change: { kind: 'resize', method, count }, span });
}

/** The method on a collection that a variable, a field or a copy holds. */
function onPlace(rc: RoutineContext, ex: ExprContext, method: string, change: SizeChange): PlStatement[] {
  const { place, collection, args, span, split } = change;
  switch (method) {
    case 'DELETE':
      if (isMap(collection)) return deleteFromMap(rc, change);
      if (split) return deleteFromSparse(rc, ex, change, split);
      if (args.length > 0) return refuse(sparseNotTracked(span, 'DELETE'));
      return [b.assign(span, place, shortened(ex, place, b.num(span, 0), span))];
    case 'EXTEND':
      return extend(rc, { ...change, place: split?.values ?? place });
    case 'TRIM':
      return trim(ex, { ...change, place: split?.values ?? place });
    default:
      return refuse(collectionOperand(span, method));
  }
}

/** EXTEND, EXTEND(n) and EXTEND(n, i). */
function extend(rc: RoutineContext, change: SizeChange): PlStatement[] {
  const { place, collection, args, span } = change;
  const [many, copied] = args;
  const most =
    collection.variant === 'varray' && collection.limit !== undefined ? b.num(span, collection.limit) : undefined;
  const fresh = newElement(rc, collection.element, span);
  const one = b.num(span, 1);
  if (!many) {
    const at = b.ora(span, 'extended', size(span, place), ...(most ? [one, most] : []));
    return [b.assign(span, b.subscript(span, place, at), fresh)];
  }
  const last = b.ora(span, 'extended', size(span, place), many, ...(most ? [most] : []));
  const typed = (e: PgExpr): PgExpr => b.cast(span, e, elementPgType(rc.unit, collection));
  // Assigning far beyond the end would fill the places between with NULL, but not those of an empty array: it would
  // start there.
  if (!copied && many.kind === 'PgNumber' && many.text === '1')
    return [b.assign(span, b.subscript(span, place, last), fresh)];
  const from = copied ? copiedElement(change, copied) : fresh;
  const fill = b.call(span, 'array_fill', typed(from), b.array(span, b.binary(span, '-', last, size(span, place))));
  return [b.assign(span, place, b.binary(span, '||', place, fill))];
}

function copiedElement({ place, collection, span, split }: SizeChange, copied: PgExpr): PgExpr {
  const index = split
    ? b.ora(span, 'sparse_subscript', size(span, place), split.gone, copied)
    : checkedSubscript(collection, place, copied, span);
  return b.subscript(span, place, index);
}

function trim(ex: ExprContext, { place, args, span, split }: SizeChange): PlStatement[] {
  const less = args[0] ? [args[0]] : [];
  const high = b.ora(span, 'trimmed', size(span, place), ...less);
  const cut = b.assign(span, place, shortened(ex, place, high, span));
  if (!split) return [cut];
  return [cut, b.assign(span, split.gone, { kind: 'PgSlice', span, operand: split.gone, high: size(span, place) })];
}
