import { isOthers } from '../../ir/exception-handlers.js';
import { isSql } from '../../ir/kinds.js';
import { addUnder } from '../../ir/lists-by-key.js';
import type { Block } from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import { forEachChild, nodesOf } from '../../ir/walk.js';
import type { AnalyzeContext } from '../context.js';
import { calledRoutines } from '../model/callees.js';
import type { ExceptionSymbol, RoutineSymbol, TriggerSymbol } from '../model/symbols.js';

type Unit = RoutineSymbol | TriggerSymbol;
type Escaping = ReadonlySet<ExceptionSymbol>;

const none: Escaping = new Set();

/**
 * The user-defined exceptions without a number (PRAGMA EXCEPTION_INIT gives one) that can leave each routine and
 * trigger, and the given code. `callees`: what a routine or trigger calls. (PL/SQL Language Reference, "Exception
 * Propagation", "Raising User-Defined Exception with RAISE Statement")
 */
export function userErrors(
  cx: AnalyzeContext,
  bodies: readonly { readonly unit: Unit; readonly body: OracleNode }[],
  callees: (unit: Unit) => Iterable<Unit>,
): { of(unit: Unit): Escaping; within(node: OracleNode): Escaping } {
  const all = new Map<Unit, Escaping>();
  const of = (unit: Unit): Escaping => all.get(unit) ?? none;
  const callers = new Map<Unit, { readonly unit: Unit; readonly body: OracleNode }[]>();
  for (const item of bodies) for (const callee of callees(item.unit)) addUnder(callers, callee, item);
  // Few raise such an exception; from these it goes up to their callers.
  const open = bodies.filter(({ body }) => nodesOf(body, 'Raise').some((node) => raisedBy(cx, node) !== undefined));
  for (let item = open.pop(); item; item = open.pop()) {
    const found = escaping(cx, item.body, of);
    if (found.size === of(item.unit).size) continue;
    all.set(item.unit, found);
    open.push(...(callers.get(item.unit) ?? []));
  }
  return { of, within: (node) => escaping(cx, node, of) };
}

/** The exception without a number that RAISE names. */
function raisedBy(cx: AnalyzeContext, node: OracleNode): ExceptionSymbol | undefined {
  if (node.kind !== 'Raise') return undefined;
  const { exception } = node;
  const symbol = exception && cx.facts.symbols.get(exception);
  return symbol?.kind === 'exception' && symbol.oraCode === undefined ? symbol : undefined;
}

/** `again`: what RAISE alone raises, in a handler. */
function escaping(
  cx: AnalyzeContext,
  root: OracleNode,
  of: (unit: Unit) => Escaping,
  again: Escaping = none,
): Set<ExceptionSymbol> {
  const found = new Set<ExceptionSymbol>();
  const add = (exceptions: Iterable<ExceptionSymbol>): void => {
    for (const exception of exceptions) found.add(exception);
  };
  const visit = (node: OracleNode): void => {
    // An exception without a number that leaves SQL is ORA-06510 to the code around it; a nested routine raises where
    // it is called.
    if (
      isSql(node) ||
      (node.kind === 'ExecuteImmediate' && node.block) ||
      (node.kind === 'RoutineDefinition' && node !== root)
    )
      return;
    if (node.kind === 'Raise') {
      const raised = raisedBy(cx, node);
      if (raised) found.add(raised);
      else if (!node.exception) add(again);
      return;
    }
    if (node.kind === 'Block' && node.handlers.length > 0) {
      add(ofBlock(cx, node, of, again));
      return;
    }
    const resolution = cx.facts.resolutions.get(node);
    if (resolution) for (const { callee } of calledRoutines(resolution)) add(of(callee));
    forEachChild(node, visit);
  };
  visit(root);
  return found;
}

/** Handlers take what the statements raise, not what the declarations and the handlers themselves do. */
function ofBlock(
  cx: AnalyzeContext,
  block: Block,
  of: (unit: Unit) => Escaping,
  again: Escaping,
): Set<ExceptionSymbol> {
  const left = new Set<ExceptionSymbol>();
  const found = new Set<ExceptionSymbol>();
  for (const part of block.body) for (const e of escaping(cx, part, of, again)) left.add(e);
  for (const part of block.declarations)
    if (part.kind !== 'RoutineDefinition') for (const e of escaping(cx, part, of)) found.add(e);
  for (const handler of block.handlers) {
    const taken = new Set<ExceptionSymbol>();
    for (const name of handler.exceptions) {
      const symbol = cx.facts.symbols.get(name);
      for (const e of left) if (isOthers(name) || e === symbol) taken.add(e);
    }
    for (const e of taken) left.delete(e);
    for (const part of handler.body) for (const e of escaping(cx, part, of, taken)) found.add(e);
  }
  for (const e of left) found.add(e);
  return found;
}
