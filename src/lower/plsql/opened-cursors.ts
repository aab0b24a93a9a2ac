import type { Analysis } from '../../analyze/analysis.js';
import type { Expr, QualifiedName } from '../../ir/oracle/index.js';
import { type AnyNode, walk } from '../../ir/walk.js';

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
