import type { ResolvedBase } from '../../analyze/analysis.js';
import type { OracleType } from '../../analyze/model/types.js';
import { commitsAfter, commitsAround } from '../../analyze/oracle/supplied-packages.js';
import { differentResult } from '../../diagnostics/op2-expressions.js';
import { dynamicSqlUnknown } from '../../diagnostics/op3-dynamic.js';
import { suppliedMemberMissing, suppliedNoEffect } from '../../diagnostics/op4.js';
import { literalNumber } from '../../ir/literals.js';
import type { Argument, CallStatement } from '../../ir/oracle/index.js';
import { sqlstateOf } from '../../ir/oracle-error.js';
import type { PgExpr, PgType, PlStatement } from '../../ir/postgres/index.js';
import { b } from '../builders.js';
import { type ExprContext, refuse } from '../context.js';
import { prefixed } from '../expressions/concat.js';
import { lowerTo } from '../expressions/index.js';
import { isNul } from '../expressions/nul.js';
import type { BodyBuilder } from '../plsql/body/body-builder.js';
import { protect, raiseError } from '../plsql/errors/capture.js';
import { handledError } from '../plsql/errors/error-info.js';
import { hasSubquery } from '../plsql/routines/parameter-default.js';
import { assignTo, directTarget } from '../plsql/statements/targets.js';
import { implicitCommit, suppliedEnd } from '../plsql/transactions/transactions.js';
import { pgTypeOf } from '../types.js';
import { memberMissing } from './advice.js';
import { appendsAll } from './append-all.js';
import { argumentsNamed } from './arguments-named.js';
import { fileProcedure, memberForFile } from './bfile.js';
import {
  argumentsFor,
  argumentValue,
  bindArguments,
  chooseSignature,
  lowerSuppliedFunction,
  reportDifference,
  runtimeNameOf,
} from './functions.js';
import { givesTag } from './html.js';
import { isJobPackage, jobArguments, runJob } from './jobs.js';
import { readLob } from './lobs.js';
import { oracleParameters } from './parameters.js';
import { oracleTypeOf, type RuntimeSignature, runtimeSignatures } from './signatures.js';
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

