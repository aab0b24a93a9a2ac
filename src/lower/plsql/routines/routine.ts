import type { Effects } from '../../../analyze/analysis.js';
import { changesTables } from '../../../analyze/effects/changes-tables.js';
import { overridersOf } from '../../../analyze/model/overriders.js';
import { isDeterministic, isPipelined, type RoutineSymbol } from '../../../analyze/model/symbols.js';
import type { Diagnostic } from '../../../diagnostics/diagnostic.js';
import {
  autonomousConnection,
  autonomousTransaction,
  functionControlsTransaction,
  noDataNeeded,
  unsupportedStatement,
} from '../../../diagnostics/op3.js';
import { cachedEffects, tooManyParameters } from '../../../diagnostics/op3-calls.js';
import { lastName } from '../../../ir/dotted.js';
import type { Block, RoutineDefinition } from '../../../ir/oracle/index.js';
import { sqlstateOf } from '../../../ir/oracle-error.js';
import type { PgCreateRoutine, PgExpr, PgStatement, PlBlock, PlDeclaration } from '../../../ir/postgres/index.js';
import { walk } from '../../../ir/walk.js';
import { autonomousBlock } from '../../../rewrite/autonomous-blocks.js';
import { b, isCall } from '../../builders.js';
import { hasOut } from '../../calls/handed-back.js';
import { ownersRights, viewEntrysRights } from '../../calls/owners-rights.js';
import { isTooWide } from '../../calls/parameter-limit.js';
import { hasSqlEntry } from '../../calls/sql-entry.js';
import type { UnitContext } from '../../context.js';
import { regclassText } from '../../ddl/names.js';
import { checkMutatingTables } from '../../ddl/triggers/mutating/mutating-table.js';
import { entryName } from '../../naming/naming.js';
import { dispatchers, ownName } from '../../objects/dispatch.js';
import { mayBeLeft, stopsWhenTold, tidiesUp } from '../../queries/limits/rows-not-needed.js';
import { pragmaSpan } from '../effects/autonomous-pragma.js';
import { calledForRows } from '../effects/called-for-rows.js';
import { constantText } from '../effects/texts/constant-text.js';
import { userErrorHandlers } from '../errors/user-exceptions.js';
import { apartEntries, runsApart, sharesSession } from '../transactions/autonomous.js';
import { aggregateFunction } from './aggregate-function.js';
import { reportCallersTables } from './callers-tables.js';
import { capturedCode, capturedEntry } from './entries.js';
import { withError } from './error-parameter.js';
import { servesIndex } from './immutable-routine.js';
import { loudAtItsEnd } from './loud-at-its-end.js';
import { loweredAgain } from './lowered-again.js';
import { plainBody } from './routine-body.js';
import { heading, lacksResult, uncommented } from './routine-heading.js';
import { capturedRoutine, committingRoutine, type Entry, sqlEntry, wrapper } from './second-entries.js';
import { stubBody } from './stub.js';

/**
 * A stand-alone, package or nested routine, or a method: its entries. (CALLING-CONVENTION.md, "Routines", "Errors",
 * "Functions in SQL")
 */
export function lowerRoutine(unit: UnitContext, symbol: RoutineSymbol, definition: RoutineDefinition): PgStatement[] {
  const rights = ownersRights(unit, symbol);
  const inViews = viewEntrysRights(unit, symbol);
  const made = checkMutatingTables(unit, symbol, entries(unit, symbol, definition));
  if (!rights && !inViews) return made;
  // Its other entries are called by these.
  const name = unit.naming.of(symbol);
  const main = regclassText(name);
  const sql = regclassText(entryName(name, '__sql'));
  return made.flatMap((s): PgStatement[] => {
    if (s.kind !== 'PgCreateRoutine') return [s];
    const called = regclassText(s.name);
    if (inViews && called === sql) return [s, { ...s, ...inViews, name: entryName(name, '__view') }];
    return [called === main ? { ...s, ...rights } : s];
  });
}

/**
 * A result that comes from the cache, or from an earlier row, does nothing else. (PL/SQL Language Reference, "PL/SQL
 * Function Result Cache", "DETERMINISTIC Clause")
 */
function reportCachedEffects(unit: UnitContext, symbol: RoutineSymbol, definition: RoutineDefinition): void {
  const clause = cachedBy(unit, symbol, definition);
  if (!clause) return;
  const effects = unit.analysis.effectsOf(symbol);
  const bySession = effects.dynamicChanges && setsSessionAlone(unit, symbol, definition);
  const changes = changesTables(bySession ? { ...effects, dynamicChanges: false } : effects);
  const what = effects.output
    ? 'writes output'
    : changes
      ? 'changes tables'
      : effects.writesState
        ? 'changes package variables'
        : bySession
          ? 'changes the session'
          : undefined;
  if (what) unit.report(cachedEffects(definition.name.span, symbol.name, what, clause));
}

