import { unsupportedStatement } from '../../../../diagnostics/op3.js';
import { cursorCount } from '../../../../diagnostics/op3-calls.js';
import type { CursorAttribute } from '../../../../ir/oracle/index.js';
import type { PgExpr } from '../../../../ir/postgres/index.js';
import type { Span } from '../../../../ir/span.js';
import { b, pgTypes } from '../../../builders.js';
import { type ExprContext, refuse } from '../../../context.js';
import { lowerExpr } from '../../../expressions/index.js';
import { type CursorIdentity, cursorOf, isCursorField } from '../../body/cursor-state.js';
import type { RoutineContext } from '../../body/routine-context.js';
import { askedCount } from '../../body/shared-sql-attributes.js';
import { needsInitialisation } from '../../packages/package-init.js';
import { bulkAttribute } from '../../statements/loops/bulk-attributes.js';
import { isToldByVariable, mayLosePortal } from '../lifetime/undone-cursors.js';
import { fetchedBefore } from './fetched-before.js';
import { isReceivedWithRows } from './received-cursors.js';
import { asksSession, attributeOfPortal, sessionAttribute } from './session-counts.js';
import { fetchedElsewhere, isHandedOutside } from './shared-cursors.js';

/** The attributes of one row at a time. */
type OneAttribute = Exclude<CursorAttribute['attribute'], 'BULK_ROWCOUNT' | 'BULK_EXCEPTIONS'>;

/**
 * `c%FOUND` and the like, from the variables that OPEN, FETCH and CLOSE keep: `c_found` (NULL before the first fetch)
 * and `c_rowcount`. (PL/SQL Language Reference, "Named Cursor Attribute", "Implicit Cursor Attribute")
 */
export function lowerCursorAttribute(ex: ExprContext, node: CursorAttribute): PgExpr {
  const { span } = node;
  const rc = ex.routine;
  if (!rc) return refuse(unsupportedStatement(span, 'A cursor attribute outside of PL/SQL'));
  if (node.attribute === 'BULK_ROWCOUNT' || node.attribute === 'BULK_EXCEPTIONS') return bulkAttribute(ex, rc, node);
  if (node.cursor === 'SQL') return attributeOfSql(rc, node.attribute, span);
  if (node.cursor.kind === 'BindVariable') return refuse(unsupportedStatement(span, 'A cursor in a bind variable'));
  const cursor = cursorOf(ex.unit, node.cursor);
  if (!cursor && isCursorField(ex.unit, node.cursor)) return attributeOfPortal(lowerExpr(ex, node.cursor), node);
  if (!cursor) return refuse(unsupportedStatement(span, 'An attribute of what is not known as a cursor'));
  if (cursor.package) return attributeOfPackage(ex, rc, cursor, node, node.attribute);
  const { symbol } = cursor;
  const elsewhere = fetchedElsewhere(ex.unit, symbol, span);
  const isFound = node.attribute === 'FOUND' || node.attribute === 'NOTFOUND';
  // NULL until a row is fetched here or the cursor is handed over.
  const seesCalls =
    isFound &&
    elsewhere === 'by calls' &&
    symbol.container === rc.symbol &&
    !(symbol.kind === 'variable' && isReceivedWithRows(ex.unit, symbol));
  if (symbol.kind === 'variable' && !seesCalls && !rc.cursors.readsFound(node) && asksSession(ex.unit, symbol, node)) {
    if (isHandedOutside(ex.unit, symbol)) ex.unit.report(cursorCount(span, symbol.name, node.attribute));
    return sessionAttribute(ex, symbol, node);
  }
  if (elsewhere !== 'no' && isFound) {
    const before = seesCalls ? 'yes' : fetchedBefore(ex.unit, symbol, span);
    const touched = seesCalls
      ? [b.column(span, rc.cursors.variable(cursor, 'found'))]
      : before === 'no'
        ? [b.null(span)]
        : [];
    return foundElsewhere(rc, symbol, node, touched);
  }
  const direct = b.raw(span, 'found');
  if (rc.cursors.readsFound(node)) return node.attribute === 'NOTFOUND' ? b.not(span, direct) : direct;
  return countedAttribute(rc, cursor, node, node.attribute);
}

