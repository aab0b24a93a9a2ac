import type { BoundArgument } from '../../analyze/analysis.js';
import type { RoutineSymbol } from '../../analyze/model/symbols.js';
import type { OracleType } from '../../analyze/model/types.js';
import type { Span } from '../../ir/span.js';
import type { ExprContext } from '../context.js';
import { hasHandlerAround } from '../plsql/body/handlers-around.js';
import type { RoutineContext } from '../plsql/body/routine-context.js';
import { sizedParameters } from './actual-sizes.js';

/*
 * A text that is too long for the caller's variable fails in the routine, which then hands back nothing. Where the size
 * is not told to the routine it fails here as the call returns: what else is handed back must come after it.
 * (PL/SQL Language Reference, "Subprogram Parameter Modes")
 */

/** Which of the arguments are texts that may turn out too long once the call has returned? */
export function lateTexts(
  ex: ExprContext,
  routine: RoutineSymbol,
  bound: readonly BoundArgument[],
): ReadonlySet<BoundArgument> {
  const sized = new Set(sizedParameters(ex.unit, routine));
  const texts = bound.filter(({ parameter, actual }) => {
    if (parameter.mode === 'IN' || !isText(parameter.variable.type) || !actual || sized.has(parameter)) return false;
    const type = ex.unit.analysis.typeOf(actual);
    return isText(type) && type.length !== undefined;
  });
  return new Set(texts);
}

const isText = (type: OracleType): type is Extract<OracleType, { kind: 'varchar2' | 'char' }> =>
  type.kind === 'varchar2' || type.kind === 'char';

/** Can what a failing call has handed back be seen: does a handler come behind it, or do others know the variables? */
export function outlivesFailure(rc: RoutineContext, bound: readonly BoundArgument[], call: Span): boolean {
  return hasHandlerAround(rc, call) || bound.some((argument) => isOfOthers(rc, argument));
}

function isOfOthers(rc: RoutineContext, { parameter, actual }: BoundArgument): boolean {
  if (parameter.mode === 'IN' || (actual?.kind !== 'Name' && actual?.kind !== 'Call' && actual?.kind !== 'Member'))
    return false;
  const { base } = rc.unit.analysis.resolve(actual);
  if (base.kind !== 'variable') return false;
  const { storage, container } = base.variable;
  return storage === 'package' || (rc.symbol?.kind === 'routine' && container !== rc.symbol && storage !== 'loopIndex');
}
