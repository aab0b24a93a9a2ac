import type { Analysis, BoundArgument } from '../../analyze/analysis.js';
import type { RoutineSymbol } from '../../analyze/model/symbols.js';
import { builtinFunction } from '../../analyze/oracle/builtin-functions.js';
import { unsupportedFunction } from '../../diagnostics/op2-expressions.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { inArguments } from '../calls/in-arguments.js';
import { type ExprContext, refuse } from '../context.js';
import type { Chain } from './names/chain.js';
import { lowerOver } from './windows.js';

/**
 * A function whose steps are methods of an object type. (Data Cartridge Developer's Guide, "User-Defined Aggregate
 * Functions")
 */
export const isAggregateFunction = ({ definition }: RoutineSymbol): boolean =>
  definition?.body.kind === 'AggregateBody';

const syntaxAggregates: ReadonlySet<string> = new Set(['XMLAGG', 'JSON_ARRAYAGG', 'JSON_OBJECTAGG']);

/** Is the expression itself a call of an aggregate function (not as a window function)? */
export function isAggregateCall(analysis: Analysis, expr: OracleNode): boolean {
  if (expr.kind === 'NamedFunctionSyntax') return syntaxAggregates.has(expr.name);
  if (expr.kind !== 'Call' || expr.over) return false;
  const { base } = analysis.resolve(expr);
  if (base.kind === 'routine') return isAggregateFunction(base.routine);
  return base.kind === 'builtin' && (builtinFunction(base.name)?.aggregate === true || expr.withinGroup !== undefined);
}

/** `f(DISTINCT x)` or `f(x) OVER (…)` of the user's own aggregate. */
export function lowerAggregateCall(
  ex: ExprContext,
  expr: Chain,
  routine: RoutineSymbol,
  bound: readonly BoundArgument[],
  span: Span,
): PgExpr {
  const { quantifier, over, keep } = expr.kind === 'Call' ? expr : {};
  const distinct = quantifier === 'DISTINCT' || quantifier === 'UNIQUE';
  if (keep) return refuse(unsupportedFunction(span, `${routine.name} KEEP`, 'only built-in aggregates take it'));
  if (distinct && over)
    return refuse(
      unsupportedFunction(span, `${routine.name}(DISTINCT …) OVER`, 'PostgreSQL has no DISTINCT in window functions'),
    );
  return {
    kind: 'PgCall',
    span,
    name: ex.unit.naming.of(routine),
    args: inArguments(ex, routine, bound),
    ...(distinct ? { distinct } : {}),
    ...(over ? { over: lowerOver(ex, over) } : {}),
  };
}
