import type {
  CreateMaterializedView,
  CreateTable,
  CreateView,
  CursorForLoop,
  Expr,
  Insert,
  IntoClause,
  Merge,
  MultiTableInsert,
  OpenFor,
  Query,
  Returning,
  SetItem,
} from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import { walk } from '../../ir/walk.js';
import type { Analysis, BoundArgument } from '../analysis.js';
import type { RelationSymbol, RoutineSymbol } from '../model/symbols.js';
import { intoOf } from '../resolve/into-clause.js';
import { type Carrier, carrierOf, columnOf, fieldOfLoop, outputOf, outputsOf, type ValueSource } from './carriers.js';

/** By carrier, all that the inputs give to it. */
export type ValueSources = ReadonlyMap<Carrier, readonly ValueSource[]>;

/**
 * What all units of the analysis give to what holds values: assignments, arguments, results, rows of queries and of DML;
 * in no order, since routines may run in any.
 */
export function valueSources(analysis: Analysis): ValueSources {
  const finder = new SourceFinder(analysis);
  for (const unit of analysis.units) finder.visit(unit, undefined);
  finder.fetchFromVariables();
  return finder.sources;
}

class SourceFinder {
  readonly sources = new Map<Carrier, ValueSource[]>();
  /** The queries that cursor variables are opened for. */
  private readonly opened = new Map<Carrier, Query[]>();
  private readonly fetches: { readonly cursor: Expr; readonly into: IntoClause }[] = [];
  constructor(private readonly analysis: Analysis) {}

  visit(root: OracleNode, routine: RoutineSymbol | undefined): void {
    walk(root, (node) => {
      if (node.kind === 'RoutineDefinition' && node !== root) {
        const symbol = this.analysis.declaredBy(node);
        this.visit(node, symbol?.kind === 'routine' ? symbol : routine);
        return false;
      }
      this.note(node, routine);
      return true;
    });
  }

  private note(node: OracleNode, routine: RoutineSymbol | undefined): void {
    switch (node.kind) {
      case 'Assignment':
        this.give(node.target, node.value);
        return;
      case 'VariableDeclaration': {
        const symbol = node.initial && this.analysis.declaredBy(node);
        if (symbol?.kind === 'variable' && node.initial) this.add(symbol, node.initial);
        return;
      }
      case 'Return':
        if (node.value && routine) this.add(routine, node.value);
        return;
      case 'SelectInto': {
        const into = intoOf(node.query.body);
        if (into) this.fromQuery(into, node.query);
        return;
      }
      case 'Fetch':
        this.fromFetch(node.cursor, node.into);
        return;
      case 'OpenFor':
        this.fromOpen(node.cursor, node.source);
        return;
      case 'PipeRow':
        if (routine) this.add(routine, node.value);
        return;
      case 'Query':
        for (const [i, given] of outputsOf(this.analysis, node).entries())
          for (const source of given) this.add(outputOf(node.span, i), source);
        return;
      case 'CreateView':
      case 'CreateMaterializedView':
      case 'CreateTable':
        this.fromDefinition(node);
        return;
      case 'CursorForLoop':
        this.fromLoop(node);
        return;
      case 'Insert':
        this.fromInsert(node);
        return;
      case 'MultiTableInsert':
        this.fromMultiTableInsert(node);
        return;
      case 'Update':
        this.fromUpdate(node.set, this.analysis.sourceOf(node.target)?.relation);
        return;
      case 'Merge':
        this.fromMerge(node);
        return;
      case 'Returning':
        this.fromReturning(node);
        return;
      case 'Call':
      case 'Name': {
        const { base } = this.analysis.resolve(node);
        if (base.kind === 'routine') for (const arg of base.args) this.pass(arg);
        return;
      }
      default:
    }
  }

  private add(carrier: Carrier, source: ValueSource): void {
    const known = this.sources.get(carrier);
    if (known) known.push(source);
    else this.sources.set(carrier, [source]);
  }

  private give(target: Expr, source: ValueSource): void {
    const carrier = carrierOf(this.analysis, target);
    if (carrier) this.add(carrier, source);
  }

  private pass({ parameter: { variable, mode }, actual }: BoundArgument): void {
    if (!actual) return;
    if (mode !== 'OUT') this.add(variable, actual);
    if (mode !== 'IN') this.give(actual, { kind: 'carrier', carrier: variable });
  }

  private fromFetch(cursor: Expr, into: IntoClause): void {
    const { base } = cursor.kind === 'Name' ? this.analysis.resolve(cursor) : {};
    if (base?.kind === 'cursor') this.fromQuery(into, base.cursor.query);
    else this.fetches.push({ cursor, into });
  }

  private fromOpen(cursor: Expr, source: OpenFor['source']): void {
    const carrier = carrierOf(this.analysis, cursor);
    if (carrier === undefined || source.kind !== 'Query') return;
    const known = this.opened.get(carrier);
    if (known) known.push(source);
    else this.opened.set(carrier, [source]);
  }

  /** To be called when all else has been visited: a cursor variable may be handed on. */
  fetchFromVariables(): void {
    for (const { cursor, into } of this.fetches) {
      const queries = this.queriesOf(carrierOf(this.analysis, cursor), new Set());
      for (const query of queries.length === 0 ? [undefined] : queries) this.fromQuery(into, query);
    }
  }

