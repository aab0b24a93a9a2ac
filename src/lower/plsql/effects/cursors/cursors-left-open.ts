import type { Analysis } from '../../../../analyze/analysis.js';
import type { Block, Statement } from '../../../../ir/oracle/index.js';
import type { OracleNode } from '../../../../ir/oracle/node.js';
import { contains, walk } from '../../../../ir/walk.js';
import { cursorSymbol, isShared, placesOf } from './cursor-places.js';
import { openedCursors } from './opened-cursors.js';

/*
 * An error of PL/SQL leaves open what the block has opened; the failure of a sub-transaction closes it.
 */

/**
 * Opens the block a cursor of an enclosing scope that something after it fetches from, or a cursor variable that goes
 * elsewhere after it, or a cursor that is looped over, too?
 */
export const leavesCursorOpen = (analysis: Analysis, block: Block): boolean =>
  isFetchedOutside(analysis, block) || passesCursorOn(analysis, block) || opensLoopedCursor(analysis, block);

/**
 * Does something outside of the block's statements fetch from a cursor that they open, or close or ask one that several
 * bodies work with, or ask whether a cursor variable is open?
 */
function isFetchedOutside(analysis: Analysis, block: Block): boolean {
  const start = block.body[0]?.span.start ?? block.span.start;
  const end = endOf(block);
  return block.body.some((statement) =>
    [...openedCursors(analysis, statement)].some((symbol) => {
      const { fetches, closesAndAsks, opensFor, asksOpen } = placesOf(analysis, symbol);
      // The variable of a cursor tells whether it is open; that of OPEN … FOR only names the portal.
      const others = isShared(analysis, symbol) ? closesAndAsks : opensFor.length > 0 ? asksOpen : [];
      const spans = [...fetches.map(({ span }) => span), ...others];
      return spans.some((span) => span.file === block.span.file && (span.start < start || span.start > end));
    }),
  );
}

const endOf = ({ body, span }: Block): number => body.at(-1)?.span.end ?? span.end;

/**
 * Does a cursor variable that the block opens go elsewhere: by RETURN, as an argument, by an assignment, as an OUT
 * parameter? (PL/SQL Language Reference, "Cursor Variables")
 */
function passesCursorOn(analysis: Analysis, block: Block): boolean {
  const end = endOf(block);
  return block.body.some((statement, i) => {
    // Nothing behind OPEN can fail, and where it fails itself nothing is open.
    if (statement.kind === 'OpenFor' && block.body.slice(i + 1).every((s) => quiet.has(s.kind))) return false;
    return openedFor(analysis, statement).some(
      (symbol) =>
        handsBack(symbol) ||
        passedOn(analysis, symbol).some(({ span }) => span.file === block.span.file && span.start > end),
    );
  });
}

const quiet: ReadonlySet<string> = new Set(['Return', 'NullStatement']);

function openedFor(analysis: Analysis, statement: Statement): object[] {
  const found: object[] = [];
  walk(statement, (node) => {
    if (node.kind !== 'OpenFor') return;
    const symbol = cursorSymbol(analysis, node.cursor);
    if (symbol) found.push(symbol);
  });
  return found;
}

/** Is it a parameter that hands the cursor back? */
function handsBack(variable: object): boolean {
  const symbol = variable as ReturnType<Analysis['symbolOf']>;
  return (
    symbol?.kind === 'variable' &&
    symbol.storage === 'parameter' &&
    symbol.container?.kind === 'routine' &&
    symbol.container.parameters.some((p) => p.variable === symbol && p.mode !== 'IN')
  );
}

function passedOn(analysis: Analysis, symbol: object): ReturnType<typeof placesOf>['values'] {
  const { opensFor, values } = placesOf(analysis, symbol);
  return opensFor.length > 0 ? values.filter((v) => !v.inCursorStatement) : [];
}

/**
 * Opens the block a cursor that is looped over, too? The variable of such a cursor does not tell whether it is open.
 */
function opensLoopedCursor(analysis: Analysis, block: Block): boolean {
  const opensLooped = (node: OracleNode): boolean => {
    const symbol = node.kind === 'OpenCursor' ? analysis.symbolOf(node.cursor) : undefined;
    return symbol !== undefined && placesOf(analysis, symbol).isLooped;
  };
  return block.body.some((statement) => contains(statement, opensLooped));
}
