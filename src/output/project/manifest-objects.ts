import { createHash } from 'node:crypto';
import type { Compilation, CompiledUnit } from '../../compile.js';
import type { ManifestObject, ObjectStatus } from '../../contract/compiler-api.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { addUnder } from '../../ir/lists-by-key.js';
import { isObject, objectOf } from '../objects.js';

/**
 * What the manifest says of each object of the sources. `refused`: units that PostgreSQL's parser did not take;
 * `outputs`: the file that has a unit's first statement.
 */
export function manifestObjects(
  compilation: Compilation,
  found: readonly Diagnostic[],
  refused: ReadonlySet<CompiledUnit>,
  outputs: ReadonlyMap<CompiledUnit, string>,
): readonly ManifestObject[] {
  const objects: ManifestObject[] = [];
  const serious = seriousPlaces(found);
  for (const unit of compilation.units) {
    const object = objectOf(unit.unit, unit.owner);
    if (!object || !isObject(unit.unit)) continue;
    const file = compilation.files[unit.source.file];
    if (!file) continue;
    const { start, end } = unit.source;
    const status: ObjectStatus =
      refused.has(unit) || unit.lowered.refused
        ? 'refused'
        : anyWithin(serious.get(unit.source.file), start, end)
          ? 'flagged'
          : 'exact';
    objects.push({
      name: object.owner ? `${object.owner}.${object.name}` : object.name,
      kind: object.kind,
      status,
      file: file.path,
      line: file.lineColumn(start).line,
      endLine: file.lineColumn(end).line,
      output: outputs.get(unit) ?? '',
      sha256: createHash('sha256').update(file.text.slice(start, end)).digest('hex'),
    });
  }
  return objects;
}

/** Where, in each file, something is said that is more than information; ascending. */
function seriousPlaces(found: readonly Diagnostic[]): ReadonlyMap<number, readonly number[]> {
  const places = new Map<number, number[]>();
  for (const { severity, span } of found) {
    if (severity === 'info') continue;
    addUnder(places, span.file, span.start);
  }
  for (const starts of places.values()) starts.sort((a, b) => a - b);
  return places;
}

function anyWithin(ascending: readonly number[] = [], start: number, end: number): boolean {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! < start) low = middle + 1;
    else high = middle;
  }
  return low < ascending.length && ascending[low]! <= end;
}
