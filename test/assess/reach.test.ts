import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RelationSymbol } from '../../src/analyze/model/symbols.js';
import { FlowGraph } from '../../src/assess/lineage/graph.js';
import { Reach } from '../../src/assess/lineage/reach.js';

/** The plain way: from one node at a time. */
function reached(next: readonly (readonly number[])[], mark: Int32Array, start: number): number[] {
  const found = new Set<number>();
  const seen = new Set<number>();
  const work = [start];
  for (let at = work.pop(); at !== undefined; at = work.pop()) {
    if (seen.has(at)) continue;
    seen.add(at);
    if (mark[at]! >= 0) found.add(mark[at]!);
    else work.push(...next[at]!);
  }
  return [...found].sort((a, b) => a - b);
}

describe('reachability of columns', () => {
  it('agrees with a search from each node, cycles and ends of the way included', () => {
    const graph = fc.integer({ min: 1, max: 70 }).chain((size) =>
      fc.record({
        next: fc.array(fc.array(fc.integer({ min: 0, max: size - 1 }), { maxLength: 4 }), {
          minLength: size,
          maxLength: size,
        }),
        marked: fc.array(fc.boolean(), { minLength: size, maxLength: size }),
      }),
    );
    fc.assert(
      fc.property(graph, ({ next, marked }) => {
        let marks = 0;
        const mark = Int32Array.from(marked, (is) => (is ? marks++ : -1));
        const reach = new Reach(next, mark, marks);
        for (let node = 0; node < next.length; node++) expect(reach.from(node)).toEqual(reached(next, mark, node));
      }),
      { numRuns: 200 },
    );
  });
});

describe('columns behind a node', () => {
  const span = { file: 0, start: 0, end: 1 };
  const table = { owner: 'A', name: 'T' } as RelationSymbol;

  it('are those of the graph as it stands, also where it grows between two questions', () => {
    const graph = new FlowGraph();
    const first = graph.column(table, 'X');
    graph.add('variable', { from: first, copy: true, span });
    expect([...graph.columnsBehind('variable')]).toEqual([[first, true]]);
    const second = graph.column(table, 'Y');
    expect([...graph.columnsBehind(second)]).toEqual([[second, true]]);
    expect([...graph.columnsBehind('unknown')]).toEqual([]);
    graph.add('variable', { from: second, copy: false, span });
    expect([...graph.columnsBehind('variable')]).toEqual([
      [first, true],
      [second, false],
    ]);
    graph.add('variable', { from: second, copy: true, span });
    expect([...graph.columnsBehind('variable')]).toEqual([
      [first, true],
      [second, true],
    ]);
  });
});
