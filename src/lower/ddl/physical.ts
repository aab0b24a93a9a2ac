import { physicalClauseDropped } from '../../diagnostics/op1.js';
import type { PhysicalClause } from '../../ir/oracle/index.js';
import type { UnitContext } from '../context.js';

/** Storage clauses never make an object fail: one finding a kind (the caller keeps the first of the project). */
export function reportPhysical(unit: UnitContext, clauses: readonly PhysicalClause[] | undefined): void {
  for (const clause of clauses ?? []) {
    if (!ownFinding.test(clause.what)) unit.report(physicalClauseDropped(clause.span, clause.what));
  }
}

/** Clauses that are reported by a code of their own where they say more than where rows are kept. */
const ownFinding = /^(INVISIBLE|ORGANIZATION )/;
