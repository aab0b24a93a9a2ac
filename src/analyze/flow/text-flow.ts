import { argumentsNamed } from '../../ir/arguments-named.js';
import type { Block, CallStatement, CaseStatement, Expr, If, ScriptUnit, Statement } from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import { contains, nodesOf, ofKinds, walkWhere } from '../../ir/walk.js';
import type { BoundArgument, Resolution } from '../analysis.js';
import type { AnalyzeContext } from '../context.js';
import { capturesOf } from '../effects/captures.js';
import type { Facts } from '../facts.js';
import { calledRoutines } from '../model/callees.js';
import type { RoutineSymbol, VariableSymbol } from '../model/symbols.js';
import { givesByArgument } from '../oracle/anydata.js';
import { memberOnlyReads } from '../oracle/supplied-packages.js';

/*
 * What statements do to the texts that local variables hold, in order: for what stands at a place of dynamic SQL.
 */

/** What is known of local variables at a place. */
export type HeldTexts<Known> = Map<VariableSymbol, Known>;

/** Follows the statements of a body in their order; `Known` is what is known of a variable's text. */
export abstract class TextFlow<Known> {
  /** @param excluded variables that may change anywhere */
  constructor(
    protected readonly cx: AnalyzeContext,
    protected readonly excluded: ReadonlySet<VariableSymbol>,
  ) {}

  /** What is known of the text that an expression gives. */
  protected abstract known(expr: Expr, held: HeldTexts<Known>): Known | undefined;
  /** What is known of a variable that is declared without a value. */
  protected abstract readonly uninitialized: Known | undefined;
  /** Notes what a text that is executed may be. */
  protected abstract note(expr: Expr, held: HeldTexts<Known>): void;
  /** What the nodes may write is no longer known. */
  protected abstract forget(nodes: readonly OracleNode[], held: HeldTexts<Known>): void;
  /** What is known behind the branches of an IF or CASE. */
  protected abstract branches(s: If | CaseStatement, held: HeldTexts<Known>): void;
  /** What is known behind a block, at whose end `held` is known, and at those of its handlers `ends`. */
  protected abstract joinHandlers(block: Block, ends: readonly HeldTexts<Known>[], held: HeldTexts<Known>): void;

  /** What variables of a block went into has no name behind it. */
  protected leave(_declared: ReadonlySet<VariableSymbol>, _held: HeldTexts<Known>): void {}

  /** Follows the statements of a block; `held` is what is known before it, and then behind it. */
  block(block: Block, held: HeldTexts<Known>): void {
    this.within(block, held);
    const declared = block.declarations.flatMap((d) => {
      const symbol = d.kind === 'VariableDeclaration' ? this.cx.facts.declared.get(d) : undefined;
      return symbol?.kind === 'variable' ? [symbol] : [];
    });
    if (declared.length > 0) this.leave(new Set(declared), held);
  }

  private within(block: Block, held: HeldTexts<Known>): void {
    for (const d of block.declarations) {
      if (d.kind !== 'VariableDeclaration') continue;
      this.forget([d], held);
      const symbol = this.cx.facts.declared.get(d);
      if (symbol?.kind === 'variable')
        this.hold(symbol, d.initial ? this.known(d.initial, held) : this.uninitialized, held);
    }
    if (block.handlers.length === 0) {
      this.list(block.body, held);
      return;
    }
    this.list(block.body, new Map(held));
    this.forget(block.body, held);
    const ends = block.handlers.map((handler) => this.after(handler.body, held));
    this.joinHandlers(block, ends, held);
  }

  /** What is known behind statements that begin with what is held. */
  protected after(statements: readonly Statement[], held: HeldTexts<Known>): HeldTexts<Known> {
    const own = new Map(held);
    this.list(statements, own);
    return own;
  }

  /** The variable holds a text of which this is known. */
  protected hold(variable: VariableSymbol, known: Known | undefined, held: HeldTexts<Known>): void {
    const isText = variable.type.kind === 'varchar2' || variable.type.kind === 'clob';
    if (known === undefined || !isText || this.excluded.has(variable)) held.delete(variable);
    else held.set(variable, known);
  }

  private list(statements: readonly Statement[], held: HeldTexts<Known>): void {
    for (const s of statements) this.statement(s, held);
  }

