import { countAttributes, setsSqlAttributes } from '../../../analyze/effects/sql-attributes.js';
import type { Statement } from '../../../ir/oracle/index.js';
import type { PgExpr, PlStatement } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { contains } from '../../../ir/walk.js';
import { b, pgTypes } from '../../builders.js';
import { calleesOf } from '../effects/callees.js';
import { dynamicBlock } from '../effects/texts/dynamic-block.js';
import type { BodyBuilder } from './body-builder.js';
import type { BulkVariables, RoutineContext } from './routine-context.js';

/*
 * SQL%ROWCOUNT and the other implicit cursor attributes belong to the session: they speak of the last statement that
 * ran, in whatever routine. (PL/SQL Language Reference, "Implicit Cursor Attribute") A body asks a variable of its own,
 * which holds the count of its own statements. Where a routine asks for the statement of another
 * (Effects.sharesSqlAttributes), and only there, the routines concerned hand the count on through the session. So with
 * what FORALL leaves in SQL%BULK_ROWCOUNT and SQL%BULK_EXCEPTIONS (Effects.sharesBulkAttributes).
 */

const state = (span: Span): PgExpr => b.text(span, 'sql%rowcount');

/** The count that the session has, for a body that starts or goes on after a call. */
export function sharedCount(span: Span): PgExpr {
  return b.cast(span, b.ora(span, 'state_get', state(span)), pgTypes.integer);
}

/** What an attribute speaks of: where routines share it, a call in the same statement may just have run another. */
export function askedCount(rc: RoutineContext, span: Span): PgExpr {
  if (rc.countBefore !== undefined) return b.column(span, rc.countBefore);
  const own = b.column(span, rc.sqlRowCount());
  return rc.sharesSqlAttributes ? sharedCount(span) : own;
}

/**
 * An attribute within a statement that itself sets it speaks of the statement before, whose count is kept where the
 * lowering of the statement clears it before it runs.
 */
export function askingBefore(rc: BodyBuilder, s: Statement, make: () => PlStatement[]): PlStatement[] {
  const clears = s.kind === 'SelectInto' || rc.hasHandlers || rc.sharesSqlAttributes;
  if (!clears || !setsSqlAttributes.has(s.kind) || runsBlock(rc, s) || !contains(s, countAttributes.isAsked))
    return make();
  const before = rc.temporary('rows_before', pgTypes.integer);
  const keep = b.assign(s.span, b.column(s.span, before), askedCount(rc, s.span));
  rc.countBefore = before;
  try {
    return [keep, ...make()];
  } finally {
    rc.countBefore = undefined;
  }
}

/** A count that is known before the statement ends, as that of a query that found too many rows is 1. */
export function tellCount(rc: BodyBuilder, count: PgExpr): PlStatement[] {
  return rc.sharesSqlAttributes ? [tell(count.span, count)] : [];
}

function tell(span: Span, count: PgExpr): PlStatement {
  return b.perform(span, b.ora(span, 'state_set', state(span), b.cast(span, count, pgTypes.text)));
}

/** A block starts without a statement that the attributes could speak of. */
export function forgetAttributes(rc: BodyBuilder, span: Span): PlStatement[] {
  return [
    ...(rc.sharesSqlAttributes ? [tell(span, b.null(span))] : []),
    ...(rc.sharesBulkAttributes ? bulkArrays.map((array) => tellArray(span, array, b.text(span, '{}'))) : []),
  ];
}

const bulkArrays: readonly (keyof BulkVariables)[] = ['rowCounts', 'errorIndexes', 'errorCodes'];
const bulkStates: Readonly<Record<keyof BulkVariables, string>> = {
  rowCounts: 'sql%bulk_rowcount',
  errorIndexes: 'sql%bulk_error_index',
  errorCodes: 'sql%bulk_error_code',
};

/** One of the arrays that FORALL fills: the body's own, or that of the session where routines share them. */
export function bulkArray(rc: RoutineContext, array: keyof BulkVariables, span: Span): PgExpr {
  if (!rc.sharesBulkAttributes) return b.column(span, rc.bulkVariables()[array]);
  return b.cast(span, b.ora(span, 'state_get', b.text(span, bulkStates[array])), {
    ...pgTypes.integer,
    array: true,
  });
}

function tellArray(span: Span, array: keyof BulkVariables, value: PgExpr): PlStatement {
  return b.perform(span, b.ora(span, 'state_set', b.text(span, bulkStates[array]), b.cast(span, value, pgTypes.text)));
}

/** What FORALL has put into the arrays of the body, told to the session where routines share them. */
export function tellBulk(rc: BodyBuilder, span: Span, arrays = bulkArrays): PlStatement[] {
  if (!rc.sharesBulkAttributes) return [];
  return arrays.map((array) => tellArray(span, array, b.column(span, rc.bulkVariables()[array])));
}

/** The statement, with its count told to the session, or with the count of what it calls taken from there. */
export function sharingSqlAttributes(rc: BodyBuilder, s: Statement, lowered: PlStatement[]): PlStatement[] {
  if (!rc.sharesSqlAttributes || lowered.length === 0) return lowered;
  const { span } = s;
  // The statements of a block tell their counts themselves.
  if (runsBlock(rc, s)) return lowered;
  // FORALL tells them, too: one without an index between its bounds is not executed, and leaves the count.
  if (s.kind === 'ForAll') return lowered;
  if (setsSqlAttributes.has(s.kind)) {
    // One that fails has done no rows.
    return [tell(span, b.num(span, 0)), ...lowered, tell(span, b.column(span, rc.sqlRowCount()))];
  }
  return rc.asksSqlAttributes && isPlain(s) && callsSharing(rc, s) ? [...lowered, ...takeCount(rc, span)] : lowered;
}

/** What the statements before may have told is the body's own count now. */
export function takeCount(rc: BodyBuilder, span: Span): PlStatement[] {
  if (!rc.sharesSqlAttributes || !rc.asksSqlAttributes) return [];
  return [b.assign(span, b.column(span, rc.sqlRowCount()), sharedCount(span))];
}

const runsBlock = (rc: BodyBuilder, s: Statement): boolean =>
  s.kind === 'ExecuteImmediate' && (s.block !== undefined || dynamicBlock(rc.unit.analysis, s) !== undefined);

/** Control goes on after the statement. */
const isPlain = (s: Statement): boolean => s.kind === 'CallStatement' || s.kind === 'Assignment';

function callsSharing(rc: BodyBuilder, s: Statement): boolean {
  const { analysis } = rc.unit;
  return contains(s, (node) =>
    calleesOf(analysis, node).some((callee) => analysis.effectsOf(callee).sharesSqlAttributes),
  );
}
