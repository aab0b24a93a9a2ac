import type { Expr, FunctionSyntaxItem, NamedFunctionSyntax } from '../../../ir/oracle/index.js';
import type {
  ExpressionContext,
  PassingItemContext,
  SpecialFunctionContext,
  XmlPassingContext,
} from '../../generated/OracleParser.js';
import type { BuildContext } from '../context.js';
import { buildIdentifier } from '../names.js';
import { required } from '../required.js';
import { firstTokenOf, tokenTypeOf } from '../tree.js';
import { buildExpr } from './expressions.js';

type Parts = Partial<Pick<NamedFunctionSyntax, 'args' | 'options' | 'returning' | 'orderBy' | 'defaults'>>;

/** A function with words between its arguments, by its first word. */
export function named(
  cx: BuildContext,
  ctx: ExpressionContext | SpecialFunctionContext['children'][number],
  parts: Parts,
): Expr {
  return {
    kind: 'NamedFunctionSyntax',
    span: cx.span(ctx),
    name: firstTokenOf(ctx).upperText,
    args: parts.args ?? [],
    options: parts.options ?? [],
    returning: parts.returning,
    orderBy: parts.orderBy,
    defaults: parts.defaults,
  };
}

/** An argument, and the word that says what it is for. */
export function item(cx: BuildContext, role: string, value: ExpressionContext): FunctionSyntaxItem {
  return { kind: 'FunctionSyntaxItem', span: cx.span(value), role, value: buildExpr(cx, value) };
}

/** Which of these words stand in the function, in their order. */
export function wordOptions(ctx: SpecialFunctionContext['children'][number], types: readonly number[]): string[] {
  const options: string[] = [];
  for (let i = 0; i < ctx.getChildCount(); i++) {
    const child = required(ctx.getChild(i));
    if (types.includes(tokenTypeOf(child))) options.push(firstTokenOf(child).upperText);
  }
  return options;
}

/** `PASSING x AS "a", …`. */
export function passingItems(cx: BuildContext, ctx: XmlPassingContext): FunctionSyntaxItem[] {
  return ctx.passingItem().map((child) => passingItem(cx, child));
}

/** `x AS "a"` of PASSING. */
export function passingItem(cx: BuildContext, ctx: PassingItemContext): FunctionSyntaxItem {
  const alias = ctx.identifier();
  return {
    kind: 'FunctionSyntaxItem',
    span: cx.span(ctx),
    role: 'PASSING',
    value: buildExpr(cx, ctx.expression()),
    alias: alias === null ? undefined : buildIdentifier(cx, alias),
  };
}
