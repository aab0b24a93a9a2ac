import type { Compilation } from '../../compile.js';
import { addUnder } from '../../ir/lists-by-key.js';
import type { Span } from '../../ir/span.js';
import { flowGraph } from './flows.js';
import type { ColumnRef, FlowGraph } from './graph.js';
import type { Reader } from './inputs.js';

/** One column feeds another, by one statement. */
export interface ColumnEdge {
  readonly from: ColumnRef;
  readonly to: ColumnRef;
  /** The value arrives as it was; otherwise something is done to it on the way. */
  readonly copy: boolean;
  /** The statement that writes it: the query of a view, DML, a trigger's assignment. */
  readonly span: Span;
}

/** What `lineageOf` gives: the edges between columns, and the graph behind them. */
export interface Lineage {
  readonly graph: FlowGraph;
  readonly reader: Reader;
  /** In order of the column that is fed, then of the place. */
  readonly edges: readonly ColumnEdge[];
}

/** `OWNER.RELATION.COLUMN`. */
export const columnKey = (c: ColumnRef): string => `${c.owner}.${c.relation}.${c.column}`;

/** Column-level lineage of all inputs: through views, DML, variables, cursors, calls and triggers. */
export function lineageOf(compilation: Compilation): Lineage {
  const { graph, reader } = flowGraph(
    compilation.analysis,
    compilation.units.map((u) => u.unit),
  );
  const behind = new Map<string, ReadonlyMap<string, boolean>>();
  const edges: ColumnEdge[] = [];
  for (const id of graph.columnIds) {
    const to = graph.columnOf(id);
    if (!to) continue;
    const found = new Map<string, ColumnEdge>();
    for (const flow of graph.flowsInto(id)) {
      let columns = behind.get(flow.from);
      if (!columns) behind.set(flow.from, (columns = graph.columnsBehind(flow.from)));
      for (const [from, copied] of columns) {
        const source = graph.columnOf(from);
        if (!source || from === id) continue;
        const key = `${from} ${flow.span.file}:${flow.span.start}`;
        const copy = flow.copy && copied;
        if (!found.has(key) || copy) found.set(key, { from: source, to, copy, span: flow.span });
      }
    }
    edges.push(...found.values());
  }
  const order = (e: ColumnEdge): string => `${columnKey(e.to)}\0${columnKey(e.from)}`;
  edges.sort((a, b) =>
    order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : a.span.file - b.span.file || a.span.start - b.span.start,
  );
  return { graph, reader, edges };
}

/** What is reached from a column, each with how many steps away it is. */
export interface Reached {
  readonly edge: ColumnEdge;
  readonly depth: number;
}

/** Everything that feeds a column (`up`), or that it feeds (`down`), nearest first; a ring is gone round once. */
export function trace(edges: readonly ColumnEdge[], column: ColumnRef, direction: 'up' | 'down'): readonly Reached[] {
  const index = new Map<string, ColumnEdge[]>();
  for (const edge of edges) {
    const key = columnKey(direction === 'up' ? edge.to : edge.from);
    addUnder(index, key, edge);
  }
  const seen = new Set([columnKey(column)]);
  const reached: Reached[] = [];
  let level = [columnKey(column)];
  for (let depth = 1; level.length > 0; depth += 1) {
    const next: string[] = [];
    for (const key of level) {
      for (const edge of index.get(key) ?? []) {
        reached.push({ edge, depth });
        const other = columnKey(direction === 'up' ? edge.from : edge.to);
        if (seen.has(other)) continue;
        seen.add(other);
        next.push(other);
      }
    }
    level = next;
  }
  return reached;
}
