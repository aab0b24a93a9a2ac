import type { ResolvedBase } from '../../../analyze/analysis.js';
import { pseudoColumn, rowid } from '../../../diagnostics/op2-expressions.js';
import type { PgExpr } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b } from '../../builders.js';
import { type ExprContext, refuse } from '../../context.js';
import { foldName } from '../../naming/naming.js';
import type { RoutineContext } from '../../plsql/body/routine-context.js';
import { isPartitioned, partitionRowidOf, rowidOf } from '../row-address.js';

/**
 * `:NEW.c`, `:OLD.c`: a field of the trigger function's own row. A routine nested in the trigger gets the row as a
 * captured variable. (PL/SQL Language Reference, "Correlation Names and Pseudorecords")
 */
export function correlationColumn(
  routine: RoutineContext | undefined,
  base: Extract<ResolvedBase, { kind: 'correlation' }>,
  span: Span,
): PgExpr {
  const column = foldName(base.name);
  const captured =
    base.row && routine?.symbol?.kind === 'routine' ? routine.variable(base.row, { sql: false }) : undefined;
  if (captured?.kind === 'PgColumn') return b.column(span, ...captured.parts, column);
  return b.column(span, base.which === 'OLD' ? 'old' : 'new', column);
}

/**
 * `:NEW.ROWID`, `:OLD.ROWID`: the place of the row. Before the row is written, NEW has none yet: in Oracle it is that
 * of the row before, and NULL where a row is inserted.
 */
export function correlationRowid(
  ex: ExprContext,
  base: Extract<ResolvedBase, { kind: 'correlation' }>,
  span: Span,
): PgExpr {
  const trigger = ex.routine?.symbol;
  if (trigger?.kind !== 'trigger' || trigger.table?.relation !== 'table') return refuse(pseudoColumn(span, base.name));
  ex.unit.report(rowid(span));
  const { definition } = trigger;
  const place = (row: string): PgExpr => {
    const address = b.column(span, row, 'ctid');
    // The trigger of a partitioned table is one of each partition.
    return isPartitioned(trigger.table) ? partitionRowidOf(b.column(span, 'tg_relid'), address) : rowidOf(address);
  };
  if (base.which === 'OLD' || definition.timing === 'BEFORE') return place('old');
  if (definition.timing === 'AFTER') return place('new');
  const isBefore = b.binary(span, '=', b.column(span, 'tg_when'), b.text(span, 'BEFORE'));
  return b.caseWhen(span, [{ when: isBefore, then: place('old') }], place('new'));
}
