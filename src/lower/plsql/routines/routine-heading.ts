import {
  type ParameterInfo,
  type RoutineSymbol,
  resultTypeOf,
  type VariableSymbol,
} from '../../../analyze/model/symbols.js';
import { defaultFilledIn } from '../../../diagnostics/op3-calls.js';
import type { RoutineDefinition } from '../../../ir/oracle/index.js';
import type { PgCreateRoutine, PgParameterDefinition, PlBlock } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b, pgTypes } from '../../builders.js';
import { sizedParameters, sizeName } from '../../calls/actual-sizes.js';
import { hasOut } from '../../calls/handed-back.js';
import { signatureHasDefault } from '../../calls/in-arguments.js';
import { goneParts, splitParts } from '../../collections/gaps/split.js';
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

/**
 * The parameters of the routine in PostgreSQL: those of Oracle in its order; what calls tell of them; captured variables;
 * what a function with OUT parameters returns. (src/lower/CALLING-CONVENTION.md)
 */
export function parametersOf(
  unit: UnitContext,
  symbol: RoutineSymbol,
  definition: RoutineDefinition,
): PgParameterDefinition[] {
  return [
    ...implicitSelf(unit, symbol, definition.span),
    ...writtenParameters(unit, symbol, definition),
    ...toldParameters(unit, symbol, definition.span),
    ...(symbol.nested ? capturedParameters(unit, symbol) : []),
    ...resultParameter(unit, symbol, definition.span),
  ];
}

const parameter = (
  span: Span,
  { name, type, mode }: Pick<PgParameterDefinition, 'name' | 'type' | 'mode'>,
): PgParameterDefinition => ({ kind: 'PgParameterDefinition', span, name, mode, type });

function implicitSelf(unit: UnitContext, symbol: RoutineSymbol, span: Span): PgParameterDefinition[] {
  if (symbol.container?.kind !== 'objectType' || !hasImplicitSelf(symbol)) return [];
  const type = pgTypeOf(unit.naming, { kind: 'object', object: symbol.container }, 'value');
  return [parameter(span, { name: 'self', type, mode: symbol.routine === 'PROCEDURE' ? 'inout' : 'in' })];
}

/** Behind a default PostgreSQL wants one for each parameter; captured variables, which follow, have none. */
const mayHaveDefaults = (unit: UnitContext, symbol: RoutineSymbol): boolean =>
  capturedVariables(unit, symbol).length === 0;

/** The parameters that the heading writes, without SELF of a constructor, which is what that returns. */
function writtenParameters(
  unit: UnitContext,
  symbol: RoutineSymbol,
  definition: RoutineDefinition,
): PgParameterDefinition[] {
  const ex: ExprContext = { unit, sql: false, inHeading: true };
  const isConstructor = symbol.declaration.method?.role === 'CONSTRUCTOR';
  const filledIn: FilledIn[] = [];
  const parameters: PgParameterDefinition[] = [];
  for (const [i, p] of symbol.parameters.entries()) {
    if (isConstructor && p.variable.name === 'SELF') continue;
    const initial = p.mode === 'IN' ? p.initial : undefined;
    const inSignature = initial !== undefined && mayHaveDefaults(unit, symbol) && signatureHasDefault(unit, symbol, i);
    if (initial && !inSignature)
      filledIn.push({ variable: p.variable, why: needsSubquery(unit, p) ? 'that needs a query' : undefined });
    const node = definition.parameters.find((d) => d.name.name === p.variable.name);
    parameters.push({
      ...parameter(node?.span ?? p.variable.span, {
        name: foldName(p.variable.name),
        mode: modeOf(unit, symbol, p),
        type: parameterType(unit.naming, p.variable),
      }),
      default: inSignature ? defaultValue(ex, initial, p.variable) : undefined,
      comments: node?.comments,
      trailingComment: node?.trailingComment,
    });
  }
  // A routine that the specification does not have is called by converted code alone.
  const hasOutsideCallers = !symbol.nested && (symbol.container?.kind !== 'package' || symbol.public);
  if (hasOutsideCallers) reportFilledIn(unit, filledIn);
  return parameters;
}

function modeOf(unit: UnitContext, symbol: RoutineSymbol, { mode }: ParameterInfo): PgParameterDefinition['mode'] {
  if (mode === 'IN') return 'in';
  return mode === 'OUT' && !unit.naming.isDistinguishedByOut(symbol) ? 'out' : 'inout';
}

/** What a call tells of its arguments beside their values: the gaps of arrays, the sizes of texts that are handed back. */
function toldParameters(unit: UnitContext, symbol: RoutineSymbol, span: Span): PgParameterDefinition[] {
  // Callers that know nothing of it need not say it.
  const [noGaps, noSize] = mayHaveDefaults(unit, symbol) ? [b.text(span, '{}'), b.null(span)] : [];
  return [
    ...goneParts(unit, symbol).map((part) => ({ ...parameter(span, part), default: noGaps })),
    ...sizedParameters(unit, symbol).map(({ variable }) => ({
      ...parameter(span, { name: sizeName(variable), mode: 'in', type: pgTypes.integer }),
      default: noSize,
    })),
  ];
}

/** PostgreSQL hands the result of a function with OUT parameters back as one of them. */
function resultParameter(unit: UnitContext, symbol: RoutineSymbol, span: Span): PgParameterDefinition[] {
  if (symbol.routine !== 'FUNCTION' || !hasOut({ unit }, symbol) || !symbol.returns) return [];
  const type = pgTypeOf(unit.naming, symbol.returns, 'value');
  return [parameter(span, { name: resultName(symbol), mode: 'out', type })];
}

/** A parameter whose default converted calls fill in. */
interface FilledIn {
  readonly variable: VariableSymbol;
  /** Why the signature cannot have the default, where that is more than its place. */
  readonly why: string | undefined;
}

/** Defaults that converted calls fill in are missing to other callers. */
function reportFilledIn(unit: UnitContext, filledIn: readonly FilledIn[]): void {
  for (const why of new Set(filledIn.map((f) => f.why))) {
    const variables = filledIn.flatMap((f) => (f.why === why ? [f.variable] : []));
    const [first] = variables;
    if (first) unit.report(defaultFilledIn(first.span, variables.map(({ name }) => name).join(', '), why));
  }
}

/** The variables of the routines around it. */
function capturedParameters(unit: UnitContext, symbol: RoutineSymbol): PgParameterDefinition[] {
  const names = capturedNames(unit, symbol);
  return unit.analysis.capturesOf(symbol).flatMap(({ variable, written }) => {
    const own = names.get(variable) ?? foldName(variable.name);
    const parts = splitParts(unit, variable, own) ?? [
      // CALL hands back only into a variable of exactly the parameter's type.
      { name: own, type: { ...pgTypeOf(unit.naming, variable.type, 'variable'), modifiers: undefined } },
    ];
    const mode = written ? 'inout' : 'in';
    return parts.map(({ name, type }) => parameter(variable.span, { name, mode, type }));
  });
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
  const result = symbol.routine === 'FUNCTION' && !hasOut({ unit }, symbol) ? resultTypeOf(symbol) : undefined;
  let returns = result && returnType(unit, symbol, result);
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
