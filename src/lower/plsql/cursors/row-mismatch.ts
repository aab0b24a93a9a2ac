import type { Analysis } from '../../../analyze/analysis.js';
import type { Fetch } from '../../../ir/oracle/index.js';
import type { PlStatement } from '../../../ir/postgres/index.js';
import { b } from '../../builders.js';
import type { BodyBuilder } from '../body/body-builder.js';
import type { CursorIdentity } from '../body/cursor-state.js';
import { placesOf } from '../effects/cursors/cursor-places.js';
import { fetchesOtherwise, targetCount, widthOf, wrongColumn } from '../statements/into/target-count.js';
import { columnTypes } from './unknown-rows.js';

/**
 * Does FETCH from a cursor variable have as many targets as the rows have columns? PL/pgSQL does not mind. It is asked
 * unless every OPEN of the variable is seen to fit. (PL/SQL Language Reference, "Predefined Exceptions":
 * ROWTYPE_MISMATCH; Database Error Messages, ORA-00932, ORA-01007)
 * `once`: it is asked once for each portal, so that the row that a given one stands on may be looked at.
 */
export function rowMismatch(
  rc: BodyBuilder,
  s: Fetch,
  cursor: CursorIdentity,
  portal: string,
  { once = false }: { readonly once?: boolean } = {},
): PlStatement[] {
  const { symbol } = cursor;
  const { analysis } = rc.unit;
  if (symbol.kind === 'cursor') return [];
  // The compiler of Oracle sees to what a strong one is opened for, not to the weak ones assigned to it.
  if (symbol.type.kind === 'refCursor' && symbol.type.returns && !placesOf(analysis, symbol).takesAnyRows) return [];
  const width = targetCount(analysis, s.into);
  if (width === undefined) return [];
  const opened = symbol.storage === 'local' ? opensOf(analysis, symbol) : [];
  const every = (what: Opened): boolean => opened.length > 0 && opened.every((w) => w === what);
  if (every(width)) return [];
  const isDynamic = every('dynamic');
  const atRows = fetchesOtherwise(analysis, symbol, width) || (once && symbol.storage === 'parameter');
  const options = atRows ? [isDynamic, atRows] : isDynamic ? [isDynamic] : [];
  const given = [b.column(s.span, portal), b.num(s.span, width), ...options.map((option) => b.boolean(s.span, option))];
  return [b.perform(s.span, b.ora(s.span, 'fetch_fits', ...given))];
}

/**
 * The error of FETCH from a cursor variable whose queries give a number to a date, or a date to a number; that of a
 * cursor which is not open comes first. (Database Error Messages, ORA-00932)
 */
export function typeMismatch(rc: BodyBuilder, s: Fetch, cursor: CursorIdentity, portal: string): PlStatement[] {
  if (cursor.symbol.kind === 'cursor') return [];
  const types = columnTypes(rc, cursor);
  const failure = types && wrongColumn(rc, types, s.into, s.span);
  if (!types || !failure) return [];
  const open = b.perform(s.span, b.ora(s.span, 'fetch_fits', b.column(s.span, portal), b.num(s.span, types.length)));
  return [open, ...failure];
}

/**
 * How many columns the query has that a cursor variable is opened for; undefined for what is not known, as of one that
 * comes from elsewhere.
 */
type Opened = number | 'dynamic' | undefined;

/** What the cursor variable is opened for. */
function opensOf(analysis: Analysis, variable: object): readonly Opened[] {
  const { opensFor, values } = placesOf(analysis, variable);
  if (values.length > 0) return [undefined];
  return opensFor.map(({ source }) => (source.kind === 'Query' ? widthOf(analysis, source) : 'dynamic'));
}
