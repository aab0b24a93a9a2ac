import type { DependencyGraph } from './dependencies.js';
import type { ObjectEntry } from './objects.js';
import { stronglyConnected } from './strongly-connected.js';

/** What can be moved and tested once all earlier waves are. */
interface Wave {
  /** From 1. */
  readonly number: number;
  /** Indexes of objects, ascending. */
  readonly objects: readonly number[];
}

/** Objects that need each other in a ring: they have to move together. */
interface Cycle {
  /** Indexes of objects, ascending. */
  readonly objects: readonly number[];
  /** One way round, first and last the same. */
  readonly path: readonly number[];
}

/** What `migrationWaves` gives. */
export interface Waves {
  readonly waves: readonly Wave[];
  readonly cycles: readonly Cycle[];
  /** For each object the number of its wave. */
  readonly waveOf: readonly number[];
}

/**
 * Migration waves: wave 1 needs nothing, each later one only what came before. What belongs together moves together: a
 * package and its body, a type and its body, a table and its indexes, and all members of a cycle. Foreign keys order
 * nothing, since they are made last.
 */
export function migrationWaves(objects: readonly ObjectEntry[], graph: DependencyGraph): Waves {
  const group = groups(objects, graph);
  const count = Math.max(-1, ...group) + 1;
  const needs: Set<number>[] = Array.from({ length: count }, () => new Set());
  for (const [from, list] of graph.needs.entries()) {
    const a = group[from] ?? 0;
    for (const to of list) {
      const b = group[to] ?? 0;
      if (a !== b) needs[a]?.add(b);
    }
  }
  const components = stronglyConnected(needs.map((s) => [...s]));
  const levelOf = levels(components, needs);
  const waveOf = objects.map((o) => levelOf[group[o.index] ?? 0] ?? 1);
  const waves = Array.from({ length: Math.max(0, ...waveOf) }, (_, i) => ({
    number: i + 1,
    objects: objects.filter((o) => waveOf[o.index] === i + 1).map((o) => o.index),
  }));
  const cycles = components
    .filter((members) => members.length > 1)
    .map((members) => {
      const inside = new Set(members);
      const own = objects.filter((o) => inside.has(group[o.index] ?? -1)).map((o) => o.index);
      const ring = ringOf(members, needs, inside);
      const first = (g: number): number => own.find((o) => group[o] === g) ?? 0;
      return { objects: own, path: ring.map(first) };
    })
    .sort((a, b) => b.objects.length - a.objects.length || (a.objects[0] ?? 0) - (b.objects[0] ?? 0));
  return { waves, cycles, waveOf };
}

/** The number of the group of each object. */
function groups(objects: readonly ObjectEntry[], graph: DependencyGraph): readonly number[] {
  const numbers = new Map<string, number>();
  const number = (key: string): number => {
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, numbers.size);
    return numbers.size - 1;
  };
  return objects.map((o) => {
    const table = o.kind === 'index' || o.kind === 'materialized view log' ? graph.needs[o.index] : undefined;
    const on = table?.map((i) => objects[i]).find((t) => t?.kind === 'table' || t?.kind === 'materialized view');
    const head = on ?? o;
    return number(`${head.kind.replace(/ body$/, '')} ${head.owner}.${head.name}`);
  });
}

/** For each node its level: one more than the highest of those that its component needs. */
function levels(components: readonly (readonly number[])[], needs: readonly ReadonlySet<number>[]): readonly number[] {
  const levelOf: number[] = [];
  // What a component needs comes before it.
  for (const members of components) {
    const inside = new Set(members);
    const outside = members.flatMap((m) => [...(needs[m] ?? [])].filter((to) => !inside.has(to)));
    const level = outside.reduce((highest, to) => Math.max(highest, (levelOf[to] ?? 0) + 1), 1);
    for (const m of members) levelOf[m] = level;
  }
  return levelOf;
}

/** A shortest way through a component from its first member back to it. */
function ringOf(
  members: readonly number[],
  needs: readonly ReadonlySet<number>[],
  inside: ReadonlySet<number>,
): number[] {
  const start = Math.min(...members);
  const from = new Map<number, number>();
  const queue = [start];
  for (const at of queue) {
    for (const next of [...(needs[at] ?? [])].sort((a, b) => a - b)) {
      if (!inside.has(next)) continue;
      if (next === start) {
        const path = [start];
        for (let back = at; back !== start; back = from.get(back) ?? start) path.unshift(back);
        return [start, ...path];
      }
      if (from.has(next)) continue;
      from.set(next, at);
      queue.push(next);
    }
  }
  return [start];
}
