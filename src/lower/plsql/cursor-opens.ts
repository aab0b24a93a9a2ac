import type { Analysis } from '../../analyze/analysis.js';
import type { Symbol } from '../../analyze/symbols.js';
import type { Block, CursorForLoop, OpenCursor } from '../../ir/oracle/index.js';
import { type AnyNode, walk } from '../../ir/walk.js';

interface Opens {
  /** Cursors that OPEN names somewhere. */
  readonly opened: ReadonlySet<Symbol>;
  /** Cursors that loops name. */
  readonly looped: ReadonlySet<Symbol>;
  /** OPEN inside of a loop over the same cursor. */
  readonly inLoop: ReadonlySet<AnyNode>;
}

const known = new WeakMap<Analysis, Opens>();

/** Which cursors OPEN and loops name, in all units. */
export function opensOf(analysis: Analysis): Opens {
  const found = known.get(analysis);
  if (found) return found;
  const opened = new Set<Symbol>();
  const looped = new Set<Symbol>();
  const inLoop = new Set<AnyNode>();
  const opensIn = (tree: AnyNode, visit: (open: OpenCursor, symbol: Symbol) => void): void =>
    walk(tree, (node) => {
      if (node.kind !== 'OpenCursor') return;
      const open = node as unknown as OpenCursor;
      const symbol = analysis.symbolOf(open.cursor);
      if (symbol) visit(open, symbol);
    });
  for (const unit of analysis.units) {
    opensIn(unit as AnyNode, (_, symbol) => opened.add(symbol));
    walk(unit as AnyNode, (node) => {
      if (node.kind !== 'CursorForLoop') return;
      const { source, body } = node as unknown as CursorForLoop;
      const cursor = source.kind === 'NamedCursor' ? analysis.symbolOf(source.cursor) : undefined;
      if (!cursor) return;
      looped.add(cursor);
      for (const statement of body)
        opensIn(statement as AnyNode, (open, symbol) => {
          if (symbol === cursor) inLoop.add(open as unknown as AnyNode);
        });
    });
  }
  const made = { opened, looped, inLoop };
  known.set(analysis, made);
  return made;
}

/** Opens the block a cursor that is looped over, too? The variable of such a cursor does not tell whether it is open. */
export function opensLoopedCursor(analysis: Analysis, block: Block): boolean {
  const { looped } = opensOf(analysis);
  if (looped.size === 0) return false;
  let found = false;
  for (const statement of block.body)
    walk(statement as AnyNode, (node) => {
      if (node.kind !== 'OpenCursor') return !found;
      const symbol = analysis.symbolOf((node as unknown as OpenCursor).cursor);
      found ||= symbol !== undefined && looped.has(symbol);
      return !found;
    });
  return found;
}
