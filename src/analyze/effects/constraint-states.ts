import { lastName } from '../../ir/dotted.js';
import type { ScriptUnit } from '../../ir/oracle/index.js';
import { nodesOf } from '../../ir/walk.js';

/**
 * Dynamic SQL that changes constraints, or a table in a way that only the run tells; a query of the dictionary's views
 * of them.
 */
const text =
  /^\s*alter\s+table\b.*\b(enable|disable|constraint|primary|unique)\b|^\s*alter\s+table\s+(\S+\s+)?$|\b(user|all|dba)_cons(traints|_columns)\b/is;

const view = /^(USER|ALL|DBA)_CONS(TRAINTS|_COLUMNS)$/;

/**
 * Can it be seen, or does it count for a later statement, which constraints are disabled? Then their definitions are
 * kept at run time: PostgreSQL knows no such state. (SQL Language Reference, "constraint", "ENABLE Clause")
 */
export function constraintStates(units: readonly ScriptUnit[]): () => boolean {
  let known: boolean | undefined;
  const shows = (unit: ScriptUnit): boolean =>
    nodesOf(unit, 'StringLiteral').some(({ value }) => text.test(value)) ||
    nodesOf(unit, 'TableRef').some(({ name }) => view.test(lastName(name)));
  return () => (known ??= units.some(shows));
}
