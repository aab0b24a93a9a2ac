import type { JsonTable } from '../../ir/oracle/index.js';
import type { PgFromItem } from '../../ir/postgres/index.js';
import { unsupportedClause } from '../../diagnostics/op2.js';
import { type ExprContext, refuse } from '../context.js';

export function lowerJsonTable(ex: ExprContext, item: JsonTable, alias: string): PgFromItem {
  void ex;
  void alias;
  return refuse(unsupportedClause(item.span, 'JSON_TABLE'));
}
