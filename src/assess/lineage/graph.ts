import type { RelationSymbol } from '../../analyze/symbols.js';
import type { Span } from '../../ir/span.js';

/** A column of a table or view, by its names. */
export interface ColumnRef {
  readonly owner: string;
  readonly relation: string;
  readonly column: string;
}

/** A value on its way: `copy` where nothing is done to it. */
export interface Flow {
  readonly from: string;
  readonly copy: boolean;
  /** The statement that moves it. */
  readonly span: Span;
}

/**
 * Where values come from: nodes are columns, variables, columns of queries and results of functions; which statement runs before which is not
 * looked at, so a variable has all that is ever put into it, and a parameter what any caller passes.
 */
export class FlowGraph {
  private readonly into = new Map<string, Map<string, Flow>>();
  private readonly columns = new Map<string, ColumnRef>();

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
    if (!known || (flow.copy && !known.copy)) flows.set(key, flow);
  }

  flowsInto(id: string): readonly Flow[] {
    return [...(this.into.get(id)?.values() ?? [])];
  }

  /** The columns whose values reach a node without passing through another column, and whether as they are. */
  columnsBehind(id: string): ReadonlyMap<string, boolean> {
    const found = new Map<string, boolean>();
    const seen = new Map<string, boolean>();
    const work: [string, boolean][] = [[id, true]];
    for (let next = work.pop(); next; next = work.pop()) {
      const [at, copy] = next;
      if (this.columns.has(at)) {
        found.set(at, copy || found.get(at) === true);
        continue;
      }
      const before = seen.get(at);
      if (before === true || before === copy) continue;
      seen.set(at, copy);
      for (const flow of this.flowsInto(at)) work.push([flow.from, copy && flow.copy]);
    }
    return found;
  }
}
