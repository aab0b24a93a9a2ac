import type { Analysis } from '../../analyze/analysis.js';
import type { Expr, QualifiedName } from '../../ir/oracle/index.js';
import { type AnyNode, forEachChild, walk } from '../../ir/walk.js';

/** The cursor or cursor variable that an expression names. */
export function cursorSymbol(analysis: Analysis, cursor: Expr | QualifiedName): object | undefined {
  if (cursor.kind === 'QualifiedName') return analysis.symbolOf(cursor);
  if (cursor.kind !== 'Name') return undefined;
  const { base, steps } = analysis.resolve(cursor);
  if (steps.length > 0) return undefined;
  return base.kind === 'cursor' ? base.cursor : base.kind === 'variable' ? base.variable : undefined;
}

/** Cursors that the statement, or something in it, opens: by OPEN, or by a call that hands one back. */
export function openedCursors(analysis: Analysis, statement: AnyNode): ReadonlySet<object> {
  const opened = new Set<object>();
  const add = (cursor: Expr | QualifiedName): void => {
    const symbol = cursorSymbol(analysis, cursor);
    if (symbol) opened.add(symbol);
  };
  walk(statement, (node) => {
    if (node.kind === 'OpenCursor' || node.kind === 'OpenFor')
      add((node as unknown as { readonly cursor: Expr | QualifiedName }).cursor);
    if (node.kind === 'Name' || node.kind === 'Call') {
      const { base } = analysis.resolve(node as Extract<Expr, { kind: 'Name' | 'Call' }>);
      if (base.kind === 'routine')
        for (const { actual, parameter } of base.args)
          if (actual && parameter.mode !== 'IN' && parameter.variable.type.kind === 'refCursor') add(actual);
    }
    return node.kind !== 'RoutineDefinition';
  });
  return opened;
}

const shared = new WeakMap<Analysis, ReadonlySet<object>>();

/** What names a cursor without handing it on. */
const ownUses: ReadonlySet<string> = new Set(['OpenCursor', 'OpenFor', 'Fetch', 'CloseCursor', 'CursorAttribute']);

/** Is the cursor one that several bodies work with, or a variable that is handed on? Then its variable does not tell whether it is open. */
export function isShared(analysis: Analysis, symbol: object): boolean {
  let found = shared.get(analysis);
  if (!found) shared.set(analysis, (found = sharedCursors(analysis)));
  return found.has(symbol);
}

function sharedCursors(analysis: Analysis): ReadonlySet<object> {
  const found = new Set<object>();
  const bodies = new Map<object, AnyNode>();
  const visit = (node: AnyNode, body: AnyNode): void => {
    if (ownUses.has(node.kind)) {
      const { cursor } = node as unknown as { readonly cursor: Expr | QualifiedName | 'SQL' };
      const symbol = cursor === 'SQL' ? undefined : cursorSymbol(analysis, cursor);
      if (symbol && (bodies.get(symbol) ?? body) !== body) found.add(symbol);
      if (symbol) bodies.set(symbol, body);
    } else if (node.kind === 'Name') {
      const { base, type } = analysis.resolve(node as Extract<Expr, { kind: 'Name' }>);
      if (base.kind === 'variable' && type.kind === 'refCursor') found.add(base.variable);
    }
    forEachChild(node, (child) => {
      const own = ownUses.has(node.kind) && (node as unknown as { readonly cursor: unknown }).cursor === child;
      if (!own) visit(child, node.kind === 'RoutineDefinition' ? node : body);
    });
  };
  for (const unit of analysis.units) visit(unit as AnyNode, unit as AnyNode);
  return found;
}
