import type { Resolution } from '../../../analyze/analysis.js';
import type { OracleType } from '../../../analyze/model/types.js';
import { collectionOperand, sparseNotTracked } from '../../../diagnostics/op3-collections.js';
import type { Argument, Call, Member, Name } from '../../../ir/oracle/index.js';
import type { PgExpr, PlStatement } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b } from '../../builders.js';
import { type ExprContext, refuse } from '../../context.js';
import type { BodyBuilder } from '../../plsql/body/body-builder.js';
import type { RoutineContext } from '../../plsql/body/routine-context.js';
import { ofUnknown } from '../../unresolved/missing.js';
import { elementPgType, isMap } from '../collection-types.js';
import { newElement, size } from '../elements.js';
import { checkedSubscript, lowerSubscript } from '../expressions.js';
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
  return changeInPlace(rc, ex, { base: resolution.base, steps: resolution.steps.slice(0, -1), span }, (place, type) => {
    if (type.kind !== 'collection') return refuse(ofUnknown(type, collectionOperand(span, step.method)));
    const { collection } = type;
    const split = isMap(collection) ? undefined : sparseParts(rc.unit, place, collection, span);
    return onPlace(rc, ex, step.method, { place, collection, args: step.args, span, split });
  });
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
      if (isMap(collection)) return deleteFromMap(rc, ex, change);
      if (split) return deleteFromSparse(rc, ex, change, split);
      if (args.length > 0) return refuse(sparseNotTracked(span, 'DELETE'));
      return [b.assign(span, place, shortened(ex, place, b.num(span, 0), span))];
    case 'EXTEND':
      return extend(rc, ex, { ...change, place: split?.values ?? place });
    case 'TRIM':
      return trim(ex, { ...change, place: split?.values ?? place });
    default:
      return refuse(collectionOperand(span, method));
  }
}

/** EXTEND, EXTEND(n) and EXTEND(n, i). */
function extend(rc: RoutineContext, ex: ExprContext, change: SizeChange): PlStatement[] {
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
  const count = lowerSubscript(ex, many.value);
  const last = b.ora(span, 'extended', size(span, place), count, ...(most ? [most] : []));
  const typed = (e: PgExpr): PgExpr => b.cast(span, e, elementPgType(rc.unit, collection));
  // Assigning far beyond the end would fill the places between with NULL, but not those of an empty array: it would
  // start there.
  if (!copied && count.kind === 'PgNumber' && count.text === '1')
    return [b.assign(span, b.subscript(span, place, last), fresh)];
  const from = copied ? copiedElement(ex, change, copied) : fresh;
  const fill = b.call(span, 'array_fill', typed(from), b.array(span, b.binary(span, '-', last, size(span, place))));
  return [b.assign(span, place, b.binary(span, '||', place, fill))];
}

function copiedElement(ex: ExprContext, { place, collection, span, split }: SizeChange, copied: Argument): PgExpr {
  const at = lowerSubscript(ex, copied.value);
  const index = split
    ? b.ora(span, 'sparse_subscript', size(span, place), split.gone, at)
    : checkedSubscript(collection, place, at, span);
  return b.subscript(span, place, index);
}

function trim(ex: ExprContext, { place, args, span, split }: SizeChange): PlStatement[] {
  const less = args[0] ? [lowerSubscript(ex, args[0].value)] : [];
  const high = b.ora(span, 'trimmed', size(span, place), ...less);
  const cut = b.assign(span, place, shortened(ex, place, high, span));
  if (!split) return [cut];
  return [cut, b.assign(span, split.gone, { kind: 'PgSlice', span, operand: split.gone, high: size(span, place) })];
}
