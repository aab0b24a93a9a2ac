import type { RelationSymbol, RoutineSymbol, TriggerSymbol, VariableSymbol } from '../../analyze/symbols.js';
import { interleavedTriggers, mutatingTable } from '../../diagnostics/op1.js';
import type { Expr } from '../../ir/oracle/index.js';
import { type AnyNode, walk } from '../../ir/walk.js';
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
  reportSharedState(unit, symbol);
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

/** A compound trigger whose row sections, before and after, share a variable: in Oracle they alternate row by row. */
function reportSharedState(unit: UnitContext, symbol: TriggerSymbol): void {
  const { body, name } = symbol.definition;
  if (body.kind !== 'CompoundTriggerBody') return;
  const used = (timing: string): Set<VariableSymbol> => {
    const found = new Set<VariableSymbol>();
    for (const section of body.sections) {
      if (section.timing !== timing) continue;
      walk(section.block as AnyNode, (node) => {
        if (node.kind !== 'Name' && node.kind !== 'Call' && node.kind !== 'Member') return;
        const { base } = unit.analysis.resolve(node as Extract<Expr, { kind: 'Name' }>);
        if (base.kind === 'variable') found.add(base.variable);
        if (base.kind === 'routine' && base.routine.nested)
          for (const c of unit.analysis.capturesOf(base.routine)) found.add(c.variable);
      });
    }
    return found;
  };
  const before = used('BEFORE EACH ROW');
  const after = used('AFTER EACH ROW');
  const shared = body.declarations.some((d) => {
    const variable = d.kind === 'VariableDeclaration' && !d.constant ? unit.analysis.declaredBy(d) : undefined;
    return variable?.kind === 'variable' && before.has(variable) && after.has(variable);
  });
  if (shared) unit.report(interleavedTriggers(name.span, `BEFORE EACH ROW of ${symbol.name}`, 'AFTER EACH ROW'));
}

function touchesTable(unit: UnitContext, routine: RoutineSymbol, table: RelationSymbol): boolean {
  const effects = unit.analysis.effectsOf(routine);
  return !effects.autonomous && (effects.readsTables.has(table) || effects.writesTables.has(table));
}
