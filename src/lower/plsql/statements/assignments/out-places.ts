import type { Analysis, BoundArgument } from '../../../../analyze/analysis.js';
import type { RoutineSymbol, VariableSymbol } from '../../../../analyze/model/symbols.js';
import type { Expr } from '../../../../ir/oracle/index.js';
import type { PgExpr } from '../../../../ir/postgres/index.js';
import { contains } from '../../../../ir/walk.js';
import { b } from '../../../builders.js';
import { writtenCaptures } from '../../../calls/handed-back.js';
import type { ExprContext, Substitutions } from '../../../context.js';
import { lowerExpr } from '../../../expressions/index.js';
import { pgTypeOf } from '../../../types.js';
import type { RoutineContext } from '../../body/routine-context.js';

type Chain = Extract<Expr, { kind: 'Name' | 'Call' | 'Member' | 'CorrelationName' }>;

const isChain = (node: { readonly kind: string }): node is Chain =>
  ['Name', 'Call', 'Member', 'CorrelationName'].includes(node.kind);

/**
 * Which element `c(i)` an OUT or IN OUT parameter hands back to is settled before the call: an index that the call may
 * change, or that must not be computed twice, goes into a temporary. Gives what stands for such indexes, if there are
 * any.
 */
export function settledPlaces(
  ex: ExprContext,
  rc: RoutineContext,
  routine: RoutineSymbol,
  bound: readonly BoundArgument[],
  argument: BoundArgument,
): Substitutions | undefined {
  const { actual } = argument;
  if (!actual || !isChain(actual)) return undefined;
  const { analysis } = ex.unit;
  const changed = new Set(writtenCaptures(ex, routine));
  for (const other of bound) {
    if (other === argument || other.parameter.mode === 'IN' || !other.actual || !isChain(other.actual)) continue;
    const { base } = analysis.resolve(other.actual);
    if (base.kind === 'variable') changed.add(base.variable);
  }
  const settled = new Map<Expr, PgExpr>();
  for (const step of analysis.resolve(actual).steps) {
    if (step.kind !== 'element' || !moves(analysis, step.index, changed)) continue;
    const { span } = step.index;
    const type = pgTypeOf(ex.unit.naming, analysis.typeOf(step.index), 'variable');
    const value = lowerExpr(ex, step.index);
    const place = b.column(span, rc.temporary('index', type));
    ex.hoist?.(b.assign(span, place, value));
    settled.set(step.index, place);
  }
  if (settled.size === 0) return undefined;
  return { ...ex.substitutions, replace: (expr) => settled.get(expr) ?? ex.substitutions?.replace(expr) };
}

/** May the expression have another value, or another effect, when it is computed again after the call? */
function moves(analysis: Analysis, index: Expr, changed: ReadonlySet<VariableSymbol>): boolean {
  return contains(index, (node) => {
    if (!isChain(node)) return false;
    const { base, steps } = analysis.resolve(node);
    if (steps.some((s) => s.kind === 'objectMethod')) return true;
    if (base.kind !== 'variable') return base.kind !== 'builtin' || base.args.length === 0;
    return changed.has(base.variable) || (base.variable.storage === 'package' && !base.variable.constant);
  });
}
