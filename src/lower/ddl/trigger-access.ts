import type { RelationSymbol, RoutineSymbol, TriggerSymbol } from '../../analyze/symbols.js';
import { interleavedTriggers, mutatingTable } from '../../diagnostics/op1.js';
import type { UnitContext } from '../context.js';

/** Where the moment at which a row trigger fires can be seen: it reads its own table, or what another trigger of the table writes. */
export function reportTableAccess(unit: UnitContext, symbol: TriggerSymbol, table: RelationSymbol): void {
  const { definition } = symbol;
  const rowSection =
    definition.body.kind === 'CompoundTriggerBody' &&
    definition.body.sections.some((s) => s.timing.includes('EACH ROW'));
  if (!(definition.forEachRow || rowSection) || definition.timing === 'INSTEAD OF') return;
  const effects = unit.analysis.effectsOf(symbol);
  // What the body itself does raises as in Oracle, but for BEFORE INSERT, which Oracle lets pass when one row is inserted.
  const insertsBefore = definition.timing !== 'AFTER' && definition.events.some((ev) => ev.event === 'INSERT');
  const touches = insertsBefore
    ? effects.readsTables.has(table) || effects.writesTables.has(table)
    : [...effects.calls].some((c) => touchesTable(unit, c, table));
  // In an autonomous transaction, and in the statement sections of a compound trigger, reading the table is allowed.
  if (!rowSection && !effects.autonomous && touches)
    unit.report(mutatingTable(definition.name.span, symbol.name, table.name));
  if (definition.timing !== 'AFTER') return;
  for (const other of unit.analysis.catalog.triggers) {
    if (
      other === symbol ||
      other.table !== table ||
      !other.definition.forEachRow ||
      other.definition.timing !== 'BEFORE'
    )
      continue;
    const theirs = unit.analysis.effectsOf(other);
    const meets =
      [...theirs.readsTables].some((t) => effects.writesTables.has(t)) ||
      [...effects.readsTables].some((t) => theirs.writesTables.has(t));
    if (meets) unit.report(interleavedTriggers(definition.name.span, other.name, symbol.name));
  }
}

function touchesTable(unit: UnitContext, routine: RoutineSymbol, table: RelationSymbol): boolean {
  const effects = unit.analysis.effectsOf(routine);
  return !effects.autonomous && (effects.readsTables.has(table) || effects.writesTables.has(table));
}
