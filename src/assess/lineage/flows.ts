import type { Analysis, BoundArgument } from '../../analyze/analysis.js';
import { type GivenRow, GivenValues, type Giving } from '../../analyze/flow/given-values.js';
import type { TextRows } from '../../analyze/model/carrier.js';
import type { RelationSymbol, RoutineSymbol, VariableSymbol } from '../../analyze/model/symbols.js';
import type { OracleType } from '../../analyze/model/types.js';
import type { Expr, IntoClause, Query, ScriptUnit } from '../../ir/oracle/index.js';
import { FlowGraph } from './graph.js';
import { type Input, type Reader, readerOf } from './inputs.js';

/** The flow of values through views, DML, routines and triggers of the units. */
export function flowGraph(
  analysis: Analysis,
  units: readonly ScriptUnit[],
): { readonly graph: FlowGraph; readonly reader: Reader } {
  const graph = new FlowGraph();
  const reader = readerOf(analysis, graph, units);
  const builder = new FlowBuilder(analysis, graph, reader);
  for (const unit of units) builder.follow(unit);
  return { graph, reader };
}

class FlowBuilder extends GivenValues {
  constructor(
    analysis: Analysis,
    private readonly graph: FlowGraph,
    private readonly reader: Reader,
  ) {
    super(analysis);
  }

  protected toTarget(target: Expr, value: Expr, giving: Giving): void {
    const to = this.target(target, giving);
    if (to === undefined) return;
    const fields = fieldsOfType(this.analysis.typeOf(target));
    const from = this.target(value, giving);
    if (fields.length > 0 && from !== undefined) {
      const own = fieldsOfType(this.analysis.typeOf(value));
      for (const [i, field] of fields.entries()) this.copies(`${to}.${field}`, `${from}.${own[i] ?? field}`, giving);
      return;
    }
    this.flows(to, this.reader.inputs(value, giving.triggerTable), giving);
  }

  protected toSymbol(symbol: VariableSymbol | RoutineSymbol, value: Expr, giving: Giving): void {
    const to = symbol.kind === 'routine' ? this.reader.result(symbol) : this.reader.variable(symbol);
    this.flows(to, this.reader.inputs(value, giving.triggerTable), giving);
  }

  protected toParameter({ parameter: { variable, mode }, actual }: BoundArgument, giving: Giving): void {
    if (!actual) return;
    const formal = this.reader.variable(variable);
    const given = this.target(actual, giving);
    const pairs =
      given === undefined ? [] : partsOf(variable.type).map((part) => [formal + part, given + part] as const);
    if (mode !== 'OUT') {
      for (const [to, from] of pairs) this.copies(to, from, giving);
      if (pairs.length === 0) this.flows(formal, this.reader.inputs(actual, giving.triggerTable), giving);
    }
    if (mode !== 'IN') for (const [from, to] of pairs) this.copies(to, from, giving);
  }

  protected toColumns(relation: RelationSymbol, columns: readonly string[], row: GivenRow, giving: Giving): void {
    const given = this.inputsOf(row, columns, giving);
    for (const [i, column] of columns.entries())
      this.flows(this.graph.column(relation, column), given[i] ?? [], giving);
  }

  protected toInto({ targets }: IntoClause, row: GivenRow | undefined, giving: Giving): void {
    if (row) this.toTargets(targets, this.inputsOf(row, [], giving), giving);
  }

  protected toLoopRecord(record: VariableSymbol, query: Query, giving: Giving): void {
    const columns = this.analysis.columnsOf(query);
    for (const [i, inputs] of this.reader.outputs(query, giving.triggerTable).entries())
      this.flows(this.reader.variable(record, [columns[i]?.name ?? '']), inputs, giving);
  }

  protected toCursor(cursor: Expr, query: Query | TextRows, giving: Giving): void {
    const to = this.target(cursor, giving);
    if (to === undefined || query.kind === 'text') return;
    for (const [i, inputs] of this.reader.outputs(query, giving.triggerTable).entries())
      this.flows(columnOfCursor(to, i), inputs, giving);
  }

