import type { ColumnInfo, RelationSymbol } from '../../../analyze/model/symbols.js';
import type { OracleType } from '../../../analyze/model/types.js';
import { errorLoggingDiffers } from '../../../diagnostics/op2.js';
import { identifier, qualifiedName } from '../../../ir/made-nodes.js';
import type { ErrorLogging, Expr } from '../../../ir/oracle/index.js';
import type { PgDml, PgExpr, PgSelect, PgSelectItem, PlStatement } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b, pgTypes } from '../../builders.js';
import type { ExprContext } from '../../context.js';
import { nameOf, regclassText } from '../../ddl/names.js';
import { referencedTables } from '../../ddl/tables/constraints/shifted-keys.js';
import { columnLabel } from '../../expressions/conversions/column-label.js';
import { convert } from '../../expressions/conversions/convert.js';
import { lowerExpr, lowerTo } from '../../expressions/index.js';
import { rowidOf } from '../../expressions/row-address.js';
import { madeUp } from '../../naming/made-names.js';
import { foldName } from '../../naming/naming.js';
import type { BodyBuilder } from '../../plsql/body/body-builder.js';
import { errType, protect, storeError } from '../../plsql/errors/capture.js';
import { pgTypeOf } from '../../types.js';
import type { DmlTable } from '../target.js';
import { assigned, columnAssignment } from '../values.js';

/** The variables of a statement whose rows are done one by one. */
export interface LoggedStatement {
  readonly span: Span;
  /** The row of the query at hand. */
  readonly row: string;
  readonly done: string;
  readonly error: string;
}

/** The log of one DML target: its table, tag and limit, and how many rows it has got. */
export interface ErrorLog {
  readonly table: PgExpr;
  readonly tag: PgExpr;
  /** Absent: UNLIMITED. */
  readonly limit?: PgExpr;
  readonly logged: string;
  readonly start: readonly PlStatement[];
}

/** A column's value as the error log keeps it. */
export interface LoggedValue {
  readonly column: string;
  readonly value: PgExpr;
}

/** Declares the variables that a statement with an error log needs. */
export function startLogged(rc: BodyBuilder, span: Span): LoggedStatement {
  return {
    span,
    row: rc.fresh('logged_row', pgTypes.record),
    done: rc.fresh('rows_done', pgTypes.integer),
    error: rc.fresh('row_error', errType),
  };
}

/**
 * The log that the clause names; without INTO, ERR$_ and the first 25 characters of the table's name. (SQL Language
 * Reference, INSERT, error_logging_clause)
 */
export function errorLogOf(rc: BodyBuilder, ex: ExprContext, clause: ErrorLogging, table: DmlTable): ErrorLog {
  const { span } = clause;
  const changed = table.relation?.name ?? table.table.name.at(-1)?.toUpperCase() ?? '';
  const name = clause.into ?? qualifiedName(span, identifier(span, `ERR$_${changed.slice(0, 25)}`));
  const variable = b.column(span, rc.fresh('error_log', { name: ['regclass'] }));
  const logged = rc.fresh('rows_logged', pgTypes.integer);
  const tag = clause.tag ? lowerTo(ex, clause.tag, { kind: 'varchar2' }) : b.null(span);
  const given = clause.rejectLimit;
  const limit = given === 'UNLIMITED' ? undefined : given ? lowerTo(ex, given, { kind: 'plsInteger' }) : b.num(span, 0);
  // A log that is not there is an error before the first row.
  const start = [
    b.assign(span, variable, b.cast(span, b.text(span, regclassText(nameOf(rc.unit, name))), { name: ['regclass'] })),
    b.assign(span, b.column(span, logged), b.num(span, 0)),
  ];
  return { table: variable, tag: b.cast(span, tag, pgTypes.text), logged, start, ...(limit ? { limit } : {}) };
}

/**
 * `for row in query loop begin …; exception when others then log it end; end loop`: the query is read as the statement
 * began, each row is changed on its own, and a row that fails is logged. Past the limit the row's error is the
 * statement's, which undoes its rows.
 */
