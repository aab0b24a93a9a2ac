import type { TriggerSymbol } from '../../../analyze/model/symbols.js';
import { unsupportedExpression } from '../../../diagnostics/op2-expressions.js';
import { literalText } from '../../../ir/literals.js';
import type { Argument, Expr } from '../../../ir/oracle/index.js';
import type { PgExpr } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b, pgTypes } from '../../builders.js';
import { type ExprContext, refuse, type UnitContext } from '../../context.js';
import { foldName } from '../../naming/naming.js';
import type { RoutineContext } from '../../plsql/body/routine-context.js';
import { columnsSetting, eventIsHandedOn, eventSetting } from '../../plsql/transactions/triggering-event.js';
import { lowerTo } from '../index.js';

/** The event that fires the trigger, in the trigger's own function. */
export const eventOf = (span: Span): PgExpr => b.raw(span, 'tg_op');

/** The trigger itself, or the one that the routine is nested in and captures the event of. */
function triggerAround(unit: UnitContext, symbol: RoutineContext['symbol']): TriggerSymbol | undefined {
  if (symbol?.kind === 'trigger') return symbol;
  if (symbol?.kind !== 'routine') return undefined;
  for (const { variable } of unit.analysis.capturesOf(symbol))
    if (variable.container?.kind === 'trigger' && variable === variable.container.event) return variable.container;
  return undefined;
}

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
  const { routine } = ex;
  const around = routine && triggerAround(ex.unit, routine.symbol);
  if (!around) return eventHandedOn(ex, name, args, span);
  const nested = routine.symbol !== around;
  const test = b.eq(span, nested ? routine.variable(around.event, ex) : eventOf(span), b.text(span, events[name]));
  const [column] = args;
  if (column === undefined) return test;
  const updated = nested
    ? b.cast(span, routine.variable(around.updatedColumns, ex), pgTypes.arrayOf(pgTypes.text))
    : routine.updatedColumns;
  // A trigger without such a mark does not fire on UPDATE: the test of the event says all.
  return updated ? b.and(span, test, isAmong(ex, column.value, updated, span)) : test;
}

/** `'c' = any (updated)`; a name that the run gives is lowered there. */
function isAmong(ex: ExprContext, column: Expr, updated: PgExpr, span: Span): PgExpr {
  const name = literalText(column);
  return {
    kind: 'PgQuantified',
    span,
    op: '=',
    quantifier: 'any',
    left:
      name === undefined
        ? b.call(span, 'lower', lowerTo(ex, column, { kind: 'varchar2' }))
        : b.text(span, foldName(name.toUpperCase())),
    right: updated,
  };
}

const events = { INSERTING: 'INSERT', UPDATING: 'UPDATE', DELETING: 'DELETE' } as const;

/** In what a trigger calls: the event, and the columns that an UPDATE sets, that its function has handed on. */
function eventHandedOn(ex: ExprContext, name: keyof typeof events, args: readonly Argument[], span: Span): PgExpr {
  if (!ex.routine || !eventIsHandedOn(ex.unit))
    return refuse(unsupportedExpression(span, `${name} outside of the body of a trigger`));
  const setting = (of: string, otherwise: string): PgExpr => {
    const value = b.call(span, 'current_setting', b.text(span, of), b.boolean(span, true));
    return b.coalesce(span, b.call(span, 'nullif', value, b.text(span, '')), b.text(span, otherwise));
  };
  const test = b.eq(span, setting(eventSetting, '-'), b.text(span, events[name]));
  const [column] = args;
  if (column === undefined) return test;
  const columns = b.cast(span, setting(columnsSetting, '{}'), pgTypes.arrayOf(pgTypes.text));
  return b.and(span, test, isAmong(ex, column.value, columns, span));
}
