import type { OracleType } from '../../analyze/model/types.js';
import { commitsOf, suppliedMember } from '../../analyze/oracle/supplied-packages.js';
import type { Argument, CallStatement } from '../../ir/oracle/index.js';
import type { PgExpr, PgType, PlStatement } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b } from '../builders.js';
import type { ExprContext } from '../context.js';
import { lowerTo } from '../expressions/index.js';
import type { BodyBuilder } from '../plsql/body/body-builder.js';
import { protect } from '../plsql/errors/capture.js';
import { hasSubquery } from '../plsql/routines/parameter-default.js';
import { directTarget } from '../plsql/statements/assignments/direct-target.js';
import { assignTo } from '../plsql/statements/assignments/targets.js';
import { beforeCommit, implicitCommit } from '../plsql/transactions/transactions.js';
import { pgTypeOf } from '../types.js';
import { reportDifference } from './differences.js';
import { routineOf, type SuppliedCall } from './packages/conversion.js';
import { conversionOf, packageConversions } from './packages/index.js';
import { argumentValue, bindArguments, chooseSignature } from './runtime-arguments.js';
import { oracleTypeOf, type RuntimeSignature, runtimeSignatures } from './signatures.js';
/*
 * A procedure of a supplied package for which the runtime has a routine of the same name. (PL/SQL Packages and Types
 * Reference)
 */

/** The call of the runtime's routine; undefined where it has none for these arguments. */
export function callRuntime(
  rc: BodyBuilder,
  ex: ExprContext,
  s: CallStatement,
  base: SuppliedCall,
): PlStatement[] | undefined {
  const { span } = s;
  const known = suppliedMember(base.package, base.member);
  if (!known) return undefined;
  const names = known.parameters ?? [];
  const signatures = runtimeSignatures(routineOf(base));
  const chosen = (routine: RuntimeSignature['routine'], args: readonly Argument[]): RuntimeSignature | undefined =>
    chooseSignature(
      ex,
      signatures.filter((x) => x.routine === routine),
      args,
      names,
    );
  const args = packageConversions.get(base.package)?.argumentsOf?.(rc, span, base) ?? base.args;
  const procedure = chosen('procedure', args);
  if (procedure) {
    reportDifference(rc.unit, base, span);
    return withCommits(rc, base, callProcedure(rc, ex, { s, base, signature: procedure, args, names }), span);
  }
  const changes = chosen('function', base.args);
  return changes && assignChanged(rc, ex, { s, base, signature: changes, args: base.args, names });
}

/** With the commits that Oracle does before and after. */
function withCommits(rc: BodyBuilder, base: SuppliedCall, call: PlStatement[], span: Span): PlStatement[] {
  const commits = commitsOf(base);
  if (!commits) return call;
  const commit = implicitCommit(rc, span);
  const isProtected = rc.mode.kind === 'capture' && (commit.length > 0 || commits === 'around');
  const done = isProtected ? [protect(rc, span, call)] : call;
  const before = beforeCommit(rc, span);
  return commits === 'after' ? [...done, ...before, ...commit] : [...before, ...commit, ...done, ...commit];
}

/** A call of a supplied procedure and the runtime's for it; `names` are those of its parameters. */
interface RuntimeCall {
  readonly s: CallStatement;
  readonly base: SuppliedCall;
  readonly signature: RuntimeSignature;
  readonly args: readonly Argument[];
  readonly names: readonly string[];
}

function callProcedure(
  rc: BodyBuilder,
  ex: ExprContext,
  { s, base, signature, args, names }: RuntimeCall,
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
        // What takes variables of any type is an OUT parameter of Oracle's, but for arrays, to which DBMS_SQL adds.
        const isRead = !parameter.type.startsWith('any') || own.kind === 'collection';
        if (parameter.mode === 'inout' && !parameter.type.endsWith('[]') && isRead)
          before.push(b.assign(span, temporary, lowerTo(ex, arg.value, type)));
        after.push(...assignTo(rc, arg.value, filled(rc, temporary, own, parameter.type), type));
        value = temporary;
      }
    }
    values.push(byName ? { kind: 'PgNamedArgument', span, name: parameter.name, value } : value);
  }
  return [...before, { kind: 'PlCall', span, name: ['ora', routineOf(base)], args: values }, ...after];
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
  { s, base, signature, args, names }: RuntimeCall,
): PlStatement[] {
  const { span } = s;
  const bound = bindArguments(signature, args, names) ?? [];
  const first = bound.find(({ parameter }) => parameter === signature.parameters[0])?.arg;
  const values = bound.flatMap(({ parameter, arg }) => (arg ? [argumentValue(ex, parameter, arg.value)] : []));
  const call = conversionOf(base)?.shorter?.(values) ?? b.ora(span, routineOf(base), ...values);
  // A function that gives something else than its first argument answers the caller (UTL_SMTP.HELO …).
  const answers = signature.returns?.startsWith('ora.') && signature.returns !== signature.parameters[0]?.type;
  if (signature.returns === undefined || signature.returns === 'void' || answers || !first)
    return [b.perform(span, call)];
  const type = rc.unit.analysis.typeOf(first.value);
  if (first.value.kind !== 'Name' && first.value.kind !== 'Call' && first.value.kind !== 'Member')
    return [b.perform(span, call)];
  return assignTo(rc, first.value, call, type.kind === 'unknown' ? { kind: 'clob' } : type);
}
