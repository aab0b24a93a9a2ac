import type { Resolution } from '../../../analyze/analysis.js';
import type { RoutineSymbol } from '../../../analyze/model/symbols.js';
import { unsupportedStatement } from '../../../diagnostics/op3.js';
import type { Call, CallStatement, Expr, Member, Name } from '../../../ir/oracle/index.js';
import type { PgExpr, PlCall, PlStatement } from '../../../ir/postgres/index.js';
import { b } from '../../builders.js';
import { hasOut } from '../../calls/handed-back.js';
import { capturedVariable, inArguments } from '../../calls/in-arguments.js';
import { prepareCall } from '../../calls/prepared-call.js';
import { callStoringError } from '../../calls/storing-error.js';
import { lowerCollectionProcedure } from '../../collections/changes/procedures.js';
import { type ExprContext, refuse } from '../../context.js';
import { typeOfBase } from '../../expressions/names/chain.js';
import { foldName } from '../../naming/naming.js';
import { lowerMethodCallStatement } from '../../objects/method-call.js';
import { lowerSuppliedCall } from '../../supplied/calls.js';
import { refuseMissingMembers } from '../../unresolved/members.js';
import { ofUnknown, unresolved } from '../../unresolved/missing.js';
import type { BodyBuilder } from '../body/body-builder.js';
import { exprContext } from '../body/expr-context.js';
import { fetchedElsewhere, isHandedOver } from '../cursors/attributes/shared-cursors.js';
import { calleesWithin } from '../effects/callees.js';
import { protect } from '../errors/capture.js';
import { capturedEntry, handsBackAsResult } from '../routines/entries.js';
import { temporaryTablesAfter } from '../transactions/temporary-tables.js';
import { writeThrough } from './assignments/lob-rows.js';
import { plannedOnce, workedOut } from './call-arguments.js';
import { lowerJsonProcedure } from './json-procedures.js';
import { unlessReturnsAtOnce } from './returns-at-once.js';

/** A procedure call; the rows that LOB locators point to follow what it wrote. */
export function lowerCallStatement(rc: BodyBuilder, s: CallStatement): PlStatement[] {
  const { unit } = rc;
  const again = temporaryTablesAfter(unit, rc, calleesWithin(unit.analysis, s));
  const lowered = [...lowerCall(rc, s), ...again, ...cursorsHandedOver(rc, s)];
  const through = writeThrough(rc, s);
  if (through.length === 0) return lowered;
  // A call that returns its error stands outside of any sub-block, so what follows it needs one.
  const alone = rc.mode.kind === 'capture' && lowered.some((x) => x.kind === 'PlExit');
  return [...lowered, ...(alone ? [protect(rc, s.span, through)] : through)];
}

/** Notes of each cursor whose attributes the body reads that the called routine may fetch from it. */
function cursorsHandedOver(rc: BodyBuilder, { call, span }: CallStatement): PlStatement[] {
  if (call.kind !== 'Call') return [];
  return rc.cursors
    .asked()
    .filter((symbol) => fetchedElsewhere(rc.unit, symbol, span) === 'by calls' && isHandedOver(rc.unit, call, symbol))
    .map((symbol) => {
      const cursor = { symbol, package: false, name: foldName(symbol.name) };
      return b.assign(span, b.column(span, rc.cursors.variable(cursor, 'found')), b.boolean(span, true));
    });
}

