import { catchesAll } from '../../../ir/exception-handlers.js';
import type { Block, ExceptionHandler } from '../../../ir/oracle/index.js';
import type { PlDeclaration, PlHandler, PlStatement } from '../../../ir/postgres/index.js';
import { contains } from '../../../ir/walk.js';
import { b } from '../../builders.js';
import { foldName } from '../../naming/naming.js';
import type { BodyBuilder } from '../body/body-builder.js';
import { lowerDeclarations } from '../declarations/declarations.js';
import { needsCapture } from '../effects/failures/needs-capture.js';
import { conditionalSavepoint } from '../effects/savepoints/conditional-savepoints.js';
import { setBelow } from '../effects/savepoints/moved-savepoints.js';
import {
  beforeReturn,
  returnAt,
  type SavepointOfBlock,
  savepointOf,
  savepointWithin,
  severalSavepointsOf,
  withoutSavepoint,
} from '../effects/savepoints/savepoints-of-blocks.js';
import { lowerCapturedHandlers, lowerPlainHandlers } from '../errors/exceptions.js';
import { reportMissingLines } from '../errors/lines-of-error.js';
import { rowOrHandler } from '../errors/row-or-handler.js';
import { isSafeStatement } from '../errors/safe.js';
import { noteSavepoint } from '../transactions/noted-savepoints.js';
import { lowerReturningBlock } from '../transactions/savepoint-handlers.js';
import { markSavepoint } from '../transactions/savepoint-marks.js';
import { withSavepoint } from '../transactions/savepoints.js';
import { lowerBlockAround } from '../transactions/savepoints-within.js';
import { lowerBlockOfSeveralSavepoints } from '../transactions/several-savepoints.js';
import { isInTrigger, notUnderTrigger } from '../transactions/under-trigger.js';
import { commentsOf } from './comments.js';
import { lowerStatements } from './statements.js';

/** A nested block as a statement. */
export function lowerBlock(rc: BodyBuilder, block: Block): PlStatement[] {
  const declarations: PlDeclaration[] = [];
  const inner = rc.innerBlock(declarations);
  const loops = rc.jumps.loopEnds.length;
  const body = rc.variables.inScope(() => lowerBlockBody(inner, block));
  // A cursor of the block is gone with it: handlers around have nothing to close.
  const own = new Set(declarations.flatMap((d) => ('name' in d ? [d.name] : [])));
  rc.jumps.loopEnds.push(...rc.jumps.loopEnds.splice(loops).filter((s) => !names(s, own)));
  const label = block.labels[0] && foldName(block.labels[0].name);
  if (declarations.length === 0 && label === undefined && body.handlers.length === 0 && block.declarations.length === 0)
    return body.statements.length > 0 ? body.statements : [b.nothing(block.span)];
  return [b.block(block.span, { label, declarations, body: body.statements, handlers: body.handlers })];
}

const names = (statement: PlStatement, variables: ReadonlySet<string>): boolean =>
  contains(
    statement,
    (node) =>
      (node.kind === 'PgColumn' && variables.has(node.parts[0] ?? '')) ||
      (node.kind === 'PlClose' && variables.has(node.cursor)),
  );

/** Statements and handlers of a block; its declarations are added to the context's. */
interface BlockBody {
  readonly statements: PlStatement[];
  readonly handlers: PlHandler[];
}

/** Declarations (added to the context's block), statements and handlers of a block. */
export function lowerBlockBody(rc: BodyBuilder, written: Block): BlockBody {
  const { analysis } = rc.unit;
  const block = withSavepoint(written);
  if (block.handlers.length > 0) reportMissingLines(rc, block);
  const mayReturn = !isInTrigger(rc);
  const several = mayReturn ? severalSavepointsOf(analysis, block) : [];
  if (several.length > 0) {
    const initial = lowerDeclarations(rc, block.declarations);
    const statements = [...initial, ...lowerBlockOfSeveralSavepoints(rc, block, several)];
    return outsideTriggers(rc, block, { statements, handlers: [] });
  }
  const savepoint = mayReturn ? savepointOf(analysis, block) : undefined;
  if (savepoint) return outsideTriggers(rc, block, lowerBlockOfSavepoint(rc, block, savepoint));
  const conditional = mayReturn ? conditionalSavepoint(analysis, block) : undefined;
  if (conditional)
    return outsideTriggers(rc, block, lowerBlockThatReturns(rc, conditional.block, conditional.savepoint));
  const within = mayReturn ? savepointWithin(analysis, block) : undefined;
  const initial = lowerDeclarations(rc, block.declarations);
  if (within !== undefined) return { statements: [...initial, ...lowerBlockAround(rc, block, within)], handlers: [] };
  const direct = rowOrHandler(rc, block);
  if (direct) return { statements: [...initial, ...direct], handlers: [] };
  // Where errors are stored, handlers of PL/pgSQL would never see one.
  const capture = block.handlers.length > 0 && (rc.mode.kind === 'capture' || needsCapture(analysis, block));
  if (capture) return { statements: [...initial, ...lowerCapturedHandlers(rc, block)], handlers: [] };
  const loops = rc.jumps.loopEnds.length;
  const statements = lowerStatements(rc, block.body);
  const ends = rc.jumps.loopEnds.slice(loops);
  const handlers = lowerPlainHandlers(rc, block).map((h) =>
    ends.length > 0 ? { ...h, body: [...ends, ...h.body] } : h,
  );
  return besideInitial(block, initial, statements, handlers);
}

