import type { ColumnInfo, RelationSymbol } from '../../analyze/model/symbols.js';
import { unsupportedClause } from '../../diagnostics/op2.js';
import { differentResult } from '../../diagnostics/op2-expressions.js';
import { lastName } from '../../ir/dotted.js';
import type { CreateTable, Expr, SetItem } from '../../ir/oracle/index.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { walk } from '../../ir/walk.js';
import { b, pgTypes } from '../builders.js';
import { type ExprContext, refuse, type UnitContext } from '../context.js';
import { rowMovementChanges, rowsMove, rowsMoveAtFirst } from '../ddl/tables/row-movement.js';
import { isOnceOnly } from '../expressions/evaluation/once-in-sql.js';
import { perhaps } from '../expressions/evaluation/reached.js';
import { foldName } from '../naming/naming.js';
import { pgTypeOf } from '../types.js';
import { viewsOver } from './tables-behind.js';
import { type DmlTable, targetColumn } from './target.js';
import { columnAssignment } from './values.js';

/**
 * The new value of a column that partitions are chosen by: it keeps its row where it is, unless the table allows that
 * rows move. (SQL Language Reference, CREATE TABLE, "row_movement_clause")
 */
export function keptInPartition(
  ex: ExprContext,
  table: DmlTable,
  info: ColumnInfo,
  value: PgExpr,
  newValues: () => ReadonlyMap<string, PgExpr>,
): PgExpr {
  const { relation } = table;
  const keys = partitionColumns(table);
  if (!relation || !keys.includes(info.name) || value.kind === 'PgDefault') return value;
  const changes = rowMovementChanges(ex.unit, relation);
  if (!changes && rowsMove(relation)) return value;
  const { span } = value;
  const row = b.column(span, table.alias, 'tableoid');
  const typed = b.cast(span, value, pgTypeOf(ex.unit.naming, info.type, 'column'));
  const atFirst = changes ? [b.boolean(span, rowsMoveAtFirst(relation))] : [];
  if (keys.length === 1) {
    const args = [row, b.text(span, foldName(info.name)), typed];
    return b.ora(span, changes ? 'partition_moves' : 'partition_kept', ...args, ...atFirst);
  }
  const given = newValues();
  // One of the columns asks for all of them.
  if ([...given.keys()].find((k) => keys.includes(k)) !== info.name) return value;
  const others = keys.filter((k) => k !== info.name);
  const now = others.map((k) => {
    const column = relation.columns.find((c) => c.name === k);
    const is = given.get(k) ?? b.column(span, table.alias, foldName(k));
    const kept = column ? b.cast(span, is, pgTypeOf(ex.unit.naming, column.type, 'column')) : is;
    return b.cast(span, kept, pgTypes.text);
  });
  const names = b.array(span, ...[info.name, ...others].map((k) => b.text(span, foldName(k))));
  return b.ora(span, 'partition_keys_kept', row, names, b.array(span, ...now), typed, ...atFirst);
}

/** The columns that decide about the partitions of the table's rows, as far as they can be told. */
export function partitionColumns({ relation }: DmlTable): readonly string[] {
  return relation?.definition?.kind === 'CreateTable' ? choosingColumns(relation.definition) : [];
}

/** What PostgreSQL does otherwise where a column that partitions are chosen by gets another value. */
export function reportPartitionKey(ex: ExprContext, table: DmlTable, info: ColumnInfo, value: Expr | SetItem): void {
  if (value.kind === 'Name' && lastName(value) === info.name) return;
  reportHashKey(ex, table, info, value);
  reportKeyOfView(ex, table, info, value);
  reportMovingTriggers(ex, table, info, value);
}

/** Which rows a new hash value would move in Oracle, nobody knows. */
function reportHashKey(ex: ExprContext, { relation }: DmlTable, info: ColumnInfo, value: Expr | SetItem): void {
  if (relation?.definition?.kind !== 'CreateTable') return;
  if (rowsMove(relation) && !rowMovementChanges(ex.unit, relation)) return;
  const { partitioning } = relation.definition;
  // The partitions of a hash hide what their subpartitions have.
  for (let p = partitioning; p; p = p.subpartitioning)
    if ((p.method === 'HASH' || partitioning?.method === 'HASH') && names(p.columns, info))
      ex.unit.report(differentResult(value.span, `UPDATE of ${info.name}, which partitions are chosen by`, ofHashes));
}

/** Through a view the partition of a row cannot be asked for. */
function reportKeyOfView({ unit }: ExprContext, { relation }: DmlTable, info: ColumnInfo, value: Expr | SetItem): void {
  if (relation?.relation !== 'view') return;
  const isKept = (table: RelationSymbol): boolean =>
    table.definition?.kind === 'CreateTable' &&
    choosingColumns(table.definition).includes(info.name) &&
    (rowMovementChanges(unit, table) || !rowsMove(table)) &&
    viewsOver(unit.analysis, table).includes(relation);
  if (unit.analysis.catalog.relations.some(isKept))
    unit.report(differentResult(value.span, `UPDATE of ${info.name} of a view`, throughViews));
}

