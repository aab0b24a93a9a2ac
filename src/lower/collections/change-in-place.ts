import type { Resolution, ResolvedStep } from '../../analyze/analysis.js';
import type { OracleType } from '../../analyze/model/types.js';
import { notAssignable } from '../../diagnostics/op3-calls.js';
import type { PgExpr, PlStatement } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b } from '../builders.js';
import { type ExprContext, refuse } from '../context.js';
import { correlationColumn } from '../expressions/correlation.js';
import { foldName } from '../naming/naming.js';
import { attributeName, isPacked } from '../objects/hierarchy.js';
import { pack, unpack } from '../objects/packed.js';
import { readState, writeState } from '../package-state.js';
import type { RoutineContext } from '../plsql/body/routine-context.js';
import { pgTypeOf } from '../types.js';
import { changeElement } from './assign-element.js';
import { lowerKey } from './elements.js';
import { changeInner } from './inner-changes.js';
import { holdsMaps } from './inner-shape.js';
import { changeListElement, packageList } from './package-lists.js';
import { changePackageElement, packageMap } from './package-maps.js';

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
    return walkTo(
      rc,
      ex,
      { root: rc.variable(variable, { sql: false }), rootType: variable.type, steps, span },
      change,
    );
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
