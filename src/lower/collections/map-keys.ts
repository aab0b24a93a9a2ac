import type { PgExpr } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b } from '../builders.js';
import { size } from './elements.js';

/** The keys of an associative array. */
interface MapKeys {
  readonly keys: PgExpr;
  /** How many of the first ones are in order; all of them where nothing says so. (loose-maps.ts) */
  readonly ordered?: PgExpr;
}

/** `ora.map_at(keys, key)`, or `ora.loose_at(keys, ordered, key)`: what the runtime says of a key. */
export function askKeys(
  span: Span,
  what: 'at' | 'slot' | 'found' | 'next' | 'prior',
  { keys, ordered }: MapKeys,
  key: PgExpr,
): PgExpr {
  return ordered ? b.ora(span, `loose_${what}`, keys, ordered, key) : b.ora(span, `map_${what}`, keys, key);
}

/** EXISTS(key). */
export const hasKey = (span: Span, map: MapKeys, key: PgExpr): PgExpr =>
  map.ordered
    ? b.binary(span, '>', askKeys(span, 'found', map, key), b.num(span, 0))
    : b.ora(span, 'map_has', map.keys, key);

/** FIRST or LAST. */
export function endOfKeys(span: Span, method: 'FIRST' | 'LAST', { keys, ordered }: MapKeys): PgExpr {
  if (ordered) return b.ora(span, `loose_${method === 'FIRST' ? 'first' : 'last'}`, keys, ordered);
  return b.subscript(span, keys, method === 'FIRST' ? b.num(span, 1) : size(span, keys));
}
