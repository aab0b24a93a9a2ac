import type { RelationSymbol, TriggerSymbol } from '../../analyze/symbols.js';
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
  // In an autonomous transaction, and in the statement sections of a compound trigger, reading the table is allowed.
  if (!rowSection && !effects.autonomous && (effects.readsTables.has(table) || effects.writesTables.has(table))) {
    unit.report(mutatingTable(definition.name.span, symbol.name, table.name));
  }
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
