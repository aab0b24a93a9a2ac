import type { Analysis } from '../../analyze/analysis.js';
import type { ColumnInfo, RelationSymbol, RoutineSymbol } from '../../analyze/model/symbols.js';
import type { OracleType } from '../../analyze/model/types.js';
import type {
  CursorForLoop,
  DmlTarget,
  Expr,
  Fetch,
  Insert,
  InsertBranch,
  Merge,
  MultiTableInsert,
  QualifiedName,
  Query,
  Returning,
  ScriptUnit,
  SetItem,
} from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import type { Span } from '../../ir/span.js';
import { forEachChild } from '../../ir/walk.js';
import { FlowGraph } from './graph.js';
import { type Input, type Reader, readerOf } from './inputs.js';

/** What is around a statement. */
interface Place {
  readonly routine: RoutineSymbol | undefined;
  /** The table of the trigger around it: what :NEW and :OLD are rows of. */
  readonly newTable: RelationSymbol | undefined;
}

/** The flow of values through views, DML, routines and triggers of the units. */
export function flowGraph(
  analysis: Analysis,
  units: readonly ScriptUnit[],
): { readonly graph: FlowGraph; readonly reader: Reader } {
  const graph = new FlowGraph();
  const reader = readerOf(analysis, graph, units);
  const builder = new FlowBuilder(analysis, graph, reader);
  for (const unit of units) builder.visit(unit, { routine: undefined, newTable: undefined });
  return { graph, reader };
}

class FlowBuilder {
  constructor(
    private readonly analysis: Analysis,
    private readonly graph: FlowGraph,
    private readonly reader: Reader,
  ) {}

  visit(node: OracleNode, place: Place): void {
    let inner = place;
    if (node.kind === 'RoutineDefinition') {
      const symbol = this.analysis.declaredBy(node);
      inner = { ...place, routine: symbol?.kind === 'routine' ? symbol : undefined };
    } else if (node.kind === 'CreateTrigger') {
      const symbol = this.analysis.declared(node);
      inner = { ...place, newTable: symbol?.kind === 'trigger' ? symbol.table : undefined };
    }
    this.note(node, inner);
    forEachChild(node, (child) => this.visit(child, inner));
  }

  private note(node: OracleNode, place: Place): void {
    switch (node.kind) {
      case 'CreateView':
      case 'CreateMaterializedView':
      case 'CreateTable': {
        const unit = node as ScriptUnit & { readonly query?: Query; readonly asQuery?: Query };
        const query = unit.query ?? unit.asQuery;
        const symbol = this.analysis.declared(unit);
        if (query && symbol?.kind === 'relation')
          this.intoColumns(symbol, symbol.columns, this.reader.outputs(query), unit.span);
        return;
      }
      case 'Insert':
        this.insert(node, place);
        return;
      case 'MultiTableInsert':
        this.multiInsert(node, place);
        return;
      case 'Update': {
        this.set(node.set, node.target, node.span, place);
        this.returning(node.returning, place);
        return;
      }
      case 'Delete':
        this.returning(node.returning, place);
        return;
      case 'Merge':
        this.merge(node, place);
        return;
      case 'Select': {
        if (node.into) this.intoTargets(node.into.targets, this.reader.outputs(node, place.newTable), node.span, place);
        return;
      }
      case 'Assignment': {
        const { target, value, span } = node;
        this.assign(target, value, span, place);
        return;
      }
      case 'VariableDeclaration': {
        const symbol = this.analysis.declaredBy(node);
        const { initial, span } = node;
        if (symbol?.kind === 'variable' && initial)
          this.flows(this.reader.variable(symbol), this.reader.inputs(initial, place.newTable), span);
        return;
      }
      case 'CursorForLoop':
        this.loop(node);
        return;
      case 'OpenFor': {
        const { cursor, source, span } = node;
        const target = this.target(cursor, place);
        if (target !== undefined && source.kind === 'Query')
          for (const [i, inputs] of this.reader.outputs(source, place.newTable).entries())
            this.flows(`${target}#${i}`, inputs, span);
        return;
      }
      case 'Fetch':
        this.fetch(node, place);
        return;
      case 'Return':
      case 'PipeRow': {
        const { value, span } = node;
        if (value && place.routine)
          this.flows(this.reader.result(place.routine), this.reader.inputs(value, place.newTable), span);
        return;
      }
      case 'Name':
      case 'Call':
      case 'Member':
        this.bind(node, place);
        return;
      default:
        return;
    }
  }

  private flows(to: string, inputs: readonly Input[], span: Span): void {
    for (const { node, copy } of inputs) this.graph.add(to, { from: node, copy, span });
  }

