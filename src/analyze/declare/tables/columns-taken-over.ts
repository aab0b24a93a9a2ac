import type { Query } from '../../../ir/oracle/index.js';
import type { AnalyzeContext } from '../../context.js';
import type { ColumnInfo } from '../../model/symbols.js';
import type { OracleType } from '../../model/types.js';
import { certainlyFilledTo, mostCharacters, type Resolve } from './text-lengths.js';

const number: OracleType = { kind: 'number' };

/**
 * The columns of a query with the lengths that CREATE TABLE AS gives those of VARCHAR2: the most characters that the
 * expression can have, as far as that is certain. A column without a length takes any text.
 */
export function withTextLengths(
  cx: AnalyzeContext,
  query: Query,
  columns: readonly ColumnInfo[],
): readonly ColumnInfo[] {
  const resolve: Resolve = (expr) => cx.facts.resolutions.get(expr);
  const items = query.body.kind === 'Select' ? query.body.items : [];
  const apart = items.length === columns.length && items.every((item) => item.value.kind !== 'Star');
  return columns.map((column, i) => {
    if (column.type.kind !== 'varchar2' || column.type.length !== undefined) return column;
    const value = apart ? items[i]?.value : undefined;
    const made = value && value.kind !== 'Star' ? mostCharacters(resolve, value) : undefined;
    const length = made ?? certainlyFilledTo(column);
    return length === undefined || length < 1 ? column : { ...column, type: { ...column.type, length } };
  });
}

/**
 * The columns of a query as a table, a view or a row of it takes them over: of what is computed, of literals too, no
 * digits are declared, and NUMBER holds any number. (SQL Language Reference, CREATE TABLE, "AS subquery")
 */
export const asDeclared = (columns: readonly ColumnInfo[]): readonly ColumnInfo[] =>
  columns.map((c) =>
    c.computed && c.type.kind === 'number' && c.type.precision !== undefined ? { ...c, type: number } : c,
  );
