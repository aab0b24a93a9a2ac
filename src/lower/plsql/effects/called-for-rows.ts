import type { Analysis } from '../../../analyze/analysis.js';
import type { RoutineSymbol } from '../../../analyze/model/symbols.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import { walk } from '../../../ir/walk.js';
import { isDualAlone } from '../../queries/from/dual.js';
import { remembered } from '../../remembered.js';
import { calleesWithin } from './callees.js';

/** The routines that statements of the inputs call for each of their rows, be they more than one. */
export const calledForRows = remembered((analysis: Analysis): ReadonlySet<RoutineSymbol> => {
  const found = new Set<RoutineSymbol>();
  for (const unit of analysis.units)
    walk(unit, (node) => {
      if (!hasRows(analysis, node)) return true;
      for (const routine of calleesWithin(analysis, node)) found.add(routine);
      return false;
    });
  return found;
});

function hasRows(analysis: Analysis, node: OracleNode): boolean {
  switch (node.kind) {
    case 'Select':
      return node.hierarchy !== undefined || !isDualAlone(analysis, node.from);
    case 'Update':
    case 'Delete':
    case 'Merge':
      return true;
    default:
      return false;
  }
}
