import type { RoutineSymbol, VariableSymbol } from '../../analyze/symbols.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import {
  autonomousConnection,
  autonomousTransaction,
  functionControlsTransaction,
  unsupportedStatement,
} from '../../diagnostics/op3.js';
import { defaultFilledIn, tooManyParameters } from '../../diagnostics/op3-calls.js';
import type { Block, RoutineDefinition } from '../../ir/oracle/index.js';
import type {
  PgCreateRoutine,
  PgExpr,
  PgParameterDefinition,
  PgStatement,
  PlBlock,
  PlStatement,
} from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { type AnyNode, walk } from '../../ir/walk.js';
import { b, pgTypes } from '../builders.js';
import { hasOut, hasSqlEntry, isTooWide, signatureHasDefault } from '../calls.js';
import { gapParameters } from '../collections/gaps.js';
import { goneParts, splitOf, splitParts } from '../collections/split.js';
import { reportWholeUses } from '../collections/uses.js';
import type { ExprContext, UnitContext } from '../context.js';
import { defaultOf } from '../defaults.js';
import { entryName, foldName } from '../naming.js';
import { dispatcher, overridersOf, ownName, selfCheck } from '../objects/dispatch.js';
import { objectOf } from '../objects/expressions.js';
import { parameterType, pgTypeOf } from '../types.js';
import { apartEntries, pragmaSpan, runsApart, sharesSession } from './autonomous.js';
import { lowerBlockBody } from './block.js';
import { BodyBuilder } from './body-builder.js';
import { errType, failed } from './capture.js';
import { capturedEntry, handsBackAsResult } from './entries.js';
import { initialisationChecks } from './package-init.js';
import { defaultValue } from './parameter-default.js';
import { hasImplicitSelf, nameParameters } from './parameter-names.js';
import { stubBody } from './stub.js';

/** A stand-alone, package or nested routine, or a method: its entries. (CALLING-CONVENTION.md, "Routines", "Errors", "Functions in SQL") */
export function lowerRoutine(unit: UnitContext, symbol: RoutineSymbol, definition: RoutineDefinition): PgStatement[] {
  // Not even a stub could have as many: its calls raise.
  if (isTooWide(unit, symbol)) {
    unit.report(tooManyParameters(definition.span, symbol.name));
    return [];
  }
  const name = unit.naming.of(symbol);
  const effects = unit.analysis.effectsOf(symbol);
  const apart = runsApart(unit, symbol);
  if (effects.autonomous) {
    const said = apart ? autonomousConnection : autonomousTransaction;
    unit.report(said(pragmaSpan(definition) ?? definition.span, symbol.name));
  }
  if (definition.body.kind !== 'Block') {
    const what =
      definition.body.kind === 'ExternalBody' ? `A routine in ${definition.body.language}` : definition.body.what;
    const diagnostic = unsupportedStatement(definition.span, what);
    unit.report(diagnostic);
    return stubs(unit, symbol, definition, diagnostic);
  }
  if (definition.options.sqlMacro !== undefined) {
    // What it returns is text that the database puts in the place of the call.
    const diagnostic = unsupportedStatement(definition.span, 'A SQL macro');
    unit.report(diagnostic);
    return stubs(unit, symbol, definition, diagnostic);
  }
  const block = definition.body;
  if (symbol.routine === 'FUNCTION' && effects.transactionControl && !effects.autonomous) {
    unit.report(functionControlsTransaction(definition.span, symbol.name));
  }
  const inSql =
    hasSqlEntry(unit.analysis, symbol) && !hasOut({ unit }, symbol) ? [sqlEntry(unit, symbol, definition, name)] : [];
  if (apart) {
    const own = committingRoutine(unit, symbol, definition, block, entryName(name, '__own'));
    const main = heading(unit, symbol, definition, name, b.block(block.span, { body: [] }));
    return [...apartEntries(own, main, sharesSession(unit, symbol)), ...inSql];
  }
  const captured = capturedEntry(unit, symbol);
  if (captured)
    return [
      capturedRoutine(unit, symbol, definition, block, captured),
      wrapper(unit, symbol, definition, name, captured),
      ...inSql,
    ];
  const made = plainBody(unit, symbol, block);
  if (overridersOf(symbol).length > 0) {
    // Subtypes override the method: its name belongs to what chooses by the object's type.
    const own = heading(unit, symbol, definition, ownName(unit, symbol), made.body, made.columnConflict);
    return [
      own,
      dispatcher(
        unit,
        symbol,
        definition.span,
        own.parameters.map((p) => ({ ...p, comments: undefined })),
      ),
      ...inSql,
    ];
  }
  const whole = definition.options.pipelined ? endingAtNoData(unit, symbol, made.body) : made.body;
  const main = heading(unit, symbol, definition, name, whole, made.columnConflict);
  return [main, ...inSql];
}

