import type { ParameterInfo, RoutineSymbol } from '../../../analyze/model/symbols.js';
import { defaultFilledIn } from '../../../diagnostics/op3-calls.js';
import type { RoutineDefinition } from '../../../ir/oracle/index.js';
import type { PgCreateRoutine, PgParameterDefinition, PlBlock } from '../../../ir/postgres/index.js';
import { b, pgTypes } from '../../builders.js';
import { sizedParameters, sizeName } from '../../calls/actual-sizes.js';
import { hasOut } from '../../calls/handed-back.js';
import { signatureHasDefault } from '../../calls/in-arguments.js';
import { goneParts, splitParts } from '../../collections/split.js';
import type { ExprContext, UnitContext } from '../../context.js';
import { foldName } from '../../naming/naming.js';
import { parameterType, pgTypeOf } from '../../types.js';
import { resultName } from '../body/result-name.js';
import { capturedNames } from './captured-names.js';
import { handsBackAsResult } from './entries.js';
import { defaultValue, needsSubquery } from './parameter-default.js';
import { hasImplicitSelf } from './parameter-names.js';
import { returnType } from './return-type.js';
import { capturedVariables } from './routine-body.js';

/** Parameters in Oracle's order; then captured variables; then what a function with OUT parameters returns. */
export function parametersOf(
  unit: UnitContext,
  symbol: RoutineSymbol,
  definition: RoutineDefinition,
): PgParameterDefinition[] {
  const ex: ExprContext = { unit, sql: false, inHeading: true };
  const parameters: PgParameterDefinition[] = [];
  const role = symbol.declaration.method?.role;
  if (symbol.container?.kind === 'objectType' && hasImplicitSelf(symbol)) {
    parameters.push({
      kind: 'PgParameterDefinition',
      span: definition.span,
      name: 'self',
      mode: symbol.routine === 'PROCEDURE' ? 'inout' : 'in',
      type: pgTypeOf(unit.naming, { kind: 'object', object: symbol.container }, 'value'),
    });
  }
  // A routine that the specification does not have is called by converted code alone.
  const hasOutsideCallers = !symbol.nested && (symbol.container?.kind !== 'package' || symbol.public);
  const filledIn = new Map<string | undefined, ParameterInfo[]>();
  for (const [i, p] of symbol.parameters.entries()) {
    if (role === 'CONSTRUCTOR' && p.variable.name === 'SELF') continue;
    const initial = p.mode === 'IN' ? p.initial : undefined;
    const inSignature =
      initial !== undefined && signatureHasDefault(unit, symbol, i) && capturedVariables(unit, symbol).length === 0;
    if (initial && !inSignature) {
      const why = needsSubquery(unit, p) ? 'that needs a query' : undefined;
      filledIn.set(why, [...(filledIn.get(why) ?? []), p]);
    }
    const node = definition.parameters.find((d) => d.name.name === p.variable.name);
    parameters.push({
      kind: 'PgParameterDefinition',
      span: node?.span ?? p.variable.span,
      name: foldName(p.variable.name),
      mode: p.mode === 'IN' ? 'in' : p.mode === 'OUT' && !unit.naming.isDistinguishedByOut(symbol) ? 'out' : 'inout',
      type: parameterType(unit.naming, p.variable),
      default: inSignature ? defaultValue(ex, initial, p.variable) : undefined,
      comments: node?.comments,
      trailingComment: node?.trailingComment,
    });
  }
  reportFilledIn(unit, filledIn, hasOutsideCallers);
  // Callers that know nothing of gaps need not say so; captured variables, which have no default, follow.
  const told = capturedVariables(unit, symbol).length === 0 ? b.text(definition.span, '{}') : undefined;
  for (const { name, type, mode } of goneParts(unit, symbol))
    parameters.push({ kind: 'PgParameterDefinition', span: definition.span, name, mode, type, default: told });
  for (const { variable } of sizedParameters(unit, symbol))
    parameters.push({
      kind: 'PgParameterDefinition',
      span: definition.span,
      name: sizeName(variable),
      mode: 'in',
      type: pgTypes.integer,
      default: told && b.null(definition.span),
    });
  if (symbol.nested) {
    addCaptured(unit, symbol, parameters);
  }
  if (symbol.routine === 'FUNCTION' && hasOut(ex, symbol) && symbol.returns) {
    parameters.push({
      kind: 'PgParameterDefinition',
      span: definition.span,
      name: resultName(symbol),
      mode: 'out',
      type: pgTypeOf(unit.naming, symbol.returns, 'value'),
    });
  }
  return parameters;
}

