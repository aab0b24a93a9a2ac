import { addUnder } from '../../ir/lists-by-key.js';
import type { Expr, IntoClause, Query, ScriptUnit } from '../../ir/oracle/index.js';
import type { Analysis, BoundArgument } from '../analysis.js';
import { once } from '../context.js';
import type { Carrier, TextRows, ValueSource } from '../model/carrier.js';
import type { RelationSymbol, RoutineSymbol, VariableSymbol } from '../model/symbols.js';
import { carrierOf, columnCarrier, fieldOfLoop, outputOf, outputsOf } from './carriers.js';
import { givenToParts } from './given-to-parts.js';
import { type GivenRow, GivenValues } from './given-values.js';

/** By carrier, all that the inputs give to it. */
export type ValueSources = ReadonlyMap<Carrier, readonly ValueSource[]>;

/** What the units give to what holds values; in no order, since routines may run in any. */
export function valueSources(analysis: Analysis, units: readonly ScriptUnit[]): ValueSources {
  const finder = new SourceFinder(analysis);
  for (const unit of units) {
    finder.follow(unit);
    finder.noteParts(unit);
  }
  finder.fetchFromVariables();
  return finder.sources;
}

class SourceFinder extends GivenValues {
  readonly sources = new Map<Carrier, ValueSource[]>();
  /** What cursor variables are opened for. */
  private readonly opened = new Map<Carrier, (Query | TextRows)[]>();
  private readonly relations = once(() => {
    const byName = new Map<string, RelationSymbol[]>();
    for (const relation of this.analysis.catalog.relations) addUnder(byName, relation.name, relation);
    return byName;
  });
  private readonly fetches: { readonly cursor: Expr; readonly into: IntoClause }[] = [];

  noteParts(unit: ScriptUnit): void {
    for (const [carrier, source] of givenToParts(this.analysis, unit)) this.add(carrier, source);
  }

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
    const other = row?.kind === 'text' ? row : unknownRows;
    for (const [i, carrier] of places.entries())
      if (carrier !== undefined) for (const source of given[i] ?? [other]) this.add(carrier, source);
  }

  protected toLoopRecord(record: VariableSymbol, query: Query): void {
    const given = outputsOf(this.analysis, query);
    for (const [i, { name }] of this.analysis.columnsOf(query).entries())
      for (const source of given[i] ?? [unknownRows]) this.add(fieldOfLoop(record, name), source);
  }

  protected toCursor(cursor: Expr, query: Query | TextRows): void {
    const carrier = carrierOf(this.analysis, cursor);
    if (carrier === undefined) return;
    addUnder(this.opened, carrier, query);
  }

  protected fromCursor(cursor: Expr, into: IntoClause): void {
    this.fetches.push({ cursor, into });
  }

  /** To all columns of the tables that stand in a text that changes rows. */
  protected toChanged(text: TextRows): void {
    if (text.text === undefined || !changesRows.test(text.text.text)) return;
    for (const word of wordsOf(text.text.text))
      for (const relation of this.relations().get(word) ?? [])
        for (const { name } of relation.columns) this.add(columnCarrier(relation, name), text);
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

  private queriesOf(cursor: Carrier | undefined, seen: Set<Carrier>): readonly (Query | TextRows)[] {
    if (cursor === undefined || seen.has(cursor)) return [];
    seen.add(cursor);
    const givers = (this.sources.get(cursor) ?? []).map((source) => {
      if (source.kind === 'carrier') return source.carrier;
      return source.kind === 'rows' || source.kind === 'text' ? undefined : carrierOf(this.analysis, source);
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
        return this.fieldsOf(row.record);
      case 'text':
        return [];
    }
  }

  /** What the fields of a record hold, and what is known of the record as a whole. */
  private fieldsOf(record: Expr): readonly (readonly ValueSource[])[] {
    const type = this.analysis.typeOf(record);
    if (type.kind !== 'record') return [];
    const base =
      record.kind === 'Name' || record.kind === 'Call' || record.kind === 'Member'
        ? this.analysis.resolve(record).base
        : undefined;
    const ofLoop = base?.kind === 'variable' && base.variable.storage === 'loopRecord' ? base.variable : undefined;
    const whole = carrierOf(this.analysis, record);
    return type.fields.map(({ name }): readonly ValueSource[] => [
      { kind: 'carrier', carrier: ofLoop ? fieldOfLoop(ofLoop, name) : `field ${name}` },
      ...(whole === undefined ? [] : [{ kind: 'carrier', carrier: whole } as const]),
    ]);
  }

  private add(carrier: Carrier, source: ValueSource): void {
    addUnder(this.sources, carrier, source);
  }
}

const unknownRows: ValueSource = { kind: 'rows' };

const changesRows = /\b(?:insert|update|merge)\b/i;

/** The words of a text that may be names, as they stand there and as names that are not quoted are stored. */
export const wordsOf = (text: string): ReadonlySet<string> =>
  new Set(text.match(/[\p{L}_][\p{L}\p{N}_$#]*/gu)?.flatMap((word) => [word, word.toUpperCase()]));
