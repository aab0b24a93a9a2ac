import { isLiteral } from '../../../ir/kinds.js';
import type {
  Argument,
  Call,
  Expr,
  FrameBound,
  Identifier,
  WindowFrame,
  WindowSpec,
} from '../../../ir/oracle/index.js';
import type { Span } from '../../../ir/span.js';
import {
  type ArgumentContext,
  ArgumentContext as ArgumentNode,
  type ArgumentOptionContext,
  type ArgumentValueContext,
  type CallArgumentsContext,
  ExpressionContext,
  type FrameBoundContext,
  IdentifierContext,
  type OverClauseContext,
  OracleParser as P,
  type WindowFrameContext,
  type WindowSpecificationContext,
} from '../../generated/OracleParser.js';
import type { OracleToken } from '../../tokens/oracle-token.js';
import type { BuildContext } from '../context.js';
import { buildIdentifier } from '../names.js';
import { buildChosenRanges, buildIteratedElements } from '../plsql/loops.js';
import { buildOrderItems } from '../queries/order-by.js';
import { firstOf, required } from '../required.js';
import { hasToken, lastTokenOf, tokenTypeOf } from '../tree.js';
import { buildExpr, buildOperand } from './expressions.js';
import { resolvePrecedence } from './precedence.js';

type CallOptions = Pick<Call, 'quantifier' | 'overflow' | 'nulls' | 'orderBy' | 'onConversionError'>;
type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** What stands between the parentheses of a call, beside those options that follow them. */
interface CallParts {
  readonly args: readonly Argument[];
  readonly options: CallOptions;
  /** `USING …` inside the parentheses, which has no place in a Call. */
  readonly using?: ArgumentOptionContext;
}

/** The content of the parentheses of a call. */
export function callParts(cx: BuildContext, ctx: CallArgumentsContext): CallParts {
  const args: Argument[] = [];
  const options: Writable<CallOptions> = {};
  let using: ArgumentOptionContext | undefined;
  const quantifier = ctx._quantifier;
  if (quantifier) {
    options.quantifier = quantifier.type === P.DISTINCT ? 'DISTINCT' : quantifier.type === P.UNIQUE ? 'UNIQUE' : 'ALL';
  }
  for (const child of ctx.children) {
    if (!(child instanceof ArgumentNode)) continue;
    const nulls = nullsBehind(cx, child);
    if (nulls === undefined) args.push(...buildArguments(cx, child));
    else {
      const outer = cx.liftedNulls;
      cx.liftedNulls = nulls.tokenIndex;
      args.push(...buildArguments(cx, child));
      cx.liftedNulls = outer;
      options.nulls = nulls.type === P.IGNORE ? 'IGNORE' : 'RESPECT';
    }
    if (child.children.length > 1) {
      for (const option of child.argumentOption()) using = applyOption(cx, option, options) ?? using;
    }
  }
  const last = ctx.children[ctx.children.length - 2];
  if (last !== undefined && tokenTypeOf(last) === 0 && !(last instanceof ArgumentNode)) {
    options.orderBy = buildOrderItems(cx, required(ctx.orderByClause()));
  }
  return using === undefined ? { args, options } : { args, options, using };
}

/**
 * The IGNORE or RESPECT of `last_value(f(x) IGNORE NULLS)`: at the end of an argument it belongs to the call around it,
 * not to the operand before it. (SQL Language Reference, "LAST_VALUE")
 */
function nullsBehind(cx: BuildContext, ctx: ArgumentContext): OracleToken | undefined {
  const last = lastTokenOf(ctx);
  if (last.type !== P.NULLS) return undefined;
  const before = cx.tokens[last.tokenIndex - 1]!;
  return before.type === P.IGNORE || before.type === P.RESPECT ? before : undefined;
}

/** What is said of `(a)(b)`. */
export const callOfExpression = 'call of an expression';

