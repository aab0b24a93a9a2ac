import type { Analysis } from '../../analyze/analysis.js';
import type { VariableSymbol } from '../../analyze/symbols.js';
import type {
  Argument,
  Block,
  ExecuteImmediate,
  Expr,
  IntoClause,
  RoutineDefinition,
  ScriptUnit,
  Statement,
  UsingArgument,
} from '../../ir/oracle/index.js';
import { type AnyNode, walk } from '../../ir/walk.js';

/*
 * Dynamic SQL usually stands in a variable: `l_sql := '…'; EXECUTE IMMEDIATE l_sql`. Where the statements in front of it say what the variable holds, the
 * text is known at compile time as if it stood there itself.
 */

/** What local variables hold at a place. */
type Texts = Map<VariableSymbol, string>;

/** The text that an expression gives, where literals and what is known of variables tell. */
export function textOf(
  analysis: Analysis,
  expr: Expr,
  known?: ReadonlyMap<VariableSymbol, string>,
): string | undefined {
  switch (expr.kind) {
    case 'StringLiteral':
      return expr.value;
    case 'Binary': {
      if (expr.op !== '||') return undefined;
      const left = textOf(analysis, expr.left, known);
      const right = left === undefined ? undefined : textOf(analysis, expr.right, known);
      return left !== undefined && right !== undefined ? left + right : undefined;
    }
    case 'Call': {
      const [arg] = expr.args;
      const isChr =
        expr.callee.kind === 'Name' && expr.callee.parts.length === 1 && expr.callee.parts[0]?.name === 'CHR';
      return isChr && arg?.value.kind === 'NumberLiteral' ? String.fromCharCode(Number(arg.value.text)) : undefined;
    }
    case 'Name': {
      const variable = plainVariable(analysis, expr);
      if (!variable) return undefined;
      const held = known?.get(variable);
      if (held !== undefined) return held;
      return variable.constant && variable.initial && variable.initial !== expr
        ? textOf(analysis, variable.initial, known)
        : undefined;
    }
    default:
      return undefined;
  }
}

const computed = new WeakMap<Analysis, ReadonlyMap<Expr, string>>();

/** The expressions behind EXECUTE IMMEDIATE and OPEN … FOR whose text is known by what variables hold there. */
export function knownTexts(analysis: Analysis): ReadonlyMap<Expr, string> {
  let found = computed.get(analysis);
  if (found) return found;
  const texts = new Map<Expr, string>();
  for (const unit of analysis.units) {
    for (const body of bodiesOf(unit)) {
      const scan = new Scan(analysis, texts, writtenFromInside(analysis, body));
      if (!hasGoto(body)) scan.block(body, new Map());
    }
  }
  found = texts;
  computed.set(analysis, found);
  return found;
}

function bodiesOf(unit: ScriptUnit): Block[] {
  const bodies: Block[] = [];
  if (unit.kind === 'AnonymousBlock') bodies.push(unit.block);
  if (unit.kind === 'CreateTrigger' && unit.body.kind === 'Block') bodies.push(unit.body);
  if (unit.kind === 'CreatePackageBody' && unit.initialization) bodies.push(unit.initialization);
  walk(unit as AnyNode, (node) => {
    if (node.kind !== 'RoutineDefinition') return;
    const { body } = node as RoutineDefinition;
    if (body.kind === 'Block') bodies.push(body);
  });
  return bodies;
}

function hasGoto(body: Block): boolean {
  let found = false;
  walk(body as AnyNode, (node) => {
    if (node.kind === 'Goto') found = true;
    return !found;
  });
  return found;
}

/** Variables that routines nested in the body write: a call may change them anywhere. */
function writtenFromInside(analysis: Analysis, body: Block): ReadonlySet<VariableSymbol> {
  const written = new Set<VariableSymbol>();
  walk(body as AnyNode, (node) => {
    if (node.kind !== 'RoutineDefinition') return;
    const symbol = analysis.declaredBy(node);
    if (symbol?.kind !== 'routine') return;
    for (const c of analysis.capturesOf(symbol)) if (c.written) written.add(c.variable);
  });
  return written;
}

/** Follows the statements of a body in their order. */
class Scan {
  constructor(
    private readonly analysis: Analysis,
    private readonly texts: Map<Expr, string>,
    private readonly excluded: ReadonlySet<VariableSymbol>,
  ) {}

  block(block: Block, held: Texts): void {
    for (const d of block.declarations) {
      if (d.kind !== 'VariableDeclaration') continue;
      const symbol = this.analysis.declaredBy(d);
      if (symbol?.kind === 'variable') this.hold(symbol, d.initial, held);
    }
    if (block.handlers.length === 0) {
      this.list(block.body, held);
      return;
    }
    this.list(block.body, new Map(held));
    this.forget(block.body, held);
    for (const handler of block.handlers) this.list(handler.body, new Map(held));
    this.forget(
      block.handlers.flatMap((h) => h.body),
      held,
    );
  }

