import type { Rollback, Savepoint, Statement } from '../../../ir/oracle/index.js';
import type { PlStatement } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b, pgTypes } from '../../builders.js';
import type { BodyBuilder } from '../body/body-builder.js';
import type { Departure } from '../effects/savepoints/savepoint-departures.js';
import { errType, failed, propagate, standsApart, storeError } from '../errors/capture.js';
import { commentsOf } from '../statements/comments.js';
import { lowerStatements } from '../statements/statements.js';
import { checkSavepoint } from './savepoint-marks.js';
import { settingsAfterError } from './session-settings.js';

/** The SQLSTATE by which ROLLBACK TO leaves a statement: handlers of other savepoints in between let it pass. */
const departState = 'OSVPD';

/** How a ROLLBACK TO that leaves the statement around it is written, while that is lowered. */
const departing = new WeakMap<Rollback, (rc: BodyBuilder) => PlStatement[]>();

/** The list up to a ROLLBACK TO that leaves it: what follows is done where that arrives. */
export function untilDeparture(statements: readonly Statement[]): readonly Statement[] {
  const at = statements.findIndex((s) => s.kind === 'Rollback' && departing.has(s));
  return at < 0 ? statements : statements.slice(0, at + 1);
}

/** ROLLBACK TO that leaves the statement around it; undefined where it is none. */
export const lowerDeparture = (rc: BodyBuilder, s: Rollback): PlStatement[] | undefined => departing.get(s)?.(rc);

/**
 * A statement out of which ROLLBACK TO leaves, below a sub-transaction that is undone then. Each place has a number, by
 * which what follows there is found afterwards. (PL/SQL Language Reference, "ROLLBACK Statement")
 * ```
 * rolled_back := 0;
 * begin
 *   …                                  -- from the savepoint on
 *   for i in 1 .. 3 loop … rolled_back := 1; raise 'OSVPD'; … end loop;
 * exception when sqlstate 'OSVPD' then
 *   if rolled_back = 0 then raise; end if;
 * end;
 * if rolled_back = 1 then return; end if;
 * ```
 */
export function lowerDeparting(
  rc: BodyBuilder,
  savepoint: Savepoint,
  { statement, departures }: { readonly statement: Statement; readonly departures: readonly Departure[] },
  lowerRegion: () => PlStatement[],
): PlStatement[] {
  const { span } = statement;
  const place = b.column(span, rc.fresh('rolled_back', pgTypes.integer));
  const errors = departures.map((d) => (d.reraises ? rc.fresh('err', errType) : undefined));
  const failures = departures.map((d) => (d.mayFail ? rc.fresh('err', errType) : undefined));
  for (const [i, { rollback, first }] of departures.entries())
    departing.set(rollback, (inner) => [
      ...doneFirst(inner, first, failures[i]),
      ...keptError(inner, errors[i], rollback),
      ...checkSavepoint(inner, rollback.span, savepoint).map(standsApart),
      standsApart(b.assign(rollback.span, place, b.num(rollback.span, i + 1))),
      standsApart(b.raise(rollback.span, departState, `rollback to ${savepoint.name.name}`)),
    ]);
  const body = [...lowerRegion(), ...commentsOf(statement), ...lowerStatements(rc, [statement])];
  for (const { rollback } of departures) departing.delete(rollback);
  const branches = departures
    .map(({ afterwards }, i) => ({
      condition: b.eq(span, place, b.num(span, i + 1)),
      body: [...raisedAgain(rc, failures[i], span), ...following(rc, afterwards, errors[i])],
    }))
    .filter((x) => x.body.length > 0);
  const passed = b.ifThen(span, b.eq(span, place, b.num(span, 0)), [b.reraise(span)]);
  return [
    b.assign(span, place, b.num(span, 0)),
    b.block(savepoint.span, {
      body,
      handlers: [b.handler(span, [{ sqlstate: departState }], [passed, ...settingsAfterError(rc, span)])],
    }),
    ...(branches.length > 0 ? [{ kind: 'PlIf' as const, span, branches }] : []),
  ];
}

/** What is done before the work is undone; an error of it waits until then. */
function doneFirst(rc: BodyBuilder, first: readonly Statement[], failure: string | undefined): PlStatement[] {
  const [start] = first;
  if (failure === undefined || !start) return lowerStatements(rc, first);
  const { span } = start;
  const body = lowerStatements(rc.plain(), first);
  const handlers = [b.handler(span, [{ name: 'others' }], [storeError(span, failure)])];
  return [
    standsApart(b.assign(span, b.column(span, failure), b.null(span))),
    standsApart(b.block(span, { body, handlers })),
  ];
}

const raisedAgain = (rc: BodyBuilder, failure: string | undefined, span: Span): PlStatement[] =>
  failure === undefined ? [] : [b.ifThen(span, failed(span, failure), propagate(rc, span, failure))];

/** What follows ROLLBACK TO, with the error that a handler around that has. */
function following(rc: BodyBuilder, afterwards: readonly Statement[], error: string | undefined): PlStatement[] {
  if (error === undefined) return lowerStatements(rc, afterwards);
  return lowerStatements(rc.handling(error, { native: false }), afterwards);
}

/** The error that is handled, for what raises it again afterwards. */
function keptError(rc: BodyBuilder, variable: string | undefined, { span }: Rollback): PlStatement[] {
  if (variable === undefined) return [];
  if (rc.handled === undefined || rc.nativeHandler) return [storeError(span, variable)];
  return [standsApart(b.assign(span, b.column(span, variable), b.column(span, rc.handled)))];
}
