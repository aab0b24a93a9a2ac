import type { PgExpr } from '../../../ir/postgres/index.js';
import { contains } from '../../../ir/walk.js';
import { anewEachTime } from '../../function-facts.js';

/**
 * Is there a call of a routine of the user in it, or of what gives another value each time? All else of PostgreSQL and
 * of the runtime changes no state.
 */
export const callsRoutine = (value: PgExpr): boolean =>
  contains(value, (node) => {
    if (node.kind !== 'PgCall') return false;
    const [first = '', name] = node.name;
    if (name === undefined) return first === 'nextval';
    return first === 'ora' ? anewEachTime.test(name) : first !== 'pg_catalog';
  });
