import type { ColumnInfo } from '../../../analyze/model/symbols.js';
import { errorLogging } from '../../../diagnostics/op2.js';
import { intosOf } from '../../../ir/multi-table-insert.js';
import type { Delete, DmlStatement, ErrorLogging, Insert, Update } from '../../../ir/oracle/index.js';
import type { Query } from '../../../ir/oracle/queries.js';
import type { PgExpr, PgSelectItem, PlStatement } from '../../../ir/postgres/index.js';
import type { PgSelect } from '../../../ir/postgres/queries.js';
import { b } from '../../builders.js';
import { mutatedBy, reportViewsOfMutated } from '../../calls/mutating-function.js';
import { type ExprContext, refuse } from '../../context.js';
import { madeUp } from '../../naming/made-names.js';
import { foldName } from '../../naming/naming.js';
import type { BodyBuilder } from '../../plsql/body/body-builder.js';
import { usesPseudo } from '../../queries/block-nodes.js';
import { lowerFromItem } from '../../queries/from/from.js';
import { lowerQuery } from '../../queries/index.js';
import { within } from '../../queries/scope.js';
import { oneValueARow } from '../../queries/sequences/sequences.js';
import { type DmlTable, insertedColumns, tableTarget } from '../target.js';
import { recordValues } from '../values.js';
import { lowerWhere } from '../where.js';
import { mergeLoggingErrors } from './logged-merge.js';
import { multiTableInsertLoggingErrors } from './logged-multi-insert.js';
import {
  addressedRow,
  errorLogOf,
  intoColumn,
  type LoggedStatement,
  type LoggedValue,
  loggedRow,
  loggedValue,
  loopOverRows,
  reportDifferences,
  rowOfValues,
  rowStatement,
  startLogged,
} from './logged-rows.js';
import { changesKeys, isRow, oldValues, setOfRow } from './logged-set.js';

/**
 * DML with LOG ERRORS: `insert into t select … log errors` becomes a loop over the rows of the query, in which each row
 * is inserted in a sub-block; a row that fails is written to the error table and the statement goes on. (SQL Language
 * Reference, INSERT, error_logging_clause; Database Administrator's Guide, "Inserting Data with DML Error Logging")
 * Undefined for a statement without the clause.
 */
export function lowerLoggingErrors(rc: BodyBuilder, around: ExprContext, s: DmlStatement): PlStatement[] | undefined {
  const ex: ExprContext = { ...around, dml: true, mutated: mutatedBy(around, s) };
  reportViewsOfMutated(ex, s);
  if (s.kind === 'MultiTableInsert') return multiTableInsertLoggingErrors(rc, ex, s);
  if (!s.errorLogging) return undefined;
  if ('returning' in s && s.returning) return refuse(errorLogging(s.errorLogging.span, 'RETURNING'));
  switch (s.kind) {
    case 'Insert':
      return insert(rc, ex, s, s.errorLogging);
    case 'Update':
      return update(rc, ex, s, s.errorLogging);
    case 'Delete':
      return remove(rc, ex, s, s.errorLogging);
    default:
      return mergeLoggingErrors(rc, ex, s, s.errorLogging);
  }
}

/** Does it have the clause, itself or at some INTO? */
export function logsErrors(s: DmlStatement): boolean {
  if (s.kind !== 'MultiTableInsert') return s.errorLogging !== undefined;
  return intosOf(s).some((i) => i.errorLogging);
}

/**
 * Unique keys that a direct path load violates end it. (SQL Language Reference, INSERT, "Restrictions on DML Error
 * Logging")
 */
const isDirectPath = (hints: readonly string[] | undefined): boolean =>
  hints?.some((h) => /\bAPPEND(_VALUES)?\b/i.test(h)) === true;

function insert(rc: BodyBuilder, around: ExprContext, s: Insert, clause: ErrorLogging): PlStatement[] {
  const { span } = s;
  const ex = within(around, () => undefined);
  if (s.target.kind !== 'TableRef') return refuse(errorLogging(clause.span, 'a view in place'));
  const table = tableTarget(ex, s.target);
  if (table.relation?.ofType) return refuse(errorLogging(clause.span, 'an object table'));
  reportDifferences(ex, clause, table.relation, ['INSERT']);
  const at = startLogged(rc, span);
  const log = errorLogOf(rc, ex, clause, table);
  const { names, infos } = insertedColumns(table, s.columns);
  const never = isDirectPath(s.hints) ? [1] : [];
  const done = (values: readonly PgExpr[], logged: readonly LoggedValue[]): PlStatement => {
    const given = values.flatMap((v, i) => (v.kind === 'PgDefault' ? [] : [i]));
    const columns = given.map((i) => names[i] ?? '').filter((n) => n !== '');
    const row = given.flatMap((i) => values[i] ?? []);
    const statement = {
      kind: 'PgInsert' as const,
      span,
      target: { ...table.table, alias: undefined },
      ...(columns.length === row.length && row.length > 0 ? { columns } : {}),
      source: row.length > 0 ? { kind: 'PgValues' as const, span, rows: [row] } : ('default values' as const),
    };
    return loggedRow(at, log, { operation: 'I', change: [rowStatement(span, statement)], values: logged, never });
  };
  if (s.source.kind === 'Query') {
    const { query, values, logged } = rowsOfQuery(ex, at, { source: s.source, infos, clause });
    return loopOverRows(rc, at, [log], query, [done(values, logged)]);
  }
  if (s.source.record) {
    const values = recordValues(
      ex,
      s.source.record,
      infos.filter((c) => c !== undefined),
    );
    const one = b.select(span, { items: [b.item(span, b.num(span, 1), madeUp('c1'))] });
    return loopOverRows(rc, at, [log], one, [
      done(
        values,
        infos.flatMap((c, i) => fixed(c?.name, values[i])),
      ),
    ]);
  }
  if (s.source.rows.length !== 1) return refuse(errorLogging(clause.span, 'several rows of VALUES'));
  return s.source.rows.flatMap((row) => {
    const inner = within(ex, oneValueARow(ex, row));
    const given = row.map((value, i) => ({ value, info: infos[i], name: madeUp(`c${i + 1}`) }));
    const { items, row: values, logged } = rowOfValues(ex, at, given, { values: inner });
    const one = b.select(span, { items: items.length > 0 ? items : [b.item(span, b.num(span, 1), madeUp('c0'))] });
    return loopOverRows(rc, at, [log], one, [done(values, logged)]);
  });
}

