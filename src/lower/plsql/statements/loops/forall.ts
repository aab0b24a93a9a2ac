import type { VariableSymbol } from '../../../../analyze/model/symbols.js';
import type { OracleType } from '../../../../analyze/model/types.js';
import { errorLogging } from '../../../../diagnostics/op2.js';
import type { DmlStatement, Expr, ForAll, IntoClause } from '../../../../ir/oracle/index.js';
import { oracleFailure } from '../../../../ir/oracle-failure.js';
import type { PgColumn } from '../../../../ir/postgres/expressions.js';
import type { PgExpr, PgType, PlStatement } from '../../../../ir/postgres/index.js';
import type { Span } from '../../../../ir/span.js';
import { b, pgTypes } from '../../../builders.js';
import { neverNull } from '../../../collections/bounds.js';
import { elementsPgType } from '../../../collections/collection-types.js';
import { type SparseSplit, type Split, sparseParts, splitOf, withoutGaps } from '../../../collections/gaps/split.js';
import { type ExprContext, refuse } from '../../../context.js';
import { hasOwnCount } from '../../../dml/index.js';
import { lowerExpr, lowerTo } from '../../../expressions/index.js';
import { pgTypeOf } from '../../../types.js';
import type { BodyBuilder } from '../../body/body-builder.js';
import { exprContext } from '../../body/expr-context.js';
import type { BulkVariables } from '../../body/routine-context.js';
import { askedCount, tellBulk, tellCount } from '../../body/shared-sql-attributes.js';
import { lowerExecuteImmediate } from '../../dynamic/dynamic-sql.js';
import { errType, protect, raiseFailure, storeError } from '../../errors/capture.js';
import { isSafe } from '../../errors/safe.js';
import { lowerOneDml } from '../dml-statement.js';
import { bulkDynamicInForAll, bulkReturningInForAll } from '../into/bulk-returning.js';
import { asksErrors, notingError } from './forall-errors.js';
import { type ForAllIterations, forAllInsertAsOne } from './forall-insert.js';
import { loopBound } from './loops.js';

/**
 * FORALL: a loop of the statement. Statements before a failing one stay (PL/SQL Language Reference,
 * "Handling FORALL Exceptions"), so in capture mode each is protected on its own; SAVE EXCEPTIONS goes on and raises
 * ORA-24381 at the end.
 */
export function lowerForAllStatement(rc: BodyBuilder, s: ForAll): PlStatement[] {
  const { span } = s;
  const before: PlStatement[] = [];
  const ex = exprContext(rc, before);
  const index = rc.name(rc.unit.analysis.declaredBy(s) as VariableSymbol);
  const bulk = rc.bulkVariables();
  const total = rc.tally('forall_rowcount', pgTypes.bigint);
  const once = lowerOnce(rc, s);
  const mayBeNone = rc.readsSqlAttributes && s.bounds.kind === 'Range';
  const one = once.hasOwnCount || rc.hasHandlers || rc.sharesSqlAttributes ? once.one : withoutOwnCount(rc, once.one);
  const counters: Counters = { index, bulk, total, mayBeNone };
  const { step, position } = stepOf(rc, s, counters, { one, countsApart: once.hasOwnCount });
  const start: PlStatement[] = [
    ...startBulk({ bulk, position, span }),
    b.assign(span, b.column(span, total), mayBeNone ? b.null(span) : b.num(span, 0)),
    ...tellBulk(rc, span),
  ];
  const range =
    s.bounds.kind === 'Range'
      ? { low: loopBound(rc, ex, s.bounds.low, 'low', before), high: loopBound(rc, ex, s.bounds.high, 'high', before) }
      : undefined;
  const iterations: ForAllIterations = { index, range, rowCounts: bulk.rowCounts, total };
  const loop =
    forAllInsertAsOne(rc, s, asksErrors(rc, s) ? [] : one, iterations) ??
    (range
      ? [{ kind: 'PlForRange', span, index, reverse: false, ...range, body: step }]
      : loopOver(ex, rc, s, { index, body: step }));
  const guarded = (statements: readonly PlStatement[]): readonly PlStatement[] =>
    statements.length > 0 && rc.mode.kind === 'capture' ? [protect(rc, span, statements)] : statements;
  const { start: empty = [], finish: store = [] } = once.returned ?? {};
  const finish = countingAll(rc, span, counters);
  const raise = s.saveExceptions ? [raiseSaved(rc, span)] : [];
  const told = tellBulk(rc, span);
  return [...guarded(before), ...start, ...empty, ...loop, ...told, ...guarded(store), ...finish, ...raise];
}

