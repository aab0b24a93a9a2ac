import type { Resolution, ResolvedStep } from '../../../analyze/analysis.js';
import type { VariableSymbol } from '../../../analyze/model/symbols.js';
import { type OracleType, unknown } from '../../../analyze/model/types.js';
import { notAssignable } from '../../../diagnostics/op3-calls.js';
import type { PgExpr, PlStatement } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b } from '../../builders.js';
import { type ExprContext, refuse } from '../../context.js';
import { correlationColumn } from '../../expressions/names/correlation.js';
import { foldName } from '../../naming/naming.js';
import { attributeName, isPacked } from '../../objects/hierarchy.js';
import { pack, unpack } from '../../objects/packed.js';
import { readState, writeState } from '../../package-state.js';
import type { RoutineContext } from '../../plsql/body/routine-context.js';
import { pgTypeOf } from '../../types.js';
import { lowerKey } from '../elements.js';
import { holdsMaps, recordShape } from '../inner-shape.js';
import { changeListElement, packageList } from '../package-lists.js';
import { changePackageElement, isReachedByElement, packageMap } from '../package-maps.js';
import { changeElement } from './assign-element.js';
import { changeInner, changeInRecord } from './inner-changes.js';
import { withKeysFirst } from './keys-first.js';

/** What an assignment or a method changes: what the steps lead to from a base. */
interface Target {
  readonly base: Resolution['base'];
  readonly steps: readonly ResolvedStep[];
  readonly span: Span;
  /** Is it a call that changes it? A routine may change what stands around it as well. */
  readonly calls?: boolean;
}

/** Makes the statements that change what stands at a place. */
type Change = (place: PgExpr, type: OracleType) => PlStatement[];

/**
 * Gives `change` the collection or object that the base and steps lead to as an assignment target; what is an element
 * or package state is copied and stored again.
 */
export function changeInPlace(rc: RoutineContext, ex: ExprContext, target: Target, change: Change): PlStatement[] {
  const { base, steps, span, calls = false } = target;
  const walk = new Walk(rc, ex, span, change);
  if (base.kind === 'correlation')
    return walk.to(correlationColumn(rc, base, span), base.column?.type ?? unknown, steps);
  if (base.kind !== 'variable') return refuse(notAssignable(span, `A ${base.kind}`));
  const { variable } = base;
  if (variable.storage !== 'package') return walk.to(rc.variable(variable, { sql: false }), variable.type, steps);
  const before: PlStatement[] = [];
  const inOrder = new Walk(rc, withKeysFirst(rc, ex, steps, before), span, change);
  const isHeldByParts = calls && (recordShape(rc.unit, variable.type) !== null || holdsMaps(variable.type));
  const inParts = isHeldByParts ? undefined : changePackageElementOf(inOrder, variable, steps);
  return [...before, ...(inParts ?? changePackageVariable(inOrder, variable, steps))];
}

/** The change of one element of a package collection whose elements are stored apart; undefined for others. */
function changePackageElementOf(
  walk: Walk,
  variable: VariableSymbol,
  steps: readonly ResolvedStep[],
): PlStatement[] | undefined {
  const { rc, ex, span } = walk;
  const [element, ...rest] = steps;
  const state = { unit: rc.unit, routine: rc, sql: false };
  if (element?.kind === 'field' && recordShape(rc.unit, variable.type) !== null && isReachedByElement(state, variable))
    return changeInRecord(rc, ex, {
      variable,
      steps,
      change: { kind: 'change', within: (root, type, inner) => walk.to(root, type, inner) },
      span,
    });
  if (element?.kind !== 'element') return undefined;
  const map = packageMap(state, variable);
  if (map && holdsMaps(variable.type))
    return changeInner(rc, ex, {
      map,
      steps: [element, ...rest],
      change: { kind: 'change', within: (root, type, inner) => walk.to(root, type, inner) },
      span,
    });
  const { index } = element;
  const change = (place: PgExpr): PlStatement[] => walk.to(place, element.type, rest);
  if (map) return changePackageElement(rc, ex, { map, index, span, change, copy: walk.copy('element', element.type) });
  const list = packageList(state, variable);
  return list && changeListElement(rc, ex, list, { index, span, change, copy: walk.copy('element', element.type) });
}

/** The variable is read whole, changed, and written whole. */
function changePackageVariable(walk: Walk, variable: VariableSymbol, steps: readonly ResolvedStep[]): PlStatement[] {
  const { rc, span } = walk;
  const state = { unit: rc.unit, routine: rc };
  const copy = walk.copy(foldName(variable.name), variable.type);
  return [
    b.assign(span, copy, readState(state, variable, span)),
    ...walk.to(copy, variable.type, steps),
    ...writeState(state, variable, copy, span),
  ];
}

/** The way from a place along steps to what is changed. */
class Walk {
  constructor(
    readonly rc: RoutineContext,
    readonly ex: ExprContext,
    readonly span: Span,
    private readonly change: Change,
  ) {}

  /** A temporary of the type. */
  copy(name: string, type: OracleType): PgExpr {
    return b.column(this.span, this.rc.temporary(name, pgTypeOf(this.rc.unit.naming, type, 'variable')));
  }

  to(place: PgExpr, type: OracleType, steps: readonly ResolvedStep[]): PlStatement[] {
    const [step, ...rest] = steps;
    if (!step) return this.change(place, type);
    if (step.kind === 'field') return this.toField(place, type, step, rest);
    if (step.kind !== 'element' || type.kind !== 'collection')
      return refuse(notAssignable(this.span, 'The result of a method'));
    const { collection } = type;
    return changeElement(this.rc, place, {
      collection,
      index: lowerKey(this.ex, collection, step.index),
      span: this.span,
      change: (element) => this.to(element, step.type, rest),
      mustExist: true,
    });
  }

  private toField(
    place: PgExpr,
    type: OracleType,
    field: Extract<ResolvedStep, { kind: 'field' }>,
    rest: readonly ResolvedStep[],
  ): PlStatement[] {
    const { span } = this;
    const { naming } = this.rc.unit;
    const name = type.kind === 'object' ? attributeName(type.object, field.name) : foldName(field.name);
    const part = b.part(span, place, name);
    if (type.kind !== 'object' || !isPacked(type.object, field.name)) return this.to(part, field.type, rest);
    const copy = this.copy(name, field.type);
    return [
      b.assign(span, copy, unpack(naming, part, field.type, span)),
      ...this.to(copy, field.type, rest),
      b.assign(span, part, pack(naming, copy, field.type, span)),
    ];
  }
}
