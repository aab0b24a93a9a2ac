import type { VariableSymbol } from '../../../analyze/model/symbols.js';
import type { OracleType } from '../../../analyze/model/types.js';
import type { PgExpr, PlStatement } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b, pgTypes } from '../../builders.js';
import { isRowValue, pgTypeOf } from '../../types.js';
import type { BodyBuilder } from '../body/body-builder.js';
import type { CursorIdentity } from '../body/cursor-state.js';
import { compileDynamicOpen, opensText } from '../dynamic/dynamic-open.js';
import { placesOf } from '../effects/cursors/cursor-places.js';
import { isHeldToRange, sourceType, takesAsIs } from '../statements/into/into.js';
import { fetchesOtherwise, widthOf } from '../statements/into/target-count.js';
import { rowTypes } from './cursor-rows.js';

/**
 * The types of the columns that the cursor gives, where they are known: of its query, of its type, or of all queries
 * that its variable is opened for.
 */
export function columnTypes(rc: BodyBuilder, cursor: CursorIdentity): readonly OracleType[] | undefined {
  return (
    rowTypes(rc.unit.analysis, cursor) ??
    (cursor.symbol.kind === 'variable' ? openedTypes(rc, cursor.symbol) : undefined)
  );
}

function openedTypes(rc: BodyBuilder, variable: VariableSymbol): readonly OracleType[] | undefined {
  const { analysis } = rc.unit;
  const { opensFor, values, takesAnyRows } = placesOf(analysis, variable);
  if (variable.storage !== 'local' || values.length > 0 || takesAnyRows) return undefined;
  const rows = opensFor.map((open) => {
    const { source } = (opensText(open) ? compileDynamicOpen(rc, open) : undefined) ?? open;
    return source.kind === 'Query' && widthOf(analysis, source) !== undefined
      ? analysis.columnsOf(source).map((c) => c.type)
      : undefined;
  });
  const [first, ...others] = rows;
  if (!first || others.some((row) => row?.length !== first.length)) return undefined;
  const types = first.map((type, i) => others.reduce((common, row) => commonType(common, row?.[i]), type));
  return types.some((type) => type.kind === 'unknown') ? undefined : types;
}

/** What holds of values of both types. */
function commonType(one: OracleType, other: OracleType | undefined): OracleType {
  if (one.kind !== other?.kind) return { kind: 'unknown' };
  if (one.kind === 'object') return other.kind === 'object' && one.object === other.object ? one : { kind: 'unknown' };
  if (['record', 'collection', 'ref', 'refCursor'].includes(one.kind)) return { kind: 'unknown' };
  if (JSON.stringify(one) === JSON.stringify(other)) return one;
  return one.kind === 'varchar2' || one.kind === 'number' ? { kind: one.kind } : { kind: 'unknown' };
}

/**
 * A row that is fetched into variables, whose values go to the targets by Oracle's conversion: FETCH writes to the
 * variables.
 */
export interface ReadRow {
  readonly before: readonly PlStatement[];
  readonly variables: readonly PgExpr[];
  readonly values: readonly { readonly value: PgExpr; readonly type: OracleType }[];
}

/** What is fetched: from which portal, for targets of which types; `checks` run once for each portal. */
interface FetchedRow {
  readonly portal: string;
  readonly wanted: readonly OracleType[];
  readonly span: Span;
  readonly checks: readonly PlStatement[];
}

/**
 * A row of a weak cursor variable, where a target does not take its column as it is, or that is not known.
 */
export function weakRow(rc: BodyBuilder, cursor: CursorIdentity, fetched: FetchedRow): ReadRow | undefined {
  const { wanted, span, checks } = fetched;
  const given = columnTypes(rc, cursor);
  if (!given) return unknownRow(rc, cursor, fetched);
  if (given.length !== wanted.length || wanted.every((type, i) => takesAsIs(type, given[i] ?? type))) return undefined;
  if (wanted.some((type) => isComposite(rc, type))) return undefined;
  const variables = given.map((type) => b.column(span, rc.fresh('fetched', pgTypeOf(rc.unit.naming, type, 'value'))));
  const values = variables.map((value, i) => ({ value, type: given[i] ?? { kind: 'unknown' as const } }));
  return { before: checks, variables, values };
}

/** PL/pgSQL takes no composite variable as one of several targets. */
const isComposite = (rc: BodyBuilder, type: OracleType): boolean =>
  type.kind === 'record' || type.kind === 'unknown' || isRowValue(rc.unit.naming, type);

/**
 * PL/pgSQL would convert a column for its target in its own way: numbers and dates to text, text and timestamps to
 * dates. Such a column is fetched as PostgreSQL writes it, and read by the column's type. Undefined where no target
 * asks for that.
 */
function unknownRow(
  rc: BodyBuilder,
  cursor: CursorIdentity,
  { portal, wanted, span, checks }: FetchedRow,
): ReadRow | undefined {
  if (cursor.symbol.kind !== 'variable' || !wanted.some((type) => isConverted(type) || isHeldToRange(type)))
    return undefined;
  if (wanted.some((type) => isComposite(rc, type))) return undefined;
  const columns = b.column(span, rc.scratch('columns', pgTypes.arrayOf(pgTypes.text)));
  const column = (i: number): PgExpr => b.subscript(span, columns, b.num(span, i));
  const cursorName = b.cast(span, b.column(span, portal), pgTypes.text);
  const isOther: PgExpr = b.binary(span, 'is distinct from', column(1), cursorName);
  // The row that the variable stands on has been found to fit another FETCH.
  const isWider = b.binary(span, '<>', b.call(span, 'cardinality', columns), b.num(span, wanted.length + 1));
  const hasOthers = fetchesOtherwise(rc.unit.analysis, cursor.symbol, wanted.length);
  const before = b.ifThen(span, hasOthers ? b.or(span, isOther, isWider) : isOther, [
    ...checks,
    b.assign(span, columns, b.ora(span, 'fetched_columns', b.column(span, portal))),
  ]);
  const read = wanted.map((type, i) => {
    if (!isConverted(type)) {
      const from = sourceType(type, undefined);
      const variable = b.column(span, rc.fresh('fetched', pgTypeOf(rc.unit.naming, from, 'variable')));
      return { variable, value: variable, type: from };
    }
    const variable = b.column(span, rc.fresh('fetched', pgTypes.text));
    const given = column(i + 2);
    if (type.kind === 'date') return { variable, value: b.ora(span, 'fetched_date', variable, given), type };
    const text = b.ora(span, 'fetched_text', variable, given);
    const value = b.caseWhen(span, [{ when: b.isNull(span, given), then: variable }], text);
    return { variable, value, type: { kind: 'varchar2' } as const };
  });
  return {
    before: [before],
    variables: read.map((r) => r.variable),
    values: read.map(({ value, type }) => ({ value, type })),
  };
}

const isConverted = ({ kind }: OracleType): boolean => ['varchar2', 'char', 'clob', 'date'].includes(kind);
