import type { Analysis } from '../../../../analyze/analysis.js';
import type { DmlStatement, Query } from '../../../../ir/oracle/index.js';
import type { OracleNode } from '../../../../ir/oracle/node.js';
import { type OracleFailure, oracleFailure } from '../../../../ir/oracle-failure.js';
import { contains, nodesOf } from '../../../../ir/walk.js';

/** Functions of SQL that are written without parentheses. (SQL Language Reference, "SYSDATE", "USER" …) */
const withoutParentheses: ReadonlySet<string> = new Set([
  'SYSDATE',
  'SYSTIMESTAMP',
  'CURRENT_DATE',
  'DBTIMEZONE',
  'SESSIONTIMEZONE',
  'USER',
  'UID',
]);

/**
 * `SYSDATE()` in SQL: for Oracle the expression ends before the parenthesis, and what it misses there depends on the
 * place. (Database Error Messages, ORA-00907, ORA-00917, ORA-00920, ORA-00923, ORA-00933)
 */
export function invalidClocks(analysis: Analysis, statement: Query | DmlStatement): OracleFailure | undefined {
  const isWrong = (node: OracleNode): boolean => {
    if (node.kind !== 'Call' || node.args.length > 0) return false;
    const { base } = analysis.resolve(node);
    return base.kind === 'builtin' && withoutParentheses.has(base.name);
  };
  const holds = (node: OracleNode | undefined): boolean => node !== undefined && contains(node, isWrong);
  if (!holds(statement)) return undefined;
  if (nodesOf(statement, 'Call').some((call) => call.args.some((a) => holds(a.value)))) return oracleFailure(907);
  const selects = nodesOf(statement, 'Select');
  if (selects.some((s) => s !== selects[0] && holds(s))) return oracleFailure(907);
  if (selects.some((s) => s.items.some((item) => holds(item.value)))) return oracleFailure(923);
  if (nodesOf(statement, 'Binary').some(({ op, left }) => /^[<>=!^]/.test(op) && holds(left)))
    return oracleFailure(920);
  return oracleFailure(statement.kind === 'Insert' && statement.source.kind === 'ValuesSource' ? 917 : 933);
}