/** `callee(…)`; what cannot be called is refused by name. */
export function buildCall(cx: BuildContext, callee: Expr, ctx: CallArgumentsContext, first: OracleToken): Expr {
  const span = cx.spanBetween(first, lastTokenOf(ctx));
  const { args, options, using } = callParts(cx, ctx);
  if (
    callee.kind !== 'Name' &&
    callee.kind !== 'Member' &&
    callee.kind !== 'Call' &&
    callee.kind !== 'CorrelationName'
  ) {
    return {
      kind: 'UnsupportedExpr',
      span,
      what: callee.kind === 'BindVariable' ? 'index of a bind variable' : callOfExpression,
    };
  }
  if (using !== undefined) {
    // `TRANSLATE(x USING NCHAR_CS)`: one of the functions with a syntax of their own.
    const name = callee.kind === 'Name' && callee.parts.length === 1 ? firstOf(callee.parts).name : '';
    const word = using.children[1];
    if ((name !== 'TRANSLATE' && name !== 'CHR') || !(word instanceof IdentifierContext))
      return { kind: 'UnsupportedExpr', span, what: 'USING in a call' };
    const items = args.map(({ span, value }) => ({ kind: 'FunctionSyntaxItem' as const, span, role: 'VALUE', value }));
    return { kind: 'NamedFunctionSyntax', span, name, args: items, options: [cx.wordsOf(using)] };
  }
  return { kind: 'Call', span, callee, args, ...options };
}

/** One argument, or one for each of the choices of a qualified expression: `1 | 3 => 'odd'`. */
function buildArguments(cx: BuildContext, ctx: ArgumentContext): readonly Argument[] {
  const span = cx.span(ctx);
  if (!hasToken(ctx, P.RANGE_SIGN) && !hasToken(ctx, P.BAR)) return [buildArgument(cx, ctx)];
  if (hasToken(ctx, P.RANGE_SIGN)) {
    const value = buildChosenRanges(cx, ctx);
    if (value) return [{ kind: 'Argument', span, value }];
  } else {
    const given = ctx.argumentValue();
    const arguments_ = ctx.expression().flatMap((choice) => (given ? [choiceOf(cx, span, choice, given)] : []));
    // What stands for several is computed for each.
    if (arguments_.every(({ value }) => value.kind === 'Name' || isLiteral(value))) return arguments_;
  }
  return [{ kind: 'Argument', span, value: cx.unsupported('choice list in a qualified expression', ctx) }];
}

function choiceOf(cx: BuildContext, span: Span, choice: ExpressionContext, given: ArgumentValueContext): Argument {
  const key = buildExpr(cx, choice);
  const value = argumentValue(cx, given);
  return key.kind === 'Name' && key.parts.length === 1 && key.link === undefined
    ? { kind: 'Argument', span, name: firstOf(key.parts), value }
    : { kind: 'Argument', span, key, value };
}

function buildArgument(cx: BuildContext, ctx: ArgumentContext): Argument {
  const span = cx.span(ctx);
  const { children } = ctx;
  const first = firstOf(children);
  if (children.length === 1) {
    return {
      kind: 'Argument',
      span,
      value: first instanceof ExpressionContext ? buildExpr(cx, first) : { kind: 'Star', span },
    };
  }
  if (!(first instanceof ExpressionContext)) {
    const value = buildIteratedElements(cx, ctx) ?? cx.unsupported('iteration over dynamic SQL', ctx);
    return { kind: 'Argument', span, value };
  }
  for (const option of ctx.argumentOption()) {
    const word = tokenTypeOf(option.children[0]);
    if (word === P.AS || word === P.PARTITION) {
      return {
        kind: 'Argument',
        span,
        value: cx.unsupported(`${word === P.AS ? 'AS' : 'PARTITION BY'} in an argument`, ctx),
      };
    }
  }
  const actual = ctx.argumentValue();
  return actual === null ? { kind: 'Argument', span, value: buildExpr(cx, first) } : choiceOf(cx, span, first, actual);
}

function argumentValue(cx: BuildContext, ctx: ArgumentValueContext): Expr {
  const expression = ctx.expression();
  return expression === null ? { kind: 'Star', span: cx.span(ctx) } : buildExpr(cx, expression);
}

