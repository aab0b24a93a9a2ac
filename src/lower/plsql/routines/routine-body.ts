import type { RoutineSymbol, VariableSymbol } from '../../../analyze/model/symbols.js';
import type { Block } from '../../../ir/oracle/index.js';
import type { PlBlock, PlDeclaration, PlStatement, PostgresNode } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { contains, walk } from '../../../ir/walk.js';
import { b, isCall, pgTypes } from '../../builders.js';
import { sizedParameters, sizeName } from '../../calls/actual-sizes.js';
import { defaultOf } from '../../calls/defaults.js';
import { hasOut } from '../../calls/handed-back.js';
import { isMap } from '../../collections/collection-types.js';
import { gapParameters, reportWholeUses } from '../../collections/gaps/gaps.js';
import { splitOf, splitParts } from '../../collections/gaps/split.js';
import type { ExprContext, UnitContext } from '../../context.js';
import { callsRoutine } from '../../expressions/evaluation/calls-routine.js';
import { foldName } from '../../naming/naming.js';
import { objectOf } from '../../objects/expressions.js';
import { selfCheck } from '../../objects/self-check.js';
import { pgTypeOf } from '../../types.js';
import { BodyBuilder } from '../body/body-builder.js';
import { resultName } from '../body/result-name.js';
import { askedAtEntry } from '../cursors/attributes/fetched-before.js';
import { isSafe } from '../errors/safe.js';
import { initialisationChecks, mayFailToStart } from '../packages/package-init.js';
import { lowerBlockBody } from '../statements/block.js';
import { returnSelf } from '../statements/returns.js';
import { missingReturn } from './missing-return.js';
import { nameParameters } from './parameter-names.js';

/** A cursor parameter may be open: its attributes count from here. */
export function cursorParameters(rc: BodyBuilder, symbol: RoutineSymbol): PlStatement[] {
  return symbol.parameters.flatMap(({ variable, mode }) => {
    if (variable.type.kind !== 'refCursor' || mode === 'OUT' || !rc.cursors.use(variable).attributes) return [];
    const { span } = variable;
    const cursor = { symbol: variable, package: false, name: foldName(variable.name) };
    const count = b.assign(span, b.column(span, rc.cursors.variable(cursor, 'rowcount')), b.num(span, 0));
    if (!askedAtEntry(rc.unit, variable)) return [count];
    const found = b.ora(span, 'cursor_handed_over', rc.variable(variable, { sql: false }));
    return [count, b.assign(span, b.column(span, rc.cursors.variable(cursor, 'found')), found)];
  });
}

/**
 * The builder of a routine's body, which knows its parameters and captured variables; `name`: what SQL qualifies them
 * by; `plain`: it raises its errors, and hands none back.
 */
export function startBody(
  unit: UnitContext,
  symbol: RoutineSymbol,
  block: Block,
  {
    name = unit.naming.of(symbol),
    plain = false,
  }: { readonly name?: readonly string[]; readonly plain?: boolean } = {},
): BodyBuilder {
  const rc = BodyBuilder.start(unit, symbol, block, name.at(-1));
  nameParameters(rc, symbol);
  if (symbol.routine === 'FUNCTION' && hasOut({ unit }, symbol)) rc.variables.reserve(resultName(symbol));
  for (const variable of capturedVariables(unit, symbol)) {
    const parts = splitParts(unit, variable, rc.variables.captured(variable));
    if (parts) rc.variables.split(variable, [parts[0].name, parts[1].name]);
  }
  for (const p of gapParameters(unit, symbol)) {
    const gone = splitParts(unit, p.variable)?.[1].name;
    if (gone === undefined) continue;
    rc.variables.reserve(gone);
    rc.variables.split(p.variable, [rc.name(p.variable), gone]);
    reportWholeUses(unit, p.variable, block);
  }
  for (const p of sizedParameters(unit, symbol)) rc.variables.reserve(sizeName(p.variable));
  for (const p of symbol.parameters) splitParameter(rc, p.variable, p.mode, block, plain);
  return rc;
}

/**
 * A collection that a composite holds is taken apart once as parameter, so that each look at it need not; one that goes
 * out is put together at the end. A nested routine captures the parameter as a whole, so then it stays whole.
 */
function splitParameter(rc: BodyBuilder, variable: VariableSymbol, mode: string, block: Block, plain: boolean): void {
  if (variable.type.kind !== 'collection') return;
  const { collection } = variable.type;
  if (!isMap(collection) && !rc.unit.naming.keepsGaps(collection)) return;
  if (mode !== 'IN' && (!plain || isCaptured(rc.unit, variable, block))) return;
  const parts = splitParts(rc.unit, { ...variable, storage: 'local' });
  if (!parts) return;
  const { span } = variable;
  const whole = b.column(span, rc.name(variable));
  const names = [rc.freshLabel(parts[0].name), rc.freshLabel(parts[1].name)] as const;
  const fields = isMap(collection) ? (['k', 'v'] as const) : (['v', 'gone'] as const);
  for (const i of [0, 1] as const) {
    const { type, initial } = parts[i];
    rc.declare(b.variable(span, names[i], type, mode === 'OUT' ? initial : b.field(span, whole, fields[i])));
  }
  rc.variables.split(variable, names);
  if (mode !== 'IN') rc.copyBack.push(b.assign(span, whole, rc.variable(variable, { sql: false })));
}

/** Does a routine within the block use the variable, or call one that does? */
function isCaptured(unit: UnitContext, variable: VariableSymbol, block: Block): boolean {
  return contains(block, (node) => {
    if (node.kind !== 'RoutineDefinition') return false;
    const nested = unit.analysis.declaredBy(node);
    return nested?.kind !== 'routine' || unit.analysis.capturesOf(nested).some((c) => c.variable === variable);
  });
}

