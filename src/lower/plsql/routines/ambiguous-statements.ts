import type { Analysis } from '../../../analyze/analysis.js';
import { isSql } from '../../../ir/kinds.js';
import type { DmlStatement, Query, ScriptUnit } from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import { type OracleFailure, oracleFailure } from '../../../ir/oracle-failure.js';
import type { Span } from '../../../ir/span.js';
import { nodesOf } from '../../../ir/walk.js';
import { ambiguousName, repeatsName } from '../dynamic/failures/ambiguous-names.js';
import { ambiguousInMerge, qualifiedColumn } from '../dynamic/failures/invalid-joins.js';

/** A name in a statement of SQL, and why Oracle does not take it there. */
export interface AmbiguousName {
  readonly span: Span;
  readonly failure: OracleFailure;
}

/**
 * The first name of a statement that means a column of several tables, or has a table before a column that a join by
 * name makes of two. (Database Error Messages, ORA-00918, ORA-25154, ORA-25155)
 */
export function ambiguousIn(analysis: Analysis, statement: OracleNode): AmbiguousName | undefined {
  if (!isSqlStatement(statement)) return undefined;
  const name =
    ambiguousName(analysis, statement) ??
    (statement.kind === 'Merge' ? ambiguousInMerge(analysis, statement) : undefined) ??
    nodesOf(statement, 'Select').find((select) => repeatsName(analysis, select));
  if (name) return { span: name.span, failure: oracleFailure(918) };
  const sorted = new Map(nodesOf(statement, 'Query').map(({ body, orderBy }) => [body, orderBy]));
  for (const select of nodesOf(statement, 'Select')) {
    const qualified = qualifiedColumn(analysis, select, sorted.get(select));
    if (qualified) return qualified;
  }
  return undefined;
}

const isSqlStatement = (node: OracleNode): node is Query | DmlStatement => isSql(node);

/** The same of a statement of a script, and of the query of what it makes. */
export function ambiguousInUnit(analysis: Analysis, unit: ScriptUnit): AmbiguousName | undefined {
  switch (unit.kind) {
    case 'QueryStatement':
    case 'CreateView':
    case 'CreateMaterializedView':
      return ambiguousIn(analysis, unit.query);
    case 'CreateTable':
      return unit.asQuery && ambiguousIn(analysis, unit.asQuery);
    default:
      return ambiguousIn(analysis, unit);
  }
}
