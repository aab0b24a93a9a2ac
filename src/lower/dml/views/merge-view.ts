import type { RowSource } from '../../../analyze/analysis.js';
import type { ColumnInfo, RelationSymbol } from '../../../analyze/model/symbols.js';
import { mergeTarget } from '../../../diagnostics/op2.js';
import { lastName } from '../../../ir/dotted.js';
import type { DerivedTable, Expr, Merge, Select, TableRef } from '../../../ir/oracle/index.js';
import type { PgExpr, PgMerge } from '../../../ir/postgres/index.js';
import { b } from '../../builders.js';
import { type ExprContext, refuse } from '../../context.js';
import { lowerCondition, lowerExpr } from '../../expressions/index.js';
import { foldName } from '../../naming/naming.js';
import { leavesOf } from '../../queries/from/leaves.js';
import { isGrouped } from '../../queries/grouping/group-by.js';
import { relationName } from '../../queries/row-sources.js';
import { within } from '../../queries/scope.js';
import type { DmlTable } from '../target.js';
import { raising } from './changed-view.js';

/** The table behind a view that MERGE names. */
export interface MergedView {
  readonly table: DmlTable;
  /** What a column of the view is in the table. */
  replace(expr: Expr): PgExpr | undefined;
  /** The rows that the view shows. */
  readonly condition: PgExpr | undefined;
  /** The branches with the table's columns in the places of the view's. */
  renamed(whens: PgMerge['whens']): PgMerge['whens'];
}

/**
 * PostgreSQL 15 merges into tables only: a view of one table, named or in place, or a view of such a view, is replaced
 * by the table, its condition joins ON, and its columns are those of the table. A row that the view does not show is
 * not matched. (SQL Language Reference, MERGE; CREATE VIEW, "Notes on Updatable Views") Undefined for a table.
 */
export function mergedView(ex: ExprContext, s: Merge): MergedView | undefined {
  const { target } = s;
  if (target.kind !== 'TableRef' && target.kind !== 'DerivedTable') return undefined;
  const { analysis } = ex.unit;
  const source = analysis.sourceOf(target);
  if (!source || (target.kind === 'TableRef' && (!source.relation || source.relation.relation === 'table')))
    return undefined;
  const alias = target.alias ? foldName(target.alias.name) : source.alias === '' ? 'target' : foldName(source.alias);
  const found = mergeTarget(target.span, source.relation?.name ?? 'in place');
  const no = (): never => refuse(found);
  const never = (code: number): never => refuse(raising(found, code));
  const view = behind({ ex, alias, no, never }, target, source);
  const rename = (name: string): string => view.names.get(name) ?? no();
  const name = relationName(ex.unit, view.relation);
  return {
    table: {
      table: b.table(target.span, name, name.at(-1) === alias ? undefined : alias),
      source,
      relation: view.relation,
      alias,
      columns: source.columns,
    },
    condition: view.conditions.length > 0 ? b.and(target.span, ...view.conditions) : undefined,
    replace: view.replace,
    renamed: (whens) => whens.map((when) => ({ ...when, action: renamed(when.action, source.columns, rename) })),
  };
}

type Action = PgMerge['whens'][number]['action'];

/** A branch's action on the table; an INSERT without columns gives values to all of the view. */
function renamed(action: Action, ofView: readonly ColumnInfo[], rename: (name: string) => string): Action {
  switch (action.kind) {
    case 'update': {
      const set = action.set.map((item) =>
        item.kind === 'column'
          ? { ...item, column: rename(item.column) }
          : { ...item, columns: item.columns.map(rename) },
      );
      return { ...action, set };
    }
    case 'insert': {
      const given = action.columns ?? ofView.map((c) => foldName(c.name));
      return { ...action, columns: given.map(rename) };
    }
    case 'delete':
    case 'do nothing':
      return action;
  }
}

/** What a view is of the table behind it. */
interface Behind {
  readonly relation: RelationSymbol;
  readonly conditions: readonly PgExpr[];
  /** The table's names of the view's columns that are columns of the table. */
  readonly names: ReadonlyMap<string, string>;
  /** A column of the view in terms of the table. */
  replace(expr: Expr): PgExpr | undefined;
}

