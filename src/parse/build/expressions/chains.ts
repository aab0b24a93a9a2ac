import type { ParserRuleContext, ParseTree } from 'antlr4ng';
import { stringLiteral } from '../../../ir/made-nodes.js';
import type { Call, CursorAttribute, Expr, Identifier, Member, Name, QualifiedName } from '../../../ir/oracle/index.js';
import type { Span } from '../../../ir/span.js';
import { beforeUnit, defaultConditionalCompilation, type InquiryValue } from '../../conditional-compilation.js';
import {
  CallArgumentsContext,
  type CallTargetContext,
  DatabaseLinkContext,
  type DataTypeContext,
  type ExpressionContext,
  FilterClauseContext,
  IdentifierContext,
  KeepClauseContext,
  ModelCellContext,
  type OperandSuffixContext,
  OverClauseContext,
  OracleParser as P,
  type ReferenceContext,
  WithinGroupClauseContext,
} from '../../generated/OracleParser.js';
import type { OracleToken } from '../../tokens/oracle-token.js';
import { upperName } from '../../tokens/words.js';
import type { BuildContext } from '../context.js';
import { identifierOfToken, linkName } from '../names.js';
import { buildOrderItems } from '../queries/order-by.js';
import { firstOf, required } from '../required.js';
import { firstTokenOf, lastTokenOf, tokenTypeOf } from '../tree.js';
import { buildTypeRef } from '../types.js';
import { buildCall, buildOver, callParts } from './calls.js';
import { buildExpr } from './expressions.js';
import { asWritten, isJsonPath, jsonIndex, jsonItemMethod, jsonMember } from './json-dot.js';

/** A name, bind variable or directive and what follows it: members, calls, marks, clauses of aggregates. */
export function buildChain(cx: BuildContext, ctx: ReferenceContext | CallTargetContext): Expr {
  const { children } = ctx;
  const isNew = children.length > 1 && tokenTypeOf(children[0]) === P.NEW;
  const at = isNew ? 1 : 0;
  const head = required(children[at]);
  const first = firstTokenOf(head);
  if (!(head instanceof IdentifierContext)) return buildVariable(cx, ctx, first, at + 1);
  const parts: Identifier[] = [identifierOfToken(cx, first)];
  let last = first;
  let next = at + 1;
  for (; next < children.length; next++) {
    const suffix = children[next] as OperandSuffixContext;
    const part = memberOf(suffix);
    if (part === undefined) break;
    last = firstTokenOf(part);
    parts.push(parts.length < 2 ? identifierOfToken(cx, last) : asWritten(cx, last));
  }
  const name: Name = { kind: 'Name', span: cx.spanBetween(first, last), parts };
  if (!isNew) return next === children.length ? name : followSuffixes(cx, name, first, children, next);
  return buildNew(cx, name, ctx, next);
}

/** `NEW t(…)`, and members of it. */
function buildNew(cx: BuildContext, name: Name, ctx: ParserRuleContext, next: number): Expr {
  const first = firstTokenOf(ctx);
  const suffix = ctx.children[next] as OperandSuffixContext | undefined;
  const args = suffix?.children[0];
  if (!(args instanceof CallArgumentsContext)) {
    const created: Expr = { kind: 'New', span: cx.spanBetween(first, lastNameToken(ctx, next)), call: name };
    return followSuffixes(cx, created, first, ctx.children, next);
  }
  const call = buildCall(cx, name, args, firstTokenOf(required(ctx.children[1])));
  const span = cx.spanBetween(first, lastTokenOf(args));
  const created: Expr = call.kind === 'Call' ? { kind: 'New', span, call } : call;
  return followSuffixes(cx, created, first, ctx.children, next + 1);
}

function lastNameToken(ctx: ParserRuleContext, next: number): OracleToken {
  return lastTokenOf(required(ctx.children[next - 1]));
}

/** What a flag of PLSQL_CCFLAGS or a compilation parameter stands for. */
function literalOf(value: InquiryValue, span: Span): Expr {
  if (value === null) return { kind: 'NullLiteral', span };
  if (typeof value === 'boolean') return { kind: 'BooleanLiteral', span, value };
  if (typeof value === 'string') return stringLiteral(span, value);
  const whole: Expr = { kind: 'NumberLiteral', span, text: String(Math.abs(value)) };
  return value < 0 ? { kind: 'Unary', span, op: '-', operand: whole } : whole;
}

