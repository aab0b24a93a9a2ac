import type { Analysis } from '../../analyze/analysis.js';
import { parameterlessFunctions, pseudoColumns } from '../../analyze/oracle/builtin-functions.js';
import { coarseClocks, fineClocks } from '../../analyze/oracle/clocks.js';
import { columnsOfQuery } from '../../diagnostics/op1.js';
import { lastName } from '../../ir/dotted.js';
import type {
  ColumnDefinition,
  CreateIndex,
  CreateTable,
  DdlStatement,
  Identifier,
  QualifiedName,
  Query,
  Select,
  TableConstraint,
} from '../../ir/oracle/index.js';
import { invalidIdentifier, type OracleFailure, oracleFailure } from '../../ir/oracle-failure.js';
import { firstQueryBlock } from '../../ir/query-branches.js';
import { walk } from '../../ir/walk.js';
import { refuse } from '../context.js';
import { keyError } from './invalid-keys.js';
import { missingParenthesis, sizeError } from './invalid-types.js';

/**
 * SQL Language Reference, "Oracle SQL Reserved Words"; those that are reserved for attribute names only are left out.
 */
const reserved = new Set(
  `ACCESS ADD ALL ALTER AND ANY AS ASC AUDIT BETWEEN BY CHAR CHECK CLUSTER COLUMN COMMENT COMPRESS CONNECT CREATE
  CURRENT DATE DECIMAL DEFAULT DELETE DESC DISTINCT DROP ELSE EXCLUSIVE EXISTS FILE FLOAT FOR FROM GRANT GROUP HAVING
  IDENTIFIED IMMEDIATE IN INCREMENT INDEX INITIAL INSERT INTEGER INTERSECT INTO IS LEVEL LIKE LOCK LONG MAXEXTENTS
  MINUS MLSLABEL MODE MODIFY NOAUDIT NOCOMPRESS NOT NOWAIT NULL NUMBER OF OFFLINE ON ONLINE OPTION OR ORDER PCTFREE
  PRIOR PUBLIC RAW RENAME RESOURCE REVOKE ROW ROWID ROWNUM ROWS SELECT SESSION SET SHARE SIZE SMALLINT START
  SUCCESSFUL SYNONYM SYSDATE TABLE THEN TO TRIGGER UID UNION UNIQUE UPDATE USER VALIDATE VALUES VARCHAR VARCHAR2 VIEW
  WHENEVER WHERE WITH`.split(/\s+/),
);

/**
 * The error that Oracle gives for a definition whose names or sizes it does not accept; undefined for one that is
 * well-formed. A script that holds such a statement was never run; a
 * program expects the error. (SQL Language Reference, "Database Object Naming Rules", "Data Types"; Database Error
 * Messages)
 */
export function invalidDefinition(unit: DdlStatement): OracleFailure | undefined {
  switch (unit.kind) {
    case 'DropObject':
      // What stands behind the name IF. The clause is of 23ai, as that of CREATE.
      return unit.ifExists ? oracleFailure(933) : undefined;
    case 'CreateTable':
      return (
        nameError(unit.name) ??
        (hasNothing(unit) ? missingParenthesis : undefined) ??
        nameTwice(unit.columns) ??
        // The columns of a query have its types.
        (unit.asQuery && unit.columns.some((c) => c.type) ? oracleFailure(1773) : undefined) ??
        firstOf(unit.columns) ??
        (unit.asQuery || unit.ofType
          ? undefined
          : (typeError(unit.columns, unit.constraints) ?? virtualError(unit.columns))) ??
        keyError(unit) ??
        partitionError(unit) ??
        countError(unit) ??
        (unit.asQuery && queryError(unit.columns.length > 0 ? unit.columns.length : undefined, unit.asQuery)) ??
        (unit.ifNotExists ? oracleFailure(922) : undefined)
      );
    case 'AlterTable': {
      const constraints = unit.actions.flatMap((a) => (a.kind === 'AddConstraint' ? [a.constraint] : []));
      return unit.actions
        .flatMap((a) => {
          if (a.kind === 'AddColumns') return [firstOf(a.columns), typeError(a.columns, constraints)];
          if (a.kind === 'ModifyColumns') return [firstOf(a.columns)];
          return a.kind === 'RenameColumn' ? [columnError(a.to)] : [];
        })
        .find((e) => e !== undefined);
    }
    case 'CreateView':
      return nameError(unit.name) ?? (unit.ofType ? undefined : columnsError(unit.columns?.length, unit.query));
    case 'CreateIndex':
      return nameError(unit.name) ?? (hasColumnTwice(unit) ? oracleFailure(957) : undefined);
    case 'CreateSequence':
    case 'CreateSynonym':
      return nameError(unit.name);
    case 'AlterObject':
      return unit.sequenceOptions?.startWith !== undefined && !unit.sequenceOptions.restart
        ? oracleFailure(2283)
        : undefined;
    default:
      return undefined;
  }
}

