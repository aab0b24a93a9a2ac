import { intosOf } from '../../../ir/multi-table-insert.js';
import type { MultiTableInsert } from '../../../ir/oracle/index.js';
import type { PgExpr, PgInsert, PlStatement } from '../../../ir/postgres/index.js';
import { b } from '../../builders.js';
import type { ExprContext } from '../../context.js';
import { madeUp } from '../../naming/made-names.js';
import type { BodyBuilder } from '../../plsql/body/body-builder.js';
import { multiTableBranches } from '../multi-table-insert.js';
import { tableTarget, targetColumn, visibleColumns } from '../target.js';
import {
  type ErrorLog,
  errorLogOf,
  loggedRow,
  loggedValue,
  loopOverRows,
  reportDifferences,
  rowStatement,
  startLogged,
} from './logged-rows.js';

/**
 * INSERT ALL and INSERT FIRST with LOG ERRORS at some INTO: a loop over the source, in which each branch is an INSERT
 * of its own. Undefined without the clause. (SQL Language Reference, INSERT, multi_table_insert)
 */
export function multiTableInsertLoggingErrors(
  rc: BodyBuilder,
  ex: ExprContext,
  s: MultiTableInsert,
): PlStatement[] | undefined {
  const { span } = s;
  if (!intosOf(s).some((i) => i.errorLogging)) return undefined;
  const at = startLogged(rc, span);
  const { base, branches } = multiTableBranches(ex, s, at.row);
  const logs: ErrorLog[] = [];
  const steps = branches.map(({ insert, lowered, given }): PlStatement => {
    const { statement, condition } = ofRow(lowered);
    const change = rowStatement(insert.span, statement);
    const table = tableTarget(ex, insert.target);
    let step: PlStatement;
    if (insert.errorLogging) {
      reportDifferences(ex, insert.errorLogging, table.relation, ['INSERT']);
      const log = errorLogOf(rc, ex, insert.errorLogging, table);
      logs.push(log);
      const infos = insert.columns?.map((c) => targetColumn(table, c)) ?? visibleColumns(table);
      const values = given.flatMap(({ value, type }, i) =>
        value.kind === 'PgDefault' ? [] : loggedValue(ex, infos[i], value, type),
      );
      step = loggedRow(at, log, { operation: 'I', change: [change], values });
    } else {
      const done = b.column(span, at.done);
      const count = b.assign(span, done, b.binary(span, '+', done, b.num(span, 1)));
      step = b.block(span, { body: [change, count] });
    }
    return condition ? b.ifThen(insert.span, condition, [step]) : step;
  });
  const query = b.select(span, {
    items: [b.star(span)],
    from: [b.derived(span, base.query, madeUp('source_rows'), base.columns)],
  });
  return loopOverRows(rc, at, logs, query, steps);
}

/** `insert … select … from rows where …` as the INSERT of the row at hand, and its condition. */
function ofRow(insert: PgInsert): { readonly statement: PgInsert; readonly condition: PgExpr | undefined } {
  const { source } = insert;
  if (source === 'default values' || source.kind !== 'PgSelect' || source.body.kind !== 'PgSelectCore')
    return { statement: insert, condition: undefined };
  const { where, ...core } = source.body;
  return { statement: { ...insert, source: { ...source, body: { ...core, from: [] } } }, condition: where };
}
