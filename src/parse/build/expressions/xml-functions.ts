import type { Expr, FunctionSyntaxItem, TypeRef } from '../../../ir/oracle/index.js';
import {
  ExpressionContext,
  IdentifierContext,
  OracleParser as P,
  type XmlElementFunctionContext,
  type XmlItemContext,
  type XmlItemsFunctionContext,
  type XmlParseFunctionContext,
  type XmlPiFunctionContext,
  type XmlQueryFunctionContext,
  type XmlRootFunctionContext,
  type XmlSerializeFunctionContext,
} from '../../generated/OracleParser.js';
import type { BuildContext } from '../context.js';
import { buildIdentifier } from '../names.js';
import { firstOf, required } from '../required.js';
import { hasToken, tokenTypeOf } from '../tree.js';
import { buildTypeRef } from '../types.js';
import { buildExpr } from './expressions.js';
import { item, named, passingItems, wordOptions } from './named-syntax.js';

/*
 * XML functions: each becomes one node with its name; the roles of its items are the words that stand before them. (SQL
 * Language Reference, "XML Functions")
 */

/**
 * `XMLELEMENT(NAME e, XMLATTRIBUTES(…), x)`: the name, then values and attributes in their order. (SQL
 * Language Reference, "XMLELEMENT")
 */
export function buildXmlElement(cx: BuildContext, ctx: XmlElementFunctionContext): Expr {
  const args: FunctionSyntaxItem[] = [];
  const identifier = ctx.identifier();
  const expression = ctx.expression();
  if (identifier !== null) {
    const alias = buildIdentifier(cx, identifier);
    const { span } = alias;
    args.push({ kind: 'FunctionSyntaxItem', span, role: 'NAME', value: { kind: 'Name', span, parts: [alias] }, alias });
  } else if (expression !== null) {
    args.push(nameItem(cx, expression, hasToken(ctx, P.EVALNAME)));
  }
  for (const child of ctx.xmlItem()) {
    const value = xmlItem(cx, child, 'VALUE');
    const isAttributes = value.value.kind === 'NamedFunctionSyntax' && value.value.name === 'XMLATTRIBUTES';
    if (!isAttributes) args.push(value);
    else {
      const attributes = value.value;
      for (const attribute of attributes.args) args.push({ ...attribute, role: 'ATTRIBUTE' });
      if (attributes.options.length > 0) return cx.unsupported('options of XMLATTRIBUTES', ctx);
    }
  }
  return named(cx, ctx, { args, options: wordOptions(ctx, [P.ENTITYESCAPING, P.NOENTITYESCAPING]) });
}

/** The element's name where it is an expression by the grammar: a plain name is its own text, not a value. */
function nameItem(cx: BuildContext, ctx: ExpressionContext, evaluated: boolean): FunctionSyntaxItem {
  const written = item(cx, evaluated ? 'EVALNAME' : 'NAME', ctx);
  const { value } = written;
  return !evaluated && value.kind === 'Name' && value.parts.length === 1
    ? { ...written, alias: firstOf(value.parts) }
    : written;
}

/** `XMLFOREST(x AS a, …)`, XMLATTRIBUTES, XMLCOLATTVAL. (SQL Language Reference, "XMLFOREST", "XMLCOLATTVAL") */
export function buildXmlItems(cx: BuildContext, ctx: XmlItemsFunctionContext): Expr {
  return named(cx, ctx, {
    args: ctx.xmlItem().map((child) => xmlItem(cx, child, 'VALUE')),
    options: wordOptions(ctx, [P.ENTITYESCAPING, P.NOENTITYESCAPING, P.SCHEMACHECK, P.NOSCHEMACHECK]),
  });
}

function xmlItem(cx: BuildContext, ctx: XmlItemContext, role: string): FunctionSyntaxItem {
  const [value, evaluated] = ctx.expression();
  return {
    kind: 'FunctionSyntaxItem',
    span: cx.span(ctx),
    role,
    value: buildExpr(cx, required(value)),
    alias: ctx._alias === undefined ? undefined : buildIdentifier(cx, ctx._alias),
    key: evaluated === undefined ? undefined : buildExpr(cx, evaluated),
  };
}

