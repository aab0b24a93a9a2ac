import type { RelationSymbol } from '../../analyze/model/symbols.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { errorLogging, uniqueAtStatementEnd, unsupportedClause } from '../../diagnostics/op2.js';
import type { Expr, FromItem, Returning, Update } from '../../ir/oracle/index.js';
import type { PgMerge, PgSelectItem, PgUpdate } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b } from '../builders.js';
import { type ExprContext, refuse } from '../context.js';
import { baseColumns, isForeignKeyTarget, isOneRow, rowwiseColumns } from '../ddl/tables/constraints/shifted-keys.js';
import { lowerExpr } from '../expressions/index.js';
import { madeUp } from '../naming/made-names.js';
import { isPseudo, usesPseudo } from '../queries/block-nodes.js';
import { lowerFromItem } from '../queries/from/from.js';
import { rowNumber } from '../queries/limits/rownum.js';
import { within } from '../queries/scope.js';
import { oneValueARow } from '../queries/sequences/sequences.js';
import { reportErrorHints } from './ignored-duplicates.js';
import type { MakeReturning } from './returning.js';
import { isAtPlace, placeItems } from './row-places.js';
import { setWithDrawnDefaults } from './sequence-defaults.js';
import { lowerSet, setInTableOrder } from './set-clause.js';
import { type DmlTable, tableTarget } from './target.js';
import { asksForRows, changedView, refuseReturningOfInstead } from './views/changed-view.js';
import { updateOfView } from './views/inline-view.js';
import { chosenRows, lowerWhere, partitionOfCursor } from './where.js';

/**
 * UPDATE of a table's rows, of a view over a join, or of a subquery's; `returning` makes the RETURNING clause in the
 * statement's own scope.
 * @throws Refusal
 */
export function lowerUpdate(ex: ExprContext, s: Update, returning: MakeReturning): PgUpdate | PgMerge {
  if (s.errorLogging) refuse(errorLogging(s.errorLogging.span, 'what stands around it'));
  refuseReturningOfInstead(ex, s);
  reportErrorHints(ex.unit, s);
  const drawn = s.target.kind === 'TableRef' ? ex.unit.analysis.sourceOf(s.target)?.relation : undefined;
  return updateWith(ex, { ...s, set: setWithDrawnDefaults(ex, drawn, s.set) }, returning);
}

function updateWith(ex: ExprContext, s: Update, returning: MakeReturning): PgUpdate | PgMerge {
  const outer = within(ex, oneValueARow(ex, setInTableOrder(ex.unit.analysis, s.target, s.set)));
  const view = changedView(outer, s.target, asksForRows(ex, [s.where, ...s.set]) || s.where?.kind === 'CurrentOf');
  if (view && s.from) refuse(unsupportedClause(s.span, 'FROM where rows are changed through a view'));
  if (view && s.returning?.old) return refuse(oldOfOtherForm(s));
  if (view) return updateOfView(outer, s, view, returning);
  const table = tableTarget(outer, s.target, partitionOfCursor(outer, s.target, s.where));
  const only = s.only ? { only: true } : {};
  if (s.returning?.old) return withOldValues(outer, s, s.returning, table, returning);
  const counts = usesPseudo(ex, 'ROWNUM', s.set);
  if (counts && s.where?.kind !== 'CurrentOf') return numbered(outer, s, s.where, table, returning);
  const setting = counts ? within(outer, (e) => (isPseudo(ex, e, 'ROWNUM') ? b.num(e.span, 1) : undefined)) : outer;
  const where = lowerWhere(outer, s.where, table, s.span);
  reportShiftedKeys(outer, s);
  const set = lowerSet(setting, s.set, table);
  if (s.from) return joined(outer, s, s.from, { table, set, where });
  const made = returning(outer, table);
  return {
    kind: 'PgUpdate',
    span: s.span,
    target: { ...table.table, ...only },
    set,
    ...(where ? { where } : {}),
    ...(made ? { returning: made } : {}),
  };
}

const oldOfOtherForm = ({ span }: Update): Diagnostic =>
  unsupportedClause(span, 'RETURNING OLD of an UPDATE of this form');

/**
 * `returning old a`: the rows are read beside the table, and found again by their physical address.
 * (SQL Language Reference 23ai, "UPDATE", returning_clause)
 */
function withOldValues(
  ex: ExprContext,
  s: Update,
  { items, old = [] }: Returning,
  table: DmlTable,
  returning: MakeReturning,
): PgUpdate {
  const { span } = s;
  if (table.relation?.relation === 'view' || s.where?.kind === 'CurrentOf' || s.from || usesPseudo(ex, 'ROWNUM', s.set))
    return refuse(oldOfOtherForm(s));
  const alias = madeUp('before');
  const columns = new Map(old.map((place) => [items[place], madeUp(`old_${place + 1}`)]));
  const beside = [...columns].flatMap(([item, name]) => (item ? [b.item(span, lowerExpr(ex, item), name)] : []));
  const rows = rowsWith(ex, span, beside, { where: s.where, table, alias });
  reportShiftedKeys(ex, s);
  const made = returning(
    within(ex, (expr) => {
      const name = columns.get(expr);
      return name === undefined ? undefined : b.column(expr.span, alias, name);
    }),
    table,
  );
  return {
    kind: 'PgUpdate',
    span,
    target: table.table,
    set: lowerSet(ex, s.set, table),
    ...rows,
    ...(made ? { returning: made } : {}),
  };
}