/** The name of the bind variable that is written so: `:x`, `:"x"`. */
export function bindName(text: string): string {
  const written = text.slice(1);
  return written.startsWith('"') ? written.slice(1, -1) : upperName(written);
}

/**
 * The line of the unit's source that a token stands in; that begins after CREATE OR REPLACE, or is the block. Undefined
 * in a trigger, whose lines count from its body. (PL/SQL Language Reference, "Predefined Inquiry Directives")
 */
function lineInUnit(cx: BuildContext, token: OracleToken): number | undefined {
  const first = cx.tokens.find((t) => !beforeUnit.has(t.upperText));
  if (!first || first.upperText === 'TRIGGER') return undefined;
  return cx.text.slice(first.start, token.start).split('\n').length;
}

/** `:x`, `:new.sal`, `$$PLSQL_UNIT`. */
function buildVariable(cx: BuildContext, ctx: ParserRuleContext, token: OracleToken, next: number): Expr {
  const { children } = ctx;
  const span = cx.spanOfToken(token);
  if (token.type === P.INQUIRY) {
    const name = upperName(token.text.slice(2));
    const known = cx.flags[name] ?? defaultConditionalCompilation.inquiry[name];
    const value = known ?? (name === 'PLSQL_LINE' ? lineInUnit(cx, token) : undefined);
    const directive: Expr = value === undefined ? { kind: 'InquiryDirective', span, name } : literalOf(value, span);
    return followSuffixes(cx, directive, token, children, next);
  }
  const name = bindName(token.text);
  const member = children.length > next ? memberOf(children[next] as OperandSuffixContext) : undefined;
  if (member === undefined) return followSuffixes(cx, { kind: 'BindVariable', span, name }, token, children, next);
  const columnToken = firstTokenOf(member);
  const column = identifierOfToken(cx, columnToken);
  const correlation: Expr = {
    kind: 'CorrelationName',
    span: cx.spanBetween(token, columnToken),
    correlation: name,
    column,
  };
  return followSuffixes(cx, correlation, token, children, next + 1);
}

/** The identifier of a suffix `.name`. */
function memberOf(suffix: OperandSuffixContext): IdentifierContext | undefined {
  const second = suffix.children[1];
  return second instanceof IdentifierContext && tokenTypeOf(suffix.children[0]) === P.DOT ? second : undefined;
}

/** `(self AS base_t).method(args)`, and what follows. */
export function buildGeneralizedInvocation(
  cx: BuildContext,
  ctx: ParserRuleContext,
  self: ExpressionContext,
  type: DataTypeContext,
  next: number,
): Expr {
  const first = firstTokenOf(ctx);
  const { children } = ctx;
  const method = memberOf(children[next] as OperandSuffixContext);
  const target = typeName(cx, type);
  if (method === undefined || target === undefined) return cx.unsupported('generalized expression', ctx);
  const call = children[next + 1]?.getChild(0);
  const parts = call instanceof CallArgumentsContext ? callParts(cx, call) : undefined;
  const after = parts === undefined ? next + 1 : next + 2;
  const invocation: Expr = {
    kind: 'MethodCallOnType',
    span: cx.spanBetween(first, lastTokenOf(required(children[after - 1]))),
    self: buildExpr(cx, self),
    type: target,
    method: identifierOfToken(cx, firstTokenOf(method)),
    args: parts === undefined ? [] : parts.args,
  };
  return followSuffixes(cx, invocation, first, children, after);
}

function typeName(cx: BuildContext, ctx: DataTypeContext): QualifiedName | undefined {
  const type = buildTypeRef(cx, ctx);
  return type.kind === 'NamedTypeRef' && type.args === undefined ? type.name : undefined;
}

/**
 * Applies the suffixes `children[next]…` in order.
 * @param first the token at which `base` begins, parentheses included
 */
