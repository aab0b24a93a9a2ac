import type { Analysis } from '../../../../analyze/analysis.js';
import type { VariableSymbol } from '../../../../analyze/model/symbols.js';
import type { OracleNode } from '../../../../ir/oracle/node.js';
import { repeats } from '../../../../ir/repetition.js';
import { isWithin, type Span } from '../../../../ir/span.js';
import { contains, isRoutine, nodesOf, walk } from '../../../../ir/walk.js';
import { remembered, rememberedOf } from '../../../remembered.js';
import type { BodyBuilder } from '../../body/body-builder.js';
import { type CursorIdentity, cursorOf } from '../../body/cursor-state.js';
import { calleesOf } from '../../effects/callees.js';
import { openedCursors } from '../../effects/cursors/opened-cursors.js';
import { mayRollBack } from '../../effects/savepoints/rollbacks.js';
import { isFetchedByCall, mayDoWithCursor, passesCursor } from './passed-cursors.js';

/*
 * Where a body opens a cursor, where it fetches from it, and whether a ROLLBACK may run in between.
 */

type Cursor = CursorIdentity['symbol'];

/**
 * May a ROLLBACK come between the opening and a FETCH? One after which the body is left at once does not count.
 * @param open the place of the opening
 * @param scope the body that fetches and rolls back
 * @param until the end of the loop that fetches by itself
 */
export const isFetchedAfterRollback = (
  rc: BodyBuilder,
  symbol: Cursor,
  open: Span,
  { scope = rc.source, until = 0 }: { readonly scope?: OracleNode; readonly until?: number } = {},
): boolean =>
  rollbacksIn(rc.unit.analysis, scope).length > 0 && new Opening(rc, symbol, open, scope, until).isRolledBack();

/** One opening of a cursor, and what comes between it and the statements that fetch. */
class Opening {
  private readonly isFetch: (node: OracleNode) => boolean;
  private readonly isOpenedAgain: (from: Span, to: Span) => boolean;
  /** What fetches behind the opening, and the last place where it does: of a loop its end. */
  private readonly fetches: { readonly node: OracleNode; readonly last: number }[] = [];
  /** In the loop around the opening, what fetches in front of it, from what the round before has opened. */
  private nextRound: { readonly loop: Span; readonly fetch: Span } | undefined;

  constructor(
    private readonly rc: BodyBuilder,
    symbol: Cursor,
    private readonly open: Span,
    private readonly scope: OracleNode,
    private readonly until: number,
  ) {
    this.isFetch = fetchTest(rc, symbol);
    this.isOpenedAgain = openedAgain(rc, symbol, scope);
    walk(scope, (node) => !isNested(node, scope) && this.noteFetches(node));
  }

  /** Notes what the node fetches; gives back whether the nodes in it are to be looked at. */
  private noteFetches(node: OracleNode): boolean {
    const { start, end, file } = node.span;
    if (repeats(node) && isWithin(this.open, node.span)) this.nextRound ??= this.fetchedBefore(node);
    if (file !== this.open.file || start < this.open.end) return true;
    const again = repeats(node) && contains(node, this.isFetch, isRoutine);
    if (again || this.isFetch(node)) this.fetches.push({ node, last: again ? end : start });
    return !again;
  }

  /** The last FETCH of the loop in front of the opening. */
  private fetchedBefore(loop: OracleNode): Opening['nextRound'] {
    let last: Span | undefined;
    walk(loop, (node) => {
      if (isNested(node, this.scope)) return false;
      if (node.span.end <= this.open.start && this.isFetch(node)) last = node.span;
      return true;
    });
    return last && { loop: loop.span, fetch: last };
  }

  isRolledBack(): boolean {
    if (!rollbacksIn(this.rc.unit.analysis, this.scope).some(({ span }) => this.isBeforeFetch(span))) return false;
    let found = false;
    walk(this.scope, (node) => {
      if (found || isNested(node, this.scope)) return false;
      found = bodiesOf(node).some((list) => this.beforeLeaving(list).some((s) => this.rollsBack(s)));
      return !found;
    });
    return found;
  }

  /** The statements of a list that come before a FETCH: what leaves with the list is behind all others than its own. */
  private beforeLeaving(list: readonly OracleNode[]): readonly OracleNode[] {
    const end = list.at(-1)?.kind;
    if (end !== 'Raise' && end !== 'Return') return list;
    return list.slice(0, list.findLastIndex((s) => contains(s, this.isFetch, isRoutine)) + 1);
  }

