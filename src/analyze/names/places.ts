import type { OwnedUnit } from '../../ir/owned-units.js';
import { type Span, shownPlace } from '../../ir/span.js';

/**
 * Whether the first place comes before the second one: in one file by where they stand, in files of one session by when
 * their units run. Of other files the order is not known.
 */
export function placesInOrder(units: readonly OwnedUnit[]): (first: Span, second: Span) => boolean {
  let known: ReadonlyMap<number, readonly Place[]> | undefined;
  return (one, other) => {
    const [first, second] = [runAt(one), runAt(other)];
    if (first.file === second.file) return first.start < second.start;
    known ??= placesOf(units);
    const [a, b] = [placeAt(known, first), placeAt(known, second)];
    return a !== undefined && b !== undefined && a.session === b.session && a.at < b.at;
  };
}

/** Where a statement stands, or the call that has a routine execute its text. */
export const runAt = (span: Span): Span => span.givenAt ?? span;

/** A unit of a file. */
interface Place {
  readonly start: number;
  readonly session: number;
  /** Its number among all units. */
  readonly at: number;
}

function placesOf(units: readonly OwnedUnit[]): ReadonlyMap<number, readonly Place[]> {
  const places = new Map<number, Place[]>();
  for (const [at, { unit, session }] of units.entries()) {
    if (session === undefined) continue;
    const list = places.get(unit.span.file) ?? [];
    list.push({ start: unit.span.start, session, at });
    places.set(unit.span.file, list);
  }
  for (const [file, list] of places) {
    const starts = new Set(list.map(({ start }) => start));
    // A script that is called again has no one place.
    if (starts.size < list.length) places.delete(file);
    else list.sort((x, y) => x.start - y.start);
  }
  return places;
}

/** The unit of the file that has begun last where the span does. */
function placeAt(places: ReadonlyMap<number, readonly Place[]>, span: Span): Place | undefined {
  const { file, start } = shownPlace(span);
  const list = places.get(file) ?? [];
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle]!.start <= start) low = middle + 1;
    else high = middle;
  }
  return list[low - 1];
}
