import type { Expr } from '../../ir/oracle/index.js';
import { walk } from '../../ir/walk.js';
import type { BoundArgument, Resolution } from '../analysis.js';
import type { AnalyzeContext } from '../context.js';
import { calledRoutines } from '../model/callees.js';
import { callerIn, type Scope } from '../model/scope.js';
import type { RoutineSymbol, VariableSymbol } from '../model/symbols.js';
import type { OracleType } from '../model/types.js';
import { givesByArgument } from '../oracle/anydata.js';
import { triggerPredicates } from '../oracle/builtin-functions.js';

/** Notes which routines the unit around `scope` calls, and what it captures, by this name. */
export function noteUse(cx: AnalyzeContext, resolution: Resolution, scope: Scope): void {
  if (resolution.base.kind === 'variable') {
    const { variable } = resolution.base;
    noteCapture(cx, variable, scope, 'read');
    // An element that is made begins with the defaults of its fields.
    if (variable.type.kind === 'collection') noteFieldDefaults(cx, variable.type, scope);
  }
  if (resolution.base.kind === 'cursor') noteCapture(cx, resolution.base.cursor.variable, scope, 'write');
  if (resolution.base.kind === 'correlation' && resolution.base.row)
    noteCapture(cx, resolution.base.row, scope, 'read');
  if (resolution.base.kind === 'pseudo' && triggerPredicates.has(resolution.base.name))
    notePredicate(cx, resolution.base.args, scope);
  for (const actual of outActuals(resolution)) noteWrite(cx, actual, scope);
  if (changesSelf(resolution)) noteBaseWrite(cx, resolution, scope);
  const called = calledRoutines(resolution);
  if (called.length === 0) return;
  if (resolution.base.kind === 'routine' && resolution.base.routine.nested)
    noteDefaults(cx, resolution.base.args, scope);
  for (const { callee } of called) noteCall(cx, callee, scope);
}

/** What a call in an expression hands back to. */
function outActuals({ base, steps }: Resolution): readonly Expr[] {
  const out: Expr[] = [];
  const add = (args: readonly BoundArgument[]): void => {
    for (const { actual, parameter } of args) if (actual && parameter.mode !== 'IN') out.push(actual);
  };
  if (base.kind === 'routine') add(base.args);
  for (const step of steps) {
    if (step.kind === 'objectMethod') add(step.args);
    if (step.kind === 'anydataMethod' && givesByArgument(step.method)) out.push(...step.args.map((a) => a.value));
  }
  return out;
}

/**
 * Is a method called that changes the object in the variable? What one method returns, a further one changes in vain.
 */
function changesSelf({ steps }: Resolution): boolean {
  const method = steps.find((s) => s.kind === 'objectMethod');
  return method !== undefined && takesSelfToChange(method.routine);
}

/**
 * Is SELF an OUT parameter, as it is of a procedure unless it says otherwise? (Object-Relational Developer's Guide,
 * "SELF Parameters in Member Methods")
 */
export function takesSelfToChange({ parameters, routine }: RoutineSymbol): boolean {
  const self = parameters.find((p) => p.variable.name === 'SELF');
  return self ? self.mode !== 'IN' : routine === 'PROCEDURE';
}

/** Notes a write to a captured variable, or to one of a package. */
export function noteWrite(cx: AnalyzeContext, target: Expr, scope: Scope): void {
  const resolution = cx.facts.resolutions.get(target);
  if (resolution?.base.kind === 'correlation') cx.facts.writes.add(target);
  if (resolution?.base.kind === 'variable') {
    cx.facts.writes.add(target);
    if (resolution.base.variable.storage === 'package') cx.facts.stateWrites.add(target);
  }
  if (resolution) noteBaseWrite(cx, resolution, scope);
}

function noteBaseWrite(cx: AnalyzeContext, { base }: Resolution, scope: Scope): void {
  if (base.kind === 'variable') {
    cx.facts.written.push(base.variable);
    noteCapture(cx, base.variable, scope, 'write');
  }
  if (base.kind === 'correlation' && base.row) noteCapture(cx, base.row, scope, 'write');
}

function noteCall(cx: AnalyzeContext, callee: RoutineSymbol, scope: Scope): void {
  const unit = callerIn(scope);
  if (!unit) return;
  let calls = cx.facts.calls.get(unit);
  if (!calls) cx.facts.calls.set(unit, (calls = new Set()));
  calls.add(callee);
}

/** Defaults that a call leaves to the routine are evaluated where it stands: it uses the variables they read. */
function noteDefaults(cx: AnalyzeContext, args: readonly BoundArgument[], scope: Scope): void {
  for (const { actual, parameter } of args)
    if (!actual && parameter.initial) noteEvaluated(cx, parameter.initial, scope);
}

/** What an expression that is declared elsewhere uses, where it is evaluated in `scope`. */
export function noteEvaluated(cx: AnalyzeContext, expr: Expr, scope: Scope): void {
  walk(expr, (node) => {
    const base = cx.facts.resolutions.get(node)?.base;
    if (base?.kind === 'variable') noteCapture(cx, base.variable, scope, 'read');
    if (base?.kind === 'correlation' && base.row) noteCapture(cx, base.row, scope, 'read');
    if (base?.kind === 'pseudo' && triggerPredicates.has(base.name)) notePredicate(cx, base.args, scope);
    if (base?.kind === 'routine') noteCall(cx, base.routine, scope);
  });
}

/** What the defaults of the fields of a record use, where one of the type is made. */
export function noteFieldDefaults(cx: AnalyzeContext, type: OracleType, scope: Scope): void {
  if (type.kind === 'collection') noteFieldDefaults(cx, type.collection.element, scope);
  if (type.kind !== 'record' || type.identity.kind !== 'declared') return;
  for (const { initial, type: field } of type.fields)
    if (initial) noteEvaluated(cx, initial, scope);
    else noteFieldDefaults(cx, field, scope);
}

/** INSERTING in a routine nested in a trigger: it captures the event. */
function notePredicate(cx: AnalyzeContext, args: readonly unknown[] | undefined, scope: Scope): void {
  for (let s: Scope | undefined = scope; s; s = s.parent) {
    const unit: Scope['unit'] = s.unit;
    if (unit?.kind !== 'trigger') continue;
    noteCapture(cx, unit.event, scope, 'read');
    if (args && args.length > 0) noteCapture(cx, unit.updatedColumns, scope, 'read');
    return;
  }
}

/** Notes that the routine around `scope` uses a variable of an enclosing routine or block. */
export function noteCapture(
  cx: AnalyzeContext,
  variable: VariableSymbol,
  scope: Scope,
  use: 'read' | 'write',
  captures = cx.facts.captures,
): void {
  if (variable.storage === 'package') return;
  // A constant can stand where an unknown routine may write; it is only read.
  const writes = use === 'write' && !variable.constant;
  for (let s: Scope | undefined = scope; s; s = s.parent) {
    if (
      (s.names.get(variable.name) ?? []).some((x) => x === variable || (x.kind === 'cursor' && x.variable === variable))
    )
      return;
    const unit: Scope['unit'] = s.unit;
    // Leaving the scope of a nested routine without having met the declaration: the routine captures it.
    if (unit?.kind === 'routine' && s.parent?.unit !== unit && variable.container !== unit) {
      let captured = captures.get(unit);
      if (!captured) captures.set(unit, (captured = new Map()));
      const entry = captured.get(variable);
      if (!entry) captured.set(variable, { written: writes });
      else if (writes) entry.written = true;
    }
  }
}
