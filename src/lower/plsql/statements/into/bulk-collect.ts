import type { Resolution } from '../../../../analyze/analysis.js';
import { isText } from '../../../../analyze/model/operators.js';
import type { CollectionTypeSymbol } from '../../../../analyze/model/symbols.js';
import type { OracleType } from '../../../../analyze/model/types.js';
import { unknown } from '../../../../analyze/model/types.js';
import { unsupportedStatement } from '../../../../diagnostics/op3.js';
import type { DmlStatement, Expr, IntoClause, Query, SelectInto } from '../../../../ir/oracle/index.js';
import type { OracleNode } from '../../../../ir/oracle/node.js';
import type { PgExpr, PgSelect, PgType, PlStatement } from '../../../../ir/postgres/index.js';
import type { Span } from '../../../../ir/span.js';
import { contains } from '../../../../ir/walk.js';
import { b, pgTypes } from '../../../builders.js';
import { isList, isMap } from '../../../collections/collection-types.js';
import { withinLimit } from '../../../collections/elements.js';
import { keepingGaps, splitOf } from '../../../collections/split.js';
import { refuse } from '../../../context.js';
import { returningQuery } from '../../../dml/index.js';
import { convert } from '../../../expressions/conversions/convert.js';
import { fitText, fitTo } from '../../../expressions/conversions/fit.js';
import { lowerExpr } from '../../../expressions/index.js';
import { rowAs } from '../../../expressions/record-row.js';
import { madeUp } from '../../../naming/made-names.js';
import { lowerQueryAs } from '../../../queries/index.js';
import { isRowValue, pgTypeOf } from '../../../types.js';
import { ofUnknown } from '../../../unresolved/missing.js';
import type { BodyBuilder } from '../../body/body-builder.js';
import { exprContext } from '../../body/expr-context.js';
import { statementContext } from '../../cursors/cursor-context.js';
import { fieldsByPosition } from '../../cursors/cursor-rows.js';
import { fitElements } from '../parameter-sizes.js';
import { assignTo } from '../targets.js';
import { clockTypes, withClocks } from './clock-into.js';
import { fitField, sourceType } from './into.js';
import { refuseWrongCount } from './target-count.js';
import { readsRowsOf, wholeRows } from './whole-rows.js';

/** What a collection target takes from a row: one column, or the whole row for a collection of records or objects. */
export interface BulkTarget {
  readonly target: Expr;
  readonly type: OracleType;
  readonly element: OracleType;
}

