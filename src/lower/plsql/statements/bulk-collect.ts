import type { OracleType, RecordFieldInfo } from '../../../analyze/types.js';
import { unknown } from '../../../analyze/types.js';
import { unsupportedStatement } from '../../../diagnostics/op3.js';
import type { DmlStatement, Expr, Fetch, IntoClause, Query, SelectInto } from '../../../ir/oracle/index.js';
import type { PgExpr, PgSelect, PgType, PlStatement } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { type AnyNode, walk } from '../../../ir/walk.js';
import { b, pgTypes } from '../../builders.js';
import { isList, withinLimit } from '../../collections/shared.js';
import { splitOf } from '../../collections/split.js';
import { refuse } from '../../context.js';
import { convert, fitText, fitTo } from '../../conversions.js';
import { returningQuery } from '../../dml.js';
import { lowerExpr, lowerTo } from '../../expression.js';
import { ofUnknown } from '../../missing.js';
import { foldName } from '../../naming.js';
import { lowerQuery } from '../../query.js';
import { rowAs } from '../../record-row.js';
import { pgTypeOf } from '../../types.js';
import type { BodyBuilder } from '../body/body-builder.js';
import type { CursorIdentity } from '../body/cursor-state.js';
import { exprContext } from '../body/expr-context.js';
import { fieldsByPosition } from '../cursors/cursor-rows.js';
import { assignTo } from './targets.js';

/** What a collection target takes from a row: one column, or the whole row for a collection of records or objects. */
interface BulkTarget {
  readonly target: Expr;
  readonly type: OracleType;
  readonly element: OracleType;
}

function bulkTargets(rc: BodyBuilder, into: IntoClause): BulkTarget[] {
  return into.targets.map((target) => {
    const type = rc.unit.analysis.typeOf(target);
    if (type.kind !== 'collection')
      return refuse(
        ofUnknown(type, unsupportedStatement(target.span, 'BULK COLLECT into what is not known as a collection')),
      );
    return { target, type, element: type.collection.element };
  });
}

/** SELECT … BULK COLLECT INTO: the rows in order, as arrays. */
export function bulkSelectInto(rc: BodyBuilder, s: SelectInto, into: IntoClause): PlStatement[] {
  const before: PlStatement[] = [];
  const ex = { ...exprContext(rc, before), sql: true, hoist: undefined };
  const query = lowerQuery(ex, s.query);
  const columns = rc.unit.analysis.columnsOf(s.query).map((c) => c.type);
  const targets = bulkTargets(rc, into);
  const emptied = targets.flatMap((t) => (isReadBy(rc, t.target, s.query) ? store(rc, t, b.text(s.span, '{}')) : []));
  return [...emptied, ...before, ...collect(rc, query, columns, targets, s.span)];
}

/** Does the query read the collection that its rows go to? It is empty then: emptied first. (PL/SQL Language Reference, "SELECT BULK COLLECT INTO Statements and Aliasing") */
function isReadBy(rc: BodyBuilder, target: Expr, query: Query): boolean {
  const { analysis } = rc.unit;
  if (target.kind !== 'Name') return false;
  const { base, steps } = analysis.resolve(target);
  if (base.kind !== 'variable' || steps.length > 0) return false;
  let found = false;
  walk(query as AnyNode, (node) => {
    if (node.kind !== 'Name' && node.kind !== 'Call') return node.kind !== 'IntoClause' && !found;
    const read = analysis.resolve(node as Extract<Expr, { kind: 'Name' | 'Call' }>);
    if (read.base.kind !== 'variable' || read.base.variable !== base.variable) return !found;
    // A single element is read before.
    found ||= read.steps.length === 0;
    return false;
  });
  return found;
}

/** RETURNING … BULK COLLECT INTO. */
export function bulkReturning(rc: BodyBuilder, statement: DmlStatement, into: IntoClause): PlStatement[] {
  const before: PlStatement[] = [];
  const ex = { ...exprContext(rc, before), sql: true, hoist: undefined };
  const query = returningQuery(ex, statement);
  return [...before, ...collect(rc, query, returnedTypes(rc, statement), bulkTargets(rc, into), statement.span)];
}

