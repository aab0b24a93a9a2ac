import { lastName } from '../../../ir/dotted.js';
import type { DropObject, RoutineDefinition } from '../../../ir/oracle/index.js';
import type { PgStatement } from '../../../ir/postgres/index.js';
import { viewEntrysRights } from '../../calls/owners-rights.js';
import { hasSqlEntry } from '../../calls/sql-entry.js';
import type { UnitContext } from '../../context.js';
import { type EntrySuffix, entryName } from '../../naming/naming.js';
import { capturedEntry } from '../../plsql/routines/entries.js';
import { runsApart } from '../../plsql/transactions/autonomous.js';
import type { DdlContext } from '../ddl-context.js';
import { nameOf, symbolNamed } from '../names.js';
import { drop, mustBeThere } from './drop-statement.js';

/** DROP FUNCTION or PROCEDURE with its further entries: one of the same name may be made after it. */
export function dropRoutine(unit: DdlContext, node: DropObject): PgStatement[] {
  const mustExist = mustBeThere(unit, node);
  const name = nameOf(unit, node.name);
  const further = [...furtherEntries(unit, node)].map((suffix) => entryName(name, suffix));
  if (further.length === 0)
    return [drop(node, node.objectKind === 'FUNCTION' ? 'function' : 'procedure', [name], { mustExist })];
  if (!mustExist) return [drop(node, 'routine', [name, ...further], { mustExist: false })];
  return [drop(node, 'routine', [name], { mustExist: true }), drop(node, 'routine', further, { mustExist: false })];
}

/** The schema and the names of the function with its further entries. */
export function entriesOf(unit: UnitContext, node: DropObject): { schema: string; names: readonly string[] } {
  const name = nameOf(unit, node.name);
  const names = [name, ...[...furtherEntries(unit, node)].map((suffix) => entryName(name, suffix))];
  return { schema: name.length > 1 ? (name[0] ?? '') : '', names: names.map((n) => n.at(-1) ?? '') };
}

function furtherEntries(unit: UnitContext, node: DropObject): ReadonlySet<EntrySuffix> {
  const found = new Set<EntrySuffix>();
  const symbol = symbolNamed(unit, node.name);
  if (symbol?.kind === 'routine') {
    if (hasSqlEntry(unit.analysis, symbol)) found.add('__sql');
    if (viewEntrysRights(unit, symbol)) found.add('__view');
    if (capturedEntry(unit, symbol)) found.add('__c');
    if (runsApart(unit, symbol)) for (const suffix of ['__at', '__own'] as const) found.add(suffix);
  }
  const definitions = unit.analysis.units.filter(
    (u): u is typeof u & { routine: RoutineDefinition } =>
      u.kind === 'CreateRoutine' && u.routine.name.name === lastName(node.name),
  );
  // What an earlier definition had is not known any more.
  if (definitions.length > 1) for (const suffix of ['__sql', '__view', '__c'] as const) found.add(suffix);
  if (definitions.some((u) => u.routine.body.kind === 'AggregateBody'))
    for (const suffix of ['__step', '__final'] as const) found.add(suffix);
  return found;
}
