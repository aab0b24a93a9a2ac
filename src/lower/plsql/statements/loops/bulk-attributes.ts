import { unsupportedStatement } from '../../../../diagnostics/op3.js';
import type { CursorAttribute } from '../../../../ir/oracle/index.js';
import type { PgExpr } from '../../../../ir/postgres/index.js';
import { b } from '../../../builders.js';
import { type ExprContext, refuse } from '../../../context.js';
import { lowerTo } from '../../../expressions/index.js';
import type { BulkVariables, RoutineContext } from '../../body/routine-context.js';
import { bulkArray } from '../../body/shared-sql-attributes.js';

/**
 * SQL%BULK_ROWCOUNT(i) and .COUNT, SQL%BULK_EXCEPTIONS.COUNT, SQL%BULK_EXCEPTIONS(i).ERROR_INDEX|ERROR_CODE, from the
 * arrays that FORALL fills.
 */
export function bulkAttribute(ex: ExprContext, rc: RoutineContext, node: CursorAttribute): PgExpr {
  const { span } = node;
  const index = node.index && lowerTo(ex, node.index, { kind: 'plsInteger' });
  const at = (array: keyof BulkVariables, i: PgExpr): PgExpr => b.subscript(span, bulkArray(rc, array, span), i);
  // Indices that the statement leaves out are NULL between the others.
  const elements = (attribute: CursorAttribute['attribute']): PgExpr =>
    attribute === 'BULK_ROWCOUNT'
      ? b.call(span, 'array_remove', bulkArray(rc, 'rowCounts', span), b.null(span))
      : bulkArray(rc, 'errorIndexes', span);
  if (node.attribute === 'BULK_ROWCOUNT' && index) {
    // The iteration whose error is handled has no element.
    const count = at('rowCounts', index);
    return rc.hasHandlers ? b.coalesce(span, count, b.num(span, 0)) : count;
  }
  if (node.field === 'COUNT') return b.call(span, 'cardinality', elements(node.attribute));
  if (index && node.field === 'ERROR_INDEX') return at('errorIndexes', index);
  if (index && node.field === 'ERROR_CODE') return at('errorCodes', index);
  const what = node.field === undefined ? 'as a whole' : `with .${node.field}`;
  return refuse(unsupportedStatement(span, `SQL%${node.attribute} ${what}`));
}
