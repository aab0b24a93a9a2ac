import type { OracleType } from '../../analyze/types.js';
import { unsupportedClause } from '../../diagnostics/op2.js';
import type { TableColumn, XmlTable } from '../../ir/oracle/index.js';
import type { PgExpr, PgFromItem, PgType } from '../../ir/postgres/index.js';
import { b, pgTypes } from '../builders.js';
import { type ExprContext, refuse } from '../context.js';
import { lowerExpr, lowerTo } from '../expression.js';
import { literalText } from '../expressions/typing.js';
import { isXPath } from '../expressions/xml-functions.js';
import { foldName } from '../naming.js';
import { pgTypeOf } from '../types.js';

/** XPath 1.0, which PostgreSQL has; what is XQuery proper is refused. */
const xquery = /\b(for|let|return|where|order\s+by|if)\b\s*[$(]|:=|\bora:|fn:|\$/;

/**
 * XMLTABLE. An element without text is NULL in Oracle and '' in PostgreSQL, so text columns pass through nullif in a derived table.
 * (SQL Language Reference, XMLTABLE; PostgreSQL manual, 9.15.3)
 */
export function lowerXmlTable(ex: ExprContext, item: XmlTable, alias: string): PgFromItem {
  const { span } = item;
  if (item.columns.length === 0) return sequence(ex, item, alias);
  const path = literalText(item.path);
  const [passed] = item.passing;
  if (path === undefined || !passed || item.passing.length > 1 || xquery.test(path))
    return refuse(unsupportedClause(span, 'XMLTABLE with an XQuery expression'));
  const pieces: (string | PgExpr)[] = [];
  if (item.namespaces.length > 0) {
    pieces.push('xmlnamespaces(');
    for (const [i, n] of item.namespaces.entries()) {
      if (!n.prefix) return refuse(unsupportedClause(span, 'XMLTABLE with a default namespace'));
      pieces.push(i > 0 ? ', ' : '', lowerExpr(ex, n.uri), ` as ${quoted(n.prefix.name)}`);
    }
    pieces.push('), ');
  }
  // PASSING takes an operand of the tightest precedence.
  pieces.push(b.text(span, path), ' passing (', lowerTo(ex, passed.value, { kind: 'xml' }), ') columns ');
  const types = item.columns.map((c) => columnType(ex, c));
  for (const [i, column] of item.columns.entries())
    pieces.push(i > 0 ? ', ' : '', ...columnPieces(ex, column, types[i] ?? { kind: 'unknown' }));
  const call: PgExpr = { kind: 'PgSpecialCall', span, name: 'xmltable', pieces };
  const isText = (t: OracleType | undefined): boolean =>
    t?.kind === 'varchar2' || t?.kind === 'char' || t?.kind === 'clob';
  if (!types.some(isText)) return b.fromFunction(span, call, alias);
  const inner = 'xml_rows';
  const items = item.columns.map((c, i) => {
    const name = foldName(c.name.name);
    const read = b.column(span, inner, name);
    return isText(types[i]) && !c.ordinality ? b.item(span, b.nullIfEmpty(span, read), name) : b.item(span, read);
  });
  return {
    ...b.derived(span, b.select(span, { items, from: [b.fromFunction(span, call, inner)] }), alias),
    lateral: true,
  };
}

/** Without COLUMNS each item is the XMLTYPE COLUMN_VALUE: nodes at a path, or a sequence of literals such as `1 to 3` and `"a","b"`. */
function sequence(ex: ExprContext, item: XmlTable, alias: string): PgFromItem {
  const { span } = item;
  const [passed] = item.passing;
  const path = literalText(item.path);
  const columns = ['column_value'];
  if (!passed) {
    if (path !== undefined && !literalSequence.test(path))
      return refuse(unsupportedClause(span, 'XMLTABLE with an XQuery expression'));
    const items = b.ora(span, 'xml_literals', lowerTo(ex, item.path, { kind: 'varchar2' }));
    return b.fromFunction(span, b.call(span, 'unnest', items), alias, columns);
  }
  if (path === undefined || item.passing.length > 1 || item.namespaces.length > 0 || !isXPath(path))
    return refuse(unsupportedClause(span, 'XMLTABLE with an XQuery expression'));
  const doc = lowerTo(ex, passed.value, { kind: 'xml' });
  const nodes = b.ora(span, 'xml_nodes', doc, b.text(span, path), b.cast(span, b.null(span), pgTypes.text));
  return b.fromFunction(span, b.call(span, 'unnest', nodes), alias, columns);
}

/** The same test is in `ora.xml_literals`. */
const literalSequence =
  /^\s*(\d+\s+to\s+\d+|("[^"]*"|'[^']*'|-?\d+(\.\d+)?)(\s*,\s*("[^"]*"|'[^']*'|-?\d+(\.\d+)?))*)\s*$/;

function columnType(ex: ExprContext, column: TableColumn): OracleType {
  if (column.ordinality) return { kind: 'number' };
  return column.type ? ex.unit.analysis.typeOfRef(column.type) : { kind: 'varchar2', length: 4000 };
}

function columnPieces(ex: ExprContext, column: TableColumn, type: OracleType): (string | PgExpr)[] {
  const name = quoted(foldName(column.name.name));
  if (column.ordinality) return [`${name} for ordinality`];
  const path = column.path === undefined ? column.name.name : literalText(column.path);
  if (path === undefined) return refuse(unsupportedClause(column.span, 'XMLTABLE with a computed column path'));
  return [
    `${name} ${typeText(pgTypeOf(ex.unit.naming, type, 'value'))} path `,
    b.text(column.span, path),
    ...(column.default ? [' default (', lowerExpr(ex, column.default), ')'] : []),
  ];
}

export function typeText(type: PgType): string {
  return `${type.name.length === 1 ? (type.name[0] ?? '') : type.name.map(quoted).join('.')}${type.modifiers ?? ''}${type.array ? '[]' : ''}`;
}

/** Always quoted where it is not a plain lower-case word that no keyword can be: the text is part of a call's own grammar. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
