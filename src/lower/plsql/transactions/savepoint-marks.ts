import { savepointSetBelow } from '../../../diagnostics/op3.js';
import type { Savepoint, Statement } from '../../../ir/oracle/index.js';
import type { PgExpr, PlStatement } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b, pgTypes } from '../../builders.js';
import type { BodyBuilder } from '../body/body-builder.js';
import { movableSavepoints, setBelow } from '../effects/savepoints/moved-savepoints.js';

/*
 * A savepoint that a routine called from here sets again is no longer where this body put it, and what that routine did
 * before it cannot be undone from out here. Each SAVEPOINT of such a name counts; a body that returns to its own looks
 * whether the count is still its own.
 */

/** The variables with the counts, by SAVEPOINT statement; one set a body. */
const marks = new WeakMap<object, Map<Savepoint, string>>();

/**
 * The body may return to the savepoint after these statements: the variable for its count is made where they may set it
 * again.
 */
export function watchSavepoint(rc: BodyBuilder, savepoint: Savepoint, between: readonly Statement[]): void {
  const { name } = savepoint.name;
  if (markOf(rc, savepoint) || !setBelow(rc.unit.analysis, between, name)) return;
  rc.unit.report(savepointSetBelow(savepoint.span, name));
  const own = marks.get(rc.variables) ?? new Map<Savepoint, string>();
  marks.set(rc.variables, own.set(savepoint, rc.fresh('savepoint', pgTypes.bigint)));
}

function markOf(rc: BodyBuilder, savepoint: Savepoint): string | undefined {
  return marks.get(rc.variables)?.get(savepoint);
}

/** Counts a savepoint that is set. */
export function markSavepoint(rc: BodyBuilder, savepoint: Savepoint): PlStatement[] {
  const { span } = savepoint;
  const { name } = savepoint.name;
  if (!movableSavepoints(rc.unit.analysis).has(name)) return [];
  const count: PgExpr = b.ora(span, 'savepoint_mark', b.text(span, name));
  const mark = markOf(rc, savepoint);
  return [mark === undefined ? b.perform(span, count) : b.assign(span, b.column(span, mark), count)];
}

/** In front of what returns to the savepoint: P0004 where it has been set again since. */
export function checkSavepoint(rc: BodyBuilder, span: Span, savepoint: Savepoint | undefined): PlStatement[] {
  const mark = savepoint && markOf(rc, savepoint);
  if (!savepoint || mark === undefined) return [];
  const { name } = savepoint.name;
  return [b.perform(span, b.ora(span, 'savepoint_check', b.text(span, name), b.column(span, mark)))];
}
