import type { ResolvedBase } from '../../analyze/analysis.js';
import { commitsAround } from '../../analyze/oracle/supplied-packages.js';
import { differentResult } from '../../diagnostics/op2-expressions.js';
import { dynamicSqlUnknown } from '../../diagnostics/op3-dynamic.js';
import { suppliedMemberMissing, suppliedNoEffect } from '../../diagnostics/op4.js';
import { literalNumber } from '../../ir/literals.js';
import type { Argument, CallStatement } from '../../ir/oracle/index.js';
import { sqlstateOf } from '../../ir/oracle-error.js';
import type { PgExpr, PlStatement } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b } from '../builders.js';
import { type ExprContext, refuse } from '../context.js';
import { prefixed } from '../expressions/concat.js';
import { lowerTo } from '../expressions/index.js';
import { isNul } from '../expressions/nul.js';
import type { BodyBuilder } from '../plsql/body/body-builder.js';
import { raiseError } from '../plsql/errors/capture.js';
import { handledError } from '../plsql/errors/error-info.js';
import { assignTo } from '../plsql/statements/targets.js';
import { implicitCommit, suppliedEnd } from '../plsql/transactions/transactions.js';
import { memberMissing } from './advice.js';
import { argumentsNamed } from './arguments-named.js';
import { fileProcedure, memberForFile } from './bfile.js';
import { argumentsFor, chooseSignature, lowerSuppliedFunction, runtimeNameOf } from './functions.js';
import { givesTag } from './html.js';
import { runJob } from './jobs.js';
import { invalidLocator, readLob } from './lobs.js';
import { callRuntime } from './runtime-call.js';
import { runtimeSignatures } from './signatures.js';
import { lowerSqlParse } from './sql-parse.js';
import { mayBeLeftOut } from './without-effect.js';
/** Procedures that become statements of PL/pgSQL. */
export const suppliedStatements: readonly string[] = [
  'DBMS_STANDARD.RAISE_APPLICATION_ERROR',
  'DBMS_TRANSACTION.COMMIT',
  'DBMS_TRANSACTION.COMMIT_COMMENT',
  'DBMS_TRANSACTION.READ_ONLY',
  'DBMS_TRANSACTION.READ_WRITE',
  'DBMS_TRANSACTION.ROLLBACK',
  'DBMS_TRANSACTION.ROLLBACK_SAVEPOINT',
  'DBMS_TRANSACTION.SAVEPOINT',
];

type Supplied = Extract<ResolvedBase, { kind: 'supplied' }>;

/** A procedure of a supplied package (DBMS_OUTPUT.PUT_LINE …), or of STANDARD (RAISE_APPLICATION_ERROR). */
export function lowerSuppliedCall(
  rc: BodyBuilder,
  ex: ExprContext,
  s: CallStatement,
  called: Supplied | Extract<ResolvedBase, { kind: 'builtin' }>,
): PlStatement[] {
  const { span } = s;
  if (called.kind === 'builtin') return refuse(suppliedMemberMissing(span, called.name, ''));
  const base = memberForFile(ex, called, span);
  return (
    leftOut(rc, s, base) ??
    ownStatements(rc, ex, s, base) ??
    callRuntime(rc, ex, s, base) ??
    refuse(memberMissing(span, base.package, base.member))
  );
}

/** A member that PostgreSQL has no use for: what is left of it is that it commits. */
function leftOut(rc: BodyBuilder, { span }: CallStatement, base: Supplied): PlStatement[] | undefined {
  const full = `${base.package}.${base.member}`;
  if (!mayBeLeftOut(full, base.args)) return undefined;
  rc.unit.report(suppliedNoEffect(span, full));
  const commit = implicitCommit(rc, span);
  return commitsAround(full) && commit.length > 0 ? commit : [b.nothing(span)];
}

/** What becomes more than a call of the runtime's routine of the same name. */
function ownStatements(rc: BodyBuilder, ex: ExprContext, s: CallStatement, base: Supplied): PlStatement[] | undefined {
  const { span } = s;
  const full = `${base.package}.${base.member}`;
  switch (full) {
    case 'DBMS_JOB.RUN':
    case 'DBMS_SCHEDULER.RUN_JOB':
      return runJob(rc, ex, span, full, base.args);
    case 'DBMS_STANDARD.RAISE_APPLICATION_ERROR':
      return raiseApplicationError(rc, ex, s, base.args);
    case 'DBMS_TRANSACTION.COMMIT':
    // The comment is for transactions of several databases that are in doubt.
    case 'DBMS_TRANSACTION.COMMIT_COMMENT':
      return suppliedEnd(rc, span, 'commit');
    case 'DBMS_TRANSACTION.ROLLBACK':
      return suppliedEnd(rc, span, 'rollback');
    case 'DBMS_SQL.PARSE':
      if (base.args.length <= 3) return lowerSqlParse(rc, ex, s, base.args);
      rc.unit.report(dynamicSqlUnknown(span, false));
      break;
    case 'DBMS_OUTPUT.PUT_LINE':
      if (isNul(rc.unit.analysis, base.args[0]?.value)) return emptyLine(rc, span);
      break;
    case 'DBMS_SESSION.RESET_PACKAGE':
    case 'DBMS_SESSION.MODIFY_PACKAGE_STATE':
      if (!endsItsBody(rc, s)) rc.unit.report(differentResult(span, full, resetAtOnce));
      break;
    default:
  }
  if (rc.unit.analysis.writesToEmptyLocator(s)) return invalidLocator(ex, s, base.args);
  const ofFile = fileProcedure(rc, ex, s, base);
  if (ofFile) return ofFile;
  switch (full) {
    case 'DBMS_CRYPTO.ENCRYPT':
    case 'DBMS_CRYPTO.DECRYPT':
      return cipher(rc, ex, s, base);
    case 'DBMS_XSLPROCESSOR.VALUEOF':
      return valueOf(rc, ex, s, base);
    case 'DBMS_LOB.READ':
      return readLob(rc, ex, s, base.args);
    default:
      return base.package === 'HTP' && givesTag(base.member) ? printTag(ex, base, span) : undefined;
  }
}