function lowerCall(rc: BodyBuilder, s: CallStatement): PlStatement[] {
  const { call, span } = s;
  if (call.kind === 'BindVariable') return refuse(unsupportedStatement(span, 'A call of a bind variable'));
  if (call.kind === 'MethodCallOnType') return lowerMethodCallStatement(rc, s);
  const resolution = rc.unit.analysis.resolve(call);
  const lastStep = resolution.steps.at(-1);
  const before: PlStatement[] = [];
  const ex = exprContext(rc, before);
  // What is hoisted is in `before` only after the call is lowered.
  const after = (statements: PlStatement[]): PlStatement[] => [...before, ...statements];
  if (lastStep?.kind === 'collectionMethod') return after(lowerCollectionProcedure(rc, ex, call, resolution));
  if (lastStep?.kind === 'jsonMethod') return lowerJsonProcedure(rc, s);
  if (lastStep?.kind === 'objectMethod') return lowerMethodCallStatement(rc, s);
  const { base } = resolution;
  refuseMissingMembers(rc.unit, typeOfBase(ex, base), resolution.steps, span);
  switch (base.kind) {
    case 'routine':
      return callRoutine(rc, s, resolution, base.routine);
    case 'supplied':
    case 'builtin':
      return after(lowerSuppliedCall(rc, ex, s, base));
    case 'unresolved':
      return refuse(unresolved(rc.unit, span, base.name, resolution.type, rc.symbol));
    default:
      return refuse(ofUnknown(resolution.type, unsupportedStatement(span, describeCall(base, call))));
  }
}

function describeCall(base: Resolution['base'], call: Call | Name | Member): string {
  if (base.kind !== 'variable') return `A call of a ${base.kind}`;
  const method = lastName(call);
  return `Method ${method ?? ''} of ${base.variable.name}, whose type is not known here,`;
}

function lastName(call: Expr): string | undefined {
  if (call.kind === 'Call') return lastName(call.callee);
  return call.kind === 'Member' ? call.name.name : call.kind === 'Name' ? call.parts.at(-1)?.name : undefined;
}

function callRoutine(rc: BodyBuilder, s: CallStatement, resolution: Resolution, routine: RoutineSymbol): PlStatement[] {
  if (resolution.base.kind !== 'routine') return [];
  const before: PlStatement[] = [];
  const ex = exprContext(rc, before);
  const bound = resolution.base.args;
  const captured = rc.mode.kind === 'capture' ? capturedEntry(rc.unit, routine) : undefined;
  if (routine.routine === 'FUNCTION')
    return refuse(unsupportedStatement(s.span, `A call of function ${routine.name} as a procedure (PLS-00221)`));
  if (!captured && !hasOut(ex, routine)) {
    const given = plannedOnce(rc, bound, inArguments(ex, routine, bound));
    const call: PlCall = {
      kind: 'PlCall',
      span: s.span,
      name: rc.unit.naming.of(routine),
      args: [...given.args, ...capturedIn(rc, ex, routine)],
    };
    return [...before, ...given.before, given.before.length > 0 ? call : unlessReturnsAtOnce(rc, ex, routine, call)];
  }
  const prepared = prepareCall(ex, rc, {
    routine,
    bound,
    span: s.span,
    outputsThrough: captured ? 'temporaries' : 'variables',
  });
  const [output] = prepared.outputs;
  if (output && handsBackAsResult(rc.unit, routine)) {
    const result = b.callNamed(s.span, rc.unit.naming.of(routine), prepared.inputs);
    return [...before, ...prepared.before, b.assign(s.span, output, result), ...prepared.after];
  }
  const given = captured ? workedOut(rc, rc.unit, bound, prepared.args) : plannedOnce(rc, bound, prepared.args);
  const ready = [...before, ...prepared.before, ...given.before];
  if (!captured)
    return [
      ...ready,
      { kind: 'PlCall', span: s.span, name: rc.unit.naming.of(routine), args: given.args },
      ...prepared.after,
    ];
  const { always, after } = prepared;
  return [...ready, ...callStoringError(rc, { name: captured, args: given.args, span: s.span, always }), ...after];
}

function capturedIn(rc: BodyBuilder, ex: ExprContext, routine: RoutineSymbol): PgExpr[] {
  return routine.nested
    ? rc.unit.analysis.capturesOf(routine).flatMap((c) => capturedVariable(rc, c.variable, ex))
    : [];
}