export function loopOverRows(
  rc: BodyBuilder,
  { span, row, done }: LoggedStatement,
  logs: readonly ErrorLog[],
  query: PgSelect,
  body: readonly PlStatement[],
): PlStatement[] {
  const loop: PlStatement = { kind: 'PlForQuery', span, targets: [b.column(span, row)], query, body };
  const whole: PlStatement[] = [
    b.assign(span, b.column(span, done), b.num(span, 0)),
    ...logs.flatMap((l) => l.start),
    loop,
  ];
  const count: PlStatement[] = rc.readsSqlAttributes
    ? [b.assign(span, b.column(span, rc.sqlRowCount()), b.column(span, done))]
    : [];
  return [...(rc.mode.kind === 'capture' ? [protect(rc, span, whole)] : whole), ...count];
}

/** What is done to one row, and what its entry in the log has. */
interface RowChange {
  readonly operation: 'I' | 'U' | 'D';
  readonly change: readonly PlStatement[];
  readonly values: readonly LoggedValue[];
  /** Where the row is that is there already. */
  readonly address?: PgExpr;
  /** Oracle errors that end the statement at once. */
  readonly never?: readonly number[];
}

/** One row's statement in a sub-block, which logs its error. */
export function loggedRow(
  { span, done, error }: LoggedStatement,
  log: ErrorLog,
  { operation, change, values, address, never = [] }: RowChange,
): PlStatement {
  const text = (items: readonly PgExpr[]): PgExpr =>
    b.cast(span, b.array(span, ...items), pgTypes.arrayOf(pgTypes.text));
  const one = (name: string): PlStatement =>
    b.assign(span, b.column(span, name), b.binary(span, '+', b.column(span, name), b.num(span, 1)));
  const failed = b.column(span, error);
  const ends = never.map((n) =>
    b.ifThen(span, b.eq(span, b.ora(span, 'error_code', failed), b.num(span, n)), [b.reraise(span)]),
  );
  const past: PlStatement[] = log.limit
    ? [b.ifThen(span, b.binary(span, '>', b.column(span, log.logged), log.limit), [b.reraise(span)])]
    : [];
  const write = b.perform(
    span,
    b.ora(
      span,
      'log_error',
      log.table,
      failed,
      b.text(span, operation),
      address ? rowidOf(address) : b.null(span),
      log.tag,
      text(values.map((v) => b.text(span, v.column))),
      text(values.map((v) => v.value)),
    ),
  );
  return b.block(span, {
    body: [...change, one(done)],
    handlers: [
      b.handler(span, [{ name: 'others' }], [storeError(span, error), ...ends, one(log.logged), ...past, write]),
    ],
  });
}

/** A statement of one row as PL/pgSQL. */
export const rowStatement = (span: Span, statement: PgDml): PlStatement => ({ kind: 'PlSql', span, statement });

/** A value of the row at hand on its way into a column, which the error of a text that is too long names. */
export function intoColumn(ex: ExprContext, value: PgExpr, from: OracleType, column: ColumnInfo | undefined): PgExpr {
  const { span } = value;
  if (!column) return value;
  const { type } = column;
  if ((type.kind === 'varchar2' || type.kind === 'char') && type.length !== undefined) {
    const text =
      from.kind === 'null' || from.kind === 'unknown'
        ? b.cast(span, value, pgTypes.text)
        : convert(ex, value, { from, to: type, span });
    return b.ora(span, 'fit', text, b.num(span, type.length), columnLabel({ ...ex, column }, span));
  }
  if ((from.kind === 'null' || from.kind === 'unknown') && column.type.kind !== 'unknown')
    return b.cast(span, value, pgTypeOf(ex.unit.naming, column.type, 'value'));
  return assigned({ ...ex, column }, value, { from, to: column.type, span });
}

/**
 * The value as text, for columns that an error log has: no LOBs, objects, collections. (PL/SQL Packages and Types
 * Reference, "CREATE_ERROR_LOG Procedure")
 */
export function loggedValue(
  ex: ExprContext,
  column: ColumnInfo | undefined,
  value: PgExpr,
  from: OracleType,
): LoggedValue[] {
  if (!column || !isLoggable(column.type)) return [];
  const { span } = value;
  const text =
    from.kind === 'null' || from.kind === 'unknown'
      ? b.cast(span, value, pgTypes.text)
      : b.cast(span, convert(ex, value, { from, to: { kind: 'varchar2' }, span }), pgTypes.text);
  return [{ column: foldName(column.name), value: text }];
}