  private rollsBack(statement: OracleNode): boolean {
    // PostgreSQL closes what was opened behind the savepoint. (PostgreSQL manual, "ROLLBACK TO SAVEPOINT")
    if (statement.kind === 'Rollback')
      return (
        this.isBeforeFetch(statement.span) && (!statement.to || isSetBefore(this.scope, statement.to.name, this.open))
      );
    const { analysis } = this.rc.unit;
    return evaluated(statement).some(
      (part) => mayRollBack(analysis, calleesOf(analysis, part)) && this.isBeforeFetch(part.span),
    );
  }

  /** Does the place lie between the opening and a FETCH of what it has opened? */
  private isBeforeFetch(place: Span): boolean {
    if (this.isBetweenRounds(place)) return true;
    if (place.start <= this.open.end) return false;
    return (
      place.end <= this.until ||
      this.fetches.some(({ node, last }) => place.end <= last && !this.isOpenedAgain(place, node.span))
    );
  }

  private isBetweenRounds(place: Span): boolean {
    const { nextRound, open } = this;
    return (
      nextRound !== undefined &&
      isWithin(place, nextRound.loop) &&
      (place.start > open.end || place.end <= nextRound.fetch.start)
    );
  }
}

/** Does a node fetch from the cursor: itself, by a routine that gets it, or by one that fetches from it? */
function fetchTest(rc: BodyBuilder, symbol: Cursor): (node: OracleNode) => boolean {
  const isFetch = (node: OracleNode): boolean => isFetchOf(rc, symbol, node);
  const fetches = remembered((routine: OracleNode): boolean => contains(routine, isFetch));
  return (node) =>
    isFetch(node) ||
    isFetchedByCall(rc, symbol, node) ||
    calleesOf(rc.unit.analysis, node).some((callee) => callee.definition && fetches(callee.definition));
}

/** Each ROLLBACK in the body, and each call of what may roll back. */
const rollbacksIn = rememberedOf((analysis: Analysis, scope: OracleNode): readonly OracleNode[] => {
  const found: OracleNode[] = [];
  walk(scope, (node) => {
    if (node.kind === 'Rollback' || mayRollBack(analysis, calleesOf(analysis, node))) found.push(node);
    return true;
  });
  return found;
});

/**
 * Does whatever comes from the one place to the other, further down, open the cursor in between? It does where the
 * opening stands in front of the second place in one list of statements, or in front of what that is in.
 */
function openedAgain(rc: BodyBuilder, symbol: Cursor, scope: OracleNode): (from: Span, to: Span) => boolean {
  if (contains(scope, ({ kind }) => kind === 'Goto', isRoutine)) return () => false;
  const lists: (readonly OracleNode[])[] = [];
  walk(scope, (node) => {
    if (isNested(node, scope)) return false;
    lists.push(...bodiesOf(node));
    return true;
  });
  return (from, to) =>
    lists.some((list) => {
      const at = list.findIndex(({ span }) => isWithin(to, span));
      return list.slice(0, Math.max(at, 0)).some((s) => s.span.start >= from.end && opens(rc, symbol, s));
    });
}

/** Does a routine that is called behind the opening, and may roll back, fetch from the cursor, or get it? */
export function isFetchedBelow(rc: BodyBuilder, symbol: Cursor, open: Span): boolean {
  const { analysis } = rc.unit;
  const fetches = remembered((routine: OracleNode): boolean =>
    contains(routine, (inner) => isFetchOf(rc, symbol, inner)),
  );
  return contains(rc.source, (node) => {
    if (node.span.file !== open.file || node.span.start < open.end) return false;
    const given = node.kind === 'Call' && passesCursor(rc, symbol, node);
    return calleesOf(analysis, node).some(
      (callee) => (given || (callee.definition && fetches(callee.definition))) && mayRollBack(analysis, [callee]),
    );
  });
}

/** Where the cursor is fetched from for the first time: by FETCH, or by a routine that gets it. */
export function firstFetch(rc: BodyBuilder, symbol: Cursor, scope: OracleNode): Span | undefined {
  let first: Span | undefined;
  walk(scope, (node) => {
    if (!first && (isFetchOf(rc, symbol, node) || isFetchedByCall(rc, symbol, node))) first = node.span;
    return !first;
  });
  return first;
}

