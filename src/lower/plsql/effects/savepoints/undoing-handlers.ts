import type { Analysis } from '../../../../analyze/analysis.js';
import { catchesAll } from '../../../../ir/exception-handlers.js';
import type { Block, Statement } from '../../../../ir/oracle/index.js';
import { isPure } from '../callees.js';
import { statementEffects } from '../effects-of-statements.js';

/**
 * Does the block take every error, and does each handler undo the whole transaction before anything can see what the
 * body did? `WHEN OTHERS THEN ROLLBACK; …`: then it makes no difference whether that is undone before the handler.
 * (SQL Language Reference, "ROLLBACK")
 */
export const handlersUndoAll = (analysis: Analysis, block: Block): boolean =>
  catchesAll(block) &&
  block.handlers.every(({ body }) => {
    const at = body.findIndex((s) => s.kind === 'Rollback' && !s.to);
    return at >= 0 && body.slice(0, at).every((s) => isUnseeing(analysis, s));
  });

/** Neither asks for what the body may have changed nor leaves the handler by an error. */
const isUnseeing = (analysis: Analysis, s: Statement): boolean =>
  s.kind === 'NullStatement' ||
  (s.kind === 'Assignment' && isPure(analysis, s) && !statementEffects(analysis, s).raises);
