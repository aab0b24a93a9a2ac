import type { RowSource } from '../../analyze/analysis.js';
import type { Expr } from '../../ir/oracle/index.js';

import type { PgExpr } from '../../ir/postgres/index.js';

import type { ExprContext } from '../context.js';
import { lowerExpr } from '../expressions/index.js';
import { madeUp } from '../naming/made-names.js';

/** What stands for an expression, in the context in which it is lowered. */
export type Replacement = (expr: Expr, inner: ExprContext) => PgExpr | undefined;

/** The context of expressions over some rows: what `replace` knows, then what the surrounding query knows. */
export const within = (ex: ExprContext, replace: Replacement, aliases?: ReadonlyMap<RowSource, string>): ExprContext =>
  atDepth(ex, ex.substitutions?.depth ?? 0, replace, aliases);

/** The context of expressions over rows that the output generates: `generatedName` gives way to their names. */
export const withinGenerated = (
  ex: ExprContext,
  replace: Replacement,
  aliases?: ReadonlyMap<RowSource, string>,
): ExprContext => atDepth(ex, (ex.substitutions?.depth ?? 0) + 1, replace, aliases);

/** `depth`: how many generated relations stand around. */
function atDepth(
  ex: ExprContext,
  depth: number,
  replace: Replacement,
  aliases?: ReadonlyMap<RowSource, string>,
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
      depth,
      leaky: outer?.leaky,
      isWord: outer?.isWord,
    },
  };
  return inner;
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
      ...outer,
      replace: (e) => outer?.replace(e),
      leaky: new Set([...(outer?.leaky ?? []), ...names]),
    },
  };
}
