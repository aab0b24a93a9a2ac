import { define } from './diagnostic.js';
import { productOf } from './products.js';

/**
 * A function with OUT parameters inside of SQL. PostgreSQL: OUT parameters are part of the result, so the call returns
 * a record. (PL/SQL Language Reference, "PL/SQL Functions that SQL Statements Can Invoke")
 */
export const functionWithOutInSql = define({
  code: 'OP3040',
  name: 'out-parameter-in-expression',
  severity: 'error',
  effort: 30,
  message: (routine: string) =>
    `${routine} hands values back through its parameters (or through variables of the routine around it); it ` +
    'cannot be called where no statement can run before.',
  help: 'Call it in a statement of its own before and use the values.',
});

/**
 * A name that is declared nowhere. PostgreSQL: names in a body are looked up when the statement first runs. (PL/SQL
 * Language Reference, "PL/SQL Name Resolution")
 */
export const unresolvedCall = define({
  code: 'OP3041',
  name: 'unresolved-name',
  severity: 'error',
  effort: 15,
  message: (name: string, isDeclared?: 'routine') => {
    if (name.startsWith('&'))
      return `The substitution variable ${name} has no value, so that what it names is not known.`;
    if (isDeclared)
      return `${name} is declared, but not with parameters for these arguments: Oracle does not compile this (PLS-00306).`;
    const product = productOf(name);
    return product === undefined
      ? `${name} is not among the inputs: no ` +
          `${/\.(NEXTVAL|CURRVAL)$/.test(name) ? 'sequence' : 'routine, variable or column'} of that name is known ` +
          'here.'
      : `${name} is part of ${product}, which does not come along.`;
  },
  invalid: (name: string, _isDeclared?: 'routine') => ({ kind: 'unknownName', name }),
  help:
    'Give the file that declares it, or correct the name or the arguments. A raise stands in the place of the ' +
    'statement.',
});

/** A sequence that is not among the inputs. PostgreSQL: `nextval('s')` and `currval('s')`. */
export const unknownSequence = define({
  code: 'OP3054',
  name: 'unknown-sequence',
  severity: 'warning',
  effort: 5,
  message: (name: string) => `${name} is taken for a sequence, which is not among the inputs.`,
  about: (name: string) => name,
  help: 'Give the file that creates it, or create it by hand.',
});

/**
 * A default that the signature cannot hold. PostgreSQL: after a parameter with a default all further ones need one too,
 * and a default cannot come before an OUT parameter of a procedure. (PL/SQL Language Reference,
 * "Default Values for IN Subprogram Parameters")
 */
export const defaultFilledIn = define({
  code: 'OP3042',
  name: 'default-not-in-signature',
  severity: 'info',
  effort: 5,
  message: (parameters: string, why?: string) =>
    `The ${parameters.includes(',') ? `defaults of ${parameters} are` : `default of ${parameters} is`} filled in ` +
    `at converted calls: PostgreSQL takes no default ${why ?? 'before a parameter without one'}.`,
  help: 'Outside callers have to pass the value.',
});

/**
 * Something that cannot be assigned to. PostgreSQL: a target is a variable with fields and subscripts after it. (PL/SQL
 * Language Reference, "Assignment Statement")
 */
export const notAssignable = define({
  code: 'OP3043',
  name: 'assignment-target',
  severity: 'error',
  effort: 15,
  message: (what: string) => `${what} cannot be assigned to in PL/pgSQL.`,
  help: 'Assign to a variable and store it from there.',
});

/**
 * An assignment to what is read only. PostgreSQL: an IN parameter is a variable like others, and so is the index of a
 * loop. (PL/SQL Language Reference, "Constant Declaration")
 */
export const readOnly = define({
  code: 'OP3055',
  name: 'read-only-target',
  severity: 'error',
  effort: 15,
  message: (what: string) => `${what} cannot be assigned to: Oracle does not compile that (PLS-00363).`,
  help: 'Assign to a variable.',
});

/**
 * %ROWCOUNT of a cursor handed over. PostgreSQL: a cursor knows its position, but no one can ask for it. (PL/SQL
 * Language Reference, "Named Cursor Attribute")
 */
export const cursorCount = define({
  code: 'OP3045',
  name: 'cursor-rowcount-of-parameter',
  severity: 'warning',
  effort: 15,
  message: (cursor: string, attribute: string) =>
    `${cursor}%${attribute} knows nothing of rows that a routine fetches which is not among the inputs.`,
  help: 'Hand the count, or what the last FETCH found, over in a parameter of the routine.',
});

/**
 * A function that may write, lock or set a savepoint, called from a query. PostgreSQL: a volatile function may do so wherever it is called.
 * (PL/SQL Language Reference, "PL/SQL Functions that SQL Statements Can Invoke")
 */
export const writingFunctionInQuery = define({
  code: 'OP3047',
  name: 'writing-function-in-query',
  severity: 'warning',
  effort: 15,
  message: (routine: string, does = 'change tables', error = 14551) =>
    `${routine} may ${does}: in a query Oracle refuses that with ORA-${error}, PostgreSQL does it.`,
  help: 'Call the function outside of the query, or split what it writes from what it returns.',
});

/**
 * A function that reads the table which the calling statement changes. PostgreSQL: the function may. (PL/SQL Language
 * Reference, "Subprogram Side Effects")
 */
