import type { Analysis } from '../../../analyze/analysis.js';
import type { VariableSymbol } from '../../../analyze/model/symbols.js';
import type { OracleType, RecordType } from '../../../analyze/model/types.js';
import { nodesOf } from '../../../ir/walk.js';
import { remembered } from '../../remembered.js';
import { placesOf } from '../effects/cursors/cursor-places.js';
import { takesAsIs } from '../statements/into/into.js';

/*
 * A strong cursor variable is opened for queries whose columns have the types of its row, not their lengths: what is
 * longer than the field fails, or not, where FETCH assigns it, as does what the CHAR of a field would pad. (PL/SQL
 * Language Reference, "Opening and Closing Cursor Variables")
 */

/** The types of the columns of a strong cursor variable; undefined where only the run tells them. */
export function strongTypes(
  analysis: Analysis,
  variable: VariableSymbol,
  row: RecordType,
): readonly OracleType[] | undefined {
  if (placesOf(analysis, variable).takesAnyRows) return undefined;
  const opened = openedRows(analysis).get(keyOf(row)) ?? [];
  const types = row.fields.map(({ type }, i) =>
    columnType(
      type,
      opened.map((columns) => columns[i]),
    ),
  );
  return types.some((type) => type === undefined) ? undefined : types.filter((type) => type !== undefined);
}

function columnType(field: OracleType, given: readonly (OracleType | undefined)[]): OracleType | undefined {
  const others = given.filter((type) => type === undefined || !takesAsIs(field, type));
  if (others.length === 0) return field;
  return field.kind === 'varchar2' && others.every((type) => type?.kind === 'varchar2')
    ? { kind: 'varchar2' }
    : undefined;
}

/** The columns of the queries that variables of a type are opened for, by its row. */
const openedRows = remembered((analysis: Analysis): ReadonlyMap<string, readonly (readonly OracleType[])[]> => {
  const found = new Map<string, (readonly OracleType[])[]>();
  for (const unit of analysis.units)
    for (const { cursor, source } of nodesOf(unit, 'OpenFor')) {
      const type = cursor.kind === 'BindVariable' ? undefined : analysis.typeOf(cursor);
      if (type?.kind !== 'refCursor' || !type.returns || source.kind !== 'Query') continue;
      const key = keyOf(type.returns);
      const rows = found.get(key) ?? [];
      rows.push(analysis.columnsOf(source).map((c) => c.type));
      found.set(key, rows);
    }
  return found;
});

/** Strong types of equal rows count as one: cursors go from one variable to another. */
const keyOf = ({ fields }: RecordType): string =>
  fields.map(({ name, type }) => `${name} ${type.kind} ${'length' in type ? type.length : ''}`).join();