/**
 * `UPDATE t SET … FROM s WHERE …` of 23ai: a row that several rows of the join would change is an error, as in MERGE;
 * UPDATE of PostgreSQL takes one of them. (SQL Language Reference, "UPDATE", from_clause; PostgreSQL manual, "MERGE")
 */
function joined(
  ex: ExprContext,
  s: Update,
  from: readonly FromItem[],
  { table, set, where }: { readonly table: DmlTable } & Pick<PgUpdate, 'set' | 'where'>,
): PgMerge {
  const { span } = s;
  if (s.returning) refuse(unsupportedClause(s.returning.span, 'RETURNING of UPDATE with FROM'));
  if (where && 'currentOf' in where) return refuse(unsupportedClause(span, 'CURRENT OF of UPDATE with FROM'));
  const { relation } = table;
  if (relation && relation.relation !== 'table')
    refuse(unsupportedClause(span, 'FROM where rows are changed through a view'));
  const [first, ...others] = from.map((item) => lowerFromItem(ex, item));
  if (!first) return refuse(unsupportedClause(span, 'UPDATE with FROM'));
  return {
    kind: 'PgMerge',
    span,
    target: { ...table.table, ...(s.only ? { only: true } : {}) },
    using: others.reduce((left, right) => b.join(span, 'cross', left, right), first),
    on: where ?? b.boolean(span, true),
    whens: [{ matched: true, action: { kind: 'update', set } }],
  };
}

/**
 * Keys that PostgreSQL cannot check at the end of the statement: those that foreign keys refer to, and those kept by an
 * index.
 */
function reportShiftedKeys(ex: ExprContext, s: Update): void {
  const { analysis } = ex.unit;
  if (isOneRow(analysis, s)) return;
  for (const [relation, columns] of baseColumns(analysis, s.target, rowwiseColumns(analysis, s)))
    reportShifted(ex, s, relation, columns);
}

function reportShifted(ex: ExprContext, s: Update, relation: RelationSymbol, columns: readonly string[]): void {
  const { analysis } = ex.unit;
  for (const index of relation.uniqueIndexes ?? [])
    if (index.some((c) => columns.includes(c))) ex.unit.report(uniqueAtStatementEnd(s.span, index.join(', ')));
  for (const key of relation.keys) {
    if (!key.columns.some((c) => columns.includes(c))) continue;
    const nullable = relation.columns.filter((c) => key.columns.includes(c.name) && c.nullable).length;
    const byIndex = !key.primary && key.columns.length > 1 && nullable === key.columns.length;
    if (byIndex || isForeignKeyTarget(analysis, relation, key.columns, key.primary))
      ex.unit.report(uniqueAtStatementEnd(s.span, key.columns.join(', ')));
  }
}

/** `set seq = rownum`: the rows are numbered in a derived table and found again by their physical address. */
function numbered(
  ex: ExprContext,
  s: Update,
  where: Expr | undefined,
  table: DmlTable,
  returning: MakeReturning,
): PgUpdate {
  const { span } = s;
  if (table.relation?.relation === 'view') return refuse(unsupportedClause(span, 'ROWNUM in the change of a view'));
  const alias = madeUp('numbered');
  const rows = rowsWith(ex, span, [b.item(span, rowNumber(span), madeUp('rownum'))], { where, table, alias });
  const setting = within(ex, (expr) =>
    isPseudo(ex, expr, 'ROWNUM') ? b.column(expr.span, alias, madeUp('rownum')) : undefined,
  );
  const made = returning(ex, table);
  return {
    kind: 'PgUpdate',
    span,
    target: table.table,
    set: lowerSet(setting, s.set, table),
    ...rows,
    ...(made ? { returning: made } : {}),
  };
}

/** The chosen rows in a derived table, with what is read beside each; the table's are found by their physical address. */
function rowsWith(
  ex: ExprContext,
  span: Span,
  beside: readonly PgSelectItem[],
  { where, table, alias }: { readonly where: Expr | undefined; readonly table: DmlTable; readonly alias: string },
): Pick<PgUpdate, 'from' | 'where'> {
  const chosen = where ? chosenRows(ex, where, table, span) : undefined;
  const inner = b.select(span, {
    items: [...placeItems(span, table.alias, table.relation), ...beside],
    from: [table.table],
    ...(chosen?.condition ? { where: chosen.condition } : {}),
    ...(chosen?.limit ? { limit: chosen.limit } : {}),
  });
  return {
    from: [b.derived(span, inner, alias)],
    where: isAtPlace(span, table.alias, alias, table.relation),
  };
}
