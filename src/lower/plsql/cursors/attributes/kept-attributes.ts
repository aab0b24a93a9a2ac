import type { PgExpr, PlStatement } from '../../../../ir/postgres/index.js';
import type { Span } from '../../../../ir/span.js';
import { b, pgTypes } from '../../../builders.js';
import type { BodyBuilder } from '../../body/body-builder.js';
import { type CursorIdentity, mayBeAsked } from '../../body/cursor-state.js';
import { countedFetch } from './session-counts.js';

/** What keeps the attributes after OPEN and FETCH. */
export function keepState(
  rc: BodyBuilder,
  cursor: CursorIdentity,
  span: Span,
  after: 'open' | 'fetch' | 'close',
): PlStatement[] {
  if (cursor.package) {
    const set = (what: CursorState, value: PgExpr): PlStatement => setPackageState(cursor, what, value, span);
    if (!mayBeAsked(rc.unit, cursor.symbol))
      return after === 'fetch'
        ? [b.assign(span, b.column(span, rc.cursors.variable(cursor, 'found')), b.raw(span, 'found'))]
        : [set('isopen', b.text(span, after === 'open' ? 'true' : 'false'))];
    const count = packageState(cursor, 'rowcount', span);
    switch (after) {
      case 'open':
        return [set('isopen', b.text(span, 'true')), set('found', b.null(span)), set('rowcount', b.text(span, '0'))];
      case 'fetch': {
        // PERFORM has a FOUND of its own.
        const fetched = b.column(span, rc.cursors.variable(cursor, 'found'));
        return [
          b.assign(span, fetched, b.raw(span, 'found')),
          set('found', fetched),
          b.ifThen(span, fetched, [set('rowcount', b.binary(span, '+', count, b.num(span, 1)))]),
        ];
      }
      case 'close':
        return [set('isopen', b.text(span, 'false')), set('found', b.null(span)), set('rowcount', b.null(span))];
    }
  }
  const rows = after === 'fetch' ? b.cast(span, b.raw(span, 'found'), pgTypes.integer) : undefined;
  const counted = after === 'close' ? [] : countedFetch(rc, cursor, rows, span);
  return [...keepInBody(rc, cursor, span, after, counted.length > 0), ...counted];
}

function keepInBody(
  rc: BodyBuilder,
  cursor: CursorIdentity,
  span: Span,
  after: 'open' | 'fetch' | 'close',
  isCounted: boolean,
): PlStatement[] {
  // Nothing is kept that nothing reads.
  if (!rc.cursors.use(cursor.symbol).attributes) return [];
  const found = b.column(span, rc.cursors.variable(cursor, 'found'));
  const count = b.column(span, rc.cursors.variable(cursor, 'rowcount'));
  switch (after) {
    case 'open':
      return [b.assign(span, found, b.null(span)), b.assign(span, count, b.num(span, 0))];
    case 'fetch':
      return [
        b.assign(span, found, b.column(span, 'found')),
        ...(isCounted ? [] : [b.assign(span, count, b.binary(span, '+', count, b.cast(span, found, pgTypes.integer)))]),
      ];
    case 'close':
      return [b.assign(span, found, b.null(span)), b.assign(span, count, b.null(span))];
  }
}

/** After FETCH … BULK COLLECT of so many rows: what %FOUND and %ROWCOUNT are then. */
export function keepStateAfterBulk(rc: BodyBuilder, cursor: CursorIdentity, rows: PgExpr, span: Span): PlStatement[] {
  const found = (): PgExpr => b.column(span, rc.cursors.variable(cursor, 'found'));
  if (cursor.package) {
    if (!mayBeAsked(rc.unit, cursor.symbol)) return [];
    const count = b.binary(span, '+', packageState(cursor, 'rowcount', span), rows);
    return [
      b.assign(span, found(), b.raw(span, 'found')),
      setPackageState(cursor, 'found', found(), span),
      setPackageState(cursor, 'rowcount', count, span),
    ];
  }
  const counted = countedFetch(rc, cursor, rows, span);
  return rc.cursors.use(cursor.symbol).attributes
    ? [b.assign(span, found(), b.raw(span, 'found')), ...counted]
    : counted;
}

type CursorState = 'isopen' | 'found' | 'rowcount';

/** What the session keeps of a package's cursor: `ora.state_get('pkg.c%isopen')`. */
export function packageState(cursor: CursorIdentity, what: CursorState, span: Span): PgExpr {
  const value = b.ora(span, 'state_get', b.text(span, `${cursor.name}%${what}`));
  return b.cast(span, value, what === 'rowcount' ? pgTypes.integer : pgTypes.boolean);
}

/** The statement that changes what the session keeps of a package's cursor. */
export function setPackageState(cursor: CursorIdentity, what: CursorState, value: PgExpr, span: Span): PlStatement {
  const text = value.kind === 'PgString' ? value : b.cast(span, value, pgTypes.text);
  return b.perform(span, b.ora(span, 'state_set', b.text(span, `${cursor.name}%${what}`), text));
}
