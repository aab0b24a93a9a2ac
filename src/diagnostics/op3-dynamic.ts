import { define } from './diagnostic.js';

/**
 * Dynamic SQL that is put together at run time. PostgreSQL: EXECUTE runs a text as well, in PostgreSQL's SQL. (PL/SQL
 * Language Reference, "Dynamic SQL")
 */
export const dynamicSqlAsWritten = define({
  code: 'OP3060',
  name: 'dynamic-sql',
  severity: 'warning',
  effort: 30,
  message: (text: 'known' | 'of the run') =>
    text === 'known'
      ? 'This dynamic SQL is not converted: but for its bind variables it reaches PostgreSQL as it was written for Oracle.'
      : 'The text of this dynamic SQL is put together at run time; but for its bind variables, what is not known here ' +
        'reaches PostgreSQL as it was written for Oracle.',
  help: 'Check that every text that can arise is valid PostgreSQL with the same meaning.',
});

/**
 * A text that Oracle refuses whenever it runs: its error is raised in place of the statement. (PL/SQL Language Reference,
 * "EXECUTE IMMEDIATE Statement")
 */
export const dynamicTextFails = define({
  code: 'OP3062',
  name: 'dynamic-text-fails',
  severity: 'info',
  effort: 0,
  message: (error: string) =>
    `This text of dynamic SQL always fails, as it does in Oracle: ${error.replace(/\.$/, '')}.`,
  help: 'Nothing, where the program means to handle the error; else correct the text.',
});

/**
 * A block of dynamic SQL that calls what a variable names. PostgreSQL: CALL chooses among routines by rules of its own.
 * (PL/SQL Language Reference, "Overloaded Subprograms")
 */
export const routineOfTheRun = define({
  code: 'OP3063',
  name: 'routine-of-the-run',
  severity: 'info',
  effort: 0,
  message: () =>
    'Which routine this block calls is known only when it runs: one that is overloaded, or whose arguments have to be ' +
    'converted to anything but text or numbers, is refused there.',
  help: 'Nothing, unless the program calls such a routine by name.',
});

/**
 * IF EXISTS and IF NOT EXISTS in a text: 23ai knows them, the releases before raise an error. (SQL Language Reference 19c
 * and 23ai, "DROP TABLE", "CREATE TABLE")
 */
export const clauseOfLaterRelease = define({
  code: 'OP3085',
  name: 'clause-of-later-release',
  severity: 'warning',
  effort: 5,
  message: (clause: string, error: string) =>
    `${clause} in a text of dynamic SQL is a clause of Oracle 23ai; here it raises ${error}, as 19c does.`,
  help: 'Where the program runs on 23ai, execute the statement without the clause, and handle the error that is meant.',
});
