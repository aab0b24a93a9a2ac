import { define } from './diagnostic.js';

/** A statement that is not converted. PostgreSQL: PL/pgSQL has no counterpart for this one. */
export const unsupportedStatement = define({
  code: 'OP3001',
  name: 'unsupported-statement',
  severity: 'error',
  effort: 60,
  message: (what: string) => `${what} is not converted.`,
  help: 'A statement that raises stands in its place; write the PostgreSQL form by hand.',
});

/** GOTO. PostgreSQL: there is no GOTO. (PL/SQL Language Reference, "GOTO Statement") */
export const gotoNotStructured = define({
  code: 'OP3010',
  name: 'goto',
  severity: 'error',
  effort: 60,
  message: (label: string) =>
    `GOTO ${label} cannot be expressed with loops and EXIT: the label is not at a place that it reaches.`,
  help: 'Restructure with loops, EXIT and CONTINUE.',
});

/**
 * A savepoint inside a routine. PostgreSQL: PL/pgSQL has no savepoints. (PL/SQL Language
 * Reference, "SAVEPOINT Statement")
 */
export const savepointInRoutine = define({
  code: 'OP3020',
  name: 'savepoint-in-routine',
  severity: 'error',
  effort: 60,
  message: (name: string, place: 'routine' | 'script' = 'routine') =>
    place === 'script'
      ? `ROLLBACK TO ${name} is not converted: a block before it may have set the savepoint, which ends with that block.`
      : `SAVEPOINT ${name} and its ROLLBACK TO are not converted: what lies between them cannot be undone as a block.`,
  help: 'Put the statements after the savepoint into a block with an EXCEPTION clause, whose handler undoes them.',
});

/**
 * A savepoint that the iteration may not have set yet. PostgreSQL: PL/pgSQL has no savepoints. (PL/SQL Language
 * Reference, "SAVEPOINT Statement")
 */
export const savepointOfIterationBefore = define({
  code: 'OP3021',
  name: 'savepoint-of-iteration-before',
  severity: 'warning',
  effort: 60,
  message: (name: string) =>
    `ROLLBACK TO ${name} before this iteration has set it goes back to the previous iteration; that is not converted.`,
  help: 'Set the savepoint before what may fail, or raise the error on where the savepoint has not been set.',
});

/**
 * A savepoint that a routine called sets again. PostgreSQL: PL/pgSQL has no savepoints. (PL/SQL Language
 * Reference, "SAVEPOINT Statement")
 */
export const savepointSetBelow = define({
  code: 'OP3022',
  name: 'savepoint-set-below',
  severity: 'warning',
  effort: 60,
  message: (name: string) =>
    `A routine called after SAVEPOINT ${name} sets a savepoint of the same name: ROLLBACK TO it then goes back no ` +
    'further; that is not converted.',
  help: 'Give the savepoints names of their own.',
});

/**
 * A cursor that is fetched on over a ROLLBACK. PostgreSQL: a cursor WITH HOLD outlives the end of its transaction.
 * (PL/SQL Language Reference, "ROLLBACK Statement")
 */
export const cursorOverRollback = define({
  code: 'OP3023',
  name: 'cursor-over-rollback',
  severity: 'warning',
  effort: 10,
  message: (name: string, error = 'P0004') =>
    `FETCH from ${name} after a ROLLBACK raises ${error} where PostgreSQL has closed the cursor: it was opened after ` +
    'the savepoint, or in a transaction that had changed something before.',
  help: 'COMMIT before OPEN, or read the rows into a collection first.',
});

/**
 * A handler of NO_DATA_NEEDED. PostgreSQL: the function runs to its end before the first row is read. (PL/SQL Language
 * Reference, "Pipelined Table Functions")
 */
export const noDataNeeded = define({
  code: 'OP3002',
  name: 'no-data-needed',
  severity: 'warning',
  effort: 20,
  message: (read?: string, by: 'query' | 'fetch' = 'query') =>
    read === undefined
      ? 'NO_DATA_NEEDED is never raised here. The function runs to its end, however few rows are read.'
      : by === 'fetch'
        ? `The first FETCH makes all rows of ${read}: what it does for those that are fetched later, or never, comes first.`
        : `The query stops early, but ${read} has run to its end by then: what it does after the last row that is ` +
          'read happens, too.',
  help: 'Put what tidies up at the end of the function.',
});

/**
 * An autonomous transaction. PostgreSQL: a session has one transaction. (PL/SQL Language
 * Reference, "Autonomous Transactions")
 */