  protected fromCursor(cursor: Expr, { targets }: IntoClause, giving: Giving): void {
    const from = this.target(cursor, giving);
    if (from === undefined) return;
    const [first] = targets;
    const count = Math.max(targets.length, first ? fieldsOfType(this.analysis.typeOf(first)).length : 0);
    const outputs = Array.from({ length: count }, (_, i) => [{ node: columnOfCursor(from, i), copy: true }]);
    this.toTargets(targets, outputs, giving);
  }

  /** What a text does is not looked at. */
  protected toChanged(): void {}

  /** The reader makes what it needs of a query itself. */
  protected toReaders(): void {}

  /** Values into targets: one each, or all into the fields of one record or of the records of one collection. */
  private toTargets(targets: readonly Expr[], outputs: readonly (readonly Input[])[], giving: Giving): void {
    const [only] = targets;
    const fields = targets.length === 1 && only ? fieldsOfType(this.analysis.typeOf(only)) : [];
    const node = only && this.target(only, giving);
    if (fields.length > 0 && node !== undefined) {
      for (const [i, field] of fields.entries()) this.flows(`${node}.${field}`, outputs[i] ?? [], giving);
      return;
    }
    for (const [i, target] of targets.entries()) {
      const to = this.target(target, giving);
      if (to !== undefined) this.flows(to, outputs[i] ?? [], giving);
    }
  }

  /** What each column of these names gets. */
  private inputsOf(row: GivenRow, columns: readonly string[], { triggerTable }: Giving): readonly (readonly Input[])[] {
    switch (row.kind) {
      case 'Query':
        return this.reader.outputs(row, triggerTable);
      case 'values': {
        const outputs = row.query ? this.reader.outputs(row.query, triggerTable) : [];
        return row.values.map((value) =>
          typeof value === 'number' ? (outputs[value] ?? []) : this.reader.inputs(value, triggerTable),
        );
      }
      case 'record':
        return this.recordParts(row.record, columns, triggerTable);
      case 'text':
        return [];
    }
  }

  /** The parts of a record variable for columns of these names; by place where the names differ. */
  private recordParts(
    record: Expr,
    columns: readonly string[],
    triggerTable: RelationSymbol | undefined,
  ): readonly (readonly Input[])[] {
    const node = this.target(record, { triggerTable });
    const fields = fieldsOfType(this.analysis.typeOf(record));
    if (node === undefined) return [];
    return columns.map((name, i) => {
      const field = fields.find((f) => f === name) ?? fields[i];
      return field === undefined ? [] : [{ node: `${node}.${field}`, copy: true }];
    });
  }

  /** The node that a target of an assignment is. */
  private target(expr: Expr, { triggerTable }: Pick<Giving, 'triggerTable'>): string | undefined {
    if (expr.kind !== 'Name' && expr.kind !== 'Call' && expr.kind !== 'Member' && expr.kind !== 'CorrelationName')
      return undefined;
    const resolution = this.analysis.resolve(expr);
    const { base } = resolution;
    switch (base.kind) {
      case 'variable':
        return this.reader.variable(base.variable, this.reader.fieldsOf(resolution));
      case 'cursor':
        return this.reader.variable(base.cursor.variable);
      case 'correlation':
        return base.column && triggerTable ? this.graph.column(triggerTable, base.column.name) : undefined;
      default:
        return undefined;
    }
  }

  private flows(to: string, inputs: readonly Input[], { span }: Giving): void {
    for (const { node, copy } of inputs) this.graph.add(to, { from: node, copy, span });
  }

  private copies(to: string, from: string, { span }: Giving): void {
    this.graph.add(to, { from, copy: true, span });
  }
}

const columnOfCursor = (cursor: string, place: number): string => `${cursor}#${place}`;

/** How the nodes of a variable's parts go on from its own: its fields, or it itself. */
function partsOf(type: OracleType): readonly string[] {
  const fields = fieldsOfType(type);
  return fields.length > 0 ? fields.map((field) => `.${field}`) : [''];
}

/** The fields of a record, or of the records of a collection. */
function fieldsOfType(type: OracleType): readonly string[] {
  if (type.kind === 'collection') return fieldsOfType(type.collection.element);
  return type.kind === 'record' ? type.fields.map((f) => f.name) : [];
}
