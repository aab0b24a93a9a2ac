import { sqlstateOf } from '../../../ir/oracle-error.js';
import type { OracleFailure } from '../../../ir/oracle-failure.js';
import type { PgExpr, PlHandler, PlIf, PlStatement } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b, pgTypes } from '../../builders.js';
import type { RoutineContext } from '../body/routine-context.js';
import { asSafeAs, isSafe, isSafeStatement, neverFails } from './safe.js';

/** The type of variables that hold a captured error. */
export const errType = pgTypes.named('ora', 'err');

/** `get stacked diagnostics e.sqlstate = returned_sqlstate, …`: stores the error being handled. */
export function storeError(span: Span, variable: string): PlStatement {
  const fields: readonly (readonly [string, string])[] = [
    ['sqlstate', 'returned_sqlstate'],
    ['message', 'message_text'],
    ['detail', 'pg_exception_detail'],
    ['schema_name', 'schema_name'],
    ['table_name', 'table_name'],
    ['column_name', 'column_name'],
    ['constraint_name', 'constraint_name'],
    ['context', 'pg_exception_context'],
  ];
  return {
    kind: 'PlGetDiagnostics',
    span,
    stacked: true,
    items: fields.map(([field, item]) => ({ target: b.column(span, variable, field), item })),
  };
}

const apart = new WeakSet<PlStatement>();
/** Sub-blocks that `protect` made: they take care of their errors, and may hold nothing that has to stay. */
const guarded = new WeakSet<PlStatement>();

/** COMMIT and ROLLBACK are never possible in a sub-block. */
const isApart = (statement: PlStatement): boolean => statement.kind === 'PlTransaction' || apart.has(statement);

/**
 * The statement takes care of its own errors, and what it did has to stay: `protect` leaves it outside of sub-blocks.
 */
export function standsApart(statement: PlStatement): PlStatement {
  apart.add(statement);
  return statement;
}

/** A statement that is made of another one, and is to it what it was to `protect`. */
export function madeOf<S extends PlStatement>(original: PlStatement, made: S): S {
  for (const kept of [apart, guarded]) if (kept.has(original)) kept.add(made);
  return asSafeAs(original, made);
}

/** Does what one of the statements does stay although a later one fails? */
export const anyApart = (statements: readonly PlStatement[]): boolean => statements.some((s) => apart.has(s));

/** The body as a sub-block that stores its error and leaves the body: WHEN OTHERS never sees P0004. */
export function protect(rc: RoutineContext, span: Span, body: readonly PlStatement[]): PlStatement {
  const [only, ...rest] = protectParts(rc, span, body);
  return only && rest.length === 0 ? only : b.block(span, { body: only ? [only, ...rest] : [] });
}

/** The body as `protect` makes it, in one sub-block for each run between statements that stand apart. */
export function protectParts(rc: RoutineContext, span: Span, body: readonly PlStatement[]): PlStatement[] {
  if (rc.mode.kind !== 'capture') throw new TypeError('protect outside of capture');
  const { errorVariable, bodyLabel } = rc.mode;
  const parts: PlStatement[] = [];
  let run: PlStatement[] = [];
  const flush = (): void => {
    const handler: PlHandler = b.handler(
      span,
      [{ name: 'others' }],
      [storeError(span, errorVariable), b.exit(span, bodyLabel)],
    );
    if (run.every(isSafeStatement)) parts.push(...run);
    else {
      const block = b.block(span, { body: run, handlers: [handler] });
      guarded.add(block);
      parts.push(block);
    }
    run = [];
  };
  for (const statement of body) {
    if (holdsApart(statement)) {
      flush();
      parts.push(...protectBranches(rc, statement));
      continue;
    }
    if (!isApart(statement) && !guarded.has(statement)) {
      run.push(statement);
      continue;
    }
    flush();
    parts.push(statement);
  }
  flush();
  return parts;
}

/** Does a branch of the IF hold what stands apart? */
const holdsApart = (statement: PlStatement): statement is PlIf =>
  statement.kind === 'PlIf' &&
  [...statement.branches.map((x) => x.body), statement.otherwise ?? []].some((body) =>
    body.some((s) => isApart(s) || holdsApart(s)),
  );

/** IF whose branches have sub-blocks of their own, so that what stands apart in them is outside of any. */
function protectBranches(rc: RoutineContext, statement: PlIf): PlStatement[] {
  const { span, branches, otherwise } = statement;
  const [first, ...rest] = branches;
  if (!first) return [statement];
  const part = (body: readonly PlStatement[]): readonly PlStatement[] =>
    body.every(isSafeStatement) ? body : protectParts(rc, span, body);
  const before: PlStatement[] = [];
  let { condition } = first;
  if (!isSafe(condition)) {
    const kept = b.column(span, rc.fresh('condition', pgTypes.boolean));
    before.push(...protectParts(rc, span, [b.assign(span, kept, condition)]));
    condition = kept;
  }
  const below = rest.length > 0 ? part([{ ...statement, branches: rest }]) : otherwise && part(otherwise);
  return [...before, { ...statement, branches: [{ ...first, condition, body: part(first.body) }], otherwise: below }];
}

/** What raises an error of Oracle in the present mode. */
export const raiseFailure = (rc: RoutineContext, span: Span, { code, text }: OracleFailure): PlStatement[] => [
  ...raiseError(rc, span, sqlstateOf(code), text),
];

/** What raises an error in the present mode: `raise` in plain mode, store and leave in capture mode. */
export function raiseError(
  rc: RoutineContext,
  span: Span,
  sqlstate: string,
  message: PgExpr | string,
): readonly PlStatement[] {
  const { mode } = rc;
  if (mode.kind === 'plain') return [b.raise(span, sqlstate, message)];
  const text = typeof message === 'string' ? b.text(span, message) : message;
  return [
    b.assign(span, b.column(span, mode.errorVariable), b.ora(span, 'err_new', b.text(span, sqlstate), text)),
    b.exit(span, mode.bodyLabel),
  ];
}

/** Hands a stored error on to whoever is outside. */
export function propagate(rc: RoutineContext, span: Span, variable: string): readonly PlStatement[] {
  const { mode } = rc;
  if (mode.kind === 'plain') return [b.perform(span, b.ora(span, 'reraise', b.column(span, variable)))];
  if (mode.errorVariable === variable) return [b.exit(span, mode.bodyLabel)];
  const kept = b.assign(span, b.column(span, mode.errorVariable), b.column(span, variable));
  return [neverFails(kept), b.exit(span, mode.bodyLabel)];
}

/** `err.sqlstate is not null`. */
export function failed(span: Span, variable: string): PgExpr {
  return b.isNotNull(span, b.column(span, variable, 'sqlstate'));
}
