import { collationDropped, constraintKind, physicalClauseDropped } from '../../../diagnostics/op1.js';
import type { PhysicalClause } from '../../../ir/oracle/index.js';
import type { UnitContext } from '../../context.js';

/** Storage clauses never make an object fail: one finding a kind (the caller keeps the first of the project). */
export function reportPhysical(unit: UnitContext, clauses: readonly PhysicalClause[] | undefined): void {
  for (const clause of clauses ?? []) {
    const constraint = constraints.get(clause.what);
    const [, collation] = /^DEFAULT COLLATION (?!BINARY$|USING_NLS_COMP$)(\w+)/.exec(clause.what) ?? [];
    if (collation !== undefined) unit.report(collationDropped(clause.span, 'the columns', collation));
    else if (constraint !== undefined) unit.report(constraintKind(clause.span, constraint));
    else if (!ownFinding.test(clause.what)) unit.report(physicalClauseDropped(clause.span, clause.what));
  }
}

/** Clauses that are reported by a code of their own where they say more than where rows are kept. */
const ownFinding = /^(INVISIBLE|ORGANIZATION )/;

/**
 * Clauses that say which rows are allowed, or seen. (SQL Language Reference, CREATE TABLE, period_definition,
 * nested_table_col_properties, substitutable_column_clause, immutable_table_clauses, row_archival_clause)
 */
const constraints: ReadonlyMap<string, string> = new Map([
  ['IMMUTABLE', 'IMMUTABLE, which refuses changes of rows,'],
  ['BLOCKCHAIN', 'BLOCKCHAIN, which refuses changes of rows and chains them,'],
  ['ROW ARCHIVAL', 'ROW ARCHIVAL, which hides archived rows,'],
  ['PERIOD FOR', 'The period, whose start has to lie before its end,'],
  ['NOT SUBSTITUTABLE', 'NOT SUBSTITUTABLE, which refuses objects of subtypes,'],
  ['NESTED TABLE CONSTRAINT', 'The constraint on the rows of a nested table'],
]);
