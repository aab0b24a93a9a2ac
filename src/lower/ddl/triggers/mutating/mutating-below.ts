import type { Analysis } from '../../../../analyze/analysis.js';
import type { RelationSymbol, RoutineSymbol, TriggerSymbol } from '../../../../analyze/model/symbols.js';
import type { DmlTarget } from '../../../../ir/oracle/index.js';
import type { OracleNode } from '../../../../ir/oracle/node.js';
import { contains, nodesOf } from '../../../../ir/walk.js';
import { viewsOver } from '../../../dml/tables-behind.js';
import { remembered, rememberedOf } from '../../../remembered.js';
import { tablesAbove } from '../cascades/cascades.js';

/** The tables with row triggers below which the routine runs, and which it or what it calls reads or changes. */
export function tablesOfTriggersAbove(analysis: Analysis, routine: RoutineSymbol): ReadonlySet<RelationSymbol> {
  return tablesOfTriggers(analysis).get(routine) ?? new Set();
}

const tablesOfTriggers = remembered((analysis: Analysis): ReadonlyMap<RoutineSymbol, ReadonlySet<RelationSymbol>> => {
  const found = new Map<RoutineSymbol, Set<RelationSymbol>>();
  for (const trigger of analysis.catalog.triggers) {
    const { table } = trigger;
    if (!table || !firesForRows(trigger) || analysis.effectsOf(trigger).autonomous) continue;
    for (const mutating of [table, ...tablesAbove(analysis, table)])
      for (const routine of touchingBelow(analysis, trigger, mutating)) {
        const tables = found.get(routine) ?? new Set();
        found.set(routine, tables.add(mutating));
      }
  }
  return found;
});

/** A trigger that fires for rows, whose table may not be met but where INSERT … VALUES fires a BEFORE trigger. */
function firesForRows({ definition }: TriggerSymbol): boolean {
  if (definition.body.kind === 'CompoundTriggerBody')
    return definition.body.sections.some((s) => s.timing.includes('EACH ROW'));
  if (!definition.forEachRow || definition.timing === 'INSTEAD OF') return false;
  return true;
}

/** The routines below the trigger that meet the table, directly or further below. */
function touchingBelow(analysis: Analysis, trigger: TriggerSymbol, table: RelationSymbol): ReadonlySet<RoutineSymbol> {
  const found = new Set<RoutineSymbol>();
  const visit = (unit: TriggerSymbol | RoutineSymbol): void => {
    for (const callee of analysis.effectsOf(unit).calls) {
      if (found.has(callee) || !touches(analysis, callee, table)) continue;
      found.add(callee);
      visit(callee);
    }
  };
  visit(trigger);
  return found;
}

/** In an autonomous transaction the table may be met. */
function touches(analysis: Analysis, routine: RoutineSymbol, table: RelationSymbol): boolean {
  const effects = analysis.effectsOf(routine);
  return !effects.autonomous && (effects.readsInTransaction.has(table) || effects.writesInTransaction.has(table));
}

/** Does a routine that the trigger calls meet the table? */
export function touchesBelow(analysis: Analysis, trigger: TriggerSymbol, table: RelationSymbol): boolean {
  return [...analysis.effectsOf(trigger).calls].some((callee) => touches(analysis, callee, table));
}

/**
 * Does every routine below the trigger that meets its table do so in SQL of its own body, so that it is checked there?
 */
export function isCheckedBelow(analysis: Analysis, trigger: TriggerSymbol, table: RelationSymbol): boolean {
  return [...touchingBelow(analysis, trigger, table)].every((routine) => {
    const { definition } = routine;
    if (definition?.body.kind !== 'Block') return false;
    const reading = [table, ...viewsOver(analysis, table)];
    const meets = (node: OracleNode): boolean => {
      // A text that is known as a whole is compiled in the body, too.
      if (node.kind === 'ExecuteImmediate' && analysis.dynamicText(node.text)?.whole) return true;
      if (node.kind === 'OpenCursor' || node.kind === 'NamedCursor') {
        const cursor = analysis.symbolOf(node.cursor);
        return cursor?.kind === 'cursor' && cursor.query !== undefined && contains(cursor.query, meets);
      }
      const relation = node.kind === 'TableRef' ? analysis.sourceOf(node)?.relation : undefined;
      return relation !== undefined && reading.includes(relation);
    };
    const own = contains(definition, meets);
    return own || [...analysis.effectsOf(routine).calls].some((callee) => touches(analysis, callee, table));
  });
}

/** How the inputs insert into a table: not at all, in ways that tell one row from several, or in others, too. */
type Inserts = 'none' | 'told' | 'untold';

/**
 * INSERT … VALUES is one row, INSERT of a query several; what FORALL, MERGE, INSERT ALL and LOG ERRORS are to
 * a BEFORE trigger is not known.
 */
export const insertsInto = (analysis: Analysis, table: RelationSymbol): Inserts =>
  allInserts(analysis).get(table) ?? 'none';

const allInserts = remembered((analysis: Analysis): ReadonlyMap<RelationSymbol, Inserts> => {
  const found = new Map<RelationSymbol, Inserts>();
  const note = (target: DmlTarget, inserts: Inserts): void => {
    const table = target.kind === 'TableRef' ? analysis.sourceOf(target)?.relation : undefined;
    if (table && found.get(table) !== 'untold') found.set(table, inserts);
  };
  for (const unit of analysis.units)
    for (const node of nodesOf(unit, 'ForAll', 'Merge', 'InsertBranch', 'Insert')) {
      if (node.kind === 'ForAll') {
        if (node.statement.kind === 'Insert') note(node.statement.target, 'untold');
      } else if (node.kind === 'Insert') note(node.target, node.errorLogging ? 'untold' : 'told');
      else if (node.kind === 'InsertBranch' || node.insert) note(node.target, 'untold');
    }
  return found;
});

/** Has the table a BEFORE trigger that an INSERT of a query forbids to meet the table? */
export const watchesInserts = rememberedOf((analysis: Analysis, table: RelationSymbol): boolean =>
  analysis.catalog.triggers.some((t) => t.table === table && isWatching(analysis, t, table)),
);

/** Is it a BEFORE INSERT trigger for rows that meets its own table? */
export function isWatching(analysis: Analysis, trigger: TriggerSymbol, table: RelationSymbol): boolean {
  const { definition } = trigger;
  if (definition.body.kind !== 'Block' || definition.timing !== 'BEFORE' || !definition.forEachRow) return false;
  if (!definition.enabled || !definition.events.some((e) => e.event === 'INSERT')) return false;
  const effects = analysis.effectsOf(trigger);
  return !effects.autonomous && (effects.readsInTransaction.has(table) || effects.writesInTransaction.has(table));
}
