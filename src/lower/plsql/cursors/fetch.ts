import { type OracleType, unknown } from '../../../analyze/model/types.js';
import { unsupportedStatement } from '../../../diagnostics/op3.js';
import type { Expr, Fetch } from '../../../ir/oracle/index.js';
import { oracleFailure } from '../../../ir/oracle-failure.js';
import type { PgExpr, PlStatement } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b, pgTypes } from '../../builders.js';
import { refuse } from '../../context.js';
import { rowAs } from '../../expressions/record-row.js';
import { rowFieldName } from '../../naming/row-fields.js';
import { isRowValue, pgTypeOf } from '../../types.js';
import type { BodyBuilder } from '../body/body-builder.js';
import { type CursorIdentity, cursorOf } from '../body/cursor-state.js';
import { exprContext } from '../body/expr-context.js';
import { raiseFailure } from '../errors/capture.js';
import { assignTo } from '../statements/assignments/targets.js';
import { clockColumns } from '../statements/into/clock-into.js';
import { fitField, intoTargets, sourceType, takesFieldByField } from '../statements/into/into.js';
import { keepState, keepStateAfterBulk } from './attributes/kept-attributes.js';
import { fieldsByPosition, rowFields } from './cursor-rows.js';
import { portalVariable } from './cursors.js';
import { fetchBulk } from './fetch-bulk.js';
import { isOfCommittingBody } from './lifetime/ended-around.js';
import { locksItsRows } from './lifetime/fetches-after-rollback.js';
import { lostByRollback } from './lifetime/kept-over-rollback.js';
import { mayLosePortal } from './lifetime/undone-cursors.js';
import { rowMismatch, typeMismatch } from './row-mismatch.js';
import { columnTypes, weakRow } from './unknown-rows.js';

/**
 * FETCH … INTO, one row or BULK COLLECT; targets keep their values at the end of the rows. (PL/SQL Language Reference,
 * "FETCH Statement")
 */
export function lowerFetch(rc: BodyBuilder, s: Fetch): PlStatement[] {
  const cursor = cursorOf(rc.unit, s.cursor);
  if (!cursor) return refuse(unsupportedStatement(s.span, 'FETCH from what is not known as a cursor'));
  const variable = portalVariable(rc, cursor);
  const wrong = typeMismatch(rc, s, cursor, variable);
  if (wrong.length > 0)
    return [...endedByCommit(rc, cursor, s), ...lostByRollback(rc, cursor, variable, s.span), ...wrong];
  if (s.into.bulk)
    return [
      ...endedByCommit(rc, cursor, s),
      ...lostByRollback(rc, cursor, variable, s.span),
      ...rowMismatch(rc, s, cursor, variable),
      ...fetchBulk(rc, s, cursor, variable, (rows) => keepStateAfterBulk(rc, cursor, rows, s.span)),
    ];
  const types = columnTypes(rc, cursor);
  const names = rowFields(cursor).map((f) => f.name);
  const read = types ? undefined : readUnknown(rc, s, cursor, variable);
  const { targets, after } = read
    ? read
    : takesFieldByField(rc, s.into.targets, names, types)
      ? intoTargets(rc, s.into.targets, types, { names })
      : rc.cursors.fetchesDirectly(s) && !clocksOf(rc, cursor).includes(true)
        ? fetchTargets(rc, s, cursor, types)
        : throughTemporaries(rc, s, cursor, types);
  const fetch: PlStatement = { kind: 'PlFetch', span: s.span, cursor: variable, targets };
  const check = [
    ...endedByCommit(rc, cursor, s),
    ...lostByRollback(rc, cursor, variable, s.span),
    ...(read?.before ?? rowMismatch(rc, s, cursor, variable)),
  ];
  if (after.length === 0) return [...check, fetch, ...keepState(rc, cursor, s.span, 'fetch')];
  // FETCH of PL/pgSQL sets its targets to NULL at the end; Oracle leaves them. The assignments below must not change
  // FOUND: they do not.
  const fetched = cursor.package ? b.column(s.span, rc.cursors.variable(cursor, 'found')) : b.raw(s.span, 'found');
  return [...check, fetch, ...keepState(rc, cursor, s.span, 'fetch'), b.ifThen(s.span, fetched, after)];
}

/** Targets of a row whose columns are not known here. */
function readUnknown(
  rc: BodyBuilder,
  s: Fetch,
  cursor: CursorIdentity,
  portal: string,
): { readonly before: readonly PlStatement[]; readonly targets: PgExpr[]; readonly after: PlStatement[] } | undefined {
  const { span, into } = s;
  const [only] = into.targets;
  const types = into.targets.map((target) => rc.unit.analysis.typeOf(target));
  const [whole] = types;
  const record = into.targets.length === 1 && whole?.kind === 'record' ? whole : undefined;
  if (record && record.identity.kind !== 'declared' && record.identity.kind !== 'table') return undefined;
  const wanted = record ? record.fields.map((f) => f.type) : types;
  const row = weakRow(rc, cursor, { portal, wanted, span, checks: rowMismatch(rc, s, cursor, portal, { once: true }) });
  if (!row) return undefined;
  const after: PlStatement[] = [];
  if (record && only) {
    const ex = exprContext(rc, after);
    const fields = row.values.map(({ value, type }, i) =>
      fitField(ex, value, type, record.fields[i] ?? { name: '', type }),
    );
    const value = rowAs(record, fields, pgTypeOf(rc.unit.naming, record, 'variable'), span);
    after.push(...assignTo(rc, only, value, record));
  } else {
    after.push(
      ...row.values.flatMap(({ value, type }, i) => {
        const target = into.targets[i];
        return target ? assignFetched(rc, target, value, type) : [];
      }),
    );
  }
  return { before: row.before, targets: [...row.variables], after };
}