/** `XMLQUERY('…' PASSING x RETURNING CONTENT)`, XMLEXISTS. (SQL Language Reference, "XMLQUERY", "XMLEXISTS") */
export function buildXmlQuery(cx: BuildContext, ctx: XmlQueryFunctionContext): Expr {
  const args = [item(cx, 'PATH', ctx.expression())];
  const passing = ctx.xmlPassing();
  if (passing !== null) args.push(...passingItems(cx, passing));
  const options: string[] = [];
  if (hasToken(ctx, P.RETURNING)) options.push('RETURNING CONTENT');
  if (hasToken(ctx, P.NULL)) options.push('NULL ON EMPTY');
  return named(cx, ctx, { args, options });
}

/** `XMLPARSE(CONTENT x WELLFORMED)`. (SQL Language Reference, "XMLPARSE") */
export function buildXmlParse(cx: BuildContext, ctx: XmlParseFunctionContext): Expr {
  return named(cx, ctx, {
    args: [item(cx, 'VALUE', ctx.expression())],
    options: wordOptions(ctx, [P.DOCUMENT, P.CONTENT, P.WELLFORMED]),
  });
}

/** `XMLSERIALIZE(CONTENT x AS CLOB INDENT SIZE = 2)`. (SQL Language Reference, "XMLSERIALIZE") */
export function buildXmlSerialize(cx: BuildContext, ctx: XmlSerializeFunctionContext): Expr {
  const args: FunctionSyntaxItem[] = [];
  const options = wordOptions(ctx, [P.DOCUMENT, P.CONTENT]);
  let role = 'VALUE';
  for (const child of ctx.children) {
    switch (tokenTypeOf(child)) {
      case P.ENCODING:
        role = 'ENCODING';
        break;
      case P.VERSION:
        role = 'VERSION';
        break;
      case P.SIZE:
        role = 'INDENT SIZE';
        break;
      case 0:
        if (child instanceof ExpressionContext) args.push(item(cx, role, child));
        break;
      default:
        break;
    }
  }
  if (hasToken(ctx, P.INDENT)) options.push(hasToken(ctx, P.NO) ? 'NO INDENT' : 'INDENT');
  if (hasToken(ctx, P.DEFAULTS)) options.push(hasToken(ctx, P.HIDE) ? 'HIDE DEFAULTS' : 'SHOW DEFAULTS');
  return named(cx, ctx, { args, options, returning: typeOf(cx, ctx.dataType()) });
}

function typeOf(cx: BuildContext, ctx: Parameters<typeof buildTypeRef>[1] | null): TypeRef | undefined {
  return ctx === null ? undefined : buildTypeRef(cx, ctx);
}

/** `XMLPI(NAME p, x)`. (SQL Language Reference, "XMLPI") */
export function buildXmlPi(cx: BuildContext, ctx: XmlPiFunctionContext): Expr {
  const args: FunctionSyntaxItem[] = [];
  for (const child of ctx.children) {
    if (child instanceof IdentifierContext) {
      const alias = buildIdentifier(cx, child);
      const { span } = alias;
      args.push({
        kind: 'FunctionSyntaxItem',
        span,
        role: 'NAME',
        value: { kind: 'Name', span, parts: [alias] },
        alias,
      });
    } else if (child instanceof ExpressionContext) {
      args.push(item(cx, args.length === 0 ? 'EVALNAME' : 'VALUE', child));
    }
  }
  return named(cx, ctx, { args });
}

/** `XMLROOT(x, VERSION '1.0', STANDALONE YES)`. (SQL Language Reference, "XMLROOT") */
export function buildXmlRoot(cx: BuildContext, ctx: XmlRootFunctionContext): Expr {
  const [value, version] = ctx.expression();
  const args = [item(cx, 'VALUE', required(value))];
  const options: string[] = [];
  if (version === undefined) options.push('VERSION NO VALUE');
  else args.push(item(cx, 'VERSION', version));
  const standalone = ctx.STANDALONE();
  if (standalone !== null) {
    const words = cx.wordsOf(ctx).split(' STANDALONE ')[1] ?? '';
    options.push(`STANDALONE ${words.replace(/ \)$/, '')}`);
  }
  return named(cx, ctx, { args, options });
}