/** A pipelined function's rows end where NO_DATA_FOUND leaves it: to SQL, which alone can call it, that is no error. */
function endingAtNoData(unit: UnitContext, symbol: RoutineSymbol, body: PlBlock): PlBlock {
  if (!unit.analysis.effectsOf(symbol).noDataFoundEscapes) return body;
  const { span } = body;
  return b.block(span, { body: [body], handlers: [b.handler(span, [{ sqlstate: 'P0002' }], [b.returns(span)])] });
}

/** A routine that cannot be made: every entry that callers name raises. Defaults that might be the reason are NULL. */
export function stubs(
  unit: UnitContext,
  symbol: RoutineSymbol,
  definition: RoutineDefinition,
  diagnostic: Diagnostic,
): PgStatement[] {
  const captured = capturedEntry(unit, symbol);
  const stub = (name: readonly string[]): PgCreateRoutine => {
    const made = heading(unit, symbol, definition, name, stubBody(definition.span, diagnostic));
    return {
      ...made,
      parameters: made.parameters.map((p) =>
        p.default && !isConstant(p.default) ? { ...p, default: b.null(definition.span) } : p,
      ),
    };
  };
  const name = unit.naming.of(symbol);
  if (captured) return [withError(unit, symbol, stub(captured)), { ...stub(name), comments: undefined }];
  const inSql = hasSqlEntry(unit.analysis, symbol) && !hasOut({ unit }, symbol);
  return [stub(name), ...(inSql ? [{ ...stub(entryName(name, '__sql')), comments: undefined }] : [])];
}

function isConstant(value: PgExpr): boolean {
  switch (value.kind) {
    case 'PgString':
    case 'PgNumber':
    case 'PgNull':
    case 'PgBoolean':
      return true;
    case 'PgCast':
      return isConstant(value.operand);
    default:
      return false;
  }
}

/** A cursor parameter may be open: its attributes count from here. */
function cursorParameters(rc: BodyBuilder, symbol: RoutineSymbol): PlStatement[] {
  return symbol.parameters.flatMap(({ variable, mode }) => {
    if (variable.type.kind !== 'refCursor' || mode === 'OUT' || !rc.cursorUse(variable).attributes) return [];
    const name = foldName(variable.name);
    return [
      b.assign(variable.span, b.column(variable.span, rc.cursorVariable(name, 'rowcount')), b.num(variable.span, 0)),
    ];
  });
}

export function startBody(
  unit: UnitContext,
  symbol: RoutineSymbol,
  block: Block,
  name: readonly string[] = unit.naming.of(symbol),
  plain = false,
): BodyBuilder {
  const rc = BodyBuilder.start(unit, symbol, block as AnyNode, name[name.length - 1]);
  nameParameters(rc, symbol);
  for (const variable of capturedVariables(unit, symbol)) {
    const parts = splitParts(unit, variable, rc.captured(variable));
    if (parts) rc.split(variable, [parts[0].name, parts[1].name]);
  }
  for (const p of gapParameters(unit, symbol)) {
    const gone = splitParts(unit, p.variable)?.[1].name;
    if (gone === undefined) continue;
    rc.reserve(gone);
    rc.split(p.variable, [rc.name(p.variable), gone]);
    reportWholeUses(unit, p.variable, block);
  }
  for (const p of symbol.parameters) splitParameter(rc, p.variable, p.mode, block, plain);
  return rc;
}

/**
 * An associative array as parameter is taken apart once, so that each look at it need not; one that goes out is put together at the end.
 * A nested routine may capture the parameter as a whole, so then it stays whole.
 */
