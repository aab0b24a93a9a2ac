import type { RowSource } from '../../analyze/analysis.js';
import type { ColumnInfo, RelationSymbol } from '../../analyze/model/symbols.js';
import { type Diagnostic, unreachable } from '../../diagnostics/diagnostic.js';
import { dmlTarget } from '../../diagnostics/op2.js';
import { conjunctsOf } from '../../ir/conjuncts.js';
import type {
  CurrentOf,
  Delete,
  DerivedTable,
  Expr,
  QualifiedName,
  Select,
  SetItem,
  Update,
} from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import { oracleMessage } from '../../ir/oracle-messages.js';
import type { PgDelete, PgFromItem, PgReturning, PgSelect, PgTable, PgUpdate } from '../../ir/postgres/index.js';
import { noSpan, type Span } from '../../ir/span.js';
import { b } from '../builders.js';
import { type ExprContext, refuse } from '../context.js';
import { underName } from '../expressions/column-label.js';
import { lowerCondition } from '../expressions/index.js';
import { madeUp } from '../naming/made-names.js';
import { foldName } from '../naming/naming.js';
import { leavesOf } from '../queries/from/from.js';
import { isGrouped } from '../queries/grouping/group-by.js';
import { lowerQuery } from '../queries/index.js';
import { type RownumLimit, rowNumber, rownumLimit, smaller } from '../queries/limits/rownum.js';
import { aliasOf, columnValue, relationName } from '../queries/row-sources.js';
import { isPseudo, usesPseudo, within } from '../queries/scope.js';
import { staysInView } from './checked-rows.js';
import { isKeyPreserved, type NamedView } from './join-view.js';
import { isAtPlace, placeItems } from './row-places.js';
import { lowerSet } from './set-clause.js';
import type { DmlTable } from './target.js';

/** What Oracle refuses, too. */
const notKeyPreserved = (span: Span): Diagnostic => ({
  ...dmlTarget(span, 'a join in which the table is not key-preserved (ORA-01779, ORA-01752)'),
  invalid: { kind: 'notKeyPreserved' },
});
const raising = (diagnostic: Diagnostic, code: number): Diagnostic => ({
  ...diagnostic,
  invalid: { kind: 'raises', code, text: oracleMessage(code) },
});
const severalTables = (span: Span): Diagnostic =>
  raising(dmlTarget(span, 'a view over several tables, with columns of more than one (ORA-01776)'), 1776);
const notOfTable = (span: Span): Diagnostic =>
  raising(dmlTarget(span, 'a view, with a column that is no column of its table (ORA-01733)'), 1733);
/** Set operators, DISTINCT, groups, CONNECT BY, ROWNUM and analytic functions. (CREATE VIEW, "Notes on Updatable Views") */
const notUpdatable = (span: Span): Diagnostic =>
  raising(dmlTarget(span, 'an inline view that is no plain join (ORA-01732)'), 1732);

type Returning = (inner: ExprContext, table: DmlTable) => PgReturning | undefined;

interface ViewColumn {
  readonly name: string;
  readonly source: RowSource;
  readonly column: ColumnInfo;
}

/**
 * The columns of an inline view that are columns of its tables; `checks`: what WITH CHECK OPTION asks for is seen to.
 * (SQL Language Reference, "Notes on Updatable Views")
 */
