import type { ColumnInfo } from '../../model/symbols.js';
import type { RecordFieldInfo } from '../../model/types.js';

/**
 * The columns of a query as fields of a record. A column that is an expression without alias has a name in Oracle that
 * nothing can refer to (SQL Language Reference, SELECT, "c_alias"); in PostgreSQL a field needs one.
 */
export function fieldsOf(columns: readonly ColumnInfo[]): readonly RecordFieldInfo[] {
  const taken = new Set(columns.map((c) => c.name));
  return columns.map((c, i) => {
    if (c.name !== '') return { name: c.name, type: c.type };
    let n = i + 1;
    while (taken.has(`COLUMN_${n}`)) n++;
    taken.add(`COLUMN_${n}`);
    return { name: `COLUMN_${n}`, type: c.type, unnamed: true };
  });
}