/** The same inside FORALL: the rows of each execution join those before. Returns what stands before, in and after the loop. */
export function bulkReturningInForAll(
  rc: BodyBuilder,
  statement: DmlStatement,
  into: IntoClause,
): { readonly start: PlStatement[]; readonly each: PlStatement[]; readonly finish: PlStatement[] } {
  const before: PlStatement[] = [];
  const ex = { ...exprContext(rc, before), sql: true, hoist: undefined };
  const { span } = statement;
  const targets = bulkTargets(rc, into);
  const query = returningQuery(ex, statement);
  const { statements, lists } = collectLists(rc, query, returnedTypes(rc, statement), targets, span);
  const all = targets.map((t) => b.column(span, rc.fresh('all_rows', pgTypes.arrayOf(elementType(rc, t.element)))));
  return {
    start: all.map((list) => b.assign(span, list, b.text(span, '{}'))),
    each: [
      ...before,
      ...statements,
      ...all.map((list, i) => b.assign(span, list, b.binary(span, '||', list, lists[i] ?? list))),
    ],
    finish: targets.flatMap((t, i) => store(rc, t, all[i] ?? b.null(span))),
  };
}

/** The same of EXECUTE IMMEDIATE inside FORALL, whose statements set the targets to the rows of one execution. */
export function bulkDynamicInForAll(
  rc: BodyBuilder,
  into: IntoClause,
  one: readonly PlStatement[],
): { readonly start: PlStatement[]; readonly each: PlStatement[]; readonly finish: PlStatement[] } {
  const lists = bulkTargets(rc, into).map((t) => {
    const { span } = t.target;
    const all = b.column(span, rc.fresh('all_rows', pgTypes.arrayOf(elementType(rc, t.element))));
    return { t, all, rows: elementsOf(rc, t) };
  });
  return {
    start: lists.map(({ all }) => b.assign(all.span, all, b.text(all.span, '{}'))),
    each: [...one, ...lists.map(({ all, rows }) => b.assign(all.span, all, b.binary(all.span, '||', all, rows)))],
    finish: lists.flatMap(({ t, all }) => store(rc, t, all)),
  };
}

/** The elements of a collection variable as an array. */
function elementsOf(rc: BodyBuilder, { target, type }: BulkTarget): PgExpr {
  const value = lowerExpr(exprContext(rc, []), target);
  const split = splitOf(value);
  if (split) return split.values;
  return type.kind === 'collection' && type.collection.variant === 'associativeArray'
    ? b.field(target.span, value, 'v')
    : value;
}

function returnedTypes(rc: BodyBuilder, statement: DmlStatement): readonly OracleType[] {
  const items = 'returning' in statement ? statement.returning?.items : undefined;
  return items?.map((item) => rc.unit.analysis.typeOf(item)) ?? [unknown];
}

/** `select array_agg(c1), array_agg(c2) into … from (query) as q (c1, c2)`. */
function collect(
  rc: BodyBuilder,
  query: PgSelect,
  columns: readonly OracleType[],
  targets: readonly BulkTarget[],
  span: Span,
): PlStatement[] {
  const { statements, lists } = collectLists(rc, query, columns, targets, span);
  return [...statements, ...targets.flatMap((t, i) => store(rc, t, lists[i] ?? b.null(span)))];
}

function collectLists(
  rc: BodyBuilder,
  query: PgSelect,
  columns: readonly OracleType[],
  targets: readonly BulkTarget[],
  span: Span,
): { readonly statements: PlStatement[]; readonly lists: readonly PgExpr[] } {
  const names = columns.map((_, i) => `c${i + 1}`);
  const value = (i: number, to: OracleType): PgExpr =>
    asElement(rc, b.column(span, 'q', names[i] ?? 'c1'), columns[i] ?? unknown, to, span);
  const [only] = targets;
  const whole =
    targets.length === 1 &&
    only &&
    (only.element.kind === 'record' || only.element.kind === 'object') &&
    columns.length !== 1
      ? only
      : undefined;
  const row = (element: OracleType): PgExpr => {
    const fields = element.kind === 'record' && element.fields.length === columns.length ? element.fields : undefined;
    const items = columns.map((_, i) => value(i, fields?.[i]?.type ?? unknown));
    return rowAs(element, items, elementType(rc, element), span);
  };
  const values: PgExpr[] = whole
    ? [row(whole.element)]
    : targets.map((t, i) =>
        t.element.kind === 'record' && columns.length === 1
          ? row(t.element)
          : b.cast(span, value(i, t.element), selectedType(rc, t.element)),
      );
  const temporaries = targets.map((t) => rc.fresh('list', pgTypes.arrayOf(selectedType(rc, t.element))));
  const aggregates = values.map((v, i) =>
    b.coalesce(
      span,
      isList(targets[i]?.element ?? unknown) ? b.ora(span, 'collect_lists', v) : b.call(span, 'array_agg', v),
      b.text(span, '{}'),
    ),
  );
  // PostgreSQL takes a WITH that changes rows at the top only.
  const { with: clause, ...rows } = query;
  const select = b.select(span, {
    ...(clause ? { with: clause } : {}),
    items: aggregates,
    into: { strict: false, targets: temporaries.map((t) => b.column(span, t)) },
    from: [b.derived(span, rows, 'q', names)],
  });
  const counted: PlStatement[] =
    rc.readsSqlAttributes && temporaries[0]
      ? [b.assign(span, b.column(span, rc.sqlRowCount()), b.call(span, 'cardinality', b.column(span, temporaries[0])))]
      : [];
  return {
    statements: [{ kind: 'PlSelectInto', span, query: select }, ...counted],
    lists: temporaries.map((t) => b.column(span, t)),
  };
}