/** What a FORALL counts in. */
interface Counters {
  /** The variable of its index, and that of the number of all rows. */
  readonly index: string;
  readonly total: string;
  readonly bulk: BulkVariables;
  /**
   * Without an index between its bounds the statement is not executed, and SQL%ROWCOUNT is that of the one before: as
   * long as nothing has been executed the total is NULL.
   */
  readonly mayBeNone: boolean;
}

/** The body of the loop, and the variable of the position that it advances. */
function stepOf(
  rc: BodyBuilder,
  s: ForAll,
  counters: Counters,
  { one, countsApart }: { readonly one: readonly PlStatement[]; readonly countsApart: boolean },
): { readonly step: readonly PlStatement[]; readonly position: string } {
  const { span } = s;
  const { index, bulk, total, mayBeNone } = counters;
  const done = mayBeNone ? b.call(span, 'coalesce', b.column(span, total), b.num(span, 0)) : b.column(span, total);
  const last = b.column(span, rc.tally('forall_row', pgTypes.bigint));
  const rows = rowsBefore(rc, s, index);
  const count: PlStatement[] = [
    ...countRow(rc, { countsApart, last, bulk, index, span, before: rows }),
    b.assign(span, b.column(span, total), b.binary(span, '+', done, last)),
  ];
  // A statement that fails leaves the number of rows before it.
  const soFar = rc.readsSqlAttributes && rc.hasHandlers ? counting(rc, done) : tellCount(rc, done);
  // One that fails leaves what it has done.
  const toldEach = s.saveExceptions ? [] : tellBulk(rc, span, ['rowCounts']);
  const body: PlStatement[] = [...one, ...count, ...toldEach];
  const position = rc.tally('forall_index', pgTypes.integer);
  const advance = b.assign(
    span,
    b.column(span, position),
    b.binary(span, '+', b.column(span, position), b.num(span, 1)),
  );
  if (s.saveExceptions) {
    const counts = mayBeNone ? { total, done } : undefined;
    return { step: [advance, savingError(rc, span, body, { index, position, rows, counts })], position };
  }
  const each = asksErrors(rc, s) ? [notingError(rc, span, body, position)] : body;
  return { step: [advance, ...soFar, ...(rc.mode.kind === 'capture' ? [protect(rc, span, each)] : each)], position };
}

/** SQL%ROWCOUNT becomes the number of all rows, or stays where nothing has been executed. */
function countingAll(rc: BodyBuilder, span: Span, { total, mayBeNone }: Counters): PlStatement[] {
  if (!rc.readsSqlAttributes) return [];
  const all = b.column(span, total);
  return counting(rc, mayBeNone ? b.call(span, 'coalesce', all, askedCount(rc, span)) : all);
}

/** The statement without its count for SQL%ROWCOUNT, which is that of all when the loop has ended. */
function withoutOwnCount(rc: BodyBuilder, one: readonly PlStatement[]): readonly PlStatement[] {
  const own = rc.sqlRowCount();
  const isOwn = (s: PlStatement): boolean =>
    s.kind === 'PlGetDiagnostics' &&
    s.items.length === 1 &&
    s.items.every(({ target }) => target.kind === 'PgColumn' && target.parts.join('.') === own);
  return one.filter((s) => !isOwn(s));
}

/** The number of rows of this index. */
function countRow(
  rc: BodyBuilder,
  {
    countsApart,
    last,
    bulk,
    index,
    span,
    before,
  }: {
    readonly countsApart: boolean;
    readonly last: PgColumn;
    readonly bulk: BulkVariables;
    readonly index: string;
    readonly span: Span;
    readonly before: PgExpr | undefined;
  },
): PlStatement[] {
  const rows = b.cast(span, last, pgTypes.integer);
  return [
    countsApart
      ? b.assign(span, last, b.column(span, rc.sqlRowCount()))
      : { kind: 'PlGetDiagnostics', span, stacked: false, items: [{ target: last, item: 'row_count' }] },
    b.assign(
      span,
      b.subscript(span, b.column(span, bulk.rowCounts), b.column(span, index)),
      before ? b.binary(span, '+', before, rows) : rows,
    ),
  ];
}

/** VALUES OF may have an index more than once: %BULK_ROWCOUNT of it is the sum. */
function rowsBefore(rc: BodyBuilder, { span, bounds }: ForAll, index: string): PgExpr | undefined {
  if (bounds.kind !== 'ValuesOf') return undefined;
  const counted = b.subscript(span, b.column(span, rc.bulkVariables().rowCounts), b.column(span, index));
  return b.coalesce(span, counted, b.num(span, 0));
}

