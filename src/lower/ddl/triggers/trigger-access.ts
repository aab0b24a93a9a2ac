import { isInsteadOf } from '../../../analyze/model/instead-of.js';
import type { RelationSymbol, TriggerSymbol } from '../../../analyze/model/symbols.js';
import {
  interleavedTriggers,
  mutatingTable,
  rowTriggerFirst,
  rowTriggerLast,
} from '../../../diagnostics/op1-triggers.js';
import type { UnitContext } from '../../context.js';
import { firesTriggerThatMeets } from './mutating/fired-triggers.js';
import { insertsInto, isCheckedBelow, touchesBelow } from './mutating/mutating-below.js';
import { rowTiming } from './row-timing.js';

/**
 * Where the moment at which a row trigger fires can be seen: it reads its own table, or what
 * another trigger of the table writes.
 */
export function reportTableAccess(unit: UnitContext, symbol: TriggerSymbol, table: RelationSymbol): void {
  const { definition } = symbol;
  const rowSection =
    definition.body.kind === 'CompoundTriggerBody' &&
    definition.body.sections.some((s) => s.timing.includes('EACH ROW'));
  if (!(definition.forEachRow || rowSection) || isInsteadOf(definition)) return;
  const effects = unit.analysis.effectsOf(symbol);
  // What the body and what it calls do raises as in Oracle, what triggers do that it fires does not. BEFORE INSERT may
  // where one row is inserted, which not every INSERT tells.
  const { analysis } = unit;
  const insertsBefore = definition.timing !== 'AFTER' && definition.events.some((ev) => ev.event === 'INSERT');
  const touchesOwn = effects.readsInTransaction.has(table) || effects.writesInTransaction.has(table);
  const touches =
    (insertsBefore && touchesOwn && insertsInto(analysis, table) !== 'told') ||
    (touchesBelow(analysis, symbol, table) && !isCheckedBelow(analysis, symbol, table)) ||
    firesTriggerThatMeets(analysis, symbol, table);
  // In an autonomous transaction, and in the statement sections of a compound trigger, reading the table is allowed.
  if (!rowSection && !effects.autonomous && touches)
    unit.report(mutatingTable(definition.name.span, symbol.name, table.name));
  const { timing, meets, beforeConstraints, behindConstraints } = rowTiming(unit, symbol);
  if (behindConstraints) unit.report(rowTriggerLast(definition.name.span, symbol.name, table.name));
  if (timing === 'asWritten' || !meets) return;
  const other = meets === symbol ? `BEFORE EACH ROW of ${symbol.name}` : meets.name;
  const own = meets === symbol ? 'AFTER EACH ROW' : symbol.name;
  if (timing === 'differs')
    unit.report(interleavedTriggers(definition.name.span, other, own, meets.kind === 'routine'));
  else if (beforeConstraints) unit.report(rowTriggerFirst(definition.name.span, own, table.name));
}