  private queriesOf(cursor: Carrier | undefined, seen: Set<Carrier>): readonly Query[] {
    if (cursor === undefined || seen.has(cursor)) return [];
    seen.add(cursor);
    const givers = (this.sources.get(cursor) ?? []).map((source) => {
      if (source.kind === 'carrier') return source.carrier;
      return source.kind === 'rows' ? undefined : carrierOf(this.analysis, source);
    });
    return [...(this.opened.get(cursor) ?? []), ...givers.flatMap((giver) => this.queriesOf(giver, seen))];
  }

  private fromInsert({ target, columns, source }: Insert): void {
    const relation = this.analysis.sourceOf(target)?.relation;
    if (!relation) return;
    const rows = source.kind === 'Query' ? [outputsOf(this.analysis, source)] : source.rows;
    for (const row of rows) this.fromRow(relation, columns, row);
  }

  private fromMultiTableInsert({ branches, otherwise = [], source }: MultiTableInsert): void {
    const outputs = outputsOf(this.analysis, source);
    const names = this.analysis.columnsOf(source).map((c) => c.name);
    /** Names among the values are columns of the query. */
    const given = (value: Expr): ValueSource | readonly ValueSource[] => {
      const name = value.kind === 'Name' ? value.parts.at(-1)?.name : undefined;
      return (name === undefined ? undefined : outputs[names.indexOf(name)]) ?? value;
    };
    for (const { target, columns, values } of [...branches.flatMap(({ inserts }) => inserts), ...otherwise]) {
      const relation = this.analysis.sourceOf(target)?.relation;
      if (relation) this.fromRow(relation, columns, values?.map(given) ?? outputs);
    }
  }

  private fromRow(
    relation: RelationSymbol,
    columns: Insert['columns'],
    row: readonly (ValueSource | readonly ValueSource[])[],
  ): void {
    const names = columns?.map((c) => c.parts.at(-1)?.name) ?? relation.columns.map((c) => c.name);
    for (const [i, value] of row.entries()) {
      const name = names[i];
      if (name !== undefined) for (const source of [value].flat()) this.add(columnOf(relation, name), source);
    }
  }

  private fromUpdate(set: readonly SetItem[], relation: RelationSymbol | undefined): void {
    if (!relation) return;
    for (const item of set)
      if (item.kind === 'SetColumn') this.fromRow(relation, [item.column], [item.value]);
      else if (item.kind === 'SetColumns') this.fromRow(relation, item.columns, outputsOf(this.analysis, item.query));
  }

  private fromMerge({ target, update, insert }: Merge): void {
    const relation = this.analysis.sourceOf(target)?.relation;
    if (update) this.fromUpdate(update.set, relation);
    if (insert && relation) this.fromRow(relation, insert.columns, insert.values);
  }

  private fromReturning({ items, into }: Returning): void {
    if (into)
      this.fromOutputs(
        into,
        items.map((item) => [item]),
      );
  }

  /** Views, and tables that are made of a query. */
  private fromDefinition(node: CreateView | CreateMaterializedView | CreateTable): void {
    const symbol = this.analysis.declaredBy(node);
    const query = node.kind === 'CreateTable' ? node.asQuery : node.query;
    if (symbol?.kind !== 'relation' || !query) return;
    for (const [i, given] of outputsOf(this.analysis, query).entries()) {
      const column = symbol.columns[i];
      if (column) for (const source of given) this.add(columnOf(symbol, column.name), source);
    }
  }

  private fromLoop(loop: CursorForLoop): void {
    const { source } = loop;
    const symbol = this.analysis.declaredBy(loop);
    const cursor = source.kind === 'NamedCursor' ? this.analysis.symbolOf(source.cursor) : undefined;
    const query = source.kind === 'Query' ? source : cursor?.kind === 'cursor' ? cursor.query : undefined;
    if (symbol?.kind !== 'variable' || !query) return;
    const outputs = outputsOf(this.analysis, query);
    for (const [i, { name }] of this.analysis.columnsOf(query).entries())
      for (const given of outputs[i] ?? [unknownRows]) this.add(fieldOfLoop(symbol, name), given);
  }

  private fromQuery(into: IntoClause, query: Query | undefined): void {
    this.fromOutputs(into, query ? outputsOf(this.analysis, query) : []);
  }

  /** Each target gets its item; a record, each field its own, and so do the records of a collection. */
  private fromOutputs({ targets, bulk }: IntoClause, outputs: readonly (readonly ValueSource[])[]): void {
    const [only] = targets;
    const type = targets.length === 1 && only ? this.analysis.typeOf(only) : undefined;
    const row = bulk && type?.kind === 'collection' ? type.collection.element : type;
    const fields = row?.kind === 'record' ? row.fields : undefined;
    const places: readonly (Carrier | undefined)[] = fields
      ? fields.map(({ name }) => `field ${name}` as const)
      : targets.map((target) => carrierOf(this.analysis, target));
    for (const [i, carrier] of places.entries())
      if (carrier !== undefined) for (const source of outputs[i] ?? [unknownRows]) this.add(carrier, source);
  }
}

const unknownRows: ValueSource = { kind: 'rows' };
