import type { PgFromItem } from '../../ir/postgres/index.js';
import { unsupportedClause } from '../../diagnostics/op2.js';
import { type ExprContext, refuse } from '../context.js';
import type { LeafItem } from './from.js';

export function lowerPivots(ex: ExprContext, item: LeafItem, lowerLeaf: (ex: ExprContext, item: LeafItem) => PgFromItem): PgFromItem {
  void ex;
  void lowerLeaf;
  return refuse(unsupportedClause(item.span, 'PIVOT'));
}
