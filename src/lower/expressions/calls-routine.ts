import type { PgExpr } from '../../ir/postgres/index.js';
import { walk } from '../../ir/walk.js';

/** Is there a call of a routine of the user in it? Those of PostgreSQL and of the runtime change no state. */
export function callsRoutine(value: PgExpr): boolean {
  let found = false;
  walk(value, (node) => {
    if (node.kind === 'PgCall') {
      const { name } = node as Extract<PgExpr, { kind: 'PgCall' }>;
      found ||= name.length > 1 && name[0] !== 'ora' && name[0] !== 'pg_catalog';
    }
    return !found;
  });
  return found;
}
