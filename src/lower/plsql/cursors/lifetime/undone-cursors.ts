import type { CursorSymbol, VariableSymbol } from '../../../../analyze/model/symbols.js';
import type { OracleNode } from '../../../../ir/oracle/node.js';
import { repeats, repeatsAt } from '../../../../ir/repetition.js';
import type { Span } from '../../../../ir/span.js';
import { contains, forEachChild, nodesOf, walk } from '../../../../ir/walk.js';
import type { UnitContext } from '../../../context.js';
import { type CursorIdentity, cursorOf } from '../../body/cursor-state.js';
import type { RoutineContext } from '../../body/routine-context.js';
import { isShared } from '../../effects/cursors/cursor-places.js';
import { isGivenOn } from './aliased-cursors.js';
import { isClosedBeforeEnd } from './closed-in-list.js';
import { isOfCommittingBody } from './ended-around.js';
import { isHeldThroughout } from './held-throughout.js';

/*
 * An error in a block with handlers closes the cursors that the block has opened in PostgreSQL. In Oracle they stay open
 * for the handlers and what follows. The variable with the portal's name is not undone: that it has a value is what
 * tells that Oracle's cursor is open. (PL/SQL Language Reference, "Explicit Cursors") So does ROLLBACK TO a savepoint that
 * was set before the cursor was opened. (PostgreSQL manual, "ROLLBACK TO SAVEPOINT")
 */

interface Body {
  readonly unit: UnitContext;
  readonly symbol: RoutineContext['symbol'];
  readonly source: OracleNode;
  readonly controlsTransaction: boolean;
}

/** May PostgreSQL have closed the cursor where Oracle has not: with its transaction, or with an error in a block? */
export const mayLosePortal = (rc: Body, cursor: CursorIdentity): boolean =>
  (rc.controlsTransaction &&
    !isClosedBeforeEnd(rc, cursor.symbol) &&
    !(cursor.symbol.kind === 'variable' && isHeldThroughout(rc, cursor.symbol))) ||
  undoneOf(rc, cursor.symbol) !== undefined ||
  // The body around asks the variable whether the cursor is open.
  (cursor.symbol.kind === 'cursor' && isOfCommittingBody(rc, cursor.symbol));

/**
 * Does the variable with the portal's name tell whether Oracle's cursor is open: nothing but this body's own OPEN and
 * CLOSE changes that?
 */
export const isToldByVariable = (rc: Body, { symbol }: CursorIdentity): boolean =>
  symbol.kind === 'cursor' ||
  (symbol.storage === 'local' &&
    undoneOf(rc, symbol) !== undefined &&
    !isGivenOn(rc, symbol) &&
    !nodesOf(rc.source, 'Call').some(({ args }) =>
      args.some(({ value }) => value.kind === 'Name' && cursorOf(rc.unit, value)?.symbol === symbol),
    ));

/**
 * May this OPEN find a cursor that is open in Oracle and no longer in PostgreSQL? The first one outside of loops does
 * not.
 */
export const mayBeOpenAlready = (rc: Body, cursor: CursorIdentity, open: Span): boolean =>
  undoneOf(rc, cursor.symbol) === 'again' && !isFirst(rc, cursor.symbol, open);

function isFirst(rc: Body, symbol: CursorSymbol | VariableSymbol, open: Span): boolean {
  let first: Span | undefined;
  walk(rc.source, (node) => {
    if (!first && node.kind === 'OpenCursor' && cursorOf(rc.unit, node.cursor)?.symbol === symbol) first = node.span;
    return true;
  });
  return first?.start === open.start && !repeatsAt(rc.source, open);
}

/** `again`: the block stands in a loop, or the cursor is opened elsewhere, too. */
type Undone = 'once' | 'again';

const known = new WeakMap<OracleNode, Map<CursorSymbol | VariableSymbol, Undone>>();

function undoneOf(rc: Body, symbol: CursorSymbol | VariableSymbol): Undone | undefined {
  let found = known.get(rc.source);
  if (!found) {
    found = undoneCursors(rc.unit, rc.source);
    known.set(rc.source, found);
  }
  return found.get(symbol);
}