  private list(statements: readonly Statement[], held: Texts): void {
    for (const s of statements) this.statement(s, held);
  }

  private statement(s: Statement, held: Texts): void {
    switch (s.kind) {
      case 'Assignment': {
        const variable = s.target.kind === 'Name' ? plainVariable(this.analysis, s.target) : undefined;
        const before = new Map(held);
        this.forget([s], held);
        if (variable) this.hold(variable, s.value, held, before);
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
        for (const branch of s.branches) this.list(branch.body, new Map(held));
        this.list(s.otherwise ?? [], new Map(held));
        this.forget([s], held);
        return;
      case 'BasicLoop':
      case 'WhileLoop':
      case 'ForLoop':
      case 'CursorForLoop':
        this.forget([s], held);
        this.list(s.body, new Map(held));
        return;
      case 'ForAll':
        if (s.statement.kind === 'ExecuteImmediate') this.note(s.statement.text, held);
        this.forget([s], held);
        return;
      case 'ExecuteImmediate':
        this.note(s.text, held);
        this.forget([s], held);
        return;
      case 'OpenFor':
        if (s.source.kind === 'DynamicText') this.note(s.source.text, held);
        this.forget([s], held);
        return;
      default:
        this.forget([s], held);
    }
  }

  private hold(variable: VariableSymbol, value: Expr | undefined, held: Texts, before: Texts = held): void {
    const isText = variable.type.kind === 'varchar2' || variable.type.kind === 'clob';
    const text = value && isText && !this.excluded.has(variable) ? textOf(this.analysis, value, before) : undefined;
    if (text === undefined) held.delete(variable);
    else held.set(variable, text);
  }

  private note(expr: Expr, held: Texts): void {
    const text = textOf(this.analysis, expr, held);
    if (text !== undefined) this.texts.set(expr, text);
  }

  private forget(statements: readonly Statement[], held: Texts): void {
    if (held.size === 0) return;
    for (const s of statements) for (const variable of writtenIn(this.analysis, s as AnyNode)) held.delete(variable);
  }
}

/** A local variable that stands alone. */
function plainVariable(analysis: Analysis, expr: Expr): VariableSymbol | undefined {
  if (expr.kind !== 'Name') return undefined;
  const { base, steps } = analysis.resolve(expr);
  return base.kind === 'variable' &&
    steps.length === 0 &&
    (base.variable.storage !== 'package' || base.variable.constant)
    ? base.variable
    : undefined;
}

/** Variables that the statement may write: targets, INTO, and what routines are given to write. */
function writtenIn(analysis: Analysis, statement: AnyNode): Set<VariableSymbol> {
  const written = new Set<VariableSymbol>();
  const add = (expr: Expr | undefined): void => {
    if (expr?.kind !== 'Name' && expr?.kind !== 'Call' && expr?.kind !== 'Member') return;
    const { base } = analysis.resolve(expr);
    if (base.kind === 'variable') written.add(base.variable);
  };
  walk(statement, (node) => {
    switch (node.kind) {
      case 'Assignment':
        add((node as unknown as { readonly target: Expr }).target);
        return;
      case 'IntoClause':
        for (const target of (node as IntoClause).targets) add(target);
        return;
      case 'UsingArgument':
        if ((node as unknown as UsingArgument).mode !== 'IN') add((node as unknown as UsingArgument).value);
        return;
      case 'Name':
      case 'Call':
      case 'Member':
      case 'New': {
        const { base, steps } = analysis.resolve(node as unknown as Extract<Expr, { kind: 'Name' }>);
        if (base.kind === 'routine') for (const a of base.args) if (a.parameter.mode !== 'IN') add(a.actual);
        if (base.kind === 'supplied' && base.package !== 'DBMS_OUTPUT') addAll(base.args, add);
        if (base.kind === 'unresolved') addAll(base.args ?? [], add);
        for (const step of steps)
          if (step.kind === 'objectMethod') for (const a of step.args) if (a.parameter.mode !== 'IN') add(a.actual);
        return;
      }
      default:
        return;
    }
  });
  return written;
}

function addAll(args: readonly Argument[], add: (expr: Expr) => void): void {
  for (const a of args) add(a.value);
}

/** Is the statement's text known through a variable only? */
export function isHeld(analysis: Analysis, s: ExecuteImmediate): boolean {
  return knownTexts(analysis).has(s.text) && textOf(analysis, s.text) === undefined;
}
