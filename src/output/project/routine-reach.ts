import { addUnder } from '../../ir/lists-by-key.js';
import type { PgCreateRoutine, PgStatement } from '../../ir/postgres/index.js';
import { nameKey } from '../../ir/postgres/name-key.js';
import { walk } from '../../ir/walk.js';
import { remembered } from '../../lower/remembered.js';

/** The names of the routines that do something themselves or through what they call. */
export function reaching(
  routines: readonly PgCreateRoutine[],
  does: (routine: PgCreateRoutine) => boolean,
): ReadonlySet<string> {
  const found = new Set(routines.filter(does).map(({ name }) => nameKey(name)));
  if (found.size === 0) return found;
  const callers = new Map<string, string[]>();
  for (const statement of routines) {
    const own = nameKey(statement.name);
    for (const callee of called(statement)) addUnder(callers, callee, own);
  }
  const open = [...found];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    for (const caller of callers.get(name) ?? []) {
      if (found.has(caller)) continue;
      found.add(caller);
      open.push(caller);
    }
  }
  return found;
}

const called = remembered((statement: PgStatement): ReadonlySet<string> => {
  const names = new Set<string>();
  walk(statement, (node) => {
    if (node.kind === 'PgCall' || node.kind === 'PlCall') names.add(nameKey(node.name));
  });
  return names;
});

/** Does a statement call one of the routines? */
export function uses(statement: PgStatement, routines: ReadonlySet<string>): boolean {
  if (routines.size === 0) return false;
  for (const name of called(statement)) if (routines.has(name)) return true;
  return false;
}
