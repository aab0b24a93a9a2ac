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
import { b, pgTypes } from '../../../builders.js';
import { fitActual, hasActualSize } from '../../../calls/actual-sizes.js';
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
import { fitText, fitTo, intervalFits } from '../../../expressions/conversions/fit.js';
import { timestampFits } from '../../../expressions/datetime/fit-timestamp.js';
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
import { fitCaptured, fitElement, fitNotNull, isCaptured, isConstrained } from './parameter-sizes.js';

/**
 * A plain local variable that takes a value of the type without conversion or check: what CALL and INTO can write to
 * directly.
 */
export function directTarget(ex: ExprContext, target: Expr, type: OracleType): PgExpr | undefined {
  if (target.kind !== 'Name' || !ex.routine) return undefined;
  const { base, steps } = ex.unit.analysis.resolve(target);
  if (base.kind !== 'variable' || steps.length > 0 || base.variable.storage === 'package') return undefined;
  refuseReadOnly(base.variable, target.span);
  const expr = ex.routine.variable(base.variable, { sql: false });
  // The parameters that keep overloads apart have types of their own, and CALL writes to nothing that it must coerce.
  if (ex.unit.naming.distinguishes(base.variable)) return undefined;
  if (expr.kind !== 'PgColumn' || (isCaptured(ex.routine, base.variable) && isConstrained(base.variable)))
    return undefined;
  if (hasActualSize(ex, target)) return undefined;
  return sameRepresentation(base.variable.type, type) ? expr : undefined;
}

/** What Oracle does not compile an assignment to: PLS-00363. (PL/SQL Language Reference, "Assignment Statement") */
function refuseReadOnly(variable: VariableSymbol, span: Span): void {
  const { name, storage, constant, container } = variable;
  const isIn =
    storage === 'parameter' &&
    container?.kind === 'routine' &&
    container.parameters.some((p) => p.variable === variable && p.mode === 'IN');
  if (isIn) refuse(readOnly(span, `IN parameter ${name}`));
  if (constant) refuse(readOnly(span, `${storage === 'loopIndex' ? 'Loop index' : 'Constant'} ${name}`));
}

/** Neither converts nor checks anything when a value of `from` goes into a variable of `to`. */
function sameRepresentation(to: OracleType, from: OracleType): boolean {
  if (to.kind !== from.kind) return false;
  switch (to.kind) {
    case 'number':
      return to.digits === undefined || (from.kind === 'number' && from.digits === to.digits);
    case 'intervalDayToSecond':
    case 'intervalYearToMonth':
      return intervalFits(from, to);
    case 'timestamp':
      return from.kind === 'timestamp' && from.zone === to.zone && timestampFits(from, to);
    case 'varchar2':
      return to.length === undefined;
    case 'char':
      return false;
    // PostgreSQL's type has no length that the assignment would check.
    case 'raw':
      return to.length === undefined || (from.kind === 'raw' && from.length !== undefined && from.length <= to.length);
    case 'plsInteger':
      if (to.notNull === true && !(from.kind === 'plsInteger' && from.notNull === true)) return false;
      return to.low === undefined && to.high === undefined;
    case 'collection':
      return from.kind === 'collection' && to.collection === from.collection;
    case 'record':
      return from.kind === 'record' && JSON.stringify(identityOf(to)) === JSON.stringify(identityOf(from));
    default:
      return true;
  }
}

function identityOf(type: OracleType & { kind: 'record' }): readonly string[] {
  switch (type.identity.kind) {
    case 'declared':
      return [
        'declared',
        type.identity.symbol.owner,
        type.identity.symbol.container?.name ?? '',
        type.identity.symbol.name,
      ];
    case 'table':
      return ['table', type.identity.table.owner, type.identity.table.name];
    case 'cursor':
      return ['cursor', type.identity.cursor.name];
    case 'query':
      return ['query'];
  }
}

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

/**
 * What the target's declared type adds to the assignment of a value that is of its type already; sizes do not bind a
 * parameter.
 */
