import { savepointInRoutine } from '../../../diagnostics/op3.js';
import type { Block, ExceptionHandler } from '../../../ir/oracle/index.js';
import type { PlStatement } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b, pgTypes } from '../../builders.js';
import { refuse } from '../../context.js';
import type { BodyBuilder } from '../body/body-builder.js';
import {
  beforeReturn,
  endsTransaction,
  mentions,
  returnAt,
  type SavepointOfBlock,
  withReturnsInFront,
} from '../effects/savepoints-of-blocks.js';
import { errType, failed, propagate } from '../errors/capture.js';
import { dispatchStored, handlerBody } from '../errors/exceptions.js';
import { commentsOf, lowerStatements } from '../statements/statements.js';
import { mayBeMissed, missedSavepoint, noteSavepoint } from './noted-savepoints.js';
import { checkSavepoint, markSavepoint, watchSavepoint } from './savepoint-marks.js';
import { settingsAfterError } from './session-settings.js';

/** The SQLSTATE that leaves a sub-block to undo it. */
export const undoState = 'OSVPT';

/** What stands where the return to a savepoint has arrived. */
export function afterUndo(rc: BodyBuilder, span: Span): readonly PlStatement[] {
  const again = settingsAfterError(rc, span);
  return again.length > 0 ? again : [b.nothing(span)];
}

/**
 * A block some of whose handlers return to a savepoint. What follows the savepoint runs in capture mode within a
 * sub-transaction; the error is looked at there, and only where its handler returns to the savepoint, the
 * sub-transaction is left by an error and so undone. (PL/SQL Language Reference, "SAVEPOINT Statement";
 * CALLING-CONVENTION.md, "Errors")
 * ```
 * <<body>>
 * begin
 *   …                                           -- before the savepoint
 *   begin
 *     <<region>> begin … end;
 *     if err.sqlstate in (…) then rolled_back := true; raise 'OSVPT'; end if;
 *   exception when sqlstate 'OSVPT' then null;
 *   end;
 *   …                                           -- from a COMMIT on
 * end;
 * if err.sqlstate is not null then …handlers… end if;
 * ```
 * `savepoint.at` is -1 where it stands before the block (`savepoint.from`); then `outside` is what stands between the
 * two, lowered.
 */
export function lowerReturningBlock(
  rc: BodyBuilder,
  source: Block,
  savepoint: SavepointOfBlock,
  outside: readonly PlStatement[],
): PlStatement[] {
  const { name } = savepoint;
  const block = withReturnsInFront(rc.unit.analysis, source, name);
  const { span } = block;
  const before = block.body.slice(0, Math.max(0, savepoint.at));
  const marked = block.body[savepoint.at];
  const from = marked?.kind === 'Savepoint' ? marked : savepoint.from;
  const rest = block.body.slice(savepoint.at + 1);
  const commitAt = rest.findIndex((s) => endsTransaction(rc.unit.analysis, s));
  const inside = commitAt < 0 ? rest : rest.slice(0, commitAt);
  const behind = commitAt < 0 ? [] : rest.slice(commitAt);
  if (mentions(before, name) || mentions(behind, name) || (commitAt >= 0 && savepoint.at < 0))
    return refuse(savepointInRoutine(marked?.span ?? span, name));

  if (marked && from) watchSavepoint(rc, from, beforeReturn(rc.unit.analysis, block, savepoint));
  const error = rc.fresh('err', errType);
  const rolledBack = b.column(span, rc.fresh('rolled_back', pgTypes.boolean));
  const label = rc.freshLabel('body');
  const region = rc.freshLabel('region');
  const capture = (bodyLabel: string, make: (inner: BodyBuilder) => PlStatement[]): PlStatement[] =>
    rc.with({ mode: { kind: 'capture', errorVariable: error, bodyLabel } }, make);
  const some = (list: readonly PlStatement[]): readonly PlStatement[] => (list.length > 0 ? list : [b.nothing(span)]);

  const returning = (handler: ExceptionHandler): PlStatement[] => {
    const at = returnAt(handler, name);
    if (at < 0) return [b.nothing(span)];
    const first = { ...handler, body: handler.body.slice(0, at) };
    return [
      ...(at > 0 ? handlerBody(rc, first, error, false) : []),
      ...handler.body.slice(at, at + 1).flatMap(commentsOf),
      ...checkSavepoint(rc, span, from),
      b.assign(span, rolledBack, b.boolean(span, true)),
      b.raise(span, undoState, `rollback to ${name}`),
    ];
  };
  const undoable = b.block(span, {
    body: [
      ...outside,
      b.block(span, {
        label: region,
        body: some(capture(region, (inner) => lowerStatements(inner, marked ? [marked, ...inside] : inside))),
      }),
      b.ifThen(span, failed(span, error), dispatchStored(rc, block, error, [b.nothing(span)], returning)),
    ],
    handlers: [b.handler(span, [{ sqlstate: undoState }], afterUndo(rc, span))],
  });

  const isAlwaysSet = behind.length === 0 && !mayBeMissed(rc.unit.analysis, block, savepoint);
  const rests = (handler: ExceptionHandler): PlStatement[] => {
    const at = returnAt(handler, name);
    if (at < 0) return handlerBody(rc, handler, error, false);
    const body = handler.body.slice(at + 1);
    const never = isAlwaysSet
      ? []
      : [
          b.ifThen(span, b.not(span, rolledBack), [
            ...(at > 0 ? handlerBody(rc, { ...handler, body: handler.body.slice(0, at) }, error, false) : []),
            ...missedSavepoint(rc, handler.body[at]?.span ?? span, name),
          ]),
        ];
    return [...never, ...(body.length > 0 ? handlerBody(rc, { ...handler, body }, error, false) : [])];
  };
  const handlers = dispatchStored(rc, block, error, propagate(rc, span, error), (handler) => [...some(rests(handler))]);
  const leave = behind.length > 0 ? [b.ifThen(span, failed(span, error), [b.exit(span, label)])] : [];
  return [
    b.assign(span, b.column(span, error), b.null(span)),
    b.assign(span, rolledBack, b.boolean(span, false)),
    b.block(span, {
      label,
      body: [
        ...capture(label, (inner) => lowerStatements(inner, before)),
        ...(marked ? noteSavepoint(rc, marked.span, name) : []),
        ...(marked && from ? markSavepoint(rc, from) : []),
        undoable,
        ...leave,
        ...capture(label, (inner) => lowerStatements(inner, behind)),
      ],
    }),
    b.ifThen(span, failed(span, error), handlers),
  ];
}