/** A table has columns, be it those of a type or a query. */
const hasNothing = ({ columns, constraints, asQuery, ofType }: CreateTable): boolean =>
  columns.length + constraints.length === 0 && !asQuery && !ofType;

function hasColumnTwice({ columns }: CreateIndex): boolean {
  const names = columns.flatMap(({ value }) => (value.kind === 'Name' && value.parts.length === 1 ? value.parts : []));
  return new Set(names.map((n) => n.name)).size < names.length;
}

const firstOf = (columns: readonly ColumnDefinition[]) =>
  columns
    .map((c) => columnError(c.name) ?? sizeError(c) ?? nullError(c) ?? defaultError(c) ?? checkError(c))
    .find((e) => e !== undefined);

/** What PostgreSQL refuses in keys as well, so that an installation would stop there. */
const keysOfNeither = new Set([904, 2256, 2260, 2264]);

/** The error of a table that neither Oracle nor PostgreSQL makes, or PostgreSQL by an oversight alone. */
export function tableNeverMade(table: CreateTable): OracleFailure | undefined {
  const ofKeys = keyError(table);
  return (
    nameTwice(table.columns) ??
    (ofKeys && keysOfNeither.has(ofKeys.code) ? ofKeys : undefined) ??
    partitionError(table) ??
    countError(table)
  );
}

/** One identity column, one of LONG, and one at least that is seen. */
function countError({ columns }: CreateTable): OracleFailure | undefined {
  if (columns.filter((c) => c.identity).length > 1) return oracleFailure(30669);
  if (columns.filter(isLong).length > 1) return oracleFailure(1754);
  return columns.length > 0 && columns.every((c) => c.invisible) ? oracleFailure(54039) : undefined;
}

/** Columns have names of their own. */
function nameTwice(columns: readonly ColumnDefinition[]): OracleFailure | undefined {
  const names = columns.map((c) => c.name.name);
  return new Set(names).size < names.length ? oracleFailure(957) : undefined;
}

const isLong = ({ type }: ColumnDefinition): boolean =>
  type?.kind === 'BuiltinTypeRef' && (type.name === 'LONG' || type.name === 'LONG RAW');

/** A column may be NULL or not. */
function nullError({ constraints }: ColumnDefinition): OracleFailure | undefined {
  const said = constraints.filter((k) => k.kind === 'NotNull' || k.kind === 'Nullable');
  return said.length > 1 ? oracleFailure(2258) : undefined;
}

/** Partitions have names of their own. (SQL Language Reference, "CREATE TABLE", "table_partitioning_clauses") */
function partitionError({ partitioning }: CreateTable): OracleFailure | undefined {
  const names = (partitioning?.partitions ?? []).flatMap(({ name }) => (name ? [name.name] : []));
  return new Set(names).size < names.length ? oracleFailure(14013) : undefined;
}

/**
 * The columns that a query gives have as many names as there are, or are named by themselves, each in another way; of a
 * query with a star the expressions beside it are looked at alone.
 */
