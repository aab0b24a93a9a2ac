import type { Analysis } from '../../../../analyze/analysis.js';
import type { Expr, Query, QueryBody } from '../../../../ir/oracle/index.js';
import type { OracleNode } from '../../../../ir/oracle/node.js';
import { inconsistentTypes, type OracleFailure } from '../../../../ir/oracle-failure.js';
import { walk } from '../../../../ir/walk.js';
import { isLobColumn } from '../../../expressions/conditions/lob-comparisons.js';

/**
 * LOBs are not compared, so they are neither sorted nor grouped, nor told apart by DISTINCT, a set operator or an aggregate:
 * ORA-00932. (SecureFiles and Large Objects Developer's Guide, "SQL Semantics and LOBs"; SQL Language Reference, "SELECT",
 * "Restrictions on the ORDER BY Clause", "The UNION [ALL], INTERSECT, MINUS Operators")
 */
export function invalidLobs(analysis: Analysis, query: Query): OracleFailure | undefined {
  let found: OracleFailure | undefined;
  const look = (values: readonly Expr[], expected = '-'): void => {
    const lob = values.find((value) => isLobColumn(analysis, value));
    if (lob) found ??= lobFailure(analysis, lob, expected);
  };
  walk(query, (node) => {
    compared(analysis, node, look);
    return found === undefined;
  });
  return found;
}

/** Calls look with what the node compares. */
function compared(
  analysis: Analysis,
  node: OracleNode,
  look: (values: readonly Expr[], expected?: string) => void,
): void {
  switch (node.kind) {
    case 'Query':
      look((node.orderBy ?? []).map((item) => item.value));
      return;
    case 'SetOperation':
      if (node.op !== 'UNION ALL') look([...itemsOf(node.left), ...itemsOf(node.right)]);
      return;
    case 'Select':
      if (node.quantifier === 'DISTINCT' || node.quantifier === 'UNIQUE') look(itemsOf(node));
      look((node.groupBy ?? []).flatMap((item) => (item.kind === 'GroupExpr' ? [item.value] : [])));
      return;
    case 'Call': {
      const { base } = analysis.resolve(node);
      if (base.kind !== 'builtin') return;
      const values = node.args.map((a) => a.value);
      if (node.quantifier === 'DISTINCT' || node.quantifier === 'UNIQUE' || /^(MAX|MIN)$/.test(base.name)) look(values);
      if (/^(AVG|SUM)$/.test(base.name)) look(values, 'NUMBER');
      return;
    }
    default:
      return;
  }
}

const itemsOf = (body: QueryBody): readonly Expr[] =>
  body.kind === 'Select' ? body.items.map((item) => item.value) : body.kind === 'Query' ? itemsOf(body.body) : [];

function lobFailure(analysis: Analysis, lob: Expr, expected: string): OracleFailure {
  const type = analysis.typeOf(lob);
  const got = type.kind === 'blob' ? 'BLOB' : type.kind === 'clob' && type.national ? 'NCLOB' : 'CLOB';
  return inconsistentTypes(expected, got);
}
