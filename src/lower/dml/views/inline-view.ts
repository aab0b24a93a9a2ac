import type { RowSource } from '../../../analyze/analysis.js';
import type { ColumnInfo } from '../../../analyze/model/symbols.js';
import { type Diagnostic, unreachable } from '../../../diagnostics/diagnostic.js';
import { dmlTarget } from '../../../diagnostics/op2.js';
import { lastName } from '../../../ir/dotted.js';
import type { Delete, DerivedTable, Select, SetItem, Update } from '../../../ir/oracle/index.js';
import type { PgDelete, PgUpdate } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b } from '../../builders.js';
import { type ExprContext, refuse } from '../../context.js';
import { underName } from '../../expressions/conversions/column-label.js';
import { madeUp } from '../../naming/made-names.js';
import { foldName } from '../../naming/naming.js';
import { blockContains, usesPseudo } from '../../queries/block-nodes.js';
import { leavesOf } from '../../queries/from/leaves.js';
import { isGrouped } from '../../queries/grouping/group-by.js';
import { columnValue, relationName } from '../../queries/row-sources.js';
import { within } from '../../queries/scope.js';
import type { MakeReturning } from '../returning.js';
import { lowerSet } from '../set-clause.js';
import type { DmlTable } from '../target.js';
import { lowerWhere } from '../where.js';
import { type ChangedView, equatedColumns, isKeyPreserved, raising } from './changed-view.js';
import { staysInView } from './checked-rows.js';
import { type ChangedTable, viewRows } from './view-rows.js';

/** What Oracle refuses, too. */
const notKeyPreserved = (span: Span): Diagnostic => ({
  ...dmlTarget(span, 'a join in which the table is not key-preserved (ORA-01779, ORA-01752)'),
  invalid: { kind: 'notKeyPreserved' },
});
const severalTables = (span: Span): Diagnostic =>
  raising(dmlTarget(span, 'a view over several tables, with columns of more than one (ORA-01776)'), 1776);
const notOfTable = (span: Span): Diagnostic =>
  raising(dmlTarget(span, 'a view, with a column that is no column of its table (ORA-01733)'), 1733);
/** Set operators, DISTINCT, groups, CONNECT BY, ROWNUM and analytic functions. (CREATE VIEW, "Notes on Updatable Views") */
const notUpdatable = (span: Span): Diagnostic =>
  raising(dmlTarget(span, 'an inline view that is no plain join (ORA-01732)'), 1732);

/** ROWNUM and analytic functions, as FETCH FIRST has them. */
const numbersRows = (ex: ExprContext, { items, where }: Select): boolean =>
  usesPseudo(ex, 'ROWNUM', [...items, where]) ||
  blockContains(items, (node) => node.kind === 'Call' && node.over !== undefined);

interface ViewColumn {
  readonly name: string;
  readonly source: RowSource;
  readonly column: ColumnInfo;
}

/**
 * The columns of an inline view that are columns of its tables; `checked`: what WITH CHECK OPTION asks for is seen to.
 * (SQL Language Reference, "Notes on Updatable Views")
 */
function viewColumns(
  ex: ExprContext,
  { view, names }: ChangedView,
  { checked }: { readonly checked: boolean },
): { select: Select; columns: readonly ViewColumn[] } {
  const { body } = view.query;
  if (view.restriction === 'READ ONLY') return refuse(raising(dmlTarget(view.span, 'a view WITH READ ONLY'), 42399));
  if (view.restriction && !checked) return refuse(dmlTarget(view.span, 'an inline view WITH CHECK OPTION'));
  if (view.query.with) return refuse(dmlTarget(view.span, 'an inline view with subqueries of WITH'));
  if (body.kind !== 'Select' || body.quantifier || body.hierarchy || isGrouped(ex, body))
    return refuse(notUpdatable(view.span));
  if (view.query.limit || numbersRows(ex, body)) return refuse(notUpdatable(view.span));
  // What USING merges is a column of two tables.
  const merged = new Set(body.from.flatMap((f) => equatedColumns(ex.unit.analysis, f)).map(([{ name }]) => name));
  const columns: ViewColumn[] = [];
  const add = (name: string, source: RowSource, column: ColumnInfo): void => {
    if (!merged.has(column.name)) columns.push({ name, source, column });
  };
  let at = 0;
  for (const item of body.items) {
    if (item.value.kind === 'Star') {
      for (const { source, column } of ex.unit.analysis.expandStar(item.value, body))
        add(names?.[at++] ?? column.name, source, column);
      continue;
    }
    const own = names?.[at++];
    if (item.value.kind !== 'Name') continue;
    const { base, steps } = ex.unit.analysis.resolve(item.value);
    if (base.kind === 'column' && steps.length === 0)
      add(own ?? item.alias?.name ?? base.column.name, base.source, base.column);
  }
  return { select: body, columns };
}