/** Of a row that is to be changed: where it stands, and its values for the log. */
export const addressedRow = (table: DmlTable, span: Span): PgSelectItem[] => [
  b.item(span, b.column(span, table.alias, 'ctid'), madeUp('row_address')),
  b.item(span, b.column(span, table.alias, 'tableoid'), madeUp('row_table')),
  ...table.columns
    .filter((c) => isLoggable(c.type))
    .map((c) => b.item(span, b.column(span, table.alias, foldName(c.name)), madeUp(`o_${foldName(c.name)}`))),
];

/**
 * Types of which the error table keeps a value as text. (SQL Language Reference, INSERT, error_logging_clause: none of
 * LONG, LOB and object types)
 */
const isLoggable = (type: OracleType): boolean =>
  [
    'number',
    'plsInteger',
    'binaryFloat',
    'binaryDouble',
    'varchar2',
    'char',
    'date',
    'timestamp',
    'intervalDayToSecond',
    'intervalYearToMonth',
    'raw',
    'rowid',
  ].includes(type.kind);

/** What is not as in Oracle: the log is no transaction of its own, rows are statements of their own. */
export function reportDifferences(
  ex: ExprContext,
  clause: ErrorLogging,
  relation: RelationSymbol | undefined,
  events: readonly string[],
): void {
  const report = (what: string): void => ex.unit.report(errorLoggingDiffers(clause.span, what));
  report(
    clause.rejectLimit === 'UNLIMITED'
      ? 'the log is written in the same transaction, so ROLLBACK takes it back too'
      : 'the log is written in the same transaction, so ROLLBACK and the failure past the REJECT LIMIT take it ' +
          'back too',
  );
  if (events.some((e) => e !== 'INSERT')) report("ORA_ERR_ROWID$ gets the row's ctid");
  if (!relation) return;
  const trigger = ex.unit.analysis.catalog.triggers.find(
    ({ table, definition }) =>
      table === relation &&
      definition.events.some((e) => events.includes(e.event)) &&
      (definition.body.kind === 'CompoundTriggerBody' || !definition.forEachRow),
  );
  if (trigger) report(`the trigger ${trigger.name} fires once for each row instead of once for the statement`);
  if (referencedTables(ex.unit.analysis, relation).includes(relation))
    report('foreign keys of the table to itself are checked row by row, not at the end of the statement');
}

/** A value of VALUES for a column, and the name that it has in the query of the row. */
interface GivenValue {
  readonly value: Expr;
  readonly info: ColumnInfo | undefined;
  readonly name: string;
}

/**
 * A row of VALUES: what the query of the row computes, what is written to the columns, and what the log keeps of it.
 * Literals are written as they are. `values`: where the values are lowered; `only`: for which rows they are computed.
 */
export function rowOfValues(
  ex: ExprContext,
  at: LoggedStatement,
  given: readonly GivenValue[],
  { values, only = (value) => value }: { readonly values: ExprContext; readonly only?: (value: PgExpr) => PgExpr },
): {
  readonly items: readonly PgSelectItem[];
  readonly row: readonly PgExpr[];
  readonly logged: readonly LoggedValue[];
} {
  const items: PgSelectItem[] = [];
  const row: PgExpr[] = [];
  const logged: LoggedValue[] = [];
  for (const { value, info, name } of given) {
    const from = ex.unit.analysis.typeOf(value);
    if (value.kind === 'DefaultMarker') row.push(columnAssignment(values, value, info));
    else if (value.kind === 'StringLiteral' || value.kind === 'NumberLiteral') {
      row.push(columnAssignment(values, value, info));
      logged.push(...loggedValue(ex, info, lowerExpr(values, value), from));
    } else {
      items.push(b.item(value.span, only(lowerExpr(values, value)), name));
      const read = b.column(at.span, at.row, name);
      row.push(intoColumn(ex, read, from, info));
      logged.push(...loggedValue(ex, info, read, from));
    }
  }
  return { items, row, logged };
}