  private intoColumns(
    relation: RelationSymbol,
    columns: readonly { readonly name: string }[],
    outputs: readonly (readonly Input[])[],
    span: Span,
  ): void {
    for (const [i, column] of columns.entries())
      this.flows(this.graph.column(relation, column.name), outputs[i] ?? [], span);
  }

  private relationOf(target: DmlTarget): RelationSymbol | undefined {
    return this.analysis.sourceOf(target)?.relation;
  }

  /** The columns that an INSERT names, or all that it fills. */
  private columnsOf(
    relation: RelationSymbol,
    names: readonly QualifiedName[] | undefined,
  ): readonly { readonly name: string }[] {
    return names
      ? names.map((n) => ({ name: n.parts.at(-1)?.name ?? '' }))
      : relation.columns.filter((c) => !c.hidden && !c.virtual);
  }

  private insert({ target, columns, source, returning, span }: Insert, place: Place): void {
    this.returning(returning, place);
    const relation = this.relationOf(target);
    if (!relation) return;
    const names = this.columnsOf(relation, columns);
    if (source.kind === 'Query') {
      this.intoColumns(relation, names, this.reader.outputs(source, place.newTable), span);
      return;
    }
    if (source.record) this.intoColumns(relation, names, this.recordParts(source.record, names, place), span);
    for (const row of source.rows)
      this.intoColumns(
        relation,
        names,
        row.map((value) => this.reader.inputs(value, place.newTable)),
        span,
      );
  }

  private multiInsert({ branches, otherwise, source }: MultiTableInsert, place: Place): void {
    const outputs = this.reader.outputs(source, place.newTable);
    const all: readonly InsertBranch[] = [...branches.flatMap((b) => b.inserts), ...(otherwise ?? [])];
    const query = this.analysis.columnsOf(source);
    for (const { target, columns, values, span } of all) {
      const relation = this.relationOf(target);
      if (!relation) continue;
      const inputs = values?.map((value) => {
        const index = value.kind === 'Name' ? query.findIndex((c) => c.name === value.parts.at(-1)?.name) : -1;
        return index >= 0 ? (outputs[index] ?? []) : this.reader.inputs(value, place.newTable);
      });
      this.intoColumns(relation, this.columnsOf(relation, columns), inputs ?? outputs, span);
    }
  }

  private merge({ target, update, insert, span }: Merge, place: Place): void {
    const relation = this.relationOf(target);
    if (update) this.set(update.set, target, span, place);
    if (insert && relation)
      this.intoColumns(
        relation,
        this.columnsOf(relation, insert.columns),
        insert.values.map((value) => this.reader.inputs(value, place.newTable)),
        span,
      );
  }

  private set(items: readonly SetItem[], target: DmlTarget, span: Span, place: Place): void {
    const relation = this.relationOf(target);
    if (!relation) return;
    const last = (name: QualifiedName): string => name.parts.at(-1)?.name ?? '';
    for (const item of items) {
      switch (item.kind) {
        case 'SetColumn':
          this.flows(
            this.graph.column(relation, last(item.column)),
            this.reader.inputs(item.value, place.newTable),
            span,
          );
          break;
        case 'SetColumns':
          this.intoColumns(
            relation,
            item.columns.map((c) => ({ name: last(c) })),
            this.reader.outputs(item.query, place.newTable),
            span,
          );
          break;
        case 'SetRow': {
          const names = this.columnsOf(relation, undefined);
          this.intoColumns(relation, names, this.recordParts(item.record, names, place), span);
          break;
        }
        case 'SetValue':
          break;
      }
    }
  }

  private returning(clause: Returning | undefined, place: Place): void {
    if (!clause?.into) return;
    const outputs = clause.items.map((item) => this.reader.inputs(item, place.newTable));
    this.intoTargets(clause.into.targets, outputs, clause.span, place);
  }

  /** The parts of a record variable for columns of these names; by place where the names differ. */
  private recordParts(
    record: Expr,
    names: readonly { readonly name: string }[],
    place: Place,
  ): readonly (readonly Input[])[] {
    const node = this.target(record, place);
    const fields = fieldsOfType(this.analysis.typeOf(record));
    if (node === undefined) return [];
    return names.map(({ name }, i) => {
      const field = fields.find((f) => f === name) ?? fields[i];
      return field === undefined ? [] : [{ node: `${node}.${field}`, copy: true }];
    });
  }