/** Where the rows of an INSERT into a view go. */
export interface InsertableView {
  /** The table, with its columns under the view's names. */
  readonly table: DmlTable;
  /** What each INSERT into the view gives, in order. */
  readonly columns: readonly ColumnInfo[];
  /** The table's name of each column of the view. */
  readonly real: ReadonlyMap<string, string>;
}

/**
 * INSERT INTO (select a, b from t): into the table, with the view's columns. Into a join: the columns that are named,
 * `written`, have to be those of one table, whose rows stand in one row of the join at most. (SQL Language Reference,
 * CREATE VIEW, "Notes on Updatable Views")
 */
export function insertableView(ex: ExprContext, through: ChangedView, written?: readonly string[]): InsertableView {
  const { columns, select } = viewColumns(ex, through, { checked: true });
  const { view } = through;
  const used = written ? columns.filter((c) => written.includes(c.name)) : columns;
  const sources = new Set(used.map((c) => c.source));
  const [source] = sources;
  if (sources.size > 1) return refuse(severalTables(view.span));
  if (source?.relation?.relation !== 'table') return refuse(dmlTarget(view.span, 'a view without columns of a table'));
  if (written?.some((w) => !used.some((c) => c.name === w))) return refuse(notOfTable(view.span));
  if (leavesOf(select.from).length > 1 && !isKeyPreserved(ex.unit.analysis, select, source))
    return refuse(notKeyPreserved(view.span));
  const name = relationName(ex.unit, source.relation);
  const renamed = used.map((c) => underName(c.column, c.name));
  return {
    table: {
      table: b.table(view.span, name),
      source,
      relation: source.relation,
      alias: name.at(-1) ?? '',
      columns: renamed,
    },
    columns: renamed,
    real: new Map(used.map((c) => [foldName(c.name), foldName(c.column.name)])),
  };
}

/** The one table of the view whose columns are changed; it must be key-preserved for Oracle to accept the statement. */
function changedTable(
  ex: ExprContext,
  view: DerivedTable,
  columns: readonly ViewColumn[],
  names: readonly string[] | undefined,
): ChangedTable {
  const hit = names ? columns.filter((c) => names.includes(c.name)) : columns;
  const [first] = hit;
  const body = view.query.body as Select;
  const leaves = leavesOf(body.from).map((i) => ex.unit.analysis.sourceOf(i));
  // DELETE takes the first table whose rows stand in one row of the join at most.
  const known = leaves.every((s) => s?.relation?.definition?.kind === 'CreateTable');
  const preserved = (s: RowSource): boolean =>
    leaves.length === 1 || !known || isKeyPreserved(ex.unit.analysis, body, s);
  const strictly = (s: RowSource): boolean => known && isKeyPreserved(ex.unit.analysis, body, s, { strict: true });
  const source = names
    ? first?.source
    : (leaves.find((s) => s?.relation && strictly(s)) ?? leaves.find((s) => s?.relation && preserved(s)));
  if (names && known && new Set(hit.map((c) => c.source)).size > 1 && hit.every((c) => c.source))
    return refuse(severalTables(view.span));
  if (source ? !preserved(source) : known) return refuse(notKeyPreserved(view.span));
  if (source?.relation?.relation !== 'table' || hit.some((c) => names && c.source !== source))
    return refuse(dmlTarget(view.span, 'an inline view whose columns are not of one known table'));
  const name = relationName(ex.unit, source.relation);
  const last = name.at(-1) ?? '';
  const alias = madeUp('changed');
  return { source, table: b.table(view.span, name, alias === last ? undefined : alias), alias };
}

/** The names of the view's columns that are set; `all`: those that SET ROW sets. */
function setNames(items: readonly SetItem[], all: readonly string[]): readonly string[] {
  return items.flatMap((i): readonly string[] => {
    switch (i.kind) {
      case 'SetColumn':
        return [lastName(i.column)];
      case 'SetColumns':
        return i.columns.map(lastName);
      case 'SetRow':
        return all;
      case 'SetValue':
        return [];
      default:
        return unreachable(i);
    }
  });
}

/** A record as a whole has a field for every column of the view, so each has to be one of the table. */
function refuseRowOfExpressions(ex: ExprContext, view: DerivedTable, items: readonly SetItem[], columns: number): void {
  if (items.some((i) => i.kind === 'SetRow') && ex.unit.analysis.columnsOf(view.query).length !== columns)
    refuse(dmlTarget(view.span, 'SET ROW of a view with columns that are no columns of its table (ORA-01733)'));
}