/** An attribute of a cursor whose rows this body counts itself. */
function countedAttribute(
  rc: RoutineContext,
  cursor: CursorIdentity,
  node: CursorAttribute,
  attribute: OneAttribute,
): PgExpr {
  const { span } = node;
  const found = (): PgExpr =>
    b.ora(
      span,
      'cursor_attribute',
      b.column(span, rc.cursors.variable(cursor, 'rowcount')),
      b.column(span, rc.cursors.variable(cursor, 'found')),
    );
  switch (attribute) {
    case 'ISOPEN':
      if (rc.cursors.isOpenInLoop(node)) return b.boolean(span, true);
      // The portal of an open cursor may have ended with its transaction; CLOSE takes it out of the variable.
      if (isToldByVariable(rc, cursor) && mayLosePortal(rc, cursor)) return b.isNotNull(span, portalOf(rc, cursor));
      return b.ora(span, 'cursor_is_open', b.cast(span, portalOf(rc, cursor), pgTypes.text));
    case 'FOUND':
      return found();
    case 'NOTFOUND':
      return b.not(span, found());
    case 'ROWCOUNT': {
      const count = b.column(span, rc.cursors.variable(cursor, 'rowcount'));
      return b.ora(span, 'cursor_attribute', count, count);
    }
  }
}

const portalOf = (rc: RoutineContext, { symbol }: Pick<CursorIdentity, 'symbol'>): PgExpr =>
  rc.variable(symbol.kind === 'variable' ? symbol : symbol.variable, { sql: false });

/** %FOUND and %NOTFOUND of a cursor from which others fetch, too. */
function foundElsewhere(
  rc: RoutineContext,
  symbol: CursorIdentity['symbol'],
  node: CursorAttribute,
  touched: readonly PgExpr[],
): PgExpr {
  const { span } = node;
  const onRow = b.ora(span, 'cursor_on_row', portalOf(rc, { symbol }), ...touched);
  return node.attribute === 'FOUND' ? onRow : b.not(span, onRow);
}

/**
 * An attribute of a cursor of a package: its state is that of the session. To ask for it is a reference to the package.
 * (PL/SQL Language Reference, "Package Instantiation and Initialization")
 */
function attributeOfPackage(
  ex: ExprContext,
  rc: RoutineContext,
  cursor: CursorIdentity,
  node: CursorAttribute,
  attribute: OneAttribute,
): PgExpr {
  const { span } = node;
  const { container } = cursor.symbol;
  const first =
    container?.kind === 'package' &&
    needsInitialisation(ex.unit, container, { reader: rc.symbol, early: ex.early === true })
      ? container
      : undefined;
  const state = (what: string, type = pgTypes.boolean): PgExpr => {
    const key = b.text(span, `${cursor.name}%${what}`);
    const kept = first
      ? b.ora(span, 'package_state', b.text(span, ex.unit.naming.packageSchema(first)), key)
      : b.ora(span, 'state_get', key);
    return b.cast(span, kept, type);
  };
  const open = (value: PgExpr): PgExpr => b.ora(span, 'cursor_attribute', state('rowcount', pgTypes.integer), value);
  switch (attribute) {
    case 'ISOPEN':
      if (rc.cursors.isOpenInLoop(node)) return b.boolean(span, true);
      return b.coalesce(span, state('isopen'), b.boolean(span, false));
    case 'FOUND':
      return open(state('found'));
    case 'NOTFOUND':
      return b.not(span, open(state('found')));
    case 'ROWCOUNT':
      return open(state('rowcount', pgTypes.integer));
  }
}

/** An attribute of the implicit cursor. */
function attributeOfSql(rc: RoutineContext, attribute: OneAttribute, span: Span): PgExpr {
  const count = askedCount(rc, span);
  switch (attribute) {
    case 'ROWCOUNT':
      return count;
    case 'FOUND':
      return b.binary(span, '>', count, b.num(span, 0));
    case 'NOTFOUND':
      return b.eq(span, count, b.num(span, 0));
    case 'ISOPEN':
      return b.boolean(span, false);
  }
}
