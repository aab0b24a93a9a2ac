import { lastName } from '../../ir/dotted.js';
import type { Block, CallStatement, CaseStatement, Expr, If, ScriptUnit, Statement } from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import { nodesOf } from '../../ir/walk.js';
import type { AnalyzeContext } from '../context.js';
import type { VariableSymbol } from '../model/symbols.js';
import { memberWritesLob } from '../oracle/supplied-packages.js';
import { followBodies, type HeldTexts, plainVariable, TextFlow, writtenIn } from './text-flow.js';

/*
 * What EMPTY_CLOB() and EMPTY_BLOB() give is a value to assign and to insert, but no LOB that DBMS_LOB can write to.
 * (SQL Language Reference, "EMPTY_BLOB, EMPTY_CLOB")
 */

type Held = HeldTexts<true>;

/** Notes the calls of DBMS_LOB that write to a local variable which holds what EMPTY_CLOB() or EMPTY_BLOB() gave. */
export function noteEmptyLocators(cx: AnalyzeContext, units: readonly ScriptUnit[]): void {
  const using = units.filter((unit) => nodesOf(unit, 'Name').some((name) => /^EMPTY_[CB]LOB$/.test(lastName(name))));
  followBodies(cx, using, (excluded) => new EmptyLocators(cx, excluded));
}

class EmptyLocators extends TextFlow<true> {
  protected readonly uninitialized = undefined;

  protected known(expr: Expr, held: Held): true | undefined {
    if (expr.kind !== 'Call' && expr.kind !== 'Name') return undefined;
    const base = this.cx.facts.resolutions.get(expr)?.base;
    if (base?.kind === 'builtin') return base.name === 'EMPTY_CLOB' || base.name === 'EMPTY_BLOB' ? true : undefined;
    const variable = plainVariable(this.cx, expr);
    return variable && held.get(variable);
  }

  protected override hold(variable: VariableSymbol, known: true | undefined, held: Held): void {
    const isLob = variable.type.kind === 'clob' || variable.type.kind === 'blob';
    if (known && isLob && !this.excluded.has(variable)) held.set(variable, known);
    else held.delete(variable);
  }

  protected override statement(s: Statement, held: Held): void {
    if (s.kind === 'CallStatement' && this.writesTo(s, held)) this.cx.facts.emptyLocators.add(s);
    super.statement(s, held);
  }

  private writesTo({ call }: CallStatement, held: Held): boolean {
    const target = this.targetOf(call);
    const variable = target && plainVariable(this.cx, target);
    return variable !== undefined && held.get(variable) === true;
  }

  /** What a call of DBMS_LOB writes to. */
  private targetOf(call: OracleNode): Expr | undefined {
    const base = call.kind === 'Call' ? this.cx.facts.resolutions.get(call)?.base : undefined;
    if (base?.kind !== 'supplied' || !memberWritesLob(base)) return undefined;
    const first = base.args.find(({ name }) => name && /^(LOB_LOC|DEST_LOB)$/.test(name.name)) ?? base.args[0];
    return first?.value;
  }

  protected branches(s: If | CaseStatement, held: Held): void {
    for (const { body } of s.branches) this.after(body, held);
    this.after(s.otherwise ?? [], held);
    this.forget([s], held);
  }

  protected joinHandlers({ handlers }: Block, _ends: readonly Held[], held: Held): void {
    this.forget(
      handlers.flatMap((h) => h.body),
      held,
    );
  }

  protected note(): void {}

  protected forget(nodes: readonly OracleNode[], held: Held): void {
    if (held.size === 0) return;
    // Where DBMS_LOB fails, the variable is as it was.
    const fails = (node: OracleNode): boolean => this.targetOf(node) !== undefined;
    for (const node of nodes) for (const variable of writtenIn(this.cx, node, fails)) held.delete(variable);
  }
}