/** `update (select … ) set …`: the table of the changed columns, joined to the view's rows by physical address. */
export function updateOfView(ex: ExprContext, s: Update, through: ChangedView, returning: MakeReturning): PgUpdate {
  const { view } = through;
  const { columns } = viewColumns(ex, through, { checked: true });
  refuseRowOfExpressions(ex, view, s.set, columns.length);
  const written = setNames(
    s.set,
    columns.map((c) => c.name),
  );
  const names = columns.filter((c) => written.includes(c.name)).map((c) => c.column.name);
  const all = ex.unit.analysis.columnsOf(view.query).map((c, at) => through.names?.[at] ?? c.name);
  if (all.some((name) => written.includes(name) && !columns.some((c) => c.name === name)))
    refuse(notOfTable(view.span));
  if (view.restriction && !staysInView(ex, view, names))
    refuse(dmlTarget(view.span, 'an inline view WITH CHECK OPTION whose condition names a column that is set'));
  const changed = changedTable(ex, view, columns, written);
  const forSet: DmlTable = {
    table: changed.table,
    source: through.rows,
    relation: changed.source.relation,
    alias: changed.alias,
    columns: columns.map((c) => underName(c.column, c.name)),
  };
  const real = new Map(columns.map((c) => [foldName(c.name), foldName(c.column.name)]));
  const setWith = (setting: ExprContext, alias: string): PgUpdate['set'] =>
    lowerSet(setting, s.set, { ...forSet, alias }).map((item) =>
      item.kind === 'column'
        ? { ...item, column: real.get(item.column) ?? item.column }
        : { ...item, columns: item.columns.map((c) => real.get(c) ?? c) },
    );
  if (s.where?.kind === 'CurrentOf') {
    const own = newValues(ex, through.rows, columns, changed);
    const where = rowOfCursor(ex, s, through, changed);
    const made = returning(own, forSet);
    const set = setWith(own, changed.alias);
    return { kind: 'PgUpdate', span: s.span, target: changed.table, set, where, ...(made ? { returning: made } : {}) };
  }
  const found = viewRows(ex, s, through, changed);
  const set = setWith(found.setting, found.alias);
  const made = returning(newValues(found.inner, through.rows, columns, changed), forSet);
  return {
    kind: 'PgUpdate',
    span: s.span,
    target: changed.table,
    set,
    from: [found.from],
    where: found.where(),
    ...(made ? { returning: made } : {}),
  };
}

/**
 * WHERE CURRENT OF through a view of one table: PostgreSQL finds the row of a cursor in tables only, and in that of the
 * view where the cursor reads the view FOR UPDATE. (PostgreSQL manual, DECLARE)
 */
function rowOfCursor(
  ex: ExprContext,
  s: Update | Delete,
  { view, rows }: ChangedView,
  changed: ChangedTable,
): PgUpdate['where'] {
  if (leavesOf((view.query.body as Select).from).length > 1)
    return refuse(dmlTarget(s.span, 'a view over several tables with WHERE CURRENT OF'));
  const { relation } = changed.source;
  return lowerWhere(ex, s.where, { ...changed, source: rows, relation, columns: changed.source.columns }, s.span);
}

/**
 * RETURNING gives what UPDATE has made of the row; in the view's rows stands what was there before. (SQL Language
 * Reference, UPDATE, returning_clause)
 */
function newValues(
  ex: ExprContext,
  rows: RowSource | undefined,
  columns: readonly ViewColumn[],
  changed: ChangedTable,
): ExprContext {
  const ofTable = within(ex, () => undefined, new Map([[changed.source, changed.alias]]));
  return within(ex, (expr) => {
    if (expr.kind !== 'Name') return undefined;
    const { base, steps } = ex.unit.analysis.resolve(expr);
    if (base.kind !== 'column' || base.source !== rows) return undefined;
    const own = columns.find((c) => c.name === base.column.name);
    if (!own || (own.source === changed.source && steps.length > 0))
      return refuse(dmlTarget(expr.span, `a view, RETURNING ${base.column.name}, which is no column of a table`));
    return own.source === changed.source ? columnValue(ofTable, own.source, own.column, expr.span) : undefined;
  });
}

/** `DELETE FROM (SELECT …)`: of the table that the rows of the view are of. @throws Refusal */
export function deleteFromView(ex: ExprContext, s: Delete, through: ChangedView, returning: MakeReturning): PgDelete {
  const { columns } = viewColumns(ex, through, { checked: staysInView(ex, through.view, []) });
  const changed = changedTable(ex, through.view, columns, undefined);
  const table = {
    table: changed.table,
    source: through.rows,
    relation: changed.source.relation,
    alias: changed.alias,
    columns: changed.source.columns,
  };
  if (s.where?.kind === 'CurrentOf') {
    const where = rowOfCursor(ex, s, through, changed);
    const made = returning(newValues(ex, through.rows, columns, changed), table);
    return { kind: 'PgDelete', span: s.span, target: changed.table, where, ...(made ? { returning: made } : {}) };
  }
  const found = viewRows(ex, s, through, changed);
  const made = returning(found.inner, table);
  return {
    kind: 'PgDelete',
    span: s.span,
    target: changed.table,
    using: [found.from],
    where: found.where(),
    ...(made ? { returning: made } : {}),
  };
}