/** Defaults that converted calls fill in are missing to other callers. */
function reportFilledIn(
  unit: UnitContext,
  filledIn: Map<string | undefined, ParameterInfo[]>,
  hasOutsideCallers: boolean,
): void {
  for (const [why, [first, ...others]] of filledIn) {
    if (!first || !hasOutsideCallers) continue;
    const names = [first, ...others].map((p) => p.variable.name).join(', ');
    unit.report(defaultFilledIn(first.variable.span, names, why));
  }
}

/** The variables of the routines around it. */
function addCaptured(unit: UnitContext, symbol: RoutineSymbol, parameters: PgParameterDefinition[]): void {
  const names = capturedNames(unit, symbol);
  for (const { variable, written } of unit.analysis.capturesOf(symbol)) {
    const own = names.get(variable) ?? foldName(variable.name);
    const parts = splitParts(unit, variable, own) ?? [
      // CALL hands back only into a variable of exactly the parameter's type.
      { name: own, type: { ...pgTypeOf(unit.naming, variable.type, 'variable'), modifiers: undefined } },
    ];
    for (const { name, type } of parts)
      parameters.push({
        kind: 'PgParameterDefinition',
        span: variable.span,
        name,
        mode: written ? 'inout' : 'in',
        type,
      });
  }
}

/** A function whose heading has no RETURN clause. */
export const lacksResult = ({ routine, returns, declaration }: RoutineSymbol): boolean =>
  routine === 'FUNCTION' && !returns && declaration.method?.role !== 'CONSTRUCTOR';

/** A body, and the name under which it is created. */
interface NamedBody {
  readonly name: readonly string[];
  readonly body: PlBlock;
  /** Names of columns go before those of variables. */
  readonly columnConflict?: boolean;
}

/** CREATE FUNCTION or PROCEDURE of the routine under a name, with a body: its signature by the calling convention. */
export function heading(
  unit: UnitContext,
  symbol: RoutineSymbol,
  definition: RoutineDefinition,
  { name, body, columnConflict = false }: NamedBody,
): PgCreateRoutine {
  let returns: PgCreateRoutine['returns'];
  if (symbol.routine === 'FUNCTION' && !hasOut({ unit }, symbol) && symbol.returns) {
    returns = returnType(unit, symbol, symbol.returns);
  }
  if (
    symbol.declaration.method?.role === 'CONSTRUCTOR' &&
    symbol.container?.kind === 'objectType' &&
    !hasOut({ unit }, symbol)
  ) {
    returns = pgTypeOf(unit.naming, { kind: 'object', object: symbol.container }, 'value');
  }
  // PL/SQL refuses a function without RETURN; its stub has to be one that PostgreSQL takes.
  if (lacksResult(symbol)) returns = pgTypes.text;
  return {
    kind: 'PgCreateRoutine',
    span: definition.span,
    routine: symbol.routine === 'FUNCTION' || handsBackAsResult(unit, symbol) ? 'function' : 'procedure',
    name,
    parameters: parametersOf(unit, symbol, definition),
    returns,
    language: 'plpgsql',
    body,
    variableConflict: columnConflict ? 'use_column' : undefined,
    comments: commentsOf(symbol, definition),
    trailingComment: definition.trailingComment,
    blankBefore: definition.blankBefore,
  };
}

/** What the specification says of a routine, then what the body does: each once. */
function commentsOf({ declaration }: RoutineSymbol, definition: RoutineDefinition): readonly string[] | undefined {
  if (declaration === definition) return definition.comments;
  const { comments = [], trailingComment } = declaration;
  const own = definition.comments ?? [];
  const said = new Set(own.map(words));
  const told = [...comments, ...(trailingComment ? [trailingComment.trim()] : [])].filter((c) => !said.has(words(c)));
  return told.length === 0 ? definition.comments : [...told, ...own];
}

const words = (comment: string): string => comment.replace(/\s+/g, ' ').trim();

/** A further routine that is made beside one, which has the comments. */
export function uncommented(routine: PgCreateRoutine): PgCreateRoutine {
  const none = { comments: undefined, trailingComment: undefined };
  return { ...routine, ...none, parameters: routine.parameters.map((p) => ({ ...p, ...none })) };
}
