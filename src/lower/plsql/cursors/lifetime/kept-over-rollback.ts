/*
 * Oracle's cursors stay open over ROLLBACK. PostgreSQL's WITH HOLD cursors do so, too, but not over the rollback of the
 * transaction that opened them. So that transaction is committed right after the opening, if it has written nothing
 * yet. (SQL Language Reference, "ROLLBACK"; PostgreSQL manual, "DECLARE")
 */

import type { CursorSymbol } from '../../../../analyze/model/symbols.js';
import { cursorOverRollback } from '../../../../diagnostics/op3.js';
import type { CursorForLoop } from '../../../../ir/oracle/index.js';
import type { OracleNode } from '../../../../ir/oracle/node.js';
import { oracleFailure } from '../../../../ir/oracle-failure.js';
import type { PgExpr, PlStatement } from '../../../../ir/postgres/index.js';
import { isWithin, type Span } from '../../../../ir/span.js';
import { contains, isRoutine, walk } from '../../../../ir/walk.js';
import { b, pgTypes } from '../../../builders.js';
import type { BodyBuilder } from '../../body/body-builder.js';
import { type CursorIdentity, cursorOf, mayBeAsked } from '../../body/cursor-state.js';
import { statementEffects } from '../../effects/effects-of-statements.js';
import { raiseFailure, standsApart } from '../../errors/capture.js';
import { firedByTrigger, mayRunUnderTrigger } from '../../transactions/under-trigger.js';
import { packageState } from '../attributes/kept-attributes.js';
import { declaringBody, isOfCommittingBody } from './ended-around.js';
import {
  evaluated,
  firstFetch,
  isFetchedAfterRollback,
  isFetchedBelow,
  isGivenAway,
  openingsOf,
} from './fetches-after-rollback.js';
import { isFetchedByCall } from './passed-cursors.js';

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
  if (!openingsOf(rc, symbol, scope).some((open) => isFetchedAfterRollback(rc, symbol, open.span, { scope })))
    return [];
  // Whoever else has the cursor may have closed it: then nothing tells Oracle's error from PostgreSQL's.
  const given = isGivenAway(rc, symbol, scope);
  const diagnostic = cursorOverRollback(fetch, symbol.name, given ? 'ORA-01001' : 'P0004');
  // One cause, one diagnostic, however often the cursor is fetched from.
  const first = firstFetch(rc, symbol, scope);
  if (first?.start === fetch.start) rc.unit.report(diagnostic);
  return given ? [] : [raisedWhereGone(variable, diagnostic, fetch)];
}

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