  protected statement(s: Statement, held: HeldTexts<Known>): void {
    switch (s.kind) {
      case 'Assignment': {
        const variable = s.target.kind === 'Name' ? plainVariable(this.cx, s.target) : undefined;
        const known = variable && this.known(s.value, held);
        this.forget([s], held);
        if (variable) this.hold(variable, known, held);
        return;
      }
      case 'Block':
        this.block(s, held);
        return;
      case 'LabelledStatement':
        this.statement(s.statement, held);
        return;
      case 'If':
      case 'CaseStatement':
        this.branches(s, held);
        return;
      case 'BasicLoop':
      case 'WhileLoop':
      case 'ForLoop':
      case 'CursorForLoop':
        this.forget([s], held);
        this.after(s.body, held);
        return;
      case 'ExecuteImmediate':
        this.note(s.text, held);
        this.forget([s], held);
        return;
      case 'OpenFor':
        if (s.source.kind === 'DynamicText') this.note(s.source.text, held);
        this.forget([s], held);
        return;
      case 'CallStatement': {
        const parsed = parsedText(this.cx, s);
        if (parsed) this.note(parsed, held);
        this.forget([s], held);
        return;
      }
      default:
        this.forget([s], held);
    }
  }
}

/** What DBMS_SQL.PARSE is given. (PL/SQL Packages, "DBMS_SQL", "PARSE Procedures") */
function parsedText(cx: AnalyzeContext, { call }: CallStatement): Expr | undefined {
  if (call.kind !== 'Call') return undefined;
  const base = cx.facts.resolutions.get(call)?.base;
  if (base?.kind !== 'supplied' || base.package !== 'DBMS_SQL' || base.member !== 'PARSE') return undefined;
  return argumentsNamed(base.args)('STATEMENT', 1);
}

/**
 * Follows each body of the units in which one statement comes after the other: not where GOTO leads back.
 * @param flowOf a flow for variables but those that may change anywhere
 */
export function followBodies<Known>(
  cx: AnalyzeContext,
  units: readonly ScriptUnit[],
  flowOf: (excluded: ReadonlySet<VariableSymbol>) => TextFlow<Known>,
): void {
  for (const unit of units) for (const body of bodiesOf(unit)) followBody(cx, body, flowOf);
}

/** The same of bodies that execute texts: in others a flow that only notes what these are has nothing to find. */
export function followTexts<Known>(
  cx: AnalyzeContext,
  units: readonly ScriptUnit[],
  flowOf: (excluded: ReadonlySet<VariableSymbol>) => TextFlow<Known>,
): void {
  for (const unit of units) {
    if (!executesTexts(cx, unit)) continue;
    for (const body of bodiesOf(unit)) if (executesTexts(cx, body)) followBody(cx, body, flowOf);
  }
}

function followBody<Known>(
  cx: AnalyzeContext,
  body: Block,
  flowOf: (excluded: ReadonlySet<VariableSymbol>) => TextFlow<Known>,
): void {
  if (!hasGoto(body)) flowOf(writtenFromInside(cx, body)).block(body, new Map());
}

const executesTexts = (cx: AnalyzeContext, node: OracleNode): boolean =>
  nodesOf(node, 'ExecuteImmediate').length > 0 ||
  nodesOf(node, 'OpenFor').some(({ source }) => source.kind === 'DynamicText') ||
  nodesOf(node, 'CallStatement').some((s) => parsedText(cx, s) !== undefined);

/** The bodies of all routines of the unit, and the blocks that texts in it are. */
function bodiesOf(unit: ScriptUnit): Block[] {
  const bodies: Block[] = [];
  if (unit.kind === 'AnonymousBlock') bodies.push(unit.block);
  if (unit.kind === 'CreateTrigger' && unit.body.kind === 'Block') bodies.push(unit.body);
  if (unit.kind === 'CreatePackageBody' && unit.initialization) bodies.push(unit.initialization);
  for (const { body } of nodesOf(unit, 'RoutineDefinition')) if (body.kind === 'Block') bodies.push(body);
  for (const { block } of nodesOf(unit, 'ExecuteImmediate')) if (block) bodies.push(block);
  return bodies;
}

/** Is there a GOTO in the body, outside of the blocks that its dynamic texts are? */
export function hasGoto(body: Block): boolean {
  if (nodesOf(body, 'Goto').length === 0) return false;
  return contains(
    body,
    (node) => node.kind === 'Goto',
    (node) => node.kind === 'ExecuteImmediate',
  );
}

/** Variables that routines nested in the body write: a call may change them anywhere. */
export function writtenFromInside(cx: AnalyzeContext, body: Block): ReadonlySet<VariableSymbol> {
  const written = new Set<VariableSymbol>();
  for (const node of nodesOf(body, 'RoutineDefinition')) {
    const symbol = cx.facts.declared.get(node);
    if (symbol?.kind !== 'routine') continue;
    for (const [variable, use] of cx.facts.captures.get(symbol) ?? []) if (use.written) written.add(variable);
  }
  return written;
}

