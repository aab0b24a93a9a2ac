import { comparisonOperators } from '../../../ir/kinds.js';
import type { Expr, Logical } from '../../../ir/oracle/index.js';
import type { PgExpr, PlStatement } from '../../../ir/postgres/index.js';
import { b, isCall, pgTypes } from '../../builders.js';
import type { ExprContext } from '../../context.js';
import { isSafe } from '../../plsql/errors/safe.js';
import { behindCalls } from '../evaluation/beside-calls.js';
import { callsRoutine } from '../evaluation/calls-routine.js';
import { mayBeConstant } from '../evaluation/left-out-calls.js';
import { behind, inAlternatives } from '../evaluation/reached.js';
import { lowerCondition } from '../index.js';

/**
 * AND and OR. Outside of SQL, PL/SQL evaluates from left to right and stops as soon as the answer is known;
 * PostgreSQL's executor does the same for an expression that is not a WHERE or ON clause (only those are reordered by
 * cost). What is constant it works out before: see evaluation/left-out-calls.ts. (PL/SQL Language Reference,
 * "Short-Circuit Evaluation"; PostgreSQL sources: ExecEvalBoolAndStep, simplify_and_arguments)
 */
export function lowerLogical(ex: ExprContext, node: Logical): PgExpr {
  const [first, ...rest] = node.operands;
  if (!first) return b.boolean(node.span, node.op === 'AND');
  let result = lowerCondition(inAlternatives(ex, node, []), first);
  rest.forEach((operand, i) => {
    result = join(ex, node, result, operand, node.operands.slice(0, i + 1));
  });
  return result;
}

/** The operands before, in PostgreSQL, and the next one. */
function join(ex: ExprContext, node: Logical, left: PgExpr, operand: Expr, earlier: readonly Expr[]): PgExpr {
  const { span } = operand;
  const within = inAlternatives(behind(ex, earlier), node, earlier);
  const combine = (l: PgExpr, r: PgExpr): PgExpr =>
    node.op === 'AND' ? b.and(node.span, l, r) : b.or(node.span, l, r);
  const { hoist, routine } = ex;
  if (!hoist || !routine) return combine(left, lowerCondition(within, operand));
  const before: PlStatement[] = [];
  const right = lowerCondition({ ...within, hoist: (s) => before.push(s) }, operand);
  if (before.length === 0) {
    // A constant that settles the answer keeps PostgreSQL from evaluating what PL/SQL evaluates, and what may fail
    // there.
    if (ex.sql || cannotFail(left) || !mayBeConstant(right, node.op === 'OR')) {
      return combine(left, cannotFail(left) ? right : behindCalls(ex, earlier, operand, right));
    }
    const called = b.column(span, routine.temporary('condition', pgTypes.boolean));
    hoist(b.assign(span, called, left));
    return combine(called, right);
  }
  // What must run before the right operand runs only where the left one leaves the answer open.
  const condition = b.column(span, routine.temporary('condition', pgTypes.boolean));
  hoist(b.assign(span, condition, left));
  const open: PgExpr = {
    kind: 'PgIs',
    span,
    what: node.op === 'AND' ? 'false' : 'true',
    negated: true,
    operand: condition,
  };
  hoist(b.ifThen(span, open, [...before, b.assign(span, condition, combine(condition, right))]));
  return condition;
}

/** Is nothing lost where PostgreSQL does not evaluate it? Every text has a length, and letters in either case. */
function cannotFail(value: PgExpr): boolean {
  if (callsRoutine(value)) return false;
  if (isSafe(value)) return true;
  if (value.kind === 'PgBinary')
    return comparisonOperators.has(value.op) && cannotFail(value.left) && cannotFail(value.right);
  return isCall(value, 'length', 'lower', 'upper') && value.args.every(cannotFail);
}