/** Nothing has been executed yet. */
function startBulk({
  bulk,
  position,
  span,
}: {
  readonly bulk: BulkVariables;
  readonly position: string;
  readonly span: Span;
}): PlStatement[] {
  return [
    b.assign(span, b.column(span, bulk.rowCounts), b.text(span, '{}')),
    b.assign(span, b.column(span, bulk.errorIndexes), b.text(span, '{}')),
    b.assign(span, b.column(span, bulk.errorCodes), b.text(span, '{}')),
    b.assign(span, b.column(span, position), b.num(span, 0)),
  ];
}

/**
 * The statement for one index, and what its RETURNING needs around the loop; `hasOwnCount`: SQL%ROWCOUNT is not
 * PostgreSQL's count.
 */
function lowerOnce(
  rc: BodyBuilder,
  s: ForAll,
): {
  readonly one: readonly PlStatement[];
  readonly returned: ReturnType<typeof bulkReturningInForAll> | undefined;
  readonly hasOwnCount: boolean;
} {
  const { statement } = s;
  const logging = 'errorLogging' in statement ? statement.errorLogging : undefined;
  if (logging) {
    // Whether each element may be rejected so often, or all together, is not documented.
    if (logging.rejectLimit !== 'UNLIMITED') return refuse(errorLogging(logging.span, 'FORALL and a REJECT LIMIT'));
    rc.noteSqlAttributes();
  }
  if (statement.kind === 'ExecuteImmediate') {
    const { returning: into } = statement;
    if (into?.bulk) rc.noteSqlAttributes();
    // The errors of a block that dynamic SQL runs are noted with SAVE EXCEPTIONS: they do not leave the body.
    const lowered = lowerExecuteImmediate(s.saveExceptions ? rc.plain() : rc, statement);
    const returned = into?.bulk ? bulkDynamicInForAll(rc, into, lowered) : undefined;
    const hasCount = returned !== undefined || rc.sharesSqlAttributes;
    return { one: returned ? returned.each : lowered, returned, hasOwnCount: hasCount };
  }
  const into = returningInto(statement);
  const countsApart = hasOwnCount(statement);
  if (into?.bulk || countsApart) rc.noteSqlAttributes();
  const returned = into?.bulk ? bulkReturningInForAll(rc, statement, into) : undefined;
  const one = returned ? returned.each : lowerOneDml(rc, statement);
  return { one, returned, hasOwnCount: returned !== undefined || logging !== undefined || countsApart };
}

/** SAVE EXCEPTIONS: the error of one index is noted, and the loop goes on. */
function savingError(
  rc: BodyBuilder,
  span: Span,
  body: PlStatement[],
  {
    index,
    position,
    rows = b.num(span, 0),
    counts,
  }: {
    readonly index: string;
    readonly position: string;
    readonly rows: PgExpr | undefined;
    /** The total, and its value where one that fails has been executed, too. */
    readonly counts: { readonly total: string; readonly done: PgExpr } | undefined;
  },
): PlStatement {
  const bulk = rc.bulkVariables();
  const error = rc.fresh('forall_error', errType);
  const appended = (array: string, value: PgExpr): PlStatement =>
    b.assign(span, b.column(span, array), b.binary(span, '||', b.column(span, array), value));
  const note: PlStatement[] = [
    storeError(span, error),
    b.assign(span, b.subscript(span, b.column(span, bulk.rowCounts), b.column(span, index)), rows),
    ...(counts ? [b.assign(span, b.column(span, counts.total), counts.done)] : []),
    appended(bulk.errorIndexes, b.column(span, position)),
    appended(bulk.errorCodes, b.ora(span, 'error_code', b.column(span, error))),
  ];
  return b.block(span, { body, handlers: [b.handler(span, [{ name: 'others' }], note)] });
}

/** What SAVE EXCEPTIONS raises when all is done. */
const raiseSaved = (rc: BodyBuilder, span: Span): PlStatement =>
  b.ifThen(span, isFilled(span, rc.bulkVariables().errorIndexes), raiseFailure(rc, span, oracleFailure(24381)));

const isFilled = (span: Span, array: string): PgExpr =>
  b.binary(span, '>', b.call(span, 'cardinality', b.column(span, array)), b.num(span, 0));

/** SQL%ROWCOUNT becomes the number of the rows so far. */
function counting(rc: BodyBuilder, total: PgExpr): PlStatement[] {
  return [b.assign(total.span, b.column(total.span, rc.sqlRowCount()), total), ...tellCount(rc, total)];
}

