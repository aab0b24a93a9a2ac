import { lastName } from '../../ir/dotted.js';
import { goneTables } from '../../ir/gone-tables.js';
import type { ScriptUnit } from '../../ir/oracle/index.js';

/**
 * Does a table that the inputs create stay what it is although a program tries to create another of its name? Where
 * nothing drops it, the program gets ORA-00955.
 */
export function standingTables(
  units: readonly ScriptUnit[],
  isMadeAtRunTime: (unit: ScriptUnit) => boolean,
): (name: string) => boolean {
  let gone: ReadonlySet<string> | undefined;
  let made: ReadonlySet<string> | undefined;
  return (name) => {
    if (!made) {
      const tables = units.flatMap((u) => (u.kind === 'CreateTable' && !isMadeAtRunTime(u) ? [lastName(u.name)] : []));
      made = new Set(tables);
      gone = goneTables(units);
    }
    return made.has(name) && gone !== undefined && !gone.has(name);
  };
}