function viewColumns(
  ex: ExprContext,
  view: DerivedTable,
  names?: readonly string[],
  checks = false,
): { select: Select; columns: readonly ViewColumn[] } {
  const { body } = view.query;
  if (view.restriction === 'READ ONLY') return refuse(raising(dmlTarget(view.span, 'a view WITH READ ONLY'), 42399));
  if (view.restriction && !checks) return refuse(dmlTarget(view.span, 'an inline view WITH CHECK OPTION'));
  if (view.query.with) return refuse(dmlTarget(view.span, 'an inline view with subqueries of WITH'));
  if (body.kind !== 'Select' || body.quantifier || body.hierarchy || isGrouped(ex, body))
    return refuse(notUpdatable(view.span));
  const columns: ViewColumn[] = [];
  let at = 0;
  for (const item of body.items) {
    if (item.value.kind === 'Star') {
      for (const { source, column } of ex.unit.analysis.expandStar(item.value, body))
        columns.push({ name: names?.[at++] ?? column.name, source, column });
      continue;
    }
    const own = names?.[at++];
    if (item.value.kind !== 'Name') continue;
    const { base, steps } = ex.unit.analysis.resolve(item.value);
    if (base.kind === 'column' && steps.length === 0)
      columns.push({ name: own ?? item.alias?.name ?? base.column.name, source: base.source, column: base.column });
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
export function insertableView(
  ex: ExprContext,
  view: DerivedTable,
  written?: readonly string[],
  names?: readonly string[],
): InsertableView {
  const { columns, select } = viewColumns(ex, view, names, true);
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
): { source: RowSource; table: PgTable; alias: string } {
  const hit = names ? columns.filter((c) => names.includes(c.name)) : columns;
  const [first] = hit;
  const body = view.query.body as Select;
  const leaves = leavesOf(body.from).map((i) => ex.unit.analysis.sourceOf(i));
  // DELETE takes the first table whose rows stand in one row of the join at most.
  const known = leaves.every((s) => s?.relation?.definition?.kind === 'CreateTable');
  const preserved = (s: RowSource): boolean =>
    leaves.length === 1 || !known || isKeyPreserved(ex.unit.analysis, body, s);
  const strictly = (s: RowSource): boolean => known && isKeyPreserved(ex.unit.analysis, body, s, true);
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

/** The view's rows with the physical address of the row of the table in each. */
function addressedRows(ex: ExprContext, view: DerivedTable, source: RowSource): PgSelect {
  const made = lowerQuery(ex, { ...view.query });
  const { body } = made;
  if (body.kind !== 'PgSelectCore') return refuse(dmlTarget(view.span, 'an inline view that is no plain join'));
  const place = placeItems(view.span, aliasOf(ex, source) ?? '', source.relation);
  return { ...made, body: { ...body, items: [...body.items, ...place] } };
}

const derivedNames = (
  named: NamedView | undefined,
  relation: RelationSymbol | undefined,
): readonly string[] | undefined =>
  named?.names && [...named.names.map(foldName), ...placeItems(noSpan, '', relation).map((item) => item.alias ?? '')];

/** The names of the view's columns that are set; `all`: those that SET ROW sets. */
function setNames(items: readonly SetItem[], all: readonly string[]): readonly string[] {
  const last = (n: QualifiedName): string => n.parts.at(-1)?.name ?? '';
  return items.flatMap((i): readonly string[] => {
    switch (i.kind) {
      case 'SetColumn':
        return [last(i.column)];
      case 'SetColumns':
        return i.columns.map(last);
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
export function updateOfView(
  ex: ExprContext,
  s: Update,
  view: DerivedTable,
  returning: Returning,
  named?: NamedView,
): PgUpdate {
  const { columns } = viewColumns(ex, view, named?.names, true);
  refuseRowOfExpressions(ex, view, s.set, columns.length);
  const written = setNames(
    s.set,
    columns.map((c) => c.name),
  );
  const names = columns.filter((c) => written.includes(c.name)).map((c) => c.column.name);
  const all = ex.unit.analysis.columnsOf(view.query).map((c, at) => named?.names?.[at] ?? c.name);
  if (all.some((name) => written.includes(name) && !columns.some((c) => c.name === name)))
    refuse(notOfTable(view.span));
  if (view.restriction && !staysInView(ex, view, names))
    refuse(dmlTarget(view.span, 'an inline view WITH CHECK OPTION whose condition names a column that is set'));
  const changed = changedTable(ex, view, columns, written);
  const rows = named?.rows ?? ex.unit.analysis.sourceOf(view);
  const alias = view.alias ? foldName(view.alias.name) : madeUp('view_rows');
  const inner = within(ex, () => undefined, rows ? new Map([[rows, alias]]) : undefined);
  const forSet: DmlTable = {
    table: changed.table,
    source: rows,
    relation: changed.source.relation,
    alias,
    columns: columns.map((c) => underName(c.column, c.name)),
  };
  const real = new Map(columns.map((c) => [foldName(c.name), foldName(c.column.name)]));
  const chosen = chosenRows(inner, s, {
    addressed: addressedRows(ex, view, changed.source),
    alias,
    named,
    relation: changed.source.relation,
  });
  const set = lowerSet(chosen.setting, s.set, forSet).map((item) =>
    item.kind === 'column'
      ? { ...item, column: real.get(item.column) ?? item.column }
      : { ...item, columns: item.columns.map((c) => real.get(c) ?? c) },
  );
  const made = returning(newValues(inner, rows, columns, changed), { ...forSet, alias: changed.alias });
  return {
    kind: 'PgUpdate',
    span: s.span,
    target: changed.table,
    set,
    from: [chosen.rows],
    where: joined(inner, s, {
      where: chosen.where,
      table: changed.alias,
      rows: alias,
      relation: changed.source.relation,
    }),
    ...(made ? { returning: made } : {}),
  };
}

/**
 * RETURNING gives what UPDATE has made of the row; in the view's rows stands what was there before. (SQL Language
 * Reference, UPDATE, returning_clause)
 */
function newValues(
  ex: ExprContext,
  rows: RowSource | undefined,
  columns: readonly ViewColumn[],
  changed: { readonly source: RowSource; readonly alias: string },
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
export function deleteFromView(
  ex: ExprContext,
  s: Delete,
  view: DerivedTable,
  returning: Returning,
  named?: NamedView,
): PgDelete {
  const { columns } = viewColumns(ex, view, named?.names, staysInView(ex, view, []));
  const changed = changedTable(ex, view, columns, undefined);
  const rows = named?.rows ?? ex.unit.analysis.sourceOf(view);
  const alias = view.alias ? foldName(view.alias.name) : madeUp('view_rows');
  const inner = within(ex, () => undefined, rows ? new Map([[rows, alias]]) : undefined);
  const chosen = chosenRows(inner, s, {
    addressed: addressedRows(ex, view, changed.source),
    alias,
    named,
    relation: changed.source.relation,
  });
  const made = returning(inner, {
    table: changed.table,
    source: rows,
    relation: changed.source.relation,
    alias: changed.alias,
    columns: changed.source.columns,
  });
  return {
    kind: 'PgDelete',
    span: s.span,
    target: changed.table,
    using: [chosen.rows],
    where: joined(inner, s, {
      where: chosen.where,
      table: changed.alias,
      rows: alias,
      relation: changed.source.relation,
    }),
    ...(made ? { returning: made } : {}),
  };
}

interface ChosenRows {
  readonly rows: PgFromItem;
  /** What is left of the condition. */
  readonly where: Expr | CurrentOf | undefined;
  /** For SET: ROWNUM is the number that the rows have. */
  readonly setting: ExprContext;
}

/** The view's rows; with ROWNUM those that it leaves, numbered, before they are found in their table. */
function chosenRows(
  ex: ExprContext,
  s: Update | Delete,
  {
    addressed,
    alias,
    named,
    relation,
  }: {
    readonly addressed: PgSelect;
    readonly alias: string;
    readonly named: NamedView | undefined;
    readonly relation: RelationSymbol | undefined;
  },
): ChosenRows {
  const { span, where } = s;
  const all = b.derived(span, addressed, alias, derivedNames(named, relation));
  const isCounted = (node: OracleNode | undefined): boolean => usesPseudo(ex, 'ROWNUM', [node]);
  const numbers = s.kind === 'Update' && s.set.some(isCounted);
  const counted = where && where.kind !== 'CurrentOf' ? conjunctsOf(where).filter(isCounted) : [];
  if (!numbers && counted.length === 0) return { rows: all, where, setting: ex };
  if (where?.kind === 'CurrentOf') return refuse(dmlTarget(span, 'an inline view with WHERE CURRENT OF'));
  const rest = conjunctsOf(where).filter((c) => !counted.includes(c));
  const limit = counted
    .map((c) => rownumLimit(ex, c, new Set()))
    .reduce<RownumLimit>((x, y) => smaller(span, x, y), { kind: 'all' });
  const number = madeUp('row_number');
  const made = b.select(span, {
    items: [b.item(span, b.star(span, alias)), ...(numbers ? [b.item(span, rowNumber(span), number)] : [])],
    from: [all],
    ...(rest.length > 0 ? { where: b.and(span, ...rest.map((c) => lowerCondition(ex, c))) } : {}),
    ...(limit.kind === 'all' ? {} : { limit: limit.count }),
  });
  const setting = within(ex, (expr) => (isPseudo(ex, expr, 'ROWNUM') ? b.column(expr.span, alias, number) : undefined));
  return { rows: b.derived(span, made, alias), where: undefined, setting };
}

function joined(
  ex: ExprContext,
  s: Update | Delete,
  {
    where,
    table,
    rows,
    relation,
  }: {
    readonly where: Expr | CurrentOf | undefined;
    readonly table: string;
    readonly rows: string;
    readonly relation: RelationSymbol | undefined;
  },
): ReturnType<typeof lowerCondition> {
  const { span } = s;
  const same = isAtPlace(span, table, rows, relation);
  if (!where) return same;
  if (where.kind === 'CurrentOf') return refuse(dmlTarget(span, 'an inline view with WHERE CURRENT OF'));
  return b.and(span, same, lowerCondition(ex, where));
}
