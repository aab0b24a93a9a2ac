import { addUnder } from '../../ir/lists-by-key.js';
import type { Expr, IntoClause, Query } from '../../ir/oracle/index.js';
import type { Analysis, BoundArgument } from '../analysis.js';
import type { Carrier, ValueSource } from '../model/carrier.js';
import type { RelationSymbol, RoutineSymbol, VariableSymbol } from '../model/symbols.js';
import { carrierOf, columnCarrier, fieldOfLoop, outputOf, outputsOf } from './carriers.js';
import { type GivenRow, GivenValues } from './given-values.js';

/** By carrier, all that the inputs give to it. */
export type ValueSources = ReadonlyMap<Carrier, readonly ValueSource[]>;

/** What all units of the analysis give to what holds values; in no order, since routines may run in any. */
export function valueSources(analysis: Analysis): ValueSources {
  const finder = new SourceFinder(analysis);
  for (const unit of analysis.units) finder.follow(unit);
  finder.fetchFromVariables();
  return finder.sources;
}

class SourceFinder extends GivenValues {
  readonly sources = new Map<Carrier, ValueSource[]>();
  /** The queries that cursor variables are opened for. */
  private readonly opened = new Map<Carrier, Query[]>();
  private readonly fetches: { readonly cursor: Expr; readonly into: IntoClause }[] = [];

  protected toTarget(target: Expr, value: ValueSource): void {
    const carrier = carrierOf(this.analysis, target);
    if (carrier) this.add(carrier, value);
  }

  protected toSymbol(symbol: VariableSymbol | RoutineSymbol, value: Expr): void {
    this.add(symbol, value);
  }

  protected toParameter({ parameter: { variable, mode }, actual }: BoundArgument): void {
    if (!actual) return;
    if (mode !== 'OUT') this.add(variable, actual);
    if (mode !== 'IN') this.toTarget(actual, { kind: 'carrier', carrier: variable });
  }

  protected toColumns(relation: RelationSymbol, columns: readonly string[], row: GivenRow): void {
    for (const [i, sources] of this.sourcesIn(row).entries()) {
      const name = columns[i];
      if (name !== undefined) for (const source of sources) this.add(columnCarrier(relation, name), source);
    }
  }

  /** Each target gets its item; a record, each field its own, and so do the records of a collection. */
  protected toInto({ targets, bulk }: IntoClause, row: GivenRow | undefined): void {
    const [only] = targets;
    const type = targets.length === 1 && only ? this.analysis.typeOf(only) : undefined;
    const whole = bulk && type?.kind === 'collection' ? type.collection.element : type;
    const fields = whole?.kind === 'record' ? whole.fields : undefined;
    const places: readonly (Carrier | undefined)[] = fields
      ? fields.map(({ name }) => `field ${name}` as const)
      : targets.map((target) => carrierOf(this.analysis, target));
    const given = row ? this.sourcesIn(row) : [];
    for (const [i, carrier] of places.entries())
      if (carrier !== undefined) for (const source of given[i] ?? [unknownRows]) this.add(carrier, source);
  }

  protected toLoopRecord(record: VariableSymbol, query: Query): void {
    const given = outputsOf(this.analysis, query);
    for (const [i, { name }] of this.analysis.columnsOf(query).entries())
      for (const source of given[i] ?? [unknownRows]) this.add(fieldOfLoop(record, name), source);
  }

  protected toCursor(cursor: Expr, query: Query): void {
    const carrier = carrierOf(this.analysis, cursor);
    if (carrier === undefined) return;
    addUnder(this.opened, carrier, query);
  }

  protected fromCursor(cursor: Expr, into: IntoClause): void {
    this.fetches.push({ cursor, into });
  }

  protected toReaders(query: Query): void {
    for (const [i, given] of outputsOf(this.analysis, query).entries())
      for (const source of given) this.add(outputOf(query.span, i), source);
  }

  /** To be called when all else has been visited: a cursor variable may be handed on. */
  fetchFromVariables(): void {
    for (const { cursor, into } of this.fetches) {
      const queries = this.queriesOf(carrierOf(this.analysis, cursor), new Set());
      for (const query of queries.length === 0 ? [undefined] : queries) this.toInto(into, query);
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

  private sourcesIn(row: GivenRow): readonly (readonly ValueSource[])[] {
    switch (row.kind) {
      case 'Query':
        return outputsOf(this.analysis, row);
      case 'values': {
        const outputs = row.query ? outputsOf(this.analysis, row.query) : [];
        return row.values.map((value) => (typeof value === 'number' ? (outputs[value] ?? [unknownRows]) : [value]));
      }
      case 'record':
        return [];
    }
  }

  private add(carrier: Carrier, source: ValueSource): void {
    addUnder(this.sources, carrier, source);
  }
}

const unknownRows: ValueSource = { kind: 'rows' };
