import type { Analysis } from '../../../../analyze/analysis.js';
import type { RoutineSymbol } from '../../../../analyze/model/symbols.js';
import type { Expr, QualifiedName, RoutineDefinition } from '../../../../ir/oracle/index.js';
import type { OracleNode } from '../../../../ir/oracle/node.js';
import { ofKinds, walkWhere } from '../../../../ir/walk.js';
import { rememberedOf } from '../../../remembered.js';
import { reachedFrom } from '../callees.js';
import { cursorSymbol } from './cursor-places.js';

/**
 * Cursors that the statement, or something in it, opens: by OPEN, or by a call of what hands one back or opens one of
 * an enclosing scope.
 */
export function openedCursors(analysis: Analysis, statement: OracleNode): ReadonlySet<object> {
  const opened = new Set<object>();
  const add = (cursor: Expr | QualifiedName): void => {
    const symbol = cursorSymbol(analysis, cursor);
    if (symbol) opened.add(symbol);
  };
  walkWhere(statement, openers, (node) => {
    if (node.kind === 'OpenCursor' || node.kind === 'OpenFor') add(node.cursor);
    if (node.kind === 'Assignment') {
      const { target, value } = node;
      if (handsBackCursor(analysis, value)) add(target);
    }
    if (node.kind === 'VariableDeclaration' && node.initial && handsBackCursor(analysis, node.initial)) {
      const symbol = analysis.declaredBy(node);
      if (symbol) opened.add(symbol);
    }
    if (node.kind === 'Name' || node.kind === 'Call') {
      const { base } = analysis.resolve(node);
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

const openers = ofKinds(
  'OpenCursor',
  'OpenFor',
  'Assignment',
  'VariableDeclaration',
  'Name',
  'Call',
  'RoutineDefinition',
);

/** Is the value a call of a function that returns a cursor? */
function handsBackCursor(analysis: Analysis, value: Expr): boolean {
  if (value.kind !== 'Name' && value.kind !== 'Call') return false;
  const { base, type } = analysis.resolve(value);
  return base.kind === 'routine' && type.kind === 'refCursor';
}

const quiet: ReadonlySet<string> = new Set(['NullStatement', 'Return']);

/** Can the routine fail when it has opened a cursor that lives on after it? In Oracle the cursor is open then. */
export function failsWithOpenCursor(analysis: Analysis, routine: RoutineSymbol): boolean {
  const body = routine.definition?.body;
  if (body?.kind !== 'Block') return false;
  const open = openedBelow(analysis, routine);
  if (open.size === 0) return false;
  // Where OPEN itself fails nothing is open.
  const last = body.body.findLastIndex((s) => !quiet.has(s.kind));
  return body.body.some(
    (s, i) => (i < last || s.kind !== 'OpenCursor') && [...openedCursors(analysis, s)].some((c) => open.has(c)),
  );
}

/** Cursors that the routine itself opens. */
const openedIn = rememberedOf((analysis: Analysis, definition: RoutineDefinition): ReadonlySet<object> => {
  const found = new Set<object>();
  walkWhere(definition, openers, (node) => {
    if (node.kind === 'OpenCursor' || node.kind === 'OpenFor') {
      const symbol = cursorSymbol(analysis, node.cursor);
      if (symbol) found.add(symbol);
    }
    return node === definition || node.kind !== 'RoutineDefinition';
  });
  return found;
});

/**
 * Cursors that the routine, or one that it calls, opens and that live on after it: those of packages and of what
 * encloses it.
 */
const openedBelow = rememberedOf((analysis: Analysis, routine: RoutineSymbol): ReadonlySet<object> => {
  const reached = reachedFrom(analysis, [routine]);
  const found = new Set<object>();
  for (const { definition } of reached)
    if (definition?.body.kind === 'Block') for (const symbol of openedIn(analysis, definition)) found.add(symbol);
  for (const symbol of found) {
    const { container } = symbol as { readonly container?: RoutineSymbol };
    if (container && reached.has(container)) found.delete(symbol);
  }
  return found;
});
