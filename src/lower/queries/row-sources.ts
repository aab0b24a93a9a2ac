import type { RowSource } from '../../analyze/analysis.js';
import { fieldsOf } from '../../analyze/declare/tables/column-names.js';
import { type ColumnInfo, everHasColumn, hasKnownColumns, type RelationSymbol } from '../../analyze/model/symbols.js';
import type { OracleType, RecordType } from '../../analyze/model/types.js';
import { runtimeViewColumns, runtimeViewName } from '../../analyze/oracle/dictionary-columns.js';
import { dictionaryViewMissing } from '../../diagnostics/op2.js';
import type { Query, Select } from '../../ir/oracle/index.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b, pgTypes } from '../builders.js';
import { type ExprContext, refuse, type UnitContext } from '../context.js';
import { foldName } from '../naming/naming.js';
import { unresolved } from '../unresolved/missing.js';
import { reportGap, reportGapsOf } from './dictionary-gaps.js';

/** The alias that qualifies columns of a row source in the output; undefined where they stand alone. */
export function aliasOf(ex: ExprContext, source: RowSource): string | undefined {
  const given = ex.substitutions?.aliasOf?.(source);
  if (given !== undefined) return given === '' ? undefined : given;
  return source.alias === '' ? undefined : foldName(source.alias);
}

/** The runtime's view for a dictionary view, or undefined. */
export function dictionaryViewName(name: string): readonly string[] | undefined {
  return runtimeViewColumns(name) ? ['ora', runtimeViewName(name)] : undefined;
}

/**
 * The name under which statements read and write a relation. The rows of a global temporary table are in the session's
 * own table, which `ora.gtt` creates; the table of the schema is its template.
 */
export function relationName(unit: UnitContext, relation: RelationSymbol): readonly string[] {
  if (relation.supplied) return dictionaryViewName(relation.name) ?? unit.naming.of(relation);
  if (relation.temporary) return ['pg_temp', foldName(relation.name)];
  return unit.naming.of(relation);
}

/**
 * A column of a row source that no expression of the source text names (from `*`), as the
 * lowering of a name would write it.
 */
export function columnValue(ex: ExprContext, source: RowSource, column: ColumnInfo, span: Span): PgExpr {
  refuseMissingColumn(source, column, span);
  const alias = aliasOf(ex, source);
  const name = columnName(source, column);
  const read = alias === undefined ? b.column(span, name) : b.column(span, alias, name);
  return column.type.kind === 'char' && needsPadding(source, column) ? readChar(read, column.type, span) : read;
}

/** The name of a row source's column in the output: one that Oracle calls by its text has a number. */
export function columnName(source: RowSource, column: ColumnInfo): string {
  return column.name === '' ? (columnNames(source)[source.columns.indexOf(column)] ?? '') : foldName(column.name);
}

/** The names of all columns of a row source in the output, in order. */
export const columnNames = (source: RowSource): readonly string[] =>
  fieldsOf(source.columns).map((field) => foldName(field.name));

/** A char(n) column with the blanks that belong to its value; what a function gives has no length to be read with. */
export function readChar(column: PgExpr, type: OracleType & { kind: 'varchar2' | 'char' }, span: Span): PgExpr {
  return type.length === undefined
    ? column
    : b.call(span, 'rpad', b.cast(span, column, pgTypes.text), b.num(span, type.length));
}

/**
 * A CHAR column of a row of this table or view: where a view computes it, it is text, which compares with its blanks.
 */
export function readCharOf(
  relation: RelationSymbol | undefined,
  column: PgExpr,
  type: OracleType & { kind: 'varchar2' | 'char' },
  span: Span,
): PgExpr {
  if (!relation?.definition || isStored(relation)) return readChar(column, type, span);
  return type.length === undefined ? column : b.call(span, 'rpad', column, b.num(span, type.length));
}

