import { errorLogging, errorLoggingDiffers } from '../../../diagnostics/op2.js';
import type { ErrorLogging, Expr, Merge } from '../../../ir/oracle/index.js';
import { sqlstateOf } from '../../../ir/oracle-error.js';
import { oracleMessage } from '../../../ir/oracle-messages.js';
import type { PgExpr, PgReturning, PgSelectItem, PlStatement } from '../../../ir/postgres/index.js';
import { nodesOf } from '../../../ir/walk.js';
import { b, pgTypes } from '../../builders.js';
import { type ExprContext, refuse } from '../../context.js';
import { referencedTables } from '../../ddl/tables/constraints/shifted-keys.js';
import { lowerCondition, lowerExpr } from '../../expressions/index.js';
import { madeUp } from '../../naming/made-names.js';
import type { BodyBuilder } from '../../plsql/body/body-builder.js';
import { aliasesFor, lowerFromItem } from '../../queries/from/from.js';
import { within } from '../../queries/scope.js';
import { advancedIn } from '../../queries/sequences/sequences.js';
import { type DmlTable, insertedColumns, tableTarget } from '../target.js';
import {
  addressedRow,
  type ErrorLog,
  errorLogOf,
  type LoggedStatement,
  loggedRow,
  loopOverRows,
  reportDifferences,
  rowOfValues,
  rowStatement,
  startLogged,
} from './logged-rows.js';
import { changesKeys, isRow, oldValues, setOfRow } from './logged-set.js';

/**
 * MERGE with LOG ERRORS: a loop over the source joined to the rows of the target, in which each row is updated or
 * inserted. A row of the target that comes twice is ORA-30926, logged like the others. (SQL Language Reference, MERGE;
 * Database Administrator's Guide, "Error Logging Considerations")
 */
export function mergeLoggingErrors(
  rc: BodyBuilder,
  around: ExprContext,
  s: Merge,
  clause: ErrorLogging,
): PlStatement[] {
  const { span } = s;
  const no = (what: string): never => refuse(errorLogging(clause.span, what));
  if (s.unsupported?.length) no('branches of other databases');
  if (s.target.kind !== 'TableRef') return no('a view in place');
  if (advancedIn(around, [...(s.update?.set ?? []), ...(s.insert?.values ?? [])]).size > 0) no('NEXTVAL in MERGE');
  const ex = within(around, () => undefined, aliasesFor(around, [s.target, s.using]));
  const table = tableTarget(ex, s.target);
  if (table.relation?.relation !== 'table') no('a view');
  if (s.update && changesKeys(ex, { set: s.update.set, target: s.target }, table))
    no('keys that change from row to row');
  const { deleteWhere } = s.update ?? {};
  if (deleteWhere && nodesOf(deleteWhere, 'Query').length > 0) no('a query in DELETE WHERE of MERGE');
  const events = [...(s.update ? ['UPDATE'] : []), ...(deleteWhere ? ['DELETE'] : []), ...(s.insert ? ['INSERT'] : [])];
  reportDifferences(ex, clause, table.relation, events);
  if (deleteWhere && isReferenced(ex, table))
    ex.unit.report(errorLoggingDiffers(clause.span, 'a row that cannot be deleted is not updated either'));
  const at = startLogged(rc, span);
  const log = errorLogOf(rc, ex, clause, table);
  const ctid = b.column(span, table.alias, 'ctid');
  const address = b.column(span, at.row, madeUp('row_address'));
  const items = addressedRow(table, span);
  /** Only for rows that are in the target, or are not. */
  const when =
    (matched: boolean) =>
    (value: PgExpr): PgExpr =>
      b.caseWhen(span, [{ when: matched ? b.isNotNull(span, ctid) : b.isNull(span, ctid), then: value }]);
  const branch = { rc, clause, table, at, log, items };
  const matched = s.update ? [updateLogged(ex, s.update, { ...branch, only: when(true) })] : [];
  const missing = s.insert ? [insertLogged(ex, s.insert, { ...branch, only: when(false) })] : [];
  const query = b.select(span, {
    items,
    from: [
      b.join(span, s.insert ? 'left' : 'inner', lowerFromItem(ex, s.using), table.table, lowerCondition(ex, s.on)),
    ],
  });
  const isMatched = b.isNotNull(span, address);
  const body: PlStatement[] =
    matched.length > 0 && missing.length > 0
      ? [b.ifThen(span, isMatched, matched, missing)]
      : matched.length > 0
        ? [b.ifThen(span, isMatched, matched)]
        : [b.ifThen(span, b.isNull(span, address), missing)];
  return loopOverRows(rc, at, [log], query, body);
}

/** Do foreign keys of other tables hold its rows? */
const isReferenced = ({ unit: { analysis } }: ExprContext, { relation }: DmlTable): boolean =>
  relation !== undefined && analysis.catalog.relations.some((r) => referencedTables(analysis, r).includes(relation));