const eachOnce = 'which calls a function for its effects or draws a value,';

const throughViews =
  'Oracle raises ORA-14402 where the row would go to another partition, unless the table has ENABLE ROW MOVEMENT; ' +
  'here the row goes there';

/**
 * PostgreSQL moves a row to another partition by a DELETE and an INSERT, which fire triggers of the row. (PostgreSQL
 * manual, "Overview of Trigger Behavior")
 */
function reportMovingTriggers(ex: ExprContext, table: DmlTable, info: ColumnInfo, value: Expr | SetItem): void {
  const { relation } = table;
  if (relation?.definition?.kind !== 'CreateTable') return;
  let isKey = partitionColumns(table).includes(info.name);
  for (let p = relation.definition.partitioning; p; p = p.subpartitioning) isKey ||= names(p.columns, info);
  if (!isKey) return;
  const what = firesOtherwise(ex.unit, relation);
  if (what !== undefined) ex.unit.report(differentResult(value.span, `UPDATE of ${info.name}`, what));
}

/** Where rows of the table may move: which triggers fire otherwise then. */
function firesOtherwise(unit: UnitContext, relation: RelationSymbol): string | undefined {
  if (!rowsMove(relation) && !rowMovementChanges(unit, relation)) return undefined;
  const trigger = unit.analysis.catalog.triggers.find(
    ({ table: of, definition }) =>
      of === relation &&
      (definition.forEachRow || definition.body.kind === 'CompoundTriggerBody') &&
      (definition.timing !== 'BEFORE' || definition.events.some(({ event }) => event !== 'UPDATE')),
  );
  if (!trigger) return undefined;
  const moved = 'where the row moves to another partition, its row triggers fire as for a DELETE and an INSERT';
  return `${moved}, ${trigger.name} among them`;
}

/** `:NEW.KEY := …` of a BEFORE UPDATE trigger, after which PostgreSQL puts the row into the partition of the new value. */
export function reportKeyOfTrigger(unit: UnitContext, relation: RelationSymbol, column: string, span: Span): void {
  const isKept = !rowsMove(relation) || rowMovementChanges(unit, relation);
  const what = isKept
    ? 'Oracle raises ORA-14402 where the row belongs to another partition then, unless the table has ENABLE ROW ' +
      'MOVEMENT; here the row goes there'
    : firesOtherwise(unit, relation);
  if (what !== undefined) unit.report(differentResult(span, `:NEW.${column}, which partitions are chosen by`, what));
}

const names = (columns: readonly Expr[], info: ColumnInfo): boolean =>
  columns.some((c) => c.kind === 'Name' && lastName(c) === info.name);

const ofHashes =
  'Oracle raises ORA-14402 where the hash of the new value belongs to another partition, unless the table has ' +
  'ENABLE ROW MOVEMENT; here the row is updated';

/**
 * The values that SET gives to single columns that partitions are chosen by. What asks for them, the first column or
 * the row before, has the others beside the columns themselves, so that they are worked out twice.
 */
export function valuesOfColumns(
  ex: ExprContext,
  table: DmlTable,
  items: readonly SetItem[],
  before: 'nothing' | 'row' = 'nothing',
): ReadonlyMap<string, PgExpr> {
  const keys = partitionColumns(table);
  let asks = before === 'nothing';
  return new Map(
    items.flatMap((item): [string, PgExpr][] => {
      const info = item.kind === 'SetColumn' ? targetColumn(table, item.column) : undefined;
      if (item.kind !== 'SetColumn' || !info || !keys.includes(info.name)) return [];
      if (item.value.kind === 'DefaultMarker') return [];
      if (!asks && isOnceOnly(ex, item.value))
        refuse(unsupportedClause(item.span, `UPDATE of several columns that partitions are chosen by, ${eachOnce}`));
      asks = false;
      const value = columnAssignment(perhaps(ex), item.value, info);
      return value.kind === 'PgDefault' ? [] : [[info.name, value]];
    }),
  );
}

/**
 * The columns that decide about a row's partition: keys of both levels, and what virtual ones are made of. Of hashes,
 * and of what is below them, nobody knows.
 */
function choosingColumns(definition: CreateTable): readonly string[] {
  const found = new Set<string>();
  for (let p = definition.partitioning; p; p = p.subpartitioning) {
    if (p.method !== 'RANGE' && p.method !== 'LIST') break;
    for (const key of p.columns) {
      const name = key.kind === 'Name' ? key.parts[key.parts.length - 1]?.name : undefined;
      const virtual = definition.columns.find((c) => c.name.name === name)?.virtual;
      if (name !== undefined && !virtual) found.add(name);
      if (virtual)
        walk(virtual, (node) => {
          const word = node.kind === 'Name' ? node.parts[node.parts.length - 1]?.name : undefined;
          if (definition.columns.some((c) => c.name.name === word)) found.add(word ?? '');
          return true;
        });
    }
  }
  return [...found];
}
