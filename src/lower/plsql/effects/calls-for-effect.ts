import type { Effects } from '../../../analyze/analysis.js';
import type { Expr } from '../../../ir/oracle/index.js';
import { contains } from '../../../ir/walk.js';
import type { ExprContext } from '../../context.js';
import { calleesOf } from './callees.js';

/** Does the expression call a routine for more than its value: rows, output, the state of a package, a transaction? */
export const callsForEffect = ({ unit: { analysis } }: ExprContext, expr: Expr): boolean =>
  contains(expr, (node) => calleesOf(analysis, node).some((callee) => isSeen(analysis.effectsOf(callee))));

const isSeen = (effects: Effects): boolean =>
  effects.output ||
  effects.writesState ||
  effects.writesTables.size > 0 ||
  effects.dynamicChanges ||
  effects.changesBySupplied ||
  effects.transactionControl ||
  effects.autonomous;