/** Is the node a FETCH from the cursor? */
const isFetchOf = (rc: BodyBuilder, symbol: Cursor, node: OracleNode): boolean =>
  node.kind === 'Fetch' && cursorOf(rc.unit, node.cursor)?.symbol === symbol;

/** What opens the cursor in the body, but for routines nested in it. */
export function openingsOf(rc: BodyBuilder, symbol: Cursor, scope: OracleNode): readonly OracleNode[] {
  const openings: OracleNode[] = [];
  walk(scope, (node) => {
    if (isNested(node, scope)) return false;
    if (opens(rc, symbol, node)) openings.push(node);
    return true;
  });
  return openings;
}

/** Does the node open the cursor: by OPEN, by a call of what opens it, or by giving the variable an open one? */
function opens(rc: BodyBuilder, symbol: Cursor, node: OracleNode): boolean {
  const { analysis } = rc.unit;
  switch (node.kind) {
    case 'OpenCursor':
    case 'OpenFor':
      return cursorOf(rc.unit, node.cursor)?.symbol === symbol;
    case 'CallStatement':
      return openedCursors(analysis, node).has(symbol);
    case 'Assignment':
      return (
        openedCursors(analysis, node).has(symbol) ||
        (node.value.kind === 'Name' && node.target.kind === 'Name' && cursorOf(rc.unit, node.target)?.symbol === symbol)
      );
    case 'VariableDeclaration':
      return node.initial !== undefined && node.initial.kind !== 'NullLiteral' && analysis.declaredBy(node) === symbol;
    default:
      return false;
  }
}

/** May another routine, or another variable, close it? */
export const isGivenAway = (rc: BodyBuilder, symbol: Cursor, scope: OracleNode): boolean =>
  symbol.kind === 'variable' &&
  contains(scope, (node) => {
    if (node.kind === 'Assignment' || node.kind === 'VariableDeclaration') {
      const value = node.kind === 'Assignment' ? node.value : node.initial;
      return value?.kind === 'Name' && cursorOf(rc.unit, value)?.symbol === symbol;
    }
    return (
      node.kind === 'Call' && passesCursor(rc, symbol, node) && mayDoWithCursor(rc.unit.analysis, node, 'CloseCursor')
    );
  });

/**
 * Is the local cursor variable opened here alone, always FOR UPDATE, and closed by nobody else? (PL/SQL Language
 * Reference, "FETCH Across COMMIT Inside FOR UPDATE Cursor")
 */
export function locksItsRows(rc: BodyBuilder, symbol: VariableSymbol): boolean {
  const openings: OracleNode[] = [];
  walk(rc.source, (node) => {
    if (opens(rc, symbol, node)) openings.push(node);
    return true;
  });
  const lock = (node: OracleNode): boolean =>
    node.kind === 'OpenFor' && node.source.kind === 'Query' && node.source.forUpdate !== undefined;
  return (
    symbol.storage === 'local' && openings.length > 0 && openings.every(lock) && !isGivenAway(rc, symbol, rc.source)
  );
}

/** Is the savepoint set in front of the opening? */
const isSetBefore = (scope: OracleNode, savepoint: string, open: Span): boolean =>
  nodesOf(scope, 'Savepoint').some(({ name, span }) => name.name === savepoint && span.end <= open.start);

const isNested = (node: OracleNode, scope: OracleNode): boolean => node.kind === 'RoutineDefinition' && node !== scope;

/** The lists of statements that the node has itself. */
function bodiesOf(node: OracleNode): readonly (readonly OracleNode[])[] {
  const { body, otherwise } = node as { readonly body?: unknown; readonly otherwise?: unknown };
  if (!Array.isArray(body)) return Array.isArray(otherwise) ? [otherwise] : noBodies;
  return Array.isArray(otherwise) ? [body, otherwise] : [body];
}

const noBodies: readonly (readonly OracleNode[])[] = [];

/** What a statement evaluates itself: its expressions, not the statements in it. */
export function evaluated(statement: OracleNode): readonly OracleNode[] {
  const statements = new Set<OracleNode>();
  const found: OracleNode[] = [];
  walk(statement, (node) => {
    if (statements.has(node) || node.kind === 'RoutineDefinition') return false;
    for (const list of bodiesOf(node)) for (const inner of list) statements.add(inner);
    found.push(node);
    return true;
  });
  return found;
}
