import { TerminalNode } from 'antlr4ng';
import type { Expr, FunctionSyntaxItem, NamedFunctionSyntax, OrderItem, TypeRef } from '../../ir/oracle/index.js';
import {
  ArgumentContext,
  CastFunctionContext,
  ExpressionContext,
  ExtractFunctionContext,
  IdentifierContext,
  JsonArrayFunctionContext,
  type JsonEntryContext,
  JsonObjectFunctionContext,
  type JsonOptionContext,
  JsonPathFunctionContext,
  OracleParser as P,
  type PassingItemContext,
  type SpecialFunctionContext,
  TreatFunctionContext,
  TrimFunctionContext,
  ValidateConversionFunctionContext,
  XmlElementFunctionContext,
  type XmlItemContext,
  XmlItemsFunctionContext,
  XmlParseFunctionContext,
  type XmlPassingContext,
  XmlPiFunctionContext,
  XmlQueryFunctionContext,
  XmlRootFunctionContext,
  XmlSerializeFunctionContext,
} from '../generated/OracleParser.js';
import { type BuildContext, firstTokenOf, hasToken, lastTokenOf, tokenTypeOf } from './context.js';
import { buildExpr, buildOperand } from './expressions.js';
import { stringValue } from './literals.js';
import { buildIdentifier, identifierOfToken } from './names.js';
import { buildOrderItems, buildQuery } from './queries.js';
import { buildTypeRef } from './types.js';

/** Functions whose arguments are not a plain list. (SQL Language Reference, "Functions") */
export function buildSpecialFunction(cx: BuildContext, special: SpecialFunctionContext): Expr {
  const ctx = special.children[0]!;
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
  return cx.unsupported(firstTokenOf(ctx).text.toUpperCase(), special);
}

function buildCast(cx: BuildContext, ctx: CastFunctionContext): Expr {
  const [first, ...others] = ctx.expression();
  const written = ctx.dataType();
  if (written === null) return cx.unsupported('CAST without a type', ctx);
  const operand = buildExpr(cx, first!);
  const type = buildTypeRef(cx, written);
  const span = cx.span(ctx);
  if (tokenTypeOf(ctx.children[0]) === P.XMLCAST) {
    return named(cx, ctx, { args: [item(cx, 'VALUE', first!)], returning: type });
  }
  const values = others.map((other) => buildExpr(cx, other));
  const onConversionError = hasToken(ctx, P.DEFAULT) ? values.shift() : undefined;
  const [format, nls] = values;
  return { kind: 'Cast', span, operand, type, onConversionError, format, nls };
}

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
    return { kind: 'Extract', span, field: cx.wordsOf(first!), operand: buildExpr(cx, second!) };
  }
  return plainCall(cx, ctx, ctx.children);
}

