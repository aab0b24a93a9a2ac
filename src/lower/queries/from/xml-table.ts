import { isText } from '../../../analyze/model/operators.js';
import type { OracleType } from '../../../analyze/model/types.js';
import { unsupportedClause } from '../../../diagnostics/op2.js';
import { literalText } from '../../../ir/literals.js';
import type { Expr, TableColumn, XmlTable } from '../../../ir/oracle/index.js';
import type { PgExpr, PgFromItem, PgType } from '../../../ir/postgres/index.js';
import { b, pgTypes } from '../../builders.js';
import { type ExprContext, refuse } from '../../context.js';
import { lowerExpr, lowerTo } from '../../expressions/index.js';

import { belowRoot, mayBeFragment } from '../../expressions/xml/fragments.js';
import { type PassedValues, passedValues, pathExpression } from '../../expressions/xml/passing.js';
import { defaultNamespacePrefix, type XQueryContext, xpathOf } from '../../expressions/xml/xquery.js';
import { madeUp } from '../../naming/made-names.js';
import { foldName } from '../../naming/naming.js';
import { pgTypeOf } from '../../types.js';
import { tableColumnType } from './table-column-type.js';

/**
 * XMLTABLE. An element without text is NULL in Oracle and '' in PostgreSQL, which is text and no number or date, so such
 * columns are read as text and pass through nullif in a derived table. (SQL Language Reference, XMLTABLE; PostgreSQL
 * manual, 9.15.3)
 */
export function lowerXmlTable(ex: ExprContext, item: XmlTable, alias: string): PgFromItem {
  const { span } = item;
  if (item.columns.length === 0) return sequence(ex, item, alias);
  const text = literalText(item.path);
  const passed = passedValues(ex, item.passing);
  const declared = item.namespaces.some((n) => n.prefix === undefined);
  const outer = { ...passed?.context, ...(declared && { defaultPrefix: defaultNamespacePrefix }) };
  const written = text === undefined ? undefined : xpathOf(text, outer);
  const below = passed && written && mayBeFragment(ex, passed.document) ? belowRoot(written) : undefined;
  const rows = below ?? written;
  if (!passed || !rows) return refuse(unsupportedClause(span, 'XMLTABLE with an XQuery expression'));
  const namespaces = [
    ...item.namespaces.map((n) => ({ prefix: n.prefix?.name, uri: lowerExpr(ex, n.uri) })),
    ...rows.namespaces.map((n) => ({ prefix: n.prefix, uri: b.text(item.path.span, n.uri) })),
  ];
  const prefixes = namespaces.map((n) => n.prefix ?? defaultNamespacePrefix);
  const scope: ColumnScope = {
    passed,
    context: outer,
    defaultOfRows: rows.namespaces.some((n) => n.prefix === undefined),
  };
  const pieces: (string | PgExpr)[] = [];
  if (namespaces.length > 0) {
    pieces.push('xmlnamespaces(');
    for (const [i, { uri }] of namespaces.entries())
      pieces.push(i > 0 ? ', ' : '', uri, ` as ${quoted(prefixes[i] ?? defaultNamespacePrefix)}`);
    pieces.push('), ');
  }
  // The path and PASSING take operands of the tightest precedence.
  const path = pathExpression(rows, passed, item.path.span);
  pieces.push(...(path.kind === 'PgString' ? [path] : ['(', path, ')']));
  const document = lowerTo(ex, passed.document, { kind: 'xml' });
  pieces.push(' passing (', below ? b.ora(span, 'xml_under_root', document) : document, ') columns ');
  const types = item.columns.map((c) => tableColumnType(ex, c));
  for (const [i, column] of item.columns.entries())
    pieces.push(i > 0 ? ', ' : '', ...columnPieces(ex, column, types[i] ?? { kind: 'unknown' }, scope));
  const call: PgExpr = { kind: 'PgSpecialCall', span, name: 'xmltable', pieces };
  if (!item.columns.some((c, i) => isReadAsText(c, types[i]))) return b.fromFunction(span, call, alias);
  const inner = madeUp('xml_rows');
  const items = item.columns.map((c, i) => {
    const name = foldName(c.name.name);
    const read = b.column(span, inner, name);
    const type = types[i];
    if (!type || !isReadAsText(c, type)) return b.item(span, read);
    const value = b.nullIfEmpty(span, cut(read, type));
    return b.item(span, isText(type) ? padded(value, type) : b.cast(span, value, columnPgType(ex, type)), name);
  });
  return {
    ...b.derived(span, b.select(span, { items, from: [b.fromFunction(span, call, inner)] }), alias),
    lateral: true,
  };
}

