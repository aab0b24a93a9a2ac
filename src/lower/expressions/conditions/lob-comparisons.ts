import type { Analysis } from '../../../analyze/analysis.js';
import { unsupportedClause } from '../../../diagnostics/op2.js';
import type { Expr } from '../../../ir/oracle/index.js';
import type { Span } from '../../../ir/span.js';
import { type ExprContext, refuse } from '../../context.js';

/**
 * SQL compares no LOBs, which PL/SQL does: ORA-00932. (SQL Language Reference, "Comparison Conditions"; SecureFiles and
 * Large Objects Developer's Guide, "SQL Semantics for LOBs")
 */
export function refuseLobComparison(ex: ExprContext, operands: readonly Expr[], span: Span): void {
  if (ex.sql && operands.some((e) => isLobColumn(ex.unit.analysis, e)))
    refuse(unsupportedClause(span, 'A comparison of a LOB in SQL, which Oracle does not take (ORA-00932)'));
}

/** Is it a CLOB or BLOB that a table stores? */
export function isLobColumn(analysis: Analysis, expr: Expr): boolean {
  if (expr.kind !== 'Name' && expr.kind !== 'Member') return false;
  const { base, steps } = analysis.resolve(expr);
  return (
    base.kind === 'column' &&
    steps.length === 0 &&
    base.source.relation?.relation === 'table' &&
    !base.source.relation.supplied &&
    (base.column.type.kind === 'clob' || base.column.type.kind === 'blob')
  );
}
