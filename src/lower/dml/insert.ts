import type { Insert, Query } from '../../ir/oracle/index.js';
import type { ColumnInfo } from '../../analyze/symbols.js';
import type { PgInsert, PgReturning, PgSelect, PgValues } from '../../ir/postgres/index.js';
import { errorLogging } from '../../diagnostics/op2.js';
import { type ExprContext, refuse } from '../context.js';
import { foldName } from '../naming.js';
import { lowerQueryAs } from '../query.js';
import { within } from '../queries/scope.js';
import { oneValueARow } from '../queries/sequences.js';
import { insertableView } from './inline-view.js';
import { columnPath, type DmlTable, tableTarget, targetColumn, visibleColumns } from './target.js';
import { columnAssignment, recordValues } from './values.js';

/** INSERT of values, of a record or of a query. Values are converted as Oracle assigns them to the columns. */
export function lowerInsert(ex: ExprContext, s: Insert, returning: (inner: ExprContext, table: DmlTable) => PgReturning | undefined): PgInsert {
  if (s.errorLogging) refuse(errorLogging(s.errorLogging.span));
  const outer = within(ex, () => undefined);
  const view = s.target.kind === 'DerivedTable' ? insertableView(outer, s.target) : undefined;
  const table = view?.table ?? tableTarget(outer, s.target);
  const named = s.columns?.map((c) => ({ name: columnPath(table, c)[0] ?? '', column: targetColumn(table, c) }));
  const columns = named?.map((n) => n.column) ?? view?.columns ?? visibleColumns(table);
  // A list of our own where the table has columns that Oracle does not count.
  const written = named?.map((n) => n.name) ?? (view || table.columns.some((c) => c.hidden) ? columns.map((c) => foldName(c?.name ?? '')) : undefined);
  const made = returning(outer, table);
  return {
    kind: 'PgInsert',
    span: s.span,
    target: table.table,
    ...(written ? { columns: written } : {}),
    source: s.source.kind === 'Query' ? insertedQuery(outer, s.source, columns) : insertedValues(outer, s, columns),
    ...(made ? { returning: made } : {}),
  };
}

function insertedQuery(ex: ExprContext, query: Query, columns: readonly (ColumnInfo | undefined)[]): PgSelect {
  return lowerQueryAs(ex, query, { types: columns.map((c) => c?.type), assigned: true });
}

function insertedValues(ex: ExprContext, s: Insert, columns: readonly (ColumnInfo | undefined)[]): PgValues {
  const { source } = s;
  if (source.kind === 'Query') throw new TypeError('a query has no values');
  const span = source.span;
  if (source.record) return { kind: 'PgValues', span, rows: [recordValues(ex, source.record, columns.filter((c) => c !== undefined))] };
  return {
    kind: 'PgValues',
    span,
    rows: source.rows.map((row) => {
      const inner = within(ex, oneValueARow(ex, row));
      return row.map((value, i) => columnAssignment(inner, value, columns[i]));
    }),
  };
}
