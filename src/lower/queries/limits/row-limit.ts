import type { RowLimit } from '../../../ir/oracle/index.js';
import type { PgExpr } from '../../../ir/postgres/index.js';
import { b } from '../../builders.js';
import type { ExprContext } from '../../context.js';
import { isRepeatable } from '../../expressions/evaluation/evaluated-once.js';
import { lowerTo } from '../../expressions/index.js';
import { allRows, rowCount } from './row-count.js';

interface LoweredLimit {
  readonly offset?: PgExpr;
  readonly limit?: PgExpr;
  readonly withTies?: boolean;
}

const number = { kind: 'number' } as const;

/**
 * OFFSET and FETCH without PERCENT: NULL counts, also of OFFSET, give no row; negative ones count as 0; fractions are
 * cut. (SQL Language Reference, row_limiting_clause)
 */
export function lowerRowLimit(ex: ExprContext, limit: RowLimit, ordered: boolean): LoweredLimit {
  const { span } = limit;
  const fetch =
    limit.fetch && rowCount(span, limit.fetch.count ? lowerTo(ex, limit.fetch.count, number) : b.num(span, 1));
  const withTies = limit.fetch?.withTies === true && ordered;
  if (!limit.offset) return { limit: fetch, ...(withTies ? { withTies } : {}) };
  const offset = lowerTo(ex, limit.offset, number);
  const nullable = ex.unit.analysis.mayBeNull(limit.offset);
  // What is not to be written twice leaves out all rows where it is NULL.
  if (nullable && !isRepeatable(offset))
    return { offset: rowCount(span, offset, allRows), limit: fetch, ...(withTies ? { withTies } : {}) };
  const rows = rowCount(span, offset);
  const shown = nullable
    ? b.caseWhen(
        span,
        [{ when: b.isNotNull(span, offset), then: fetch ?? b.raw(span, 'null::bigint') }],
        b.num(span, 0),
      )
    : fetch;
  return { offset: rows, ...(shown ? { limit: shown } : {}), ...(withTies ? { withTies } : {}) };
}
