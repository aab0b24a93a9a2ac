import { unsupportedExpression } from '../../diagnostics/op2-expressions.js';
import type { Argument } from '../../ir/oracle/index.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b } from '../builders.js';
import { type ExprContext, refuse } from '../context.js';
import { foldName } from '../naming.js';
import { literalText } from './typing.js';

/**
 * INSERTING, UPDATING, DELETING; `UPDATING('C')` unless the trigger's lowering has put a mark in its place.
 * (PL/SQL Language Reference, "Conditional Predicates for Detecting Triggering DML Statement")
 */
export function lowerTriggerPredicate(
  ex: ExprContext,
  name: 'INSERTING' | 'UPDATING' | 'DELETING',
  args: readonly Argument[],
  span: Span,
): PgExpr {
  // PostgreSQL tells the event to the trigger function alone; Oracle to all that it calls.
  if (ex.routine?.symbol?.kind !== 'trigger')
    return refuse(unsupportedExpression(span, `${name} outside of the body of a trigger`));
  const event = { INSERTING: 'INSERT', UPDATING: 'UPDATE', DELETING: 'DELETE' }[name];
  const test = b.eq(span, b.raw(span, 'tg_op'), b.text(span, event));
  const [column] = args;
  if (column === undefined) return test;
  const text = literalText(column.value);
  if (text === undefined) return refuse(unsupportedExpression(span, 'UPDATING with a column that is not a literal'));
  const folded = foldName(text.toUpperCase());
  const updated = ex.routine.updatedColumns;
  // A trigger without such a mark does not fire on UPDATE: the test of the event says all.
  if (!updated) return test;
  return b.and(span, test, {
    kind: 'PgQuantified',
    span,
    op: '=',
    quantifier: 'any',
    left: b.text(span, folded),
    right: updated,
  });
}