export const mutatingFunction = define({
  code: 'OP3035',
  name: 'function-reads-changed-table',
  severity: 'warning',
  effort: 15,
  message: (routine: string, table: string) =>
    `${routine} may read or change ${table}, which this statement changes: Oracle raises ORA-04091, PostgreSQL ` +
    'shows it the table before the statement or, where the function is volatile, the rows changed so far.',
  help: 'Work out the value before the statement, or put the query into the statement itself.',
});

/**
 * A loop over locked rows that ends the transaction. PostgreSQL: the rows of a FOR loop are read to the end when the
 * transaction ends. (PL/SQL Language Reference, "SELECT FOR UPDATE and FOR UPDATE Cursors")
 */
export const lockingLoopCommits = define({
  code: 'OP3036',
  name: 'for-update-loop-commits',
  severity: 'warning',
  effort: 15,
  message: () =>
    'The loop reads rows FOR UPDATE and ends the transaction: Oracle raises ORA-01002 when it fetches again, ' +
    'every 100 rows, PostgreSQL goes on without the locks.',
  help: 'End the transaction after the loop, or lock and commit in portions.',
});

/** More parameters than PostgreSQL takes. PostgreSQL: a function or procedure has at most 100 arguments. */
export const tooManyParameters = define({
  code: 'OP3037',
  name: 'too-many-parameters',
  severity: 'error',
  effort: 60,
  message: (routine: string) =>
    `${routine} has more than 100 parameters, the variables of enclosing routines that a nested routine uses ` +
    'among them: PostgreSQL takes no more.',
  help: 'Hand the values over in a record or an array.',
});

/**
 * A function with RESULT_CACHE, or a DETERMINISTIC one called for rows, that does something. PostgreSQL: results are
 * not kept. (PL/SQL Language Reference, "PL/SQL Function Result Cache", "DETERMINISTIC Clause")
 */
export const cachedEffects = define({
  code: 'OP3056',
  name: 'cached-effects',
  severity: 'warning',
  effort: 15,
  message: (routine: string, what: string, clause: 'RESULT_CACHE' | 'DETERMINISTIC') =>
    clause === 'RESULT_CACHE'
      ? `${routine} ${what}: with RESULT_CACHE Oracle does so only where the result is not there yet, here each call does.`
      : `${routine} ${what}: it is DETERMINISTIC, so that Oracle may take the result of an earlier row of the statement ` +
        'instead of calling it again; here it is called for each row.',
  help: 'Take the effects out of the function, or keep its results in a table.',
});

/**
 * A routine sees one variable under two names. PostgreSQL: values of parameters are copies. (PL/SQL Language Reference,
 * "Subprogram Parameter Aliasing with Parameters Passed by Reference")
 */
export const aliasedParameter = define({
  code: 'OP3057',
  name: 'aliased-parameter',
  severity: 'warning',
  effort: 15,
  message: (parameter: string, variable: string) =>
    `Oracle hands ${variable} over by reference, and the routine changes it by its own name too: there ` +
    `${parameter} changes with it, here it keeps a value of its own.`,
  help: 'Hand over a copy, if the parameter is to keep its value; else use the variable itself in the routine.',
});

/**
 * A routine of the specification that the package body does not define. PostgreSQL: the routines of a package stand on
 * their own. (PL/SQL Language Reference, "CREATE PACKAGE BODY Statement")
 */
export const headingWithoutBody = define({
  code: 'OP3061',
  name: 'heading-without-body',
  severity: 'error',
  effort: 30,
  message: (routine: string, body: 'has none' | 'has another') =>
    body === 'has another'
      ? `The specification declares ${routine} with parameters of other names, modes or types: in Oracle the body ` +
        'is invalid (PLS-00323), here the definition of the body is used.'
      : `The specification declares ${routine}, the package body defines none with these parameters: in Oracle ` +
        'the body is invalid (PLS-00323), here calls of the routine fail.',
  help: 'Give the specification and the body of the same version.',
});

/**
 * A package or object type of which only the specification is there. PostgreSQL: the routines of a package stand on
 * their own. (PL/SQL Language Reference, "CREATE PACKAGE BODY Statement", "CREATE TYPE BODY Statement")
 */
export const withoutBody = define({
  code: 'OP3065',
  name: 'without-body',
  severity: 'error',
  effort: 60,
  message: (name: string, kind: 'package' | 'type') =>
    `The body of ${kind} ${name} is not among the inputs: its ${kind === 'package' ? 'routines' : 'methods'} are ` +
    'stubs that raise.',
  about: (name) => name,
  missing: true,
  help: 'Give the file that creates the body; ask the vendor for the source of a wrapped one.',
});

/**
 * FORALL … INSERT and triggers that fire once a statement. PostgreSQL: one INSERT of several rows fires such triggers
 * once, too; a row that fails undoes them all. (PL/SQL Language Reference, "FORALL Statement")
 */
export const forallInsertTriggers = define({
  code: 'OP3049',
  name: 'forall-insert-triggers',
  severity: 'warning',
  effort: 15,
  message: (trigger: string) =>
    `FORALL … INSERT fires ${trigger} once for each iteration here; to Oracle it is one statement.`,
  help:
    'Write INSERT … SELECT … FROM unnest(…), which is one statement, where a row that fails may take the others ' +
    'with it.',
});