function undoneCursors(unit: UnitContext, source: OracleNode): Map<CursorSymbol | VariableSymbol, Undone> {
  const found = new Map<CursorSymbol | VariableSymbol, Undone>();
  const visit = (node: OracleNode, inLoop: boolean): void => {
    if (node.kind === 'RoutineDefinition' && node !== source) return;
    if (node.kind === 'Block') {
      if (node.handlers.length > 0)
        for (const symbol of openedIn(unit, node.body)) {
          // A loop closes its cursor whatever happens, and does not empty the variable; nor do other bodies.
          if (isLoopedOver(unit, source, symbol) || isShared(unit.analysis, symbol)) continue;
          const outside = usesOutside(unit, source, symbol, new Set<unknown>(node.body));
          if (inLoop || outside.opens) found.set(symbol, 'again');
          else if (outside.uses && !found.has(symbol)) found.set(symbol, 'once');
        }
    }
    forEachChild(node, (child) => visit(child, inLoop || repeats(node)));
  };
  visit(source, false);
  for (const [symbol, undone] of undoneBySavepoints(unit, source))
    if (!isLoopedOver(unit, source, symbol) && !isShared(unit.analysis, symbol) && found.get(symbol) !== 'again')
      found.set(symbol, undone);
  return found;
}

/** The cursors that are opened behind a savepoint which the body goes back to. */
function undoneBySavepoints(unit: UnitContext, source: OracleNode): Map<CursorSymbol | VariableSymbol, Undone> {
  const found = new Map<CursorSymbol | VariableSymbol, Undone>();
  const backs = nodesOf(source, 'Rollback').filter(({ to }) => to !== undefined);
  if (backs.length === 0) return found;
  const savepoints = nodesOf(source, 'Savepoint');
  const opens = nodesOf(source, 'OpenCursor', 'OpenFor');
  for (const open of opens) {
    const symbol = cursorOf(unit, open.cursor)?.symbol;
    const isRepeated = repeatsAt(source, open.span);
    const isBehind = (earlier: Span, later: Span): boolean => isRepeated || earlier.end <= later.start;
    const isUndone = backs.some(
      (back) =>
        isBehind(open.span, back.span) &&
        savepoints.some(({ name, span }) => name.name === back.to?.name && isBehind(span, open.span)),
    );
    if (!symbol || !isUndone) continue;
    const isOpenedAgain = isRepeated || opens.some((o) => o !== open && cursorOf(unit, o.cursor)?.symbol === symbol);
    found.set(symbol, isOpenedAgain ? 'again' : 'once');
  }
  return found;
}

const isLoopedOver = (unit: UnitContext, source: OracleNode, symbol: CursorSymbol | VariableSymbol): boolean =>
  contains(source, (node) => node.kind === 'NamedCursor' && cursorOf(unit, node.cursor)?.symbol === symbol);

function openedIn(unit: UnitContext, body: readonly unknown[]): ReadonlySet<CursorSymbol | VariableSymbol> {
  const opened = new Set<CursorSymbol | VariableSymbol>();
  for (const statement of body)
    walk(statement as OracleNode, (node) => {
      if (node.kind === 'OpenCursor' || node.kind === 'OpenFor') {
        const symbol = cursorOf(unit, node.cursor)?.symbol;
        if (symbol) opened.add(symbol);
      }
      return node.kind !== 'RoutineDefinition';
    });
  return opened;
}

/** Is the cursor closed or asked whether it is open outside of the statements, or opened there? */
function usesOutside(
  unit: UnitContext,
  source: OracleNode,
  symbol: CursorSymbol | VariableSymbol,
  body: ReadonlySet<unknown>,
): { readonly uses: boolean; readonly opens: boolean } {
  let uses = false;
  let opens = false;
  walk(source, (node) => {
    if (body.has(node)) return false;
    if (node.kind === 'OpenCursor' || node.kind === 'OpenFor') opens ||= cursorOf(unit, node.cursor)?.symbol === symbol;
    if (node.kind === 'CloseCursor') uses ||= cursorOf(unit, node.cursor)?.symbol === symbol;
    if (node.kind === 'CursorAttribute') {
      const { cursor, attribute } = node;
      if (attribute === 'ISOPEN' && cursor !== 'SQL' && cursor.kind !== 'BindVariable')
        uses ||= cursorOf(unit, cursor)?.symbol === symbol;
    }
    return true;
  });
  return { uses, opens };
}
