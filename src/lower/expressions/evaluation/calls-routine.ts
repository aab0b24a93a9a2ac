import type { PgExpr } from '../../../ir/postgres/index.js';
import { contains } from '../../../ir/walk.js';

/** Is there a call of a routine of the user in it? Those of PostgreSQL and of the runtime change no state. */
export const callsRoutine = (value: PgExpr): boolean =>
  contains(value, (node) => {
    if (node.kind !== 'PgCall') return false;
    const [schema, name] = node.name;
    return name !== undefined && schema !== 'ora' && schema !== 'pg_catalog';
  });