export function followSuffixes(
  cx: BuildContext,
  base: Expr,
  first: OracleToken,
  children: readonly ParseTree[],
  next: number,
): Expr {
  let current = base;
  for (let i = next; i < children.length; i++) {
    current = applySuffix(cx, current, children[i] as OperandSuffixContext, first);
  }
  return current;
}

function applySuffix(cx: BuildContext, current: Expr, suffix: OperandSuffixContext, first: OracleToken): Expr {
  const head = firstOf(suffix.children);
  if (head instanceof CallArgumentsContext) {
    if (current.kind === 'CursorAttribute') return indexed(cx, current, head, first);
    if (isJsonPath(current)) {
      const called = cx.spanBetween(first, lastTokenOf(suffix));
      const method = head.argument().length === 0 ? jsonItemMethod(current, called) : undefined;
      return method ?? { kind: 'UnsupportedExpr', span: called, what: 'index in brackets' };
    }
    return buildCall(cx, current, head, first);
  }
  const span = cx.spanBetween(first, lastTokenOf(suffix));
  switch (tokenTypeOf(head)) {
    case P.DOT:
      return member(cx, current, suffix, first);
    case P.OUTER_JOIN_MARK:
      return { kind: 'OuterJoinMark', span, operand: current };
    case P.PERCENT_SIGN:
      return cursorAttribute(cx, current, suffix, first);
    default:
      break;
  }
  if (head instanceof DatabaseLinkContext) {
    if (current.kind === 'Name' || current.kind === 'Call') return { ...current, span, link: linkName(head) };
    return { kind: 'UnsupportedExpr', span, what: 'database link' };
  }
  if (head instanceof ModelCellContext)
    return jsonIndex(current, span, head) ?? { kind: 'UnsupportedExpr', span, what: 'index in brackets' };
  if (firstTokenOf(head).tokenIndex === cx.liftedNulls) return current;
  if (head instanceof FilterClauseContext)
    return (
      filtered(current, buildExpr(cx, head.expression()), span) ?? {
        kind: 'UnsupportedExpr',
        span,
        what: 'FILTER clause',
      }
    );
  if (current.kind !== 'Call') {
    return {
      kind: 'UnsupportedExpr',
      span,
      what: `${firstTokenOf(head).upperText} behind another than a call`,
    };
  }
  return { ...current, span, ...clauseOf(cx, suffix) };
}

/**
 * `SUM(x) FILTER (WHERE c)` is `SUM(CASE WHEN c THEN x END)`, since these aggregates pass over NULL. (SQL Language
 * Reference, "Aggregate Functions"; 26ai)
 */
function filtered(current: Expr, condition: Expr, span: Span): Call | undefined {
  if (current.kind !== 'Call' || current.callee.kind !== 'Name' || current.keep || current.over) return undefined;
  const [name, more] = current.callee.parts;
  const when = (then: Expr): Expr => ({
    kind: 'Case',
    span,
    branches: [{ when: [condition], then }],
  });
  if (name && !more && /^PERCENTILE_(CONT|DISC)$/.test(name.name) && current.withinGroup?.length === 1)
    return {
      ...current,
      span,
      withinGroup: current.withinGroup.map((item) => ({ ...item, span, value: when(item.value) })),
    };
  const [first, ...others] = current.args;
  if (!name || more || !passingOverNull.has(name.name) || !first || first.name || first.key) return undefined;
  const one: Expr = { kind: 'NumberLiteral', span: first.span, text: '1' };
  const value = first.value.kind === 'Star' ? one : first.value;
  return { ...current, span, args: [{ ...first, span, value: when(value) }, ...others] };
}

const passingOverNull: ReadonlySet<string> = new Set(
  'ANY_VALUE APPROX_COUNT_DISTINCT AVG BIT_AND_AGG BIT_OR_AGG BIT_XOR_AGG BOOLEAN_AND_AGG BOOLEAN_OR_AGG CORR COUNT COVAR_POP COVAR_SAMP EVERY LISTAGG MAX MEDIAN MIN REGR_COUNT STATS_MODE STDDEV STDDEV_POP STDDEV_SAMP SUM VARIANCE VAR_POP VAR_SAMP XMLAGG'.split(
    ' ',
  ),
);

