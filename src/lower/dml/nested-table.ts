import type { CollectionTypeSymbol, RelationSymbol } from '../../analyze/model/symbols.js';
import { dmlTarget } from '../../diagnostics/op2.js';
import type { Delete, Insert, Query, TableFunction, Update } from '../../ir/oracle/index.js';
import type { PgExpr, PgFromItem, PgOrderItem, PgSelect, PgSelectItem, PgUpdate } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b } from '../builders.js';
import { type ExprContext, refuse } from '../context.js';
import { elementsOf } from '../expressions/conversions/cast.js';
import { isOnceOnly } from '../expressions/evaluation/once-in-sql.js';
import { lowerCondition } from '../expressions/index.js';
import { isPartitioned } from '../expressions/row-address.js';
import { madeUp } from '../naming/made-names.js';
import { foldName } from '../naming/naming.js';
import { placeColumn } from '../objects/elements.js';
import { attributeName, isPacked } from '../objects/hierarchy.js';
import { lowerQuery } from '../queries/index.js';
import { pgTypeOf } from '../types.js';
import { elementRows, insertedElement, takesColumns, updatedElement } from './nested-table-elements.js';
import { columnPart } from './target.js';

/*
 * DML on the elements of a collection that a row holds. The collection is a column of the row in PostgreSQL, so the row
 * is updated. (SQL Language Reference, INSERT, "table_collection_expression"; Object-Relational Developer's Guide,
 * "Performing DML Operations on Collections")
 */

type NestedTableDml = (Insert | Update | Delete) & { readonly target: TableFunction };

/** Does the statement change the elements of a collection, `INSERT INTO TABLE(SELECT …)`? */
export function isOnNestedTable(s: Insert | Update | Delete): s is NestedTableDml {
  return s.target.kind === 'TableFunction';
}

/** Would PostgreSQL count the row where Oracle counts the elements? */
export const countsElements = (s: Insert | Update | Delete): boolean =>
  s.kind !== 'Insert' || s.source.kind === 'Query';

/**
 * `with changed as (update …) select (select count(*) from … unnest(…) where …)`: the statement as a query of the
 * number of elements it changes.
 */
export function countedElements(ex: ExprContext, s: NestedTableDml, update: PgUpdate): PgSelect {
  const { span } = s.target;
  const type = ex.unit.analysis.typeOf(s.target.value);
  const [set] = update.set;
  // The count asks again for the row and for the condition.
  const asked = [s.target.value, ...('where' in s && s.where && s.where.kind !== 'CurrentOf' ? [s.where] : [])];
  if (asked.some((e) => isOnceOnly(ex, e)))
    return refuse(
      dmlTarget(span, 'TABLE(collection) in a routine that asks for SQL%ROWCOUNT, with calls for effects,'),
    );
  if (s.kind === 'Insert') return countedRows(ex, s, update);
  const condition = s.where?.kind === 'CurrentOf' ? undefined : s.where;
  if (type.kind !== 'collection' || set?.kind !== 'column')
    return refuse(dmlTarget(span, 'TABLE(collection) in a routine that asks for SQL%ROWCOUNT'));
  const array = pgTypeOf(ex.unit.naming, type, 'variable');
  const elements = b.ora(span, 'nested_table', b.cast(span, held(span, [set.column, ...(set.path ?? [])]), array));
  const rows = elementRows(ex, s.target, type.collection.element, elements);
  const where = update.where && 'kind' in update.where ? update.where : undefined;
  if (!rows || !where) return refuse(dmlTarget(span, 'TABLE(collection) in a routine that asks for SQL%ROWCOUNT'));
  const count = b.select(span, {
    items: [b.item(span, b.call(span, 'count', b.star(span)))],
    from: [update.target, rows.from],
    where: condition ? b.and(span, where, lowerCondition(ex, condition)) : where,
  });
  return withChanged(update, b.item(span, b.num(span, 1)), b.scalar(span, count));
}

