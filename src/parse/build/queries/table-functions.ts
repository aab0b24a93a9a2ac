import { stringLiteral } from '../../../ir/made-nodes.js';
import type { Expr, FromItem, Identifier, Join, JsonTable, TableColumn, XmlTable } from '../../../ir/oracle/index.js';
import { cover, type Span } from '../../../ir/span.js';
import {
  type ExpressionContext,
  type IdentifierContext,
  type JsonColumnContext,
  type JsonColumnsContext,
  type JsonNestedClauseContext,
  type JsonTableContext,
  OracleParser as P,
  type XmlNamespaceContext,
  type XmlTableColumnContext,
  type XmlTableContext,
} from '../../generated/OracleParser.js';
import type { BuildContext } from '../context.js';
import { buildExpr } from '../expressions/expressions.js';
import { jsonOptions } from '../expressions/json-functions.js';
import { stringValue } from '../expressions/literals.js';
import { passingItems } from '../expressions/named-syntax.js';
import { buildIdentifier, identifierOfToken } from '../names.js';
import { firstOf, lastOf, required } from '../required.js';
import { firstTokenOf, hasToken, lastTokenOf, tokenTypeOf } from '../tree.js';
import { buildTypeRef } from '../types.js';

/** (SQL Language Reference, "XMLTABLE") */
export function buildXmlTable(cx: BuildContext, ctx: XmlTableContext, span: Span, outer: boolean): XmlTable {
  const namespaces = ctx.xmlNamespaces();
  const passing = ctx.xmlPassing();
  return {
    kind: 'XmlTable',
    span,
    outer: outer || undefined,
    namespaces: namespaces === null ? [] : namespaces.xmlNamespace().map((child) => buildNamespace(cx, child)),
    path: buildExpr(cx, ctx.expression()),
    passing: passing === null ? [] : passingItems(cx, passing).map(({ value, alias }) => ({ value, alias })),
    columns: ctx.xmlTableColumn().map((child) => buildXmlColumn(cx, child)),
  };
}

function buildNamespace(cx: BuildContext, ctx: XmlNamespaceContext): XmlTable['namespaces'][number] {
  const isDefault = tokenTypeOf(ctx.children[0]) === P.DEFAULT;
  const token = firstTokenOf(required(ctx.children[isDefault ? 1 : 0]));
  const prefix = ctx.identifier();
  return {
    uri: stringLiteral(cx.spanOfToken(token), stringValue(token.text)),
    prefix: prefix === null ? undefined : buildIdentifier(cx, prefix),
  };
}

function buildXmlColumn(cx: BuildContext, ctx: XmlTableColumnContext): TableColumn {
  const dataType = ctx.dataType();
  const path = ctx._path;
  const fallback = ctx.expression().find((expression) => expression !== path);
  const options: string[] = [];
  let type = dataType === null ? undefined : buildTypeRef(cx, dataType);
  // `XMLTYPE (SEQUENCE) BY REF` has a word where other types have a length.
  if (type?.kind === 'NamedTypeRef' && type.args !== undefined && firstOf(type.name.parts).name === 'XMLTYPE') {
    type = { ...type, args: undefined };
    options.push('(SEQUENCE)');
  }
  if (hasToken(ctx, P.REF)) options.push('BY REF');
  return {
    kind: 'TableColumn',
    span: cx.span(ctx),
    name: buildIdentifier(cx, ctx.identifier()),
    type,
    path: path === undefined ? undefined : buildExpr(cx, path),
    default: fallback === undefined ? undefined : buildExpr(cx, fallback),
    ordinality: hasToken(ctx, P.ORDINALITY),
    options,
  };
}

/** (SQL Language Reference, "JSON_TABLE") */
export function buildJsonTable(cx: BuildContext, ctx: JsonTableContext, span: Span, outer: boolean): JsonTable {
  const { options, defaults } = optionWords(cx, ctx);
  for (const { on } of defaults) options.push(`DEFAULT ON ${on}`);
  if (hasToken(ctx, P.FORMAT)) options.unshift('FORMAT JSON');
  const value = required(ctx.expression(0));
  return {
    kind: 'JsonTable',
    span,
    outer: outer || undefined,
    value: buildExpr(cx, value),
    path: ctx._path === undefined ? undefined : pathOf(cx, ctx._path),
    options,
    columns: buildJsonColumns(cx, ctx.jsonColumns()),
  };
}

/**
 * `t NESTED doc.items[*] COLUMNS (…)`: LEFT JOIN of the row's JSON_TABLE. (JSON Developer's Guide, "SQL NESTED Clause
 * Instead of JSON_TABLE")
 * @param table the name by which the column is qualified
 */
