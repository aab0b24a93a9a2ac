import type { RowSource } from '../../../analyze/analysis.js';
import { dictionaryRowsFewer } from '../../../diagnostics/op2.js';
import type { FromItem } from '../../../ir/oracle/index.js';
import type { PgExpr, PgFromItem } from '../../../ir/postgres/index.js';
import { b, pgTypes } from '../../builders.js';
import type { ExprContext } from '../../context.js';
import { dictionaryViewName } from '../row-sources.js';
import { leavesOf } from './leaves.js';

/*
 * `select rownum from all_objects where rownum <= 1000`: views that have tens of thousands of rows in every Oracle
 * database, and few here, stand for as many rows as are asked for. (Database Reference, "Static Data Dictionary
 * Views")
 */

const large: ReadonlySet<string> = new Set(
  ['ALL', 'DBA'].flatMap((whose) =>
    ['OBJECTS', 'SOURCE', 'TAB_COLUMNS', 'TAB_COLS', 'SYNONYMS', 'ARGUMENTS', 'DEPENDENCIES'].map(
      (what) => `${whose}_${what}`,
    ),
  ),
);

/** As many rows as each of them surely has in Oracle. */
const surely = 10_000;

/** The query that counts the rows. */
interface CountedRows {
  readonly sources: readonly RowSource[];
  /** Is a column of the source read? */
  readonly isRead: (source: RowSource) => boolean;
  readonly from: readonly PgFromItem[];
  /** Do other conditions choose among the rows? */
  readonly filtered: boolean;
  readonly wanted: PgExpr;
}

/**
 * The FROM clause of a query that counts rows of such views, and reads none of their columns, as rows that are made;
 * undefined for others. Those that get fewer rows than in Oracle are reported.
 */
export function dictionaryRows(
  ex: ExprContext,
  items: readonly FromItem[],
  { sources, isRead, from, filtered, wanted }: CountedRows,
): readonly PgFromItem[] | undefined {
  const counted = sources.filter((s) => isLarge(s));
  if (counted.length === 0) return undefined;
  const names = new Set(counted.map(({ relation }) => dictionaryViewName(relation?.name ?? '')?.join('.')));
  const isCounted = (item: PgFromItem): boolean => item.kind === 'PgTable' && names.has(item.name.join('.'));
  const count = from.filter(isCounted).length;
  const rows = wanted.kind === 'PgNumber' ? Number(wanted.text) : undefined;
  if (counted.some(isRead) || count !== counted.length || (rows !== undefined && rows > surely ** count)) {
    const first = leavesOf(items).find((i) => isLarge(ex.unit.analysis.sourceOf(i)));
    if (first && !filtered && (rows === undefined || rows > 1))
      ex.unit.report(dictionaryRowsFewer(first.span, ex.unit.analysis.sourceOf(first)?.relation?.name ?? ''));
    return undefined;
  }
  return from.map((item) => {
    if (item.kind !== 'PgTable' || !isCounted(item)) return item;
    const { span } = item;
    return b.fromFunction(
      span,
      // Conditions on something else, as on random numbers, let fewer of them through.
      b.call(span, 'generate_series', b.num(span, 1), filtered ? b.num(span, surely) : lastOf(wanted, rows)),
      item.alias ?? item.name.at(-1),
    );
  });
}

const isLarge = (source: RowSource | undefined): boolean =>
  source?.relation?.supplied === true && large.has(source.relation.name);

function lastOf(wanted: PgExpr, rows: number | undefined): PgExpr {
  const { span } = wanted;
  return rows === undefined
    ? b.cast(span, b.coalesce(span, wanted, b.num(span, surely)), pgTypes.bigint)
    : b.num(span, Math.min(rows, surely));
}