/** INSERT … SELECT: how many elements the collection has more than before. */
function countedRows(ex: ExprContext, s: Insert & NestedTableDml, update: PgUpdate): PgSelect {
  const { span } = s.target;
  const type = ex.unit.analysis.typeOf(s.target.value);
  const [set] = update.set;
  const where = update.where && 'kind' in update.where ? update.where : undefined;
  if (set?.kind !== 'column' || !where)
    return refuse(dmlTarget(span, 'TABLE(collection) in a routine that asks for SQL%ROWCOUNT'));
  const elements = b.cast(
    span,
    held(span, [set.column, ...(set.path ?? [])]),
    pgTypeOf(ex.unit.naming, type, 'variable'),
  );
  const size = b.call(span, 'cardinality', elements);
  const now = b.select(span, {
    items: [b.item(span, b.column(span, madeUp('size')))],
    from: [b.table(span, [madeUp('changed')])],
  });
  const before = b.select(span, { items: [b.item(span, size)], from: [update.target], where });
  return withChanged(
    update,
    b.item(span, size, madeUp('size')),
    b.binary(span, '-', b.scalar(span, now), b.scalar(span, before)),
  );
}

/** `with changed as (update … returning …) select …`. */
function withChanged(update: PgUpdate, returned: PgSelectItem, count: PgExpr): PgSelect {
  const { span } = count;
  const query = { ...update, returning: { items: [returned] } };
  return b.select(span, {
    with: { kind: 'PgWith', span, recursive: false, ctes: [{ kind: 'PgCte', span, name: madeUp('changed'), query }] },
    items: [b.item(span, count)],
  });
}

/** The alias of the table whose row holds the collection. */
const holder = madeUp('_holder');

/** A column of the row, then attributes of the objects that it holds. */
type Place = readonly [column: string, ...attributes: string[]];

const held = (span: Span, [column, ...attributes]: Place): PgExpr =>
  attributes.reduce((object: PgExpr, name) => b.field(span, object, name), b.column(span, holder, column));

/**
 * UPDATE of the collection in its row, with the elements that the statement leaves, changes or adds. @throws Refusal
 */
export function lowerNestedTableDml(ex: ExprContext, s: NestedTableDml): PgUpdate {
  const { span } = s.target;
  const cannot = (): never => refuse(dmlTarget(span, 'TABLE(collection)'));
  const type = ex.unit.analysis.typeOf(s.target.value);
  if (type.kind !== 'collection' || s.target.value.kind !== 'Subquery' || s.returning || s.errorLogging)
    return cannot();
  const relation = relationOf(ex, s.target.value.query);
  const place = relation && placeOf(ex, s.target.value.query, relation);
  const found = lowerQuery(ex, s.target.value.query);
  const { body } = found;
  const table = body.kind === 'PgSelectCore' && body.from.length === 1 ? body.from[0] : undefined;
  if (!place || body.kind !== 'PgSelectCore' || table?.kind !== 'PgTable') return cannot();
  // In Oracle the row itself does not change: its triggers do not fire.
  const fires = ex.unit.analysis.catalog.triggers.some(
    (t) => t.table === relation && t.definition.events.some((e) => e.event === 'UPDATE'),
  );
  if (relation.relation !== 'table' || fires) return cannot();
  const { collection } = type;
  const array = pgTypeOf(ex.unit.naming, type, 'variable');
  const elements = b.ora(span, 'nested_table', b.cast(span, held(span, place), array));
  // Of more than one row it is an error, as in Oracle.
  const ofRow = (...columns: readonly string[]): PgSelect => {
    const items = columns.map((c) => b.item(span, b.column(span, table.alias ?? table.name.at(-1) ?? '', c)));
    return { ...found, body: { ...body, items } };
  };
  const ofHolder = (column: string): PgExpr => b.column(span, holder, column);
  const isRow = (): PgExpr => b.eq(span, ofHolder('ctid'), b.ora(span, 'nested_row', b.scalar(span, ofRow('ctid'))));
  const inPartition = (): PgExpr =>
    isOnceOnly(ex, s.target.value)
      ? isRowOfPartition(span, ofRow('tableoid', 'ctid'))
      : b.and(span, b.eq(span, ofHolder('tableoid'), b.scalar(span, ofRow('tableoid'))), isRow());
  const [column, ...path] = place;
  const value = changed(ex, s, collection, elements, array) ?? cannot();
  return {
    kind: 'PgUpdate',
    span: s.span,
    target: { ...table, alias: holder },
    set: [{ kind: 'column', column, ...(path.length > 0 ? { path } : {}), value }],
    where: isPartitioned(relation) ? inPartition() : isRow(),
  };
}

