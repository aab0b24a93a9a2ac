import type { ColumnInfo, ObjectTypeSymbol, RelationSymbol } from '../../analyze/symbols.js';
import type { OracleType } from '../../analyze/types.js';
import { dmlTarget, errorLogging } from '../../diagnostics/op2.js';
import { unsupportedStatement } from '../../diagnostics/op3.js';
import type { Expr, Insert, Query } from '../../ir/oracle/index.js';
import type { PgExpr, PgInsert, PgReturning, PgSelect, PgValues } from '../../ir/postgres/index.js';
import { b } from '../builders.js';
import { isRepeatable } from '../collections/shared.js';
import { type ExprContext, refuse } from '../context.js';
import { lowerExpr } from '../expression.js';
import { foldName } from '../naming.js';
import { attributeName, isPacked, representation } from '../objects/hierarchy.js';
import { unpack } from '../objects/packed.js';
import { within } from '../queries/scope.js';
import { oneValueARow } from '../queries/sequences.js';
import { lowerQueryAs } from '../query.js';
import { insertableView } from './inline-view.js';
import { joinView } from './join-view.js';
import { columnPath, type DmlTable, tableTarget, targetColumn, visibleColumns } from './target.js';
import { columnAssignment, recordValues } from './values.js';

/** INSERT of values, of a record or of a query. Values are converted as Oracle assigns them to the columns. */
export function lowerInsert(
  ex: ExprContext,
  s: Insert,
  returning: (inner: ExprContext, table: DmlTable) => PgReturning | undefined,
): PgInsert {
  if (s.errorLogging) refuse(errorLogging(s.errorLogging.span));
  const outer = within(ex, () => undefined);
  const joined = joinView(outer, s.target);
  if (joined) refuse(dmlTarget(s.target.span, 'a view over several tables'));
  const view = s.target.kind === 'DerivedTable' ? insertableView(outer, s.target) : undefined;
  const table = view?.table ?? tableTarget(outer, s.target);
  const named = s.columns?.map((c) => ({ name: columnPath(table, c)[0] ?? '', column: targetColumn(table, c) }));
  const columns = named?.map((n) => n.column) ?? view?.columns ?? visibleColumns(table);
  // A list of our own where the table has columns that Oracle does not count.
  const written =
    named?.map((n) => n.name) ??
    (view || table.columns.some((c) => c.hidden) || (!isAltered(table.relation) && isShort(ex, s, columns.length))
      ? columns.map((c) => foldName(c?.name ?? ''))
      : undefined);
  const made = returning(outer, table);
  return {
    kind: 'PgInsert',
    span: s.span,
    target: table.table,
    ...(written ? { columns: written } : {}),
    source:
      s.source.kind === 'Query'
        ? insertedQuery(outer, s.source, columns)
        : insertedValues(outer, s, columns, table.relation?.ofType),
    ...(made ? { returning: made } : {}),
  };
}

/** Which columns the table has at this place is not known. */
const isAltered = (relation: RelationSymbol | undefined): boolean =>
  relation?.relation !== 'table' ||
  (relation.alters ?? []).some((a) => a.actions.some((x) => x.kind.includes('Column')));

/** Fewer values than columns: PostgreSQL would fill up with defaults, Oracle raises ORA-00947. */
function isShort(ex: ExprContext, s: Insert, columns: number): boolean {
  if (s.source.kind === 'Query') {
    const given = ex.unit.analysis.columnsOf(s.source).length;
    return given > 0 && given < columns;
  }
  return s.source.rows.some((row) => row.length < columns && row.length > 1) || isSingle(ex, s, columns);
}

function isSingle(ex: ExprContext, s: Insert, columns: number): boolean {
  if (s.source.kind === 'Query' || s.source.record || columns < 2) return false;
  return s.source.rows.some((row) => {
    const [only] = row;
    return row.length === 1 && only !== undefined && isScalar(ex.unit.analysis.typeOf(only));
  });
}

const isScalar = (type: OracleType): boolean =>
  ['number', 'plsInteger', 'varchar2', 'char', 'date'].includes(type.kind);

function insertedQuery(ex: ExprContext, query: Query, columns: readonly (ColumnInfo | undefined)[]): PgSelect {
  return lowerQueryAs(ex, query, { types: columns.map((c) => c?.type), assigned: true });
}

function insertedValues(
  ex: ExprContext,
  s: Insert,
  columns: readonly (ColumnInfo | undefined)[],
  ofType?: ObjectTypeSymbol,
): PgValues {
  const { source } = s;
  if (source.kind === 'Query') throw new TypeError('a query has no values');
  const span = source.span;
  if (source.record)
    return {
      kind: 'PgValues',
      span,
      rows: [
        recordValues(
          ex,
          source.record,
          columns.filter((c) => c !== undefined),
        ),
      ],
    };
  return {
    kind: 'PgValues',
    span,
    rows: source.rows.map((row) => {
      const inner = within(ex, oneValueARow(ex, row));
      const object = ofType && row.length === 1 && row[0] ? wholeObject(inner, row[0], ofType) : undefined;
      if (object) return object;
      return row.map((value, i) => columnAssignment(inner, value, columns[i]));
    }),
  };
}

/** A whole object into an object table: its attributes are the columns. */
function wholeObject(ex: ExprContext, value: Expr, ofType: ObjectTypeSymbol): readonly PgExpr[] | undefined {
  if (ex.unit.analysis.typeOf(value).kind !== 'object') return undefined;
  const object = lowerExpr(ex, value);
  if (!isRepeatable(object) || representation(ex.unit.naming, ofType).tagged)
    return refuse(unsupportedStatement(value.span, 'INSERT of a computed object into an object table'));
  return ofType.attributes.map((a) => {
    const field = b.field(value.span, object, attributeName(ofType, a.name));
    return isPacked(ofType, a.name) ? unpack(ex.unit.naming, field, a.type, value.span) : field;
  });
}
