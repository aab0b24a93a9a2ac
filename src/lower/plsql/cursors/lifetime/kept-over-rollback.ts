/*
 * Oracle's cursors stay open over ROLLBACK. PostgreSQL's WITH HOLD cursors do so, too, but not over the rollback of the
 * transaction that opened them. So that transaction is committed right after the opening, if it has written nothing
 * yet. (SQL Language Reference, "ROLLBACK"; PostgreSQL manual, "DECLARE")
 */

import type { Analysis } from '../../../../analyze/analysis.js';
import type { CursorSymbol, VariableSymbol } from '../../../../analyze/model/symbols.js';
import { cursorOverRollback } from '../../../../diagnostics/op3.js';
import type { CursorForLoop } from '../../../../ir/oracle/index.js';
import type { OracleNode } from '../../../../ir/oracle/node.js';
import { oracleFailure } from '../../../../ir/oracle-failure.js';
import type { PgExpr, PlStatement } from '../../../../ir/postgres/index.js';
import { repeats } from '../../../../ir/repetition.js';
import { isWithin, type Span } from '../../../../ir/span.js';
import { contains, isRoutine, nodesOf, walk } from '../../../../ir/walk.js';
import { b, pgTypes } from '../../../builders.js';
import { remembered, rememberedOf } from '../../../remembered.js';
import type { BodyBuilder } from '../../body/body-builder.js';
import { type CursorIdentity, cursorOf, mayBeAsked } from '../../body/cursor-state.js';
import { calleesOf } from '../../effects/callees.js';
import { openedCursors } from '../../effects/cursors/opened-cursors.js';
import { statementEffects } from '../../effects/effects-of-statements.js';
import { mayRollBack } from '../../effects/savepoints/rollbacks.js';
import { raiseFailure, standsApart } from '../../errors/capture.js';
import { firedByTrigger, mayRunUnderTrigger } from '../../transactions/under-trigger.js';
import { packageState } from '../attributes/kept-attributes.js';
import { declaringBody, isOfCommittingBody } from './ended-around.js';
import { isFetchedByCall, mayDoWithCursor, passesCursor } from './passed-cursors.js';

/** What follows the opening: `if not ora.transaction_begun() then commit; end if`. */
export function keptOverRollback(rc: BodyBuilder, symbol: CursorIdentity['symbol'], open: Span): PlStatement[] {
  if (!rc.controlsTransaction || !mayCommit(rc, open)) return [];
  if (!isFetchedAfterRollback(rc, symbol, open) && !isFetchedBelow(rc, symbol, open)) return [];
  return committed(rc, open);
}

/** What follows the opening of the cursor of a FOR loop that opens it by name: as `keptOverRollback`. */
export const loopKeptOverRollback = (rc: BodyBuilder, symbol: CursorSymbol, loop: CursorForLoop): PlStatement[] =>
  rc.controlsTransaction && mayCommit(rc, loop.span) && isLoopRolledBack(rc, symbol, loop)
    ? committed(rc, loop.span)
    : [];

/** May a ROLLBACK come between two rows of the loop? The end of any transaction closes a FOR UPDATE cursor. */
const isLoopRolledBack = (rc: BodyBuilder, symbol: CursorSymbol, loop: CursorForLoop): boolean =>
  !symbol.query?.forUpdate &&
  isFetchedAfterRollback(rc, symbol, { ...loop.span, end: loop.source.span.end }, { until: loop.span.end });

function committed(rc: BodyBuilder, open: Span): PlStatement[] {
  const nothingWritten = b.not(open, b.ora(open, 'transaction_begun'));
  const mayEnd = mayRunUnderTrigger(rc)
    ? b.and(open, nothingWritten, b.not(open, firedByTrigger(open)))
    : nothingWritten;
  return [b.ifThen(open, mayEnd, [standsApart({ kind: 'PlTransaction', span: open, action: 'commit' })])];
}

