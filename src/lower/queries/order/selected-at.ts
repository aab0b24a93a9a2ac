import type { Analysis } from '../../../analyze/analysis.js';
import type { StarColumn } from '../../../analyze/model/row-source.js';
import type { Expr, Select } from '../../../ir/oracle/index.js';

/**
 * What a number in ORDER BY stands for: an expression of the select list, or a column that a `*` in front of it or at
 * its place stands for. Undefined where that is not known. (SQL Language Reference, "SELECT", order_by_clause)
 */
export function selectedAt(analysis: Analysis, select: Select, position: number): Expr | StarColumn | undefined {
  let before = 0;
  for (const { value } of select.items) {
    if (value.kind === 'Star') {
      const columns = analysis.expandStar(value, select);
      if (columns.length === 0) return undefined;
      const column = columns[position - before - 1];
      if (column) return column;
      before += columns.length;
    } else {
      before += 1;
      if (before === position) return value;
    }
  }
  return undefined;
}
