import { savepointInRoutine } from '../../../diagnostics/op3.js';
import type { Block, ExceptionHandler, Expr, If, Statement } from '../../../ir/oracle/index.js';
import type { PgExpr, PlBlock, PlStatement } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b, pgTypes } from '../../builders.js';
import { refuse } from '../../context.js';
import { lowerCondition } from '../../expressions/index.js';
import type { BodyBuilder } from '../body/body-builder.js';
import { exprContext } from '../body/expr-context.js';
import {
  beforeReturn,
  endsTransaction,
  hasRollbackTo,
  returnAt,
  type SavepointOfBlock,
  withReturnsInFront,
} from '../effects/savepoints/savepoints-of-blocks.js';
import { errType, failed, propagate } from '../errors/capture.js';
import { dispatchStored, handlerBody } from '../errors/exceptions.js';
import { commentsOf } from '../statements/comments.js';
import { lowerStatements } from '../statements/statements.js';
import { mayBeMissed, missedSavepoint, noteSavepoint } from './noted-savepoints.js';
import { type EndingIf, endingIf, isEndingIf, type ReturnedWithin } from './savepoint-endings.js';
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
  const block = withReturnsInFront(rc.unit.analysis, source, savepoint.name);
  const { span } = block;
  const parts = partsAround(rc, block, savepoint);
  const { before, marked, from, behind } = parts;
  if (marked && from) watchSavepoint(rc, from, beforeReturn(rc.unit.analysis, block, savepoint));
  const error = rc.fresh('err', errType);
  const rolledBack = b.column(span, rc.fresh('rolled_back', pgTypes.boolean));
  const returning: Returning = { block, savepoint, parts, error, rolledBack };
  const label = rc.freshLabel('body');
  const ending = parts.ending && endingIf(rc, parts.ending, behind, returnsWithin(parts, savepoint));
  const undoable = undoableRegion(rc, returning, { outside, ending });
  const isAlwaysSet = behind.length === 0 && !ending && !mayBeMissed(rc.unit.analysis, block, savepoint);
  const handlers = handlersAfterwards(rc, { ...returning, isAlwaysSet });
  const isLast = behind.length === 0 && !ending;
  const leave = isLast ? [] : [b.ifThen(span, failed(span, error), [b.exit(span, label)])];
  const capturing = rc.capturing(error, label);
  return [
    b.assign(span, b.column(span, error), b.null(span)),
    b.assign(span, rolledBack, b.boolean(span, false)),
    ...(ending?.start ?? []),
    b.block(span, {
      label,
      body: [
        ...lowerStatements(capturing, before),
        ...underCondition(rc, savepoint.when?.condition, [
          ...(marked ? noteSavepoint(rc, marked.span, savepoint.name) : []),
          ...(marked && from ? markSavepoint(rc, from) : []),
        ]),
        undoable,
        ...leave,
        ...(ending ? ending.follow(capturing) : lowerStatements(capturing, behind)),
      ],
    }),
    b.ifThen(span, failed(span, error), handlers),
  ];
}

/** The statements of the block by where they stand to its savepoint. */
export interface PartsOfBlock {
  readonly before: readonly Statement[];
  /** The savepoint's own statement, where it stands in the block. */
  readonly marked: Statement | undefined;
  readonly from: SavepointOfBlock['from'];
  /** What a return undoes. */
  readonly inside: readonly Statement[];
  /** An IF that may end the transaction: its conditions are asked while there is something to undo. */
  readonly ending: If | undefined;
  /** From a COMMIT on, which leaves nothing to undo. */
  readonly behind: readonly Statement[];
}

/** Refuses a block in which a savepoint is set or returned to in another way. */
export function partsAround(rc: BodyBuilder, block: Block, savepoint: SavepointOfBlock): PartsOfBlock {
  const { name, at } = savepoint;
  const before = block.body.slice(0, Math.max(0, at));
  const marked = block.body[at];
  const rest = block.body.slice(at + 1);
  const commitAt = rest.findIndex((s) => endsTransaction(rc.unit.analysis, s));
  const behind = commitAt < 0 ? [] : rest.slice(commitAt);
  const [first] = behind;
  const ending = isEndingIf(rc.unit.analysis, first, name) ? first : undefined;
  const tail = ending ? behind.slice(1) : behind;
  if (hasRollbackTo(before, name) || hasRollbackTo(tail, name) || (commitAt >= 0 && at < 0))
    return refuse(savepointInRoutine(marked?.span ?? block.span, name));
  return {
    before,
    marked,
    from: marked?.kind === 'Savepoint' ? marked : savepoint.from,
    inside: commitAt < 0 ? rest : rest.slice(0, commitAt),
    ending,
    behind: tail,
  };
}

/** The savepoint and what lies behind it, where branches of the IF that may end the transaction return to it. */
const returnsWithin = (
  { ending, marked, inside }: PartsOfBlock,
  { name }: SavepointOfBlock,
): ReturnedWithin | undefined =>
  ending && marked?.kind === 'Savepoint' && hasRollbackTo([ending], name)
    ? { savepoint: marked, region: inside }
    : undefined;

