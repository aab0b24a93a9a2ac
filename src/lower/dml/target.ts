import type { RowSource } from '../../analyze/analysis.js';
import { type ColumnInfo, everHasColumn, hasKnownColumns, type RelationSymbol } from '../../analyze/model/symbols.js';
import { dmlTarget, unsupportedClause } from '../../diagnostics/op2.js';
import type { DmlTarget, Expr, QualifiedName, TableRef } from '../../ir/oracle/index.js';
import type { PgTable } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b } from '../builders.js';
import { type ExprContext, refuse } from '../context.js';
import { foldName } from '../naming/naming.js';
import { isPacked } from '../objects/hierarchy.js';
import { partitionName, tableName } from '../queries/from/table-name.js';
import { aliasOf } from '../queries/row-sources.js';
import { unresolved } from '../unresolved/missing.js';

/** The table that DML names, and what is known about it. */
export interface DmlTable {
  readonly table: PgTable;
  readonly source: RowSource | undefined;
  readonly relation: RelationSymbol | undefined;
  /** How its columns are qualified. */
  readonly alias: string;
  readonly columns: readonly ColumnInfo[];
}

/** A table, view or partition as the target of DML. @throws Refusal for an inline view or TABLE(collection) */
export function tableTarget(ex: ExprContext, target: DmlTarget, part?: TableRef['partition']): DmlTable {
  if (target.kind !== 'TableRef')
    return refuse(dmlTarget(target.span, target.kind === 'TableFunction' ? 'TABLE(collection)' : 'an inline view'));
  const source = ex.unit.analysis.sourceOf(target);
  const whole = tableName(ex.unit, target.name, source);
  const partition = target.partition ?? part;
  const name = partition ? partitionName({ ...target, partition }, source?.relation, whole) : whole;
  const last = name.at(-1) ?? '';
  const alias = (source && aliasOf(ex, source)) ?? last;
  return {
    table: b.table(target.span, name, alias === last ? undefined : alias),
    source,
    relation: source?.relation,
    alias,
    columns: source?.columns ?? [],
  };
}

/** The column that a name in SET, in an INSERT column list or in RETURNING means. */
export function targetColumn(table: DmlTable, name: QualifiedName): ColumnInfo | undefined {
  const parts = name.parts.map((p) => p.name);
  return table.columns.find((c) => c.name === parts[columnPart(table, parts)]);
}

/** A column that is written has to be there: Oracle raises ORA-00904, and makes no routine of it. */
export function refuseUnknownColumns(ex: ExprContext, table: DmlTable, names: readonly QualifiedName[]): void {
  const { relation, source } = table;
  if (!hasKnownColumns(relation) || source?.open) return;
  for (const name of names) {
    const parts = name.parts.map((p) => p.name);
    const column = parts[columnPart(table, parts)];
    if (targetColumn(table, name) || column === undefined || everHasColumn(relation, column)) continue;
    if (ex.substitutions?.isWord?.(column)) continue;
    const missing = unresolved(ex.unit, name.span, `${relation.name}.${column}`);
    if (!ex.unit.analysis.mayGrow(relation)) refuse(missing);
    ex.unit.report(missing);
  }
}

/** An attribute, as if it were a column. */
export interface TargetAttribute {
  readonly info: ColumnInfo;
  /** It holds its value packed as text. */
  readonly packed: boolean;
}

/** The attribute that the target `column.attribute…` of SET means; one within a packed value cannot be set alone. */
export function targetAttribute(table: DmlTable, name: QualifiedName): TargetAttribute | undefined {
  const parts = name.parts.map((p) => p.name);
  let type = targetColumn(table, name)?.type;
  let packed = false;
  for (const part of parts.slice(columnPart(table, parts) + 1)) {
    if (packed) return refuse(unsupportedClause(name.span, 'SET of an attribute within a value that is kept packed'));
    if (type?.kind !== 'object') return undefined;
    packed = isPacked(type.object, part);
    type = type.object.attributes.find((a) => a.name === part)?.type;
  }
  return type && { info: { name: parts.at(-1) ?? '', type, nullable: true }, packed };
}

/** Name parts of a SET target without the alias: the column, then attributes of an object. */
export function columnPath(table: DmlTable, name: QualifiedName): readonly string[] {
  const parts = name.parts.map((p) => p.name);
  return parts.slice(columnPart(table, parts)).map(foldName);
}

export function columnPart(table: Pick<DmlTable, 'source' | 'columns'>, parts: readonly string[]): number {
  if (parts.length === 1) return 0;
  if (parts[0] === table.source?.alias) return 1;
  if (parts.length > 2 && parts[1] === table.source?.alias) return 2;
  return table.columns.some((c) => c.name === parts[0]) ? 0 : 1;
}

/** Which columns the table has at this place is not known; `at`: a statement behind which no ALTER TABLE stands. */
export const isAltered = (relation: RelationSymbol | undefined, at?: Span): boolean =>
  (relation?.relation !== 'table' && relation?.relation !== 'view') ||
  (relation.alters ?? []).some(
    (a) =>
      a.actions.some((x) => x.kind.includes('Column')) &&
      !(at && a.atRunTime !== true && a.span.file === at.file && a.span.end <= at.start),
  );

/** The columns that an INSERT fills, and their names in PostgreSQL; without a list those that are visible. */
export function insertedColumns(
  table: DmlTable,
  listed: readonly QualifiedName[] | undefined,
): { readonly infos: readonly (ColumnInfo | undefined)[]; readonly names: readonly string[] } {
  if (listed)
    return {
      infos: listed.map((c) => targetColumn(table, c)),
      names: listed.map((c) => columnPath(table, c)[0] ?? ''),
    };
  const infos = visibleColumns(table);
  return { infos, names: infos.map((c) => foldName(c.name)) };
}

/**
 * The columns with a default that an INSERT leaves out, as CREATE TABLE has them; none where ALTER TABLE may have
 * changed them.
 */
export function columnsLeftToDefaults(
  table: DmlTable,
  named: readonly (ColumnInfo | undefined)[],
): readonly { readonly column: ColumnInfo; readonly value: Expr }[] {
  const definition = table.relation?.definition;
  if (definition?.kind !== 'CreateTable' || isAltered(table.relation)) return [];
  return definition.columns.flatMap((c) => {
    if (!c.default || named.some((n) => n?.name === c.name.name)) return [];
    const column = table.columns.find((known) => known.name === c.name.name);
    return column ? [{ column, value: c.default }] : [];
  });
}

/** The columns that INSERT without a column list and records mean. */
export function visibleColumns(table: DmlTable): readonly ColumnInfo[] {
  return table.columns.filter((c) => !c.hidden);
}
