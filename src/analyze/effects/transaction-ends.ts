import { isSql } from '../../ir/kinds.js';
import type { Expr, If } from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import { forEachChild, walk } from '../../ir/walk.js';
import type { BoundArgument } from '../analysis.js';
import type { AnalyzeContext } from '../context.js';
import { type CalledRoutine, calledRoutines } from '../model/callees.js';
import type { RoutineSymbol, VariableSymbol } from '../model/symbols.js';

/** A value that is known before the program runs. */
type Constant = boolean | number | string | null;
/** IN parameters, which nothing assigns to, whose values a call tells. */
type Values = ReadonlyMap<VariableSymbol, Constant>;

const nothing: Values = new Map();

/** Whether a call may end the transaction, and a body whatever it is called with. */
export interface TransactionEnds {
  ofBody(body: OracleNode): boolean;
  ofRoutine(routine: RoutineSymbol): boolean;
  ofCall(call: object, callee: RoutineSymbol): boolean;
}

/**
 * Follows the constants that calls hand over: `h(p_rollback => FALSE)` does not reach what stands under
 * `IF p_rollback`. In: `may`, which routines end the transaction on some path; `here`, whether a node does it itself.
 */
export function transactionEnds(
  cx: AnalyzeContext,
  may: (routine: RoutineSymbol) => boolean,
  here: (node: OracleNode) => boolean,
): TransactionEnds {
  return new EndsOfTransactions(cx, may, here).ends();
}

/** Searches bodies with the constants that their parameters are given. */
class EndsOfTransactions {
  private readonly known = new Map<RoutineSymbol, Map<string, boolean>>();
  constructor(
    private readonly cx: AnalyzeContext,
    private readonly may: (routine: RoutineSymbol) => boolean,
    private readonly here: (node: OracleNode) => boolean,
  ) {}

  ends(): TransactionEnds {
    return {
      ofBody: (body) => this.search(body, nothing, true),
      ofRoutine: (routine) => this.ofRoutine(routine, nothing),
      ofCall: (call, callee) =>
        callsAt(this.cx, call as OracleNode).some(
          (c) => c.callee === callee && this.ofRoutine(callee, this.handedOver(c.args, nothing)),
        ),
    };
  }

  private ofRoutine(routine: RoutineSymbol, values: Values): boolean {
    const body = routine.definition;
    if (!this.may(routine) || !body) return this.may(routine);
    let answers = this.known.get(routine);
    if (!answers) this.known.set(routine, (answers = new Map()));
    const key = routine.parameters.map(({ variable }) => JSON.stringify(values.get(variable)) ?? '?').join();
    const answer = answers.get(key);
    if (answer !== undefined) return answer;
    // A routine that calls itself is taken at its worst.
    answers.set(key, true);
    const found = this.search(body, values, true) || this.callsUnseen(routine, body);
    answers.set(key, found);
    return found;
  }

  /** Calls that no expression of the body shows. */
  private callsUnseen(routine: RoutineSymbol, body: OracleNode): boolean {
    const seen = new Set<RoutineSymbol>();
    walk(body, (node) => {
      for (const { callee } of callsAt(this.cx, node)) seen.add(callee);
    });
    return [...(this.cx.facts.calls.get(routine) ?? [])].some((callee) => !seen.has(callee) && this.may(callee));
  }

  private search(node: OracleNode, values: Values, outermost = false): boolean {
    if (node.kind === 'RoutineDefinition' && !outermost) return false;
    // A function that it calls does not end the transaction, which is ORA-14552. (PL/SQL Language Reference, "PL/SQL
    // Functions that SQL Statements Can Invoke")
    if (isSql(node)) return false;
    if (this.here(node)) return true;
    if (node.kind === 'If') return this.searchIf(node, values);
    for (const { callee, args } of callsAt(this.cx, node))
      if (this.ofRoutine(callee, this.handedOver(args, values))) return true;
    let found = false;
    forEachChild(node, (child) => {
      found ||= this.search(child, values);
    });
    return found;
  }