/** The rows of INSERT … SELECT, what is written of each, and what the log keeps. */
function rowsOfQuery(
  ex: ExprContext,
  at: LoggedStatement,
  of: { readonly source: Query; readonly infos: readonly (ColumnInfo | undefined)[]; readonly clause: ErrorLogging },
): { readonly query: PgSelect; readonly values: readonly PgExpr[]; readonly logged: readonly LoggedValue[] } {
  const { source, infos, clause } = of;
  const { span } = at;
  const given = ex.unit.analysis.columnsOf(source);
  if (given.length === 0) return refuse(errorLogging(clause.span, 'a query whose columns are not known'));
  const names = given.map((_, i) => madeUp(`c${i + 1}`));
  const read = names.map((name) => b.column(span, at.row, name));
  return {
    query: b.select(span, {
      items: [b.star(span)],
      from: [b.derived(span, lowerQuery(ex, source), madeUp('source_rows'), names)],
    }),
    values: given.map((c, i) => intoColumn(ex, read[i] ?? b.null(span), c.type, infos[i])),
    logged: given.flatMap((c, i) => loggedValue(ex, infos[i], read[i] ?? b.null(span), c.type)),
  };
}

const fixed = (name: string | undefined, value: PgExpr | undefined): LoggedValue[] =>
  name === undefined || !value ? [] : [{ column: foldName(name), value: b.ora(value.span, 'any_text', value) }];

/** The rows by their physical address, locked, with their columns `o_…` as they were. */
function oldRows(
  ex: ExprContext,
  s: Update | Delete,
  clause: ErrorLogging,
): { readonly table: DmlTable; readonly items: PgSelectItem[]; readonly where: PgExpr | undefined } {
  const { span } = s;
  if (s.target.kind !== 'TableRef') return refuse(errorLogging(clause.span, 'a view in place'));
  const table = tableTarget(ex, s.target);
  if (table.relation?.relation !== 'table') return refuse(errorLogging(clause.span, 'a view'));
  const where = lowerWhere(ex, s.where, table, span);
  if (where && 'currentOf' in where) return refuse(errorLogging(clause.span, 'WHERE CURRENT OF'));
  return { table, items: addressedRow(table, span), where };
}

function update(rc: BodyBuilder, around: ExprContext, s: Update, clause: ErrorLogging): PlStatement[] {
  const { span } = s;
  const ex = within(around, oneValueARow(around, s.set));
  if (usesPseudo(ex, 'ROWNUM', s.set)) return refuse(errorLogging(clause.span, 'ROWNUM in SET'));
  const { table, items, where } = oldRows(ex, s, clause);
  if (changesKeys(ex, s, table)) return refuse(errorLogging(clause.span, 'keys that change from row to row'));
  reportDifferences(ex, clause, table.relation, ['UPDATE']);
  const at = startLogged(rc, span);
  const log = errorLogOf(rc, ex, clause, table);
  const made = setOfRow(ex, s.set, { table, row: at.row, clause });
  const from = s.from?.map((f) => lowerFromItem(ex, f)) ?? [];
  const query = b.select(span, {
    items: [...items, ...made.items],
    from: [table.table, ...from],
    ...(where ? { where } : {}),
    locking: { strength: 'update', of: [table.alias] },
  });
  const change = rowStatement(span, {
    kind: 'PgUpdate',
    span,
    target: table.table,
    set: made.set,
    where: isRow(span, table.alias, at.row),
  });
  const logged = oldValues(ex, table, at.row, made.changed);
  const address = b.column(span, at.row, madeUp('row_address'));
  // A unique key that an update violates ends it. (SQL Language Reference, UPDATE, "Restrictions on DML Error Logging")
  const step = loggedRow(at, log, { operation: 'U', change: [change], values: logged, address, never: [1] });
  return loopOverRows(rc, at, [log], query, [step]);
}

function remove(rc: BodyBuilder, around: ExprContext, s: Delete, clause: ErrorLogging): PlStatement[] {
  const { span } = s;
  const ex = within(around, () => undefined);
  const { table, items, where } = oldRows(ex, s, clause);
  reportDifferences(ex, clause, table.relation, ['DELETE']);
  const at = startLogged(rc, span);
  const log = errorLogOf(rc, ex, clause, table);
  const query = b.select(span, {
    items,
    from: [table.table],
    ...(where ? { where } : {}),
    locking: { strength: 'update', of: [table.alias] },
  });
  const change = rowStatement(span, {
    kind: 'PgDelete',
    span,
    target: table.table,
    where: isRow(span, table.alias, at.row),
  });
  const logged = oldValues(ex, table, at.row, new Map());
  const address = b.column(span, at.row, madeUp('row_address'));
  const step = loggedRow(at, log, { operation: 'D', change: [change], values: logged, address });
  return loopOverRows(rc, at, [log], query, [step]);
}
