import type { Analysis } from '../../../../analyze/analysis.js';
import type { RelationSymbol, RoutineSymbol, TriggerSymbol } from '../../../../analyze/model/symbols.js';
import type { OracleNode } from '../../../../ir/oracle/node.js';
import { nodesOf } from '../../../../ir/walk.js';
import { tablesBehind } from '../../../dml/tables-behind.js';
import { reachedFrom } from '../../../plsql/effects/callees.js';
import { cascadesFrom, triggersFiredBy } from '../cascades/cascades.js';

interface Change {
  readonly table: RelationSymbol;
  readonly event: 'INSERT' | 'UPDATE' | 'DELETE';
}

/**
 * Does another trigger meet the table, which a statement of this trigger, or of what it calls, fires, directly or
 * through triggers fired in turn? The table is still mutating then. (PL/SQL Language Reference, "Mutating-Table
 * Restriction")
 */
export function firesTriggerThatMeets(analysis: Analysis, trigger: TriggerSymbol, table: RelationSymbol): boolean {
  const seen = new Set<TriggerSymbol>([trigger]);
  for (const one of seen)
    for (const fired of firedBy(analysis, bodiesOf(analysis, one))) {
      if (seen.has(fired) || analysis.effectsOf(fired).autonomous) continue;
      const { readsInTransaction, writesInTransaction } = analysis.effectsOf(fired);
      if (readsInTransaction.has(table) || writesInTransaction.has(table)) return true;
      seen.add(fired);
    }
  return false;
}

/** Does a trigger that the statement fires, directly or through others or a cascading delete, change a package? */
export function triggersChangePackages(analysis: Analysis, statement: OracleNode): boolean {
  const seen = new Set(firedBy(analysis, [statement]));
  for (const one of seen) {
    if (analysis.effectsOf(one).writesState) return true;
    for (const fired of firedBy(analysis, bodiesOf(analysis, one))) seen.add(fired);
  }
  return false;
}

/** The enabled triggers that the statement fires, or the deletion of rows below those it deletes. */
export const triggersFired = (analysis: Analysis, statement: OracleNode): readonly TriggerSymbol[] =>
  firedBy(analysis, [statement]);

/** The enabled triggers that statements in the bodies fire. */
function firedBy(analysis: Analysis, bodies: readonly OracleNode[]): readonly TriggerSymbol[] {
  const changes = bodies.flatMap((body) => changesIn(analysis, body));
  if (changes.length === 0) return [];
  const own = analysis.catalog.triggers.filter(
    ({ table, definition }) =>
      definition.enabled &&
      changes.some((c) => c.table === table && definition.events.some(({ event }) => event === c.event)),
  );
  const deleted = changes.flatMap((c) => (c.event === 'DELETE' ? [c.table] : []));
  const cascading = deleted.flatMap((table) =>
    cascadesFrom(analysis, table).flatMap((key) => triggersFiredBy(analysis, key)),
  );
  return [...own, ...cascading];
}

/** The trigger and the routines below it whose work is part of its statement. */
function bodiesOf(analysis: Analysis, trigger: TriggerSymbol): readonly OracleNode[] {
  const isPart = (routine: RoutineSymbol): boolean => !analysis.effectsOf(routine).autonomous;
  const called = [...analysis.effectsOf(trigger).calls].filter(isPart);
  const routines = [...reachedFrom(analysis, called, isPart)].filter(isPart);
  return [trigger.definition, ...routines.flatMap((routine) => routine.definition ?? [])];
}

const eventsOf = {
  Insert: ['INSERT'],
  InsertBranch: ['INSERT'],
  Update: ['UPDATE'],
  Delete: ['DELETE'],
  Merge: ['INSERT', 'UPDATE', 'DELETE'],
} as const;

const changesIn = (analysis: Analysis, body: OracleNode): Change[] =>
  nodesOf(body, 'Insert', 'InsertBranch', 'Update', 'Delete', 'Merge').flatMap(({ kind, target }) =>
    [...tablesBehind(analysis, target)].flatMap((table) => eventsOf[kind].map((event) => ({ table, event }))),
  );
