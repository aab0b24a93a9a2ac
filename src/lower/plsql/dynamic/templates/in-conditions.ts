import { comparisonOperators } from '../../../../ir/kinds.js';
import type { Expr, ScriptUnit } from '../../../../ir/oracle/index.js';
import { nodesOf, walk } from '../../../../ir/walk.js';
import type { UnitContext } from '../../../context.js';

/*
 * Where values that are put into the text of a statement may stand, so that any of them means the same.
 */

/**
 * The operands that each condition of the statement compares with each other. A text in a list may be several, with the
 * quotes between them; LIKE has a pattern, which is text.
 */
export function operandsOfConditions(bound: ScriptUnit, words: 'numbers' | 'texts'): readonly (readonly Expr[])[] {
  const found: (readonly Expr[])[] = [];
  walk(bound, (node) => {
    if (node.kind === 'Binary' && comparisonOperators.has(node.op)) found.push([node.left, node.right]);
    if (node.kind === 'Between') found.push([node.operand, node.low, node.high]);
    if (node.kind === 'InList' && words === 'numbers') found.push([node.operand, ...node.items]);
    if (node.kind === 'Like' && !node.escape && words === 'texts') found.push([node.operand, node.pattern]);
  });
  return found;
}

/** What is computed of columns alone, at least one: no ROWNUM, which becomes another clause. */
export function isComputedOfColumns({ analysis }: UnitContext, expr: Expr): boolean {
  const calls = nodesOf(expr, 'Call');
  const callees = new Set<Expr>(calls.map((call) => call.callee));
  const names = nodesOf(expr, 'Name').filter((name) => !callees.has(name));
  return (
    names.length > 0 &&
    calls.every((call) => analysis.resolve(call).base.kind === 'builtin') &&
    names.every((name) => analysis.resolve(name).base.kind === 'column')
  );
}

/**
 * Tables of the inputs, and DUAL; a temporary one has to be made ready before, which is done for what is known of a
 * routine.
 */
export function knowsTables({ analysis }: UnitContext, bound: ScriptUnit): boolean {
  return nodesOf(bound, 'TableRef').every((node) => {
    const relation = analysis.sourceOf(node)?.relation;
    return relation !== undefined && relation.relation === 'table' && !relation.temporary && !relation.external;
  });
}
