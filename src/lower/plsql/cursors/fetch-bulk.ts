import { type OracleType, type RecordFieldInfo, unknown } from '../../../analyze/model/types.js';
import { wholeVariable } from '../../../analyze/names/whole-variable.js';
import { literalInteger } from '../../../ir/literals.js';
import type { Expr, Fetch } from '../../../ir/oracle/index.js';
import { oracleFailure } from '../../../ir/oracle-failure.js';
import type { PgColumn } from '../../../ir/postgres/expressions.js';
import type { PgExpr, PgType, PlStatement } from '../../../ir/postgres/index.js';
import type { PlExit } from '../../../ir/postgres/plpgsql.js';
import { noSpan, type Span } from '../../../ir/span.js';
import { contains } from '../../../ir/walk.js';
import { b, pgTypes } from '../../builders.js';
import type { ExprContext, UnitContext } from '../../context.js';
import { isPositiveIndex } from '../../expressions/bounds/positive-index.js';
import { lowerTo } from '../../expressions/index.js';
import { rowAs } from '../../expressions/record-row.js';
import { foldName } from '../../naming/naming.js';
import { pgTypeOf } from '../../types.js';
import type { BodyBuilder } from '../body/body-builder.js';
import { type CursorIdentity, cursorOf } from '../body/cursor-state.js';
import { exprContext } from '../body/expr-context.js';
import { raiseFailure } from '../errors/capture.js';
import { asElement, type BulkTarget, bulkTargets, elementType, store } from '../statements/into/bulk-target.js';
import { fitField, isHeldToRange, sourceType } from '../statements/into/into.js';
import { fieldsByPosition, rowFields, rowTypes } from './cursor-rows.js';
import { type ReadRow, weakRow } from './unknown-rows.js';

/**
 * FETCH c BULK COLLECT INTO … [LIMIT n]: rows until n are read or the cursor ends; `found` is whether the last read
 * gave a row.
 */
export function fetchBulk(
  rc: BodyBuilder,
  s: Fetch,
  cursor: CursorIdentity,
  variable: string,
  keep: (rows: PgExpr) => PlStatement[],
): PlStatement[] {
  const { span } = s;
  const before: PlStatement[] = [];
  const ex = exprContext(rc, before);
  const targets = bulkTargets(rc, s.into);
  const lists = targets.map((t) => b.column(span, rc.fresh('list', pgTypes.arrayOf(elementType(rc, t.element)))));
  const [first = b.column(span, '')] = lists;
  const row = fetchedRow(ex, rc, { cursor, portal: variable, targets, span });
  const append = targets.map((t, i) => {
    const list = lists[i] ?? first;
    const next = b.binary(span, '+', b.call(span, 'cardinality', list), b.num(span, 1));
    return b.assign(span, b.subscript(span, list, next), row.element(t, i));
  });
  const loop = b.loop(span, [
    ...exitAtLimit(rc, s, first, before),
    ...row.before,
    { kind: 'PlFetch', span, cursor: variable, targets: row.variables },
    b.exit(span, undefined, b.not(span, b.column(span, 'found'))),
    ...append,
    ...countRead(rc, cursor, span),
  ]);
  return [
    ...before,
    ...lists.map((list) => b.assign(span, list, b.text(span, '{}'))),
    loop,
    ...keep(b.call(span, 'cardinality', first)),
    ...targets.flatMap((t, i) => store(rc, t, lists[i] ?? first)),
  ];
}

/** %ROWCOUNT goes on by one; that of a package's cursor is kept when all is read. */
function countRead(rc: BodyBuilder, cursor: CursorIdentity, span: Span): PlStatement[] {
  if (cursor.package || !rc.cursors.use(cursor.symbol).attributes) return [];
  const count = b.column(span, rc.cursors.variable(cursor, 'rowcount'));
  return [b.assign(span, count, b.binary(span, '+', count, b.num(span, 1)))];
}

/** What a row is read into, and how the elements are made of that. */
interface FetchedRow {
  /** To be run before each FETCH. */
  readonly before: readonly PlStatement[];
  readonly variables: readonly PgExpr[];
  readonly element: (target: BulkTarget, at: number) => PgExpr;
}

/** A fetch of rows into collections. */
interface BulkFetch {
  readonly cursor: CursorIdentity;
  readonly portal: string;
  readonly targets: readonly BulkTarget[];
  readonly span: Span;
}

/**
 * By the types of the columns where only the run tells them, by position into variables where PL/pgSQL converts as
 * Oracle does, into a record otherwise.
 */