/** A block that is converted with its savepoint, and the variables that tell what has become of it. */
export interface Returning {
  readonly block: Block;
  readonly savepoint: SavepointOfBlock;
  readonly parts: PartsOfBlock;
  /** Of the error that has left the body. */
  readonly error: string;
  readonly rolledBack: PgExpr;
}

/** What stands in a sub-transaction beside the statements themselves. */
interface PartsOfRegion {
  readonly outside: readonly PlStatement[];
  readonly ending: EndingIf | undefined;
  readonly further?: (rc: BodyBuilder) => readonly PlStatement[];
}

/**
 * What follows the savepoint, in a sub-transaction that a handler which returns to it leaves by an error. `outside` comes
 * before it, the choice of the ending IF, or what follows another savepoint (`further`), at its end.
 */
export function undoableRegion(
  rc: BodyBuilder,
  returning: Returning,
  { outside, ending, further }: PartsOfRegion,
): PlBlock {
  const {
    block,
    savepoint,
    parts: { marked, from, inside },
    error,
    rolledBack,
  } = returning;
  const { name, when } = savepoint;
  const { span } = block;
  const region = rc.freshLabel('region');
  const untilReturn = (handler: ExceptionHandler): PlStatement[] => {
    const at = returnAt(handler, name);
    if (at < 0) return [b.nothing(span)];
    const first = { ...handler, body: handler.body.slice(0, at) };
    return underCondition(rc.handling(error, { native: false }), when?.returns.get(handler), [
      ...(at > 0 ? handlerBody(rc, first, error, { native: false }) : []),
      ...handler.body.slice(at, at + 1).flatMap(commentsOf),
      ...checkSavepoint(rc, span, from),
      b.assign(span, rolledBack, b.boolean(span, true)),
      b.raise(span, undoState, `rollback to ${name}`),
    ]);
  };
  const capturing = rc.capturing(error, region);
  return b.block(span, {
    body: [
      ...outside,
      b.block(span, {
        label: region,
        body: orNothing(span, [
          ...(ending?.returned ? [] : lowerStatements(capturing, marked && !when ? [marked, ...inside] : inside)),
          ...(ending?.choose(capturing) ?? []),
          ...(further?.(capturing) ?? []),
        ]),
      }),
      b.ifThen(span, failed(span, error), dispatchStored(rc, block, error, [b.nothing(span)], untilReturn)),
    ],
    handlers: [b.handler(span, [{ sqlstate: undoState }], afterUndo(rc, span))],
  });
}

/** A savepoint once the work is undone; `isAlwaysSet`: no handler that returns to it is come to without it. */
interface Undone extends Omit<Returning, 'parts'> {
  readonly isAlwaysSet: boolean;
}

/** The handlers once the work is undone: what follows the return, or all of one that does not return. */
export const handlersAfterwards = (rc: BodyBuilder, undone: Undone): PlStatement[] =>
  dispatchAfterwards(rc, undone.block, undone.error, () => undone);

/** The same where handlers return to different savepoints, or to none. */
export function dispatchAfterwards(
  rc: BodyBuilder,
  block: Block,
  error: string,
  undoneBy: (handler: ExceptionHandler) => Undone | undefined,
): PlStatement[] {
  const { span } = block;
  return dispatchStored(rc, block, error, propagate(rc, span, error), (handler) => {
    const undone = undoneBy(handler);
    const body = undone ? restOfHandler(rc, handler, undone) : handlerBody(rc, handler, error, { native: false });
    return [...orNothing(span, body)];
  });
}

function restOfHandler(
  rc: BodyBuilder,
  handler: ExceptionHandler,
  { block: { span }, savepoint, error, rolledBack, isAlwaysSet }: Undone,
): PlStatement[] {
  const { name } = savepoint;
  const at = returnAt(handler, name);
  if (at < 0) return handlerBody(rc, handler, error, { native: false });
  const body = handler.body.slice(at + 1);
  const condition = savepoint.when?.returns.get(handler);
  const first =
    at > 0 && (condition || !isAlwaysSet)
      ? handlerBody(rc, { ...handler, body: handler.body.slice(0, at) }, error, { native: false })
      : [];
  const missed = isAlwaysSet
    ? []
    : underCondition(
        rc.handling(error, { native: false }),
        condition,
        missedSavepoint(rc, handler.body[at]?.span ?? span, name),
      );
  const left = [...first, ...missed];
  const never = left.length > 0 ? [b.ifThen(span, b.not(span, rolledBack), left)] : [];
  return [...never, ...(body.length > 0 ? handlerBody(rc, { ...handler, body }, error, { native: false }) : [])];
}

/** What stands under the condition of the savepoint, where that has one. */
function underCondition(
  rc: BodyBuilder,
  condition: Expr | undefined,
  statements: readonly PlStatement[],
): PlStatement[] {
  if (!condition || statements.length === 0) return [...statements];
  return [b.ifThen(condition.span, lowerCondition(exprContext(rc, []), condition), statements)];
}

const orNothing = (span: Span, list: readonly PlStatement[]): readonly PlStatement[] =>
  list.length > 0 ? list : [b.nothing(span)];
