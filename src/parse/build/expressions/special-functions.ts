import { TerminalNode } from 'antlr4ng';
import type { Expr } from '../../../ir/oracle/index.js';
import {
  ArgumentContext,
  CastFunctionContext,
  ExpressionContext,
  ExtractFunctionContext,
  JsonArrayFunctionContext,
  JsonObjectFunctionContext,
  JsonPathFunctionContext,
  OracleParser as P,
  type SpecialFunctionContext,
  TreatFunctionContext,
  TrimFunctionContext,
  ValidateConversionFunctionContext,
  XmlElementFunctionContext,
  XmlItemsFunctionContext,
  XmlParseFunctionContext,
  XmlPiFunctionContext,
  XmlQueryFunctionContext,
  XmlRootFunctionContext,
  XmlSerializeFunctionContext,
} from '../../generated/OracleParser.js';
import type { BuildContext } from '../context.js';
import { identifierOfToken } from '../names.js';
import { firstOf, lastOf, required } from '../required.js';
import { firstTokenOf, hasToken, tokenTypeOf } from '../tree.js';
import { buildTypeRef } from '../types.js';
import { buildExpr } from './expressions.js';
import { buildJsonArray, buildJsonObject, buildJsonPath } from './json-functions.js';
import { item, named } from './named-syntax.js';
import {
  buildXmlElement,
  buildXmlItems,
  buildXmlParse,
  buildXmlPi,
  buildXmlQuery,
  buildXmlRoot,
  buildXmlSerialize,
} from './xml-functions.js';

/** Functions whose arguments are not a plain list. (SQL Language Reference, "Functions") */
export function buildSpecialFunction(cx: BuildContext, special: SpecialFunctionContext): Expr {
  const ctx = firstOf(special.children);
  if (ctx instanceof CastFunctionContext) return buildCast(cx, ctx);
  if (ctx instanceof TrimFunctionContext) return buildTrim(cx, ctx);
  if (ctx instanceof ExtractFunctionContext) return buildExtract(cx, ctx);
  if (ctx instanceof TreatFunctionContext) return buildTreat(cx, ctx);
  if (ctx instanceof XmlElementFunctionContext) return buildXmlElement(cx, ctx);
  if (ctx instanceof XmlItemsFunctionContext) return buildXmlItems(cx, ctx);
  if (ctx instanceof XmlQueryFunctionContext) return buildXmlQuery(cx, ctx);
  if (ctx instanceof XmlParseFunctionContext) return buildXmlParse(cx, ctx);
  if (ctx instanceof XmlSerializeFunctionContext) return buildXmlSerialize(cx, ctx);
  if (ctx instanceof XmlPiFunctionContext) return buildXmlPi(cx, ctx);
  if (ctx instanceof XmlRootFunctionContext) return buildXmlRoot(cx, ctx);
  if (ctx instanceof JsonObjectFunctionContext) return buildJsonObject(cx, ctx);
  if (ctx instanceof JsonArrayFunctionContext) return buildJsonArray(cx, ctx);
  if (ctx instanceof JsonPathFunctionContext) return buildJsonPath(cx, ctx);
  if (ctx instanceof ValidateConversionFunctionContext) {
    return named(cx, ctx, {
      args: ctx.expression().map((value) => item(cx, 'VALUE', value)),
      returning: buildTypeRef(cx, ctx.dataType()),
    });
  }
  return cx.unsupported(firstTokenOf(ctx).upperText, special);
}

function buildCast(cx: BuildContext, ctx: CastFunctionContext): Expr {
  const [first, ...others] = ctx.expression();
  const written = ctx.dataType();
  if (written === null) return cx.unsupported('CAST without a type', ctx);
  const operand = buildExpr(cx, required(first));
  const type = buildTypeRef(cx, written);
  const span = cx.span(ctx);
  if (tokenTypeOf(ctx.children[0]) === P.XMLCAST) {
    return named(cx, ctx, { args: [item(cx, 'VALUE', required(first))], returning: type });
  }
  const values = others.map((other) => buildExpr(cx, other));
  const onConversionError = hasToken(ctx, P.DEFAULT) ? values.shift() : undefined;
  const [format, nls] = values;
  return { kind: 'Cast', span, operand, type, onConversionError, format, nls };
}

/** `TREAT(x AS [REF] t)`. (SQL Language Reference, "TREAT") */
export function buildTreat(cx: BuildContext, ctx: TreatFunctionContext): Expr {
  const type = buildTypeRef(cx, ctx.dataType());
  const operand = buildExpr(cx, ctx.expression());
  const span = cx.span(ctx);
  if (type.kind !== 'RefTypeRef') return { kind: 'Treat', span, operand, ref: false, type };
  return {
    kind: 'Treat',
    span,
    operand,
    ref: true,
    type: { kind: 'NamedTypeRef', span: type.target.span, name: type.target },
  };
}

/** The XML function of the same name has a plain list of arguments. */
function buildExtract(cx: BuildContext, ctx: ExtractFunctionContext): Expr {
  const [first, second] = ctx.expression();
  const span = cx.span(ctx);
  if (hasToken(ctx, P.FROM)) {
    return { kind: 'Extract', span, field: cx.wordsOf(required(first)), operand: buildExpr(cx, required(second)) };
  }
  return plainCall(cx, ctx, ctx.children);
}

function buildTrim(cx: BuildContext, ctx: TrimFunctionContext): Expr {
  const span = cx.span(ctx);
  const side = ctx._side === undefined || ctx._side === null ? 'BOTH' : sideOf(ctx._side.type);
  const expressions = ctx.expression();
  if (ctx._side) {
    const operand = buildExpr(cx, lastOf(expressions));
    const characters = expressions.length > 1 ? buildExpr(cx, firstOf(expressions)) : undefined;
    return { kind: 'Trim', span, side, characters, operand };
  }
  const args = ctx.argument();
  const only = firstOf(args).children.length === 1 ? firstOf(args).children[0] : undefined;
  if (args.length === 1 && only instanceof ExpressionContext) {
    if (expressions.length === 0) return { kind: 'Trim', span, side, operand: buildExpr(cx, only) };
    return { kind: 'Trim', span, side, characters: buildExpr(cx, only), operand: buildExpr(cx, firstOf(expressions)) };
  }
  return plainCall(cx, ctx, ctx.children);
}

function sideOf(type: number): 'LEADING' | 'TRAILING' | 'BOTH' {
  return type === P.LEADING ? 'LEADING' : type === P.TRAILING ? 'TRAILING' : 'BOTH';
}

/** A call by the first word, of whatever name: `EXTRACT(x, '/a')`. */
function plainCall(
  cx: BuildContext,
  ctx: ExtractFunctionContext | TrimFunctionContext,
  children: ExtractFunctionContext['children'],
): Expr {
  const name = identifierOfToken(cx, firstTokenOf(ctx));
  const args = children.flatMap((child) => {
    const isSimple = child instanceof ArgumentContext && child.children.length === 1;
    const expression = isSimple ? child.children[0] : child;
    if (expression instanceof ExpressionContext) {
      const value = buildExpr(cx, expression);
      return [{ kind: 'Argument' as const, span: cx.span(expression), value }];
    }
    return child instanceof TerminalNode
      ? []
      : [{ kind: 'Argument' as const, span: cx.span(child), value: cx.unsupported(`argument of ${name.name}`, child) }];
  });
  return { kind: 'Call', span: cx.span(ctx), callee: { kind: 'Name', span: name.span, parts: [name] }, args };
}