function columnsError(names: number | undefined, query: Query): OracleFailure | undefined {
  const items = firstQueryBlock(query)?.items;
  if (!items) return undefined;
  const given = items.filter((i) => i.value.kind !== 'Star');
  if (names !== undefined)
    return given.length < items.length || names === items.length ? undefined : oracleFailure(1730);
  if (!given.every((i) => i.alias || i.value.kind === 'Name' || i.value.kind === 'Member')) return oracleFailure(998);
  const own = given.map(nameOfItem).filter((name) => name !== undefined);
  return new Set(own).size < own.length ? oracleFailure(957) : undefined;
}

/** The same for a table, whose columns have the lengths of what the query gives. */
function queryError(names: number | undefined, query: Query): OracleFailure | undefined {
  const isEmpty = ({ value }: Select['items'][number]): boolean =>
    value.kind === 'NullLiteral' || (value.kind === 'StringLiteral' && value.value === '');
  const hasEmpty = query.body.kind === 'Select' && query.body.items.some(isEmpty);
  return columnsError(names, query) ?? (hasEmpty ? oracleFailure(1723) : undefined);
}

/** Does the query of a table give NULL under a name of its own, which has no length? */
export const hasColumnOfNull = (analysis: Analysis, query: Query): boolean =>
  analysis.columnsOf(query).some(({ type }) => type.kind === 'null');

/**
 * Refuses a view or query whose columns Oracle refuses. Such a statement is a stub: what it would have made is not
 * there in Oracle, or was made by another statement than this.
 */
export function refuseColumns(what: string, names: number | undefined, query: Query): void {
  refuseFor(columnsError(names, query), what, query);
}

/** Refuses a table that a query makes, where Oracle refuses its columns; what stands there is a stub. */
export function refuseColumnsOfTable(analysis: Analysis, what: string, names: number | undefined, query: Query): void {
  const error = queryError(names, query) ?? (hasColumnOfNull(analysis, query) ? oracleFailure(1723) : undefined);
  refuseFor(error, what, query);
}

function refuseFor(error: OracleFailure | undefined, what: string, query: Query): void {
  if (error) refuse(columnsOfQuery(query.span, what, error.text));
}

function nameOfItem({ alias, value }: Select['items'][number]): string | undefined {
  if (alias) return alias.name;
  return value.kind === 'Name' ? lastName(value) : undefined;
}

function nameError({ parts }: QualifiedName) {
  const last = parts.at(-1);
  return last && (lexicalError(last) ?? (isReserved(last) ? oracleFailure(903) : undefined));
}

function columnError(name: Identifier) {
  return lexicalError(name) ?? (isReserved(name) ? oracleFailure(904) : undefined);
}

/** May no object or column have this name without quotes? */
export const isReservedWord = (word: string): boolean => reserved.has(word.toUpperCase());

const isReserved = (name: Identifier): boolean => !name.quoted && reserved.has(name.name);

