import type { RelationSymbol } from '../../../analyze/model/symbols.js';
import type { PgStatement } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { ordersByKind, type UnitContext } from '../../context.js';
import { fold } from '../names.js';

/**
 * An installation makes triggers when its tables are what they are in the end: one of `UPDATE OF c` that the table asks
 * for names the column as it is called then, and goes with it. (PostgreSQL manual, CREATE TRIGGER)
 */
export function namedInTheEnd(
  unit: UnitContext,
  relation: RelationSymbol | undefined,
  made: Span,
  statements: readonly PgStatement[],
): PgStatement[] {
  if (!ordersByKind(unit.options)) return [...statements];
  return statements.flatMap((statement): readonly PgStatement[] => {
    if (statement.kind !== 'PgCreateTrigger') return [statement];
    const events = statement.events.flatMap((e) => {
      if (!e.columns) return [e];
      const columns = e.columns.flatMap((c) => nameInTheEnd(unit, relation, made, c) ?? []);
      return columns.length > 0 ? [{ ...e, columns }] : [];
    });
    return events.length > 0 ? [{ ...statement, events }] : [];
  });
}

/** Undefined where the column is dropped. */
function nameInTheEnd(
  { analysis }: UnitContext,
  relation: RelationSymbol | undefined,
  made: Span,
  column: string,
): string | undefined {
  let name = column;
  for (const alter of relation?.alters ?? []) {
    if (alter.atRunTime || !analysis.precedes(made, alter.span)) continue;
    for (const action of alter.actions) {
      if (action.kind === 'RenameColumn' && fold(action.from) === name) name = fold(action.to);
      if (action.kind === 'DropColumns' && action.columns.some((c) => fold(c) === name)) return undefined;
    }
  }
  return name;
}
