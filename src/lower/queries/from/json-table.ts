import { unsupportedClause } from '../../../diagnostics/op2.js';
import { literalText } from '../../../ir/literals.js';
import type { Expr, JsonTable, TableColumn } from '../../../ir/oracle/index.js';
import type { PgExpr, PgFromItem, PgSelectBody, PgSelectItem, PgType } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b, pgTypes } from '../../builders.js';
import { type ExprContext, refuse } from '../../context.js';
import { lowerExpr } from '../../expressions/index.js';
import { castingPath } from '../../expressions/json/path.js';
import { type PathUse, pathForPostgres } from '../../expressions/json/predicates.js';
import { reportOrderOfText } from '../../expressions/json/reading.js';
import { fitJson, jsonScalar, queryClauses } from '../../expressions/json/scalar.js';
import { typeOf } from '../../expressions/typing.js';
import { hintOf, madeUp } from '../../naming/made-names.js';
import { foldName } from '../../naming/naming.js';
import { pgTypeOf } from '../../types.js';
import { tableColumnType } from './table-column-type.js';

/**
 * JSON_TABLE: a row for each value at the row path, columns as JSON_VALUE and JSON_QUERY of that value; a NESTED PATH
 * is an outer join with the values below. (SQL Language Reference, JSON_TABLE; PostgreSQL 15 has no JSON_TABLE)
 */
export function lowerJsonTable(ex: ExprContext, item: JsonTable, alias: string): PgFromItem {
  const { span } = item;
  const other = item.options.find(
    (o) => !/^(NULL ON (ERROR|EMPTY)|ERROR ON ERROR|FORMAT JSON|TYPE ?\(?LAX\)?)$/i.test(o),
  );
  if (other !== undefined) refuse(unsupportedClause(span, `JSON_TABLE with ${other.toUpperCase()}`));
  const items: PgSelectItem[] = [];
  const strict = item.options.some((o) => /^ERROR ON ERROR$/i.test(o));
  const found = strict
    ? b.ora(span, 'json_table_rows', documentText(ex, item.value), path(ex, item.path, span, 'values'))
    : b.ora(span, 'json_items', document(ex, item.value), path(ex, item.path, span, 'values'));
  const columns = strict ? item.columns.map(raisingErrors) : item.columns;
  const rows = madeUp('json_rows');
  const from = level(ex, columns, { from: rowsOf(span, found, rows), name: rows, outer: false }, items);
  return { ...b.derived(span, b.select(span, { items, from: [from] }), alias), lateral: true };
}

/**
 * ERROR ON ERROR of the table is what its columns do unless they say otherwise. (SQL Language Reference, "JSON_TABLE",
 * JSON_table_on_error_clause)
 */
function raisingErrors(column: TableColumn): TableColumn {
  if (column.nested) return { ...column, nested: column.nested.map(raisingErrors) };
  const own = column.options.some((o) => /ON ERROR$/i.test(o)) || column.defaults?.some((d) => d.on === 'ERROR');
  return own || column.ordinality ? column : { ...column, options: [...column.options, 'ERROR ON ERROR'] };
}

function document(ex: ExprContext, value: Expr): PgExpr {
  if (typeOf(ex, value).kind === 'json') return b.cast(value.span, lowerExpr(ex, value), { name: ['json'] });
  return b.ora(value.span, 'json_doc', documentText(ex, value));
}

function documentText(ex: ExprContext, value: Expr): PgExpr {
  const doc = lowerExpr(ex, value);
  switch (typeOf(ex, value).kind) {
    case 'json':
      return b.cast(value.span, doc, pgTypes.text);
    case 'blob':
    case 'raw':
      return b.call(value.span, 'convert_from', doc, b.text(value.span, 'UTF8'));
    default:
      return doc;
  }
}

function path(ex: ExprContext, expr: Expr | undefined, span: Span, use: PathUse): PgExpr {
  const text = expr === undefined ? '$' : literalText(expr);
  if (text === undefined) return refuse(unsupportedClause(span, 'JSON_TABLE with a computed path'));
  const known = pathForPostgres(text, use);
  if (known === undefined) return refuse(unsupportedClause(span, `The path ${text}`));
  reportOrderOfText(ex.unit, known, expr?.span ?? span);
  return b.text(span, castingPath(known));
}

/** `unnest(ora.json_items(doc, path)) with ordinality as r (item, n)`. */
function rowsOf(span: Span, found: PgExpr, name: string): PgFromItem {
  const call = b.call(span, 'unnest', found);
  return { kind: 'PgFromFunction', span, call, ordinality: true, alias: name, columns: [madeUp('item'), madeUp('n')] };
}

/** The values found at a path. Those of a nested path are joined: where it finds none, its columns are NULL. */
interface Rows {
  readonly from: PgFromItem;
  readonly name: string;
  readonly outer: boolean;
}

