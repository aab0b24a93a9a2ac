import type { OracleType } from '../../../../analyze/model/types.js';
import { intoOf } from '../../../../analyze/resolve/plsql/into-clause.js';
import { unsupportedClause } from '../../../../diagnostics/op2.js';
import type { IntoClause, SelectInto } from '../../../../ir/oracle/index.js';
import type { PlStatement } from '../../../../ir/postgres/index.js';
import { b } from '../../../builders.js';
import { refuse } from '../../../context.js';
import { reportGapsOfStars } from '../../../queries/dictionary-gaps.js';
import { hasAtMostOneRow } from '../../../queries/grouping/at-most-one-row.js';
import { lowerQuery, lowerQueryAs } from '../../../queries/index.js';
import type { BodyBuilder } from '../../body/body-builder.js';
import { statementContext } from '../../cursors/cursor-context.js';
import { showsFirstOfMany } from '../../effects/failures/first-of-many.js';
import { timedLocks } from '../../transactions/timed-locks.js';
import { locatorLost, locatorRows, selectingRow } from '../assignments/lob-rows.js';
import { assignTo } from '../assignments/targets.js';
import { bulkSelectInto } from './bulk-collect.js';
import { clockTypes, withClocks } from './clock-into.js';
import { takeFirstRow } from './first-row.js';
import { readsDual, soleValue } from './from-dual.js';
import { intoTargets, sourceType, withArrays } from './into.js';
import { refuseWrongCount } from './target-count.js';
import { isStar, readsRowsOf } from './whole-rows.js';

/** `select … into strict …`: NO_DATA_FOUND and TOO_MANY_ROWS as in Oracle. */
export function lowerSelectInto(rc: BodyBuilder, s: SelectInto): PlStatement[] {
  const wait = s.query.forUpdate?.wait;
  if (wait?.kind === 'WAIT')
    return timedLocks(rc, wait.seconds, s.span, together(selectInto(rc, s, { none: 'raises', timed: true })));
  return together(selectInto(rc, s, { none: 'raises' }));
}

/** A statement, and what comes after it where it has found a row. */
interface Selecting {
  readonly read: PlStatement[];
  readonly after: PlStatement[];
}

const together = ({ read, after }: Selecting): PlStatement[] => [...read, ...after];

/**
 * `select … into …` of one row at most, after which FOUND tells whether there was one. `none`: without one the targets
 * keep their values, or are NULL then.
 */
export const selectRowOrNone = (rc: BodyBuilder, s: SelectInto, none: 'keeps' | 'clears'): Selecting =>
  selectInto(rc, s, { none });

interface Options {
  /** What is done where there is no row. */
  readonly none: 'raises' | 'keeps' | 'clears';
  /** The wait for locks is limited by the statements around it. */
  readonly timed?: boolean;
}

function selectInto(rc: BodyBuilder, s: SelectInto, { none, timed = false }: Options): Selecting {
  const { analysis } = rc.unit;
  const into = intoOf(s.query.body);
  // (Database Error Messages, PLS-00428)
  if (!into) return refuse(unsupportedClause(s.span, 'SELECT without INTO, which PL/SQL does not compile (PLS-00428)'));
  if (into.bulk) return { read: bulkSelectInto(rc, s, into, { timed }), after: [] };
  const columns = analysis.columnsOf(s.query);
  const own = columns.map((c) => c.type);
  const targetTypes = into.targets.map((target) => analysis.typeOf(target));
  const row: Row = {
    into,
    own,
    types: clockTypes(rc, s.query, targetTypes, own),
    names: columns.map((c) => c.name),
  };
  return (none === 'raises' && assigned(rc, s, row)) || selectRow(rc, s, row, { none, timed });
}

/** The row that a query gives, and where it goes. */
interface Row {
  readonly into: IntoClause;
  /** The types of its columns. */
  readonly own: readonly OracleType[];
  /** The types that its columns come as. */
  readonly types: readonly OracleType[];
  readonly names: readonly string[];
}

/** One value of DUAL, which needs no query: `select f(1) into x from dual` → `x := f(1)`. */
function assigned(rc: BodyBuilder, s: SelectInto, { into, own, types }: Row): Selecting | undefined {
  const [only] = into.targets;
  if (!only || !readsDual(rc, s)) return undefined;
  const calls: PlStatement[] = [];
  const ex = statementContext(rc, calls, s.query);
  const value = soleValue(withClocks(ex, lowerQueryAs(ex, s.query, { assigned: true }), own, types));
  const from = sourceType(rc.unit.analysis.typeOf(only), types[0]);
  return value && { read: calls, after: [...assignTo(rc, only, value, from), ...locatorLost(rc, only)] };
}

/** A row of a query. */
function selectRow(
  rc: BodyBuilder,
  s: SelectInto,
  { into, own, types, names }: Row,
  { none, timed = false }: Options,
): Selecting {
  const { analysis } = rc.unit;
  const before: PlStatement[] = [];
  const ex = { ...statementContext(rc, before, s.query), timedLocks: timed };
  const [only] = into.targets;
  const showsFirst =
    none === 'raises' && showsFirstOfMany(analysis, rc, s, into.targets) && !hasAtMostOneRow(ex, s.query);
  const through = showsFirst ? 'loop' : none === 'keeps' ? 'temporaries' : 'variables';
  const { targets, after, inArray } = intoTargets(rc, into.targets, types, { objects: 'inArray', through, names });
  const rows = locatorRows(rc, s, into.targets);
  const all = [...targets, ...rows.map((r) => r.variable)];
  const stored = only && into.targets.length === 1 && readsRowsOf(rc, s.query, analysis.typeOf(only));
  if (!stored) reportGapsOfStars(rc.unit, s.query);
  const ofStored = stored ? { stored } : {};
  const lowered = showsFirst
    ? lowerQueryAs(ex, s.query, { ...ofStored, assigned: true })
    : lowerQuery(ex, s.query, { strict: none === 'raises', targets: all, ...ofStored });
  const made = withClocks(ex, lowered, own, types);
  if (!stored || !isStar(made)) refuseWrongCount(analysis, s.query, into, s.span);
  const query = withArrays(selectingRow(rc, made, rows), inArray);
  const lost = rows.length > 0 ? [] : into.targets.flatMap((t) => locatorLost(rc, t));
  // No row found counts 0; the handler of TOO_MANY_ROWS sees 1.
  const read = [...before, ...countOf(rc, s, 0)];
  if (showsFirst)
    return { read, after: [...takeFirstRow(rc, s.span, query, all, after), ...countOf(rc, s, 1), ...lost] };
  return {
    read: [...read, { kind: 'PlSelectInto', span: s.span, query }],
    after: [...countOf(rc, s, 1), ...after, ...lost],
  };
}

/** The count of rows, where it is asked. */
const countOf = (rc: BodyBuilder, { span }: SelectInto, rows: 0 | 1): PlStatement[] =>
  rc.readsSqlAttributes ? [b.assign(span, b.column(span, rc.sqlRowCount()), b.num(span, rows))] : [];