/** What the branches of a logged MERGE share. */
interface Branch {
  readonly rc: BodyBuilder;
  readonly clause: ErrorLogging;
  readonly table: DmlTable;
  readonly at: LoggedStatement;
  readonly log: ErrorLog;
  /** What the query of the rows selects; a branch adds what it needs. */
  readonly items: PgSelectItem[];
  /** The value where the row is one for the branch. */
  readonly only: (value: PgExpr) => PgExpr;
}

/** WHEN MATCHED of a row. */
function updateLogged(ex: ExprContext, update: NonNullable<Merge['update']>, branch: Branch): PlStatement {
  const { clause, table, at, log, items, only } = branch;
  const { span } = at;
  const made = setOfRow(ex, update.set, { table, row: at.row, clause, when: only });
  items.push(...made.items);
  if (update.where) items.push(b.item(span, only(lowerCondition(ex, update.where)), madeUp('to_update')));
  const removal = update.deleteWhere && removed(ex, update.deleteWhere, branch);
  const change = rowStatement(span, {
    kind: 'PgUpdate',
    span,
    target: table.table,
    set: made.set,
    where: isRow(span, table.alias, at.row),
    ...(removal ? { returning: removal.returning } : {}),
  });
  const twice = b.ifThen(span, b.not(span, b.raw(span, 'found')), [
    b.raise(span, sqlstateOf(30926), oracleMessage(30926)),
  ]);
  const values = oldValues(ex, table, at.row, made.changed);
  const address = b.column(span, at.row, madeUp('row_address'));
  const done = [change, twice, ...(removal ? [removal.remove] : [])];
  const step = loggedRow(at, log, { operation: 'U', change: done, values, address, never: [1] });
  return update.where ? b.ifThen(span, b.isTrue(span, b.column(span, at.row, madeUp('to_update'))), [step]) : step;
}

/** DELETE WHERE: the UPDATE tells where the row is now, and whether it goes. */
function removed(
  ex: ExprContext,
  condition: Expr,
  { rc, table, at, items, only }: Branch,
): { readonly returning: PgReturning; readonly remove: PlStatement } {
  const { span } = condition;
  const { analysis } = ex.unit;
  const row = rc.fresh('changed_row', pgTypes.record);
  // What is the target's is read as updated; what the source has is in the row of the loop.
  const ofLoop = new Map<string, PgExpr>();
  const inner = within(ex, (expr) => {
    if (expr.kind !== 'Name') return undefined;
    const { base } = analysis.resolve(expr);
    if (base.kind !== 'column' || base.source === table.source) return undefined;
    const key = expr.parts.map((p) => p.name).join('.');
    let read = ofLoop.get(key);
    if (!read) {
      const name = madeUp(`d${ofLoop.size + 1}`);
      items.push(b.item(expr.span, only(lowerExpr(ex, expr)), name));
      ofLoop.set(key, (read = b.column(expr.span, at.row, name)));
    }
    return read;
  });
  const goes = b.isTrue(span, lowerCondition(inner, condition));
  const [address, place, toDelete] = [madeUp('row_address'), madeUp('row_table'), madeUp('to_delete')];
  const remove = rowStatement(span, {
    kind: 'PgDelete',
    span,
    target: table.table,
    where: isRow(span, table.alias, row),
  });
  return {
    returning: {
      items: [
        b.item(span, b.column(span, table.alias, 'ctid'), address),
        b.item(span, b.column(span, table.alias, 'tableoid'), place),
        b.item(span, goes, toDelete),
      ],
      into: { strict: false, targets: [b.column(span, row)] },
    },
    remove: b.ifThen(span, b.column(span, row, toDelete), [remove]),
  };
}

/** WHEN NOT MATCHED of a row. */
function insertLogged(ex: ExprContext, insert: NonNullable<Merge['insert']>, branch: Branch): PlStatement {
  const { table, at, log, items, only } = branch;
  const { span } = at;
  const { names, infos } = insertedColumns(table, insert.columns);
  const given = insert.values
    .map((value, i) => ({ value, info: infos[i], name: madeUp(`i${i + 1}`), column: names[i] ?? '' }))
    .filter(({ value }) => value.kind !== 'DefaultMarker');
  const made = rowOfValues(ex, at, given, { values: ex, only });
  items.push(...made.items);
  if (insert.where) items.push(b.item(span, only(lowerCondition(ex, insert.where)), madeUp('to_insert')));
  const statement = rowStatement(span, {
    kind: 'PgInsert',
    span,
    target: { ...table.table, alias: undefined },
    columns: given.map(({ column }) => column),
    source: { kind: 'PgValues', span, rows: [made.row] },
  });
  const step = loggedRow(at, log, { operation: 'I', change: [statement], values: made.logged });
  return insert.where ? b.ifThen(span, b.isTrue(span, b.column(span, at.row, madeUp('to_insert'))), [step]) : step;
}
