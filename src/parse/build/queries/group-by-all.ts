import type { Expr, GroupItem } from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import { contains, isQuery } from '../../../ir/walk.js';

/** (SQL Language Reference, "Aggregate Functions") */
const aggregates: ReadonlySet<string> = new Set(
  (
    'ANY_VALUE APPROX_COUNT APPROX_COUNT_DISTINCT APPROX_COUNT_DISTINCT_AGG APPROX_MEDIAN APPROX_PERCENTILE APPROX_RANK ' +
    'APPROX_SUM AVG BIT_AND_AGG BIT_OR_AGG BIT_XOR_AGG BOOLEAN_AND_AGG BOOLEAN_OR_AGG EVERY CHECKSUM COLLECT CORR CORR_K CORR_S COUNT ' +
    'COVAR_POP COVAR_SAMP CUME_DIST DENSE_RANK GROUPING GROUPING_ID GROUP_ID JSON_ARRAYAGG JSON_OBJECTAGG KURTOSIS_POP KURTOSIS_SAMP ' +
    'LISTAGG MAX MEDIAN MIN PERCENTILE_CONT PERCENTILE_DISC PERCENT_RANK RANK REGR_AVGX REGR_AVGY REGR_COUNT REGR_INTERCEPT REGR_R2 ' +
    'REGR_SLOPE REGR_SXX REGR_SXY REGR_SYY SKEWNESS_POP SKEWNESS_SAMP STATS_MODE STDDEV STDDEV_POP STDDEV_SAMP SUM SYS_XMLAGG VARIANCE ' +
    'VAR_POP VAR_SAMP WM_CONCAT XMLAGG'
  ).split(' '),
);

const isAggregate = (expr: OracleNode): boolean => {
  if (expr.kind === 'NamedFunctionSyntax') return aggregates.has(expr.name);
  if (expr.kind !== 'Call' || expr.callee.kind !== 'Name' || expr.over) return false;
  const [name, ...more] = expr.callee.parts;
  return more.length === 0 && name !== undefined && aggregates.has(name.name);
};

/**
 * `GROUP BY ALL` of 23ai: what SELECT lists and does not aggregate, is grouped by. Out: the items of GROUP BY as they
 * would be written out; undefined where it is not known what they are.
 * (SQL Language Reference, "SELECT", group_by_clause)
 */
export function groupedByAll(items: readonly Expr[], again: (index: number) => Expr): readonly GroupItem[] | undefined {
  const groups: GroupItem[] = [];
  for (const [index, value] of items.entries()) {
    if (value.kind === 'Star' || contains(value, (node) => node.kind === 'Call' && node.over !== undefined, isQuery))
      return undefined;
    if (contains(value, isAggregate, isQuery)) continue;
    groups.push({ kind: 'GroupExpr', span: value.span, value: again(index) });
  }
  return groups;
}
