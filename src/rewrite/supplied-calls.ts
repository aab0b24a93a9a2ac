import { dotted } from '../ir/dotted.js';
import type { Call, CallStatement, Expr } from '../ir/oracle/index.js';

/*
 * Oracle's own routines as the rewritings see them. Names are not resolved yet, so that a call is one of the member
 * whose name it has. What else is known of the members stands in analyze/oracle/packages, which a test holds these
 * against.
 */

/**
 * The members whose calls say more after rewriting, with their parameters in order, as far as positions count. (PL/SQL
 * Packages and Types Reference, a chapter for each package)
 */
export const rewrittenMembers = {
  'DBMS_ERRLOG.CREATE_ERROR_LOG': [
    'DML_TABLE_NAME',
    'ERR_LOG_TABLE_NAME',
    'ERR_LOG_TABLE_OWNER',
    'ERR_LOG_TABLE_SPACE',
    'SKIP_UNSUPPORTED',
  ],
  'DBMS_JOB.SUBMIT': ['JOB', 'WHAT', 'NEXT_DATE', 'INTERVAL'],
  'DBMS_JOB.ISUBMIT': ['JOB', 'WHAT', 'NEXT_DATE', 'INTERVAL'],
  'DBMS_JOB.CHANGE': ['JOB', 'WHAT', 'NEXT_DATE', 'INTERVAL'],
  'DBMS_JOB.WHAT': ['JOB', 'WHAT'],
  'DBMS_JOB.INTERVAL': ['JOB', 'INTERVAL'],
  'DBMS_PARALLEL_EXECUTE.CREATE_CHUNKS_BY_NUMBER_COL': ['TASK_NAME'],
  'DBMS_PARALLEL_EXECUTE.CREATE_CHUNKS_BY_ROWID': ['TASK_NAME'],
  'DBMS_PARALLEL_EXECUTE.CREATE_CHUNKS_BY_SQL': ['TASK_NAME', 'SQL_STMT', 'BY_ROWID'],
  'DBMS_PARALLEL_EXECUTE.RESUME_TASK': ['TASK_NAME', 'SQL_STMT', 'LANGUAGE_FLAG'],
  'DBMS_PARALLEL_EXECUTE.RUN_TASK': [
    'TASK_NAME',
    'SQL_STMT',
    'LANGUAGE_FLAG',
    'EDITION',
    'APPLY_CROSSEDITION_TRIGGER',
    'FIRE_APPLY_TRIGGER',
    'PARALLEL_LEVEL',
  ],
  'DBMS_SCHEDULER.CREATE_JOB': [
    'JOB_NAME',
    'JOB_TYPE',
    'JOB_ACTION',
    'NUMBER_OF_ARGUMENTS',
    'START_DATE',
    'REPEAT_INTERVAL',
  ],
  'DBMS_SCHEDULER.CREATE_PROGRAM': ['PROGRAM_NAME', 'PROGRAM_TYPE', 'PROGRAM_ACTION', 'NUMBER_OF_ARGUMENTS'],
  'DBMS_SCHEDULER.SET_ATTRIBUTE': ['NAME', 'ATTRIBUTE', 'VALUE'],
  'DBMS_SQL.PARSE': ['C', 'STATEMENT'],
  'DBMS_TRANSACTION.READ_ONLY': [],
  'DBMS_TRANSACTION.READ_WRITE': [],
  'DBMS_TRANSACTION.ROLLBACK_SAVEPOINT': ['SAVEPT'],
  'DBMS_TRANSACTION.SAVEPOINT': ['SAVEPT'],
  'DBMS_UTILITY.EXEC_DDL_STATEMENT': ['PARSE_STRING'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** The full name of such a member. */
export type RewrittenMember = keyof typeof rewrittenMembers;

/** Functions and members that change none of their arguments, of those to which programs hand texts of dynamic SQL. */
export const readingRoutines: ReadonlySet<string> = new Set([
  'DBMS_OUTPUT.PUT',
  'DBMS_OUTPUT.PUT_LINE',
  'INSTR',
  'LENGTH',
  'LOWER',
  'LTRIM',
  'NVL',
  'REPLACE',
  'RTRIM',
  'SUBSTR',
  'UPPER',
]);

/** The member that is called; undefined where it is none whose calls are rewritten. */
export function calledMember(call: CallStatement['call'] | Expr): RewrittenMember | undefined {
  const name = calledName(call);
  return name !== undefined && isRewritten(name) ? name : undefined;
}

/** The parameters of a member by its full name; none where its calls are not rewritten. */
export const parametersOf = (member: string): readonly string[] =>
  isRewritten(member) ? rewrittenMembers[member] : [];

/** What a call of a member gives for a parameter, by its name or its place. */
export function givenFor(call: Call, member: RewrittenMember, parameter: string): Expr | undefined {
  const names = parametersOf(member);
  return call.args.find((argument, i) => (argument.name?.name ?? names[i]) === parameter)?.value;
}

/** Is it a call of Oracle's that changes none of its arguments? */
export const readsArgumentsOnly = (call: Call): boolean => readingRoutines.has(calledName(call) ?? '');

const isRewritten = (name: string): name is RewrittenMember => Object.hasOwn(rewrittenMembers, name);

/** The name of what an expression calls, without SYS; undefined where it is no plain name. */
function calledName(call: CallStatement['call'] | Expr): string | undefined {
  const callee = call.kind === 'Call' ? call.callee : call;
  return callee.kind === 'Name' ? dotted(callee).replace(/^SYS\./, '') : undefined;
}