/** What says that results may be used again. */
function cachedBy(
  { analysis }: UnitContext,
  symbol: RoutineSymbol,
  { options }: RoutineDefinition,
): 'RESULT_CACHE' | 'DETERMINISTIC' | undefined {
  if (options.resultCache) return 'RESULT_CACHE';
  return isDeterministic(symbol) && calledForRows(analysis).has(symbol) ? 'DETERMINISTIC' : undefined;
}

/** Is its only dynamic SQL, and that of what it calls, ALTER SESSION of its own? */
function setsSessionAlone(unit: UnitContext, symbol: RoutineSymbol, definition: RoutineDefinition): boolean {
  const { analysis } = unit;
  if ([...analysis.effectsOf(symbol).calls].some((callee) => analysis.effectsOf(callee).dynamicChanges)) return false;
  let alone = true;
  walk(definition.body, (node) => {
    if (node.kind !== 'ExecuteImmediate' || node.into) return;
    alone &&= /^\s*alter\s+session\b/i.test(constantText(unit, node.text) ?? '');
  });
  return alone;
}

/** What a routine calls that ends the transaction, and is no autonomous one itself. */
function calledEnder(unit: UnitContext, symbol: RoutineSymbol): string | undefined {
  for (const callee of unit.analysis.effectsOf(symbol).calls) {
    const effects = unit.analysis.effectsOf(callee);
    if (effects.transactionControl && !effects.autonomous) return callee.name;
  }
  return undefined;
}

function entries(unit: UnitContext, symbol: RoutineSymbol, definition: RoutineDefinition): PgStatement[] {
  // Not even a stub could have as many: its calls raise.
  if (isTooWide(unit, symbol)) {
    unit.report(tooManyParameters(definition.span, symbol.name));
    return [];
  }
  reportCallersTables(unit, symbol, definition);
  const name = unit.naming.of(symbol);
  const effects = unit.analysis.effectsOf(symbol);
  const apart = runsApart(unit, symbol);
  reportAutonomous(unit, { effects, definition, apart, symbol });
  if (definition.body.kind === 'AggregateBody') {
    return aggregateFunction(unit, symbol, definition, definition.body);
  }
  const missing = unsupportedKind(symbol, definition);
  if (missing !== undefined || definition.body.kind !== 'Block') {
    const diagnostic = unsupportedStatement(definition.span, missing ?? 'A routine without a body');
    unit.report(diagnostic);
    return stubs(unit, symbol, definition, diagnostic);
  }
  const block = definition.body;
  reportCachedEffects(unit, symbol, definition);
  if (isPipelined(symbol)) reportNoDataNeeded(unit, symbol, block);
  const endsTransaction = symbol.routine === 'FUNCTION' && effects.transactionControl && !effects.autonomous;
  if (endsTransaction && isCalledFromOutside(symbol))
    unit.report(functionControlsTransaction(definition.span, symbol.name));
  const inSql =
    hasSqlEntry(unit.analysis, symbol) && !hasOut({ unit }, symbol)
      ? [sqlEntry(unit, { symbol, definition, name })]
      : [];
  // Where subtypes override a method its name belongs to what chooses by the object's type.
  const own = ownName(unit, symbol);
  const chosen = (made: PgCreateRoutine): PgStatement[] =>
    overridersOf(symbol).length === 0 ? [] : dispatchers(unit, symbol, uncommented(made).parameters, definition.span);
  if (apart) {
    const sent = committingRoutine(unit, { symbol, definition, name: entryName(own, '__own') }, block);
    const main = heading(unit, symbol, definition, { name: own, body: b.block(block.span, { body: [] }) });
    return [...apartEntries(sent, main, sharesSession(unit, symbol)), ...chosen(main), ...inSql];
  }
  const captured = capturedCode(unit, symbol, own);
  if (captured) {
    const made = { symbol, definition, name: own };
    const [main, keeping] = effects.transactionControl
      ? [wrapper(unit, made, captured), capturedRoutine(unit, { ...made, name: captured }, block)]
      : bothBodies(unit, made, captured, block);
    return [...(effects.transactionControl ? [keeping, main] : [main, keeping]), ...chosen(main), ...inSql];
  }
  const made = plainBody(unit, symbol, block);
  const whole = isPipelined(symbol) ? endingAtNoData(unit, symbol, made.body) : made.body;
  const ending = endsTransaction ? loudAtItsEnd(symbol, whole) : whole;
  const main = heading(unit, symbol, definition, { ...made, name: own, body: ending });
  return [servesIndex(unit, symbol) ? { ...main, volatility: 'immutable' } : main, ...chosen(main), ...inSql];
}

/** What the routine is, where PostgreSQL has nothing for it. */
function unsupportedKind(symbol: RoutineSymbol, { body, options }: RoutineDefinition): string | undefined {
  switch (body.kind) {
    case 'ExternalBody':
      return `A routine in ${body.language}`;
    case 'Block':
      if (lacksResult(symbol)) return 'A function without RETURN in its heading';
      // What it returns is text that the database puts in the place of the call; where it is known, it stands there already.
      return options.sqlMacro === undefined || options.macro ? undefined : 'A SQL macro';
    case 'UnsupportedBody':
      return body.what;
    case 'AggregateBody':
      return undefined;
  }
}

