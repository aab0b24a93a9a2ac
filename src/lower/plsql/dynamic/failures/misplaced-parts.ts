import type { Analysis } from '../../../../analyze/analysis.js';
import type { Expr, Query, Select } from '../../../../ir/oracle/index.js';
import type { OracleNode } from '../../../../ir/oracle/node.js';
import { type OracleFailure, oracleFailure } from '../../../../ir/oracle-failure.js';
import { contains } from '../../../../ir/walk.js';
import { isAggregateCall } from '../../../expressions/aggregate-calls.js';

/*
 * Parts of a query of dynamic SQL that stand where Oracle does not take them. (Database Error Messages, ORA-00935,
 * ORA-00978, ORA-01788, ORA-22818, ORA-30483, ORA-30484, ORA-30485, ORA-30486, ORA-30487, ORA-30497, ORA-30929, ORA-30930)
 */

/** What is in a query in parentheses is not part of the block around it. */
export const isOtherBlock = (node: OracleNode): boolean => node.kind === 'Query' || node.kind === 'Select';

/** Questions about aggregates of the statement. */
export function aggregatesIn(analysis: Analysis) {
  const isAggregate = (node: OracleNode): boolean => isAggregateCall(analysis, node);
  const isOver = (node: OracleNode, what: (inner: OracleNode) => boolean): boolean =>
    node.kind === 'Call' && isAggregate(node) && node.args.some((a) => contains(a.value, what, isOtherBlock));
  /** An aggregate of aggregates: of the rows of all groups. */
  const nests = (node: OracleNode): boolean => isOver(node, isAggregate);
  return { isAggregate, isOver, nests };
}

/** Something that the block may not have in a query of this form; `query` is the one whose ORDER BY follows it. */
export function misplacedPart(analysis: Analysis, query: Query, select: Select): OracleFailure | undefined {
  const parts = [...select.items.map((i) => i.value), ...(query.orderBy ?? []).map((o) => o.value)];
  return (
    misplacedAggregate(
      analysis,
      select,
      select.items.map((i) => i.value),
    ) ??
    misplacedWindow(analysis, parts) ??
    misplacedLevel(analysis, query, select, parts)
  );
}

const has = (parts: readonly (Expr | undefined)[], matches: (node: OracleNode) => boolean): boolean =>
  parts.some((part) => part !== undefined && contains(part, matches, isOtherBlock));

function misplacedAggregate(analysis: Analysis, select: Select, list: readonly Expr[]): OracleFailure | undefined {
  const { isOver, nests } = aggregatesIn(analysis);
  if (!select.groupBy && has(list, nests)) return oracleFailure(978);
  const grouped = select.groupBy?.flatMap((item) => (item.kind === 'GroupExpr' ? [item.value] : [])) ?? [];
  if (grouped.some((value) => contains(value, (node) => node.kind === 'Subquery'))) return oracleFailure(22818);
  if (!select.groupBy && has(list, (node) => isVaryingList(analysis, node))) return oracleFailure(30497);
  return has(list, (node) => isOver(node, nests)) ? oracleFailure(935) : undefined;
}

/** LISTAGG whose delimiter is another one from row to row. */
function isVaryingList(analysis: Analysis, node: OracleNode): boolean {
  if (node.kind !== 'Call' || node.over) return false;
  const { base } = analysis.resolve(node);
  const delimiter = node.args[1]?.value;
  const isColumn = (inner: OracleNode): boolean =>
    inner.kind === 'Name' && analysis.resolve(inner).base.kind === 'column';
  return base.kind === 'builtin' && base.name === 'LISTAGG' && delimiter !== undefined && contains(delimiter, isColumn);
}

const ranks: ReadonlySet<string> = new Set([
  'RANK',
  'DENSE_RANK',
  'ROW_NUMBER',
  'PERCENT_RANK',
  'CUME_DIST',
  'NTILE',
  'LAG',
  'LEAD',
]);

/** Functions that are nothing but analytic ones. (SQL Language Reference, "Analytic Functions") */
const needsWindow: ReadonlySet<string> = new Set([
  ...ranks,
  'FIRST_VALUE',
  'LAST_VALUE',
  'NTH_VALUE',
  'RATIO_TO_REPORT',
]);

