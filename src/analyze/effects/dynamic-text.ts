import { characterOf } from '../../ir/literals.js';
import type { Argument, Block, CaseStatement, Expr, If, ScriptUnit, Statement } from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import { contains, nodesOf, ofKinds, walkWhere } from '../../ir/walk.js';
import type { AnalyzeContext } from '../context.js';
import type { KnownText, VariablePart } from '../model/known-text.js';
import type { VariableSymbol } from '../model/symbols.js';
import { onlyReads } from '../oracle/supplied-packages.js';

/*
 * Dynamic SQL usually stands in a variable: `l_sql := '…'; EXECUTE IMMEDIATE l_sql`. Where the statements in front of
 * it say what the variable holds, the text is known at compile time as if it stood there itself.
 */

/** What local variables hold at a place. */
type Texts = Map<VariableSymbol, KnownText>;

/** The text that an expression gives, as far as literals and what is known of variables tell. */
function textOf(cx: AnalyzeContext, expr: Expr, known?: ReadonlyMap<VariableSymbol, KnownText>): KnownText | undefined {
  switch (expr.kind) {
    case 'StringLiteral':
      return literal(expr.value);
    case 'Binary': {
      if (expr.op !== '||') return undefined;
      const left = textOf(cx, expr.left, known);
      const right = textOf(cx, expr.right, known);
      if (!left) return undefined;
      const whole = left.whole && right?.whole === true;
      const pieces = piecesOf(left);
      const head = pieces ? [...pieces, ...(headOf(right) ?? [])] : left.head;
      return {
        text: left.whole ? left.text + (right?.text ?? '') : left.text,
        whole,
        ...(whole || !head ? {} : { head }),
        ...(left.parts && right?.parts ? { parts: [...left.parts, ...right.parts] } : {}),
      };
    }
    case 'Call': {
      const character = characterOf(expr);
      return character === undefined ? undefined : literal(character);
    }
    case 'Name': {
      const variable = plainVariable(cx, expr);
      const held = variable && known?.get(variable);
      if (held !== undefined) return held;
      return variable?.constant && variable.initial && variable.initial !== expr
        ? textOf(cx, variable.initial, known)
        : unknownPart(cx, expr);
    }
    case 'Member':
      return unknownPart(cx, expr);
    default:
      return undefined;
  }
}

const literal = (text: string): KnownText => ({ text, whole: true, parts: [text] });

/** What only the run tells, but the same value wherever it is read until the variable changes. */
function unknownPart(cx: AnalyzeContext, expr: VariablePart): KnownText | undefined {
  return baseOf(cx, expr) ? { text: '', whole: false, parts: [expr] } : undefined;
}

/** The local variable behind a name with fields. */
function baseOf(cx: AnalyzeContext, expr: VariablePart): VariableSymbol | undefined {
  const resolution = cx.facts.resolutions.get(expr);
  const isLocal =
    resolution?.base.kind === 'variable' &&
    resolution.base.variable.storage !== 'package' &&
    resolution.steps.every((step) => step.kind === 'field');
  return isLocal && resolution.base.kind === 'variable' ? resolution.base.variable : undefined;
}

/** Notes the texts behind EXECUTE IMMEDIATE and OPEN … FOR that are known by what variables hold there. */
export function noteDynamicTexts(cx: AnalyzeContext, units: readonly ScriptUnit[]): void {
  for (const unit of units) {
    for (const body of bodiesOf(unit)) {
      if (!hasGoto(body)) new Scan(cx, writtenFromInside(cx, body)).block(body, new Map());
    }
  }
}

/** What is known at compile time of a text that is executed, or of any other. */
export function dynamicText(cx: AnalyzeContext, expr: Expr): KnownText | undefined {
  return cx.facts.dynamicTexts.get(expr) ?? textOf(cx, expr);
}