/** A column's value for an element or field of the type: a cast alone would cut what is too long, and format dates in PostgreSQL's way. */
function asElement(rc: BodyBuilder, column: PgExpr, from: OracleType, to: OracleType, span: Span): PgExpr {
  if (from.kind === 'unknown' || to.kind === 'unknown') return column;
  const ex = exprContext(rc, []);
  const converted = convert(ex, column, from, to, span);
  return to.kind === 'varchar2' && to.length !== undefined
    ? fitText(converted, from, to.length, span)
    : fitTo(ex, converted, from, to, span);
}

function elementType(rc: BodyBuilder, element: OracleType): PgType {
  return element.kind === 'collection'
    ? { name: rc.unit.naming.of(element.collection) }
    : pgTypeOf(rc.unit.naming, element, 'variable');
}

/** A number that is too large for the elements is an error of PL/SQL, not of the query: the assignment to the collection holds it to their precision. */
function selectedType(rc: BodyBuilder, element: OracleType): PgType {
  const type = elementType(rc, element);
  return type.name[0] === 'numeric' ? pgTypes.numeric : type;
}

/** The array into the collection: as it is, or with the keys 1 … n of an associative array. */
function store(rc: BodyBuilder, target: BulkTarget, array: PgExpr): PlStatement[] {
  const { span } = target.target;
  if (target.type.kind !== 'collection') return [];
  const value: PgExpr =
    target.type.collection.variant === 'associativeArray'
      ? b.cast(
          span,
          { kind: 'PgRow', span, items: [sequence(span, array), array] },
          pgTypeOf(rc.unit.naming, target.type, 'variable'),
        )
      : withinLimit(target.type.collection, array, 22165);
  return assignTo(rc, target.target, value, target.type);
}

/** The keys 1 … n. */
function sequence(span: Span, array: PgExpr): PgExpr {
  const series = b.call(span, 'generate_series', b.num(span, 1), b.call(span, 'cardinality', array));
  return { kind: 'PgArraySubquery', span, query: b.select(span, { items: [series] }) };
}

/** FETCH c BULK COLLECT INTO … [LIMIT n]: rows until n are read or the cursor ends; `found` is whether the last read gave a row. */
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
  const temporaries = targets.map((t) => rc.fresh('list', pgTypes.arrayOf(elementType(rc, t.element))));
  const fields = rowFields(cursor);
  const [only] = targets;
  const whole = targets.length === 1 && only && (only.element.kind === 'record' || only.element.kind === 'object');
  const values = valuesByPosition(rc, targets, fields, span);
  const record = values ? '' : rc.fresh('fetched', pgTypes.record);
  const append = targets.map((t, i) => {
    const list = b.column(span, temporaries[i] ?? '');
    const from = fields[i]?.type ?? unknown;
    const own: PgExpr = values
      ? asElement(
          rc,
          values[i] ?? b.null(span),
          fetchedType(t.element, from) === from ? from : unknown,
          t.element,
          span,
        )
      : whole
        ? recordValue(rc, record, t.element, fields, span)
        : b.column(span, record, foldName(fields[i]?.name ?? ''));
    return b.assign(
      span,
      b.subscript(span, list, b.binary(span, '+', b.call(span, 'cardinality', list), b.num(span, 1))),
      own,
    );
  });
  const first = b.column(span, temporaries[0] ?? '');
  const limit = s.limit
    ? [
        b.exit(
          span,
          undefined,
          b.binary(span, '>=', b.call(span, 'cardinality', first), lowerTo(ex, s.limit, { kind: 'plsInteger' })),
        ),
      ]
    : [];
  const loop = b.loop(span, [
    ...limit,
    {
      kind: 'PlFetch',
      span,
      cursor: variable,
      targets: values ?? [b.column(span, record)],
    },
    b.exit(span, undefined, b.not(span, b.column(span, 'found'))),
    ...append,
    ...(cursor.package || !rc.cursors.use(cursor.symbol).attributes
      ? []
      : [
          b.assign(
            span,
            b.column(span, rc.cursors.variable(cursor, 'rowcount')),
            b.binary(span, '+', b.column(span, rc.cursors.variable(cursor, 'rowcount')), b.num(span, 1)),
          ),
        ]),
  ]);
  return [
    ...before,
    ...temporaries.map((t) => b.assign(span, b.column(span, t), b.text(span, '{}'))),

    loop,
    ...keep(b.call(span, 'cardinality', first)),
    ...targets.flatMap((t, i) => store(rc, t, b.column(span, temporaries[i] ?? ''))),
  ];
}