function splitParameter(rc: BodyBuilder, variable: VariableSymbol, mode: string, block: Block, plain: boolean): void {
  if (variable.type.kind !== 'collection' || variable.type.collection.variant !== 'associativeArray') return;
  if (mode !== 'IN' && (!plain || hasNestedRoutine(block))) return;
  const parts = splitParts(rc.unit, { ...variable, storage: 'local' });
  if (!parts) return;
  const { span } = variable;
  const whole = b.column(span, rc.name(variable));
  const names = [rc.freshLabel(parts[0].name), rc.freshLabel(parts[1].name)] as const;
  for (const [i, name] of names.entries()) {
    const part = parts[i === 0 ? 0 : 1];
    rc.declare(
      b.variable(span, name, part.type, mode === 'OUT' ? part.initial : b.field(span, whole, i === 0 ? 'k' : 'v')),
    );
  }
  rc.split(variable, names);
  if (mode !== 'IN') rc.copyBack.push(b.assign(span, whole, rc.variable(variable, false)));
}

function hasNestedRoutine(block: Block): boolean {
  let found = false;
  walk(block as AnyNode, (node) => {
    found ||= node.kind === 'RoutineDefinition';
    return !found;
  });
  return found;
}

function capturedVariables(unit: UnitContext, symbol: RoutineSymbol): readonly VariableSymbol[] {
  return symbol.nested ? unit.analysis.capturesOf(symbol).map((c) => c.variable) : [];
}

function plainBody(
  unit: UnitContext,
  symbol: RoutineSymbol,
  block: Block,
  committing?: readonly string[],
): { body: PlBlock; columnConflict: boolean } {
  const rc = startBody(unit, symbol, block, committing, true);
  if (committing && symbol.routine === 'FUNCTION') rc.returnThroughParameter();
  const start = [...initialisationChecks(unit, symbol, block as AnyNode), ...cursorParameters(rc, symbol)];
  const { statements, handlers } = lowerBlockBody(rc, block);
  const copies = [
    ...assignableParameters(rc, symbol, block),
    ...selfCheck(symbol, block.span),
    ...initialOut(unit, symbol, block.span, rc),
  ];
  const ending = endOf(symbol, block.span, statements[statements.length - 1]);
  const { copyBack } = rc;
  const inner: PlStatement[] =
    copyBack.length > 0 && handlers.length > 0 ? [b.block(block.span, { body: statements, handlers })] : statements;
  const leaves = inner[inner.length - 1]?.kind === 'PlReturn';
  const body = b.block(block.span, {
    declarations: rc.outermostDeclarations,
    body: [...start, ...copies, ...inner, ...(leaves ? [] : copyBack), ...ending],
    handlers: inner === statements ? handlers : [],
  });
  return { body, columnConflict: rc.usesColumnConflict };
}

/** OUT parameters start like variables without an initial value: an associative array is empty, fields of records have their defaults. */
function initialOut(unit: UnitContext, symbol: RoutineSymbol, span: Span, rc?: BodyBuilder): PlStatement[] {
  return symbol.parameters.flatMap((p) => {
    const split = rc && splitOf(rc.variable(p.variable, false));
    const bare = unit.naming.isDistinguishedByOut(symbol) ? b.null(span) : undefined;
    const initial = p.mode === 'OUT' && !split ? (defaultOf(unit, p.variable.type, span) ?? bare) : undefined;
    return initial ? [b.assign(span, b.column(span, foldName(p.variable.name)), initial)] : [];
  });
}

/** A constructor hands back SELF at its end. */
function endOf(symbol: RoutineSymbol, span: Span, last: PlStatement | undefined): PlStatement[] {
  if (last?.kind === 'PlReturn') return [];
  return symbol.declaration.method?.role === 'CONSTRUCTOR' ? [b.returns(span, b.column(span, 'self'))] : [];
}

function assignableParameters(rc: BodyBuilder, symbol: RoutineSymbol, block: Block): PlStatement[] {
  if (symbol.declaration.method?.role !== 'CONSTRUCTOR') return [];
  // SELF starts as an object whose attributes are all NULL.
  const type =
    symbol.container?.kind === 'objectType'
      ? pgTypeOf(rc.unit.naming, { kind: 'object', object: symbol.container }, 'variable')
      : pgTypes.record;
  const initial =
    symbol.container?.kind === 'objectType' ? objectOf(rc.unit, symbol.container, new Map(), block.span) : undefined;
  rc.declare(b.variable(block.span, 'self', type, initial));
  return [];
}

