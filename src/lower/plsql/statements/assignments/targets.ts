import type { Resolution, ResolvedBase, ResolvedStep } from '../../../../analyze/analysis.js';
import type { VariableSymbol } from '../../../../analyze/model/symbols.js';
import type { OracleType } from '../../../../analyze/model/types.js';
import { bindVariable } from '../../../../diagnostics/op2-expressions.js';
import { partitionKeySet } from '../../../../diagnostics/op3.js';
import { notAssignable, readOnly } from '../../../../diagnostics/op3-calls.js';
import { isLiteral } from '../../../../ir/kinds.js';
import type { Expr } from '../../../../ir/oracle/index.js';
import type { PgExpr, PlStatement } from '../../../../ir/postgres/index.js';
import type { Span } from '../../../../ir/span.js';
import { b } from '../../../builders.js';
import { changeInner, changeInRecord } from '../../../collections/changes/inner-changes.js';
import { withKeysFirst } from '../../../collections/changes/keys-first.js';
import { newElement } from '../../../collections/elements.js';
import { holdsMaps, recordShape } from '../../../collections/inner-shape.js';
import {
  changeListElement,
  type PackageList,
  packageList,
  setListElement,
} from '../../../collections/package-lists.js';
import {
  changePackageElement,
  isReachedByElement,
  type PackageMap,
  packageMap,
  setPackageElement,
} from '../../../collections/package-maps.js';
import { type ExprContext, refuse, type Substitutions } from '../../../context.js';
import { reportKeyOfTrigger } from '../../../dml/kept-in-partition.js';
import { convert } from '../../../expressions/conversions/convert.js';
import { callsRoutine } from '../../../expressions/evaluation/calls-routine.js';
import { standsBeforeRow } from '../../../expressions/names/before-row.js';
import { correlationColumn } from '../../../expressions/names/correlation.js';
import { foldName } from '../../../naming/naming.js';
import { readState, writeState } from '../../../package-state.js';
import { memberMissing } from '../../../supplied/member-missing.js';
import { pgTypeOf } from '../../../types.js';
import { unresolved } from '../../../unresolved/missing.js';
import type { RoutineContext } from '../../body/routine-context.js';
import { mayLeaveOutCalls, mayRunAhead } from '../folded.js';
import { assignPath } from './assign-path.js';
import { refuseReadOnly } from './direct-target.js';
import { fitTarget } from './fit-target.js';
import { fitCaptured, fitElement } from './parameter-sizes.js';

/**
 * Assigns a lowered value of type `from` to whatever the target is: variable, field, element, package variable, :NEW.
 * `known` stands for indexes that were computed before.
 */
export function assignTo(
  rc: RoutineContext,
  target: Expr,
  value: PgExpr,
  from: OracleType,
  known?: Substitutions,
): PlStatement[] {
  const before: PlStatement[] = [];
  const hoist = (s: PlStatement): void => void before.push(s);
  const ex: ExprContext = { unit: rc.unit, sql: false, routine: rc, hoist, ...(known && { substitutions: known }) };
  const to = rc.unit.analysis.typeOf(target);
  const fitted = fitTarget(ex, target, convert(ex, value, { from, to, span: target.span }), from);
  const after = assignFitted(rc, ex, target, fitted);
  return [...before, ...after];
}

/** Assigns a value that is of the target's type already and fits it, without conversion or check. */
export function assignFitted(rc: RoutineContext, ex: ExprContext, target: Expr, value: PgExpr): PlStatement[] {
  const { span } = target;
  if (
    target.kind !== 'Name' &&
    target.kind !== 'Call' &&
    target.kind !== 'Member' &&
    target.kind !== 'CorrelationName'
  ) {
    if (target.kind === 'BindVariable') return refuse(bindVariable(span, target.name));
    return refuse(readOnly(span, isLiteral(target) ? 'A literal' : 'An expression'));
  }
  const resolution: Resolution = rc.unit.analysis.resolve(target);
  const { base, steps } = resolution;
  switch (base.kind) {
    case 'variable': {
      refuseReadOnly(base.variable, span);
      if (base.variable.storage !== 'package') {
        const fitted =
          steps.length === 0
            ? fitCaptured(rc, base.variable, value, span)
            : fitElement(rc, base.variable, steps, value, span);
        return assignPath(rc, ex, {
          root: rc.variable(base.variable, { sql: false }),
          name: base.variable.name,
          rootType: base.variable.type,
          steps,
          value: fitted,
          span,
        });
      }
      return assignToState(rc, ex, { variable: base.variable, steps, type: resolution.type, value, span });
    }
    case 'correlation':
      if (base.object) return refuse(notAssignable(span, 'The row of an object table'));
      return assignToColumn(rc, ex, base, { steps, type: resolution.type, value, span });
    default:
      if (base.kind === 'unresolved') return refuse(unresolved(rc.unit, span, base.name));
      if (base.kind === 'supplied') return refuse(memberMissing(span, base.package, base.member));
      return refuse(notAssignable(span, `A ${base.kind}`));
  }
}

/** What an assignment gives to a place that `steps` lead to, and the type of that place. */
interface GivenValue {
  readonly steps: readonly ResolvedStep[];
  readonly type: OracleType;
  readonly value: PgExpr;
  readonly span: Span;
}

