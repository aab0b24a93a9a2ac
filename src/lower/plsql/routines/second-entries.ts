import type { RoutineSymbol } from '../../../analyze/model/symbols.js';
import type { Block, RoutineDefinition } from '../../../ir/oracle/index.js';
import type { PgCreateRoutine, PlStatement } from '../../../ir/postgres/index.js';
import { b } from '../../builders.js';
import type { UnitContext } from '../../context.js';
import { entryName } from '../../naming/naming.js';
import { selfCheck } from '../../objects/self-check.js';
import type { BodyBuilder } from '../body/body-builder.js';
import { errType, failed, protectParts, raiseError } from '../errors/capture.js';
import { restoring } from '../errors/published-error.js';
import { userErrorHandlers } from '../errors/user-exceptions.js';
import { initialisationChecks } from '../packages/package-init.js';
import { lowerBlockBody } from '../statements/block.js';
import { errorName, withError, withResult } from './error-parameter.js';
import { loudAtItsEnd } from './loud-at-its-end.js';
import { missingReturn } from './missing-return.js';
import { handedOn } from './parameter-names.js';
import { cursorParameters, declareNewSelf, endOf, initialOut, plainBody, startBody } from './routine-body.js';
import { heading, parametersOf, uncommented } from './routine-heading.js';

/** A routine and its name; where the entry is called by another name, that. */
export interface Entry {
  readonly symbol: RoutineSymbol;
  readonly definition: RoutineDefinition;
  readonly name: readonly string[];
}

/** The body as a procedure, which may end transactions; a function's result is its last parameter. */
export function committingRoutine(
  unit: UnitContext,
  { symbol, definition, name }: Entry,
  block: Block,
): PgCreateRoutine {
  const { body, columnConflict } = plainBody(unit, symbol, block, name);
  const made = heading(unit, symbol, definition, { name, body, columnConflict });
  const parameters = withResult(unit, symbol, made.parameters).map((p) => ({ ...p, default: undefined }));
  return { ...made, routine: 'procedure', returns: undefined, parameters };
}

/** The entry that returns its error in `err`, or, where the body knows that name already, in `err_2` and so on. */
export function capturedRoutine(unit: UnitContext, { symbol, definition, name }: Entry, block: Block): PgCreateRoutine {
  const rc = startBody(unit, symbol, block, { name });
  const errorVariable = rc.freshLabel('err');
  // A local of that name would hide the parameter.
  rc.variables.reserve(errorVariable);
  if (symbol.routine === 'FUNCTION') rc.returnThroughParameter();
  const label = rc.freshLabel('routine_body');
  const capturing = rc.capturing(errorVariable, label);
  const ready = [
    ...initialisationChecks(unit, symbol, [block]).map((s) => withProtectedCalls(capturing, s)),
    ...selfCheck(symbol, block.span, (sqlstate, message) => raiseError(capturing, block.span, sqlstate, message)),
  ];
  declareNewSelf(rc, symbol, block);
  const lowered = lowerBlockBody(capturing, block).statements;
  const ending = endOf(capturing, symbol, block.span, lowered.at(-1));
  const statements = [...lowered, ...ending, ...missingReturn(capturing, symbol, block.span, lowered)];
  const body = b.block(block.span, {
    declarations: rc.outermostDeclarations,
    body: [
      ...cursorParameters(rc, symbol),
      ...initialOut(unit, symbol, block.span),
      b.block(block.span, { label, body: [...ready, ...statements] }),
      ...(rc.jumps.packageLoopEnds.length > 0
        ? [b.ifThen(block.span, failed(block.span, errorVariable), rc.jumps.packageLoopEnds)]
        : []),
      // An error that left a handler.
      ...(rc.jumps.publications > 0 ? [restoring(rc, block.span)] : []),
    ],
  });
  const counted = rc.finished(body);
  const made = heading(unit, symbol, definition, {
    name,
    body: counted,
    columnConflict: rc.variables.usesColumnConflict,
  });
  return withError(unit, symbol, made, errorVariable);
}

/** `if … then call pkg.__init(); end if;` where the error of the call is kept. */
function withProtectedCalls(rc: BodyBuilder, check: PlStatement): PlStatement {
  if (check.kind !== 'PlIf') return check;
  return { ...check, branches: check.branches.map((x) => ({ ...x, body: protectParts(rc, check.span, x.body) })) };
}

/** The public name over the entry that returns its error: raises it. */
export function wrapper(
  unit: UnitContext,
  { symbol, definition, name }: Entry,
  captured: readonly string[],
): PgCreateRoutine {
  const { span } = definition;
  const parameters = parametersOf(unit, symbol, definition);
  const all = withResult(unit, symbol, parameters);
  const error = errorName(all);
  const args = [...all.map((p) => handedOn(all, p, span)), b.column(span, error)];
  // A function without OUT parameters returns the value that the entry hands back.
  const own = all.slice(parameters.length);
  const body = b.block(span, {
    declarations: [b.variable(span, error, errType), ...own.map((p) => b.variable(span, p.name, p.type))],
    body: [
      { kind: 'PlCall', span, name: captured, args },
      b.ifThen(span, failed(span, error), [b.perform(span, b.ora(span, 'reraise', b.column(span, error)))]),
      ...own.map((p) => b.returns(span, b.column(span, p.name))),
    ],
  });
  const whole = symbol.routine === 'FUNCTION' ? loudAtItsEnd(symbol, body) : body;
  return uncommented(heading(unit, symbol, definition, { name, body: whole }));
}

/**
 * `f__sql`: NULL where NO_DATA_FOUND would escape, and ORA-06510 where a user-defined exception would, as SQL sees
 * them.
 */
export function sqlEntry(unit: UnitContext, { symbol, definition, name }: Entry): PgCreateRoutine {
  const { span } = definition;
  const parameters = parametersOf(unit, symbol, definition);
  // By position, an overload whose further parameters have defaults could be meant as well.
  const isNamed = symbol.overload.count > 1;
  const call = b.callNamed(
    span,
    name,
    parameters.map((p) => {
      const value = handedOn(parameters, p, span);
      return isNamed ? { kind: 'PgNamedArgument', span, name: p.name, value } : value;
    }),
  );
  const body = b.block(span, {
    body: [b.returns(span, call)],
    handlers: [
      ...(unit.analysis.effectsOf(symbol).noDataFoundEscapes
        ? [b.handler(span, [{ sqlstate: 'P0002' }], [b.returns(span, b.null(span))])]
        : []),
      ...userErrorHandlers(unit.analysis, symbol, span),
    ],
  });
  return uncommented(heading(unit, symbol, definition, { name: entryName(name, '__sql'), body }));
}
