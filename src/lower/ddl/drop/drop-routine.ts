import type { RoutineSymbol } from '../../../analyze/model/symbols.js';
import { lastName } from '../../../ir/dotted.js';
import type { DropObject, RoutineDefinition } from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import type { PgStatement } from '../../../ir/postgres/index.js';
import { nodesOf } from '../../../ir/walk.js';
import { viewEntrysRights } from '../../calls/owners-rights.js';
import { hasSqlEntry } from '../../calls/sql-entry.js';
import type { UnitContext } from '../../context.js';
import { type EntrySuffix, entryName } from '../../naming/naming.js';
import { capturedEntry } from '../../plsql/routines/entries.js';
import { runsApart } from '../../plsql/transactions/autonomous.js';
import type { DdlContext } from '../ddl-context.js';
import { nameOf, symbolNamed } from '../names.js';
import { drop, mustBeThere } from './drop-statement.js';
import { dropLocalTypes } from './local-types.js';

/**
 * DROP FUNCTION or PROCEDURE with its further entries, and with the routines and types that are declared in it: one of
 * the same name may be made after it.
 */
export function dropRoutine(unit: DdlContext, node: DropObject): PgStatement[] {
  const mustExist = mustBeThere(unit, node);
  const name = nameOf(unit, node.name);
  const all = definitions(unit, node);
  const further = [
    ...[...furtherEntries(unit, node)].map((suffix) => entryName(name, suffix)),
    ...nestedRoutines(unit, all),
  ];
  const types = dropLocalTypes(unit, node, all);
  if (further.length === 0)
    return [drop(node, node.objectKind === 'FUNCTION' ? 'function' : 'procedure', [name], { mustExist }), ...types];
  if (!mustExist) return [drop(node, 'routine', [name, ...further], { mustExist: false }), ...types];
  return [
    drop(node, 'routine', [name], { mustExist: true }),
    drop(node, 'routine', further, { mustExist: false }),
    ...types,
  ];
}

/** The schema and the names of the function with its further entries. */
export function entriesOf(unit: UnitContext, node: DropObject): { schema: string; names: readonly string[] } {
  const name = nameOf(unit, node.name);
  const names = [name, ...[...furtherEntries(unit, node)].map((suffix) => entryName(name, suffix))];
  return { schema: name.length > 1 ? (name[0] ?? '') : '', names: names.map((n) => n.at(-1) ?? '') };
}

function furtherEntries(unit: UnitContext, node: DropObject): ReadonlySet<EntrySuffix> {
  const symbol = symbolNamed(unit, node.name);
  const found = new Set(symbol?.kind === 'routine' ? entriesOfRoutine(unit, symbol) : []);
  const all = definitions(unit, node);
  // What an earlier definition had is not known any more.
  if (all.length > 1) for (const suffix of ['__sql', '__view', '__c'] as const) found.add(suffix);
  if (all.some(({ body }) => body.kind === 'AggregateBody'))
    for (const suffix of ['__step', '__final'] as const) found.add(suffix);
  return found;
}

function entriesOfRoutine(unit: UnitContext, symbol: RoutineSymbol): readonly EntrySuffix[] {
  return [
    ...(hasSqlEntry(unit.analysis, symbol) ? (['__sql'] as const) : []),
    ...(viewEntrysRights(unit, symbol) ? (['__view'] as const) : []),
    ...(capturedEntry(unit, symbol) ? (['__c'] as const) : []),
    ...(runsApart(unit, symbol) ? (['__at', '__own'] as const) : []),
  ];
}

/** All definitions of the routine in the inputs, one after the other. */
const definitions = ({ analysis }: UnitContext, { name }: DropObject): readonly RoutineDefinition[] =>
  analysis.units.flatMap((u) =>
    u.kind === 'CreateRoutine' && u.routine.name.name === lastName(name) ? u.routine : [],
  );

/** The routines nested in any of the definitions, which stand beside it in PostgreSQL, with their entries. */
export function nestedRoutines(unit: UnitContext, definitions: readonly OracleNode[]): readonly (readonly string[])[] {
  const names = definitions.flatMap((definition) =>
    nodesOf(definition, 'RoutineDefinition').flatMap((inner) => {
      const symbol = inner === definition ? undefined : unit.analysis.declaredBy(inner);
      if (symbol?.kind !== 'routine') return [];
      const name = unit.naming.of(symbol);
      return [name, ...entriesOfRoutine(unit, symbol).map((suffix) => entryName(name, suffix))];
    }),
  );
  return [...new Map(names.map((name) => [name.join('.'), name])).values()];
}
