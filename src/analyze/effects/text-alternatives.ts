import { characterOf } from '../../ir/literals.js';
import type { Block, Expr, ScriptUnit, Statement } from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import type { AnalyzeContext } from '../context.js';
import type { VariableSymbol } from '../model/symbols.js';
import { bodiesOf, hasGoto, plainVariable, writtenFromInside, writtenIn } from './dynamic-text.js';

/*
 * A text that grows by conditions: `l_sql := 'select … where 1 = 1'; IF p_id IS NOT NULL THEN l_sql := l_sql || ' and
 * id = :1'; END IF; …`. Where all its parts are literals, it is one of a few texts, each of which can be compiled.
 */

const queryOrDml = /^\s*(select|with|insert|update|delete|merge)\b/i;

/** More texts than these are no few. */
const most = 16;

/** The texts that local variables may hold at a place; '' is NULL. */
type Held = Map<VariableSymbol, readonly string[]>;

/** Notes for each text of EXECUTE IMMEDIATE and OPEN … FOR which texts it may be, where they are several. */
export function noteTextAlternatives(cx: AnalyzeContext, units: readonly ScriptUnit[]): void {
  for (const unit of units)
    for (const body of bodiesOf(unit))
      if (!hasGoto(body)) new Alternatives(cx, writtenFromInside(cx, body)).block(body, new Map());
}

class Alternatives {
  constructor(
    private readonly cx: AnalyzeContext,
    private readonly excluded: ReadonlySet<VariableSymbol>,
  ) {}

  block(block: Block, held: Held): void {
    for (const d of block.declarations) {
      if (d.kind !== 'VariableDeclaration') continue;
      const symbol = this.cx.facts.declared.get(d);
      if (symbol?.kind === 'variable') this.hold(symbol, d.initial ? this.textsOf(d.initial, held) : [''], held);
    }
    if (block.handlers.length === 0) {
      this.list(block.body, held);
      return;
    }
    this.list(block.body, new Map(held));
    this.forget(block.body, held);
    const after = block.handlers.map((handler) => {
      const own = new Map(held);
      this.list(handler.body, own);
      return own;
    });
    this.merge([held, ...after], held);
  }

  private list(statements: readonly Statement[], held: Held): void {
    for (const s of statements) this.statement(s, held);
  }

  private statement(s: Statement, held: Held): void {
    switch (s.kind) {
      case 'Assignment': {
        const variable = s.target.kind === 'Name' ? plainVariable(this.cx, s.target) : undefined;
        const texts = variable && this.textsOf(s.value, held);
        this.forget([s], held);
        if (variable) this.hold(variable, texts, held);
        return;
      }
      case 'Block':
        this.block(s, held);
        return;
      case 'LabelledStatement':
        this.statement(s.statement, held);
        return;
      case 'If': {
        this.forgetWritten(
          s.branches.map((branch) => branch.condition),
          held,
        );
        const ends = [...s.branches.map((branch) => branch.body), s.otherwise ?? []].map((body) => {
          const own = new Map(held);
          this.list(body, own);
          return own;
        });
        this.merge(ends, held);
        return;
      }
      case 'CaseStatement':
        this.forget([s], held);
        for (const branch of s.branches) this.list(branch.body, new Map(held));
        this.list(s.otherwise ?? [], new Map(held));
        return;
      case 'BasicLoop':
      case 'WhileLoop':
      case 'ForLoop':
      case 'CursorForLoop':
        this.forget([s], held);
        this.list(s.body, new Map(held));
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

  private hold(variable: VariableSymbol, texts: readonly string[] | undefined, held: Held): void {
    const isText = variable.type.kind === 'varchar2' || variable.type.kind === 'clob';
    if (texts === undefined || !isText || this.excluded.has(variable)) held.delete(variable);
    else held.set(variable, texts);
  }

  /** What one of several ways may have left. */
  private merge(ways: readonly Held[], into: Held): void {
    const [first, ...others] = ways;
    const merged = [...(first ?? [])].flatMap(([variable, texts]): [VariableSymbol, readonly string[]][] => {
      const all = new Set(texts);
      for (const way of others) {
        const more = way.get(variable);
        if (more === undefined) return [];
        for (const text of more) all.add(text);
      }
      return all.size > most ? [] : [[variable, [...all]]];
    });
    into.clear();
    for (const [variable, texts] of merged) into.set(variable, texts);
  }

  private textsOf(expr: Expr, held: Held): readonly string[] | undefined {
    switch (expr.kind) {
      case 'StringLiteral':
        return [expr.value];
      case 'NullLiteral':
        return [''];
      case 'Binary': {
        if (expr.op !== '||') return undefined;
        const left = this.textsOf(expr.left, held);
        const right = left && this.textsOf(expr.right, held);
        if (!right || left.length * right.length > most) return undefined;
        return [...new Set(left.flatMap((l) => right.map((r) => l + r)))];
      }
      case 'Call': {
        const character = characterOf(expr);
        return character === undefined ? undefined : [character];
      }
      case 'Name': {
        const variable = plainVariable(this.cx, expr);
        const known = variable && held.get(variable);
        if (known !== undefined) return known;
        return variable?.constant && variable.initial && variable.initial !== expr
          ? this.textsOf(variable.initial, new Map())
          : undefined;
      }
      default:
        return undefined;
    }
  }

  private note(expr: Expr, held: Held): void {
    const texts = this.textsOf(expr, held);
    // What ends the transaction has to be known as such where its routine is called.
    if (texts && texts.length > 1 && texts.every((text) => queryOrDml.test(text)))
      this.cx.facts.textAlternatives.set(expr, texts);
  }

  private forget(statements: readonly Statement[], held: Held): void {
    this.forgetWritten(statements, held);
  }

  private forgetWritten(nodes: readonly OracleNode[], held: Held): void {
    if (held.size === 0) return;
    for (const node of nodes) for (const variable of writtenIn(this.cx, node)) held.delete(variable);
  }
}
