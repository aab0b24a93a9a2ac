import type { Analysis } from '../../analyze/analysis.js';
import type { Block, Expr } from '../../ir/oracle/index.js';
import type { Span } from '../../ir/span.js';
import { type AnyNode, walk } from '../../ir/walk.js';
import { opensLoopedCursor } from './cursor-opens.js';
import { passesCursorOn } from './cursors-passed-on.js';
import { statementEffects, undoCanShow } from './effects-of-statements.js';
import { cursorSymbol, isShared, openedCursors } from './opened-cursors.js';
import { handlersOnlyRaise } from './raising-handlers.js';
import { withoutSavepoint } from './savepoints-of-blocks.js';

/** Has the block a handler for OTHERS? */
export function catchesAll(block: Block): boolean {
  return block.handlers.some((h) => h.exceptions.some((e) => e.parts.length === 1 && e.parts[0]?.name === 'OTHERS'));
}

/** Must the block's handlers see what the body did before the error? */
export function needsCapture(analysis: Analysis, block: Block): boolean {
  if (block.handlers.length === 0) return false;
  if (withoutSavepoint(analysis, block) && catchesAll(block)) return false;
  if (handlersOnlyRaise(analysis, block)) return false;
  if (cursorLeftOpen(analysis, block) || passesCursorOn(analysis, block) || opensLoopedCursor(analysis, block))
    return true;
  return (
    undoCanShow(analysis, block.body) ||
    block.handlers.some((h) => h.body.some((s) => statementEffects(analysis, s as AnyNode).transactionControl))
  );
}

/** Opens the block a cursor of further out that something behind it fetches from? The failure of a sub-transaction would close it. */
function cursorLeftOpen(analysis: Analysis, block: Block): boolean {
  return block.body.some((statement) =>
    [...openedCursors(analysis, statement as AnyNode)].some((symbol) =>
      fetchesOf(analysis, symbol).some(
        (span) => span.file === block.span.file && (span.start < bodyStart(block) || span.start > bodyEnd(block)),
      ),
    ),
  );
}

const bodyStart = (block: Block): number => block.body[0]?.span.start ?? block.span.start;
const bodyEnd = (block: Block): number => block.body[block.body.length - 1]?.span.end ?? block.span.end;

const fetches = new WeakMap<Analysis, Map<object, Span[]>>();

/** Where each cursor is fetched from; of one that several bodies work with also where it is closed and asked. */
function fetchesOf(analysis: Analysis, symbol: object): readonly Span[] {
  let known = fetches.get(analysis);
  if (!known) {
    known = new Map();
    for (const unit of analysis.units) {
      walk(unit as AnyNode, (node) => {
        if (node.kind !== 'Fetch' && node.kind !== 'CloseCursor' && node.kind !== 'CursorAttribute') return;
        const { cursor, span } = node as unknown as { readonly cursor: Expr | 'SQL'; readonly span: Span };
        const target = cursor === 'SQL' ? undefined : cursorSymbol(analysis, cursor);
        if (!target || (node.kind !== 'Fetch' && !isShared(analysis, target))) return;
        const list = known?.get(target);
        if (list) list.push(span);
        else known?.set(target, [span]);
      });
    }
    fetches.set(analysis, known);
  }
  return known.get(symbol) ?? [];
}
