import type {
  AlterTable,
  ColumnDefinition,
  CreateIndex,
  CreateTable,
  Expr,
  PartitionDefinition,
  TableConstraint,
} from '../../ir/oracle/index.js';
import type { RowSource } from '../analysis.js';
import type { AnalyzeContext } from '../context.js';
import { typeOfRef } from '../declare/type-refs.js';
import { childScope, type Scope } from '../model/scope.js';
import type { ColumnInfo, RelationSymbol, Symbol } from '../model/symbols.js';
import { unknown } from '../model/types.js';
import { nextColumns } from '../names/columns-at.js';
import { resolveExpr } from './expressions/expressions.js';
import { noteName } from './named-objects.js';

/** The scope in which columns of a table can be named. */
function withRowsOf(
  scope: Scope,
  table: RelationSymbol | undefined,
  columns: readonly ColumnInfo[],
  alias = table?.name ?? '',
): Scope {
  const source: RowSource = { kind: 'relation', alias, relation: table, columns, open: false, optional: false };
  return childScope(scope, { rows: [source] });
}

const asRelation = (symbol: Symbol | undefined): RelationSymbol | undefined =>
  symbol?.kind === 'relation' ? symbol : undefined;

/** The columns of a table at any time: a later statement may drop or rename what this one names. */
function everyColumn(relation: RelationSymbol): readonly ColumnInfo[] {
  const byName = new Map(relation.columns.map((c) => [c.name, c]));
  for (const { columns } of relation.history ?? [])
    for (const c of columns) if (!byName.has(c.name)) byName.set(c.name, c);
  return [...byName.values()];
}

/** CREATE TABLE: its columns, constraints and partitions. */
export function resolveTable(cx: AnalyzeContext, unit: CreateTable, scope: Scope): void {
  const table = asRelation(cx.facts.declared.get(unit));
  const now = table?.columns ?? [];
  // Columns that a later ALTER TABLE renames or drops are there when the table is created.
  const gone = unit.columns.filter((c) => !now.some((n) => n.name === c.name.name));
  const columns = [
    ...now,
    ...gone.map((c) => ({ name: c.name.name, type: c.type ? typeOfRef(cx, c.type, scope) : unknown, nullable: true })),
  ];
  const rows = withRowsOf(scope, table, columns);
  for (const c of unit.columns) {
    resolveColumn(cx, c, scope, rows);
    for (const k of c.constraints) if (k.kind === 'ColumnReferences') noteName(cx, k.table, scope);
  }
  for (const k of unit.constraints) resolveConstraint(cx, k, scope, rows);
  for (let p = unit.partitioning; p; p = p.subpartitioning) {
    for (const e of p.columns) resolveExpr(cx, e, rows);
    resolveBounds(cx, [...p.partitions, ...(p.template ?? [])], scope);
    if (p.interval) resolveExpr(cx, p.interval, scope);
  }
}

/** ALTER TABLE: what its actions name, by the columns that the table has at any time. */
export function resolveAlterTable(cx: AnalyzeContext, unit: AlterTable, scope: Scope): void {
  const table = asRelation(noteName(cx, unit.name, scope));
  const rows = table ? withRowsOf(scope, table, everyColumn(table)) : childScope(scope, { rows: [] });
  for (const action of unit.actions) {
    if (action.kind === 'AddColumns' || action.kind === 'ModifyColumns')
      for (const c of action.columns) resolveColumn(cx, c, scope, rows);
    if (action.kind === 'AddPartition') resolveBounds(cx, [action.partition], scope);
    if (action.kind === 'OtherPartitionAction') resolveValues(cx, action.at ?? [], scope);
    if (action.kind === 'AddConstraint') resolveConstraint(cx, action.constraint, scope, rows);
  }
}

/** A column of CREATE or ALTER TABLE; `rows` are those of the table. */
function resolveColumn(cx: AnalyzeContext, column: ColumnDefinition, scope: Scope, rows: Scope): void {
  if (column.type) typeOfRef(cx, column.type, scope);
  for (const e of [column.default, column.virtual]) if (e) resolveExpr(cx, e, rows);
  for (const k of column.constraints) if (k.kind === 'ColumnCheck') resolveExpr(cx, k.condition, rows);
}

function resolveConstraint(cx: AnalyzeContext, constraint: TableConstraint, scope: Scope, rows: Scope): void {
  if (constraint.kind === 'Check') resolveExpr(cx, constraint.condition, rows);
  if (constraint.kind === 'ForeignKey') noteName(cx, constraint.table, scope);
}

/** CREATE INDEX: its expressions, by the columns that the table has there. */
export function resolveIndex(cx: AnalyzeContext, unit: CreateIndex, scope: Scope): void {
  const table = asRelation(noteName(cx, unit.table, scope));
  const rows = table
    ? withRowsOf(scope, table, nextColumns(table, scope, unit.span) ?? table.columns, unit.tableAlias?.name)
    : childScope(scope, { rows: [] });
  for (const c of unit.columns) resolveExpr(cx, c.value, rows);
}

/** Bounds of partitions: literals, and functions of them. MAXVALUE is a word, no name. */
function resolveBounds(cx: AnalyzeContext, partitions: readonly PartitionDefinition[], scope: Scope): void {
  for (const p of partitions) {
    resolveValues(cx, [...(p.lessThan ?? []), ...(p.values ?? [])], scope);
    resolveBounds(cx, p.subpartitions ?? [], scope);
  }
}

function resolveValues(cx: AnalyzeContext, values: readonly Expr[], scope: Scope): void {
  for (const e of values) if (e.kind !== 'Name' && e.kind !== 'DefaultMarker') resolveExpr(cx, e, scope);
}
