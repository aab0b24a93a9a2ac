import type { ScriptStep } from '../../contract/compiled-script.js';
import { type ErrorContext, oraCodeOfError } from '../../ir/oracle-error.js';
import { oracleMessage } from '../../ir/oracle-messages.js';
import type { DatabaseError } from '../target/database-error.js';
import { convertsInPlsql, errorContext, ownContext, undefinedInPlsql } from '../target/error-context.js';

/** An error that escaped a unit, in Oracle's words. */
export interface ScriptError {
  /** `ORA-00942: table or view does not exist`, or `OP3041 …` for what was refused. */
  readonly message: string;
  /** `ORA-00942`, or the code of the refusal. */
  readonly code: string;
  readonly sqlstate: string;
  readonly file: string | undefined;
  readonly line: number;
  readonly unit: number;
  readonly database: DatabaseError;
}

/**
 * What PostgreSQL reported of a step, in Oracle's words: the message says its own code when our runtime raised it; else
 * the SQLSTATE's Oracle counterpart is put before it.
 */
export function databaseErrorOf(error: DatabaseError, step: ScriptStep): ScriptError {
  return {
    ...oracleErrorText(error, step),
    sqlstate: error.sqlstate,
    file: step.file,
    line: oracleLineOf(error, step),
    unit: step.unit,
    database: error,
  };
}

/** `{ code: 'ORA-01476', message: 'ORA-01476: divisor is equal to zero' }` of what PostgreSQL reported. */
function oracleErrorText(error: DatabaseError, step: ScriptStep): { readonly code: string; readonly message: string } {
  const said = /^(ORA-\d{5}|OP\d{4})\b/.exec(error.message)?.[1];
  if (said === 'ORA-01722' && convertsInPlsql(error.where))
    return { code: 'ORA-06502', message: `${oracleMessage(6502)}: character to number conversion error` };
  if (said === 'ORA-01428' && undefinedInPlsql(error.where)) return { code: 'ORA-06502', message: oracleMessage(6502) };
  if (said !== undefined) return { code: said, message: error.message };
  const context: ErrorContext = step.unitKind === 'block' || step.unitKind === 'committing' ? 'plsql' : 'sql';
  const own = error.where === undefined ? '' : ownContext(error.where);
  // Of a statement of its own, PostgreSQL names no context.
  const where = own === '' && context === 'sql' ? `SQL statement "${step.sql}` : own;
  const number = oraCodeOfError(
    { sqlstate: error.sqlstate, message: error.message, where },
    errorContext(error.where, error.sqlstate) ?? context,
  );
  // A user-defined exception that nobody handles (PL/SQL Language Reference, "Unhandled Exceptions").
  if (number === 0) return { code: 'ORA-06510', message: oracleMessage(6510) };
  const code = `ORA-${String(number).padStart(5, '0')}`;
  return { code, message: oracleWords(error.sqlstate, number) ?? `${code}: ${error.message}` };
}

/** Oracle's words for what PostgreSQL says in its own, where they name nothing: names PostgreSQL's message has. */
function oracleWords(sqlstate: string, number: number): string | undefined {
  if (number === 1403 || number === 1422 || number === 1476 || number === 6503) return oracleMessage(number);
  if (number !== 6502) return undefined;
  if (sqlstate === '22001') return `${oracleMessage(6502)}: character string buffer too small`;
  if (sqlstate === '22003') return `${oracleMessage(6502)}: number precision too large`;
  return sqlstate === '22P02' || sqlstate === '22018'
    ? `${oracleMessage(6502)}: character to number conversion error`
    : undefined;
}

/** The Oracle line of an error: by its position in the statement, or by the outermost PL/pgSQL line of its context. */
function oracleLineOf(error: DatabaseError, step: ScriptStep): number {
  if (step.oracleLine === undefined) return step.sourceLine;
  const at =
    error.position === undefined ? blockLine(error, step.sql) : step.sql.slice(0, error.position).split('\n').length;
  return (at === undefined ? undefined : step.oracleLine(at)) ?? step.sourceLine;
}

/** PL/pgSQL counts lines from the opening dollar quote of the block. */
function blockLine(error: DatabaseError, sql: string): number | undefined {
  const line = /PL\/pgSQL function inline_code_block line (\d+)/.exec(error.where ?? '')?.[1];
  if (line === undefined) return undefined;
  const opening = sql.search(/\$[A-Za-z_]*\$/);
  return sql.slice(0, Math.max(opening, 0)).split('\n').length + Number(line) - 1;
}
