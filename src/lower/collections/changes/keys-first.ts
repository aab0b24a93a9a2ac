import type { ResolvedStep } from '../../../analyze/analysis.js';
import type { Expr } from '../../../ir/oracle/index.js';
import type { PgExpr, PlStatement } from '../../../ir/postgres/index.js';
import { b } from '../../builders.js';
import type { ExprContext } from '../../context.js';
import { lowerExpr } from '../../expressions/index.js';
import type { RoutineContext } from '../../plsql/body/routine-context.js';
import { isPure } from '../../plsql/effects/callees.js';
import { pgTypeOf } from '../../types.js';

/**
 * Where the steps lead from a package's variable: keys that call a routine, which may change the variable itself, are
 * computed in `before`, before anything is taken from it. Gives the context in which they stand as computed.
 */
export function withKeysFirst(
  rc: RoutineContext,
  ex: ExprContext,
  steps: readonly ResolvedStep[],
  before: PlStatement[],
): ExprContext {
  const { analysis, naming } = ex.unit;
  const computed = new Map<Expr, PgExpr>();
  for (const step of steps) {
    if (step.kind !== 'element' || isPure(analysis, step.index)) continue;
    const { index } = step;
    const key = b.column(index.span, rc.temporary('key', pgTypeOf(naming, analysis.typeOf(index), 'variable')));
    before.push(b.assign(index.span, key, lowerExpr({ ...ex, hoist: (s) => before.push(s) }, index)));
    computed.set(index, key);
  }
  if (computed.size === 0) return ex;
  const { substitutions } = ex;
  return {
    ...ex,
    substitutions: { ...substitutions, replace: (expr) => computed.get(expr) ?? substitutions?.replace(expr) },
  };
}
