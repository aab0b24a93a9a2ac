import { stronglyConnected } from '../model/strongly-connected.js';

/**
 * Which of some marked nodes are reached from each node, for all nodes at once: nodes of a cycle share their answer.
 */
export class Reach {
  private readonly component: Int32Array;
  /**
   * What each component reaches, ascending; often one list for many. A whole schema reaches
   * little from each of its many nodes.
   */
  private readonly sets: (readonly number[])[] = [];
  /** The component that a marked node was last taken for. */
  private readonly taken: Int32Array;

  /**
   * @param next the nodes that each node leads to; a marked node is the end of its way
   * @param mark the number of a marked node, −1 for the others
   */
  constructor(
    private readonly next: readonly (readonly number[])[],
    private readonly mark: Int32Array,
    marks: number,
  ) {
    this.taken = new Int32Array(marks).fill(-1);
    this.component = new Int32Array(next.length).fill(-1);
    // A component comes when all that it leads to has come.
    for (const members of stronglyConnected(next.map((_, node) => this.edges(node)))) this.close(members);
  }

  /** The numbers of the marked nodes that are reached, ascending. */
  from(node: number): readonly number[] {
    return this.sets[this.component[node]!]!;
  }

  private edges(node: number): readonly number[] {
    return this.mark[node]! >= 0 ? [] : this.next[node]!;
  }

  /** Closes a component: what its nodes and those behind them reach. */
  private close(members: readonly number[]): void {
    const id = this.sets.length;
    for (const node of members) this.component[node] = id;
    const behind = new Set<number>();
    for (const node of members)
      for (const to of this.edges(node)) if (this.component[to] !== id) behind.add(this.component[to]!);
    const own = members.length === 1 ? this.mark[members[0]!]! : -1;
    this.sets.push(own >= 0 ? [own] : this.union(id, behind));
  }

  private union(id: number, components: ReadonlySet<number>): readonly number[] {
    let largest: readonly number[] = [];
    for (const component of components) {
      const set = this.sets[component]!;
      if (set.length > largest.length) largest = set;
    }
    const found: number[] = [];
    for (const component of components)
      for (const mark of this.sets[component]!)
        if (this.taken[mark] !== id) {
          this.taken[mark] = id;
          found.push(mark);
        }
    // Most nodes pass on what one other has.
    return found.length === largest.length ? largest : found.sort((a, b) => a - b);
  }
}
