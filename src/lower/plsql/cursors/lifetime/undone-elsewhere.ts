import type { Analysis } from '../../../../analyze/analysis.js';
import { cursorOverRollback } from '../../../../diagnostics/op3.js';
import type { OracleNode } from '../../../../ir/oracle/node.js';
import { repeatsAt } from '../../../../ir/repetition.js';
import { isWithin, type Span } from '../../../../ir/span.js';
import { contains, nodesOf, walk } from '../../../../ir/walk.js';
import type { BodyBuilder } from '../../body/body-builder.js';
import { type CursorIdentity, cursorOf } from '../../body/cursor-state.js';
import { isShared, placesOf } from '../../effects/cursors/cursor-places.js';
import { openedCursors } from '../../effects/cursors/opened-cursors.js';

/*
 * A cursor of the code around that a nested routine opens, behind a savepoint to which that routine or its caller goes
 * back: PostgreSQL closes it, Oracle does not, and several bodies have a variable for it, so that none tells.
 * (PostgreSQL manual, "ROLLBACK TO SAVEPOINT")
 */

const reported = new WeakSet<object>();

/** Reports the OPEN of such a cursor, where other code asks for the cursor, fetches from it or closes it. */
export function reportUndoneElsewhere(
  rc: BodyBuilder,
  { symbol, package: ofPackage }: CursorIdentity,
  open: Span,
): void {
  const { analysis } = rc.unit;
  if (ofPackage || reported.has(symbol) || !isShared(analysis, symbol)) return;
  const isOwn = isUndoneIn(rc, rc.source, symbol);
  if (!isOwn && !analysis.units.some((unit) => isWithin(open, unit.span) && isUndoneByCaller(rc, unit, symbol))) return;
  const { fetches, asksOpen } = placesOf(analysis, symbol);
  const others = [
    ...(isOwn ? [...fetches.map(({ span }) => span), ...closingsOf(rc, symbol, false)] : []),
    ...asksOpen,
  ];
  if (!others.some((place) => !isWithin(place, rc.source.span))) return;
  reported.add(symbol);
  rc.unit.report(cursorOverRollback(open, symbol.name, 'ORA-01001'));
}

/** The CLOSE statements of the unit around; which of them are `guarded`: stand under `IF c%ISOPEN`. */
function closingsOf(rc: BodyBuilder, symbol: CursorIdentity['symbol'], guarded: boolean): readonly Span[] {
  const unit = rc.unit.analysis.units.find(({ span }) => isWithin(rc.source.span, span));
  if (!unit) return [];
  const guards = nodesOf(unit, 'If').filter(({ branches }) =>
    branches.some((x) => contains(x.condition, (n) => n.kind === 'CursorAttribute' && n.attribute === 'ISOPEN')),
  );
  return nodesOf(unit, 'CloseCursor').flatMap(({ cursor, span }) =>
    cursorOf(rc.unit, cursor)?.symbol === symbol && guards.some((guard) => isWithin(span, guard.span)) === guarded
      ? [span]
      : [],
  );
}

/** Does a body of the unit that does not fetch from the cursor itself call what opens it, and undo that? */
const isUndoneByCaller = (rc: BodyBuilder, unit: OracleNode, symbol: CursorIdentity['symbol']): boolean =>
  [unit, ...nodesOf(unit, 'RoutineDefinition')].some(
    (body) => body !== rc.source && !fetches(rc, body, symbol) && isUndoneIn(rc, body, symbol),
  );

const fetches = (rc: BodyBuilder, body: OracleNode, symbol: CursorIdentity['symbol']): boolean =>
  ownNodes(body).some((node) => node.kind === 'Fetch' && cursorOf(rc.unit, node.cursor)?.symbol === symbol);

/** Does the body go back to a savepoint that stands before where it opens the cursor, itself or by a call? */
function isUndoneIn(rc: BodyBuilder, body: OracleNode, symbol: CursorIdentity['symbol']): boolean {
  const nodes = ownNodes(body);
  const backs = nodes.filter((node) => node.kind === 'Rollback' && node.to !== undefined);
  if (backs.length === 0) return false;
  const openings = nodes.filter((node) => opens(rc.unit.analysis, node, symbol));
  const closings = nodes.flatMap((node) =>
    node.kind === 'CloseCursor' && cursorOf(rc.unit, node.cursor)?.symbol === symbol ? [node.span] : [],
  );
  // Behind it the cursor is closed in both.
  const guarded = closingsOf(rc, symbol, true);
  const isGuarded = (close: Span): boolean => guarded.some(({ start }) => start === close.start);
  return openings.some(({ span }) => {
    const isBehind = (earlier: Span, later: Span): boolean => repeatsAt(body, span) || earlier.end <= later.start;
    return backs.some(
      (back) =>
        back.kind === 'Rollback' &&
        isBehind(span, back.span) &&
        nodes.some((s) => s.kind === 'Savepoint' && s.name.name === back.to?.name && isBehind(s.span, span)) &&
        !closings.some((close) => span.end <= close.start && (close.end <= back.span.start || isGuarded(close))),
    );
  });
}

function opens(analysis: Analysis, node: OracleNode, symbol: CursorIdentity['symbol']): boolean {
  return (
    (node.kind === 'OpenCursor' || node.kind === 'OpenFor' || node.kind === 'CallStatement') &&
    openedCursors(analysis, node).has(symbol)
  );
}

/** The nodes of the body, without those of routines nested in it. */
function ownNodes(body: OracleNode): readonly OracleNode[] {
  const found: OracleNode[] = [];
  walk(body, (node) => {
    if (node.kind === 'RoutineDefinition' && node !== body) return false;
    found.push(node);
    return true;
  });
  return found;
}
