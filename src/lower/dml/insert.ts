import type { RowSource } from '../../analyze/analysis.js';
import { holdsSubtypes } from '../../analyze/model/subtype-rows.js';
import { type ColumnInfo, isElsewhere, type RelationSymbol } from '../../analyze/model/symbols.js';
import type { OracleType } from '../../analyze/model/types.js';
import { wholeVariable } from '../../analyze/names/whole-variable.js';
import { errorLogging } from '../../diagnostics/op2.js';
import { lastName } from '../../ir/dotted.js';
import { isAnyOf } from '../../ir/kinds.js';
import type { DerivedTable, DmlTarget, Expr, Insert, Query, ScriptUnit, ValuesSource } from '../../ir/oracle/index.js';
import type { PgExpr, PgInsert, PgSelect, PgValues } from '../../ir/postgres/index.js';
import { isWithin } from '../../ir/span.js';
import { b } from '../builders.js';
import { type ExprContext, refuse } from '../context.js';
import { notingRows } from '../ddl/triggers/mutating/mutating-table.js';
import { lowerExpr } from '../expressions/index.js';
import { foldName } from '../naming/naming.js';
import { reportGapsOfStars } from '../queries/dictionary-gaps.js';
import { lowerQueryAs } from '../queries/index.js';
import { within } from '../queries/scope.js';
import { inTableOrder, oneValueARow } from '../queries/sequences/sequences.js';
import { type ClockDefault, clockDefaults, withClockDefaults } from './clock-defaults.js';
import { identityRows, identityValue, takesNoNull } from './identity-value.js';
import { ignoredDuplicates, reportErrorHints } from './ignored-duplicates.js';
import type { MakeReturning } from './returning.js';
import { drawnDefaults, type SequenceDefault, sequenceDefaults, withDrawnDefaults } from './sequence-defaults.js';
import { reportSequenceDrawnTwice } from './sequence-drawn-twice.js';
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
import { changedView, refuseReturningOfInstead } from './views/changed-view.js';
import { checkedRows } from './views/checked-rows.js';
import { type InsertableView, insertableView } from './views/inline-view.js';
import { givesObjects, objectColumns, wholeObject, wholeObjects } from './whole-objects.js';

/** INSERT of values, of a record or of a query. Values are converted as Oracle assigns them to the columns. */
export function lowerInsert(ex: ExprContext, s: Insert, returning: MakeReturning): PgInsert {
  if (s.errorLogging) refuse(errorLogging(s.errorLogging.span, 'what stands around it'));
  refuseReturningOfInstead(ex, s);
  reportErrorHints(ex.unit, s);
  const outer = within(ex, () => undefined);
  const place = insertPlace(outer, s);
  const made = returning(place.view ? readingBack(outer, place, place.view) : outer, place.table);
  const defaults = writtenDefaults(outer, s, place);
  return {
    kind: 'PgInsert',
    span: s.span,
    target: place.table.table,
    ...writtenColumns(place, defaults),
    source: insertedRows(outer, s, place, defaults),
    ...ignoredDuplicates(ex.unit, s, place.table.relation),
    ...(made ? { returning: made } : {}),
  };
}

/** Where the rows go. */
interface InsertPlace {
  readonly table: DmlTable;
  readonly columns: readonly (ColumnInfo | undefined)[];
  /** The columns' names where they have to be listed. */
  readonly written: readonly string[] | undefined;
  /** Oracle's statement lists them. */
  readonly isListed: boolean;
  /** The view that the rows go through, its query, and the rows that are those of the view. */
  readonly view: InsertableView | undefined;
  readonly inline: DerivedTable | undefined;
  readonly rows: RowSource | undefined;
  /** The object table that is given whole objects. */
  readonly objects: RelationSymbol | undefined;
}

