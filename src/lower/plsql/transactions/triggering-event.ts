import type { Analysis } from '../../../analyze/analysis.js';
import type { RoutineSymbol, TriggerSymbol } from '../../../analyze/model/symbols.js';
import { triggerPredicates } from '../../../analyze/oracle/builtin-functions.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import { nodesOf } from '../../../ir/walk.js';
import type { UnitContext } from '../../context.js';
import { remembered } from '../../remembered.js';
import { reachedFrom } from '../effects/callees.js';
import { runsApart } from './autonomous.js';

/*
 * INSERTING, UPDATING and DELETING in procedures and functions that a trigger calls. PostgreSQL tells the event to the
 * trigger's function alone: it is handed on in a setting of the session, for as long as the function runs. (PL/SQL
 * Language Reference, "Conditional Predicates for Detecting Triggering DML Statement")
 */

/** The setting that holds the event: INSERT, UPDATE or DELETE, and nothing where no trigger runs. */
export const eventSetting = 'ora.trigger_event';

/** Does the trigger hand its event on: to what it calls, or may call by a text? */
export function handsEventOn({ analysis }: UnitContext, trigger: TriggerSymbol): boolean {
  const asking = routinesAsking(analysis);
  if (asking.size === 0 || !trigger.table) return false;
  const effects = analysis.effectsOf(trigger);
  return effects.dynamicSql || [...reachedFrom(analysis, effects.calls)].some((routine) => asking.has(routine));
}

/** Do all triggers hand their events on within their own session? */
export function eventIsHandedOn(unit: UnitContext): boolean {
  const { analysis } = unit;
  return analysis.catalog.triggers
    .filter((trigger) => handsEventOn(unit, trigger))
    .every(
      (trigger) =>
        !runsApart(unit, trigger) &&
        ![...reachedFrom(analysis, analysis.effectsOf(trigger).calls)].some((routine) => runsApart(unit, routine)),
    );
}

/** The routines outside of triggers that ask for the event. */
const routinesAsking = remembered((analysis: Analysis): ReadonlySet<RoutineSymbol> => {
  const asks = (node: OracleNode): boolean =>
    nodesOf(node, 'Name', 'Call').some((name) => {
      const { base } = analysis.resolve(name);
      return base.kind === 'pseudo' && triggerPredicates.has(base.name);
    });
  const found = new Set<RoutineSymbol>();
  for (const unit of analysis.units) {
    if (unit.kind === 'CreateTrigger') continue;
    for (const definition of nodesOf(unit, 'RoutineDefinition')) {
      const symbol = analysis.declaredBy(definition);
      if (symbol?.kind === 'routine' && asks(definition)) found.add(symbol);
    }
  }
  return found;
});
