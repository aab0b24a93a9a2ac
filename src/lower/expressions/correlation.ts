import type { ResolvedBase } from '../../analyze/analysis.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b } from '../builders.js';
import { foldName } from '../naming.js';
import type { RoutineContext } from '../plsql/body/routine-context.js';

/**
 * `:NEW.c`, `:OLD.c`: a field of the trigger function's own row. A routine nested in the trigger gets the row as a captured variable.
 * (PL/SQL Language Reference, "Correlation Names and Pseudorecords")
 */
export function correlationColumn(
  routine: RoutineContext | undefined,
  base: Extract<ResolvedBase, { kind: 'correlation' }>,
  span: Span,
): PgExpr {
  const column = foldName(base.name);
  const captured = base.row && routine?.symbol?.kind === 'routine' ? routine.variable(base.row, false) : undefined;
  if (captured?.kind === 'PgColumn') return b.column(span, ...captured.parts, column);
  return b.column(span, base.which === 'OLD' ? 'old' : 'new', column);
}