function level(ex: ExprContext, columns: readonly TableColumn[], rows: Rows, items: PgSelectItem[]): PgFromItem {
  const nested = columns.filter((c) => c.nested);
  const [only] = nested;
  if (nested.length > 1) return siblings(ex, columns, rows, items);
  let { from } = rows;
  for (const column of columns) {
    if (!column.nested) items.push(b.item(column.span, value(ex, column, rows), foldName(column.name.name)));
    else if (column === only)
      from = b.join(
        column.span,
        'left',
        from,
        nestedRows(ex, column, rows.name, 1, items),
        b.boolean(column.span, true),
      );
  }
  return from;
}

function nestedRows(ex: ExprContext, column: TableColumn, name: string, i: number, items: PgSelectItem[]): PgFromItem {
  const { span } = column;
  const inner = madeUp(`${hintOf(name)}_${i}`);
  const found = b.ora(span, 'json_items', b.column(span, name, madeUp('item')), path(ex, column.path, span, 'values'));
  return level(ex, column.nested ?? [], { from: rowsOf(span, found, inner), name: inner, outer: true }, items);
}

/**
 * Nested paths side by side: the rows of each with NULL for the columns of the others. (SQL Language Reference,
 * "JSON_TABLE", sibling NESTED PATH)
 */
function siblings(ex: ExprContext, columns: readonly TableColumn[], rows: Rows, items: PgSelectItem[]): PgFromItem {
  const { from: own, name } = rows;
  const { span } = own;
  const nested = columns.filter((c) => c.nested);
  const all = madeUp(`${hintOf(name)}_all`);
  const leaves = nested.map((c) => leavesOf(c));
  const branches = nested.map((column, i) => {
    const found: PgSelectItem[] = [];
    const from = nestedRows(ex, column, name, i + 1, found);
    const list = leaves.flatMap((of, k) =>
      k === i
        ? found
        : of.map((c) => b.item(c.span, b.cast(c.span, b.null(c.span), columnPgType(ex, c)), foldName(c.name.name))),
    );
    return b.select(span, { items: list, from: [from] });
  });
  const [first, ...others] = branches;
  if (!first) return own;
  const body = others.reduce<PgSelectBody>(
    (left, right) => ({ kind: 'PgSetOperation', span, op: 'union all', left, right: right.body }),
    first.body,
  );
  for (const column of columns) {
    if (!column.nested) items.push(b.item(column.span, value(ex, column, rows), foldName(column.name.name)));
    else
      for (const leaf of leavesOf(column))
        items.push(b.item(leaf.span, b.column(leaf.span, all, foldName(leaf.name.name))));
  }
  const union = { ...b.derived(span, { kind: 'PgSelect', span, body }, all), lateral: true };
  return b.join(span, 'left', own, union, b.boolean(span, true));
}

const leavesOf = (column: TableColumn): readonly TableColumn[] =>
  column.nested ? column.nested.flatMap(leavesOf) : [column];

const columnPgType = (ex: ExprContext, column: TableColumn): PgType =>
  pgTypeOf(ex.unit.naming, tableColumnType(ex, column), 'value');

function value(ex: ExprContext, column: TableColumn, { name, outer }: Rows): PgExpr {
  const { span } = column;
  const item = b.column(span, name, madeUp('item'));
  if (column.ordinality) return b.cast(span, b.column(span, name, madeUp('n')), pgTypes.numeric);
  const type = tableColumnType(ex, column);
  const words = column.options.map((o) => o.toUpperCase());
  const isJson = words.some((w) => w.startsWith('FORMAT JSON') || w.includes('WRAPPER'));
  const at = path(ex, column.path, span, column.exists ? 'exists' : isJson ? 'values' : 'scalar');
  const text = b.cast(span, item, pgTypes.text);
  if (column.exists) {
    const exists = b.ora(span, 'json_exists', text, at);
    const [yes, no] =
      type.kind === 'number'
        ? [b.cast(span, b.num(span, 1), pgTypes.numeric), b.num(span, 0)]
        : [b.text(span, 'true'), b.text(span, 'false')];
    const none = outer ? [{ when: b.isNull(span, item), then: b.null(span) }] : [];
    return b.caseWhen(span, [...none, { when: exists, then: yes }], no);
  }
  if (isJson) {
    const found = b.ora(span, 'json_query', text, at, ...queryClauses(words).map((c) => b.text(span, c)));
    return fitJson(found, type, words);
  }
  const other = words.find((w) => !/^((NULL|ERROR) ON (ERROR|EMPTY)|TRUNCATE|(PRESERVE|TRUNCATE) TIME)$/.test(w));
  if (other !== undefined) return refuse(unsupportedClause(span, `JSON_TABLE column with ${other}`));
  const clauses = column.defaults ? { options: words, defaults: column.defaults } : { options: words };
  return (
    jsonScalar(ex, { doc: text, path: at, type, clauses, span }) ??
    refuse(unsupportedClause(span, `JSON_TABLE column of type ${type.kind}`))
  );
}