function fetchedRow(ex: ExprContext, rc: BodyBuilder, fetch: BulkFetch): FetchedRow {
  const { cursor, portal, targets, span } = fetch;
  const types = rowTypes(rc.unit.analysis, cursor);
  const fields = rowFields(cursor).map((field, i) => ({ ...field, type: types?.[i] ?? field.type }));
  const [only] = targets;
  const whole = targets.length === 1 && (only?.element.kind === 'record' || only?.element.kind === 'object');
  if (!types) {
    const into = whole && only?.element.kind === 'record' ? only.element : undefined;
    const wanted = into ? into.fields.map((f) => f.type) : targets.map((t) => t.element);
    const read = weakRow(rc, cursor, { portal, wanted, span, checks: [] });
    if (read)
      return {
        before: read.before,
        variables: [...read.variables],
        element: ({ element }, i) =>
          into ? readRecord(ex, read, into, elementType(rc, element)) : readColumn(ex, read, i, element),
      };
  }
  const values = valuesByPosition(rc, targets, fields, span);
  if (values)
    return {
      before: [],
      variables: values,
      element: ({ element }, i) => {
        const from = fetchedType(element, fields[i]?.type);
        return asElement(rc, values[i] ?? b.null(span), from === element ? unknown : from, element, span);
      },
    };
  const columns = whole ? columnsOfPortal(rc, cursor, fields, span) : undefined;
  const record = columns ? '' : rc.fresh('fetched', pgTypes.record);
  const column = (name: string): PgExpr => b.column(span, record, foldName(name));
  return {
    before: [],
    variables: columns ?? [b.column(span, record)],
    element: ({ element }, i) =>
      whole
        ? recordValue(
            rc,
            b.column(span, record),
            element,
            fields.map((field, at) => columns?.[at] ?? column(field.name)),
            fields,
          )
        : column(fields[i]?.name ?? ''),
  };
}

/**
 * LIMIT: the loop ends when so many rows are there. What is no literal is evaluated once; NULL is ORA-06502, and so is
 * a number below 0.
 */
function exitAtLimit(rc: BodyBuilder, { limit, span }: Fetch, first: PgColumn, before: PlStatement[]): PlExit[] {
  if (!limit) return [];
  const most = lowerTo(exprContext(rc, before), limit, { kind: 'plsInteger' });
  const kept = evaluatedOnce();
  if (!isNeverNegative(rc.unit, limit))
    before.push(b.ifThen(span, b.binary(span, '<', kept, b.num(span, 0)), raiseFailure(rc, span, oracleFailure(6502))));
  return [b.exit(span, undefined, b.binary(span, '>=', b.call(span, 'cardinality', first), kept))];

  function evaluatedOnce(): PgExpr {
    if (!limit || most.kind === 'PgNumber') return most;
    const nullable = rc.unit.analysis.mayBeNull(limit);
    if (most.kind === 'PgColumn' && !nullable) return most;
    const kept = b.column(span, rc.fresh('most', pgTypes.integer));
    const typed = most.kind === 'PgNull' ? b.cast(span, most, pgTypes.integer) : most;
    before.push(b.assign(span, kept, nullable ? b.ora(span, 'fit_not_null', typed) : typed));
    return kept;
  }
}

/** A number of 0 or more, or what has no other value. */
function isNeverNegative(unit: UnitContext, limit: Expr): boolean {
  const variable = wholeVariable(unit.analysis, limit);
  const number = literalInteger(variable?.constant && variable.initial ? variable.initial : limit);
  return number === undefined ? isPositiveIndex({ unit, sql: false }, limit) : number >= 0;
}

/** A record, of PostgreSQL's `type`, made of a row that is read by the types of its columns. */
function readRecord(
  ex: ExprContext,
  { values }: ReadRow,
  record: OracleType & { kind: 'record' },
  type: PgType,
): PgExpr {
  const { fields } = record;
  const fitted = values.flatMap(({ value, type: from }, at) =>
    fields[at] ? [fitField(ex, value, from, fields[at], 'fit_fetched')] : [],
  );
  const [first = b.null(noSpan)] = fitted;
  return rowAs(record, fitted, type, first.span);
}

/** An element made of one column of such a row. */
function readColumn(ex: ExprContext, { values }: ReadRow, at: number, element: OracleType): PgExpr {
  const read = values[at];
  return read ? fitField(ex, read.value, read.type, { name: '', type: element }, 'fit_fetched') : b.null(noSpan);
}

/**
 * By position into variables of the elements' types, which PL/pgSQL converts to as in any assignment (a cast would cut
 * what is too long); FETCH would spread the columns over the attributes of an object, so rows with objects go through a
 * record.
 */