// ---------- headings ----------

/** Parameters in Oracle's order; then captured variables; then what a function with OUT parameters returns. */
export function parametersOf(
  unit: UnitContext,
  symbol: RoutineSymbol,
  definition: RoutineDefinition,
): PgParameterDefinition[] {
  const ex: ExprContext = { unit, sql: false };
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
  for (const [i, p] of symbol.parameters.entries()) {
    if (role === 'CONSTRUCTOR' && p.variable.name === 'SELF') continue;
    const node = definition.parameters.find((d) => d.name.name === p.variable.name);
    let initial: PgExpr | undefined;
    if (p.initial && p.mode === 'IN') {
      if (signatureHasDefault(unit.analysis, symbol, i) && capturedVariables(unit, symbol).length === 0)
        initial = defaultValue(ex, p.initial, p.variable);
      else if (!symbol.nested) unit.report(defaultFilledIn(p.variable.span, p.variable.name));
    }
    parameters.push({
      kind: 'PgParameterDefinition',
      span: node?.span ?? p.variable.span,
      name: foldName(p.variable.name),
      mode: p.mode === 'IN' ? 'in' : p.mode === 'OUT' && !unit.naming.isDistinguishedByOut(symbol) ? 'out' : 'inout',
      type: parameterType(unit.naming, p.variable),
      default: initial,
      comments: node?.comments,
    });
  }
  // Callers that know nothing of gaps need not say so; captured variables, which have no default, follow.
  const told = capturedVariables(unit, symbol).length === 0 ? b.text(definition.span, '{}') : undefined;
  for (const { name, type, mode } of goneParts(unit, symbol))
    parameters.push({ kind: 'PgParameterDefinition', span: definition.span, name, mode, type, default: told });
  if (symbol.nested) {
    const names = capturedNames(unit, symbol, definition);
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
  if (symbol.routine === 'FUNCTION' && hasOut(ex, symbol) && symbol.returns) {
    parameters.push({
      kind: 'PgParameterDefinition',
      span: definition.span,
      name: 'return_value',
      mode: 'out',
      type: pgTypeOf(unit.naming, symbol.returns, 'value'),
    });
  }
  return parameters;
}

/** What captured variables are called as parameters: the names that the body uses. */
function capturedNames(
  unit: UnitContext,
  symbol: RoutineSymbol,
  definition: RoutineDefinition,
): ReadonlyMap<VariableSymbol, string> {
  const captured = capturedVariables(unit, symbol);
  if (captured.length === 0 || definition.body.kind !== 'Block') return new Map();
  const rc = startBody(unit, symbol, definition.body);
  return new Map(captured.map((variable) => [variable, rc.captured(variable)]));
}

export function heading(
  unit: UnitContext,
  symbol: RoutineSymbol,
  definition: RoutineDefinition,
  name: readonly string[],
  body: PlBlock,
  columnConflict = false,
): PgCreateRoutine {
  let returns: PgCreateRoutine['returns'];
  if (symbol.routine === 'FUNCTION' && !hasOut({ unit }, symbol) && symbol.returns) {
    returns =
      definition.options.pipelined && (symbol.returns.kind === 'collection' || symbol.returns.kind === 'unknown')
        ? {
            setOf: pgTypeOf(
              unit.naming,
              symbol.returns.kind === 'collection' ? symbol.returns.collection.element : symbol.returns,
              'value',
            ),
          }
        : pgTypeOf(unit.naming, symbol.returns, 'value');
  }
  if (symbol.declaration.method?.role === 'CONSTRUCTOR' && symbol.container?.kind === 'objectType') {
    returns = pgTypeOf(unit.naming, { kind: 'object', object: symbol.container }, 'value');
  }
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
    comments: definition.comments,
    blankBefore: definition.blankBefore,
  };
}

// ---------- further entries ----------

/** The body as a procedure, which may end transactions; a function's result is its last parameter. */
function committingRoutine(
  unit: UnitContext,
  symbol: RoutineSymbol,
  definition: RoutineDefinition,
  block: Block,
  name: readonly string[],
): PgCreateRoutine {
  const { body, columnConflict } = plainBody(unit, symbol, block, name);
  const made = heading(unit, symbol, definition, name, body, columnConflict);
  const parameters = withResult(unit, symbol, made.parameters).map((p) => ({ ...p, default: undefined }));
  return { ...made, routine: 'procedure', returns: undefined, parameters };
}