function buildTrim(cx: BuildContext, ctx: TrimFunctionContext): Expr {
  const span = cx.span(ctx);
  const side = ctx._side === undefined || ctx._side === null ? 'BOTH' : sideOf(ctx._side.type);
  const expressions = ctx.expression();
  if (ctx._side) {
    const operand = buildExpr(cx, expressions[expressions.length - 1]!);
    const characters = expressions.length > 1 ? buildExpr(cx, expressions[0]!) : undefined;
    return { kind: 'Trim', span, side, characters, operand };
  }
  const args = ctx.argument();
  const only = args[0]!.children.length === 1 ? args[0]!.children[0] : undefined;
  if (args.length === 1 && only instanceof ExpressionContext) {
    if (expressions.length === 0) return { kind: 'Trim', span, side, operand: buildExpr(cx, only) };
    return { kind: 'Trim', span, side, characters: buildExpr(cx, only), operand: buildExpr(cx, expressions[0]!) };
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

type Parts = Partial<Pick<NamedFunctionSyntax, 'args' | 'options' | 'returning' | 'orderBy' | 'defaults'>>;

function named(
  cx: BuildContext,
  ctx: ExpressionContext | SpecialFunctionContext['children'][number],
  parts: Parts,
): Expr {
  return {
    kind: 'NamedFunctionSyntax',
    span: cx.span(ctx),
    name: firstTokenOf(ctx).text.toUpperCase(),
    args: parts.args ?? [],
    options: parts.options ?? [],
    returning: parts.returning,
    orderBy: parts.orderBy,
    defaults: parts.defaults,
  };
}

function item(cx: BuildContext, role: string, value: ExpressionContext): FunctionSyntaxItem {
  return { kind: 'FunctionSyntaxItem', span: cx.span(value), role, value: buildExpr(cx, value) };
}

// XML functions (SQL Language Reference, "XML Functions")

function buildXmlElement(cx: BuildContext, ctx: XmlElementFunctionContext): Expr {
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
      const attributes = value.value as NamedFunctionSyntax;
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
    ? { ...written, alias: value.parts[0]! }
    : written;
}

function buildXmlItems(cx: BuildContext, ctx: XmlItemsFunctionContext): Expr {
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
    value: buildExpr(cx, value!),
    alias: ctx._alias === undefined ? undefined : buildIdentifier(cx, ctx._alias),
    key: evaluated === undefined ? undefined : buildExpr(cx, evaluated),
  };
}

function wordOptions(ctx: SpecialFunctionContext['children'][number], types: readonly number[]): string[] {
  const options: string[] = [];
  for (let i = 0; i < ctx.getChildCount(); i++) {
    const child = ctx.getChild(i)!;
    if (types.includes(tokenTypeOf(child))) options.push(firstTokenOf(child).text.toUpperCase());
  }
  return options;
}

function buildXmlQuery(cx: BuildContext, ctx: XmlQueryFunctionContext): Expr {
  const args = [item(cx, 'PATH', ctx.expression())];
  const passing = ctx.xmlPassing();
  if (passing !== null) args.push(...passingItems(cx, passing));
  const options: string[] = [];
  if (hasToken(ctx, P.RETURNING)) options.push('RETURNING CONTENT');
  if (hasToken(ctx, P.NULL)) options.push('NULL ON EMPTY');
  return named(cx, ctx, { args, options });
}

export function passingItems(cx: BuildContext, ctx: XmlPassingContext): FunctionSyntaxItem[] {
  return ctx.passingItem().map((child) => passingItem(cx, child));
}

function passingItem(cx: BuildContext, ctx: PassingItemContext): FunctionSyntaxItem {
  const alias = ctx.identifier();
  return {
    kind: 'FunctionSyntaxItem',
    span: cx.span(ctx),
    role: 'PASSING',
    value: buildExpr(cx, ctx.expression()),
    alias: alias === null ? undefined : buildIdentifier(cx, alias),
  };
}

function buildXmlParse(cx: BuildContext, ctx: XmlParseFunctionContext): Expr {
  return named(cx, ctx, {
    args: [item(cx, 'VALUE', ctx.expression())],
    options: wordOptions(ctx, [P.DOCUMENT, P.CONTENT, P.WELLFORMED]),
  });
}

function buildXmlSerialize(cx: BuildContext, ctx: XmlSerializeFunctionContext): Expr {
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

function buildXmlPi(cx: BuildContext, ctx: XmlPiFunctionContext): Expr {
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

function buildXmlRoot(cx: BuildContext, ctx: XmlRootFunctionContext): Expr {
  const [value, version] = ctx.expression();
  const args = [item(cx, 'VALUE', value!)];
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

// JSON functions (SQL Language Reference, "JSON Functions")

interface JsonOptions {
  readonly args: FunctionSyntaxItem[];
  readonly options: string[];
  readonly defaults: { value: Expr; on: 'EMPTY' | 'ERROR' }[];
  returning?: TypeRef;
  /** What has no place. */
  unsupported?: string;
}

export function jsonOptions(cx: BuildContext, written: readonly JsonOptionContext[]): JsonOptions {
  const result: JsonOptions = { args: [], options: [], defaults: [] };
  for (const option of written) {
    switch (tokenTypeOf(option.children[0])) {
      case P.PASSING:
        result.args.push(...option.passingItem().map((child) => passingItem(cx, child)));
        break;
      case P.RETURNING:
        result.returning = buildTypeRef(cx, option.dataType()!);
        break;
      case P.DEFAULT: {
        const on = tokenTypeOf(option.children[3]);
        const value = buildExpr(cx, option.expression()!);
        if (on === P.EMPTY || on === P.ERROR) result.defaults.push({ value, on: on === P.EMPTY ? 'EMPTY' : 'ERROR' });
        else result.unsupported = cx.wordsOf(option);
        break;
      }
      default:
        result.options.push(cx.wordsOf(option));
    }
  }
  return result;
}

function namedJson(
  cx: BuildContext,
  ctx: JsonObjectFunctionContext | JsonArrayFunctionContext | JsonPathFunctionContext,
  args: readonly FunctionSyntaxItem[],
  written: readonly JsonOptionContext[],
  orderBy?: readonly OrderItem[],
): Expr {
  const { args: passing, options, defaults, returning, unsupported } = jsonOptions(cx, written);
  if (unsupported !== undefined) return cx.unsupported(unsupported, ctx);
  return named(cx, ctx, {
    args: passing.length === 0 ? args : [...args, ...passing],
    options,
    returning,
    orderBy,
    defaults: defaults.length === 0 ? undefined : defaults,
  });
}

function buildJsonObject(cx: BuildContext, ctx: JsonObjectFunctionContext): Expr {
  return namedJson(
    cx,
    ctx,
    ctx.jsonEntry().map((entry) => jsonEntry(cx, entry)),
    ctx.jsonOption(),
  );
}

function jsonEntry(cx: BuildContext, ctx: JsonEntryContext): FunctionSyntaxItem {
  const span = cx.span(ctx);
  const [first, second] = ctx.expression();
  const role = hasToken(ctx, P.FORMAT) ? 'FORMAT JSON' : 'VALUE';
  if (first === undefined) return { kind: 'FunctionSyntaxItem', span, role, value: { kind: 'Star', span } };
  const operand = ctx.operand();
  if (operand !== null) {
    return { kind: 'FunctionSyntaxItem', span, role, value: buildExpr(cx, first), key: buildOperand(cx, operand) };
  }
  const key = buildExpr(cx, first);
  if (second === undefined) {
    // A column alone is a member named as the column is written here. (JSON Developer's Guide, "SQL/JSON Function JSON_OBJECT")
    const last = lastTokenOf(first);
    const name = identifierOfToken(cx, last);
    const written = name.quoted ? name.name : last.text;
    return key.kind === 'Name'
      ? {
          kind: 'FunctionSyntaxItem',
          span,
          role,
          value: key,
          key: { kind: 'StringLiteral', span, value: written, national: false },
        }
      : { kind: 'FunctionSyntaxItem', span, role, value: key };
  }
  return { kind: 'FunctionSyntaxItem', span, role, value: buildExpr(cx, second), key };
}

function buildJsonArray(cx: BuildContext, ctx: JsonArrayFunctionContext): Expr {
  const query = ctx.selectQuery();
  const order = ctx.orderByClause();
  const args: FunctionSyntaxItem[] =
    query === null
      ? ctx.jsonArrayItem().map((child) => ({
          ...item(cx, hasToken(child, P.FORMAT) ? 'FORMAT JSON' : 'VALUE', child.expression()),
          span: cx.span(child),
        }))
      : [
          {
            kind: 'FunctionSyntaxItem',
            span: cx.span(query),
            role: 'QUERY',
            value: { kind: 'Subquery', span: cx.span(query), query: buildQuery(cx, query) },
          },
        ];
  return namedJson(cx, ctx, args, ctx.jsonOption(), order === null ? undefined : buildOrderItems(cx, order));
}

function buildJsonPath(cx: BuildContext, ctx: JsonPathFunctionContext): Expr {
  if (tokenTypeOf(ctx.children[0]) === P.JSON_TRANSFORM) return buildJsonTransform(cx, ctx);
  const roles = pathFunctions.has(tokenTypeOf(ctx.children[0]))
    ? (['VALUE', 'PATH'] as const)
    : (['VALUE', 'VALUE'] as const);
  const args = ctx.expression().map((value, i) => item(cx, roles[i] ?? 'VALUE', value));
  return namedJson(cx, ctx, args, ctx.jsonOption());
}

/** The document, then an item for each operation: its role is the operation and its options, the value its path, the key what is put there. */
function buildJsonTransform(cx: BuildContext, ctx: JsonPathFunctionContext): Expr {
  const [doc] = ctx.expression();
  if (!doc) return cx.unsupported('JSON_TRANSFORM', ctx);
  const args: FunctionSyntaxItem[] = [item(cx, 'VALUE', doc)];
  const ofAll: JsonOptionContext[] = [];
  for (const operation of ctx.jsonOperation()) {
    const span = cx.span(operation);
    const words = [firstTokenOf(operation).text.toUpperCase()];
    for (const option of operation.jsonOption()) {
      const written = cx.wordsOf(option);
      if (/^FORMAT JSON$| ON (MISSING|EXISTING|NULL)$/.test(written)) words.push(written);
      else ofAll.push(option);
    }
    const role = words.join(', ');
    const put = operation.expression();
    const target = operation.operand();
    if (target !== null)
      args.push({
        kind: 'FunctionSyntaxItem',
        span,
        role,
        value: buildOperand(cx, target),
        ...(put !== null && { key: buildExpr(cx, put) }),
      });
    for (const path of operation.STRING_LITERAL()) {
      const value: Expr = { kind: 'StringLiteral', span, value: stringValue(path.getText()), national: false };
      args.push({ kind: 'FunctionSyntaxItem', span, role, value });
    }
  }
  return namedJson(cx, ctx, args, [...ofAll, ...ctx.jsonOption()]);
}

const pathFunctions: ReadonlySet<number> = new Set([P.JSON_VALUE, P.JSON_QUERY, P.JSON_EXISTS, P.JSON_TEXTCONTAINS]);
