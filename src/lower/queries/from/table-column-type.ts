import type { OracleType } from '../../../analyze/model/types.js';
import type { TableColumn } from '../../../ir/oracle/index.js';
import type { ExprContext } from '../../context.js';

/**
 * The type of a column of XMLTABLE or JSON_TABLE; one without a type is VARCHAR2(4000). (SQL Language
 * Reference, "XMLTABLE", "JSON_TABLE")
 */
export function tableColumnType(ex: ExprContext, column: TableColumn): OracleType {
  if (column.ordinality) return { kind: 'number' };
  return column.type ? ex.unit.analysis.typeOfRef(column.type) : { kind: 'varchar2', length: 4000 };
}
