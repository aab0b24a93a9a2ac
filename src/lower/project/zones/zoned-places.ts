import type { Analysis } from '../../../analyze/analysis.js';
import type { RelationSymbol, VariableSymbol } from '../../../analyze/model/symbols.js';
import type { OracleType } from '../../../analyze/model/types.js';
import type { CreateTable, Expr, Member, Name, ScriptUnit, VariableDeclaration } from '../../../ir/oracle/index.js';
import { nodesOf } from '../../../ir/walk.js';

/** A column of a table, a local variable or a field of a loop's record, of TIMESTAMP WITH TIME ZONE. */
export interface ZonedPlace {
  /** What stands beside it and keeps the zone. */
  readonly beside: string;
}

/** Everything of the inputs that could keep its zone beside it. */
export class ZonedPlaces {
  private readonly columns = new Map<RelationSymbol, Map<string, ZonedPlace>>();
  private readonly variables = new Map<VariableSymbol, ZonedPlace>();
  private readonly fields = new Map<VariableSymbol, Map<string, ZonedPlace>>();

  constructor(
    private readonly analysis: Analysis,
    units: readonly ScriptUnit[],
  ) {
    for (const relation of analysis.catalog.relations)
      if (relation.definition?.kind === 'CreateTable') this.addTable(relation, relation.definition);
    for (const unit of units) this.addVariables(unit);
  }

  get isEmpty(): boolean {
    return this.columns.size === 0 && this.variables.size === 0;
  }

  column(relation: RelationSymbol | undefined, name: string): ZonedPlace | undefined {
    return relation && this.columns.get(relation)?.get(name);
  }

  get tables(): Iterable<RelationSymbol> {
    return this.columns.keys();
  }

  /** The columns of a table, by name. */
  columnsOf(relation: RelationSymbol): ReadonlyMap<string, ZonedPlace> {
    return this.columns.get(relation) ?? none;
  }

  declared(declaration: VariableDeclaration): ZonedPlace | undefined {
    const symbol = this.analysis.declaredBy(declaration);
    return symbol?.kind === 'variable' ? this.variables.get(symbol) : undefined;
  }

  fieldsOf(record: VariableSymbol): ReadonlyMap<string, ZonedPlace> {
    return this.fields.get(record) ?? none;
  }

  /** The fields of a loop's record that is used as a whole, which one more field would change. */
  fieldsOfWhole(expr: Name | Member): Iterable<ZonedPlace> {
    const { base, steps } = this.analysis.resolve(expr);
    return base.kind === 'variable' && steps.length === 0 ? this.fieldsOf(base.variable).values() : [];
  }

  /** The place that an expression names. */
  named(expr: Expr): ZonedPlace | undefined {
    if (expr.kind !== 'Name' && expr.kind !== 'Member') return undefined;
    const { base, steps } = this.analysis.resolve(expr);
    if (base.kind === 'column' && steps.length === 0) return this.column(base.source.relation, base.column.name);
    if (base.kind !== 'variable') return undefined;
    if (steps.length === 0) return this.variables.get(base.variable);
    const [step] = steps;
    return steps.length === 1 && step?.kind === 'field' ? this.fields.get(base.variable)?.get(step.name) : undefined;
  }

  private addTable(relation: RelationSymbol, table: CreateTable): void {
    if (table.asQuery || table.ofType || table.external || table.temporary === 'PRIVATE') return;
    const names = new Set(relation.columns.map((c) => c.name));
    const places = new Map<string, ZonedPlace>();
    for (const { name, virtual, identity } of table.columns) {
      const type = relation.columns.find((c) => c.name === name.name)?.type;
      if (type && isKept(type) && !virtual && !identity)
        places.set(name.name, { beside: unusedBeside(name.name, (other) => names.has(other)) });
    }
    if (places.size > 0) this.columns.set(relation, places);
  }

  private addVariables(unit: ScriptUnit): void {
    let written: Set<string> | undefined;
    const isUsed = (name: string): boolean =>
      (written ??= new Set(nodesOf(unit, 'Identifier').map((i) => i.name))).has(name);
    for (const declaration of nodesOf(unit, 'VariableDeclaration')) {
      const symbol = this.analysis.declaredBy(declaration);
      if (symbol?.kind === 'variable' && symbol.storage === 'local' && isKept(symbol.type))
        this.variables.set(symbol, { beside: unusedBeside(symbol.name, isUsed) });
    }
    for (const loop of nodesOf(unit, 'CursorForLoop')) {
      const record = loop.source.kind === 'Query' ? this.analysis.declaredBy(loop) : undefined;
      if (record?.kind !== 'variable' || record.type.kind !== 'record') continue;
      const names = new Set(record.type.fields.map((f) => f.name));
      const places = new Map<string, ZonedPlace>();
      for (const { name, type } of record.type.fields)
        if (isKept(type)) places.set(name, { beside: unusedBeside(name, (other) => names.has(other)) });
      if (places.size > 0) this.fields.set(record, places);
    }
  }
}

const none: ReadonlyMap<string, ZonedPlace> = new Map();

/** TIMESTAMP WITH LOCAL TIME ZONE has no zone of its own. */
const isKept = (type: OracleType): boolean => type.kind === 'timestamp' && type.zone === 'zone';

function unusedBeside(name: string, isUsed: (name: string) => boolean): string {
  for (let n = 1; ; n++) {
    const beside = `${name}_ZONE${n === 1 ? '' : `_${String(n)}`}`;
    if (!isUsed(beside)) return beside;
  }
}