/** The bodies of all routines of the unit, and the blocks that texts in it are. */
export function bodiesOf(unit: ScriptUnit): Block[] {
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

/** Follows the statements of a body in their order. */
class Scan {
  constructor(
    private readonly cx: AnalyzeContext,
    private readonly excluded: ReadonlySet<VariableSymbol>,
  ) {}

  block(block: Block, held: Texts): void {
    for (const d of block.declarations) {
      if (d.kind !== 'VariableDeclaration') continue;
      const symbol = this.cx.facts.declared.get(d);
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
        const variable = s.target.kind === 'Name' ? plainVariable(this.cx, s.target) : undefined;
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
        this.alternatives(
          s,
          s.branches.map((branch) => branch.condition),
          held,
        );
        return;
      case 'CaseStatement':
        this.alternatives(s, [...(s.operand ? [s.operand] : []), ...s.branches.flatMap((branch) => branch.when)], held);
        return;
      case 'BasicLoop':
      case 'WhileLoop':
      case 'ForLoop':
      case 'CursorForLoop':
        this.forget([s], held);
        this.list(s.body, new Map(held));
        return;
      case 'ForAll':
        if (s.statement.kind === 'ExecuteImmediate') this.statement(s.statement, new Map(held));
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

  /** What stands before them holds at the beginning of each branch, but for what the conditions write. */
  private alternatives(s: If | CaseStatement, conditions: readonly Expr[], held: Texts): void {
    const start = new Map(held);
    this.forget(conditions, start);
    for (const { body } of s.branches) this.list(body, new Map(start));
    this.list(s.otherwise ?? [], new Map(start));
    this.forget([s], held);
  }

  private hold(variable: VariableSymbol, value: Expr | undefined, held: Texts, before: Texts = held): void {
    const isText = variable.type.kind === 'varchar2' || variable.type.kind === 'clob';
    const text = value && isText && !this.excluded.has(variable) ? textOf(this.cx, value, before) : undefined;
    if (text === undefined) held.delete(variable);
    else {
      held.set(variable, this.uses(text, (v) => v === variable || this.excluded.has(v)) ? withoutParts(text) : text);
    }
  }

  private uses(text: KnownText, isMeant: (variable: VariableSymbol) => boolean): boolean {
    return [...(text.parts ?? []), ...(text.head ?? [])].some((part) => {
      const variable = typeof part === 'string' ? undefined : baseOf(this.cx, part);
      return variable !== undefined && isMeant(variable);
    });
  }

  private note(expr: Expr, held: Texts): void {
    const text = textOf(this.cx, expr, held);
    if (text !== undefined) this.cx.facts.dynamicTexts.set(expr, text);
  }

  private forget(statements: readonly OracleNode[], held: Texts): void {
    if (held.size === 0) return;
    for (const s of statements) {
      const written = writtenIn(this.cx, s);
      const otherwise = writtenIn(this.cx, s, (node) => isAppend(this.cx, node));
      for (const variable of written) {
        const before = held.get(variable);
        const head = otherwise.has(variable) ? undefined : headOf(before);
        if (before && head) held.set(variable, { text: before.text, whole: false, head });
        else held.delete(variable);
      }
      for (const [variable, text] of held)
        if (this.uses(text, (v) => written.has(v))) held.set(variable, withoutParts(text));
    }
  }
}

/** What no variable has part in. */
const withoutParts = ({ text, whole, head }: KnownText): KnownText =>
  head?.every((part) => typeof part === 'string') ? { text, whole, head } : { text, whole };

/** All pieces of a text. */
const piecesOf = ({ text, whole, parts }: KnownText): KnownText['head'] => (whole ? [text] : parts);

const headOf = (text: KnownText | undefined): KnownText['head'] => text && (piecesOf(text) ?? text.head);

/** `v || …`. */
function appendsTo(cx: AnalyzeContext, value: Expr, variable: VariableSymbol): boolean {
  let first = value;
  while (first.kind === 'Binary' && first.op === '||') first = first.left;
  return first !== value && plainVariable(cx, first) === variable;
}

/** `v := v || …;` */
function isAppend(cx: AnalyzeContext, node: OracleNode): boolean {
  if (node.kind !== 'Assignment' || node.target.kind !== 'Name') return false;
  const variable = plainVariable(cx, node.target);
  return variable !== undefined && appendsTo(cx, node.value, variable);
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

const writers = ofKinds('Assignment', 'IntoClause', 'UsingArgument', 'Name', 'Call', 'Member', 'New');

/**
 * Variables that the statement may write: targets, INTO, and what routines are given to write. `leaveOut`: assignments
 * that do not count.
 */
export function writtenIn(
  cx: AnalyzeContext,
  statement: OracleNode,
  leaveOut: (node: OracleNode) => boolean = () => false,
): Set<VariableSymbol> {
  const written = new Set<VariableSymbol>();
  const add = (expr: Expr | undefined): void => {
    if (expr?.kind !== 'Name' && expr?.kind !== 'Call' && expr?.kind !== 'Member') return;
    const base = cx.facts.resolutions.get(expr)?.base;
    if (base?.kind === 'variable') written.add(base.variable);
  };
  walkWhere(statement, writers, (node) => {
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
      case 'New': {
        const resolution = cx.facts.resolutions.get(node);
        if (!resolution) return;
        const { base, steps } = resolution;
        if (base.kind === 'routine') for (const a of base.args) if (a.parameter.mode !== 'IN') add(a.actual);
        if (base.kind === 'supplied' && !onlyReads(base.package, base.member)) addAll(base.args, add);
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
