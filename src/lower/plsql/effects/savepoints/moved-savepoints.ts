import type { Analysis } from '../../../../analyze/analysis.js';
import type { RoutineSymbol } from '../../../../analyze/model/symbols.js';
import { isCreation } from '../../../../ir/kinds.js';
import type { Rollback, Statement } from '../../../../ir/oracle/index.js';
import type { OracleNode } from '../../../../ir/oracle/node.js';
import { nodesOf, walk } from '../../../../ir/walk.js';
import { remembered, rememberedOf } from '../../../remembered.js';
import { pragmaOf } from '../autonomous-pragma.js';
import { calleesWithin, reachedFrom } from '../callees.js';

/*
 * A savepoint of a name that is there already takes its place, whichever routine sets it: ROLLBACK TO returns to the
 * most recent one. (SQL Language Reference, "SAVEPOINT"; PL/SQL Language Reference, "SAVEPOINT Statement")
 */

/** Does a routine that the statements call set a savepoint of the name, itself or further down? */
export function setBelow(analysis: Analysis, statements: readonly Statement[], name: string): boolean {
  return statements.some((s) => setByCallees(analysis, s, name));
}

const setByCallees = (analysis: Analysis, node: OracleNode, name: string): boolean =>
  calleesWithin(analysis, node).some((routine) => savepointsBelow(analysis, routine).has(name));

/**
 * May a block of the script have set the savepoint to which the script's own ROLLBACK TO returns? Behind the block it is
 * not where the script may have set it, and PostgreSQL does not have it there at all.
 */
export function setByBlockBefore(analysis: Analysis, rollback: Rollback, name: string): boolean {
  const { units } = analysis;
  for (const unit of units.slice(0, Math.max(0, units.indexOf(rollback))).reverse()) {
    if (unit.kind === 'Savepoint' && unit.name.name === name) return false;
    if (unit.kind === 'Commit' || (unit.kind === 'Rollback' && !unit.to) || isCreation(unit)) return false;
    if (unit.kind !== 'AnonymousBlock' && unit.kind !== 'SqlCall') continue;
    const own = nodesOf(unit, 'Savepoint').some((s) => s.name.name === name);
    if ((own && !(unit.kind === 'AnonymousBlock' && pragmaOf(unit.block))) || setByCallees(analysis, unit, name))
      return true;
  }
  return false;
}

/** The savepoints that are returned to where a routine called may have set one of the name. */
export const movableSavepoints = remembered((analysis: Analysis): ReadonlySet<string> => {
  const found = new Set<string>();
  const look = (body: OracleNode): void => {
    const names = new Set(nodesOf(body, 'Rollback').flatMap(({ to }) => to?.name || []));
    if (names.size === 0) return;
    for (const routine of calleesWithin(analysis, body))
      for (const name of savepointsBelow(analysis, routine)) if (names.has(name)) found.add(name);
  };
  for (const unit of analysis.units) {
    if (unit.kind === 'AnonymousBlock') look(unit);
    for (const routine of nodesOf(unit, 'RoutineDefinition')) look(routine);
  }
  return found;
});

/** The savepoints that the routine sets, or any that it calls; those of an autonomous transaction are its own. */
const savepointsBelow = rememberedOf((analysis: Analysis, routine: RoutineSymbol): ReadonlySet<string> => {
  const shares = (r: RoutineSymbol): boolean => !analysis.effectsOf(r).autonomous;
  const names = new Set<string>();
  for (const { definition } of [...reachedFrom(analysis, [routine], shares)].filter(shares)) {
    if (definition?.body.kind !== 'Block') continue;
    walk(definition.body, (node) => {
      if (node.kind === 'Savepoint') names.add(node.name.name);
      return node.kind !== 'RoutineDefinition';
    });
  }
  return names;
});
