import type { Analysis } from '../../../analyze/analysis.js';
import { lastName } from '../../../ir/dotted.js';
import type { ExceptionHandler } from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import { contains, walk } from '../../../ir/walk.js';
import { remembered } from '../../remembered.js';
import type { RoutineContext } from '../body/routine-context.js';
import { calleesWithin, reachedFrom } from '../effects/callees.js';

/**
 * RAISE_APPLICATION_ERROR whose third argument is TRUE puts its error on those before, and a line ORA-06512 between
 * them. May the code, or a routine that it calls, do that in a handler? (PL/SQL Language Reference,
 * "RAISE_APPLICATION_ERROR Procedure")
 */
export const keepsErrorsBelow = (analysis: Analysis, code: OracleNode): boolean =>
  keepsInHandler(analysis, code) ||
  [...reachedFrom(analysis, calleesWithin(analysis, code))].some(
    ({ definition }) => definition !== undefined && keepsInHandler(analysis, definition),
  );

/** May kept errors come to the body? One without handlers of its own tells of the errors of whoever calls it. */
export function maySeeKeptErrors(rc: RoutineContext): boolean {
  const { analysis } = rc.unit;
  return contains(rc.source, (node) => node.kind === 'ExceptionHandler')
    ? keepsErrorsBelow(analysis, rc.source)
    : analysis.units.some((unit) => keepsInHandler(analysis, unit));
}

const keepsInHandler = (analysis: Analysis, code: OracleNode): boolean =>
  handlersIn(code).some(
    (handler) =>
      keeps(handler) ||
      [...reachedFrom(analysis, calleesWithin(analysis, handler))].some(
        ({ definition }) => definition !== undefined && keeps(definition),
      ),
  );

const handlersIn = remembered((code: OracleNode): readonly ExceptionHandler[] => {
  const found: ExceptionHandler[] = [];
  walk(code, (node) => {
    if (node.kind === 'ExceptionHandler') found.push(node);
    return true;
  });
  return found;
});

const keeps = remembered((root: OracleNode): boolean =>
  contains(root, (node) => {
    if (node.kind !== 'Call') return false;
    const { callee, args } = node;
    if (callee.kind !== 'Name' || lastName(callee) !== 'RAISE_APPLICATION_ERROR') return false;
    const keep = args.find((a, i) => (a.name ? a.name.name === 'KEEPERRORSTACK' : i === 2))?.value;
    return keep !== undefined && !(keep.kind === 'BooleanLiteral' && !keep.value);
  }),
);