function lexicalError(name: Identifier): OracleFailure | undefined {
  if (Buffer.byteLength(name.name) > 128) return oracleFailure(972);
  return !name.quoted && /^[_$#]/.test(name.name) ? oracleFailure(911) : undefined;
}

/**
 * A default knows neither columns nor queries. (SQL Language Reference, "CREATE TABLE", "Restrictions on Default Column
 * Values")
 */
function defaultError(column: ColumnDefinition): OracleFailure | undefined {
  let code: number | undefined;
  const called = new Set<object>();
  if (column.default)
    walk(column.default, (n) => {
      if (n.kind === 'Query') code ??= 2251;
      if (n.kind === 'Call') called.add(n.callee);
      const [name, more] = n.kind === 'Name' && !called.has(n) ? n.parts : [];
      if (name && !more && !parameterlessFunctions.has(name.name)) code ??= pseudoColumns.has(name.name) ? 976 : 984;
      return n.kind !== 'Query';
    });
  return code === undefined ? undefined : oracleFailure(code);
}

/**
 * A check at a column speaks of that column only, and none of the time or the session. (SQL Language Reference,
 * "Restrictions on Check Constraints")
 */
function checkError(column: ColumnDefinition) {
  let found: OracleFailure | undefined;
  for (const k of column.constraints) {
    if (k.kind !== 'ColumnCheck') continue;
    walk(k.condition, (n) => {
      if (n.kind === 'Query') found ??= queryInCheck;
      if (n.kind === 'Call' || n.kind === 'Query') return false;
      if (n.kind !== 'Name') return true;
      const { parts } = n;
      const last = lastName(n);
      if (notInChecks.has(last)) found ??= wrongInCheck;
      else if (parts.length === 1 && last !== column.name.name) found ??= oracleFailure(2438);
      return true;
    });
  }
  return found;
}

/**
 * A check of the table speaks of its columns, where these are known, and of nothing of the time or the session. (SQL
 * Language Reference, "Restrictions on Check Constraints")
 */
export function tableCheckError(
  constraints: readonly TableConstraint[],
  columns?: readonly string[],
): OracleFailure | undefined {
  let found: OracleFailure | undefined;
  for (const k of constraints)
    if (k.kind === 'Check')
      walk(k.condition, (n) => {
        if (n.kind === 'Query') found ??= queryInCheck;
        if (n.kind === 'Call' || n.kind === 'Query') return false;
        const [name, more] = n.kind === 'Name' ? n.parts : [];
        if (!name || more) return true;
        if (notInChecks.has(name.name)) found ??= wrongInCheck;
        else if (columns && !columns.includes(name.name)) found ??= invalidIdentifier(name.name);
        return true;
      });
  return found;
}

const notInChecks: ReadonlySet<string> = new Set([...coarseClocks, ...fineClocks, 'LEVEL', 'ROWNUM', 'USER', 'UID']);
const queryInCheck = oracleFailure(2251);
const wrongInCheck = oracleFailure(2436);

/**
 * A new column has a type, unless it is evaluated, or has that of the key to which it refers; one that is counted is a
 * number. (SQL Language Reference, "CREATE TABLE", "datatype", "identity_clause")
 */
function typeError(
  columns: readonly ColumnDefinition[],
  constraints: readonly TableConstraint[],
): OracleFailure | undefined {
  const refers = ({ name, constraints: own }: ColumnDefinition): boolean =>
    own.some((k) => k.kind === 'ColumnReferences') ||
    constraints.some((k) => k.kind === 'ForeignKey' && k.columns.some((c) => c.name === name.name));
  if (columns.some((c) => !c.type && !c.virtual && !refers(c))) return oracleFailure(2263);
  const counted = columns.find((c) => c.identity)?.type;
  return counted?.kind === 'BuiltinTypeRef' && /CHAR|DATE|TIMESTAMP|LOB|RAW|INTERVAL/.test(counted.name)
    ? oracleFailure(30675)
    : undefined;
}

/**
 * A virtual column is evaluated from columns of the table that are stored, not from the time or the session. (SQL
 * Language Reference, "CREATE TABLE", "virtual_column_definition")
 */
function virtualError(columns: readonly ColumnDefinition[]) {
  const virtual = new Set(columns.filter((c) => c.virtual).map((c) => c.name.name));
  const all = new Set(columns.map((c) => c.name.name));
  let found: OracleFailure | undefined;
  for (const column of columns)
    if (column.virtual)
      walk(column.virtual, (n) => {
        if (n.kind === 'Call' || n.kind === 'Query') return false;
        const [name, more] = n.kind === 'Name' ? n.parts : [];
        if (!name || more) return true;
        if (virtual.has(name.name)) found ??= oracleFailure(54012);
        else if (all.has(name.name)) return true;
        else if (notInChecks.has(name.name)) found ??= notPure;
        else if (!parameterlessFunctions.has(name.name)) found ??= invalidIdentifier(name.name);
        return true;
      });
  return found;
}

const notPure = oracleFailure(54002);
