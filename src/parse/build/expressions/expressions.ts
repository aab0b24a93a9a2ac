import type { Argument, Expr, Query } from '../../../ir/oracle/index.js';
import {
  type CallArgumentsContext,
  type CallTargetContext,
  type CaseConditionContext,
  CaseExpressionContext,
  type ExpressionContext,
  InConditionContext,
  IsConditionContext,
  LiteralContext,
  type OperandContext,
  OracleParser as P,
  ParenthesizedContext,
  ReferenceContext,
  SpecialFunctionContext,
} from '../../generated/OracleParser.js';
import type { BuildContext } from '../context.js';
import { buildQuery, buildQueryTail } from '../queries/queries.js';
import { firstOf, required } from '../required.js';
import { firstTokenOf, tokenTypeOf } from '../tree.js';
import { buildTypeRef } from '../types.js';
import { callParts } from './calls.js';
import { buildChain, buildGeneralizedInvocation, followSuffixes } from './chains.js';
import { buildLiteral } from './literals.js';
import { resolvePrecedence } from './precedence.js';
import { buildSpecialFunction, buildTreat } from './special-functions.js';

/** An expression or condition with operators, grouped by their precedence. */
export function buildExpr(cx: BuildContext, ctx: ExpressionContext): Expr {
  const children = ctx.children;
  return children.length === 1 ? buildOperand(cx, children[0] as OperandContext) : resolvePrecedence(cx, children);
}

/** What stands between operators: a name, literal, call, parentheses, CASE, with the chain that follows it. */
export function buildOperand(cx: BuildContext, ctx: OperandContext): Expr {
  const first = firstOf(ctx.children);
  if (first instanceof ReferenceContext) return buildChain(cx, first);
  if (first instanceof LiteralContext) return buildLiteral(cx, first);
  if (first instanceof ParenthesizedContext) {
    const suffixed = ctx.children.length > 1;
    const type = suffixed ? first.dataType() : null;
    if (type !== null) return buildGeneralizedInvocation(cx, ctx, required(first.expression(0)), type, 1);
    return followSuffixes(cx, buildParenthesized(cx, first), firstTokenOf(ctx), ctx.children, 1);
  }
  if (first instanceof CaseExpressionContext) {
    return followSuffixes(cx, buildCase(cx, first), firstTokenOf(ctx), ctx.children, 1);
  }
  if (first instanceof SpecialFunctionContext) {
    return followSuffixes(cx, buildSpecialFunction(cx, first), firstTokenOf(ctx), ctx.children, 1);
  }
  return buildWordOperand(cx, ctx);
}

function buildWordOperand(cx: BuildContext, ctx: OperandContext): Expr {
  const span = cx.span(ctx);
  switch (tokenTypeOf(ctx.children[0])) {
    case P.DEFAULT:
      return { kind: 'DefaultMarker', span };
    case P.CURSOR:
      return { kind: 'CursorExpr', span, query: buildQuery(cx, required(ctx.query())) };
    case P.EXISTS: {
      const items = parenthesizedItems(cx, required(ctx.parenthesized()));
      return 'kind' in items ? { kind: 'Exists', span, query: items } : cx.unsupported('EXISTS without a query', ctx);
    }
    case P.MULTISET: {
      const items = parenthesizedItems(cx, required(ctx.parenthesized()));
      return 'kind' in items
        ? { kind: 'MultisetQuery', span, query: items }
        : cx.unsupported('MULTISET without a query', ctx);
    }
    case P.BROKEN:
      return cx.unsupported('syntax error', ctx);
    case P.TABLE:
      return cx.unsupported('TABLE in an expression', ctx);
    default:
      return cx.unsupported(`${firstTokenOf(ctx).upperText} in an expression`, ctx);
  }
}

/** `reference`, and `callTarget` of PL/SQL statements. */
export function buildReference(cx: BuildContext, ctx: ReferenceContext | CallTargetContext): Expr {
  if (ctx instanceof ReferenceContext) return buildChain(cx, ctx);
  const treat = ctx.treatFunction();
  if (treat !== null) return followSuffixes(cx, buildTreat(cx, treat), firstTokenOf(ctx), ctx.children, 1);
  if (tokenTypeOf(ctx.children[0]) !== P.LPAREN) return buildChain(cx, ctx);
  return buildGeneralizedInvocation(cx, ctx, required(ctx.expression()), required(ctx.dataType()), 5);
}

/** The content of parentheses: a value, a row, or a subquery. Parentheses themselves are not in the tree. */
export function buildParenthesized(cx: BuildContext, ctx: ParenthesizedContext): Expr {
  const type = ctx.dataType();
  if (type !== null) {
    const operand = buildExpr(cx, required(ctx.expression(0)));
    return { kind: 'Treat', span: cx.span(ctx), operand, ref: false, type: buildTypeRef(cx, type) };
  }
  const items = parenthesizedItems(cx, ctx);
  if ('kind' in items) return { kind: 'Subquery', span: cx.span(ctx), query: items };
  return items.length === 1 ? firstOf(items) : { kind: 'Row', span: cx.span(ctx), items };
}

/** What parentheses hold where a list or a query is expected: after IN, ANY, EXISTS, VALUES. */
export function parenthesizedItems(cx: BuildContext, ctx: ParenthesizedContext): Query | readonly Expr[] {
  const query = ctx.selectQuery();
  if (query !== null) return buildQuery(cx, query);
  const items = ctx.expression().map((item) => buildExpr(cx, item));
  if (items.length !== 1) return items;
  const only = firstOf(items);
  const tail = ctx.queryTail();
  if (tail !== null) {
    return only.kind === 'Subquery'
      ? buildQueryTail(
          cx,
          only.query,
          tail,
          cx.spanBetween(firstTokenOf(required(ctx.children[1])), required(tail.stop)),
        )
      : [cx.unsupported('set operation on an expression', ctx)];
  }
  if (ctx.dataType() !== null) return [buildParenthesized(cx, ctx)];
  return only.kind === 'Subquery' ? only.query : items;
}

/** The parentheses that are all of an expression. */
export function soleParentheses(ctx: ExpressionContext): ParenthesizedContext | undefined {
  if (ctx.children.length !== 1) return undefined;
  const operand = ctx.children[0] as OperandContext;
  const first = operand.children[0];
  return operand.children.length === 1 && first instanceof ParenthesizedContext ? first : undefined;
}

function buildCase(cx: BuildContext, ctx: CaseExpressionContext): Expr {
  const operand = ctx._selector === undefined ? undefined : buildExpr(cx, ctx._selector);
  const branches = ctx.caseWhen().map((branch) => ({
    when: branch.caseCondition().map((condition) => buildCaseCondition(cx, condition)),
    then: buildExpr(cx, branch.expression()),
  }));
  const otherwise = ctx._otherwise === undefined ? undefined : buildExpr(cx, ctx._otherwise);
  return { kind: 'Case', span: cx.span(ctx), operand, branches, otherwise };
}

/** What stands after WHEN. A condition without its left side (23ai) has no place in the tree. */
export function buildCaseCondition(cx: BuildContext, ctx: CaseConditionContext): Expr {
  const first = firstOf(ctx.children);
  if (ctx.children.length === 1 && !(first instanceof IsConditionContext) && !(first instanceof InConditionContext)) {
    return buildExpr(cx, first as ExpressionContext);
  }
  return cx.unsupported('condition without its left side in WHEN', ctx);
}

/** The actual parameters alone: of a procedure, a pragma, a cursor. */
export function buildArguments(cx: BuildContext, ctx: CallArgumentsContext): readonly Argument[] {
  return callParts(cx, ctx).args;
}
