import type { RowSource } from '../../analyze/analysis.js';
import type { Expr } from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import { contains, isQuery, nodesOf, walk } from '../../ir/walk.js';
import type { ExprContext } from '../context.js';
import { lowerExpr } from '../expressions/index.js';
import { madeUp } from '../naming/made-names.js';

/** What stands for an expression, in the context in which it is lowered. */
export type Replacement = (expr: Expr, inner: ExprContext) => PgExpr | undefined;

/** The context of expressions over some rows: what `replace` knows, then what the surrounding query knows. */
export function within(
  ex: ExprContext,
  replace: Replacement,
  aliases?: ReadonlyMap<RowSource, string>,
  generated = false,
): ExprContext {
  const outer = ex.substitutions;
  const inner: ExprContext = {
    ...ex,
    sql: true,
    hoist: undefined,
    substitutions: {
      replace: (expr) => {
        // The mark says where a condition goes; its operand is an ordinary expression.
        if (expr.kind === 'OuterJoinMark') return lowerExpr(inner, expr.operand);
        return replace(expr, inner) ?? outer?.replace(expr);
      },
      aliasOf: (source) => aliases?.get(source) ?? outer?.aliasOf?.(source),
      depth: (outer?.depth ?? 0) + (generated ? 1 : 0),
      leaky: outer?.leaky,
      isWord: outer?.isWord,
    },
  };
  return inner;
}

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
  if (expr.kind !== 'Name' || expr.parts.at(-1)?.name !== name) return false;
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

/** A name for generated rows that no generated rows around have. */
export function generatedName(ex: ExprContext, name: string): string {
  const depth = ex.substitutions?.depth ?? 0;
  return madeUp(depth === 0 ? name : `${name}_${depth + 1}`);
}

/** The context inside of a WITH clause some of whose factors have columns of ours. */
export function withLeaky(ex: ExprContext, names: readonly string[]): ExprContext {
  if (names.length === 0) return ex;
  const outer = ex.substitutions;
  return {
    ...ex,
    substitutions: {
      replace: (e) => outer?.replace(e),
      aliasOf: (s) => outer?.aliasOf?.(s),
      depth: outer?.depth,
      leaky: new Set([...(outer?.leaky ?? []), ...names]),
    },
  };
}
