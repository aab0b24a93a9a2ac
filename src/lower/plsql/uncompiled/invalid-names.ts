import type { Analysis } from '../../../analyze/analysis.js';
import { isSql } from '../../../ir/kinds.js';
import type { DmlStatement, Query, ScriptUnit } from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import { invalidIdentifier, type OracleFailure, oracleFailure } from '../../../ir/oracle-failure.js';
import type { Span } from '../../../ir/span.js';
import { nodesOf } from '../../../ir/walk.js';
import type { UnitContext } from '../../context.js';
import { updatedKey } from '../../dml/updated-key.js';
import { ambiguousName, repeatsName } from '../dynamic/failures/ambiguous-names.js';
import { ambiguousInMerge, qualifiedColumn } from '../dynamic/failures/invalid-joins.js';
import { hiddenMember } from './hidden-members.js';

/** A name in a statement of SQL, and why Oracle does not take it there. */
export interface InvalidName {
  readonly span: Span;
  readonly failure: OracleFailure;
}

/**
 * The first name of a statement that means a column of several tables, or has a table before a column that a join by
 * name makes of two, or is updated by a MERGE that compares it. (Database Error Messages, ORA-00918, ORA-25154,
 * ORA-25155, ORA-38104)
 */
export function ambiguousIn(analysis: Analysis, statement: OracleNode): InvalidName | undefined {
  if (!isSqlStatement(statement)) return undefined;
  const name =
    ambiguousName(analysis, statement, { joined: false }) ??
    (statement.kind === 'Merge' ? ambiguousInMerge(analysis, statement) : undefined) ??
    nodesOf(statement, 'Select').find((select) => repeatsName(analysis, select, { joined: false }));
  if (name) return { span: name.span, failure: oracleFailure(918) };
  const key = statement.kind === 'Merge' ? updatedKey(analysis, statement) : undefined;
  if (key) return key;
  const sorted = new Map(nodesOf(statement, 'Query').map(({ body, orderBy }) => [body, orderBy]));
  for (const select of nodesOf(statement, 'Select')) {
    const qualified = qualifiedColumn(analysis, select, sorted.get(select));
    if (qualified) return qualified;
  }
  return undefined;
}

const isSqlStatement = (node: OracleNode): node is Query | DmlStatement => isSql(node);

/**
 * The first name that Oracle does not take in a statement of a script, or in the query of what it makes; or a function
 * that SQL does not see there.
 */
export function invalidNameIn(context: UnitContext, unit: ScriptUnit): InvalidName | undefined {
  const statement = statementOf(unit);
  return statement && (ambiguousIn(context.analysis, statement) ?? hiddenIn(context, statement));
}

function statementOf(unit: ScriptUnit): OracleNode | undefined {
  switch (unit.kind) {
    case 'QueryStatement':
    case 'CreateView':
    case 'CreateMaterializedView':
      return unit.query;
    case 'CreateTable':
      return unit.asQuery;
    default:
      return isSql(unit) ? unit : undefined;
  }
}

function hiddenIn(context: UnitContext, statement: OracleNode): InvalidName | undefined {
  for (const node of nodesOf(statement, 'Name', 'Call')) {
    const { base } = context.analysis.resolve(node);
    const hidden = base.kind === 'routine' ? hiddenMember(context, node) : undefined;
    if (hidden) return { span: hidden.span, failure: invalidIdentifier(hidden.package, hidden.member) };
  }
  return undefined;
}