/**
 * A test in front of a FETCH: where Oracle fetches on, but the cursor may be gone with the transaction that opened it,
 * `if c is not null and not ora.cursor_is_open(c::text) then raise P0004`. There is none where something else may have
 * closed the cursor, which is an error in Oracle, too.
 */
export function lostByRollback(rc: BodyBuilder, cursor: CursorIdentity, variable: string, fetch: Span): PlStatement[] {
  const { symbol } = cursor;
  if (cursor.package) return lostPackageCursor(rc, cursor, fetch);
  const scope = rollingBack(rc, symbol);
  if (!scope) return [];
  const openings: OracleNode[] = [];
  walk(scope, (node) => {
    if (isNested(node, scope)) return false;
    if (opens(rc, symbol, node)) openings.push(node);
    return true;
  });
  if (!openings.some((open) => isFetchedAfterRollback(rc, symbol, open.span, { scope }))) return [];
  // Whoever else has the cursor may have closed it: then nothing tells Oracle's error from PostgreSQL's.
  const given = isGivenAway(rc, symbol, scope);
  const diagnostic = cursorOverRollback(fetch, symbol.name, given ? 'ORA-01001' : 'P0004');
  // One cause, one diagnostic, however often the cursor is fetched from.
  const first = firstFetch(rc, symbol, scope);
  if (first?.start === fetch.start) rc.unit.report(diagnostic);
  return given ? [] : [raisedWhereGone(variable, diagnostic, fetch)];
}

/** Where the cursor is fetched from for the first time: by FETCH, or by a routine that gets it. */
function firstFetch(rc: BodyBuilder, symbol: CursorIdentity['symbol'], scope: OracleNode): Span | undefined {
  let first: Span | undefined;
  walk(scope, (node) => {
    if (!first && (isFetchOf(rc, symbol, node) || isFetchedByCall(rc, symbol, node))) first = node.span;
    return !first;
  });
  return first;
}

const isFetchOf = (rc: BodyBuilder, symbol: CursorIdentity['symbol'], node: OracleNode): boolean =>
  node.kind === 'Fetch' && cursorOf(rc.unit, node.cursor)?.symbol === symbol;

/** The test in front of each FETCH of a FOR loop that opens its cursor by name. */
export function loopLostByRollback(
  rc: BodyBuilder,
  { symbol }: CursorIdentity,
  variable: string,
  loop: CursorForLoop,
): PlStatement[] {
  if (symbol.kind !== 'cursor' || !isLoopRolledBack(rc, symbol, loop)) return [];
  const diagnostic = cursorOverRollback(loop.span, symbol.name);
  rc.unit.report(diagnostic);
  return [raisedWhereGone(variable, diagnostic, loop.span)];
}

function raisedWhereGone(variable: string, diagnostic: Parameters<typeof lost>[1], fetch: Span): PlStatement {
  const portal = b.cast(fetch, b.column(fetch, variable), pgTypes.text);
  const gone = b.and(fetch, b.isNotNull(fetch, portal), b.not(fetch, b.ora(fetch, 'cursor_is_open', portal)));
  return b.ifThen(fetch, gone, [lost(fetch, diagnostic)]);
}

/** The body that ends transactions while the cursor may be open: this one, or that around it which declares it. */
const rollingBack = (rc: BodyBuilder, symbol: CursorIdentity['symbol']): OracleNode | undefined =>
  rc.controlsTransaction || contains(rc.source, ({ kind }) => kind === 'Rollback', isRoutine)
    ? rc.source
    : isOfCommittingBody(rc, symbol)
      ? declaringBody(rc, symbol)
      : undefined;

const isSetBefore = (scope: OracleNode, savepoint: string, open: Span): boolean =>
  nodesOf(scope, 'Savepoint').some(({ name, span }) => name.name === savepoint && span.end <= open.start);

const isNested = (node: OracleNode, scope: OracleNode): boolean => node.kind === 'RoutineDefinition' && node !== scope;