export const autonomousTransaction = define({
  code: 'OP3030',
  name: 'autonomous-transaction',
  severity: 'warning',
  effort: 60,
  message: (routine: string, ender?: string) =>
    `${routine} is an autonomous transaction: converted, it runs in the transaction of its caller and is undone with it${
      ender === undefined ? '' : `; ${ender}, which it calls, ends that transaction`
    }.`,
  help:
    'Run the routine on a second connection (extension dblink), or accept that its rows share the fate of the ' +
    'caller.',
});

/**
 * An autonomous transaction over a second connection. PostgreSQL: a session has one transaction. (PL/SQL Language
 * Reference, "Autonomous Transactions")
 */
export const autonomousConnection = define({
  code: 'OP3034',
  name: 'autonomous-connection',
  severity: 'warning',
  effort: 30,
  message: (routine: string) =>
    `${routine} is an autonomous transaction: it runs over a second connection of the session, for which the ` +
    'server needs the extension dblink.',
  help: 'Install dblink, and set ora.autonomous_connection where the user may not connect to the server by itself.',
});

/**
 * A function that commits. PostgreSQL: only procedures and DO blocks may, and only when no function lies between them
 * and the client. (PL/SQL Language Reference, "PL/SQL Functions that SQL Statements Can Invoke")
 */
export const functionControlsTransaction = define({
  code: 'OP3031',
  name: 'transaction-control-in-function',
  severity: 'info',
  effort: 15,
  message: (routine: string) =>
    `Function ${routine} commits or rolls back: converted code calls it through a procedure; for callers outside ` +
    'of it, and for SQL, its COMMIT or ROLLBACK fails.',
  help: 'Call the procedure with the suffix __c from outside, or make it a procedure with an OUT parameter.',
});

/**
 * A table of the caller's schema. PostgreSQL: names are looked up in the schemas of search_path, whoever calls. (PL/SQL
 * Language Reference, "Invoker's Rights and Definer's Rights")
 */
export const callersTable = define({
  code: 'OP3038',
  name: 'callers-table',
  severity: 'warning',
  effort: 30,
  message: (routine: string, table: string, owner: string) =>
    `${routine}: in Oracle ${table} is the table of its caller's schema (AUTHID CURRENT_USER), here it is always ` +
    `that of ${owner || 'the schema converted to'}.`,
  help: 'Pass the schema or its table to the routine, or make one routine for each schema.',
});

/**
 * An initialization part that ends a transaction. PostgreSQL: only procedures and DO blocks may end a transaction, and
 * only when no function, no trigger and no transaction block lies between them and the client. (PL/SQL Language
 * Reference, "Package Instantiation and Initialization")
 */
export const initialisationEnds = define({
  code: 'OP3039',
  name: 'initialisation-ends-transaction',
  severity: 'warning',
  effort: 30,
  message: (pkg: string) =>
    `The initialization part of ${pkg} ends a transaction: that fails where a function, a trigger or a ` +
    'transaction of the client is the first to use the package.',
  help: 'Leave the COMMIT, ROLLBACK or DDL to a procedure that is called at the start of the session.',
});

/**
 * SET TRANSACTION in a routine. READ ONLY becomes REPEATABLE READ, READ ONLY; SERIALIZABLE stays. (PL/SQL Language
 * Reference, "SET TRANSACTION Statement")
 */
export const transactionMode = define({
  code: 'OP3032',
  name: 'set-transaction',
  severity: 'warning',
  effort: 15,
  message: (mode: string) =>
    `SET TRANSACTION ${mode} of an autonomous routine must be the first statement of the caller's transaction.`,
  help: 'Start the transaction with the mode wanted in the client.',
});

/**
 * A cursor that stays open over COMMIT, or a loop with COMMIT whose rows cannot be collected before, over a query whose
 * rows may fail. PostgreSQL: the first COMMIT reads the rows that are left and keeps them, so that a failing row raises
 * there. (PL/SQL Language Reference,
 * "SELECT FOR UPDATE and FOR UPDATE Cursors")
 */
export const loopReadAtCommit = define({
  code: 'OP3048',
  name: 'loop-read-at-commit',
  severity: 'warning',
  effort: 15,
  message: () =>
    'The first COMMIT reads all remaining rows of this query: a row that fails does so there, outside of any handler, ' +
    'and not when its turn comes.',
  help: 'Keep what may fail out of the query, or collect its rows before the loop.',
});

