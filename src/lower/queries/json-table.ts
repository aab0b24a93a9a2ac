import type { OracleType } from '../../analyze/types.js';
import { unsupportedClause } from '../../diagnostics/op2.js';
import type { Expr, JsonTable, TableColumn } from '../../ir/oracle/index.js';
import type { PgExpr, PgFromItem, PgSelectItem } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b, pgTypes } from '../builders.js';
import { type ExprContext, refuse } from '../context.js';
import { lowerExpr } from '../expression.js';
import { literalText, typeOf } from '../expressions/typing.js';
import { foldName } from '../naming.js';

/**
 * JSON_TABLE: a row for each value at the row path, columns as JSON_VALUE and JSON_QUERY of that value; a NESTED PATH is an outer join with the
 * values below. (SQL Language Reference, JSON_TABLE; PostgreSQL 15 has no JSON_TABLE)
 */
export function lowerJsonTable(ex: ExprContext, item: JsonTable, alias: string): PgFromItem {
  const { span } = item;
  const other = item.options.find((o) => !/^(NULL ON (ERROR|EMPTY)|FORMAT JSON|TYPE ?\(?LAX\)?)$/i.test(o));
  if (other !== undefined) refuse(unsupportedClause(span, `JSON_TABLE with ${other.toUpperCase()}`));
  const items: PgSelectItem[] = [];
  const from = level(
    ex,
    item.columns,
    rowsOf(span, document(ex, item.value), path(item.path, span), 'json_rows'),
    'json_rows',
    items,
  );
  return { ...b.derived(span, b.select(span, { items, from: [from] }), alias), lateral: true };
}

function document(ex: ExprContext, value: Expr): PgExpr {
  const type = typeOf(ex, value);
  const doc = lowerExpr(ex, value);
  if (type.kind === 'json') return doc;
  const text =
    type.kind === 'blob' || type.kind === 'raw'
      ? b.call(value.span, 'convert_from', doc, b.text(value.span, 'UTF8'))
      : doc;
  return b.ora(value.span, 'json_parse', text);
}

function path(expr: Expr | undefined, span: Span): PgExpr {
  const text = expr === undefined ? '$' : literalText(expr);
  return text === undefined ? refuse(unsupportedClause(span, 'JSON_TABLE with a computed path')) : b.text(span, text);
}

/** `jsonb_path_query(doc, path, '{}', true) with ordinality as r (item, n)`: errors of the path give no rows. */
function rowsOf(span: Span, doc: PgExpr, rowPath: PgExpr, name: string): PgFromItem {
  const call = b.call(span, 'jsonb_path_query', doc, rowPath, b.text(span, '{}'), b.boolean(span, true));
  return { kind: 'PgFromFunction', span, call, ordinality: true, alias: name, columns: ['item', 'n'] };
}

function level(
  ex: ExprContext,
  columns: readonly TableColumn[],
  rows: PgFromItem,
  name: string,
  items: PgSelectItem[],
): PgFromItem {
  let from = rows;
  let nested = 0;
  for (const column of columns) {
    const { span } = column;
    if (!column.nested) {
      items.push(b.item(span, value(ex, column, name), foldName(column.name.name)));
      continue;
    }
    nested += 1;
    if (nested > 1) return refuse(unsupportedClause(span, 'JSON_TABLE with several NESTED PATH side by side'));
    const inner = `${name}_${nested}`;
    const below = level(
      ex,
      column.nested,
      rowsOf(span, b.column(span, name, 'item'), path(column.path, span), inner),
      inner,
      items,
    );
    from = b.join(span, 'left', from, below, b.boolean(span, true));
  }
  return from;
}

function value(ex: ExprContext, column: TableColumn, row: string): PgExpr {
  const { span } = column;
  const item = b.column(span, row, 'item');
  if (column.ordinality) return b.cast(span, b.column(span, row, 'n'), pgTypes.numeric);
  const type: OracleType = column.type ? ex.unit.analysis.typeOfRef(column.type) : { kind: 'varchar2', length: 4000 };
  if (!column.path && !column.name.quoted)
    return refuse(unsupportedClause(span, `JSON_TABLE column ${column.name.name} without PATH`));
  const at = column.path ? path(column.path, span) : b.text(span, `$.${JSON.stringify(column.name.name)}`);
  const words = column.options.map((o) => o.toUpperCase());
  if (column.exists) {
    const exists = b.call(span, 'jsonb_path_exists', item, at, b.text(span, '{}'), b.boolean(span, true));
    const [yes, no] =
      type.kind === 'number'
        ? [b.cast(span, b.num(span, 1), pgTypes.numeric), b.num(span, 0)]
        : [b.text(span, 'true'), b.text(span, 'false')];
    return b.caseWhen(span, [{ when: exists, then: yes }], no);
  }
  const text = b.cast(span, item, pgTypes.text);
  if (words.some((w) => w.startsWith('FORMAT JSON') || w.includes('WRAPPER'))) {
    const wrapper = words.some(
      (w) => w.startsWith('WITH ') && w.includes('CONDITIONAL') && !w.includes('UNCONDITIONAL'),
    )
      ? 'CONDITIONAL'
      : words.some((w) => w.startsWith('WITH '))
        ? 'WITH'
        : undefined;
    return b.ora(span, 'json_query', text, at, ...(wrapper ? [b.text(span, wrapper)] : []));
  }
  const other = words.find((w) => !/^NULL ON (ERROR|EMPTY)$/.test(w));
  if (other !== undefined || column.default)
    return refuse(unsupportedClause(span, `JSON_TABLE column with ${other ?? 'DEFAULT'}`));
  const scalar = b.ora(span, 'json_value', text, at);
  const none = b.cast(span, b.null(span), pgTypes.text);
  switch (type.kind) {
    case 'varchar2':
    case 'char':
      // What is too long for the column is an error, and so NULL.
      if (type.length === undefined || type.length >= 4000) return scalar;
      return b.scalar(
        span,
        b.select(span, {
          items: [b.column(span, 'json_text')],
          from: [b.fromFunction(span, scalar, 'json_text')],
          where: b.binary(span, '<=', b.call(span, 'length', b.column(span, 'json_text')), b.num(span, type.length)),
        }),
      );
    case 'clob':
      return scalar;
    case 'number':
      return b.ora(span, 'to_number_default', scalar, none);
    case 'date':
      return b.ora(
        span,
        'to_date_default',
        b.call(span, 'left', b.call(span, 'replace', scalar, b.text(span, 'T'), b.text(span, ' ')), b.num(span, 10)),
        none,
        b.text(span, 'YYYY-MM-DD'),
      );
    default:
      return refuse(unsupportedClause(span, `JSON_TABLE column of type ${type.kind}`));
  }
}
