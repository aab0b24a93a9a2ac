import type { Analysis } from '../../analyze/analysis.js';
import type { Block, Name, Statement } from '../../ir/oracle/index.js';
import type { Span } from '../../ir/span.js';
import { type AnyNode, walk } from '../../ir/walk.js';
import { cursorSymbol } from './opened-cursors.js';

/**
 * Opens the block a cursor variable that goes elsewhere behind it: by RETURN, as an argument, by an assignment, as an OUT parameter? The failure of a sub-transaction
 * would close what an error of PL/SQL leaves open. (PL/SQL Language Reference, "Cursor Variables")
 */
export function passesCursorOn(analysis: Analysis, block: Block): boolean {
  const end = block.body[block.body.length - 1]?.span.end ?? block.span.end;
  return block.body.some((statement, i) => {
    // Nothing behind OPEN can fail, and where it fails itself nothing is open.
    if (statement.kind === 'OpenFor' && block.body.slice(i + 1).every((s) => quiet.has(s.kind))) return false;
    return opened(analysis, statement).some(
      (symbol) =>
        handsBack(symbol) ||
        (namesOf(analysis).get(symbol) ?? []).some((at) => at.file === block.span.file && at.start > end),
    );
  });
}

const quiet: ReadonlySet<string> = new Set(['Return', 'NullStatement']);

function opened(analysis: Analysis, statement: Statement): object[] {
  const found: object[] = [];
  walk(statement as AnyNode, (node) => {
    if (node.kind !== 'OpenFor') return;
    const symbol = cursorSymbol(analysis, (node as Extract<Statement, { kind: 'OpenFor' }>).cursor);
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

/** What names a cursor variable without passing it on. */
const ownUses: ReadonlySet<string> = new Set(['OpenFor', 'Fetch', 'CloseCursor', 'CursorAttribute']);

const known = new WeakMap<Analysis, ReadonlyMap<object, readonly Span[]>>();

/** Where each cursor variable that OPEN FOR names is passed on. */
function namesOf(analysis: Analysis): ReadonlyMap<object, readonly Span[]> {
  const done = known.get(analysis);
  if (done) return done;
  const found = new Map<object, Span[]>();
  known.set(analysis, found);
  const names = new Set<string>();
  for (const unit of analysis.units)
    walk(unit as AnyNode, (node) => {
      if (node.kind !== 'OpenFor') return;
      const { cursor } = node as Extract<Statement, { kind: 'OpenFor' }>;
      const symbol = cursorSymbol(analysis, cursor);
      if (!symbol || cursor.kind !== 'Name') return;
      found.set(symbol, []);
      names.add(cursor.parts[cursor.parts.length - 1]?.name ?? '');
    });
  if (names.size === 0) return found;
  for (const unit of analysis.units)
    walk(unit as AnyNode, (node) => {
      if (ownUses.has(node.kind)) return false;
      if (node.kind !== 'Name') return true;
      const name = node as unknown as Name;
      if (names.has(name.parts[name.parts.length - 1]?.name ?? ''))
        found.get(cursorSymbol(analysis, name) ?? name)?.push(name.span);
      return true;
    });
  return found;
}
