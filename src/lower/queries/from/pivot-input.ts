import type { RowSource } from '../../../analyze/analysis.js';
import type { ColumnInfo } from '../../../analyze/model/symbols.js';
import { mapTree } from '../../../ir/map-tree.js';
import type { PgExpr, PgFromItem } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b } from '../../builders.js';
import { foldName } from '../../naming/naming.js';
import { needsPadding, readChar } from '../row-sources.js';

/** The rows of one pivot clause: what it reads, under which alias, with which columns. */
export interface Input {
  readonly from: PgFromItem;
  readonly alias: string;
  readonly columns: readonly ColumnInfo[];
  /** What FROM names, under the first of the clauses. */
  readonly source?: RowSource;
}

/** A column of what the clause reads. */
export function columnOf(input: Input, name: string, span: Span): PgExpr {
  const read = b.column(span, input.alias, foldName(name));
  const column = input.columns.find((c) => c.name === name);
  return column?.type.kind === 'char' && input.source && needsPadding(input.source, column)
    ? readChar(read, column.type, span)
    : read;
}

const aggregates: ReadonlySet<string> = new Set(
  (
    'sum count avg min max string_agg array_agg stddev stddev_pop stddev_samp variance var_pop var_samp corr ' +
    'covar_pop covar_samp percentile_cont percentile_disc xmlagg jsonb_agg json_agg ora.median ora.stats_mode ' +
    'ora.collect_value ora.raw_min ora.raw_max'
  ).split(' '),
);

/** The expression with the filter on each aggregate in it; undefined where there is none. */
export function filtered(value: PgExpr, filter: PgExpr): PgExpr | undefined {
  let found = false;
  const result = mapTree(value, (call) => {
    if (call.kind !== 'PgCall' || !aggregates.has(call.name.join('.'))) return undefined;
    found = true;
    return { ...call, filter: call.filter ? b.and(value.span, call.filter, filter) : filter };
  });
  return found ? result : undefined;
}
