import type { PgExpr } from '../../../ir/postgres/index.js';
import { contains } from '../../../ir/walk.js';

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

/** Functions of the runtime that give another value each time. */
const anewEachTime = /^(?:dbms_(?:random|crypto_random)|sys_guid|random_|after_nextval)/;
