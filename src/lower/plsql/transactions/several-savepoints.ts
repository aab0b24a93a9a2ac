import type { Block } from '../../../ir/oracle/index.js';
import type { PlStatement } from '../../../ir/postgres/index.js';
import { b, pgTypes } from '../../builders.js';
import type { BodyBuilder } from '../body/body-builder.js';
import {
  beforeReturn,
  returnAt,
  type SavepointOfBlock,
  withSeveralReturnsInFront,
} from '../effects/savepoints/savepoints-of-blocks.js';
import { errType, failed } from '../errors/capture.js';
import { lowerStatements } from '../statements/statements.js';
import { mayBeMissed, noteSavepoint } from './noted-savepoints.js';
import { dispatchAfterwards, type Returning, undoableRegion } from './savepoint-handlers.js';
import { markSavepoint, watchSavepoint } from './savepoint-marks.js';

/**
 * A block whose handlers return to different savepoints of it: what follows each is a sub-transaction within that of the
 * one before, and an error leaves as many of them undone as its handler asks for. (PL/SQL Language Reference,
 * "SAVEPOINT Statement")
 * ```
 * <<body>> begin
 *   …
 *   begin                                       -- from savepoint a on
 *     <<region>> begin
 *       …
 *       begin                                   -- from savepoint b on
 *         <<region_2>> begin … end;
 *         if …a handler that returns to b… then rolled_back_2 := true; raise 'OSVPT'; end if;
 *       exception when sqlstate 'OSVPT' then null;
 *       end;
 *     end;
 *     if …a handler that returns to a… then rolled_back := true; raise 'OSVPT'; end if;
 *   exception when sqlstate 'OSVPT' then null;
 *   end;
 * end;
 * if err.sqlstate is not null then …handlers… end if;
 * ```
 */
export function lowerBlockOfSeveralSavepoints(
  rc: BodyBuilder,
  source: Block,
  savepoints: readonly SavepointOfBlock[],
): PlStatement[] {
  const { analysis } = rc.unit;
  const block = withSeveralReturnsInFront(
    analysis,
    source,
    savepoints.map(({ name }) => name),
  );
  const { span } = block;
  const error = rc.fresh('err', errType);
  const undone = savepoints.map((savepoint, i) => ({
    ...returningTo(rc, block, savepoint, { error, until: savepoints[i + 1]?.at }),
    isAlwaysSet: !mayBeMissed(analysis, block, savepoint),
  }));
  const label = rc.freshLabel('body');
  const nested = (inner: BodyBuilder, i: number): PlStatement[] => {
    const returning = undone[i];
    if (!returning) return [];
    const { savepoint, parts } = returning;
    const { from } = parts;
    if (from) watchSavepoint(inner, from, beforeReturn(analysis, block, savepoint));
    const further = (within: BodyBuilder) => nested(within, i + 1);
    const undoable = undoableRegion(inner, returning, { outside: [], ending: undefined, further });
    // A savepoint is still there when what follows it has been undone.
    const set = from ? [...noteSavepoint(inner, from.span, savepoint.name), ...markSavepoint(inner, from)] : [];
    return [...set, undoable];
  };
  const capturing = rc.capturing(error, label);
  const body = [...lowerStatements(capturing, block.body.slice(0, savepoints[0]?.at)), ...nested(capturing, 0)];
  const handlers = dispatchAfterwards(rc, block, error, (handler) =>
    undone.find(({ savepoint }) => returnAt(handler, savepoint.name) >= 0),
  );
  return [
    b.assign(span, b.column(span, error), b.null(span)),
    ...undone.map(({ rolledBack }) => b.assign(span, rolledBack, b.boolean(span, false))),
    b.block(span, { label, body }),
    b.ifThen(span, failed(span, error), handlers),
  ];
}

/** One of the savepoints with what stands between it and the next one, at `until`. */
function returningTo(
  rc: BodyBuilder,
  block: Block,
  savepoint: SavepointOfBlock,
  { error, until }: { readonly error: string; readonly until: number | undefined },
): Returning {
  const marked = block.body[savepoint.at];
  return {
    block,
    savepoint,
    error,
    rolledBack: b.column(block.span, rc.fresh('rolled_back', pgTypes.boolean)),
    parts: {
      before: [],
      marked,
      from: marked?.kind === 'Savepoint' ? marked : undefined,
      inside: block.body.slice(savepoint.at + 1, until),
      ending: undefined,
      behind: [],
    },
  };
}