  private searchIf({ branches, otherwise }: If, values: Values): boolean {
    const any = (statements: readonly object[]): boolean =>
      statements.some((s) => this.search(s as OracleNode, values));
    for (const { condition, body } of branches) {
      if (this.search(condition, values)) return true;
      const outcome = constantOf(this.cx, condition, values);
      if (outcome !== false && outcome !== null && any(body)) return true;
      if (outcome === true) return false;
    }
    return any(otherwise ?? []);
  }

  private handedOver(args: readonly BoundArgument[], values: Values): Values {
    const given = new Map<VariableSymbol, Constant>();
    for (const { parameter, actual } of args) {
      const value = actual ?? parameter.initial;
      if (parameter.mode !== 'IN' || !value) continue;
      const constant = constantOf(this.cx, value, values);
      if (constant !== undefined && keeps(parameter.variable, constant)) given.set(parameter.variable, constant);
    }
    return given;
  }
}

/** The routines that a node calls itself, if it is an expression. */
export function callsAt(cx: AnalyzeContext, node: OracleNode): readonly CalledRoutine[] {
  const resolution = cx.facts.resolutions.get(node);
  return resolution ? calledRoutines(resolution) : [];
}

/** Is the value still the same in a parameter of that type? */
function keeps({ type }: VariableSymbol, value: Constant): boolean {
  if (value === null) return true;
  if (typeof value === 'boolean') return type.kind === 'boolean';
  if (typeof value === 'number')
    return (type.kind === 'number' || type.kind === 'plsInteger') && Number.isInteger(value);
  return type.kind === 'varchar2';
}

/** The value of an expression where it is known; undefined where it is not. */
function constantOf(cx: AnalyzeContext, expr: Expr, values: Values): Constant | undefined {
  const of = (e: Expr): Constant | undefined => constantOf(cx, e, values);
  switch (expr.kind) {
    case 'BooleanLiteral':
      return expr.value;
    case 'NullLiteral':
      return null;
    case 'StringLiteral':
      return expr.value === '' ? null : expr.value;
    case 'NumberLiteral':
      return /^\d{1,15}$/.test(expr.text) ? Number(expr.text) : undefined;
    case 'Name': {
      const resolution = cx.facts.resolutions.get(expr);
      if (resolution?.base.kind !== 'variable' || resolution.steps.length > 0) return undefined;
      const { variable } = resolution.base;
      if (values.has(variable)) return values.get(variable);
      const own = variable.constant && variable.storage !== 'parameter' ? variable.initial : undefined;
      const value = own && constantOf(cx, own, nothing);
      return value !== undefined && keeps(variable, value) ? value : undefined;
    }
    case 'Unary': {
      const value = expr.op === 'NOT' ? of(expr.operand) : undefined;
      return typeof value === 'boolean' ? !value : value === null ? null : undefined;
    }
    case 'Logical': {
      const operands = expr.operands.map(of);
      const decides = expr.op === 'OR';
      if (operands.includes(decides)) return decides;
      if (operands.some((v) => typeof v !== 'boolean' && v !== null)) return undefined;
      return operands.includes(null) ? null : !decides;
    }
    case 'Binary':
      return compared(expr.op, of(expr.left), of(expr.right));
    case 'IsTest': {
      const value = expr.test === 'NULL' ? of(expr.operand) : undefined;
      return value === undefined ? undefined : (value === null) !== expr.negated;
    }
    default:
      return undefined;
  }
}

function compared(op: string, left: Constant | undefined, right: Constant | undefined): Constant | undefined {
  if (op !== '=' && op !== '<>') return undefined;
  if (left === null || right === null) return null;
  if (left === undefined || typeof left !== typeof right) return undefined;
  // Blanks at the end may count or not.
  if (typeof left === 'string' && left !== right && left.trimEnd() === String(right).trimEnd()) return undefined;
  return (left === right) === (op === '=');
}