/** The parts of a nested table that keeps its gaps and is no variable. */
function partsOfValue(
  rc: BodyBuilder,
  ex: ReturnType<typeof exprContext>,
  type: OracleType,
  value: PgExpr,
): SparseSplit | undefined {
  if (type.kind !== 'collection' || !rc.unit.naming.keepsGaps(type.collection)) return undefined;
  const { span } = value;
  const whole = b.column(span, rc.fresh('indexes', pgTypeOf(rc.unit.naming, type, 'variable')));
  ex.hoist?.(b.assign(span, whole, value));
  return sparseParts(rc.unit, whole, type.collection, span);
}

function returningInto(statement: DmlStatement): IntoClause | undefined {
  return 'returning' in statement ? statement.returning?.into : undefined;
}

/** What is done for each index. */
interface Step {
  readonly index: string;
  readonly body: readonly PlStatement[];
}

/** INDICES OF and VALUES OF a collection. */
function loopOver(ex: ExprContext, rc: BodyBuilder, { span, bounds }: ForAll, step: Step): PlStatement[] {
  if (bounds.kind === 'Range') return [];
  // What fails here fails before the first row: where the rows are protected one by one, so is this.
  const settled = (value: PgExpr, hint: string, type: PgType): PgExpr => {
    if (rc.mode.kind !== 'capture' || isSafe(value)) return value;
    const kept = b.column(span, rc.fresh(hint, type));
    ex.hoist?.(b.assign(span, kept, value));
    return kept;
  };
  const bound = (expr: Expr, hint: string): PgExpr =>
    settled(lowerTo(ex, expr, { kind: 'plsInteger' }), hint, pgTypes.integer);
  const { index, body } = step;
  const type = rc.unit.analysis.typeOf(bounds.collection);
  const isMap = type.kind === 'collection' && type.collection.variant === 'associativeArray';
  const collection = lowerExpr(ex, bounds.collection);
  const split = splitOf(collection) ?? partsOfValue(rc, ex, type, collection);
  if (bounds.kind === 'IndicesOf' && !isMap)
    return overIndices(ex, bounds, { array: split?.values ?? collection, split, bound, settled, ...step });
  let list: PgExpr;
  if (split?.kind === 'map') list = bounds.kind === 'IndicesOf' ? split.keys : split.values;
  else if (type.kind === 'collection' && !isMap)
    list = settled(withoutGaps(ex, type, collection), 'indexes', elementsPgType(rc.unit, type.collection));
  else {
    const whole = settled(collection, 'indexes', pgTypeOf(rc.unit.naming, type, 'variable'));
    list = isMap ? b.field(span, whole, bounds.kind === 'IndicesOf' ? 'k' : 'v') : whole;
  }
  rc.declareIndex(b.variable(span, index, pgTypes.integer));
  const loop: PlStatement = { kind: 'PlForeach', span, target: index, array: list, body };
  if (bounds.kind === 'IndicesOf' && (bounds.low || bounds.high)) {
    const inside = b.and(
      span,
      ...(bounds.low ? [b.binary(span, '>=', b.column(span, index), bound(bounds.low, 'low'))] : []),
      ...(bounds.high ? [b.binary(span, '<=', b.column(span, index), bound(bounds.high, 'high'))] : []),
    );
    return [{ ...loop, body: [b.ifThen(span, inside, body)] }];
  }
  return [loop];
}

/** INDICES OF a collection that is an array. */
function overIndices(
  ex: ExprContext,
  bounds: Extract<ForAll['bounds'], { kind: 'IndicesOf' }>,
  {
    array,
    split,
    bound,
    settled,
    index,
    body,
  }: {
    readonly array: PgExpr;
    readonly split: Split | undefined;
    readonly bound: (expr: Expr, hint: string) => PgExpr;
    readonly settled: (value: PgExpr, hint: string, type: PgType) => PgExpr;
  } & Step,
): PlStatement[] {
  const { span } = bounds;
  const size = b.call(span, 'cardinality', array);
  const low = bounds.low ? b.call(span, 'greatest', b.num(span, 1), bound(bounds.low, 'low')) : b.num(span, 1);
  const all = neverNull(ex, array) ? size : settled(b.ora(span, 'count_of', size), 'high', pgTypes.integer);
  const high = bounds.high ? b.call(span, 'least', all, bound(bounds.high, 'high')) : all;
  const gone = split?.kind === 'sparse' ? b.subscript(span, split.gone, b.column(span, index)) : undefined;
  const there: PgExpr | undefined = gone && { kind: 'PgIs', span, negated: true, what: 'true', operand: gone };
  return [
    {
      kind: 'PlForRange',
      span,
      index,
      reverse: false,
      low,
      high,
      body: there ? [b.ifThen(span, there, body)] : body,
    },
  ];
}
