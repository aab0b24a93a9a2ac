import type { Analysis, Resolution, RowSource } from '../../analyze/analysis.js';
import type { ColumnInfo, RelationSymbol, RoutineSymbol, VariableSymbol } from '../../analyze/model/symbols.js';
import type { Expr, Query, QueryBody, ScriptUnit, Select } from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import { forEachChild } from '../../ir/walk.js';
import type { FlowGraph } from './graph.js';

/** What an expression takes its value from. */
export interface Input {
  readonly node: string;
  readonly copy: boolean;
}

/** A name that can hold a value: where it is read it is an input, where it is written a target. */
export interface Reader {
  /** The nodes whose values an expression has. `newTable`: the table of the trigger around it. */
  inputs(expr: Expr, newTable?: RelationSymbol): readonly Input[];
  /** The inputs of each output column of a query. */
  outputs(query: Query | QueryBody, newTable?: RelationSymbol): readonly (readonly Input[])[];
  /** The node of a column as a row source gives it. */
  columnOf(source: RowSource, column: ColumnInfo): string | undefined;
  variable(variable: VariableSymbol, fields?: readonly string[]): string;
  result(routine: RoutineSymbol): string;
  fieldsOf(resolution: Resolution): readonly string[];
}

/** Reads expressions of a compilation's units; columns of derived tables and factors are looked through. */
export function readerOf(analysis: Analysis, graph: FlowGraph, units: readonly ScriptUnit[]): Reader {
  return new ExpressionReader(analysis, graph, units);
}

/** Follows expressions to the columns and variables that they read. */
class ExpressionReader implements Reader {
  private readonly queries: ReadonlyMap<readonly ColumnInfo[], Query>;
  private readonly numbers = new Map<object, number>();
  private readonly made = new Set<string>();
  constructor(
    private readonly analysis: Analysis,
    private readonly graph: FlowGraph,
    units: readonly ScriptUnit[],
  ) {
    this.queries = queriesByColumns(analysis, units);
  }

  inputs(expr: Expr, newTable?: RelationSymbol): readonly Input[] {
    switch (expr.kind) {
      case 'Name':
      case 'Call':
      case 'Member':
      case 'New':
      case 'CorrelationName':
        return this.ofResolution(expr, this.analysis.resolve(expr), newTable);
      case 'OuterJoinMark':
      case 'Collate':
        return this.inputs(expr.operand, newTable);
      case 'Subquery':
        return this.outputs(expr.query, newTable)[0] ?? [];
      case 'Case':
        // The conditions choose among values; they are no part of them.
        return derived(
          [...expr.branches.map((b) => b.then), ...(expr.otherwise ? [expr.otherwise] : [])].flatMap((e) =>
            this.inputs(e, newTable),
          ),
        );
      default:
        return this.below(expr, newTable);
    }
  }

  outputs(query: Query | QueryBody, newTable?: RelationSymbol): readonly (readonly Input[])[] {
    switch (query.kind) {
      case 'Query':
        return this.outputs(query.body, newTable);
      case 'SetOperation': {
        const [left, right] = [this.outputs(query.left, newTable), this.outputs(query.right, newTable)];
        return left.map((inputs, i) => [...inputs, ...(right[i] ?? [])]);
      }
      case 'TableValues':
        return (query.rows[0] ?? []).map((_, i) =>
          query.rows.flatMap((row) => (row[i] ? this.inputs(row[i], newTable) : [])),
        );
      case 'Select':
        return this.selectOutputs(query, newTable);
    }
  }

  columnOf(source: RowSource, column: ColumnInfo): string | undefined {
    if (source.relation) return this.graph.column(source.relation, column.name);
    const query = this.queries.get(source.columns);
    if (!query) return undefined;
    const index = source.columns.findIndex((c) => c.name === column.name);
    return index < 0 ? undefined : this.queryColumn(query, index);
  }

  variable(variable: VariableSymbol, fields: readonly string[] = []): string {
    return `variable ${this.number(variable)}${fields.map((f) => `.${f}`).join('')}`;
  }

  result(routine: RoutineSymbol): string {
    return `result ${this.number(routine)}`;
  }