/** Functions of all rows of a partition, which have no order. */
const ofWholePartitions: ReadonlySet<string> = new Set([
  'LISTAGG',
  'MEDIAN',
  'PERCENTILE_CONT',
  'PERCENTILE_DISC',
  'RATIO_TO_REPORT',
]);

const isWindow = (node: OracleNode): boolean => node.kind === 'Call' && node.over !== undefined;

function misplacedWindow(analysis: Analysis, parts: readonly Expr[]): OracleFailure | undefined {
  const builtinOf = (node: OracleNode): string => {
    if (node.kind !== 'Call') return '';
    const { base } = analysis.resolve(node);
    return base.kind === 'builtin' ? base.name : '';
  };
  const holdsWindow = (node: OracleNode): boolean =>
    node.kind === 'Call' &&
    (isWindow(node) || isAggregateCall(analysis, node)) &&
    has(
      [
        ...node.args.map((a) => a.value),
        ...(node.over?.kind === 'WindowSpec'
          ? [...node.over.partitionBy, ...node.over.orderBy.map((o) => o.value)]
          : []),
      ],
      isWindow,
    );
  if (has(parts, holdsWindow)) return oracleFailure(30483);
  const lacksWindow = (node: OracleNode): boolean =>
    node.kind === 'Call' && !node.over && !node.withinGroup && needsWindow.has(builtinOf(node));
  if (has(parts, lacksWindow)) return oracleFailure(30484);
  const isOrderedInVain = (node: OracleNode): boolean =>
    node.kind === 'Call' &&
    node.over?.kind === 'WindowSpec' &&
    node.over.orderBy.length > 0 &&
    (node.quantifier === 'DISTINCT' || node.quantifier === 'UNIQUE' || ofWholePartitions.has(builtinOf(node)));
  if (has(parts, isOrderedInVain)) return oracleFailure(30487);
  // A distance has one key that it is measured by.
  const isMeasuredByMany = (node: OracleNode): boolean =>
    node.kind === 'WindowSpec' &&
    node.frame?.unit === 'RANGE' &&
    node.orderBy.length > 1 &&
    [node.frame.start, node.frame.end].some((bound) => bound?.offset !== undefined);
  if (has(parts, isMeasuredByMany)) return oracleFailure(30486);
  const lacksOrder = (node: OracleNode): boolean =>
    node.kind === 'Call' &&
    node.over?.kind === 'WindowSpec' &&
    node.over.name === undefined &&
    node.over.orderBy.length === 0 &&
    (node.over.frame !== undefined || ranks.has(builtinOf(node)));
  return has(parts, lacksOrder) ? oracleFailure(30485) : undefined;
}

/** What tells of a row's place in a hierarchy. */
const ofHierarchies: ReadonlySet<string> = new Set([
  'LEVEL',
  'CONNECT_BY_ISLEAF',
  'CONNECT_BY_ISCYCLE',
  'SYS_CONNECT_BY_PATH',
]);

const missingConnectBy = oracleFailure(1788);

function misplacedLevel(
  analysis: Analysis,
  query: Query,
  { hierarchy, where, groupBy }: Select,
  parts: readonly Expr[],
): OracleFailure | undefined {
  const named = (node: OracleNode): string => {
    if (node.kind !== 'Name' && node.kind !== 'Call') return '';
    const { base } = analysis.resolve(node);
    return base.kind === 'pseudo' || base.kind === 'builtin' ? base.name : '';
  };
  const all = [...parts, where];
  // START WITH alone.
  if (hierarchy?.connectBy.kind === 'UnsupportedExpr') return missingConnectBy;
  if (!hierarchy) {
    const belongs = (node: OracleNode): boolean =>
      ofHierarchies.has(named(node)) ||
      (node.kind === 'Unary' && (node.op === 'PRIOR' || node.op === 'CONNECT_BY_ROOT'));
    if (has(all, belongs)) return missingConnectBy;
  }
  if (query.orderSiblings && (!hierarchy || groupBy)) return oracleFailure(30929);
  return hierarchy && !hierarchy.noCycle && has(all, (node) => named(node) === 'CONNECT_BY_ISCYCLE')
    ? oracleFailure(30930)
    : undefined;
}
