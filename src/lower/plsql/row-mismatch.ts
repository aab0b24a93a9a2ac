import type { Analysis } from '../../analyze/analysis.js';
import type { Expr, Fetch, OpenFor, QualifiedName } from '../../ir/oracle/index.js';
import type { PlStatement } from '../../ir/postgres/index.js';
import { type AnyNode, forEachChild } from '../../ir/walk.js';
import { b } from '../builders.js';
import type { BodyBuilder } from './body-builder.js';
import type { CursorIdentity } from './cursor-state.js';
import { cursorSymbol } from './opened-cursors.js';
import { targetCount, widthOf } from './target-count.js';

/**
 * Does FETCH from a cursor variable have as many targets as the rows have columns? PL/pgSQL does not mind. It is asked unless every OPEN of the variable is
 * seen to fit. (PL/SQL Language Reference, "Predefined Exceptions": ROWTYPE_MISMATCH;
 * Database Error Messages, ORA-00932, ORA-01007)
 */
export function rowMismatch(rc: BodyBuilder, s: Fetch, cursor: CursorIdentity, portal: string): PlStatement[] {
  const { symbol } = cursor;
  if (symbol.kind === 'cursor' || (symbol.type.kind === 'refCursor' && symbol.type.returns)) return [];
  const { analysis } = rc.unit;
  const width = targetCount(analysis, s.into);
  if (width === undefined) return [];
  const opened = symbol.storage === 'local' ? opensOf(analysis).get(symbol) : undefined;
  if (opened?.every((w) => w === width)) return [];
  const dynamic = opened?.every((w) => w === 'dynamic') ? [b.boolean(s.span, true)] : [];
  return [b.perform(s.span, b.ora(s.span, 'fetch_fits', b.column(s.span, portal), b.num(s.span, width), ...dynamic))];
}

/** What names a cursor variable without handing it on. */
const ownUses: ReadonlySet<string> = new Set(['OpenFor', 'Fetch', 'CloseCursor', 'CursorAttribute']);

/** How many columns the query has that a cursor variable is opened for; undefined for what is not known, as of one that comes from elsewhere. */
type Opened = number | 'dynamic' | undefined;

const known = new WeakMap<Analysis, ReadonlyMap<object, readonly Opened[]>>();

/** What each cursor variable is opened for. */
function opensOf(analysis: Analysis): ReadonlyMap<object, readonly Opened[]> {
  const done = known.get(analysis);
  if (done) return done;
  const found = new Map<object, Opened[]>();
  known.set(analysis, found);
  const add = (symbol: object | undefined, width: Opened): void => {
    if (!symbol) return;
    const widths = found.get(symbol);
    if (widths) widths.push(width);
    else found.set(symbol, [width]);
  };
  const visit = (node: AnyNode): void => {
    if (node.kind === 'OpenFor') {
      const { cursor, source } = node as unknown as OpenFor;
      add(cursorSymbol(analysis, cursor), source.kind === 'Query' ? widthOf(analysis, source) : 'dynamic');
    } else if (node.kind === 'Name') {
      const { base, type } = analysis.resolve(node as Extract<Expr, { kind: 'Name' }>);
      if (base.kind === 'variable' && type.kind === 'refCursor') add(base.variable, undefined);
    }
    const own = ownUses.has(node.kind) ? (node as unknown as { cursor: Expr | QualifiedName }).cursor : undefined;
    forEachChild(node, (child) => {
      if (child !== own) visit(child);
    });
  };
  for (const unit of analysis.units) visit(unit as AnyNode);
  return found;
}