/**
 * By position into variables of the elements' types, which PL/pgSQL converts to as in any assignment (a cast would cut what is too long); FETCH would
 * spread the columns over the attributes of an object, so rows with objects go through a record.
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
    (fields.length === element.fields.length && !element.fields.some((f, i) => isConverted(fields[i]?.type, f.type)))
  );
}

/** Does the assignment convert in Oracle's way, which PL/pgSQL's is not? */
const isConverted = (from: OracleType | undefined, to: OracleType): from is OracleType =>
  from !== undefined &&
  from.kind !== to.kind &&
  from.kind !== 'unknown' &&
  from.kind !== 'null' &&
  to.kind !== 'unknown';

/** The type of the variable that FETCH writes to: the column's where its value is to be converted. */
const fetchedType = (element: OracleType, from: OracleType | undefined): OracleType =>
  element.kind !== 'record' && isConverted(from, element) ? from : element;

function rowFields(cursor: CursorIdentity): readonly RecordFieldInfo[] {
  if (cursor.symbol.kind === 'cursor') return cursor.symbol.row.fields;
  const { type } = cursor.symbol;
  return (type.kind === 'refCursor' && type.returns?.fields) || [];
}

function recordValue(
  rc: BodyBuilder,
  record: string,
  element: OracleType,
  fields: readonly RecordFieldInfo[],
  span: Span,
): PgExpr {
  const [only, ...others] = fields;
  if (!only) return b.column(span, record);
  // Objects are fetched from a column of objects, not from one for each attribute.
  if (element.kind === 'object' && others.length === 0) return b.column(span, record, foldName(only.name));
  const own = element.kind === 'record' && element.fields.length === fields.length ? element.fields : undefined;
  const items = fields.map((f, i) =>
    asElement(rc, b.column(span, record, foldName(f.name)), f.type, own?.[i]?.type ?? unknown, span),
  );
  return rowAs(element, items, elementType(rc, element), span);
}

/** BULK COLLECT of dynamic SQL: the rows one by one, by position. */
export function bulkDynamic(
  rc: BodyBuilder,
  into: IntoClause,
  text: PgExpr,
  using: readonly PgExpr[],
  span: Span,
): PlStatement[] {
  const targets = bulkTargets(rc, into);
  const temporaries = targets.map((t) => rc.fresh('list', pgTypes.arrayOf(elementType(rc, t.element))));
  const values = targets.map((t) => rc.fresh('fetched', elementType(rc, t.element)));
  const [first] = temporaries;
  const counted: PlStatement[] =
    rc.readsSqlAttributes && first !== undefined
      ? [b.assign(span, b.column(span, rc.sqlRowCount()), b.call(span, 'cardinality', b.column(span, first)))]
      : [];
  const append = temporaries.map((list, i) =>
    b.assign(
      span,
      b.subscript(
        span,
        b.column(span, list),
        b.binary(span, '+', b.call(span, 'cardinality', b.column(span, list)), b.num(span, 1)),
      ),
      b.column(span, values[i] ?? ''),
    ),
  );
  return [
    ...temporaries.map((t) => b.assign(span, b.column(span, t), b.text(span, '{}'))),
    { kind: 'PlForDynamic', span, targets: values.map((v) => b.column(span, v)), text, using, body: append },
    ...counted,
    ...targets.flatMap((t, i) => store(rc, t, b.column(span, temporaries[i] ?? ''))),
  ];
}
