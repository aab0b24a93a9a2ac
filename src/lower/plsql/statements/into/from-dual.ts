import type { SelectInto } from '../../../../ir/oracle/index.js';
import type { PgExpr, PgSelect } from '../../../../ir/postgres/index.js';
import { isDualAlone } from '../../../queries/from/dual.js';
import { isRowValue } from '../../../types.js';
import type { BodyBuilder } from '../../body/body-builder.js';
import { isSafe } from '../../errors/safe.js';

/*
 * `select order_seq.nextval into :new.id from dual` reads one row always: an assignment, in which PL/pgSQL does without
 * a query.
 */

/**
 * Does the query give what a name of DUAL stands for to one variable (a sequence's value, a clock, USER, a variable),
 * and does nothing ask for its count?
 */
export function readsDual(rc: BodyBuilder, { query }: SelectInto): boolean {
  const { body, kind: _kind, span: _span, ...clauses } = query;
  if (body.kind !== 'Select' || rc.readsSqlAttributes || isAny(clauses)) return false;
  const { items, from, into, hints: _hints, kind: _select, span: _place, ...others } = body;
  const [item] = items;
  const [target] = into?.targets ?? [];
  if (item?.value.kind !== 'Name' || !target || items.length > 1 || into?.targets.length !== 1 || isAny(others))
    return false;
  const { analysis, naming } = rc.unit;
  const type = analysis.typeOf(target);
  if (type.kind === 'record' || type.kind === 'refCursor' || isRowValue(naming, type)) return false;
  return isDualAlone(analysis, from);
}

const isAny = (clauses: object): boolean => Object.values(clauses).some((clause) => clause !== undefined);

/** Calls whose errors are the same in a query and in PL/pgSQL: clocks, sequences, who is asking. */
const alike: ReadonlySet<string> = new Set([
  'currval',
  'nextval',
  'ora.current_date',
  'ora.current_timestamp',
  'ora.localtimestamp',
  'ora.sysdate',
  'ora.systimestamp',
  'ora.systimestamp_local',
  'ora.uid',
  'ora.user_name',
]);

/**
 * The one value of a query without rows to read; undefined of what is a query still, and of what may fail: a text that
 * is no number is ORA-01722 in a query and ORA-06502 in an assignment.
 */
export function soleValue(query: PgSelect): PgExpr | undefined {
  const value = onlyItem(query);
  if (value?.kind === 'PgScalarSubquery') return soleValue(value.query);
  if (!value || value.kind === 'PgString' || value.kind === 'PgNull') return undefined;
  const isAlike = value.kind === 'PgCall' && alike.has(value.name.join('.')) && value.args.every(isSafe);
  return isAlike || isSafe(value) ? value : undefined;
}

function onlyItem({ kind: _kind, span: _span, body, ...clauses }: PgSelect): PgExpr | undefined {
  if (body.kind !== 'PgSelectCore' || isAny(clauses)) return undefined;
  const { items, from, kind: _core, span: _place, ...others } = body;
  return items.length > 1 || from.length > 0 || isAny(others) ? undefined : items[0]?.value;
}