/** Is the row of a partitioned table the one of the query, which is asked once: no row is an error. */
function isRowOfPartition(span: Span, query: PgSelect): PgExpr {
  const [row, one] = [madeUp('row'), madeUp('one_row')];
  const items = ['tableoid', 'ctid'].map((c) => b.column(span, holder, c));
  const found = b.join(
    span,
    'left',
    b.derived(span, b.select(span, { items: [] }), one),
    b.derived(span, query, row),
    b.boolean(span, true),
  );
  const given = [b.column(span, row, 'tableoid'), b.ora(span, 'nested_row', b.column(span, row, 'ctid'))];
  const asked = b.select(span, { items: given.map((value) => b.item(span, value)), from: [found] });
  return b.eq(span, { kind: 'PgRow', span, items, bare: true }, b.scalar(span, asked));
}

/** The column that the query selects from one table, and the attributes that lead from it to the collection. */
function placeOf(ex: ExprContext, query: Query, relation: RelationSymbol): Place | undefined {
  const { body } = query;
  const [from] = body.kind === 'Select' ? body.from : [];
  if (body.kind !== 'Select' || body.items.length !== 1 || body.from.length !== 1 || from?.kind !== 'TableRef')
    return undefined;
  if (body.groupBy || body.quantifier || body.hierarchy || query.limit || query.with) return undefined;
  const [item] = body.items;
  if (item?.kind !== 'SelectItem' || item.value.kind !== 'Name') return undefined;
  const parts = item.value.parts.map((p) => p.name);
  const table = { source: ex.unit.analysis.sourceOf(from), columns: relation.columns };
  const [column, ...attributes] = parts.slice(columnPart(table, parts));
  if (column === undefined) return undefined;
  const path: string[] = [];
  let type = relation.columns.find((c) => c.name === column)?.type;
  for (const name of attributes) {
    if (type?.kind !== 'object' || isPacked(type.object, name)) return undefined;
    path.push(attributeName(type.object, name));
    type = type.object.attributes.find((a) => a.name === name)?.type;
  }
  return [foldName(column), ...path];
}

function relationOf(ex: ExprContext, { body }: Query): RelationSymbol | undefined {
  const item = body.kind === 'Select' ? body.from[0] : undefined;
  return item?.kind === 'TableRef' ? ex.unit.analysis.sourceOf(item)?.relation : undefined;
}

function changed(
  ex: ExprContext,
  s: NestedTableDml,
  collection: CollectionTypeSymbol,
  elements: PgExpr,
  array: ReturnType<typeof pgTypeOf>,
): PgExpr | undefined {
  const { span } = s.target;
  if (s.kind === 'Insert' && s.source.kind === 'Query') {
    if (!takesColumns(ex, s, s.source, collection.element)) return undefined;
    return b.binary(span, '||', elements, b.cast(span, elementsOf(ex, s.source, collection.element, span), array));
  }
  if (s.kind === 'Insert') {
    const added = insertedElement(ex, s, collection.element);
    return added && b.call(span, 'array_append', elements, b.cast(span, added, { ...array, array: false }));
  }
  const rows = elementRows(ex, s.target, collection.element, elements);
  const condition =
    s.where === undefined ? undefined : s.where.kind === 'CurrentOf' ? undefined : lowerCondition(ex, s.where);
  if (!rows || s.where?.kind === 'CurrentOf') return undefined;
  const order = [{ value: b.column(span, rows.alias, placeColumn) }];
  if (s.kind === 'Delete') {
    const kept = condition && b.not(span, b.isTrue(span, condition));
    return allOf(span, rows.value, { order, array, from: rows.from, where: kept ?? b.boolean(span, false) });
  }
  const value = updatedElement(ex, s, collection.element, rows);
  if (!value) return undefined;
  const element = condition ? b.caseWhen(span, [{ when: condition, then: value }], rows.value) : value;
  return allOf(span, element, { order, array, from: rows.from });
}

/** `coalesce((select array_agg(…) from unnest(…)), '{}')`. */
function allOf(
  span: Span,
  value: PgExpr,
  {
    order,
    array,
    from,
    where,
  }: {
    readonly order: readonly PgOrderItem[];
    readonly array: ReturnType<typeof pgTypeOf>;
    readonly from: PgFromItem;
    readonly where?: PgExpr;
  },
): PgExpr {
  const query = b.select(span, {
    items: [b.item(span, { ...b.call(span, 'array_agg', value), orderBy: order })],
    from: [from],
    ...(where ? { where } : {}),
  });
  return b.coalesce(span, b.scalar(span, query), b.cast(span, b.text(span, '{}'), array));
}
