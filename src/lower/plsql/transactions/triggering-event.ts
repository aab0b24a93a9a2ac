import type { Analysis } from '../../../analyze/analysis.js';
import type { RoutineSymbol, TriggerSymbol } from '../../../analyze/model/symbols.js';
import { triggerPredicates } from '../../../analyze/oracle/builtin-functions.js';
import type { Argument } from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import { nodesOf } from '../../../ir/walk.js';
import type { UnitContext } from '../../context.js';
import { remembered } from '../../remembered.js';
import { reachedFrom } from '../effects/callees.js';
import { runsApart } from './autonomous.js';

/*
 * INSERTING, UPDATING and DELETING in procedures and functions that a trigger calls. PostgreSQL tells the event to the
 * trigger's function alone: it is handed on in a setting of the session, for as long as the function runs. (PL/SQL
 * Language Reference, "Conditional Predicates for Detecting Triggering DML Statement") So are the columns that an UPDATE
 * sets, where one of them asks for a column.
 */

/** The setting that holds the event: INSERT, UPDATE or DELETE, and nothing where no trigger runs. */
export const eventSetting = 'ora.trigger_event';

/** The setting that holds the columns in the SET list, of those that are asked for, as the text of an array. */
export const columnsSetting = 'ora.trigger_columns';

/** Does the trigger hand its event on: to what it calls, or may call by a text? */
export function handsEventOn({ analysis }: UnitContext, trigger: TriggerSymbol): boolean {
  return askingBelow(analysis, trigger).length > 0;
}

/** The columns that `UPDATING('C')` asks for below the trigger. */
export const columnsAskedBelow = ({ analysis }: UnitContext, trigger: TriggerSymbol): readonly Argument[] =>
  askingBelow(analysis, trigger).flatMap((asked) => asked.columns);

/** What the trigger calls, or may call by a text, that asks for the event. */
function askingBelow(analysis: Analysis, trigger: TriggerSymbol): readonly Asked[] {
  const asking = routinesAsking(analysis);
  if (asking.size === 0 || !trigger.table) return [];
  const effects = analysis.effectsOf(trigger);
  if (effects.dynamicSql) return [...asking.values()];
  return [...reachedFrom(analysis, effects.calls)].flatMap((routine) => asking.get(routine) ?? []);
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

/** What a routine asks for: the event, and columns. */
interface Asked {
  readonly columns: readonly Argument[];
}

/** The routines outside of triggers that ask for the event. */
const routinesAsking = remembered((analysis: Analysis): ReadonlyMap<RoutineSymbol, Asked> => {
  const asked = (node: OracleNode): Asked | undefined => {
    const predicates = nodesOf(node, 'Name', 'Call').flatMap((name) => {
      const { base } = analysis.resolve(name);
      return base.kind === 'pseudo' && triggerPredicates.has(base.name) ? [base] : [];
    });
    return predicates.length > 0 ? { columns: predicates.flatMap(({ args }) => args ?? []) } : undefined;
  };
  const found = new Map<RoutineSymbol, Asked>();
  for (const unit of analysis.units) {
    if (unit.kind === 'CreateTrigger') continue;
    for (const definition of nodesOf(unit, 'RoutineDefinition')) {
      const symbol = analysis.declaredBy(definition);
      const asks = symbol?.kind === 'routine' ? asked(definition) : undefined;
      if (symbol?.kind === 'routine' && asks) found.set(symbol, asks);
    }
  }
  return found;
});