function valuesByPosition(
  rc: BodyBuilder,
  targets: readonly BulkTarget[],
  fields: readonly RecordFieldInfo[],
  span: Span,
): PgExpr[] | undefined {
  const types = targets.map((t, i) => elementType(rc, fetchedType(t.element, fields[i]?.type)));
  if (holdsObjects(targets, fields)) return fieldsByPosition(rc, span, types);
  if (!targets.every((t) => takesByPosition(t.element, fields, targets.length))) return undefined;
  return types.map((type) => b.column(span, rc.fresh('fetched', type)));
}

/** Is there an object among the columns of the row, each of which has a target of its own? */
const holdsObjects = (targets: readonly BulkTarget[], fields: readonly RecordFieldInfo[]): boolean =>
  targets.some((t) => t.element.kind === 'object') &&
  (fields.length === 0 || (fields.length === targets.length && targets.every((t) => t.element.kind !== 'record')));

/** `fields` are the columns of the row, none where they are not known. */
function takesByPosition(element: OracleType, fields: readonly RecordFieldInfo[], targets: number): boolean {
  if (element.kind === 'object') return false;
  if (element.kind !== 'record') return true;
  if (targets !== 1) return false;
  return (
    fields.length === 0 ||
    (fields.length === element.fields.length &&
      !element.fields.some((f, i) => isConverted(fields[i]?.type, f.type) || mayBeTooLong(fields[i]?.type, f.type)))
  );
}

/** Does the assignment convert in Oracle's way, which PL/pgSQL's is not? */
const isConverted = (from: OracleType | undefined, to: OracleType): from is OracleType =>
  from !== undefined &&
  from.kind !== to.kind &&
  from.kind !== 'unknown' &&
  from.kind !== 'null' &&
  to.kind !== 'unknown';

/** May a text of the column be too long? PL/pgSQL would cut its blanks, and has another error for the rest. */
const mayBeTooLong = (from: OracleType | undefined, to: OracleType): boolean =>
  to.kind === 'varchar2' &&
  to.length !== undefined &&
  from?.kind === 'varchar2' &&
  (from.length === undefined || from.length > to.length);

/** The type of the variable that FETCH writes to: the column's where its value is to be converted or looked at. */
const fetchedType = (element: OracleType, from: OracleType | undefined): OracleType =>
  element.kind !== 'record' && (isConverted(from, element) || isHeldToRange(element) || mayBeTooLong(from, element))
    ? sourceType(element, from)
    : element;

/**
 * Typed variables for the columns, where nothing in the body tells PL/pgSQL, or who checks it, what rows the portal
 * has (it was opened by a text (WITH HOLD), or elsewhere), or where names do not tell the columns.
 */
function columnsOfPortal(
  rc: BodyBuilder,
  cursor: CursorIdentity,
  fields: readonly RecordFieldInfo[],
  span: Span,
): PgExpr[] | undefined {
  if (!cursor.package && !rc.controlsTransaction && isOpenedIn(rc, cursor) && !sharesNames(fields)) return undefined;
  if (fields.length === 0 || fields.some((f) => f.type.kind === 'unknown')) return undefined;
  return fieldsByPosition(
    rc,
    span,
    // NULL is a text in the rows of PostgreSQL.
    fields.map(({ type }) => (type.kind === 'null' ? pgTypes.text : pgTypeOf(rc.unit.naming, type, 'value'))),
  );
}

/** Two columns of one name, as of a join: no record tells them apart. */
const sharesNames = (fields: readonly RecordFieldInfo[]): boolean =>
  new Set(fields.map((f) => foldName(f.name))).size < fields.length;

const isOpenedIn = (rc: BodyBuilder, { symbol }: CursorIdentity): boolean =>
  contains(
    rc.source,
    (node) =>
      (node.kind === 'OpenCursor' || node.kind === 'OpenFor') && cursorOf(rc.unit, node.cursor)?.symbol === symbol,
  );

/** The element of a row whose columns are read as `columns`, of the whole `record` where they are not known. */
function recordValue(
  rc: BodyBuilder,
  record: PgExpr,
  element: OracleType,
  columns: readonly PgExpr[],
  fields: readonly RecordFieldInfo[],
): PgExpr {
  const { span } = record;
  const [only, ...others] = columns;
  if (!only) return record;
  // Objects are fetched from a column of objects, not from one for each attribute.
  if (element.kind === 'object' && others.length === 0) return only;
  const own = element.kind === 'record' && element.fields.length === fields.length ? element.fields : undefined;
  const items = columns.map((column, i) =>
    asElement(rc, column, fields[i]?.type ?? unknown, own?.[i]?.type ?? unknown, span),
  );
  return rowAs(element, items, elementType(rc, element), span);
}
