import type { ScriptUnit } from '../../ir/oracle/index.js';
import { ownerAndName } from '../../ir/owned-units.js';

/*
 * Two files have a specification of one package, `p.pck` with its body and a stray `p.spc` that comes later by its
 * name: the one that the body was written for counts. It stands beside the body: in its file, else in a file that
 * differs in the ending alone, else in its folder.
 */

/** A unit, whose it is, and the run that it belongs to. */
interface PlacedUnit {
  readonly unit: ScriptUnit;
  readonly owner: string;
  /** Units of one number are run in one session, in their order. */
  readonly session: number;
}

/**
 * The units with specifications that stand farther from the package's body than another one in front of that, where
 * no script tells the order of the two.
 */
export function withSpecificationsBesideBodies<T extends PlacedUnit>(
  units: readonly T[],
  pathOf: (file: number) => string,
): readonly T[] {
  const specifications = byName(units, 'CreatePackage');
  if ([...specifications.values()].every((list) => list.length < 2)) return units;
  const bodies = byName(units, 'CreatePackageBody');
  const before = new Map<T, T[]>();
  const moved = new Set<T>();
  for (const [key, list] of specifications) {
    const body = bodies.get(key)?.at(-1);
    if (!body || list.length < 2) continue;
    const distances = list.map((s) => distance(pathOf(s.unit.span.file), pathOf(body.unit.span.file)));
    const at = distances.lastIndexOf(Math.min(...distances));
    const nearest = list[at];
    const later = list.slice(at + 1);
    if (!nearest || later.some(({ session }) => session === nearest.session)) continue;
    before.set(nearest, later);
    for (const specification of later) moved.add(specification);
  }
  return moved.size === 0 ? units : units.flatMap((u) => (moved.has(u) ? [] : [...(before.get(u) ?? []), u]));
}

function byName<T extends PlacedUnit>(
  units: readonly T[],
  kind: 'CreatePackage' | 'CreatePackageBody',
): ReadonlyMap<string, T[]> {
  const found = new Map<string, T[]>();
  for (const u of units) {
    if (u.unit.kind !== kind) continue;
    const { owner, name } = ownerAndName(u.unit.name, u.owner);
    const key = `${owner}.${name}`;
    const list = found.get(key);
    if (list) list.push(u);
    else found.set(key, [u]);
  }
  return found;
}

/** 0 in one file, 1 beside one another with names that differ in the ending alone, 2 in one folder, else 3. */
function distance(one: string, other: string): number {
  if (one === other) return 0;
  const [a, b] = [one, other].map(parts);
  if (a?.folder !== b?.folder) return 3;
  return a?.base === b?.base ? 1 : 2;
}

function parts(path: string): { readonly folder: string; readonly base: string } {
  const at = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1;
  return {
    folder: path.slice(0, at),
    base: path
      .slice(at)
      .replace(/\.[^.]*$/, '')
      .toLowerCase(),
  };
}
