import { errorLogging, unsupportedClause } from '../../diagnostics/op2.js';
import type { Delete } from '../../ir/oracle/index.js';
import type { PgDelete } from '../../ir/postgres/index.js';
import { type ExprContext, refuse } from '../context.js';
import { lowerFromItem } from '../queries/from/from.js';
import { within } from '../queries/scope.js';
import type { MakeReturning } from './returning.js';
import { tableTarget } from './target.js';
import { asksForRows, changedView, refuseReturningOfInstead } from './views/changed-view.js';
import { deleteFromView } from './views/inline-view.js';
import { lowerWhere, partitionOfCursor } from './where.js';

/**
 * DELETE of a table's rows, of a view over a join, or of a subquery's; `returning` makes the RETURNING clause in the
 * statement's own scope.
 * @throws Refusal
 */
export function lowerDelete(ex: ExprContext, s: Delete, returning: MakeReturning): PgDelete {
  if (s.errorLogging) refuse(errorLogging(s.errorLogging.span, 'what stands around it'));
  refuseReturningOfInstead(ex, s);
  const outer = within(ex, () => undefined);
  const view = changedView(outer, s.target, asksForRows(ex, [s.where]) || s.where?.kind === 'CurrentOf');
  if (view && s.from) refuse(unsupportedClause(s.span, 'FROM where rows are deleted through a view'));
  if (view) return deleteFromView(outer, s, view, returning);
  const table = tableTarget(outer, s.target, partitionOfCursor(outer, s.target, s.where));
  const where = lowerWhere(outer, s.where, table, s.span);
  const using = s.from?.map((item) => lowerFromItem(outer, item));
  const made = returning(outer, table);
  return {
    kind: 'PgDelete',
    span: s.span,
    target: { ...table.table, ...(s.only ? { only: true } : {}) },
    ...(using ? { using } : {}),
    ...(where ? { where } : {}),
    ...(made ? { returning: made } : {}),
  };
}
