import { takesAll } from '../../ir/exception-handlers.js';
import type { Block, RoutineDefinition } from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import { contains, walk } from '../../ir/walk.js';
import type { AnalyzeContext } from '../context.js';
import { namesNoData } from './no-data.js';

/** Has the routine a block whose handlers take NO_DATA_FOUND and do not raise it once more? */
export const takesNoDataSomewhere = (cx: AnalyzeContext, routine: RoutineDefinition): boolean =>
  contains(routine.body, (node) => node.kind === 'Block' && takesNoData(cx, node));

/**
 * Visits the nodes of a routine that NO_DATA_FOUND can leave it from: all but the statements of blocks whose handlers
 * take it. What such a block declares and its handlers themselves are outside of it. (PL/SQL Language Reference,
 * "Exception Propagation")
 */
export function walkOutsideNoDataHandlers(
  cx: AnalyzeContext,
  routine: RoutineDefinition,
  visit: (node: OracleNode) => void,
): void {
  const outside = (root: OracleNode): void =>
    walk(root, (node) => {
      if (node.kind === 'RoutineDefinition') return false;
      if (node.kind === 'Block' && takesNoData(cx, node)) {
        for (const part of [...node.declarations, ...node.handlers]) outside(part);
        return false;
      }
      visit(node);
      return true;
    });
  outside(routine.body);
}

function takesNoData(cx: AnalyzeContext, { handlers }: Block): boolean {
  const handler =
    handlers.find(({ exceptions }) => exceptions.some((e) => namesNoData(cx, e))) ?? handlers.find(takesAll);
  return handler !== undefined && !contains(handler, (node) => node.kind === 'Raise' && !node.exception);
}