/** Enters what the option says; returns it where it has no place. */
function applyOption(
  cx: BuildContext,
  ctx: ArgumentOptionContext,
  options: Writable<CallOptions>,
): ArgumentOptionContext | undefined {
  switch (tokenTypeOf(ctx.children[0])) {
    case P.DEFAULT:
      options.onConversionError = buildExpr(cx, required(ctx.expression()));
      return undefined;
    case P.IGNORE:
      options.nulls = 'IGNORE';
      return undefined;
    case P.RESPECT:
      options.nulls = 'RESPECT';
      return undefined;
    case P.ON: {
      const indicator = ctx.operand();
      options.overflow = {
        action: hasToken(ctx, P.TRUNCATE) ? 'TRUNCATE' : 'ERROR',
        indicator: indicator === null ? undefined : buildOperand(cx, indicator),
        count: hasToken(ctx, P.COUNT) ? hasToken(ctx, P.WITH) : undefined,
      };
      return undefined;
    }
    case P.USING:
      return ctx;
    default:
      return undefined;
  }
}

/** `OVER (…)`, or `OVER w` with the name of a window. */
export function buildOver(cx: BuildContext, ctx: OverClauseContext): WindowSpec | Identifier {
  const specification = ctx.windowSpecification();
  return specification === null ? buildIdentifier(cx, required(ctx.identifier())) : buildWindow(cx, specification);
}

/**
 * What stands in the parentheses of OVER or WINDOW w AS. (SQL Language Reference,
 * "Analytic Functions", analytic_clause)
 */
export function buildWindow(cx: BuildContext, ctx: WindowSpecificationContext): WindowSpec {
  const name = ctx._baseWindow;
  const partition = ctx.partitionByClause();
  const order = ctx.orderByClause();
  const frame = ctx.windowFrame();
  return {
    kind: 'WindowSpec',
    span: cx.span(ctx),
    name: name === undefined ? undefined : buildIdentifier(cx, name),
    partitionBy:
      partition === null
        ? []
        : partition
            .expressionList()
            .expression()
            .map((item) => buildExpr(cx, item)),
    orderBy: order === null ? [] : buildOrderItems(cx, order),
    frame: frame === null ? undefined : buildFrame(cx, frame),
  };
}

function buildFrame(cx: BuildContext, ctx: WindowFrameContext): WindowFrame {
  const [start, end] = ctx.frameBound();
  const unit = tokenTypeOf(ctx.children[0]);
  return {
    kind: 'WindowFrame',
    span: cx.span(ctx),
    unit: unit === P.ROWS ? 'ROWS' : unit === P.RANGE ? 'RANGE' : 'GROUPS',
    start: buildBound(cx, required(start)),
    end: end === undefined ? undefined : buildBound(cx, end),
    exclude: exclusionOf(ctx),
  };
}

function exclusionOf(ctx: WindowFrameContext): WindowFrame['exclude'] {
  if (!hasToken(ctx, P.EXCLUDE)) return undefined;
  if (hasToken(ctx, P.CURRENT)) return 'CURRENT ROW';
  return hasToken(ctx, P.GROUP) ? 'GROUP' : hasToken(ctx, P.TIES) ? 'TIES' : 'NO OTHERS';
}

function buildBound(cx: BuildContext, ctx: FrameBoundContext): FrameBound {
  const span = cx.span(ctx);
  const first = tokenTypeOf(ctx.children[0]);
  if (first === P.CURRENT) return { kind: 'FrameBound', span, bound: 'CURRENT ROW' };
  const side = lastTokenOf(ctx).type === P.PRECEDING ? 'PRECEDING' : 'FOLLOWING';
  if (first === P.UNBOUNDED) return { kind: 'FrameBound', span, bound: `UNBOUNDED ${side}` };
  const offset = resolvePrecedence(cx, required(ctx.frameOffset()).children);
  return { kind: 'FrameBound', span, bound: side, offset };
}