/** An empty element is NULL for the column; a default stands for what is missing, and dates write theirs as they like. */
function isReadAsText(column: TableColumn, type: OracleType | undefined): boolean {
  if (column.ordinality || !type) return false;
  if (isText(type) || type.kind === 'number') return true;
  return (type.kind === 'date' || (type.kind === 'timestamp' && type.zone === 'none')) && !column.default;
}

/**
 * A value that is longer than its column is cut off, without an error. (AskTOM, "XMLTABLE COLUMNS datatype required")
 */
function cut(read: PgExpr, type: OracleType | undefined): PgExpr {
  const length = type?.kind === 'varchar2' || type?.kind === 'char' ? type.length : undefined;
  return length === undefined || length >= 4000 ? read : b.call(read.span, 'left', read, b.num(read.span, length));
}

const padded = (value: PgExpr, type: OracleType): PgExpr =>
  type.kind === 'char' ? b.call(value.span, 'rpad', value, b.num(value.span, type.length ?? 1)) : value;

/**
 * Without COLUMNS each item is the XMLTYPE COLUMN_VALUE: nodes at a path, or a sequence of literals
 * such as `1 to 3` and `"a","b"`.
 */
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
  const xpath = path === undefined ? undefined : xpathOf(path, { document: passed.alias?.name });
  if (
    path === undefined ||
    item.passing.length > 1 ||
    item.namespaces.length > 0 ||
    !xpath ||
    xpath.namespaces.length > 0
  )
    return refuse(unsupportedClause(span, 'XMLTABLE with an XQuery expression'));
  const doc = lowerTo(ex, passed.value, { kind: 'xml' });
  const nodes = b.ora(
    span,
    'xml_nodes',
    doc,
    b.text(span, xpath.pieces.join('')),
    b.cast(span, b.null(span), pgTypes.text),
  );
  return b.fromFunction(span, b.call(span, 'unnest', nodes), alias, columns);
}

/** The same test is in `ora.xml_literals`. */
const literalSequence =
  /^\s*(\d+\s+to\s+\d+|("[^"]*"|'[^']*'|-?\d+(\.\d+)?)(\s*,\s*("[^"]*"|'[^']*'|-?\d+(\.\d+)?))*)\s*$/;

/** Numbers are rounded to the scale of their column. */
function columnPgType(ex: ExprContext, type: OracleType): PgType {
  const plain = pgTypeOf(ex.unit.naming, type, 'value');
  if (type.kind !== 'number' || type.precision === undefined) return plain;
  return { ...plain, modifiers: `(${type.precision}${type.scale ? `,${type.scale}` : ''})` };
}

/** What the path of a column may speak of. */
interface ColumnScope {
  readonly passed: PassedValues;
  readonly context: XQueryContext;
  /** The expression of the rows declares a default namespace; the manual does not say whether columns see it. */
  readonly defaultOfRows: boolean;
}

/** There is an element's name without a prefix. */
const namesElements = (path: string): boolean =>
  xpathOf(path, { defaultPrefix: defaultNamespacePrefix })?.pieces.join('').includes(`${defaultNamespacePrefix}:`) ??
  true;

function columnPieces(ex: ExprContext, column: TableColumn, type: OracleType, scope: ColumnScope): (string | PgExpr)[] {
  const name = quoted(foldName(column.name.name));
  if (column.ordinality) return [`${name} for ordinality`];
  const given = column.path === undefined ? column.name.name : literalText(column.path);
  // The root that a column speaks of is the item of its row, not the document around it.
  const text = given?.trim() === '/' ? '.' : given;
  if (text === undefined) return refuse(unsupportedClause(column.span, 'XMLTABLE with a computed column path'));
  const path = xpathOf(text, scope.context);
  if (path === undefined || path.namespaces.length > 0 || (scope.defaultOfRows && namesElements(text)))
    return refuse(unsupportedClause(column.span, 'XMLTABLE with an XQuery expression'));
  const asText = isReadAsText(column, type);
  const made = asText && !isText(type) ? pgTypes.text : columnPgType(ex, type);
  const missing = column.default && (asText ? textOf(ex, column.default) : lowerExpr(ex, column.default));
  return [
    `${name} ${typeText(made)} path `,
    pathExpression(path, scope.passed, column.span),
    ...(missing ? [' default (', missing, ')'] : []),
  ];
}

const textOf = (ex: ExprContext, value: Expr): PgExpr => lowerTo(ex, value, { kind: 'varchar2' });

function typeText(type: PgType): string {
  return `${type.name.length === 1 ? (type.name[0] ?? '') : type.name.map(quoted).join('.')}${type.modifiers ?? ''}${type.array ? '[]' : ''}`;
}

/**
 * Always quoted where it is not a plain lower-case word that no keyword can be: the text
 * is part of a call's own grammar.
 */
function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
