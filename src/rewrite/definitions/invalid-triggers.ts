import type { BrokenUnit, CreateTrigger, ScriptUnit } from '../../ir/oracle/index.js';
import { oracleFailure } from '../../ir/oracle-failure.js';
import { type OwnedUnit, ownedName } from '../../ir/owned-units.js';
import { triggerError } from '../../parse/uncompiled/invalid-trigger.js';
import { headingsOf } from '../../parse/uncompiled/out-arguments.js';

/**
 * A trigger that Oracle does not create is none: what it is on goes on without it, and one of its name stays. (Database
 * Error Messages, ORA-04077 to ORA-04085, ORA-25001 to ORA-25005)
 */
export function withoutInvalidTriggers<T extends OwnedUnit>(units: readonly T[]): readonly T[] {
  if (!units.some(({ unit }) => unit.kind === 'CreateTrigger')) return units;
  const subjects = namedOnce(units);
  const headings = headingsOf(units.map(({ unit }) => unit));
  return units.map((one) => {
    const { unit, owner } = one;
    if (unit.kind !== 'CreateTrigger') return one;
    const code = triggerError(
      unit,
      unit.on.kind === 'Table' ? subjects.get(ownedName(unit.on.name, owner)) : undefined,
      headings,
    );
    return code === undefined ? one : { ...one, unit: notCreated(unit, owner, code) };
  });
}

function notCreated({ span, comments, blankBefore, name }: CreateTrigger, owner: string, code: number): BrokenUnit {
  const objectName = ownedName(name, owner).replace(/^\./, '');
  const what = `CREATE TRIGGER ${objectName}`;
  const failure = oracleFailure(code);
  return { kind: 'BrokenUnit', span, comments, blankBefore, what, objectKind: 'TRIGGER', objectName, failure };
}

/** The tables and views by their names, but for names that were of several objects in the course of the units. */
function namedOnce(units: readonly OwnedUnit[]): ReadonlyMap<string, ScriptUnit> {
  const found = new Map<string, ScriptUnit | undefined>();
  for (const { unit, owner } of units) {
    if (unit.kind === 'CreateTable' || unit.kind === 'CreateView') {
      const name = ownedName(unit.name, owner);
      found.set(name, found.has(name) && found.get(name)?.kind !== unit.kind ? undefined : unit);
    }
    if (unit.kind === 'CreateMaterializedView' || unit.kind === 'CreateSynonym')
      found.set(ownedName(unit.name, owner), undefined);
    if (unit.kind === 'Rename') {
      found.set(`${owner}.${unit.from.name}`, undefined);
      found.set(`${owner}.${unit.to.name}`, undefined);
    }
  }
  return new Map([...found].flatMap(([name, unit]) => (unit ? [[name, unit] as const] : [])));
}
