import type { Argument, Expr } from '../../ir/oracle/index.js';
import type {
  CallArgumentsContext,
  CallTargetContext,
  CaseConditionContext,
  ExpressionContext,
  OperandContext,
  ReferenceContext,
} from '../generated/OracleParser.js';
import type { BuildContext } from './context.js';

export declare function buildExpr(cx: BuildContext, ctx: ExpressionContext): Expr;
export declare function buildOperand(cx: BuildContext, ctx: OperandContext): Expr;
/** `reference`, and `callTarget` of PL/SQL statements. */
export declare function buildReference(cx: BuildContext, ctx: ReferenceContext | CallTargetContext): Expr;
export declare function buildArguments(cx: BuildContext, ctx: CallArgumentsContext): readonly Argument[];
/** A branch's condition of CASE; `selector` is the operand of a simple CASE. */
export declare function buildCaseCondition(cx: BuildContext, ctx: CaseConditionContext): Expr;