/** The collections of BULK COLLECT INTO with their types. @throws Refusal where one is not known as a collection */
export function bulkTargets(rc: BodyBuilder, into: IntoClause): BulkTarget[] {
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
export function bulkSelectInto(
  rc: BodyBuilder,
  s: SelectInto,
  into: IntoClause,
  { timed }: { readonly timed: boolean },
): PlStatement[] {
  const before: PlStatement[] = [];
  const ex = { ...statementContext(rc, before, s.query), timedLocks: timed };
  const own = rc.unit.analysis.columnsOf(s.query).map((c) => c.type);
  const targets = bulkTargets(rc, into);
  const columns = clockTypes(
    rc,
    s.query,
    targets.map((t) => t.element),
    own,
  );
  const element = targets.length === 1 ? targets[0]?.element : undefined;
  const lowered = lowerQueryAs(ex, s.query, { stored: readsRowsOf(rc, s.query, element) });
  const query = withClocks(ex, lowered, own, columns);
  const emptied = targets.flatMap((t) => (isReadBy(rc, t.target, s.query) ? store(rc, t, b.text(s.span, '{}')) : []));
  const rows = wholeRows(rc, query, element);
  if (!rows) refuseWrongCount(rc.unit.analysis, s.query, into, s.span);
  return [...emptied, ...before, ...collect(rc, rows ?? query, rows ? 'rows' : columns, targets, s.span)];
}

/**
 * Does the query read the collection that its rows go to? It is empty then: emptied first. (PL/SQL Language Reference,
 * "SELECT BULK COLLECT INTO Statements and Aliasing")
 */
function isReadBy(rc: BodyBuilder, target: Expr, query: Query): boolean {
  const { analysis } = rc.unit;
  if (target.kind !== 'Name') return false;
  const { base, steps } = analysis.resolve(target);
  if (base.kind !== 'variable' || steps.length > 0) return false;
  /** What is read of the collection, where it is the collection that the node reads. */
  const readOf = (node: OracleNode): Resolution['steps'] | undefined => {
    if (node.kind !== 'Name' && node.kind !== 'Call') return undefined;
    const read = analysis.resolve(node);
    return read.base.kind === 'variable' && read.base.variable === base.variable ? read.steps : undefined;
  };
  return contains(
    query,
    // A single element is read before.
    (node) => readOf(node)?.length === 0,
    (node) => node.kind === 'IntoClause' || readOf(node) !== undefined,
  );
}

/** RETURNING … BULK COLLECT INTO. */
export function bulkReturning(rc: BodyBuilder, statement: DmlStatement, into: IntoClause): PlStatement[] {
  const before: PlStatement[] = [];
  const ex = statementContext(rc, before, statement);
  const query = returningQuery(ex, statement);
  return [...before, ...collect(rc, query, returnedTypes(rc, statement), bulkTargets(rc, into), statement.span)];
}

/**
 * The same inside FORALL: the rows of each execution join those before. Returns what stands before, in and after the
 * loop.
 */
export function bulkReturningInForAll(
  rc: BodyBuilder,
  statement: DmlStatement,
  into: IntoClause,
): { readonly start: PlStatement[]; readonly each: PlStatement[]; readonly finish: PlStatement[] } {
  const before: PlStatement[] = [];
  const ex = statementContext(rc, before, statement);
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
  return type.kind === 'collection' && keepsFields(rc, type.collection) ? b.field(target.span, value, 'v') : value;
}

const keepsFields = (rc: BodyBuilder, collection: CollectionTypeSymbol): boolean =>
  isMap(collection) || rc.unit.naming.keepsGaps(collection);

function returnedTypes(rc: BodyBuilder, statement: DmlStatement): readonly OracleType[] {
  const items = 'returning' in statement ? statement.returning?.items : undefined;
  return items?.map((item) => rc.unit.analysis.typeOf(item)) ?? [unknown];
}

/** `select array_agg(c1), array_agg(c2) into … from (query) as q (c1, c2)`. */
function collect(
  rc: BodyBuilder,
  query: PgSelect,
  columns: readonly OracleType[] | 'rows',
  targets: readonly BulkTarget[],
  span: Span,
): PlStatement[] {
  const { statements, lists } = collectLists(rc, query, columns, targets, span);
  return [...statements, ...targets.flatMap((t, i) => store(rc, t, lists[i] ?? b.null(span)))];
}

function collectLists(
  rc: BodyBuilder,
  query: PgSelect,
  selected: readonly OracleType[] | 'rows',
  targets: readonly BulkTarget[],
  span: Span,
): { readonly statements: PlStatement[]; readonly lists: readonly PgExpr[] } {
  const columns = selected === 'rows' ? [unknown] : selected;
  const names = columns.map((_, i) => madeUp(`c${i + 1}`));
  const value = (i: number, to: OracleType): PgExpr =>
    asElement(rc, b.column(span, madeUp('q'), names[i] ?? madeUp('c1')), columns[i] ?? unknown, to, span);
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
  const values: PgExpr[] =
    selected === 'rows'
      ? [b.column(span, madeUp('q'), madeUp('c1'))]
      : whole
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
    from: [b.derived(span, rows, madeUp('q'), names)],
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

/**
 * A column's value for an element or field of the type: a cast alone would cut what is too long, and format dates in
 * PostgreSQL's way.
 */
export function asElement(rc: BodyBuilder, column: PgExpr, from: OracleType, to: OracleType, span: Span): PgExpr {
  if (from.kind === 'unknown' || to.kind === 'unknown') return column;
  const ex = exprContext(rc, []);
  // It is PL/SQL that converts the text, so that it fails with its error.
  if (isText(from) && (to.kind === 'number' || to.kind === 'plsInteger'))
    return asElement(rc, b.ora(span, 'define_number', column), { kind: 'number' }, to, span);
  // A column of a derived table that is NULL alone is text to PostgreSQL.
  const isUntyped = from.kind === 'null' && to.kind === 'plsInteger';
  const converted = convert(ex, isUntyped ? b.cast(span, column, pgTypes.integer) : column, { from, to, span });
  return to.kind === 'varchar2' && to.length !== undefined
    ? fitText(converted, { from, length: to.length, span, check: 'fit_fetched' })
    : fitTo(ex, converted, { from, to, span });
}

/** PostgreSQL's type of an element on its way into the array; an inner collection has its named one. */
export function elementType(rc: BodyBuilder, element: OracleType): PgType {
  return element.kind === 'collection'
    ? { name: rc.unit.naming.of(element.collection) }
    : pgTypeOf(rc.unit.naming, element, 'variable');
}

/**
 * A number that is too large for the elements is an error of PL/SQL, not of the query: the assignment to the collection
 * holds it to their precision.
 */
function selectedType(rc: BodyBuilder, element: OracleType): PgType {
  const type = elementType(rc, element);
  return type.name[0] === 'numeric' ? pgTypes.numeric : type;
}

/** The array into the collection: as it is, or with the keys 1 … n of an associative array. */
export function store(rc: BodyBuilder, target: BulkTarget, elements: PgExpr): PlStatement[] {
  const { span } = target.target;
  if (target.type.kind !== 'collection') return [];
  // A cast or literal is an empty array.
  const isChecked = target.type.collection.elementNotNull && elements.kind === 'PgColumn';
  const fitted = fitElements(rc, target.target, target.element, elements);
  const array = isChecked ? b.ora(span, 'elements_not_null', fitted) : fitted;
  const value: PgExpr =
    target.type.collection.variant === 'associativeArray'
      ? b.cast(
          span,
          { kind: 'PgRow', span, items: [sequence(span, array), array] },
          pgTypeOf(rc.unit.naming, target.type, 'variable'),
        )
      : rc.unit.naming.keepsGaps(target.type.collection)
        ? keepingGaps(rc.unit, target.type.collection, array)
        : withinLimit(target.type.collection, array, 22165);
  return assignTo(rc, target.target, value, target.type);
}

/** The keys 1 … n. */
function sequence(span: Span, array: PgExpr): PgExpr {
  const series = b.call(span, 'generate_series', b.num(span, 1), b.call(span, 'cardinality', array));
  return { kind: 'PgArraySubquery', span, query: b.select(span, { items: [series] }) };
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
  const types = targets.map((t) => elementType(rc, unsized(t.element)));
  const [only] = targets;
  const record = targets.length === 1 && only?.element.kind === 'record' ? only.element : undefined;
  const read = record && readsFields(rc, record) ? record : undefined;
  const fields = read
    ? read.fields.map((f) => b.column(span, rc.fresh('fetched', pgTypeOf(rc.unit.naming, unsized(f.type), 'variable'))))
    : undefined;
  // A composite variable takes a whole row, where it is the only target.
  const values =
    fields ??
    (targets.some((t) => isRowValue(rc.unit.naming, t.element))
      ? fieldsByPosition(rc, span, types)
      : types.map((type) => b.column(span, rc.fresh('fetched', type))));
  const ex = exprContext(rc, []);
  const given = (i: number): PgExpr => {
    const element = targets[i]?.element ?? unknown;
    if (read) {
      const fitted = read.fields.map((f, at) =>
        fitField(ex, values[at] ?? b.null(span), unsized(f.type), f, 'fit_fetched'),
      );
      return rowAs(read, fitted, elementType(rc, read), span);
    }
    const value = values[i] ?? b.null(span);
    return unsized(element) === element ? value : asElement(rc, value, unsized(element), element, span);
  };
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
      given(i),
    ),
  );
  return [
    ...temporaries.map((t) => b.assign(span, b.column(span, t), b.text(span, '{}'))),
    { kind: 'PlForDynamic', span, targets: values, text, using, body: append },
    ...counted,
    ...targets.flatMap((t, i) => store(rc, t, b.column(span, temporaries[i] ?? ''))),
  ];
}

/**
 * What a value comes as whose own type is not known: the element or field holds it to its size afterwards, which is an
 * error of PL/SQL, not of the query.
 */
function unsized(type: OracleType): OracleType {
  if (type.kind === 'number' && (type.precision !== undefined || type.scale !== undefined)) return { kind: 'number' };
  if (type.kind === 'varchar2' && type.length !== undefined) return { kind: 'varchar2' };
  return sourceType(type, undefined);
}

/** Is there a field that holds what it takes to more than PL/pgSQL's assignment of the row does? */
function readsFields(rc: BodyBuilder, { fields, identity }: OracleType & { kind: 'record' }): boolean {
  if (fields.some(({ type }) => type.kind === 'record' || type.kind === 'unknown' || isRowValue(rc.unit.naming, type)))
    return false;
  // A row of a table mostly takes rows of that table, whose columns are as long.
  if (identity.kind === 'table') return fields.some(({ type }) => sourceType(type, undefined) !== type);
  return identity.kind === 'declared' && fields.some(({ type, notNull }) => notNull || unsized(type) !== type);
}