/** Where a trigger may call the routine, the block and its handlers first ask whether one does. */
function outsideTriggers(rc: BodyBuilder, { span }: Block, body: BlockBody): BlockBody {
  return {
    statements: [...notUnderTrigger(rc, span, 'SET SAVEPOINT'), ...body.statements],
    handlers: body.handlers.map((h) => ({ ...h, body: [...notUnderTrigger(rc, span, 'ROLLBACK'), ...h.body] })),
  };
}

/** A block to whose savepoint its handlers return. */
function lowerBlockOfSavepoint(rc: BodyBuilder, block: Block, savepoint: SavepointOfBlock): BlockBody {
  const { analysis } = rc.unit;
  const isSetAgain = setBelow(analysis, beforeReturn(analysis, block, savepoint), savepoint.name);
  const bare = isSetAgain ? undefined : withoutSavepoint(analysis, block);
  // An error that no handler takes leaves the work to whoever captures it in an enclosing block.
  if (!bare || (rc.mode.kind !== 'plain' && !catchesAll(block))) return lowerBlockThatReturns(rc, block, savepoint);
  const set = block.body[savepoint.at];
  const noted = [
    ...noteSavepoint(rc, block.span, savepoint.name),
    ...(set?.kind === 'Savepoint' ? markSavepoint(rc, set) : []),
  ];
  const commentsOfReturn = (handler: ExceptionHandler): readonly PlStatement[] => {
    const rollback = handler.body[returnAt(handler, savepoint.name)];
    return rollback ? commentsOf(rollback) : [];
  };
  return lowerUndoneBlock(rc, bare, noted, {
    before: set ? commentsOf(set) : [],
    handlers: block.handlers.map(commentsOfReturn),
  });
}

/** A block of which only what follows the savepoint is undone. */
function lowerBlockThatReturns(rc: BodyBuilder, block: Block, savepoint: SavepointOfBlock): BlockBody {
  const initial = lowerDeclarations(rc, block.declarations);
  return { statements: [...initial, ...lowerReturningBlock(rc, block, savepoint, [])], handlers: [] };
}

/** The handlers are those of the statements alone: a failing initial value is an error of the block around. */
function besideInitial(
  { span }: Block,
  initial: readonly PlStatement[],
  statements: readonly PlStatement[],
  handlers: PlHandler[],
): BlockBody {
  const some = (list: readonly PlStatement[]): PlStatement[] => (list.length > 0 ? [...list] : [b.nothing(span)]);
  return handlers.length === 0 || initial.every(isSafeStatement)
    ? { statements: some([...initial, ...statements]), handlers }
    : { statements: [...initial, b.block(span, { body: some(statements), handlers })], handlers: [] };
}

/**
 * A block whose handlers undo all that it did, as PL/pgSQL's own do: SAVEPOINT at its start, ROLLBACK TO at the start
 * of every handler.
 */
function lowerUndoneBlock(
  rc: BodyBuilder,
  block: Block,
  noted: readonly PlStatement[],
  comments: { readonly before: readonly PlStatement[]; readonly handlers: readonly (readonly PlStatement[])[] },
): BlockBody {
  const initial = [...lowerDeclarations(rc, block.declarations), ...comments.before, ...noted];
  if (rc.mode.kind === 'plain') {
    const statements = lowerStatements(rc, block.body);
    // The savepoint is still there where all after it is undone.
    const lowered = lowerPlainHandlers(rc, block);
    const handlers = lowered.map((h, i) => {
      const said = lowered.length === block.handlers.length ? (comments.handlers[i] ?? []) : [];
      return { ...h, body: [...noted, ...said, ...h.body] };
    });
    return besideInitial(block, initial, statements, handlers);
  }
  return { statements: [...initial, ...lowerCapturedHandlers(rc, block, 'undo')], handlers: [] };
}