/**
 * COMMIT and ROLLBACK close a FOR UPDATE cursor: ORA-01002 at the next fetch. (PL/SQL Language Reference,
 * "SELECT FOR UPDATE and FOR UPDATE Cursors")
 */
export function endedByCommit(
  rc: BodyBuilder,
  cursor: CursorIdentity,
  { span }: { readonly span: Span },
): PlStatement[] {
  if (!endsWithTransaction(rc, cursor)) return [];
  const portal = b.cast(span, b.column(span, portalVariable(rc, cursor)), pgTypes.text);
  const gone = b.and(span, b.isNotNull(span, portal), b.not(span, b.ora(span, 'cursor_is_open', portal)));
  return [b.ifThen(span, gone, raiseFailure(rc, span, oracleFailure(1002)))];
}

/** May a COMMIT or ROLLBACK of the body, or of that which declares it, close the cursor, which locks its rows? */
export const endsWithTransaction = (rc: BodyBuilder, cursor: CursorIdentity): boolean =>
  cursor.symbol.kind === 'cursor'
    ? !cursor.package &&
      cursor.symbol.query?.forUpdate !== undefined &&
      (rc.controlsTransaction || isOfCommittingBody(rc, cursor.symbol))
    : rc.controlsTransaction && mayLosePortal(rc, cursor) && locksItsRows(rc, cursor.symbol);

/** A fetched value goes to its target; nothing has been fetched yet from a cursor that a row brought. */
function assignFetched(rc: BodyBuilder, target: Expr, value: PgExpr, from: OracleType): PlStatement[] {
  const brought = rc.unit.analysis.typeOf(target).kind === 'refCursor' ? rc.cursors.handedOver(target) : [];
  return [...assignTo(rc, target, value, from), ...brought];
}

/** Targets that must keep their values at the end of the rows. */
function throughTemporaries(
  rc: BodyBuilder,
  s: Fetch,
  cursor: CursorIdentity,
  types: readonly OracleType[] | undefined,
): ReturnType<typeof fetchTargets> {
  if (s.into.targets.some((t) => isRowValue(rc.unit.naming, rc.unit.analysis.typeOf(t))))
    return fetchTargets(rc, s, cursor, types);
  const clocks = clocksOf(rc, cursor);
  const made = s.into.targets.map((target, i) => {
    const own = rc.unit.analysis.typeOf(target);
    const from = own.kind === 'record' ? own : sourceType(own, types?.[i]);
    const plain = b.column(
      s.span,
      rc.temporary('fetched', pgTypeOf(rc.unit.naming, from, own.kind === 'record' ? 'variable' : 'value')),
    );
    const temporary: PgExpr = clocks[i] && own.kind !== 'record' ? { ...plain, ofServer: true } : plain;
    return { temporary, after: assignFetched(rc, target, temporary, from) };
  });
  return { targets: made.map((m) => m.temporary), after: made.flatMap((m) => m.after) };
}

/** Which columns of an explicit cursor are SYSTIMESTAMP, whose fields a timestamptz does not keep. */
const clocksOf = (rc: BodyBuilder, { symbol }: CursorIdentity): readonly boolean[] =>
  symbol.kind === 'cursor' && symbol.query ? clockColumns(rc, symbol.query) : [];

/** FETCH would spread the columns over the attributes of an object, so rows with objects are fetched into a record. */
function fetchTargets(
  rc: BodyBuilder,
  s: Fetch,
  cursor: CursorIdentity,
  types: readonly OracleType[] | undefined,
): { readonly targets: PgExpr[]; readonly after: PlStatement[] } {
  const fields = cursor.symbol.kind === 'cursor' ? cursor.symbol.row.fields : [];
  const toObject = s.into.targets.some((t) => isRowValue(rc.unit.naming, rc.unit.analysis.typeOf(t)));
  if (toObject && cursor.symbol.kind !== 'cursor') {
    const own = s.into.targets.map((target) => rc.unit.analysis.typeOf(target));
    const columns = fieldsByPosition(
      rc,
      s.span,
      own.map((type) => pgTypeOf(rc.unit.naming, type, 'variable')),
    );
    const after = columns.flatMap((column, i) => {
      const target = s.into.targets[i];
      return target ? assignFetched(rc, target, column, own[i] ?? unknown) : [];
    });
    return { targets: columns, after };
  }
  if (!toObject || fields.length !== s.into.targets.length) return intoTargets(rc, s.into.targets, types);
  // A checker of PL/pgSQL takes the one column of a record for its row, where that is an object.
  const [only, ...others] = fields;
  const [target] = s.into.targets;
  if (only && isRowValue(rc.unit.naming, only.type) && others.length === 0 && target) {
    const columns = fieldsByPosition(rc, s.span, [pgTypeOf(rc.unit.naming, only.type, 'value')]);
    return { targets: columns, after: columns.flatMap((column) => assignTo(rc, target, column, only.type)) };
  }
  const record = rc.fresh('fetched', pgTypes.record);
  const after = s.into.targets.flatMap((target, i) => {
    const field = fields[i];
    return field ? assignFetched(rc, target, b.column(s.span, record, rowFieldName(fields, i)), field.type) : [];
  });
  return { targets: [b.column(s.span, record)], after };
}