const resetAtOnce =
  'the packages lose their state at once; in Oracle they keep it until the call of the client that this is part of ends';

/** Does the body end with the statement, so that nothing of it sees what packages hold then? */
function endsItsBody({ source }: BodyBuilder, s: CallStatement): boolean {
  const body =
    source.kind === 'RoutineDefinition' ? source.body : source.kind === 'AnonymousBlock' ? source.block : source;
  if (body.kind !== 'Block' && body.kind !== 'SqlCall') return false;
  return body.kind === 'SqlCall' || body.body.at(-1)?.span.start === s.span.start;
}

/** CHR(0) as the whole line. */
function emptyLine(rc: BodyBuilder, span: Span): PlStatement[] {
  rc.unit.report(
    differentResult(span, 'CHR(0)', 'the line is empty, because text of PostgreSQL cannot hold the character NUL'),
  );
  return [{ kind: 'PlCall', span, name: ['ora', 'dbms_output_put_line'], args: [b.text(span, '')] }];
}

/** HTP prints what the function of HTF of the same name gives. */
function printTag(ex: ExprContext, base: Supplied, span: Span): PlStatement[] {
  const tag = lowerSuppliedFunction(ex, { ...base, package: 'HTF' }, span);
  return [{ kind: 'PlCall', span, name: ['ora', 'htp_print'], args: [tag] }];
}

/**
 * ENCRYPT(dst IN OUT BLOB, src, typ, key, iv) and DECRYPT: the function of the same name gives the destination.
 * (PL/SQL Packages, "DBMS_CRYPTO")
 */
function cipher(rc: BodyBuilder, ex: ExprContext, s: CallStatement, base: Supplied): PlStatement[] {
  const destination = base.args.find((a) => a.name?.name === 'DST') ?? base.args[0];
  const rest = base.args.filter((a) => a !== destination);
  const names = ['src', 'typ', 'key', 'iv'];
  const signature = chooseSignature(ex, runtimeSignatures(runtimeNameOf(base)), rest, names);
  if (!destination || !signature) return refuse(suppliedMemberMissing(s.span, `${base.package}.${base.member}`, ''));
  return assignTo(
    rc,
    destination.value,
    b.ora(s.span, runtimeNameOf(base), ...argumentsFor(ex, signature, rest, s.span, names)),
    { kind: 'blob' },
  );
}

/**
 * VALUEOF(n, pattern, val OUT [, namespace]): the function of the same name gives the value. (PL/SQL
 * Packages, "DBMS_XSLPROCESSOR")
 */
function valueOf(rc: BodyBuilder, ex: ExprContext, s: CallStatement, base: Supplied): PlStatement[] {
  const value = base.args.find((a) => a.name?.name === 'VAL') ?? base.args[2];
  const rest = base.args.filter((a) => a !== value);
  const [signature] = runtimeSignatures(runtimeNameOf(base));
  if (!value || !signature) return refuse(suppliedMemberMissing(s.span, `${base.package}.${base.member}`, ''));
  return assignTo(
    rc,
    value.value,
    b.ora(s.span, runtimeNameOf(base), ...argumentsFor(ex, signature, rest, s.span, ['n', 'pattern', 'namespace'])),
    { kind: 'varchar2' },
  );
}

/** (PL/SQL Language Reference, "RAISE_APPLICATION_ERROR Procedure") */
function raiseApplicationError(
  rc: BodyBuilder,
  ex: ExprContext,
  s: CallStatement,
  args: readonly Argument[],
): PlStatement[] {
  const { span } = s;
  const by = argumentsNamed(args);
  const code = by('NUM', 0);
  const message = by('MSG', 1);
  const keep = by('KEEPERRORSTACK', 2);
  if (!code || !message) return refuse(suppliedMemberMissing(span, 'RAISE_APPLICATION_ERROR', ''));
  const number = literalNumber(code);
  if (number !== undefined && Number.isInteger(number) && number <= -20000 && number >= -20999 && !keep)
    return [...raiseError(rc, span, sqlstateOf(-number), prefixed(ex, `ORA-${-number}: `, message, span))];
  const values: PgExpr[] = [lowerTo(ex, code, { kind: 'number' }), lowerTo(ex, message, { kind: 'varchar2' })];
  if (keep) {
    values.push(lowerTo(ex, keep, { kind: 'boolean' }));
    const handled = handledError(ex, span);
    if (handled) values.push(b.ora(span, 'dbms_utility_format_error_stack', handled));
  }
  // The call raises; in capture mode it stands in a sub-block of its own list.
  return [{ kind: 'PlCall', span, name: ['ora', 'raise_application_error'], args: values }];
}