  /**
   * Values into targets of INTO: one each, or all into the fields of one record or of the records of one collection.
   */
  private intoTargets(
    targets: readonly Expr[],
    outputs: readonly (readonly Input[])[],
    span: Span,
    place: Place,
  ): void {
    const [only] = targets;
    const fields = targets.length === 1 && only ? fieldsOfType(this.analysis.typeOf(only)) : [];
    const node = only && this.target(only, place);
    if (fields.length > 0 && node !== undefined) {
      for (const [i, field] of fields.entries()) this.flows(`${node}.${field}`, outputs[i] ?? [], span);
      return;
    }
    for (const [i, target] of targets.entries()) {
      const to = this.target(target, place);
      if (to !== undefined) this.flows(to, outputs[i] ?? [], span);
    }
  }

  /** The node that a target of an assignment is. */
  private target(expr: Expr, place: Place): string | undefined {
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
        return base.column && place.newTable ? this.graph.column(place.newTable, base.column.name) : undefined;
      default:
        return undefined;
    }
  }

  private assign(target: Expr, value: Expr, span: Span, place: Place): void {
    const to = this.target(target, place);
    if (to === undefined) return;
    const fields = fieldsOfType(this.analysis.typeOf(target));
    const from = this.target(value, place);
    if (fields.length > 0 && from !== undefined) {
      const own = fieldsOfType(this.analysis.typeOf(value));
      for (const [i, field] of fields.entries())
        this.graph.add(`${to}.${field}`, { from: `${from}.${own[i] ?? field}`, copy: true, span });
      return;
    }
    this.flows(to, this.reader.inputs(value, place.newTable), span);
  }

  private loop(loop: CursorForLoop): void {
    const record = this.analysis.declaredBy(loop);
    if (record?.kind !== 'variable') return;
    const cursor = loop.source.kind === 'NamedCursor' ? this.analysis.symbolOf(loop.source.cursor) : undefined;
    const query = loop.source.kind === 'Query' ? loop.source : cursor?.kind === 'cursor' ? cursor.query : undefined;
    if (!query) return;
    const columns: readonly ColumnInfo[] = this.analysis.columnsOf(query);
    for (const [i, inputs] of this.reader.outputs(query).entries())
      this.flows(this.reader.variable(record, [columns[i]?.name ?? '']), inputs, loop.span);
  }

  private fetch({ cursor, into, span }: Fetch, place: Place): void {
    if (cursor.kind !== 'Name' && cursor.kind !== 'Member' && cursor.kind !== 'Call') return;
    const { base } = this.analysis.resolve(cursor);
    if (base.kind === 'cursor' && base.cursor.query) {
      this.intoTargets(into.targets, this.reader.outputs(base.cursor.query), span, place);
      return;
    }
    const from = this.target(cursor, place);
    if (from === undefined) return;
    const count = Math.max(
      into.targets.length,
      into.targets[0] ? fieldsOfType(this.analysis.typeOf(into.targets[0])).length : 0,
    );
    const outputs = Array.from({ length: count }, (_, i) => [{ node: `${from}#${i}`, copy: true }]);
    this.intoTargets(into.targets, outputs, span, place);
  }

  /** Actual parameters into formal ones, and back for OUT. */
  private bind(expr: Expr, place: Place): void {
    if (expr.kind !== 'Name' && expr.kind !== 'Call' && expr.kind !== 'Member') return;
    const { base, steps } = this.analysis.resolve(expr);
    const calls = [
      ...(base.kind === 'routine' ? [base.args] : []),
      ...steps.flatMap((s) => (s.kind === 'objectMethod' ? [s.args] : [])),
    ];
    for (const args of calls) {
      for (const { parameter, actual } of args) {
        if (!actual) continue;
        const formal = this.reader.variable(parameter.variable);
        const given = this.target(actual, place);
        const fields = fieldsOfType(parameter.variable.type);
        const pairs: [string, string][] =
          given === undefined
            ? []
            : fields.length > 0
              ? fields.map((f) => [`${formal}.${f}`, `${given}.${f}`])
              : [[formal, given]];
        if (parameter.mode !== 'OUT') {
          if (pairs.length > 0)
            for (const [to, from] of pairs) this.graph.add(to, { from, copy: true, span: expr.span });
          else this.flows(formal, this.reader.inputs(actual, place.newTable), expr.span);
        }
        if (parameter.mode !== 'IN')
          for (const [from, to] of pairs) this.graph.add(to, { from, copy: true, span: expr.span });
      }
    }
  }
}

/** The fields of a record, or of the records of a collection. */
function fieldsOfType(type: OracleType): readonly string[] {
  if (type.kind === 'collection') return fieldsOfType(type.collection.element);
  return type.kind === 'record' ? type.fields.map((f) => f.name) : [];
}