export function fitTarget(ex: ExprContext, target: Expr, value: PgExpr, from: OracleType, source?: Expr): PgExpr {
  const to = ex.unit.analysis.typeOf(target);
  const type = isParameter(ex, target) ? sizeless(to) : to;
  if (neverFits(ex, value, type)) return tooLong(target.span);
  const fitted = fitActual(ex, target, fitTo(ex, value, { from, to: type, span: target.span, source }), target.span);
  // A variable takes NULL without fail, but not this one.
  if (fitted.kind === 'PgNull' && isNotNullVariable(ex, target))
    return b.cast(target.span, fitted, pgTypeOf(ex.unit.naming, to, 'value'));
  if (isNotNullElement(ex, target)) return fitNotNull(ex.unit, fitted, to, target.span);
  return isPackageVariable(ex, target)
    ? fitStored(fitted, from, to, target.span, source && { ex, expr: source })
    : fitted;
}

function isNotNullVariable({ unit }: ExprContext, target: Expr): boolean {
  if (target.kind !== 'Name') return false;
  const { base, steps } = unit.analysis.resolve(target);
  return base.kind === 'variable' && base.variable.notNull && steps.length === 0;
}

/**
 * A literal that is longer than the variable: an error when the assignment is reached, which checkers of PL/pgSQL take
 * for one of the routine.
 */
const neverFits = (ex: ExprContext, value: PgExpr, to: OracleType): boolean =>
  value.kind === 'PgString' &&
  // What dynamic SQL puts in at run time is another value.
  ex.substitutions?.isWord?.(value.value) !== true &&
  (to.kind === 'varchar2' || to.kind === 'char') &&
  to.length !== undefined &&
  [...value.value].length > to.length;

const tooLong = (span: Expr['span']): PgExpr =>
  b.ora(
    span,
    'raise',
    b.num(span, 6502),
    b.text(span, 'PL/SQL: numeric or value error: character string buffer too small'),
    b.cast(span, b.null(span), pgTypes.text),
  );

/** State is kept as text: the cast to the variable's type cuts off what an assignment would refuse. */
export function fitStored(
  value: PgExpr,
  from: OracleType,
  to: OracleType,
  span: Expr['span'],
  source?: { readonly ex: ExprContext; readonly expr: Expr },
): PgExpr {
  return to.kind === 'varchar2' && to.length !== undefined
    ? fitText(value, { from, length: to.length, span, source })
    : value;
}

/**
 * `c(i)` of a collection whose elements are NOT NULL. (PL/SQL Language Reference, "Collection Variable Declaration")
 */
function isNotNullElement(ex: ExprContext, target: Expr): boolean {
  if (target.kind !== 'Call' && target.kind !== 'Name' && target.kind !== 'Member') return false;
  const { base, steps } = ex.unit.analysis.resolve(target);
  const before = steps[steps.length - 2]?.type ?? (base.kind === 'variable' ? base.variable.type : undefined);
  return steps.at(-1)?.kind === 'element' && before?.kind === 'collection' && before.collection.elementNotNull;
}

function isPackageVariable(ex: ExprContext, target: Expr): boolean {
  if (target.kind !== 'Name' && target.kind !== 'Member') return false;
  const { base, steps } = ex.unit.analysis.resolve(target);
  return base.kind === 'variable' && base.variable.storage === 'package' && steps.length === 0;
}

function isParameter(ex: ExprContext, target: Expr): boolean {
  if (target.kind !== 'Name') return false;
  const { base, steps } = ex.unit.analysis.resolve(target);
  return base.kind === 'variable' && base.variable.storage === 'parameter' && steps.length === 0;
}

/** A CHAR parameter is not padded here: its size is that of the actual parameter. */
const sizeless = (type: OracleType): OracleType =>
  type.kind === 'char' || type.kind === 'varchar2'
    ? { kind: 'varchar2' }
    : type.kind === 'raw'
      ? { kind: 'raw' }
      : type;

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
