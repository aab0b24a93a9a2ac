import type { RowSource } from '../../analyze/analysis.js';
import { lastName } from '../../ir/dotted.js';
import type { Expr } from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import { contains, isQuery, nodesOf, walk } from '../../ir/walk.js';
import type { ExprContext } from '../context.js';

/** Visits the expressions of one query block: what belongs to a subquery is left out. */
export function walkBlock(nodes: readonly (OracleNode | undefined)[], visit: (expr: Expr) => boolean | void): void {
  for (const root of nodes) {
    if (!root) continue;
    walk(root, (node) => (node.kind === 'Query' ? false : visit(node as Expr)));
  }
}

/** Is there such an expression in the query block? */
export const blockContains = (
  nodes: readonly (OracleNode | undefined)[],
  test: (node: OracleNode) => boolean,
): boolean => nodes.some((root) => root !== undefined && contains(root, test, isQuery));

/** Does the block name the pseudo-column? */
export const usesPseudo = (ex: ExprContext, name: string, nodes: readonly (OracleNode | undefined)[]): boolean =>
  blockContains(nodes, (node) => isPseudo(ex, node, name));

/** Is the expression this pseudo-column, and no column or variable of the name? */
export function isPseudo(ex: ExprContext, expr: OracleNode, name: string): boolean {
  if (expr.kind !== 'Name' || lastName(expr) !== name) return false;
  const { base } = ex.unit.analysis.resolve(expr);
  return base.kind === 'pseudo' && base.name === name;
}

/** The row sources whose columns occur in the nodes, in subqueries too. */
export function sourcesIn(ex: ExprContext, ...nodes: readonly OracleNode[]): Set<RowSource> {
  const found = new Set<RowSource>();
  for (const node of nodes.flatMap((n) => nodesOf(n, 'Name', 'Call', 'Member'))) {
    const { base } = ex.unit.analysis.resolve(node);
    if (base.kind === 'column' || base.kind === 'row') found.add(base.source);
  }
  return found;
}
