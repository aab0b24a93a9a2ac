import type { Analysis } from '../../../analyze/analysis.js';
import type { RoutineSymbol } from '../../../analyze/model/symbols.js';
import type { PlStatement } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { nodesOf } from '../../../ir/walk.js';
import { b } from '../../builders.js';
import { remembered } from '../../remembered.js';
import type { BodyBuilder } from '../body/body-builder.js';
import { calleesWithin, reachedFrom } from '../effects/callees.js';
import { errType } from '../errors/capture.js';

/**
 * COMMIT or ROLLBACK where a handler may have made its error known to the routines that it calls. SQLCODE outlives the
 * transaction in Oracle; what `ora.error_publish` noted is a setting, which ROLLBACK takes back to what it was at the
 * last COMMIT.
 */
export function endTransaction(rc: BodyBuilder, span: Span, action: 'commit' | 'rollback'): PlStatement[] {
  const end: PlStatement = { kind: 'PlTransaction', span, action };
  const publish = (error: Parameters<typeof b.ora>[2]): PlStatement =>
    b.perform(span, b.ora(span, 'error_publish', error));
  const around = (error: string): PlStatement[] => [
    ...(action === 'commit' ? [publish(b.cast(span, b.null(span), errType))] : []),
    end,
    publish(b.column(span, error)),
  ];
  const { published } = rc.jumps;
  if (published !== undefined) return around(published);
  const { symbol } = rc;
  if (symbol?.kind !== 'routine' || !calledInHandlers(rc.unit.analysis).has(symbol)) return [end];
  const error = rc.fresh('error_around', errType);
  return [b.assign(span, b.column(span, error), b.ora(span, 'error_published')), ...around(error)];
}

/** Does more than the end of the transaction become of COMMIT and ROLLBACK here? */
export const publishesAround = ({ jumps, symbol, unit }: BodyBuilder): boolean =>
  jumps.published !== undefined || (symbol?.kind === 'routine' && calledInHandlers(unit.analysis).has(symbol));

/** The routines that run, themselves or further down, while a handler has its error known to the session. */
export const calledInHandlers = remembered((analysis: Analysis): ReadonlySet<RoutineSymbol> => {
  const called = new Set<RoutineSymbol>();
  for (const unit of analysis.units)
    for (const handler of nodesOf(unit, 'ExceptionHandler')) {
      const callees = calleesWithin(analysis, handler);
      if (callees.some((callee) => analysis.effectsOf(callee).readsError))
        for (const callee of callees) called.add(callee);
    }
  return reachedFrom(analysis, called);
});
