import { jobQueue, jobTextUnknown } from '../../diagnostics/op6.js';
import { argumentsNamed } from '../../ir/arguments-named.js';
import type { Argument, CallStatement, Expr } from '../../ir/oracle/index.js';
import type { PlStatement } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { parametersOf } from '../../rewrite/supplied-calls.js';
import { isJobRoutine } from '../../rewrite/texts/job-texts.js';
import { b } from '../builders.js';
import type { ExprContext } from '../context.js';
import { literal } from '../ddl/names.js';
import { lowerExpr, lowerTo } from '../expressions/index.js';
import type { BodyBuilder } from '../plsql/body/body-builder.js';
import { errType, failed, propagate } from '../plsql/errors/capture.js';
import { hasCapturedEntry } from '../plsql/routines/entries.js';
import { liftedRoutine } from './lifted-routine.js';
import { fullName, routineOf, type SuppliedCall } from './packages/conversion.js';

/** Parameters that are programs, and those that say when they run. */
const programs: ReadonlySet<string> = new Set(['WHAT', 'JOB_ACTION', 'PROGRAM_ACTION']);
const times: ReadonlySet<string> = new Set(['INTERVAL', 'REPEAT_INTERVAL']);

/** Members that leave something for the job queue to do. */
const queueing: ReadonlySet<string> = new Set(['SUBMIT', 'ISUBMIT', 'CREATE_JOB', 'ENABLE']);

/**
 * The arguments of a call of DBMS_JOB or DBMS_SCHEDULER: the routines that its texts became are created before the
 * unit, and named as PostgreSQL calls them. A text that is not known is said. (rewrite/texts/job-texts.ts)
 */
export function jobArguments(rc: BodyBuilder, span: Span, base: SuppliedCall): readonly Argument[] {
  const { unit } = rc;
  const { args } = base;
  if (queueing.has(base.member)) unit.report(jobQueue(span));
  for (const [at, parameter] of parametersOf(fullName(base)).entries()) {
    if (!programs.has(parameter) && !times.has(parameter)) continue;
    const value = args.find((a, i) => (a.name ? a.name.name === parameter : i === at))?.value;
    const code = programs.has(parameter) ? 'CODE' : 'INTERVAL_CODE';
    const isPlain =
      value === undefined ||
      value.kind === 'NullLiteral' ||
      (value.kind === 'StringLiteral' && code === 'INTERVAL_CODE' && /^\s*(null\s*$|freq\s*=)/i.test(value.value));
    if (!isPlain && !args.some((a) => a.name?.name === code))
      unit.report(jobTextUnknown(value.span, parameter.endsWith('_ACTION') ? foreignType(args) : undefined));
  }
  return args.map((a) => {
    if (a.name?.name !== 'CODE' && a.name?.name !== 'INTERVAL_CODE') return a;
    if (a.value.kind === 'Case')
      return {
        ...a,
        value: { ...a.value, branches: a.value.branches.map((x) => ({ ...x, then: liftedName(rc, x.then) })) },
      };
    return { ...a, value: liftedName(rc, a.value) };
  });
}

/** JOB_TYPE or PROGRAM_TYPE where it is a program of the host, a chain or a script: not a block or a routine. */
function foreignType(args: readonly Argument[]): string | undefined {
  const type = args.find((a, i) => (a.name ? /^(JOB|PROGRAM)_TYPE$/.test(a.name.name) : i === 1))?.value;
  if (type?.kind !== 'StringLiteral' || /^(PLSQL_BLOCK|STORED_PROCEDURE)$/i.test(type.value)) return undefined;
  return type.value.toUpperCase();
}

/** The PostgreSQL name of a job's routine, which is created before the unit. */
function liftedName({ unit }: BodyBuilder, value: Expr): Expr {
  if (value.kind !== 'StringLiteral' || !isJobRoutine(value.value)) return value;
  const { value: name, span } = value;
  const symbol = unit.analysis.catalog.routines.find((r) => r.name === name);
  if (!symbol?.definition) return value;
  const qualified = liftedRoutine(unit, symbol, symbol.definition, (routine) =>
    symbol.routine !== 'PROCEDURE'
      ? []
      : [
          {
            kind: 'PgFixedStatement',
            span,
            text:
              `call ora.job_register(${literal(routine)}, ${symbol.parameters.length}, ` +
              `${hasCapturedEntry(unit, symbol)})`,
          },
        ],
  );
  return { ...value, value: qualified };
}

/** DBMS_JOB.RUN and DBMS_SCHEDULER.RUN_JOB: the job ends transactions, so its error comes back in a variable. */
export function runJob(rc: BodyBuilder, ex: ExprContext, { span }: CallStatement, base: SuppliedCall): PlStatement[] {
  const { args } = base;
  const isDbmsJob = base.package === 'DBMS_JOB';
  const error = rc.mode.kind === 'capture' ? rc.mode.errorVariable : rc.fresh('job_error', errType);
  const by = argumentsNamed(args);
  const what = by(isDbmsJob ? 'JOB' : 'JOB_NAME', 0);
  const how = by(isDbmsJob ? 'FORCE' : 'USE_CURRENT_SESSION', 1);
  return [
    {
      kind: 'PlCall',
      span,
      name: ['ora', routineOf(base)],
      args: [
        what ? lowerTo(ex, what, isDbmsJob ? { kind: 'plsInteger' } : { kind: 'varchar2' }) : b.null(span),
        how ? lowerExpr(ex, how) : b.boolean(span, !isDbmsJob),
        b.column(span, error),
      ],
    },
    b.ifThen(span, failed(span, error), propagate(rc, span, error)),
  ];
}
