import type { Analysis } from '../analyze/analysis.js';
import type { RelationSymbol } from '../analyze/model/symbols.js';
import { lastName } from '../ir/dotted.js';
import { addUnder } from '../ir/lists-by-key.js';
import type { CreateIndex, Expr, Identifier, QualifiedName } from '../ir/oracle/index.js';
import type { CreateTable } from '../ir/oracle/tables.js';
import type { LintUnit } from './lint-unit.js';

/** An index, or a key that has one. */
interface IndexInfo {
  /** The names of its columns in order; undefined where an expression is indexed. */
  readonly columns: readonly (string | undefined)[];
  /** Indexed expressions by their shape. */
  readonly expressions: ReadonlySet<string>;
  readonly unique: boolean;
  /** The CREATE INDEX; absent for a key. */
  readonly node?: CreateIndex;
}

/** What lies over the whole inputs: which columns have an index or a key. */
export interface Schema {
  indexesOf(table: RelationSymbol): readonly IndexInfo[];
  /** The columns that choose the partition of a row. */
  partitionKeyOf(table: RelationSymbol): readonly string[];
  /** The table that a name in DDL means. */
  tableOf(name: QualifiedName, owner?: string): RelationSymbol | undefined;
}

/** Collects indexes and partition keys of all units. */
export function schemaOf(units: readonly LintUnit[], analysis: Analysis): Schema {
  // By name: a table that is defined in two files has two symbols.
  const indexes = new Map<string, IndexInfo[]>();
  const partitionKeys = new Map<string, string[]>();
  const nameOf = ({ owner, name }: RelationSymbol): string => `${owner}.${name}`;
  const tableOf = (name: QualifiedName, owner?: string): RelationSymbol | undefined => {
    const symbol =
      analysis.symbolOf(name) ??
      analysis.catalog.lookup(
        name.parts.map((p) => p.name),
        owner,
      );
    const target = symbol?.kind === 'synonym' ? symbol.target : symbol;
    return target?.kind === 'relation' ? target : undefined;
  };
  const add = (table: RelationSymbol | undefined, index: IndexInfo): void => {
    if (!table) return;
    const list = indexes.get(nameOf(table)) ?? [];
    indexes.set(nameOf(table), list);
    list.push(index);
  };
  const key = (columns: readonly Identifier[]): IndexInfo => ({
    columns: columns.map((c) => c.name),
    expressions: new Set(),
    unique: true,
  });
  for (const { unit, owner } of units) {
    if (unit.kind === 'CreateIndex') {
      add(tableOf(unit.table, owner), {
        columns: unit.columns.map((c) => columnName(c.value)),
        expressions: new Set(unit.columns.filter((c) => !columnName(c.value)).map((c) => shapeOf(c.value))),
        unique: unit.unique,
        node: unit,
      });
    }
    if (unit.kind === 'CreateTable') {
      const table = analysis.declared(unit);
      if (table?.kind !== 'relation') continue;
      notePartitionKeys(unit, partitionKeys, nameOf, table);
      for (const c of unit.columns)
        if (c.constraints.some((k) => k.kind === 'ColumnPrimaryKey' || k.kind === 'ColumnUnique'))
          add(table, key([c.name]));
      for (const k of unit.constraints) if (k.kind === 'PrimaryKey' || k.kind === 'Unique') add(table, key(k.columns));
    }
    if (unit.kind === 'AlterTable') {
      for (const action of unit.actions) {
        if (action.kind !== 'AddConstraint') continue;
        const { constraint } = action;
        if (constraint.kind === 'PrimaryKey' || constraint.kind === 'Unique')
          add(tableOf(unit.name, owner), key(constraint.columns));
      }
    }
  }
  return {
    indexesOf: (table) => indexes.get(nameOf(table)) ?? [],
    partitionKeyOf: (table) => partitionKeys.get(nameOf(table)) ?? [],
    tableOf,
  };
}

function notePartitionKeys(
  unit: CreateTable,
  partitionKeys: Map<string, string[]>,
  nameOf: ({ owner, name }: RelationSymbol) => string,
  table: RelationSymbol,
): void {
  for (let by = unit.partitioning; by; by = by.subpartitioning)
    for (const column of by.columns) {
      const name = columnName(column);
      if (name !== undefined) addUnder(partitionKeys, nameOf(table), name);
    }
}

function columnName(expr: Expr): string | undefined {
  return expr.kind === 'Name' ? lastName(expr) : undefined;
}

/** An expression without places, comments and qualifiers of names: two of one shape are the same to an index. */
export function shapeOf(expr: unknown): string {
  return JSON.stringify(expr, (key, value: unknown) => {
    if (key === 'span' || key === 'comments' || key === 'quoted') return undefined;
    if (typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'Name') {
      const { parts } = value as { readonly parts?: readonly { readonly name: string }[] };
      return { name: parts?.at(-1)?.name };
    }
    return value;
  });
}
