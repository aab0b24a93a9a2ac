import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
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
