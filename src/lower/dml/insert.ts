import type { RowSource } from '../../analyze/analysis.js';
import { holdsSubtypes } from '../../analyze/model/subtype-rows.js';
import { type ColumnInfo, isElsewhere, type RelationSymbol } from '../../analyze/model/symbols.js';
import type { OracleType } from '../../analyze/model/types.js';
import { errorLogging } from '../../diagnostics/op2.js';
import type { Expr, Insert, Query } from '../../ir/oracle/index.js';
import type { PgExpr, PgInsert, PgReturning, PgSelect, PgValues } from '../../ir/postgres/index.js';
import { b, pgTypes } from '../builders.js';
import { type ExprContext, refuse } from '../context.js';
import { notingRows } from '../ddl/triggers/mutating-table.js';
import { lowerExpr } from '../expressions/index.js';
import { foldName } from '../naming/naming.js';
import { lowerQueryAs } from '../queries/index.js';
import { within } from '../queries/scope.js';
import { inTableOrder, oneValueARow } from '../queries/sequences.js';
import { checkedRows } from './checked-rows.js';
import { type ClockDefault, clockDefaults, withClockDefaults } from './clock-defaults.js';
import type { InsertableView } from './inline-view.js';
import { insertableView } from './inline-view.js';
import { joinView } from './join-view.js';
import { reportOtherNumbers } from './other-numbers.js';
import { drawnDefaults, type SequenceDefault, sequenceDefaults, withDrawnDefaults } from './sequence-defaults.js';
import {
  columnPath,
  type DmlTable,
  isAltered,
  refuseUnknownColumns,
  tableTarget,
  targetColumn,
  visibleColumns,
} from './target.js';
import { columnAssignment, recordValues, refuseDefaultOfView } from './values.js';
import { givesObjects, objectColumns, wholeObject, wholeObjects } from './whole-objects.js';

/** INSERT of values, of a record or of a query. Values are converted as Oracle assigns them to the columns. */
export function lowerInsert(
  ex: ExprContext,
  s: Insert,
  returning: (inner: ExprContext, table: DmlTable) => PgReturning | undefined,
): PgInsert {
  if (s.errorLogging) refuse(errorLogging(s.errorLogging.span, 'what stands around it'));
  const outer = within(ex, () => undefined);
  const joined = joinView(outer, s.target);
  const listed = s.columns?.map((c) => c.parts.at(-1)?.name ?? '');
  const inline = joined?.view ?? (s.target.kind === 'DerivedTable' ? s.target : undefined);
  const view = inline && insertableView(outer, inline, listed, joined?.names);
  const table = view?.table ?? tableTarget(outer, s.target);
  refuseUnknownColumns(outer, table, s.columns ?? []);
  const named = s.columns?.map((c) => ({ name: columnPath(table, c)[0] ?? '', column: targetColumn(table, c) }));
  const columns = named?.map((n) => n.column) ?? view?.columns ?? visibleColumns(table);
  // A list of our own where the table has columns that Oracle does not count.
  const written =
    named?.map((n) => n.name) ??
    (view || table.columns.some(isElsewhere) || (!isAltered(table.relation, s.span) && isShort(ex, s, columns.length))
      ? columns.map((c) => foldName(c?.name ?? ''))
      : undefined);
  const objects = givesObjects(outer, s, table.relation) ? table.relation : undefined;
  const places = objects && holdsSubtypes(objects) ? objectColumns(objects) : written;
  const rows = view && (joined?.rows ?? ex.unit.analysis.sourceOf(s.target));
  const readBack = readingBack(ex, { outer, rows, view, table });
  const made = returning(view ? readBack : outer, table);
  const rowsGiven = s.source.kind === 'Query' ? [] : s.source.rows;
  const takesDefaults =
    named && !view && !objects && (s.source.kind === 'Query' || (rowsGiven.length > 0 && !s.source.record));
  const sequences = takesDefaults
    ? sequenceDefaults(outer, table, columns, s.source.kind === 'Query' ? s.source : rowsGiven.flat())
    : [];
  for (const row of s.source.kind === 'Query' ? [itemsOf(s.source)] : rowsGiven)
    reportOtherNumbers(outer, table.relation, columns, row);
  const clocks = takesDefaults
    ? clockDefaults(outer, table, columns, s.source.kind === 'Query' || rowsGiven.length > 1, rowsGiven.flat())
    : [];
  const drawn = sequences.map((d) => foldName(d.column.name));
  const noted = (query: PgSelect): PgSelect => (table.relation ? notingRows(ex.unit, table.relation, query) : query);
  const checked = (rows: PgValues | PgSelect): PgValues | PgSelect =>
    view && inline?.restriction
      ? checkedRows(outer, inline, columns, written?.map((name) => view.real.get(name) ?? name) ?? [], rows)
      : rows;
  return {
    kind: 'PgInsert',
    span: s.span,
    target: table.table,
    ...(places
      ? { columns: [...places.map((name) => view?.real.get(name) ?? name), ...drawn, ...clocks.map((d) => d.column)] }
      : {}),
    source:
      s.source.kind === 'Query'
        ? objects
          ? wholeObjects(outer, s.source, objects)
          : checked(
              noted(
                withClockDefaults(insertedQuery(outer, s.source, columns), [
                  ...drawnDefaults(outer, s.source, sequences),
                  ...clocks,
                ]),
              ),
            )
        : checked(withClocks(insertedValues(outer, s, columns, table.relation, sequences), clocks)),
    ...(made ? { returning: made } : {}),
  };
}