  fieldsOf({ steps }: Resolution): readonly string[] {
    return steps.flatMap((s) => (s.kind === 'field' ? [s.name] : []));
  }

  private number(of: object): number {
    const known = this.numbers.get(of);
    if (known !== undefined) return known;
    this.numbers.set(of, this.numbers.size);
    return this.numbers.size - 1;
  }

  private queryColumn(query: Query, index: number): string {
    const id = `query ${this.number(query)}`;
    if (!this.made.has(id)) {
      this.made.add(id);
      for (const [i, inputs] of this.outputs(query).entries())
        for (const { node, copy } of inputs) this.graph.add(`${id} ${i}`, { from: node, copy, span: query.span });
    }
    return `${id} ${index}`;
  }

  private ofResolution(expr: Expr, { base, steps }: Resolution, newTable?: RelationSymbol): readonly Input[] {
    const copy = steps.every((s) => s.kind === 'field' || s.kind === 'element');
    const one = (node: string | undefined): readonly Input[] => (node === undefined ? [] : [{ node, copy }]);
    switch (base.kind) {
      case 'column':
        return one(this.columnOf(base.source, base.column));
      case 'row':
        return base.source.columns.flatMap((c) => one(this.columnOf(base.source, c)));
      case 'variable':
        return one(this.variable(base.variable, this.fieldsOf({ base, steps, type: { kind: 'unknown' } })));
      case 'correlation':
        return newTable && base.column ? one(this.graph.column(newTable, base.column.name)) : [];
      case 'routine':
        return base.routine.definition
          ? [{ node: this.result(base.routine), copy: false }]
          : base.args.flatMap((a) => (a.actual ? derived(this.inputs(a.actual, newTable)) : []));
      case 'expression':
        return derived(this.inputs(base.expr, newTable));
      default: {
        const args = 'args' in base ? (base.args ?? []) : [];
        if (args.length === 0) return this.below(expr, newTable);
        return args.flatMap((a) => derived(this.inputs(a.value, newTable)));
      }
    }
  }

  private below(node: object, newTable?: RelationSymbol): readonly Input[] {
    const found: Input[] = [];
    forEachChild(node, (child) => {
      if (child.kind === 'Query') found.push(...this.outputs(child as Query, newTable).flat());
      else if (child.kind !== 'Identifier' && child.kind !== 'QualifiedName')
        found.push(...this.inputs(child as Expr, newTable));
    });
    return derived(found);
  }

  private selectOutputs(select: Select, newTable?: RelationSymbol): readonly (readonly Input[])[] {
    return select.items.flatMap((item): (readonly Input[])[] => {
      if (item.value.kind !== 'Star') return [this.inputs(item.value, newTable)];
      return this.analysis.expandStar(item.value, select).map(({ source, column }) => {
        const node = this.columnOf(source, column);
        return node === undefined ? [] : [{ node, copy: true }];
      });
    });
  }
}

const derived = (inputs: readonly Input[]): readonly Input[] => inputs.map(({ node }) => ({ node, copy: false }));

/** The query behind the columns of each derived table and each factor of WITH. */
function queriesByColumns(analysis: Analysis, units: readonly ScriptUnit[]): ReadonlyMap<readonly ColumnInfo[], Query> {
  const found = new Map<readonly ColumnInfo[], Query>();
  const visit = (node: OracleNode, factors: ReadonlyMap<string, Query>): void => {
    let inner = factors;
    if (node.kind === 'Query') {
      const columns = analysis.columnsOf(node);
      if (columns.length > 0) found.set(columns, node);
      if (node.with) inner = new Map([...factors, ...node.with.factors.map((f) => [f.name.name, f.query] as const)]);
    }
    if (node.kind === 'TableRef') {
      const source = analysis.sourceOf(node);
      const query = node.name.parts.length === 1 ? factors.get(node.name.parts[0]?.name ?? '') : undefined;
      if (source?.kind === 'factor' && query && source.columns.length > 0) found.set(source.columns, query);
    }
    forEachChild(node, (child) => visit(child, inner));
  };
  for (const unit of units) visit(unit, new Map());
  return found;
}
