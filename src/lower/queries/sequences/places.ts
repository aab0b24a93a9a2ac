import type { Analysis } from '../../../analyze/analysis.js';
import { unsupportedClause } from '../../../diagnostics/op2.js';
import { lastName } from '../../../ir/dotted.js';
import type { DmlStatement, OrderItem, Query, Select } from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import type { Span } from '../../../ir/span.js';
import { contains } from '../../../ir/walk.js';
import { refuse } from '../../context.js';

/*
 * ORA-02287: NEXTVAL and CURRVAL stand in the select list of the outermost query alone, in VALUES and in SET; not beside
 * what sorts, groups or combines rows. (SQL Language Reference, "Where to Use Sequence Values"; Database Error Messages)
 */

type Test = (node: OracleNode) => boolean;

const pseudocolumns: ReadonlySet<string> = new Set(['NEXTVAL', 'CURRVAL']);

const isSequenceOf =
  (analysis: Analysis): Test =>
  (node) =>
    node.kind === 'Name' && pseudocolumns.has(lastName(node)) && analysis.resolve(node).base.kind === 'sequence';

/** Refuses what of a query, view or statement has a sequence and may not have one. */
export function refuseMisplaced(place: string | undefined, span: Span): void {
  if (place !== undefined) refuse(unsupportedClause(span, `NEXTVAL ${place}, which Oracle does not take (ORA-02287)`));
}

/** Where the query of a view has a sequence: a view draws nothing. */
export const misplacedInView = (analysis: Analysis, query: Query): string | undefined =>
  contains(query, isSequenceOf(analysis)) ? 'in the query of a view' : undefined;

/** Where a query has a sequence that it may not have. */
export function misplacedSequence(analysis: Analysis, query: Query): string | undefined {
  const { body } = query;
  if (body.kind === 'Select')
    return misplacedInSelect(analysis, body, query.orderBy) ?? misplacedInFactors(analysis, query);
  if (body.kind === 'SetOperation' && contains(body, isSequenceOf(analysis))) return 'in a set operation';
  return misplacedInFactors(analysis, query);
}

function misplacedInFactors(analysis: Analysis, query: Query): string | undefined {
  const isSequence = isSequenceOf(analysis);
  return query.with?.factors.some((factor) => contains(factor, isSequence)) ? 'in a factor of WITH' : undefined;
}

/** Where a query block has a sequence that it may not have. */
export function misplacedInSelect(
  analysis: Analysis,
  select: Select,
  orderBy: readonly OrderItem[] | undefined,
): string | undefined {
  const isSequence = isSequenceOf(analysis);
  const isBelow: Test = (node) => node.kind === 'Query' && contains(node, isSequence);
  const has = (nodes: readonly (OracleNode | undefined)[], test: Test): boolean =>
    nodes.some((node) => node !== undefined && contains(node, test));
  if (has([select.where, select.having], isSequence)) return 'in WHERE';
  if (has(orderBy ?? [], isSequence)) return 'with ORDER BY';
  if (has(select.groupBy ?? [], isSequence)) return 'with GROUP BY';
  if (has(select.from, isSequence) || has(select.items, isBelow)) return 'in a subquery';
  if (!has(select.items, isSequence)) return undefined;
  if (select.quantifier !== undefined && select.quantifier !== 'ALL') return 'with DISTINCT';
  if (select.groupBy) return 'with GROUP BY';
  return (orderBy ?? []).length > 0 ? 'with ORDER BY' : undefined;
}

/** Where a statement that changes rows has a sequence that it may not have. */
export function misplacedInDml(analysis: Analysis, statement: DmlStatement): string | undefined {
  const isSequence = isSequenceOf(analysis);
  const isBelow: Test = (node) => node.kind === 'Query' && contains(node, isSequence);
  switch (statement.kind) {
    case 'Insert':
      if (statement.source.kind === 'Query') return misplacedSequence(analysis, statement.source);
      return contains(statement.source, isBelow) ? 'in a subquery' : undefined;
    case 'Update':
      if (statement.where && contains(statement.where, isSequence)) return 'in WHERE';
      return statement.set.some((s) => contains(s, isBelow)) ? 'in a subquery' : undefined;
    case 'Delete':
      return statement.where && contains(statement.where, isSequence) ? 'in WHERE' : undefined;
    default:
      return undefined;
  }
}
