import type { LedgerState } from '../ledger/ledger-state.js';
import type { PlanStatement } from './plan-model.js';
import { shapeOf } from './statements/statement-shape.js';

/**
 * The grants that stand and that the project still has, by what they are on. A REVOKE takes a privilege away however
 * often it was granted, so that they are given again behind it. (PostgreSQL manual, REVOKE, "Notes")
 */
export class StandingGrants {
  private readonly byObject = new Map<string, PlanStatement[]>();

  constructor({ units }: LedgerState, desired: readonly PlanStatement[]) {
    const standing = new Set(units.flatMap(({ statements }) => statements.map(({ key }) => key)));
    for (const statement of desired) {
      if (!/^\s*grant\b/i.test(statement.sql) || !standing.has(statement.key)) continue;
      for (const object of objectsOf(statement.sql)) {
        const all = this.byObject.get(object) ?? [];
        this.byObject.set(object, [...all, statement]);
      }
    }
  }

  /** Those that a REVOKE may have weakened. */
  behind(revoke: string): readonly PlanStatement[] {
    return [...new Set(objectsOf(revoke).flatMap((object) => this.byObject.get(object) ?? []))];
  }
}

const objectsOf = (sql: string): readonly string[] => {
  const shape = shapeOf(sql);
  return [shape, ...shape.others].map(({ name, signature }) => `${shape.kind} ${name.join('.')}${signature}`);
};