/**
 * A BOOLEAN as text or a number, a record or collection as a scalar, or the other way round, an object of a supertype as
 * one of a subtype. PostgreSQL: true as text is `true`, a record as text what is printed of it, some texts are
 * Booleans, and the types of a hierarchy are one. (PL/SQL Language Reference, "Implicit Data Conversion"; Database
 * Reference, PLSQL_IMPLICIT_CONVERSION_BOOL; Object-Relational Developer's Guide, "Assignments Across Types")
 */
export const booleanConverted = define({
  code: 'OP3069',
  name: 'boolean-conversion',
  severity: 'error',
  effort: 5,
  message: (from: string, to: string) => `Oracle does not compile this: ${from} is not converted to ${to} (PLS-00382).`,
  invalid: () => ({ kind: 'raises', code: 6550, text: 'PLS-00382: expression is of wrong type' }),
  help: "Say which values are meant: CASE WHEN b THEN 'Y' WHEN NOT b THEN 'N' END; TREAT for an object of a subtype.",
});

/**
 * A block, routine or trigger that Oracle does not compile. PostgreSQL: what stands in it would run. (Database Error
 * Messages, PLS-00001 to PLS-01919)
 */
export const notCompiled = define({
  code: 'OP3067',
  name: 'not-compiled',
  severity: 'error',
  effort: 15,
  message: (error: string) => `Oracle does not compile this: ${error}.`,
  invalid: (error: string) => ({ kind: 'raises', code: 6550, text: error }),
  help: 'Correct the source: in Oracle the unit is invalid.',
});

/**
 * A BEFORE trigger of INSERT that sets a column which partitions are chosen by. PostgreSQL: "moving row to another
 * partition during a BEFORE FOR EACH ROW trigger is not supported". (PostgreSQL, "Limitations" of partitioned tables)
 */
export const partitionKeySet = define({
  code: 'OP3087',
  name: 'partition-key-set-by-trigger',
  severity: 'warning',
  effort: 30,
  message: (column: string) =>
    `:NEW.${column} chooses the partition: PostgreSQL refuses a row that its trigger moves to another partition.`,
  help: 'Give the column its value in the INSERT, or by a default.',
});

/**
 * A virtual column of `:NEW` that a BEFORE trigger of the row reads. PostgreSQL: generated columns are computed after
 * these triggers, and NULL in them. (PostgreSQL, "Generated Columns")
 */
export const virtualColumnOfNewRow = define({
  code: 'OP3086',
  name: 'virtual-column-of-new-row',
  severity: 'warning',
  effort: 10,
  message: (column: string) => `:NEW.${column} is a virtual column, which is NULL in a BEFORE trigger of the row.`,
  help: 'Compute the value from the columns that it is made of.',
});

/**
 * A function of SQL in PL/SQL, or one in SQL that SQL does not see. PostgreSQL: both run. (PL/SQL Language Reference,
 * "SQL Functions in PL/SQL Expressions"; Database Error Messages, PLS-00204, PLS-00231)
 */
export const misplacedFunction = define({
  code: 'OP3068',
  name: 'misplaced-function',
  severity: 'warning',
  effort: 10,
  message: (name: string, error: string) =>
    `${name} runs here: Oracle does not compile its use in this place (${error}).`,
  help: 'Call aggregates and DECODE in a query, and functions of a block or private ones of a package outside of SQL.',
});

/**
 * A TREAT of PL/SQL whose object may be of another type. PostgreSQL: the conversion decides. (SQL Language Reference,
 * "TREAT"; Database Error Messages, ORA-22341)
 */
export const treatOfSupertype = define({
  code: 'OP3070',
  name: 'treat-of-supertype',
  severity: 'warning',
  effort: 5,
  message: (type: string) =>
    `Of an object that is not a ${type} this TREAT gives NULL, as Oracle's manual says; in fact PL/SQL raises ORA-06502.`,
  help: 'Ask IS OF before it.',
});

/**
 * A user lock that is given back before its transaction ends. PostgreSQL: an advisory lock is held by the session, or
 * by the transaction to its end. (PL/SQL Packages and Types Reference, "DBMS_LOCK")
 */
export const transactionLock = define({
  code: 'OP3074',
  name: 'transaction-lock-released',
  severity: 'warning',
  effort: 10,
  message: (member: string) =>
    `${member} is refused where the lock was requested with release_on_commit, as the inputs do: PostgreSQL keeps such ` +
    'a lock until the transaction ends.',
  help: 'Request the lock without release_on_commit, or leave it to COMMIT to give it back.',
});