export function buildJsonNested(
  cx: BuildContext,
  ctx: JsonNestedClauseContext,
  left: FromItem,
  table: Identifier | undefined,
): Join {
  const span = cx.span(ctx);
  const { options, defaults } = optionWords(cx, ctx);
  for (const { on } of defaults) options.push(`DEFAULT ON ${on}`);
  const [first, ...keys] = ctx.identifier();
  const column = buildIdentifier(cx, required(first));
  const steps = [...keys, ...ctx.modelCell()].map(lastTokenOf).sort((a, b) => a.tokenIndex - b.tokenIndex);
  const text = keys[0] && cx.text.slice(firstTokenOf(keys[0]).start, lastOf(steps).stop + 1);
  const alias = ctx.tableAlias()?.columnAlias();
  const right: JsonTable = {
    kind: 'JsonTable',
    span,
    value: { kind: 'Name', span: column.span, parts: table ? [{ ...table, span: column.span }, column] : [column] },
    path: text !== undefined ? stringLiteral(span, `$.${text}`) : ctx._path && buildExpr(cx, ctx._path),
    options,
    columns: buildJsonColumns(cx, ctx.jsonColumns()),
    ...(alias ? { alias: buildIdentifier(cx, alias) } : {}),
  };
  return {
    kind: 'Join',
    span: cover(left.span, span),
    type: 'OUTER APPLY',
    natural: false,
    left,
    right,
  };
}

function buildJsonColumns(cx: BuildContext, ctx: JsonColumnsContext): readonly TableColumn[] {
  return ctx.jsonColumn().map((child) => buildJsonColumn(cx, child));
}

function buildJsonColumn(cx: BuildContext, ctx: JsonColumnContext): TableColumn {
  const span = cx.span(ctx);
  const name = ctx.identifier();
  if (name === null) {
    const members = ctx.jsonMemberPath();
    const written = members ?? required(ctx.children.find((child) => tokenTypeOf(child) === P.STRING_LITERAL));
    const token = firstTokenOf(written);
    const value = members === null ? stringValue(token.text) : `$.${cx.textOf(members)}`;
    return {
      kind: 'TableColumn',
      span,
      // A nested path has no name of its own.
      name: { ...identifierOfToken(cx, token), name: '' },
      path: stringLiteral(cx.spanBetween(token, lastTokenOf(written)), value),
      ordinality: false,
      options: [],
      nested: buildJsonColumns(cx, required(ctx.jsonColumns())),
    };
  }
  const type = ctx.dataType();
  const { options, defaults } = optionWords(cx, ctx);
  if (hasToken(ctx, P.WRAPPER)) options.unshift(wrapperWords(ctx));
  if (hasToken(ctx, P.FORMAT)) options.unshift('FORMAT JSON');
  const cut = [P.PRESERVE, P.TRUNCATE, P.TIME].filter((t) => hasToken(ctx, t)).map((t) => P.symbolicNames[t]);
  if (cut.length > 0) options.unshift(cut.join(' '));
  return {
    kind: 'TableColumn',
    span,
    name: buildIdentifier(cx, name),
    type: type === null ? undefined : buildTypeRef(cx, type),
    path:
      ctx._path === undefined ? (hasToken(ctx, P.ORDINALITY) ? undefined : ownPath(cx, name)) : pathOf(cx, ctx._path),
    defaults: defaults.length === 0 ? undefined : defaults,
    ordinality: hasToken(ctx, P.ORDINALITY),
    exists: hasToken(ctx, P.EXISTS) || undefined,
    options,
  };
}

/**
 * A path without quotes is one of dots, relative to the row; case counts. (SQL Language Reference, JSON_TABLE,
 * "JSON_relative_object_access")
 */
function pathOf(cx: BuildContext, ctx: ExpressionContext): Expr {
  const text = cx.textOf(ctx);
  return memberPath.test(text) ? stringLiteral(cx.span(ctx), `$.${text}`) : buildExpr(cx, ctx);
}

/** `items[*].part`, `"a b"[0]`. */
const memberPath = /^(?:\w[\w$#]*|"[^"]+")(?:\s*\[[^\]]*\])?(?:\s*\.\s*(?:\w[\w$#]*|"[^"]+")(?:\s*\[[^\]]*\])?)*$/;

/**
 * A column without PATH reads the member named as the column is written. (SQL Language Reference, "JSON_TABLE", PATH)
 */
function ownPath(cx: BuildContext, name: IdentifierContext): Expr {
  const token = firstTokenOf(name);
  const text = token.type === P.QUOTED_ID ? token.text : JSON.stringify(token.text);
  return stringLiteral(cx.span(name), `$.${text}`);
}

function wrapperWords(ctx: JsonColumnContext): string {
  const words: string[] = [hasToken(ctx, P.WITH) ? 'WITH' : 'WITHOUT'];
  if (hasToken(ctx, P.CONDITIONAL)) words.push('CONDITIONAL');
  if (hasToken(ctx, P.UNCONDITIONAL)) words.push('UNCONDITIONAL');
  if (hasToken(ctx, P.ARRAY)) words.push('ARRAY');
  return [...words, 'WRAPPER'].join(' ');
}

/** The options as words, but for defaults. */
function optionWords(
  cx: BuildContext,
  ctx: JsonTableContext | JsonColumnContext | JsonNestedClauseContext,
): { options: string[]; defaults: NonNullable<TableColumn['defaults']> } {
  const { options, defaults, args, returning, unsupported } = jsonOptions(cx, ctx.jsonOption());
  if (args.length > 0) options.push('PASSING');
  if (returning !== undefined) options.push('RETURNING');
  if (unsupported !== undefined) options.push(unsupported);
  return { options, defaults };
}