/** A clause of an aggregate or analytic function after its parentheses. */
function clauseOf(cx: BuildContext, suffix: OperandSuffixContext): Partial<Call> {
  const head = firstOf(suffix.children);
  if (head instanceof OverClauseContext) return { over: buildOver(cx, head) };
  if (head instanceof KeepClauseContext) {
    const which = tokenTypeOf(head.children[3]) === P.FIRST ? 'FIRST' : 'LAST';
    return { keep: { which, orderBy: buildOrderItems(cx, head.orderByClause()) } };
  }
  if (head instanceof WithinGroupClauseContext) return { withinGroup: buildOrderItems(cx, head.orderByClause()) };
  if (tokenTypeOf(head) === P.FROM_END) {
    return { fromEnd: tokenTypeOf(suffix.children[1]) === P.FIRST ? 'FIRST' : 'LAST' };
  }
  return { nulls: tokenTypeOf(head) === P.IGNORE ? 'IGNORE' : 'RESPECT' };
}

/** `.name`, `.*`. */
function member(cx: BuildContext, target: Expr, suffix: OperandSuffixContext, first: OracleToken): Expr {
  const span = cx.spanBetween(first, lastTokenOf(suffix));
  const name = memberOf(suffix);
  if (name !== undefined) {
    const longer = jsonMember(target, span, firstTokenOf(name));
    if (longer) return longer;
    const identifier = asWritten(cx, firstTokenOf(name));
    if (target.kind === 'CursorAttribute' && target.field === undefined) {
      return { ...target, span, field: identifier.name };
    }
    return { kind: 'Member', span, target, name: identifier };
  }
  if (tokenTypeOf(suffix.children[1]) === P.STAR && target.kind === 'Name') {
    return { kind: 'Star', span, qualifier: { kind: 'QualifiedName', span: target.span, parts: target.parts } };
  }
  return { kind: 'UnsupportedExpr', span, what: 'member that is not a name' };
}

/** `c%FOUND`. (PL/SQL Language Reference, "Named Cursor Attribute", "Implicit Cursor Attribute") */
function cursorAttribute(cx: BuildContext, cursor: Expr, suffix: OperandSuffixContext, first: OracleToken): Expr {
  const span = cx.spanBetween(first, lastTokenOf(suffix));
  const attribute = attributes.get(lastTokenOf(suffix).upperText);
  if (attribute === undefined) return { kind: 'UnsupportedExpr', span, what: `%${lastTokenOf(suffix).upperText}` };
  if (!isCursor(cursor)) return { kind: 'UnsupportedExpr', span, what: 'cursor attribute of an expression' };
  return { kind: 'CursorAttribute', span, cursor: isImplicitCursor(cursor) ? 'SQL' : cursor, attribute };
}

const attributes: ReadonlyMap<string, CursorAttribute['attribute']> = new Map(
  (['FOUND', 'NOTFOUND', 'ISOPEN', 'ROWCOUNT', 'BULK_ROWCOUNT', 'BULK_EXCEPTIONS'] as const).map((name) => [
    name,
    name,
  ]),
);

function isCursor(expr: Expr): expr is Exclude<CursorAttribute['cursor'], 'SQL'> {
  return expr.kind === 'Name' || expr.kind === 'Member' || expr.kind === 'Call' || expr.kind === 'BindVariable';
}

function isImplicitCursor(cursor: Name | Member | Call | Expr): boolean {
  return (
    cursor.kind === 'Name' &&
    cursor.parts.length === 1 &&
    firstOf(cursor.parts).name === 'SQL' &&
    !firstOf(cursor.parts).quoted
  );
}

/** `SQL%BULK_ROWCOUNT(i)`. */
function indexed(cx: BuildContext, target: CursorAttribute, ctx: CallArgumentsContext, first: OracleToken): Expr {
  const { args } = callParts(cx, ctx);
  const span = cx.spanBetween(first, lastTokenOf(ctx));
  // `.COUNT()` has empty parentheses.
  if (args.length === 0 && target.field !== undefined) return { ...target, span };
  if (args.length !== 1 || target.index !== undefined)
    return { kind: 'UnsupportedExpr', span, what: 'index of a cursor attribute' };
  return { ...target, span, index: firstOf(args).value };
}
