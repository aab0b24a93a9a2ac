import type { OracleNode } from '../../../ir/oracle/node.js';
import type { ExprContext } from '../../context.js';
import { isPseudo } from '../block-nodes.js';

/** PRIOR x, CONNECT_BY_ROOT x, SYS_CONNECT_BY_PATH(x, c): what is carried from row to row. */
export function isCarried(ex: ExprContext, expr: OracleNode): boolean {
  if (expr.kind === 'Unary') return expr.op === 'PRIOR' || expr.op === 'CONNECT_BY_ROOT';
  if (expr.kind !== 'Call') return false;
  const { base } = ex.unit.analysis.resolve(expr);
  return base.kind === 'builtin' && base.name === 'SYS_CONNECT_BY_PATH';
}

/** An operator or a pseudocolumn, other than LEVEL, that only a hierarchy of rows can answer. */
export function isHierarchical(ex: ExprContext, expr: OracleNode): boolean {
  return isCarried(ex, expr) || isPseudo(ex, expr, 'CONNECT_BY_ISLEAF') || isPseudo(ex, expr, 'CONNECT_BY_ISCYCLE');
}
