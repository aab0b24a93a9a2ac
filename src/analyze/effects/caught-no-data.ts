import { takesAll } from '../../ir/exception-handlers.js';
import type { ExceptionHandler, RoutineDefinition } from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import { contains } from '../../ir/walk.js';
import type { AnalyzeContext } from '../context.js';
import { namesNoData } from './no-data.js';

/**
 * The parts of a routine that NO_DATA_FOUND can leave it from, where the handlers of its body take the one of its
 * statements: what is declared, and the handlers themselves. `again`: the handler raises it once more. Undefined where
 * no handler takes it. (PL/SQL Language Reference, "Exception Propagation")
 */
export function outsideNoDataHandler(
  cx: AnalyzeContext,
  routine: RoutineDefinition,
): { readonly parts: readonly OracleNode[]; readonly again: boolean } | undefined {
  const { body } = routine;
  if (body.kind !== 'Block') return undefined;
  const handler =
    body.handlers.find(({ exceptions }) => exceptions.some((e) => namesNoData(cx, e))) ?? body.handlers.find(takesAll);
  if (!handler) return undefined;
  const parts = [...body.declarations.filter((d) => d.kind !== 'RoutineDefinition'), ...body.handlers] as OracleNode[];
  return { parts, again: raisesAgain(handler) };
}

function raisesAgain(handler: ExceptionHandler): boolean {
  return contains(handler, (node) => node.kind === 'Raise' && !node.exception);
}