interface Seeking {
  readonly ex: ExprContext;
  /** What the table is called. */
  readonly alias: string;
  readonly no: () => never;
  /** Neither does Oracle take it. (Database Error Messages, ORA-01732, ORA-38106, ORA-42399) */
  readonly never: (code: number) => never;
}

function behind(seeking: Seeking, from: TableRef | DerivedTable, source: RowSource): Behind {
  const { ex, alias, no, never } = seeking;
  const { analysis } = ex.unit;
  const { relation } = source;
  const definition = from.kind === 'DerivedTable' ? undefined : relation?.definition;
  const view = from.kind === 'DerivedTable' ? from : definition?.kind === 'CreateView' ? definition : no();
  const { query, restriction } = view;
  const { body } = query;
  if (restriction === 'READ ONLY') return never(42399);
  if (restriction || query.with) return no();
  if (query.limit || body.kind !== 'Select') return never(1732);
  if (body.quantifier || body.hierarchy || isGrouped(ex, body)) return never(1732);
  if (relation && analysis.catalog.triggers.some((t) => t.table === relation)) return never(38106);
  if (leavesOf(body.from).length > 1) return never(38106);
  const [read, more] = body.from;
  const base = read && analysis.sourceOf(read);
  if (more || !base || (read.kind !== 'TableRef' && read.kind !== 'DerivedTable')) return no();
  const table = read.kind === 'TableRef' && base.relation?.relation === 'table' ? base.relation : undefined;
  const deeper = table ? undefined : behind(seeking, read, base);
  const inner = within(ex, (expr) => deeper?.replace(expr), table ? new Map([[base, alias]]) : undefined);
  const ofTable = (name: string): string | undefined => (deeper ? deeper.names.get(foldName(name)) : foldName(name));
  const columns = columnsOf(
    ex,
    body,
    definition?.kind === 'CreateView' ? definition.columns?.map((c) => c.name) : undefined,
  );
  const names = new Map<string, string>();
  const note = (name: string, column: string | undefined): void => {
    if (column !== undefined) names.set(foldName(name), column);
  };
  for (const [name, value] of columns) {
    if (value.kind !== 'Name') continue;
    const { base: column, steps } = analysis.resolve(value);
    if (column.kind === 'column' && steps.length === 0) note(name, ofTable(column.column.name));
  }
  for (const { column } of starsOf(ex, body)) note(column.name, ofTable(column.name));
  return {
    relation: table ?? deeper?.relation ?? no(),
    conditions: [...(deeper?.conditions ?? []), ...(body.where ? [lowerCondition(inner, body.where)] : [])],
    names,
    replace: (expr) => {
      if (expr.kind !== 'Name') return undefined;
      const { base: column, steps } = analysis.resolve(expr);
      if (column.kind !== 'column' || column.source !== source || steps.length > 0) return undefined;
      const { name } = column.column;
      const value = columns.get(name);
      return value ? lowerExpr(inner, value) : b.column(expr.span, alias, names.get(foldName(name)) ?? no());
    },
  };
}

/** The expressions of the view's columns by name; those of `*` are not among them. */
function columnsOf(ex: ExprContext, select: Select, names: readonly string[] | undefined): ReadonlyMap<string, Expr> {
  const columns = new Map<string, Expr>();
  let at = 0;
  for (const item of select.items) {
    if (item.value.kind === 'Star') {
      at += ex.unit.analysis.expandStar(item.value, select).length;
      continue;
    }
    const own = names?.[at++] ?? item.alias?.name ?? (item.value.kind === 'Name' ? lastName(item.value) : undefined);
    if (own !== undefined) columns.set(own, item.value);
  }
  return columns;
}

const starsOf = (ex: ExprContext, select: Select) =>
  select.items.flatMap((item) => (item.value.kind === 'Star' ? ex.unit.analysis.expandStar(item.value, select) : []));