/** `p.v := value`; a part of a package's variable changes in a copy of it. */
function assignToState(
  rc: RoutineContext,
  given: ExprContext,
  { variable, steps, type, value, span }: GivenValue & { readonly variable: VariableSymbol },
): PlStatement[] {
  const at = { unit: rc.unit, routine: rc };
  const differs = mayLeaveOutCalls(value) || mayRunAhead(value);
  if (steps.length === 0 && !differs) return writeState(at, variable, value, span);
  const map = packageMap({ ...at, sql: false }, variable);
  const [element, ...rest] = steps;
  // What computes the value may change the variable itself, so that comes before the copy is taken.
  const first: PlStatement[] = [];
  let own = value;
  if (callsRoutine(value) || differs) {
    own = b.column(span, rc.temporary('value', pgTypeOf(rc.unit.naming, type, 'variable')));
    first.push(b.assign(span, own, value));
  }
  if (steps.length === 0) return [...first, ...writeState(at, variable, own, span)];
  const ex = isElementOf(variable, steps) ? given : withKeysFirst(rc, given, steps, first);
  if (map && element?.kind === 'element')
    return [...first, ...assignInPackageMap(rc, ex, { map, element, rest, value: own, span })];
  const list = packageList({ ...at, sql: false }, variable);
  if (list && element?.kind === 'element')
    return [...first, ...assignInPackageList(rc, ex, { list, element, rest, value: own, span })];
  if (recordShape(rc.unit, variable.type) !== null && isReachedByElement({ ...at, sql: false }, variable)) {
    const within = (root: PgExpr, rootType: OracleType, inner: readonly ResolvedStep[]): PlStatement[] =>
      assignPath(rc, ex, { root, rootType, steps: inner, value: own, span });
    const change = { kind: 'assign' as const, value: own, within };
    return [...first, ...changeInRecord(rc, ex, { variable, steps, change, span })];
  }
  const name = rc.temporary(foldName(variable.name), pgTypeOf(rc.unit.naming, variable.type, 'variable'));
  const copy = b.column(span, name);
  return [
    ...first,
    b.assign(span, copy, readState(at, variable, span)),
    ...assignPath(rc, ex, { root: copy, name: variable.name, rootType: variable.type, steps, value: own, span }),
    ...writeState(at, variable, copy, span),
  ];
}

/** Is it an element of the variable itself, whose key is computed before the runtime looks at the variable? */
const isElementOf = ({ type }: VariableSymbol, steps: readonly ResolvedStep[]): boolean =>
  type.kind === 'collection' && steps.length === 1;

const firesOnInsert = ({ symbol }: RoutineContext): boolean =>
  symbol?.kind === 'trigger' && symbol.definition.events.some(({ event }) => event === 'INSERT');

/** `:NEW.c := value`; a part of the column, `:NEW.c(i)` or `:NEW.c.x`, changes in a copy of it. */
function assignToColumn(
  rc: RoutineContext,
  ex: ExprContext,
  base: Extract<ResolvedBase, { kind: 'correlation' }>,
  { steps, type, value, span }: GivenValue,
): PlStatement[] {
  if (base.column?.partitionKey && standsBeforeRow(ex, span)) {
    if (firesOnInsert(rc)) rc.unit.report(partitionKeySet(span, base.name));
    else if (base.relation) reportKeyOfTrigger(rc.unit, base.relation, base.name, span);
  }
  const whole = correlationColumn(rc, base, span);
  const columnType = base.column?.type;
  if (steps.length === 0 || !columnType) return assignPath(rc, ex, { root: whole, rootType: type, steps, value, span });
  const copy = b.column(span, rc.temporary(foldName(base.name), pgTypeOf(rc.unit.naming, columnType, 'variable')));
  return [
    b.assign(span, copy, whole),
    ...assignPath(rc, ex, { root: copy, rootType: columnType, steps, value, span }),
    b.assign(span, whole, copy),
  ];
}

/** `t(i)… := value` of a nested table or varray that a package keeps. */
function assignInPackageList(
  rc: RoutineContext,
  ex: ExprContext,
  { list, element, rest, value, span }: PackageElementAssignment & { readonly list: PackageList },
): PlStatement[] {
  if (rest.length === 0) return setListElement(rc, ex, list, { index: element.index, value, span });
  const copy = b.column(span, rc.temporary('element', pgTypeOf(rc.unit.naming, element.type, 'variable')));
  return changeListElement(rc, ex, list, {
    index: element.index,
    copy,
    change: (place) => assignPath(rc, ex, { root: place, rootType: element.type, steps: rest, value, span }),
    span,
  });
}

/** An element of a collection of a package, and what follows it: `rest`. */
interface PackageElementAssignment {
  readonly element: ResolvedStep & { kind: 'element' };
  readonly rest: readonly ResolvedStep[];
  readonly value: PgExpr;
  readonly span: Span;
}

/** `m(key)… := value` of an associative array that a package keeps. */
function assignInPackageMap(
  rc: RoutineContext,
  ex: ExprContext,
  { map, element, rest, value, span }: PackageElementAssignment & { readonly map: PackageMap },
): PlStatement[] {
  if (holdsMaps(map.variable.type)) {
    const within = (root: PgExpr, rootType: OracleType, steps: readonly ResolvedStep[]): PlStatement[] =>
      assignPath(rc, ex, { root, rootType, steps, value, span });
    return changeInner(rc, ex, { map, steps: [element, ...rest], change: { kind: 'assign', value, within }, span });
  }
  if (rest.length === 0) return setPackageElement(rc, ex, { map, index: element.index, value, span });
  const copy = b.column(span, rc.temporary('element', pgTypeOf(rc.unit.naming, element.type, 'variable')));
  return changePackageElement(rc, ex, {
    map,
    index: element.index,
    span,
    change: (place) => assignPath(rc, ex, { root: place, rootType: element.type, steps: rest, value, span }),
    copy,
    fresh: newElement(rc, element.type, span),
  });
}
