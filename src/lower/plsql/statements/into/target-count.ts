import type { Analysis } from '../../../../analyze/analysis.js';
import type { OracleType } from '../../../../analyze/model/types.js';
import { unsupportedStatement } from '../../../../diagnostics/op3.js';
import type { IntoClause, Query, QueryBody } from '../../../../ir/oracle/index.js';
import { inconsistentTypes, oracleFailure } from '../../../../ir/oracle-failure.js';
import type { PlStatement } from '../../../../ir/postgres/index.js';
import { firstQueryBlock } from '../../../../ir/query-branches.js';
import type { Span } from '../../../../ir/span.js';
import { refuse } from '../../../context.js';
import { leavesOf } from '../../../queries/from/leaves.js';
import type { BodyBuilder } from '../../body/body-builder.js';
import { placesOf } from '../../effects/cursors/cursor-places.js';
import { raiseFailure } from '../../errors/capture.js';

/** How many columns the query gives; undefined where a `*` stands for what is not known. */
export function widthOf(analysis: Analysis, query: QueryBody): number | undefined {
  const first = firstQueryBlock(query);
  if (!first) return undefined;
  const stars = first.items.some((item) => item.value.kind === 'Star');
  const known = leavesOf(first.from).every((leaf) => (analysis.sourceOf(leaf)?.columns.length ?? 0) > 0);
  return stars && !known ? undefined : analysis.columnsOf(first).length;
}

/**
 * How many columns INTO takes: the fields of its only record, or one for each target; undefined where a type is not
 * known.
 */
export function targetCount(analysis: Analysis, into: IntoClause): number | undefined {
  return targetTypes(analysis, into)?.length;
}

/** Does another FETCH from the cursor variable take another number of columns? */
export const fetchesOtherwise = (analysis: Analysis, variable: object, width: number): boolean =>
  placesOf(analysis, variable).fetches.some(({ into }) => {
    const other = targetCount(analysis, into);
    return other !== undefined && other !== width;
  });

/** The types of what takes the columns. */
function targetTypes(analysis: Analysis, into: IntoClause): readonly OracleType[] | undefined {
  const types = into.targets.map((target) => {
    const type = analysis.typeOf(target);
    return into.bulk && type.kind === 'collection' ? type.collection.element : type;
  });
  if (types.some((type) => type.kind === 'unknown' || (into.bulk && type.kind === 'object'))) return undefined;
  const [only] = types;
  if (types.length > 1 || only?.kind !== 'record') return types;
  return only.fields.some((f) => f.type.kind === 'record') ? undefined : only.fields.map((f) => f.type);
}

/**
 * Oracle does not compile SELECT INTO with other than as many targets as columns (ORA-00947, ORA-00913); PL/pgSQL does
 * not count.
 */
export function refuseWrongCount(analysis: Analysis, query: Query, into: IntoClause, span: Span): void {
  const width = widthOf(analysis, query);
  const targets = targetCount(analysis, into);
  if (width !== undefined && targets && width > 0 && width !== targets)
    refuse(unsupportedStatement(span, `SELECT of ${width} columns INTO ${targets} variables or fields`));
}

/**
 * The error of EXECUTE IMMEDIATE whose query gives another number of columns than INTO takes; undefined where they are
 * as many, or not known. (Database Error Messages, ORA-00932, ORA-01007)
 */
export function wrongCount(
  rc: BodyBuilder,
  width: number | undefined,
  into: IntoClause,
  span: Span,
): PlStatement[] | undefined {
  const targets = targetCount(rc.unit.analysis, into);
  if (width === undefined || targets === undefined || width === targets) return undefined;
  return raiseFailure(rc, span, targets > width ? oracleFailure(1007) : inconsistentTypes('-', '-'));
}

/**
 * The error of EXECUTE IMMEDIATE whose query gives a number to a date, or a date to a number: no conversion goes from
 * the one to the other. (SQL Language Reference, "Implicit Data Conversion"; Database Error Messages, ORA-00932)
 */
export function wrongType(rc: BodyBuilder, query: Query, into: IntoClause, span: Span): PlStatement[] | undefined {
  const { analysis } = rc.unit;
  return wrongColumn(
    rc,
    analysis.columnsOf(query).map((column) => column.type),
    into,
    span,
  );
}

/** The error of a row whose columns have these types, for what INTO takes: as that of `wrongType`. */
export function wrongColumn(
  rc: BodyBuilder,
  columns: readonly OracleType[],
  into: IntoClause,
  span: Span,
): PlStatement[] | undefined {
  for (const [i, target] of (targetTypes(rc.unit.analysis, into) ?? []).entries()) {
    const [expected, got] = [familyOf(target), familyOf(columns[i])];
    if (expected !== undefined && got !== undefined && (expected === 'NUMBER') !== (got === 'NUMBER'))
      return raiseFailure(rc, span, inconsistentTypes(expected, got));
  }
  return undefined;
}

function familyOf(type: OracleType | undefined): string | undefined {
  switch (type?.kind) {
    case 'number':
    case 'plsInteger':
      return 'NUMBER';
    case 'date':
      return 'DATE';
    case 'timestamp':
      return type.zone === 'none' ? 'TIMESTAMP' : `TIMESTAMP WITH${type.zone === 'local' ? ' LOCAL' : ''} TIME ZONE`;
    default:
      return undefined;
  }
}