/** The entry that returns its error in `err`. */
function capturedRoutine(
  unit: UnitContext,
  symbol: RoutineSymbol,
  definition: RoutineDefinition,
  block: Block,
  name: readonly string[],
): PgCreateRoutine {
  const rc = startBody(unit, symbol, block, name);
  rc.reserve('err');
  if (symbol.routine === 'FUNCTION') rc.returnThroughParameter();
  const label = rc.freshLabel('routine_body');
  const start = [...initialisationChecks(unit, symbol, block as AnyNode), ...cursorParameters(rc, symbol)];
  const lowered = rc.with({ mode: { kind: 'capture', errorVariable: 'err', bodyLabel: label } }, (inner) =>
    lowerBlockBody(inner, block),
  );
  const body = b.block(block.span, {
    declarations: rc.outermostDeclarations,
    body: [...start, ...initialOut(unit, symbol, block.span), b.block(block.span, { label, body: lowered.statements })],
  });
  const made = heading(unit, symbol, definition, name, body, rc.usesColumnConflict);
  return withError(unit, symbol, made);
}

/** The entry with the parameter `err` behind those of the routine. */
function withError(unit: UnitContext, symbol: RoutineSymbol, made: PgCreateRoutine): PgCreateRoutine {
  const err: PgParameterDefinition = {
    kind: 'PgParameterDefinition',
    span: made.span,
    name: 'err',
    mode: 'inout',
    type: errType,
  };
  return {
    ...made,
    routine: 'procedure',
    returns: undefined,
    parameters: [...withResult(unit, symbol, made.parameters).map((p) => ({ ...p, default: undefined })), err],
  };
}

/** The parameters of the procedure that stands for a function: with `return_value` at the end. */
function withResult(
  unit: UnitContext,
  symbol: RoutineSymbol,
  parameters: readonly PgParameterDefinition[],
): readonly PgParameterDefinition[] {
  if (symbol.routine === 'PROCEDURE' || hasOut({ unit }, symbol) || !symbol.returns) return parameters;
  return [
    ...parameters,
    {
      kind: 'PgParameterDefinition',
      span: symbol.span,
      name: 'return_value',
      mode: 'out',
      type: pgTypeOf(unit.naming, symbol.returns, 'value'),
    },
  ];
}

/** The public name over the entry that returns its error: raises it. */
function wrapper(
  unit: UnitContext,
  symbol: RoutineSymbol,
  definition: RoutineDefinition,
  name: readonly string[],
  captured: readonly string[],
): PgCreateRoutine {
  const { span } = definition;
  const parameters = parametersOf(unit, symbol, definition);
  const all = withResult(unit, symbol, parameters);
  const args = [...all.map((p) => b.column(span, p.name)), b.column(span, 'err')];
  // A function without OUT parameters returns the value that the entry hands back.
  const own = all.slice(parameters.length);
  const body = b.block(span, {
    declarations: [b.variable(span, 'err', errType), ...own.map((p) => b.variable(span, p.name, p.type))],
    body: [
      { kind: 'PlCall', span, name: captured, args },
      b.ifThen(span, failed(span, 'err'), [b.perform(span, b.ora(span, 'reraise', b.column(span, 'err')))]),
      ...own.map((p) => b.returns(span, b.column(span, p.name))),
    ],
  });
  return { ...heading(unit, symbol, definition, name, body), comments: undefined };
}

/** `f__sql`: NULL where NO_DATA_FOUND would escape, as SQL sees it. */
function sqlEntry(
  unit: UnitContext,
  symbol: RoutineSymbol,
  definition: RoutineDefinition,
  name: readonly string[],
): PgCreateRoutine {
  const { span } = definition;
  const parameters = parametersOf(unit, symbol, definition);
  const call = b.callNamed(
    span,
    name,
    parameters.map((p) => b.column(span, p.name)),
  );
  const body = b.block(span, {
    body: [b.returns(span, call)],
    handlers: [b.handler(span, [{ sqlstate: 'P0002' }], [b.returns(span, b.null(span))])],
  });
  return {
    ...heading(unit, symbol, definition, entryName(name, '__sql'), body),
    comments: undefined,
  };
}
