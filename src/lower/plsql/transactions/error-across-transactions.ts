import type { Analysis } from '../../../analyze/analysis.js';
import type { RoutineSymbol } from '../../../analyze/symbols.js';
import type { Expr } from '../../../ir/oracle/index.js';
import type { PlStatement } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { type AnyNode, walk } from '../../../ir/walk.js';
import { b } from '../../builders.js';
import type { BodyBuilder } from '../body/body-builder.js';
import { calleesOf } from '../effects/callees.js';
import { errType } from '../errors/capture.js';

/**
 * COMMIT or ROLLBACK where a handler may have made its error known to the routines that it calls. SQLCODE outlives the transaction in Oracle; what
 * `ora.error_publish` noted is a setting, which ROLLBACK takes back to what it was at the last COMMIT.
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

const known = new WeakMap<Analysis, ReadonlySet<RoutineSymbol>>();

/** The routines that run, themselves or further down, while a handler has its error known to the session. */
export function calledInHandlers(analysis: Analysis): ReadonlySet<RoutineSymbol> {
  const answer = known.get(analysis);
  if (answer) return answer;
  const reached = new Set<RoutineSymbol>();
  const reach = (routine: RoutineSymbol): void => {
    if (reached.has(routine)) return;
    reached.add(routine);
    for (const callee of analysis.effectsOf(routine).calls) reach(callee);
  };
  for (const unit of analysis.units)
    walk(unit as AnyNode, (node) => {
      if (node.kind !== 'ExceptionHandler') return;
      const callees = calledIn(analysis, node);
      if (callees.some((callee) => analysis.effectsOf(callee).readsError)) for (const callee of callees) reach(callee);
    });
  known.set(analysis, reached);
  return reached;
}

function calledIn(analysis: Analysis, handler: AnyNode): readonly RoutineSymbol[] {
  const found: RoutineSymbol[] = [];
  walk(handler, (node) => {
    found.push(...calleesOf(analysis, node as unknown as Expr));
  });
  return found;
}