/**
 * The body in plain mode; `committing`: the name of the procedure whose body it is, which hands a function's result
 * back by its last parameter.
 */
export function plainBody(
  unit: UnitContext,
  symbol: RoutineSymbol,
  block: Block,
  committing?: readonly string[],
): { body: PlBlock; columnConflict: boolean } {
  const rc = startBody(unit, symbol, block, { ...(committing && { name: committing }), plain: true });
  if (committing && symbol.routine === 'FUNCTION') rc.returnThroughParameter();
  const checks = initialisationChecks(unit, symbol, [block]);
  const cursors = cursorParameters(rc, symbol);
  declareNewSelf(rc, symbol, block);
  const { statements, handlers } = lowerBlockBody(rc, block);
  const missingSelf = selfCheck(symbol, block.span);
  const own = symbol.container?.kind === 'package' ? unit.naming.packageSchema(symbol.container) : undefined;
  const begins = beginsWithCalls(rc.outermostDeclarations, own);
  // Neither the method's handlers nor its declarations see that there is no object.
  const isFirst = missingSelf.length > 0 ? handlers.length > 0 || begins : mayFailToStart(unit, symbol) && begins;
  const entered = [...checks, ...missingSelf];
  const start = [...(isFirst ? [] : entered), ...cursors];
  const copies = initialOut(unit, symbol, block.span, rc);
  const missing = missingReturn(rc, symbol, block.span, statements, handlers);
  const ending = [...endOf(rc, symbol, block.span, statements.at(-1)), ...missing];
  const { copyBack } = rc;
  const inner: PlStatement[] =
    handlers.length > 0 && (copyBack.length > 0 || missing.length > 0 || mayFailToStart(unit, symbol))
      ? [b.block(block.span, { body: statements, handlers })]
      : statements;
  const leaves = inner.at(-1)?.kind === 'PlReturn';
  const body = b.block(block.span, {
    declarations: rc.outermostDeclarations,
    body: [...start, ...copies, ...inner, ...(leaves ? [] : copyBack), ...ending],
    handlers: inner === statements ? handlers : [],
  });
  const finished = rc.finished(body);
  return {
    body: isFirst ? b.block(block.span, { body: [...entered, finished] }) : finished,
    columnConflict: rc.variables.usesColumnConflict,
  };
}

/**
 * Is a declaration's initial value seen to be worked out, or may it fail, before anything starts the routine's package?
 * The package starts first. (PL/SQL Language Reference, "Package Instantiation and Initialization")
 */
function beginsWithCalls(declarations: readonly PlDeclaration[], own: string | undefined): boolean {
  for (const declaration of declarations) {
    const initial = declaration.kind === 'PlVariable' ? declaration.initial : undefined;
    if (!initial || isSafe(initial)) continue;
    if (callsRoutine(initial)) return true;
    const read = new Set<string>();
    walk(initial, (node) => {
      const name = stateOf(node);
      if (name !== undefined) read.add(name);
    });
    // What the routine's own package holds starts it; what another one holds starts that one.
    if (own === undefined || !read.delete(own) || read.size > 0) return true;
  }
  return false;
}

/** The schema of the package whose state the node reads, starting it. */
function stateOf(node: PostgresNode): string | undefined {
  if (!isCall(node, 'ora.package_value')) return undefined;
  const [schema] = node.args;
  return schema?.kind === 'PgString' ? schema.value : undefined;
}

/**
 * OUT parameters start like variables without an initial value: an associative array is empty, fields of records have
 * their defaults.
 */
export function initialOut(unit: UnitContext, symbol: RoutineSymbol, span: Span, rc?: BodyBuilder): PlStatement[] {
  const ex: ExprContext = { unit, sql: false, ...(rc && { routine: rc }) };
  return symbol.parameters.flatMap((p) => {
    const split = rc && splitOf(rc.variable(p.variable, { sql: false }));
    const bare = unit.naming.isDistinguishedByOut(symbol) ? b.null(span) : undefined;
    const initial = p.mode === 'OUT' && !split ? (defaultOf(ex, p.variable.type, span) ?? bare) : undefined;
    return initial ? [b.assign(span, b.column(span, foldName(p.variable.name)), initial)] : [];
  });
}

/** A constructor hands back SELF at its end. */
export function endOf(
  rc: BodyBuilder,
  symbol: RoutineSymbol,
  span: Span,
  last: PlStatement | undefined,
): PlStatement[] {
  if (last?.kind === 'PlReturn') return [];
  return symbol.declaration.method?.role === 'CONSTRUCTOR' ? returnSelf(rc, symbol, span, []) : [];
}

/** SELF of a constructor, before what its declarations make of it: an object whose attributes are all NULL. */
export function declareNewSelf(rc: BodyBuilder, symbol: RoutineSymbol, block: Block): void {
  if (symbol.declaration.method?.role !== 'CONSTRUCTOR') return;
  const type =
    symbol.container?.kind === 'objectType'
      ? pgTypeOf(rc.unit.naming, { kind: 'object', object: symbol.container }, 'variable')
      : pgTypes.record;
  const initial =
    symbol.container?.kind === 'objectType' ? objectOf(rc.unit, symbol.container, new Map(), block.span) : undefined;
  rc.declare(b.variable(block.span, 'self', type, initial));
}

/** The variables of the routines around that a nested one uses. */
export function capturedVariables(unit: UnitContext, symbol: RoutineSymbol): readonly VariableSymbol[] {
  return symbol.nested ? unit.analysis.capturesOf(symbol).map((c) => c.variable) : [];
}