/** The routine, and beside it the one that is called where what it did before an error has to stay. */
function bothBodies(
  unit: UnitContext,
  { symbol, definition, name }: Entry,
  captured: readonly string[],
  block: Block,
): readonly [PgCreateRoutine, PgCreateRoutine] {
  // Where nobody looks at what the body did before an error, it needs no sub-transactions.
  const [main, keeping] = loweredAgain(
    unit,
    (cx) => plainBody(cx, symbol, block),
    (cx) => capturedRoutine(cx, { symbol, definition, name: captured }, block),
  );
  return [
    heading(unit, symbol, definition, { ...main, name }),
    {
      ...uncommented(keeping),
      comments: [`-- ${name.at(-1)}, called where what it did before an error has to stay`],
    },
  ];
}

function reportAutonomous(
  unit: UnitContext,
  {
    effects,
    definition,
    apart,
    symbol,
  }: {
    readonly effects: Effects;
    readonly definition: RoutineDefinition;
    readonly apart: boolean;
    readonly symbol: RoutineSymbol;
  },
): void {
  if (effects.autonomous) {
    const span = pragmaSpan(definition) ?? definition.span;
    const what = symbol.name === autonomousBlock ? 'The block' : symbol.name;
    unit.report(
      apart ? autonomousConnection(span, what) : autonomousTransaction(span, what, calledEnder(unit, symbol)),
    );
  }
}

/**
 * A handler that tidies up when the caller wants no more rows, which not every caller tells. (PL/SQL Language
 * Reference, "NO_DATA_NEEDED")
 */
function reportNoDataNeeded(unit: UnitContext, symbol: RoutineSymbol, block: Block): void {
  if (!tidiesUp(symbol) || !mayBeLeft(unit.analysis, symbol)) return;
  walk(block, (node) => {
    if (node.kind !== 'ExceptionHandler') return;
    if (node.exceptions.some((e) => lastName(e) === 'NO_DATA_NEEDED')) unit.report(noDataNeeded(node.span));
  });
}

/**
 * A pipelined function's rows end where NO_DATA_FOUND or NO_DATA_NEEDED leaves it: to SQL, which alone can call it,
 * that is no error.
 */
function endingAtNoData(unit: UnitContext, symbol: RoutineSymbol, body: PlBlock): PlBlock {
  const ends = [
    ...(unit.analysis.effectsOf(symbol).noDataFoundEscapes ? [{ sqlstate: 'P0002' }] : []),
    ...(stopsWhenTold(unit, symbol) ? [{ sqlstate: sqlstateOf(6548) }] : []),
  ];
  const { span, declarations } = body;
  const handlers = [
    ...(ends.length > 0 ? [b.handler(span, ends, [b.returns(span)])] : []),
    ...userErrorHandlers(unit.analysis, symbol, span),
  ];
  if (handlers.length === 0) return body;
  // What the query has told is taken before the sub-transaction of the handler, which would bring it back.
  const [told, own] = [declarations.filter(isTold), declarations.filter((d) => !isTold(d))];
  return b.block(span, {
    declarations: told,
    body: [{ ...body, declarations: own }],
    handlers,
  });
}

const isTold = (d: PlDeclaration): boolean => d.kind === 'PlVariable' && isCall(d.initial, 'ora.pipe_limit_taken');

/** A routine that cannot be made: every entry that callers name raises. Defaults that might be the reason are NULL. */
export function stubs(
  unit: UnitContext,
  symbol: RoutineSymbol,
  definition: RoutineDefinition,
  diagnostic: Diagnostic,
): PgStatement[] {
  const captured = capturedEntry(unit, symbol);
  const stub = (name: readonly string[]): PgCreateRoutine => {
    const made = heading(unit, symbol, definition, { name, body: stubBody(definition.span, diagnostic) });
    return {
      ...made,
      parameters: toldApart(made.parameters).map((p) =>
        p.default && !isConstant(p.default) ? { ...p, default: b.null(definition.span) } : p,
      ),
    };
  };
  const name = unit.naming.of(symbol);
  if (captured) return [withError(unit, symbol, stub(captured)), uncommented(stub(name))];
  const inSql = hasSqlEntry(unit.analysis, symbol) && !hasOut({ unit }, symbol);
  return [stub(name), ...(inSql ? [uncommented(stub(entryName(name, '__sql')))] : [])];
}

/** Two parameters of one name, which Oracle does not compile, are still two. */
const toldApart = (list: PgCreateRoutine['parameters']): PgCreateRoutine['parameters'] =>
  list.map((p, i) =>
    list.slice(0, i).some(({ name }) => name === p.name) ? { ...p, name: `${p.name}__${i + 1}` } : p,
  );

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

/**
 * Can clients and SQL call it? What is nested in a routine or a block, and what a package keeps to itself, only
 * converted code can. (PLS-00231)
 */
const isCalledFromOutside = ({ nested, container, public: isPublic }: RoutineSymbol): boolean =>
  !nested && (container?.kind !== 'package' || isPublic);