/** A procedure of a supplied package (DBMS_OUTPUT.PUT_LINE …), or of STANDARD (RAISE_APPLICATION_ERROR). */
export function lowerSuppliedCall(
  rc: BodyBuilder,
  ex: ExprContext,
  s: CallStatement,
  called: Extract<ResolvedBase, { kind: 'supplied' | 'builtin' }>,
): PlStatement[] {
  const { span } = s;
  if (called.kind === 'builtin') return refuse(suppliedMemberMissing(span, called.name, ''));
  const base = memberForFile(ex, called, span);
  const full = `${base.package}.${base.member}`;
  const commit = implicitCommit(rc, span);
  if (full === 'DBMS_JOB.RUN' || full === 'DBMS_SCHEDULER.RUN_JOB') return runJob(rc, ex, span, full, base.args);
  if (full === 'DBMS_STANDARD.RAISE_APPLICATION_ERROR') return raiseApplicationError(rc, ex, s, base.args);
  // The comment is for transactions of several databases that are in doubt.
  if (full === 'DBMS_TRANSACTION.COMMIT' || full === 'DBMS_TRANSACTION.COMMIT_COMMENT')
    return suppliedEnd(rc, span, 'commit');
  if (full === 'DBMS_TRANSACTION.ROLLBACK') return suppliedEnd(rc, span, 'rollback');
  if (mayBeLeftOut(full, base.args)) {
    rc.unit.report(suppliedNoEffect(span, full));
    return commitsAround(full) && commit.length > 0 ? commit : [b.nothing(span)];
  }
  if (full === 'DBMS_SQL.PARSE') {
    if (base.args.length <= 3) return lowerSqlParse(rc, ex, s, base.args);
    rc.unit.report(dynamicSqlUnknown(s.span, false));
  }
  if (full === 'DBMS_OUTPUT.PUT_LINE' && isNul(rc.unit.analysis, base.args[0]?.value)) {
    rc.unit.report(
      differentResult(span, 'CHR(0)', 'the line is empty, because text of PostgreSQL cannot hold the character NUL'),
    );
    return [{ kind: 'PlCall', span, name: ['ora', 'dbms_output_put_line'], args: [b.text(span, '')] }];
  }
  const ofFile = fileProcedure(rc, ex, s, base);
  if (ofFile) return ofFile;
  if (/^DBMS_CRYPTO\.(EN|DE)CRYPT$/.test(full)) return cipher(rc, ex, s, base);
  if (full === 'DBMS_XSLPROCESSOR.VALUEOF') return valueOf(rc, ex, s, base);
  if (full === 'DBMS_LOB.READ') return readLob(rc, ex, s, base.args);
  // HTP prints what the function of HTF of the same name gives.
  if (base.package === 'HTP' && givesTag(base.member))
    return [
      {
        kind: 'PlCall',
        span,
        name: ['ora', 'htp_print'],
        args: [lowerSuppliedFunction(ex, { ...base, package: 'HTF' }, span)],
      },
    ];
  const name = runtimeNameOf(base);
  const names = oracleParameters(base.package, base.member);
  const signatures = runtimeSignatures(name);
  const args = isJobPackage(base.package) ? jobArguments(rc, span, full, base.args) : base.args;
  const procedure = chooseSignature(
    ex,
    signatures.filter((x) => x.routine === 'procedure'),
    args,
    names,
  );
  if (procedure) {
    reportDifference(rc.unit, base, span);
    const call = callProcedure(rc, ex, { s, name, signature: procedure, args, names });
    if (commitsAfter(full))
      return [...(rc.mode.kind === 'capture' && commit.length > 0 ? [protect(rc, span, call)] : call), ...commit];
    if (!commitsAround(full)) return call;
    return [...commit, ...(rc.mode.kind === 'capture' ? [protect(rc, span, call)] : call), ...commit];
  }
  const changes = chooseSignature(
    ex,
    signatures.filter((x) => x.routine === 'function'),
    base.args,
    names,
  );
  if (changes) return assignChanged(rc, ex, { s, name, signature: changes, args: base.args, names });
  return refuse(memberMissing(span, base.package, base.member));
}

/**
 * ENCRYPT(dst IN OUT BLOB, src, typ, key, iv) and DECRYPT: the function of the same name gives the destination.
 * (PL/SQL Packages, "DBMS_CRYPTO")
 */