function insertPlace(ex: ExprContext, s: Insert): InsertPlace {
  const through = changedView(ex, s.target);
  const listed = s.columns?.map(lastName);
  const view = through && insertableView(ex, through, listed);
  const table = view?.table ?? tableTarget(ex, s.target);
  refuseUnknownColumns(ex, table, s.columns ?? []);
  const named = s.columns?.map((c) => ({ name: columnPath(table, c)[0] ?? '', column: targetColumn(table, c) }));
  const columns = named?.map((n) => n.column) ?? view?.columns ?? visibleColumns(table);
  // A list of our own where the table has columns that Oracle does not count.
  const isWritten =
    view || table.columns.some(isElsewhere) || (isShort(ex, s, columns.length) && knowsColumns(ex, s, table.relation));
  return {
    table,
    columns,
    written: named?.map((n) => n.name) ?? (isWritten ? columns.map((c) => foldName(c?.name ?? '')) : undefined),
    isListed: named !== undefined,
    view,
    inline: through?.view,
    rows: through?.rows,
    objects: givesObjects(ex, s, table.relation) ? table.relation : undefined,
  };
}

/**
 * Are the columns those that the table has when the statement runs? In a script what is stored is made anew where the
 * table is altered, so its columns are those of the run.
 */
const knowsColumns = ({ unit }: ExprContext, s: Insert, relation: RelationSymbol | undefined): boolean =>
  !isAltered(relation, s.span) ||
  (!unit.options.installerBlocks &&
    relation?.relation === 'table' &&
    !relation.alters?.some((a) => a.atRunTime) &&
    unit.analysis.units.some((u) => isStored(u) && isWithin(s.span, u.span)));

const isStored = ({ kind }: ScriptUnit): boolean =>
  isAnyOf(kind, 'CreateRoutine', 'CreatePackageBody', 'CreateTypeBody', 'CreateTrigger');

/** Defaults of columns that the statement leaves out which it has to write itself. */
interface WrittenDefaults {
  readonly sequences: readonly SequenceDefault[];
  readonly clocks: readonly ClockDefault[];
}

function writtenDefaults(ex: ExprContext, s: Insert, place: InsertPlace): WrittenDefaults {
  const { table, columns } = place;
  const { source } = s;
  const rows = source.kind === 'Query' ? [] : source.rows;
  const takesDefaults =
    place.isListed && !place.view && !place.objects && (source.kind === 'Query' || (rows.length > 0 && !source.record));
  const sequences = takesDefaults
    ? sequenceDefaults(ex, table, columns, source.kind === 'Query' ? source : rows.flat())
    : [];
  for (const row of source.kind === 'Query' ? [itemsOf(source)] : rows)
    reportSequenceDrawnTwice(ex, table.relation, columns, row);
  const clocks = takesDefaults
    ? clockDefaults(ex, table, columns, { many: source.kind === 'Query' || rows.length > 1, given: rows.flat() })
    : [];
  return { sequences, clocks };
}

function writtenColumns(
  { written, objects, view }: InsertPlace,
  { sequences, clocks }: WrittenDefaults,
): Pick<PgInsert, 'columns'> {
  const places = objects && holdsSubtypes(objects) ? objectColumns(objects) : written;
  if (!places) return {};
  return {
    columns: [
      ...places.map((name) => view?.real.get(name) ?? name),
      ...sequences.map((d) => foldName(d.column.name)),
      ...clocks.map((d) => d.column),
    ],
  };
}

function insertedRows(
  ex: ExprContext,
  s: Insert,
  place: InsertPlace,
  { sequences, clocks }: WrittenDefaults,
): PgValues | PgSelect {
  const { columns, written, view, inline, objects } = place;
  const { relation } = place.table;
  const checked = (rows: PgValues | PgSelect): PgValues | PgSelect =>
    view && inline?.restriction
      ? checkedRows(ex, inline, columns, written?.map((name) => view.real.get(name) ?? name) ?? [], rows)
      : rows;
  if (s.source.kind !== 'Query')
    return checked(withClocks(insertedValues(ex, s.source, s.target, { columns, relation, sequences }), clocks));
  if (objects) return wholeObjects(ex, s.source, objects);
  const given = identityRows(ex, s.target, columns, insertedQuery(ex, s.source, columns), valuesGiven(ex, s));
  const query = withClockDefaults(given, [...drawnDefaults(ex, s.source, sequences), ...clocks]);
  return checked(relation ? notingRows(ex.unit, relation, query, columns) : query);
}

