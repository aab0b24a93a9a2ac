import type { Expr, ForLoop, Identifier, IterationControl } from '../../../ir/oracle/index.js';
import { cover } from '../../../ir/span.js';
import {
  type ArgumentContext,
  type ExpressionContext,
  type IterationControlContext,
  type LoopHeadContext,
  OracleParser as P,
} from '../../generated/OracleParser.js';
import type { BuildContext } from '../context.js';
import { buildExpr } from '../expressions/expressions.js';
import { buildIdentifier } from '../names.js';
import { required } from '../required.js';
import { hasToken, ruleOf, tokenTypeOf } from '../tree.js';
import { buildTypeRef } from '../types.js';

/** The head of a loop with one or some of its controls, none of which is over rows. */
export function forLoopHead(
  cx: BuildContext,
  head: LoopHeadContext | ArgumentContext,
  controls: readonly IterationControlContext[],
): Omit<ForLoop, 'span' | 'body'> {
  const [first, second] = head.iterand();
  const type = required(first).dataType();
  const valueIndex = second === undefined ? undefined : buildIdentifier(cx, second.identifier());
  return {
    kind: 'ForLoop',
    index: buildIdentifier(cx, required(first).identifier()),
    ...(type && { indexType: buildTypeRef(cx, type) }),
    ...(hasToken(required(first), P.MUTABLE) && { mutable: true as const }),
    controls: controls.map((control) => buildControl(cx, control, valueIndex)),
  };
}

/** `1..n`, `REVERSE a..b BY 2 WHEN …`, `VALUES OF c`. (PL/SQL Language Reference, "Iterator") */
function buildControl(
  cx: BuildContext,
  ctx: IterationControlContext,
  valueIndex: Identifier | undefined,
): IterationControl {
  const parts = controlParts(ctx);
  const built = (part: ExpressionContext | undefined): Expr | undefined => part && buildExpr(cx, part);
  const [first, high, by] = [required(built(parts.first)), built(parts.high), built(parts.by)];
  const [whileCondition, when] = [built(parts.while), built(parts.when)];
  const span = cx.span(ctx);
  const reverse = hasToken(ctx, P.REVERSE);
  if (parts.over !== undefined) {
    return {
      kind: 'CollectionControl',
      span: valueIndex === undefined ? span : cover(valueIndex.span, span),
      over: parts.over,
      reverse,
      value: first,
      ...(valueIndex && { valueIndex }),
      ...(when && { when }),
    };
  }
  const conditions = { ...(whileCondition && { whileCondition }), ...(when && { when }) };
  if (high === undefined) {
    return { kind: 'ExpressionControl', span, repeat: hasToken(ctx, P.REPEAT), value: first, ...conditions };
  }
  return { kind: 'SteppedControl', span, reverse, low: first, high, ...(by && { by }), ...conditions };
}

/** What stands where in one iteration control. */
export interface ControlParts {
  readonly over?: 'VALUES' | 'INDICES' | 'PAIRS';
  readonly first?: ExpressionContext;
  readonly high?: ExpressionContext;
  readonly by?: ExpressionContext;
  readonly while?: ExpressionContext;
  readonly when?: ExpressionContext;
}

/** Finds the parts by the words before them. (PL/SQL Language Reference 21c, "Iterator") */
export function controlParts(ctx: IterationControlContext): ControlParts {
  const parts: { -readonly [K in keyof ControlParts]: ControlParts[K] } = {};
  let place: 'first' | 'high' | 'by' | 'while' | 'when' = 'first';
  for (const child of ctx.children) {
    if (ruleOf(child) === P.RULE_expression) {
      parts[place] = child as ExpressionContext;
      continue;
    }
    switch (tokenTypeOf(child)) {
      case P.VALUES:
        parts.over = 'VALUES';
        break;
      case P.INDICES:
        parts.over = 'INDICES';
        break;
      case P.PAIRS:
        parts.over = 'PAIRS';
        break;
      case P.RANGE_SIGN:
        place = 'high';
        break;
      case P.BY:
        place = 'by';
        break;
      case P.WHILE:
        place = 'while';
        break;
      case P.WHEN:
        place = 'when';
        break;
      default:
        break;
    }
  }
  return parts;
}