function cipher(
  rc: BodyBuilder,
  ex: ExprContext,
  s: CallStatement,
  base: Extract<ResolvedBase, { kind: 'supplied' }>,
): PlStatement[] {
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
function valueOf(
  rc: BodyBuilder,
  ex: ExprContext,
  s: CallStatement,
  base: Extract<ResolvedBase, { kind: 'supplied' }>,
): PlStatement[] {
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

/** A call of a supplied procedure and the runtime's for it; `names` are those of its parameters. */
interface SuppliedCall {
  readonly s: CallStatement;
  readonly name: string;
  readonly signature: RuntimeSignature;
  readonly args: readonly Argument[];
  readonly names: readonly string[];
}

function callProcedure(
  rc: BodyBuilder,
  ex: ExprContext,
  { s, name, signature, args, names }: SuppliedCall,
): PlStatement[] {
  const { span } = s;
  const before: PlStatement[] = [];
  const after: PlStatement[] = [];
  const values: PgExpr[] = [];
  let byName = false;
  for (const { parameter, arg } of bindArguments(signature, args, names) ?? []) {
    if (!arg) {
      byName = true;
      continue;
    }
    let value: PgExpr;
    if (parameter.mode === 'in' || parameter.mode === 'variadic') {
      value = argumentValue(ex, parameter, arg.value);
      // CALL takes no subqueries.
      if (hasSubquery(value) && !parameter.type.startsWith('any')) {
        const temporary = b.column(span, rc.temporary('value', parameterType(parameter.type)));
        before.push(b.assign(span, temporary, value));
        value = temporary;
      }
    } else {
      const own = rc.unit.analysis.typeOf(arg.value);
      // Text of a CLOB may be empty without being NULL.
      const type = own.kind === 'clob' ? own : (oracleTypeOf(parameter.type) ?? handedBack(own));
      // CALL hands back only into a variable of exactly the parameter's type.
      const direct = parameter.type.endsWith('[]') ? undefined : directTarget(ex, arg.value, type);
      if (direct) value = direct;
      else {
        const temporary = b.column(
          span,
          rc.temporary(
            parameter.name.replace(/[^a-z0-9_]/g, '_') || 'value',
            parameter.type.startsWith('any') ? pgTypeOf(rc.unit.naming, type, 'value') : parameterType(parameter.type),
          ),
        );
        if (parameter.mode === 'inout' && !parameter.type.endsWith('[]'))
          before.push(b.assign(span, temporary, lowerTo(ex, arg.value, type)));
        after.push(...assignTo(rc, arg.value, filled(rc, temporary, own, parameter.type), type));
        value = temporary;
      }
    }
    values.push(byName ? { kind: 'PgNamedArgument', span, name: parameter.name, value } : value);
  }
  return [...before, { kind: 'PlCall', span, name: ['ora', name], args: values }, ...after];
}

/**
 * What a routine that takes variables of any type may hand back for one of the type: DBMS_SQL has no other value of a
 * TIMESTAMP column for a DATE.
 */
const handedBack = (type: OracleType): OracleType =>
  type.kind === 'date' ? { kind: 'timestamp', zone: 'none' } : type;

/** What a routine put into an array, as the associative array that the caller has: keys from 1 on. */
function filled(rc: BodyBuilder, array: PgExpr, type: OracleType, parameter: string): PgExpr {
  if (!parameter.endsWith('[]') || type.kind !== 'collection' || type.collection.variant !== 'associativeArray')
    return array;
  const { span } = array;
  const keys = b.ora(span, 'keys_to', b.call(span, 'cardinality', array));
  return b.cast(span, { kind: 'PgRow', span, items: [keys, array] }, { name: rc.unit.naming.of(type.collection) });
}

/** A parameter's type as a runtime file writes it. */
function parameterType(text: string): PgType {
  const array = text.endsWith('[]');
  return { name: text.replace(/\[\]$/, '').split('.'), array };
}

/** A procedure that changes its first argument (DBMS_LOB.APPEND …) is a function that returns the changed value. */
function assignChanged(
  rc: BodyBuilder,
  ex: ExprContext,
  { s, name, signature, args, names }: SuppliedCall,
): PlStatement[] {
  const { span } = s;
  const [first] = args;
  const values = (bindArguments(signature, args, names) ?? []).flatMap(({ parameter, arg }) =>
    arg ? [argumentValue(ex, parameter, arg.value)] : [],
  );
  const call = appendsAll(name, values) ?? b.ora(span, name, ...values);
  // A function that gives something else than its first argument answers the caller (UTL_SMTP.HELO …).
  const answers = signature.returns?.startsWith('ora.') && signature.returns !== signature.parameters[0]?.type;
  if (signature.returns === undefined || signature.returns === 'void' || answers || !first)
    return [b.perform(span, call)];
  const type = rc.unit.analysis.typeOf(first.value);
  if (first.value.kind !== 'Name' && first.value.kind !== 'Call' && first.value.kind !== 'Member')
    return [b.perform(span, call)];
  return assignTo(rc, first.value, call, type.kind === 'unknown' ? { kind: 'clob' } : type);
}
