import type { RowSource } from '../../analyze/analysis.js';
import { forUpdateOuterJoin, forUpdateWait, skipLockedFirstRows } from '../../diagnostics/op2.js';
import type { ForUpdate } from '../../ir/oracle/index.js';
import type { PgSelect } from '../../ir/postgres/index.js';
import type { ExprContext } from '../context.js';
import { aliasOf } from './row-sources.js';

/**
 * FOR UPDATE [OF columns]: PostgreSQL names tables. The optional side of an outer join cannot be locked there.
 * `ofFirstRows`: only so many rows are read.
 */
export function lowerLocking(
  ex: ExprContext,
  clause: ForUpdate,
  { sources, ofFirstRows }: { readonly sources: readonly RowSource[]; readonly ofFirstRows: boolean },
): PgSelect['locking'] {
  const lockable = sources.filter((s) => s.kind === 'relation' || s.kind === 'derived');
  const named = clause.of?.map((name) => {
    const parts = name.parts.map((p) => p.name);
    const column = parts.at(-1) ?? '';
    const alias = parts[parts.length - 2];
    return (
      lockable.find((s) => (alias === undefined ? s.columns.some((c) => c.name === column) : s.alias === alias)) ??
      lockable.find((s) => s.open)
    );
  });
  const wanted = named ? [...new Set(named.filter((s) => s !== undefined))] : lockable;
  const possible = wanted.filter((s) => !s.optional);
  if (possible.length < wanted.length)
    ex.unit.report(
      forUpdateOuterJoin(
        clause.span,
        wanted
          .filter((s) => s.optional)
          .map((s) => s.alias)
          .join(', '),
      ),
    );
  if (clause.wait?.kind === 'WAIT' && !ex.timedLocks) ex.unit.report(forUpdateWait(clause.span));
  if (possible.length === 0) return undefined;
  const of =
    named || possible.length < sources.length
      ? possible.map((s) => aliasOf(ex, s) ?? '').filter((a) => a !== '')
      : undefined;
  if (clause.wait?.kind === 'SKIP LOCKED' && ofFirstRows) ex.unit.report(skipLockedFirstRows(clause.span));
  return {
    strength: 'update',
    ...(of ? { of } : {}),
    ...(clause.wait?.kind === 'NOWAIT'
      ? { wait: 'nowait' }
      : clause.wait?.kind === 'SKIP LOCKED'
        ? { wait: 'skip locked' }
        : {}),
  };
}
