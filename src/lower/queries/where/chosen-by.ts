import type { Expr } from '../../../ir/oracle/index.js';
import type { PgExpr } from '../../../ir/postgres/index.js';
import type { ExprContext } from '../../context.js';
import { lowerCondition } from '../../expressions/index.js';
import { callingOnce } from './calls-once.js';
import { searchable } from './char-columns.js';

/** A condition of WHERE or ON, written so that indexes serve it as they did in Oracle, those of `target` above all. */
export function chosenBy(ex: ExprContext, expr: Expr, target?: string): PgExpr {
  const condition = lowerCondition(ex.chosenBy ? ex : { ...ex, chosenBy: 'condition' }, expr);
  return searchable(callingOnce(ex, expr, condition), target);
}