/** What RETURNING of a view reads: the columns of its table. */
function readingBack(ex: ExprContext, { rows, table }: InsertPlace, view: InsertableView): ExprContext {
  return within(ex, (expr) => {
    const base = expr.kind === 'Name' ? ex.unit.analysis.resolve(expr).base : undefined;
    if (base?.kind !== 'column' || base.source !== rows) return undefined;
    const column = view.real.get(foldName(base.column.name));
    return column === undefined ? undefined : b.column(expr.span, table.alias, column);
  });
}

const withClocks = (source: PgValues | PgSelect, clocks: readonly ClockDefault[]): PgValues | PgSelect =>
  source.kind === 'PgValues'
    ? { ...source, rows: source.rows.map((row) => [...row, ...clocks.map((d) => d.value)]) }
    : withClockDefaults(source, clocks);

/** Fewer values than columns: PostgreSQL would fill up with defaults, Oracle raises ORA-00947. */
function isShort(ex: ExprContext, s: Insert, columns: number): boolean {
  const given = valuesGiven(ex, s);
  return given !== undefined && given < columns;
}

/** How many values a row has, the shortest of all; undefined where one may stand for several. */
export function valuesGiven(ex: ExprContext, { source }: Insert): number | undefined {
  if (source.kind === 'Query') return ex.unit.analysis.columnsOf(source).length || undefined;
  const counts = source.rows.flatMap((row) => {
    const [only] = row;
    const isOne = only && !source.record && (only.kind === 'DefaultMarker' || isScalar(ex.unit.analysis.typeOf(only)));
    return row.length > 1 || isOne ? [row.length] : [];
  });
  return counts.length > 0 ? Math.min(...counts) : undefined;
}

const isScalar = (type: OracleType): boolean => !['unknown', 'record', 'object', 'ref', 'anydata'].includes(type.kind);

function insertedQuery(ex: ExprContext, query: Query, columns: readonly (ColumnInfo | undefined)[]): PgSelect {
  reportGapsOfStars(ex.unit, query);
  return lowerQueryAs(ex, query, { types: columns.map((c) => c?.type), columns, assigned: true });
}

function insertedValues(
  ex: ExprContext,
  source: ValuesSource,
  target: DmlTarget,
  {
    columns,
    relation,
    sequences,
  }: {
    readonly columns: readonly (ColumnInfo | undefined)[];
    readonly relation: RelationSymbol | undefined;
    readonly sequences: readonly SequenceDefault[];
  },
): PgValues | PgSelect {
  const { span } = source;
  refuseDefaultOfView(relation, source.rows.flat());
  if (source.record) {
    const given = columns.filter((c) => c !== undefined);
    const isPlain = !given.some((column) => takesNoNull(ex, target, column));
    const whole = relation && isPlain && wholeRow(ex, source.record, relation, given);
    if (whole) return { kind: 'PgValues', span, rows: [[whole]] };
    const values = recordValues(ex, source.record, given);
    return { kind: 'PgValues', span, rows: [values.map((v, i) => identityValue(ex, target, given[i], v))] };
  }
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
        ...row.map((value, i) => identityValue(ex, target, columns[i], columnAssignment(inner, value, columns[i]))),
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
  if (!wholeVariable(ex.unit.analysis, record)) return undefined;
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

/** The values that a query gives; none where `*` stands among them. */
function itemsOf({ body }: Query): readonly Expr[] {
  if (body.kind !== 'Select') return [];
  const values = body.items.map((item) => (item.kind === 'SelectItem' ? item.value : undefined));
  return values.every((value) => value !== undefined) ? values : [];
}
