import type { RelationSymbol } from '../../analyze/model/symbols.js';
import type { Span } from '../../ir/span.js';
import { Reach } from './reach.js';

/** A column of a table or view, by its names. */
export interface ColumnRef {
  readonly owner: string;
  readonly relation: string;
  readonly column: string;
}

/** A value on its way: `copy` where nothing is done to it. */
interface Flow {
  readonly from: string;
  readonly copy: boolean;
  /** The statement that moves it. */
  readonly span: Span;
}

/**
 * Where values come from: nodes are columns, variables, columns of queries and results of functions; which statement
 * runs before which is not looked at, so a variable has all that is ever put into it, and a parameter what any caller
 * passes.
 */
export class FlowGraph {
  private readonly into = new Map<string, Map<string, Flow>>();
  private readonly columns = new Map<string, ColumnRef>();
  private reached: Reached | undefined;

  /** The node of a column. */
  column(relation: RelationSymbol, name: string): string {
    const id = `column ${relation.owner}.${relation.name}.${name}`;
    if (!this.columns.has(id)) this.columns.set(id, { owner: relation.owner, relation: relation.name, column: name });
    return id;
  }

  columnOf(id: string): ColumnRef | undefined {
    return this.columns.get(id);
  }

  get columnIds(): readonly string[] {
    return [...this.columns.keys()];
  }

  add(to: string, flow: Flow): void {
    if (to === flow.from) return;
    let flows = this.into.get(to);
    if (!flows) this.into.set(to, (flows = new Map()));
    const key = `${flow.from} ${flow.span.file}:${flow.span.start}`;
    const known = flows.get(key);
    if (known && (known.copy || !flow.copy)) return;
    flows.set(key, flow);
    this.reached = undefined;
  }

  flowsInto(id: string): readonly Flow[] {
    return [...(this.into.get(id)?.values() ?? [])];
  }

  /** The columns whose values reach a node without passing through another column, and whether as they are. */
  columnsBehind(id: string): ReadonlyMap<string, boolean> {
    const reached = (this.reached ??= this.computeReach());
    const node = reached.numbers.get(id);
    // What came later has nothing behind it, or all would have been evaluated again.
    if (node === undefined) return new Map(this.columns.has(id) ? [[id, true]] : []);
    const found = new Map<string, boolean>();
    for (const column of reached.any.from(node)) found.set(reached.columns[column]!, false);
    for (const column of reached.copies.from(node)) found.set(reached.columns[column]!, true);
    return found;
  }

  private computeReach(): Reached {
    const numbers = new Map<string, number>();
    const number = (id: string): number => {
      let known = numbers.get(id);
      if (known === undefined) numbers.set(id, (known = numbers.size));
      return known;
    };
    for (const id of this.columns.keys()) number(id);
    for (const [to, flows] of this.into) {
      number(to);
      for (const flow of flows.values()) number(flow.from);
    }
    const mark = new Int32Array(numbers.size).fill(-1).map((_, node) => (node < this.columns.size ? node : -1));
    const edges = (counts: (flow: { readonly copy: boolean }) => boolean): number[][] => {
      const next: number[][] = Array.from({ length: numbers.size }, () => []);
      for (const [to, flows] of this.into) {
        const from = new Set<number>();
        for (const flow of flows.values()) if (counts(flow)) from.add(number(flow.from));
        next[number(to)] = [...from];
      }
      return next;
    };
    return {
      numbers,
      columns: [...this.columns.keys()],
      any: new Reach(
        edges(() => true),
        mark,
        this.columns.size,
      ),
      copies: new Reach(
        edges(({ copy }) => copy),
        mark,
        this.columns.size,
      ),
    };
  }
}

/** What is reached in the graph as it stands. */
interface Reached {
  readonly numbers: ReadonlyMap<string, number>;
  readonly columns: readonly string[];
  readonly any: Reach;
  readonly copies: Reach;
}
