import type { Analysis } from '../../../analyze/analysis.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import { contains } from '../../../ir/walk.js';
import { remembered } from '../../remembered.js';
import type { RoutineContext } from '../body/routine-context.js';
import { calleesWithin, reachedFrom } from '../effects/callees.js';

/**
 * An exception that a handler raises stands on the one that it handles: FORMAT_ERROR_STACK tells both in Oracle, the
 * last one here. May such an error come to the body? One without handlers of its own tells of the errors of whoever
 * calls it. (PL/SQL Packages and Types Reference, DBMS_UTILITY, "FORMAT_ERROR_STACK Function"; PL/SQL Language
 * Reference, "Exception Propagation")
 */
export function maySeeStackedErrors(rc: RoutineContext): boolean {
  const { analysis } = rc.unit;
  if (!contains(rc.source, (node) => node.kind === 'ExceptionHandler')) return raisedAnywhere(analysis);
  if (raisesInHandler(rc.source)) return true;
  return [...reachedFrom(analysis, calleesWithin(analysis, rc.source))].some(
    ({ definition }) => definition !== undefined && raisesInHandler(definition),
  );
}

const raisedAnywhere = remembered((analysis: Analysis): boolean =>
  analysis.units.some((unit) => raisesInHandler(unit)),
);

/** Does a handler raise another exception than the one that it handles? */
const raisesInHandler = remembered((body: OracleNode): boolean =>
  contains(
    body,
    (node) =>
      node.kind === 'ExceptionHandler' &&
      contains(node, (inner) => inner.kind === 'Raise' && 'exception' in inner && inner.exception !== undefined),
  ),
);