/** A local variable that stands alone. */
export function plainVariable(cx: AnalyzeContext, expr: Expr): VariableSymbol | undefined {
  if (expr.kind !== 'Name') return undefined;
  const resolution = cx.facts.resolutions.get(expr);
  if (!resolution) return undefined;
  const { base, steps } = resolution;
  return base.kind === 'variable' &&
    steps.length === 0 &&
    (base.variable.storage !== 'package' || base.variable.constant)
    ? base.variable
    : undefined;
}

const writers = ofKinds(
  'Assignment',
  'IntoClause',
  'UsingArgument',
  'Name',
  'Call',
  'Member',
  'New',
  'MethodCallOnType',
);

/**
 * Variables that the statement may write: targets, INTO, what routines are given to write, and what nested routines
 * write around them, be they called by the default of a parameter. `leaveOut`: assignments that do not count.
 */
export function writtenIn(
  cx: AnalyzeContext,
  statement: OracleNode,
  leaveOut?: (node: OracleNode) => boolean,
): ReadonlySet<VariableSymbol> {
  if (leaveOut) return findWritten(cx, statement, leaveOut);
  let ofFacts = writtenBy.get(cx.facts);
  if (!ofFacts) writtenBy.set(cx.facts, (ofFacts = new WeakMap()));
  let found = ofFacts.get(statement);
  if (!found) {
    found = findWritten(cx, statement, () => false);
    ofFacts.set(statement, found.size > 0 ? found : nothing);
  }
  return found;
}

/**
 * By statement: each flow asks for the same ones. Names are resolved and captures known before the first flow, and
 * neither changes any more.
 */
const writtenBy = new WeakMap<Facts, WeakMap<OracleNode, ReadonlySet<VariableSymbol>>>();

const nothing: ReadonlySet<VariableSymbol> = new Set();

function findWritten(
  cx: AnalyzeContext,
  statement: OracleNode,
  leaveOut: (node: OracleNode) => boolean,
): ReadonlySet<VariableSymbol> {
  const written = new Set<VariableSymbol>();
  const defaults = new Set<Expr>();
  const add = (expr: Expr | undefined): void => {
    if (expr?.kind !== 'Name' && expr?.kind !== 'Call' && expr?.kind !== 'Member') return;
    const base = cx.facts.resolutions.get(expr)?.base;
    if (base?.kind === 'variable') written.add(base.variable);
  };
  const addCaptured = (callee: RoutineSymbol): void => {
    for (const captured of capturesOf(cx, callee)) if (captured.written) written.add(captured.variable);
  };
  const visit = (node: OracleNode): void => {
    switch (node.kind) {
      case 'Assignment':
        if (!leaveOut(node)) add(node.target);
        return;
      case 'IntoClause':
        for (const target of node.targets) add(target);
        return;
      case 'UsingArgument':
        if (node.mode !== 'IN') add(node.value);
        return;
      case 'Name':
      case 'Call':
      case 'Member':
      case 'New':
      case 'MethodCallOnType': {
        const resolution = cx.facts.resolutions.get(node);
        if (!resolution || leaveOut(node)) return;
        for (const actual of writtenActuals(resolution)) add(actual);
        for (const { callee, args } of calledRoutines(resolution)) {
          if (callee.nested) addCaptured(callee);
          for (const { actual, parameter } of args) if (!actual && parameter.initial) addDefault(parameter.initial);
        }
        return;
      }
      default:
        return;
    }
  };
  const addDefault = (value: Expr): void => {
    if (defaults.has(value)) return;
    defaults.add(value);
    walkWhere(value, writers, visit);
  };
  walkWhere(statement, writers, visit);
  return written;
}

/** The actual parameters that a call may write. */
function writtenActuals(resolution: Resolution): readonly (Expr | undefined)[] {
  const { base, steps } = resolution;
  const toRoutines = [
    ...calledRoutines(resolution).flatMap(({ args }) => writtenOf(args)),
    ...steps.flatMap((step) =>
      step.kind === 'anydataMethod' && givesByArgument(step.method) ? step.args.map((a) => a.value) : [],
    ),
  ];
  switch (base.kind) {
    case 'supplied':
      return memberOnlyReads(base.package, base.member)
        ? toRoutines
        : [...base.args.map((a) => a.value), ...toRoutines];
    case 'unresolved':
      return [...(base.args ?? []).map((a) => a.value), ...toRoutines];
    default:
      return toRoutines;
  }
}

const writtenOf = (args: readonly BoundArgument[]): readonly (Expr | undefined)[] =>
  args.flatMap(({ parameter, actual }) => (parameter.mode === 'IN' ? [] : [actual]));
