import type { OracleType } from '../../analyze/types.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { Expr } from '../../ir/oracle/index.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import { type ExprContext, Refusal, type UnitContext } from '../context.js';
import { fitTo } from '../conversions.js';
import { lowerCondition, lowerTo } from '../expression.js';

/** Expressions of DDL stand outside of queries: bare function calls, no scalar subqueries. */
export const ddlContext = (unit: UnitContext): ExprContext => ({ unit, sql: false });

/** A default or virtual expression as a value for a column of the type. */
export function columnValue(unit: UnitContext, expr: Expr, type: OracleType): PgExpr {
  const ex = ddlContext(unit);
  return unqualify(fitTo(ex, lowerTo(ex, expr, type), unit.analysis.typeOf(expr), type, expr.span));
}

export function rowCondition(unit: UnitContext, expr: Expr): PgExpr {
  return unqualify(lowerCondition(ddlContext(unit), expr));
}

/** Runs `make`; a refusal inside costs only what `make` makes, and is reported with what was lost. */
export function attempt<T>(unit: UnitContext, make: () => T, lost: () => Diagnostic): T | undefined {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    unit.report({ ...lost(), related: { span: error.diagnostic.span, message: error.diagnostic.message } });
    return undefined;
  }
}

/** A copy of a tree of either kind in which `change` has replaced nodes; children of replaced nodes are not visited. */
export function mapTree<T>(node: T, change: (node: { readonly kind: string }) => object | undefined): T {
  if (Array.isArray(node)) return node.map((item) => mapTree(item as unknown, change)) as T;
  if (typeof node !== 'object' || node === null) return node;
  if ('kind' in node && typeof node.kind === 'string') {
    const changed = change(node as unknown as { readonly kind: string });
    if (changed) return changed as T;
  }
  const copy: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(node))
    copy[key] = key === 'span' ? value : mapTree(value as unknown, change);
  return copy as T;
}

/** Columns by their bare names: in DDL of a table only its own columns are in scope. */
export function unqualify(expr: PgExpr): PgExpr {
  return mapTree(expr, (node) => {
    if (node.kind !== 'PgColumn') return undefined;
    const column = node as Extract<PgExpr, { kind: 'PgColumn' }>;
    return column.parts.length > 1 ? { ...column, parts: column.parts.slice(-1) } : column;
  });
}
