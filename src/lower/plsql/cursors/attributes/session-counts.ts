import type { Analysis } from '../../../../analyze/analysis.js';
import type { CursorSymbol, VariableSymbol } from '../../../../analyze/model/symbols.js';
import type { CursorAttribute } from '../../../../ir/oracle/index.js';
import type { PgExpr, PlStatement } from '../../../../ir/postgres/index.js';
import type { Span } from '../../../../ir/span.js';
import { nodesOf } from '../../../../ir/walk.js';
import { b, pgTypes } from '../../../builders.js';
import type { ExprContext, UnitContext } from '../../../context.js';
import type { BodyBuilder } from '../../body/body-builder.js';
import { type CursorIdentity, cursorOf, isCursorField } from '../../body/cursor-state.js';
import { portalVariable } from '../cursors.js';
import { fetchedBefore } from './fetched-before.js';
import { isReceivedWithRows } from './received-cursors.js';
import { fetchedElsewhere } from './shared-cursors.js';

/*
 * Attributes belong to the cursor, whatever variable or parameter it is reached by. Where one is asked of a cursor from
 * which other routines may have fetched, the session keeps the counts of the cursors that variables hold:
 * `ora.cursor_fetched` after each FETCH from one.
 */

/** Does the attribute of a cursor variable depend on rows fetched where the body does not see it? */
export function asksSession(
  unit: UnitContext,
  symbol: CursorSymbol | VariableSymbol,
  { attribute, span }: CursorAttribute,
): boolean {
  if (symbol.kind !== 'variable' || symbol.storage === 'package') return false;
  const isParameter = symbol.storage === 'parameter';
  const isGiven = isReceivedWithRows(unit, symbol);
  switch (attribute) {
    case 'ROWCOUNT':
      return isParameter || isGiven || fetchedElsewhere(unit, symbol, span) !== 'no';
    case 'FOUND':
    case 'NOTFOUND': {
      const before = fetchedBefore(unit, symbol, span);
      if (isGiven) return true;
      const elsewhere = fetchedElsewhere(unit, symbol, span);
      if (elsewhere === 'no') return isParameter && before !== 'yes';
      // Another variable that is the same cursor may have been passed.
      return before === 'unclear' || (before === 'no' && (isParameter || elsewhere === 'unseen'));
    }
    default:
      return false;
  }
}

const counting = new WeakMap<Analysis, boolean>();

/** Does anything in the inputs ask the session? */
function countsInSession(unit: UnitContext): boolean {
  const { analysis } = unit;
  let counts = counting.get(analysis);
  if (counts === undefined) {
    counts = analysis.units.some((root) => nodesOf(root, 'CursorAttribute').some((node) => isAsking(unit, node)));
    counting.set(analysis, counts);
  }
  return counts;
}

function isAsking(unit: UnitContext, node: CursorAttribute): boolean {
  if (node.cursor === 'SQL' || node.cursor.kind === 'BindVariable') return false;
  const symbol = cursorOf(unit, node.cursor)?.symbol;
  return symbol === undefined ? isCursorField(unit, node.cursor) : asksSession(unit, symbol, node);
}

/** %FOUND, %NOTFOUND or %ROWCOUNT of a cursor variable, which the session counts for its portal. */
export const sessionAttribute = (ex: ExprContext, symbol: VariableSymbol, node: CursorAttribute): PgExpr =>
  attributeOfPortal(ex.routine?.variable(symbol, { sql: false }) ?? b.null(node.span), node);

/** %FOUND, %NOTFOUND or %ROWCOUNT of what gives a cursor. */
export function attributeOfPortal(portal: PgExpr, node: CursorAttribute): PgExpr {
  const { span } = node;
  if (node.attribute === 'ISOPEN') return b.ora(span, 'cursor_is_open', b.cast(span, portal, pgTypes.text));
  if (node.attribute === 'ROWCOUNT') return b.ora(span, 'cursor_rowcount', portal);
  const found = b.ora(span, 'cursor_found', portal);
  return node.attribute === 'FOUND' ? found : b.not(span, found);
}

/**
 * The new count after a FETCH of so many rows from the cursor of a variable, where something asks the session for it.
 */
export function countedFetch(
  rc: BodyBuilder,
  cursor: CursorIdentity,
  rows: PgExpr | undefined,
  span: Span,
): PlStatement[] {
  if (cursor.symbol.kind !== 'variable' || cursor.package || !countsInSession(rc.unit)) return [];
  const portal = b.cast(span, b.column(span, portalVariable(rc, cursor)), pgTypes.text);
  if (!rows) return [b.perform(span, b.ora(span, 'cursor_fetched', portal, b.null(span), b.null(span)))];
  // An assignment leaves FOUND as it is.
  const count = b.column(span, rc.cursors.variable(cursor, 'rowcount'));
  return [b.assign(span, count, b.ora(span, 'cursor_fetched', portal, rows, b.raw(span, 'found')))];
}