/** Does the node open the cursor: by OPEN, by a call of what opens it, or by giving the variable an open one? */
function opens(rc: BodyBuilder, symbol: CursorIdentity['symbol'], node: OracleNode): boolean {
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

/** The same test for a package's cursor: a ROLLBACK of any caller may have taken its portal away. */
function lostPackageCursor(rc: BodyBuilder, cursor: CursorIdentity, span: Span): PlStatement[] {
  const { symbol } = cursor;
  if (symbol.kind !== 'cursor') return [];
  if (symbol.query?.forUpdate) return endedPackageCursor(rc, cursor, span);
  if (!mayBeAsked(rc.unit, symbol)) return [];
  const { code } = cursorOverRollback(span, symbol.name);
  const message = `${symbol.name} was opened in a transaction that has been rolled back.`;
  return [b.ifThen(span, hasLostPortal(cursor, span), [lost(span, { code, message })])];
}

/** The end of any transaction closes a FOR UPDATE cursor: ORA-01002. */
const endedPackageCursor = (rc: BodyBuilder, cursor: CursorIdentity, span: Span): PlStatement[] => [
  b.ifThen(span, hasLostPortal(cursor, span), raiseFailure(rc, span, oracleFailure(1002))),
];

const hasLostPortal = (cursor: CursorIdentity, span: Span): PgExpr =>
  b.and(span, isOpenByState(cursor, span), b.not(span, b.ora(span, 'cursor_is_open', b.text(span, cursor.name))));

/** What a refused statement raises, here in front of one that is converted. */
const lost = (span: Span, { code, message }: { readonly code: string; readonly message: string }): PlStatement =>
  b.raise(span, 'P0004', `${code} ${message}`);

/** Does the state that a package keeps of its cursor say that it is open? */
export const isOpenByState = (cursor: CursorIdentity, span: Span): PgExpr =>
  b.coalesce(span, packageState(cursor, 'isopen', span), b.boolean(span, false));

/** May another routine, or another variable, close it? */
const isGivenAway = (rc: BodyBuilder, symbol: CursorIdentity['symbol'], scope: OracleNode): boolean =>
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

/** Is the opening outside of any sub-transaction, and is nothing lost when its transaction ends? */
function mayCommit(rc: BodyBuilder, open: Span): boolean {
  let may = true;
  walk(rc.source, (node) => {
    if (node.kind === 'RoutineDefinition' && node !== rc.source) return false;
    if (node.kind === 'Savepoint' || node.kind === 'SetTransaction' || node.kind === 'LockTable') may = false;
    // Handlers of a block that ends no transaction are PostgreSQL's own.
    if (node.kind === 'Block' && node.handlers.length > 0 && node.body.some((s) => isWithin(open, s.span)))
      may &&= node.body.some((s) => statementEffects(rc.unit.analysis, s).transactionControl);
    return may;
  });
  return may;
}

/**
 * May a ROLLBACK come between the opening and a FETCH? One after which the body is left at once does not count. `until`:
 * the end of the loop that fetches by itself.
 */
function isFetchedAfterRollback(
  rc: BodyBuilder,
  symbol: CursorIdentity['symbol'],
  open: Span,
  { scope = rc.source, until = 0 }: { readonly scope?: OracleNode; readonly until?: number } = {},
): boolean {
  const { analysis } = rc.unit;
  const rollbacks = rollbacksIn(analysis, scope);
  if (rollbacks.length === 0) return false;
  const isFetchItself = (node: OracleNode): boolean => isFetchOf(rc, symbol, node);
  const fetchesItself = remembered((routine: OracleNode): boolean => contains(routine, isFetchItself));
  const isFetch = (node: OracleNode): boolean =>
    isFetchItself(node) ||
    isFetchedByCall(rc, symbol, node) ||
    calleesOf(analysis, node).some((callee) => callee.definition && fetchesItself(callee.definition));
  const fetches: { readonly node: OracleNode; readonly last: number }[] = [];
  /** In the loop around the opening, what fetches in front of it, from what the round before has opened. */
  let ofNextRound: { readonly loop: Span; readonly fetch: Span } | undefined;
  const fetchBefore = (loop: OracleNode): typeof ofNextRound => {
    let last: Span | undefined;
    walk(loop, (node) => {
      if (isNested(node, scope)) return false;
      if (node.span.end <= open.start && isFetch(node)) last = node.span;
      return true;
    });
    return last && { loop: loop.span, fetch: last };
  };
  const isBetweenRounds = (span: Span): boolean =>
    ofNextRound !== undefined &&
    isWithin(span, ofNextRound.loop) &&
    (span.start > open.end || span.end <= ofNextRound.fetch.start);
  walk(scope, (node) => {
    if (isNested(node, scope)) return false;
    const { start, end, file } = node.span;
    if (repeats(node) && isWithin(open, node.span)) ofNextRound ??= fetchBefore(node);
    if (file !== open.file || start < open.end) return true;
    const again = repeats(node) && contains(node, isFetch, isRoutine);
    if (again || isFetch(node)) fetches.push({ node, last: again ? end : start });
    return !again;
  });
  const isOpenedAgain = openedAgain(rc, symbol, scope);
  const isBetween = (span: Span): boolean =>
    isBetweenRounds(span) ||
    (span.start > open.end &&
      (span.end <= until || fetches.some(({ node, last }) => span.end <= last && !isOpenedAgain(span, node.span))));
  if (!rollbacks.some(({ span }) => isBetween(span))) return false;
  // PostgreSQL closes what was opened behind the savepoint. (PostgreSQL manual, "ROLLBACK TO SAVEPOINT")
  const isRollback = (node: OracleNode): boolean =>
    node.kind === 'Rollback'
      ? isBetween(node.span) && (!node.to || isSetBefore(scope, node.to.name, open))
      : evaluated(node).some((part) => mayRollBack(analysis, calleesOf(analysis, part)) && isBetween(part.span));
  let found = false;
  const visit = (node: OracleNode): boolean => {
    if (found || isNested(node, scope)) return false;
    for (const list of bodiesOf(node)) {
      const end = list.at(-1)?.kind;
      // What leaves with its list is behind every FETCH, but those of the list.
      const leaves = end === 'Raise' || end === 'Return';
      const to = leaves ? list.findLastIndex((s) => contains(s, isFetch, isRoutine)) : list.length - 1;
      found ||= list.slice(0, to + 1).some(isRollback);
    }
    return !found;
  };
  walk(scope, visit);
  return found;
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
function openedAgain(
  rc: BodyBuilder,
  symbol: CursorIdentity['symbol'],
  scope: OracleNode,
): (from: Span, to: Span) => boolean {
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
function isFetchedBelow(rc: BodyBuilder, symbol: CursorIdentity['symbol'], open: Span): boolean {
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

/** The lists of statements that the node has itself. */
function bodiesOf(node: OracleNode): readonly (readonly OracleNode[])[] {
  const { body, otherwise } = node as { readonly body?: unknown; readonly otherwise?: unknown };
  if (!Array.isArray(body)) return Array.isArray(otherwise) ? [otherwise] : noBodies;
  return Array.isArray(otherwise) ? [body, otherwise] : [body];
}

const noBodies: readonly (readonly OracleNode[])[] = [];

/** What a statement evaluates itself: its expressions, not the statements in it. */
function evaluated(statement: OracleNode): readonly OracleNode[] {
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

/** The test in front of a statement that calls routines which fetch from cursors given to them. */
export function handedOnOverRollback(
  rc: BodyBuilder,
  statement: OracleNode,
  portalOf: (cursor: CursorIdentity) => string,
): PlStatement[] {
  const tests: PlStatement[] = [];
  for (const node of evaluated(statement)) {
    if (node.kind !== 'Call') continue;
    for (const { value } of node.args) {
      if (value.kind !== 'Name' || rc.unit.analysis.typeOf(value).kind !== 'refCursor') continue;
      const cursor = cursorOf(rc.unit, value);
      if (cursor && !cursor.package && isFetchedByCall(rc, cursor.symbol, node))
        tests.push(...lostByRollback(rc, cursor, portalOf(cursor), node.span));
    }
  }
  return tests;
}
