import type { RelationSymbol } from '../../../analyze/model/symbols.js';
import type { PgCreateTrigger, PgExpr } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b } from '../../builders.js';
import type { TriggerRoutine } from './trigger-function.js';

/** INSERT, UPDATE (of columns) or DELETE of a PostgreSQL trigger. */
export type PgTriggerEvent = PgCreateTrigger['events'][number];

/** A trigger on a table, or a section of a compound one. */
export interface TriggerShape extends TriggerRoutine {
  readonly table: RelationSymbol;
  readonly timing: PgCreateTrigger['timing'];
  readonly forEach: PgCreateTrigger['forEach'];
  readonly events: readonly PgTriggerEvent[];
  readonly name: string;
  readonly tableName: readonly string[];
}

/** What PostgreSQL goes on with: the row for BEFORE and INSTEAD OF, nothing otherwise. */
export function resultOf(shape: TriggerShape, span: Span): PgExpr {
  if (shape.forEach === 'statement' || shape.timing === 'after') return b.null(span);
  const deletes = shape.events.some((e) => e.event === 'delete');
  const others = shape.events.some((e) => e.event !== 'delete');
  if (!deletes) return b.column(span, 'new');
  return others ? b.coalesce(span, b.column(span, 'new'), b.column(span, 'old')) : b.column(span, 'old');
}

/** CREATE TRIGGER for a function that stands. */
export function createTrigger(shape: TriggerShape): PgCreateTrigger {
  return {
    kind: 'PgCreateTrigger',
    span: shape.node.span,
    name: shape.name,
    timing: shape.timing,
    events: shape.events,
    table: shape.tableName,
    forEach: shape.forEach,
    function: shape.function,
  };
}
