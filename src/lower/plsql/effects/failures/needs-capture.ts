import type { Analysis } from '../../../../analyze/analysis.js';
import { catchesAll } from '../../../../ir/exception-handlers.js';
import type { Block } from '../../../../ir/oracle/index.js';
import { leavesCursorOpen } from '../cursors/cursors-left-open.js';
import { statementEffects, undoCanShow } from '../effects-of-statements.js';
import { withoutSavepoint } from '../savepoints/savepoints-of-blocks.js';
import { handlersOnlyRaise } from './raising-handlers.js';

/** Must the block's handlers see what the body did before the error? */
export function needsCapture(analysis: Analysis, block: Block): boolean {
  if (block.handlers.length === 0) return false;
  if (withoutSavepoint(analysis, block) && catchesAll(block)) return false;
  if (handlersOnlyRaise(analysis, block)) return false;
  if (leavesCursorOpen(analysis, block)) return true;
  return (
    undoCanShow(analysis, block.body) ||
    block.handlers.some((h) => h.body.some((s) => statementEffects(analysis, s).transactionControl))
  );
}
