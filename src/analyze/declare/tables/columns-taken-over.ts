import type { Query } from '../../../ir/oracle/index.js';
import type { AnalyzeContext } from '../../context.js';
import type { Scope } from '../../model/scope.js';
import type { ColumnInfo } from '../../model/symbols.js';
import type { CharacterType, OracleType } from '../../model/types.js';
import { certainlyFilledTo, mostCharacters, type Resolve } from './text-lengths.js';

const number: OracleType = { kind: 'number' };

/**
 * The columns of a query as a table, a view or a row of it takes them over: VARCHAR2 with the most characters that the
 * expression can have, as far as that is certain (one without a length takes any text); of what is computed, of literals
 * too, no digits are declared, and NUMBER holds any number. (SQL Language Reference, CREATE TABLE, "AS subquery"; PL/SQL
 * Language Reference, "Declaring a Record Variable that Can Represent Row from Database Table")
 */
export function columnsTakenOver(
  cx: AnalyzeContext,
  query: Query,
  scope: Scope,
  more?: Pick<CharacterType, 'inferred'>,
): readonly ColumnInfo[] {
  const columns = withTextLengths(cx, query, cx.resolveQuery(query, scope), more);
  return columns.map((c) =>
    c.computed && c.type.kind === 'number' && c.type.precision !== undefined ? { ...c, type: number } : c,
  );
}

function withTextLengths(
  cx: AnalyzeContext,
  query: Query,
  columns: readonly ColumnInfo[],
  more?: Pick<CharacterType, 'inferred'>,
): readonly ColumnInfo[] {
  // The length that a variable gives a column of a cursor is nowhere said.
  const resolve: Resolve = (expr) => {
    const resolution = cx.facts.resolutions.get(expr);
    return resolution?.base.kind === 'variable' ? undefined : resolution;
  };
  const items = query.body.kind === 'Select' ? query.body.items : [];
  const apart = items.length === columns.length && items.every((item) => item.value.kind !== 'Star');
  return columns.map((column, i) => {
    if (column.type.kind !== 'varchar2' || column.type.length !== undefined) return column;
    const value = apart ? items[i]?.value : undefined;
    const made = value && value.kind !== 'Star' ? mostCharacters(resolve, value) : undefined;
    const length = made ?? certainlyFilledTo(column);
    return length === undefined || length < 1 ? column : { ...column, type: { ...column.type, ...more, length } };
  });
}