/** What RETURNING of a view reads: the columns of its table. */
function readingBack(
  ex: ExprContext,
  {
    outer,
    rows,
    view,
    table,
  }: {
    readonly outer: ExprContext;
    readonly rows: RowSource | undefined;
    readonly view: InsertableView | undefined;
    readonly table: DmlTable;
  },
): ExprContext {
  return within(outer, (expr) => {
    const base = expr.kind === 'Name' ? ex.unit.analysis.resolve(expr).base : undefined;
    if (base?.kind !== 'column' || base.source !== rows) return undefined;
    const column = view?.real.get(foldName(base.column.name));
    return column === undefined ? undefined : b.column(expr.span, table.alias, column);
  });
}

const withClocks = (source: PgValues | PgSelect, clocks: readonly ClockDefault[]): PgValues | PgSelect =>
  source.kind === 'PgValues'
    ? { ...source, rows: source.rows.map((row) => [...row, ...clocks.map((d) => d.value)]) }
    : withClockDefaults(source, clocks);

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
    return (
      row.length === 1 &&
      only !== undefined &&
      (only.kind === 'DefaultMarker' || isScalar(ex.unit.analysis.typeOf(only)))
    );
  });
}

const isScalar = (type: OracleType): boolean => !['unknown', 'record', 'object', 'ref', 'anydata'].includes(type.kind);

function insertedQuery(ex: ExprContext, query: Query, columns: readonly (ColumnInfo | undefined)[]): PgSelect {
  return lowerQueryAs(ex, query, { types: columns.map((c) => c?.type), columns, assigned: true });
}

function insertedValues(
  ex: ExprContext,
  s: Insert,
  columns: readonly (ColumnInfo | undefined)[],
  relation?: RelationSymbol,
  sequences: readonly SequenceDefault[] = [],
): PgValues | PgSelect {
  const { source } = s;
  if (source.kind === 'Query') throw new TypeError('a query has no values');
  const span = source.span;
  refuseDefaultOfView(relation, source.rows.flat());
  if (source.record) {
    const given = columns.filter((c) => c !== undefined);
    const whole = relation && wholeRow(ex, source.record, relation, given);
    return { kind: 'PgValues', span, rows: [whole ? [whole] : recordValues(ex, source.record, given)] };
  }
  const definition = relation?.definition?.kind === 'CreateTable' ? relation.definition : undefined;
  const alwaysGenerated = definition?.columns.find((c) => c.identity?.mode === 'ALWAYS')?.name.name;
  const rows: (readonly PgExpr[])[] = [];
  for (const written of source.rows) {
    const row = withDrawnDefaults(ex, relation, columns, written);
    const given = row.map((node, i) => ({ column: columns[i]?.name, node }));
    const byDefault = sequences.map((d) => ({ column: d.column.name, node: d.value }));
    const inner = within(ex, oneValueARow(ex, inTableOrder(relation, [...given, ...byDefault])));
    const object = relation && row.length === 1 && row[0] ? wholeObject(inner, row[0], relation) : undefined;
    if (object && 'kind' in object) return object;
    rows.push(
      object ?? [
        ...row.map(
          (value, i) =>
            refusedByIdentity(value, columns[i], alwaysGenerated) ?? columnAssignment(inner, value, columns[i]),
        ),
        ...sequences.map((d) => columnAssignment(inner, d.value, d.column)),
      ],
    );
  }
  return { kind: 'PgValues', span, rows };
}

/**
 * `r.*` of a variable that is a row of the table, column for column: whatever columns the table has when the program
 * runs.
 */
function wholeRow(
  ex: ExprContext,
  record: Expr,
  relation: RelationSymbol,
  columns: readonly ColumnInfo[],
): PgExpr | undefined {
  const type = ex.unit.analysis.typeOf(record);
  if (type.kind !== 'record' || type.identity.kind !== 'table' || type.identity.table !== relation) return undefined;
  if (columns.length !== relation.columns.length || columns.some((c, i) => c !== relation.columns[i])) return undefined;
  const value = lowerExpr({ ...ex, sql: false }, record);
  const isPlain = recordValues(ex, record, columns).every(
    (field) => field.kind === 'PgColumn' || field.kind === 'PgField',
  );
  return isPlain && value.kind === 'PgColumn' && value.parts.length === 1
    ? b.star(record.span, ...value.parts)
    : undefined;
}

/**
 * GENERATED ALWAYS takes no value, not even NULL, which a trigger cannot tell from none. (Database Error Messages,
 * ORA-32795)
 */
function refusedByIdentity(
  value: Expr,
  column: ColumnInfo | undefined,
  generated: string | undefined,
): PgExpr | undefined {
  const isNull = value.kind === 'NullLiteral' || (value.kind === 'StringLiteral' && value.value === '');
  if (!isNull || column === undefined || column.name !== generated) return undefined;
  const { span } = value;
  const text = b.text(span, 'cannot insert into a generated always identity column');
  return b.ora(span, 'raise', b.num(span, 32795), text, b.cast(span, b.null(span), pgTypes.numeric));
}

/** The values that a query gives; none where `*` stands among them. */
function itemsOf({ body }: Query): readonly Expr[] {
  if (body.kind !== 'Select') return [];
  const values = body.items.map((item) => (item.kind === 'SelectItem' ? item.value : undefined));
  return values.every((value) => value !== undefined) ? values : [];
}
