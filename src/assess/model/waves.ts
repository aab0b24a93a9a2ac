import type { DependencyGraph } from './dependencies.js';
import type { ObjectEntry } from './objects.js';

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
  const levels: number[] = [];
  const componentOf: number[] = [];
  for (const [c, members] of components.entries()) for (const m of members) componentOf[m] = c;
  // Tarjan's order: what a component needs comes before it.
  for (const [c, members] of components.entries()) {
    let level = 1;
    for (const m of members)
      for (const to of needs[m] ?? []) {
        const other = componentOf[to] ?? c;
        if (other !== c) level = Math.max(level, (levels[other] ?? 0) + 1);
      }
    levels[c] = level;
  }
  const waveOf = objects.map((o) => levels[componentOf[group[o.index] ?? 0] ?? 0] ?? 1);
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

/** Tarjan's strongly connected components, without recursion; each comes after those that it needs. */
export function stronglyConnected(edges: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const index = new Int32Array(edges.length).fill(-1);
  const low = new Int32Array(edges.length);
  const onStack = new Uint8Array(edges.length);
  const stack: number[] = [];
  const components: number[][] = [];
  let next = 0;
  for (let root = 0; root < edges.length; root += 1) {
    if (index[root] !== -1) continue;
    const work: { readonly node: number; edge: number }[] = [{ node: root, edge: 0 }];
    while (work.length > 0) {
      const frame = work.at(-1);
      if (!frame) break;
      const { node } = frame;
      if (frame.edge === 0) {
        index[node] = low[node] = next;
        next += 1;
        stack.push(node);
        onStack[node] = 1;
      }
      const to = edges[node]?.[frame.edge];
      frame.edge += 1;
      if (to !== undefined) {
        if (index[to] === -1) work.push({ node: to, edge: 0 });
        else if (onStack[to]) low[node] = Math.min(low[node] ?? 0, index[to] ?? 0);
        continue;
      }
      work.pop();
      const parent = work.at(-1)?.node;
      if (parent !== undefined) low[parent] = Math.min(low[parent] ?? 0, low[node] ?? 0);
      if (low[node] !== index[node]) continue;
      const members: number[] = [];
      for (let m = stack.pop(); m !== undefined; m = stack.pop()) {
        onStack[m] = 0;
        members.push(m);
        if (m === node) break;
      }
      components.push(members);
    }
  }
  return components;
}