/** The runtime's dictionary views have not every column of Oracle's. */
export function refuseMissingColumn({ relation }: RowSource, column: ColumnInfo, span: Span): void {
  if (relation?.supplied && runtimeViewColumns(relation.name) && !relation.columns.includes(column))
    refuse(dictionaryViewMissing(span, relation.name, column.name));
}

/**
 * A field that the record does not have: a column that the inputs do not know (PLS-00302), or one of a dictionary view
 * that the runtime's view does not have. What a record has of tables that are not among the inputs is not known. A field
 * that is NULL always is reported.
 */
export function refuseMissingField(unit: UnitContext, type: RecordType, name: string, span: Span): void {
  const { identity } = type;
  if (type.fields.length === 0 || type.fields.some((f) => f.name === name)) {
    for (const relation of relationsRead(unit, type)) reportGap(unit, relation, name, span);
    return;
  }
  if (identity.kind === 'table') {
    const { table } = identity;
    refuseMissingOf(table, name, span);
    if (hasKnownColumns(table) && !everHasColumn(table, name)) refuse(unresolved(unit, span, `${table.name}.${name}`));
    return;
  }
  const body = bodyRead(type);
  if (!body) return;
  if (body.items.some((i) => i.value.kind === 'Star')) {
    const read = relationsRead(unit, type);
    for (const relation of read) refuseMissingOf(relation, name, span);
    if (!read.every((relation) => hasKnownColumns(relation) && !everHasColumn(relation, name))) return;
  }
  refuse(unresolved(unit, span, name));
}

/** A record all of whose fields are stored. */
export function reportGapsOfRecord(unit: UnitContext, type: OracleType, span: Span): void {
  if (type.kind !== 'record') return;
  const relations = relationsRead(unit, type);
  const read = type.fields.flatMap(({ name }) => relations.map((relation) => ({ relation, column: name })));
  reportGapsOf(unit, read, span);
}

/** The SELECT that a record takes its fields from. */
function bodyRead({ identity }: RecordType): Select | undefined {
  if (identity.kind === 'table') return undefined;
  const { query } =
    identity.kind === 'cursor' ? identity.cursor : identity.kind === 'declared' ? identity.symbol : identity;
  return query?.body.kind === 'Select' ? query.body : undefined;
}

/** The tables and views whose columns a record has by `*` or by %ROWTYPE. */
function relationsRead(unit: UnitContext, type: RecordType): readonly (RelationSymbol | undefined)[] {
  if (type.identity.kind === 'table') return [type.identity.table];
  const body = bodyRead(type);
  return body?.items.some((i) => i.value.kind === 'Star')
    ? body.from.map((item) => unit.analysis.sourceOf(item)?.relation)
    : [];
}

function refuseMissingOf(relation: RelationSymbol | undefined, name: string, span: Span): void {
  if (relation?.supplied && runtimeViewColumns(relation.name)) refuse(dictionaryViewMissing(span, relation.name, name));
}

/** A char(n) column of a table, or of a view that hands it on: PostgreSQL drops its blanks where it is read as text. */
export function needsPadding(source: RowSource, column: ColumnInfo): boolean {
  return (
    column.type.kind === 'char' &&
    column.type.length !== undefined &&
    source.kind === 'relation' &&
    isStored(source.relation)
  );
}

const isStored = (relation: RelationSymbol | undefined): boolean =>
  relation?.relation === 'table' ||
  (relation?.definition?.kind === 'CreateView' && isSimpleView(relation.definition.query));

/**
 * One table, no grouping: what PostgreSQL updates automatically. (PostgreSQL manual, CREATE VIEW, "Updatable Views")
 */
export function isSimpleView(query: Query): boolean {
  const { body } = query;
  return (
    body.kind === 'Select' &&
    body.from.length === 1 &&
    body.from[0]?.kind === 'TableRef' &&
    !body.groupBy &&
    !body.having &&
    body.quantifier === undefined &&
    body.items.length > 0 &&
    !query.with
  );
}
