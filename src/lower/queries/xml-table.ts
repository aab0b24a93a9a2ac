import type { XmlTable } from '../../ir/oracle/index.js';
import type { PgFromItem } from '../../ir/postgres/index.js';
import { unsupportedClause } from '../../diagnostics/op2.js';
import { type ExprContext, refuse } from '../context.js';

export function lowerXmlTable(ex: ExprContext, item: XmlTable, alias: string): PgFromItem {
  void ex;
  void alias;
  return refuse(unsupportedClause(item.span, 'XMLTABLE'));
}
