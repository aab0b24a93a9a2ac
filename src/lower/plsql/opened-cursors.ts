import type { Analysis } from '../../analyze/analysis.js';
import type { RoutineSymbol } from '../../analyze/symbols.js';
import type { Assignment, Expr, QualifiedName } from '../../ir/oracle/index.js';
import { type AnyNode, forEachChild, walk } from '../../ir/walk.js';

/** The cursor or cursor variable that an expression names. */
export function cursorSymbol(analysis: Analysis, cursor: Expr | QualifiedName): object | undefined {
  if (cursor.kind === 'QualifiedName') return analysis.symbolOf(cursor);
  if (cursor.kind !== 'Name') return undefined;
  const { base, steps } = analysis.resolve(cursor);
  if (steps.length > 0) return undefined;
  return base.kind === 'cursor' ? base.cursor : base.kind === 'variable' ? base.variable : undefined;
}

/** Cursors that the statement, or something in it, opens: by OPEN, or by a call of what hands one back or opens one of further out. */
export function openedCursors(analysis: Analysis, statement: AnyNode): ReadonlySet<object> {
  const opened = new Set<object>();
  const add = (cursor: Expr | QualifiedName): void => {
    const symbol = cursorSymbol(analysis, cursor);
    if (symbol) opened.add(symbol);
  };
  walk(statement, (node) => {
    if (node.kind === 'OpenCursor' || node.kind === 'OpenFor')
      add((node as unknown as { readonly cursor: Expr | QualifiedName }).cursor);
    if (node.kind === 'Assignment') {
      const { target, value } = node as unknown as Assignment;
      if (handsBackCursor(analysis, value)) add(target);
    }
    if (node.kind === 'Name' || node.kind === 'Call') {
      const { base } = analysis.resolve(node as Extract<Expr, { kind: 'Name' | 'Call' }>);
      if (base.kind === 'routine') {
        for (const { actual, parameter } of base.args)
          if (actual && parameter.mode !== 'IN' && parameter.variable.type.kind === 'refCursor') add(actual);
        for (const symbol of openedBelow(analysis, base.routine)) opened.add(symbol);
      }
    }
    return node.kind !== 'RoutineDefinition';
  });
  return opened;
}

/** Is the value a call of a function that returns a cursor? */
function handsBackCursor(analysis: Analysis, value: Expr): boolean {
  if (value.kind !== 'Name' && value.kind !== 'Call') return false;
  const { base, type } = analysis.resolve(value);
  return base.kind === 'routine' && type.kind === 'refCursor';
}

const below = new WeakMap<Analysis, Map<RoutineSymbol, ReadonlySet<object>>>();

/** Cursors that the routine, or one that it calls, opens and that live on behind it: those of packages and of what encloses it. */
function openedBelow(analysis: Analysis, routine: RoutineSymbol): ReadonlySet<object> {
  let known = below.get(analysis);
  if (!known) below.set(analysis, (known = new Map()));
  const answer = known.get(routine);
  if (answer) return answer;
  const reached = new Set([routine]);
  const found = new Set<object>();
  for (const called of reached) {
    for (const callee of analysis.effectsOf(called).calls) reached.add(callee);
    const { definition } = called;
    if (definition?.body?.kind !== 'Block') continue;
    walk(definition as AnyNode, (node) => {
      if (node.kind === 'OpenCursor' || node.kind === 'OpenFor') {
        const symbol = cursorSymbol(analysis, (node as unknown as { readonly cursor: Expr | QualifiedName }).cursor);
        if (symbol) found.add(symbol);
      }
      return node === (definition as AnyNode) || node.kind !== 'RoutineDefinition';
    });
  }
  for (const symbol of found) {
    const { container } = symbol as { readonly container?: RoutineSymbol };
    if (container && reached.has(container)) found.delete(symbol);
  }
  known.set(routine, found);
  return found;
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
