import type { Random } from '../random/random.js';
import type { Program, Script } from './script.js';

/**
 * A change of programs that cannot change what they print in Oracle. Undefined where a program has nothing to change,
 * or is one that the change must leave alone.
 */
export interface Rewriting {
  readonly name: string;
  readonly rewrite: (script: Script, random: Random) => Program | undefined;
}

/** Shows names of units, line numbers or the call stack, or reads the dictionary. */
const introspection = new RegExp(
  [
    String.raw`\$\$plsql|backtrace|call_stack|error_stack|who_called|utl_call_stack|sql_id|\b(user|all|dba)_\w+|v\$`,
    String.raw`sys_context|dbms_metadata|\bsys\.|dbms_application|dbms_session|dbms_describe|obj#|\btab\b|\bcols\b`,
    'dbms_job|dbms_scheduler',
  ].join('|'),
  'i',
);

/** Does the program look at itself: at names, lines or the dictionary? */
export const looksAtItself = ({ program }: Script): boolean => introspection.test(program.setup + program.run);

/** Does it use SQL text that no rewriting of names can see into? */
export const usesDynamicSql = ({ text }: Script): boolean =>
  /execute\s+immediate|dbms_sql|\bfor\s+['"a-z_]\w*\s*(using|;)|open_cursor/i.test(text);

/**
 * May DDL be put at the end of the setup? It commits, which the run notices only where it rolls back or reads in
 * another transaction. (SQL Language Reference, "COMMIT")
 */
export const takesDdl = (script: Script): boolean => {
  const last = script.units.filter(({ span }) => span.start < script.boundary).at(-1)?.kind ?? 'Commit';
  if (last === 'Commit' || last.startsWith('Create') || last.startsWith('Alter')) return true;
  return !/rollback|autonomous|savepoint|set\s+transaction/i.test(script.text);
};

/** Host variables of SQL*Plus are not seen by stored code. */
export const hasHostVariables = ({ text }: Script): boolean => /^\s*(var|variable|print|exec|execute)\s/im.test(text);

/** Does the run ask the implicit cursor, which any statement that is put in would change? */
export const asksImplicitCursor = ({ text }: Script): boolean => /\bsql\s*%/i.test(text);
