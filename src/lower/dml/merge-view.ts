import { mergeTarget } from '../../diagnostics/op2.js';
import type { Expr, Merge, Select } from '../../ir/oracle/index.js';
import type { PgExpr, PgMerge } from '../../ir/postgres/index.js';
import { b } from '../builders.js';
import { type ExprContext, refuse } from '../context.js';
import { lowerCondition, lowerExpr } from '../expressions/index.js';
import { foldName } from '../naming/naming.js';
import { isGrouped } from '../queries/grouping/group-by.js';
import { relationName } from '../queries/row-sources.js';
import { within } from '../queries/scope.js';
import type { DmlTable } from './target.js';

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
 * PostgreSQL 15 merges into tables only: a view of one table, named or in place, is replaced by the table, its
 * condition joins ON, and its columns are those of the table. A row that the view does not show is not matched. (SQL
 * Language Reference, MERGE; CREATE VIEW, "Notes on Updatable Views") Undefined for a table.
 */
export function mergedView(ex: ExprContext, s: Merge): MergedView | undefined {
  const { target } = s;
  const { analysis } = ex.unit;
  const source = analysis.sourceOf(target);
  if (!source || (target.kind === 'TableRef' && source.relation?.relation === 'table')) return undefined;
  const definition = source.relation?.definition;
  const no = (): never => refuse(mergeTarget(target.span, source.relation?.name ?? 'in place'));
  if (target.kind === 'TableRef' && !source.relation) return undefined;
  if (target.kind === 'TableRef' && definition?.kind !== 'CreateView') return no();
  const query =
    target.kind === 'DerivedTable' ? target.query : definition?.kind === 'CreateView' ? definition.query : no();
  const restricted =
    target.kind === 'DerivedTable' ? target.restriction : definition?.kind === 'CreateView' && definition.restriction;
  const { body } = query;
  if (restricted || query.with || query.limit || body.kind !== 'Select') return no();
  if (body.quantifier || body.hierarchy || isGrouped(ex, body)) return no();
  const [from, more] = body.from;
  const base = from && analysis.sourceOf(from);
  if (more || from?.kind !== 'TableRef' || !base || base.relation?.relation !== 'table' || base.relation.temporary)
    return no();
  if (analysis.catalog.triggers.some((t) => t.table === source.relation)) return no();
  const names = definition?.kind === 'CreateView' ? definition.columns?.map((c) => c.name) : undefined;
  const columns = columnsOf(ex, body, names);
  const alias = target.alias ? foldName(target.alias.name) : source.alias === '' ? 'target' : foldName(source.alias);
  const inner = within(ex, () => undefined, new Map([[base, alias]]));
  const real = new Map<string, string>();
  for (const [name, value] of columns) {
    if (value.kind !== 'Name') continue;
    const { base: column, steps } = analysis.resolve(value);
    if (column.kind === 'column' && steps.length === 0) real.set(foldName(name), foldName(column.column.name));
  }
  for (const { column } of starsOf(ex, body)) real.set(foldName(column.name), foldName(column.name));
  const rename = (name: string): string => real.get(name) ?? no();
  const name = relationName(ex.unit, base.relation);
  return {
    table: {
      table: b.table(target.span, name, name.at(-1) === alias ? undefined : alias),
      source,
      relation: base.relation,
      alias,
      columns: source.columns,
    },
    condition: body.where && lowerCondition(inner, body.where),
    replace: (expr) => {
      if (expr.kind !== 'Name') return undefined;
      const { base: column, steps } = analysis.resolve(expr);
      if (column.kind !== 'column' || column.source !== source || steps.length > 0) return undefined;
      const value = columns.get(column.column.name);
      return value ? lowerExpr(inner, value) : b.column(expr.span, alias, rename(foldName(column.column.name)));
    },
    renamed: (whens) =>
      whens.map((when) => {
        const { action } = when;
        if (action.kind === 'update')
          return {
            ...when,
            action: {
              ...action,
              set: action.set.map((item) =>
                item.kind === 'column'
                  ? { ...item, column: rename(item.column) }
                  : { ...item, columns: item.columns.map(rename) },
              ),
            },
          };
        if (action.kind !== 'insert') return when;
        const given = action.columns ?? source.columns.map((c) => foldName(c.name));
        return { ...when, action: { ...action, columns: given.map(rename) } };
      }),
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
    const own =
      names?.[at++] ?? item.alias?.name ?? (item.value.kind === 'Name' ? item.value.parts.at(-1)?.name : undefined);
    if (own !== undefined) columns.set(own, item.value);
  }
  return columns;
}

const starsOf = (ex: ExprContext, select: Select) =>
  select.items.flatMap((item) => (item.value.kind === 'Star' ? ex.unit.analysis.expandStar(item.value, select) : []));
