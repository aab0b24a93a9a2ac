import type { CursorSymbol } from '../../../analyze/model/symbols.js';
import type { OracleType, RecordFieldInfo } from '../../../analyze/model/types.js';
import type { PgSelect } from '../../../ir/postgres/index.js';
import { b } from '../../builders.js';
import { madeUp } from '../../naming/made-names.js';
import { rowFieldName } from '../../naming/row-fields.js';
import type { BodyBuilder } from '../body/body-builder.js';

/**
 * The query of a cursor with RETURN, whose texts are held to the lengths of the row that it returns: a value with blanks
 * beyond them is ORA-06502, where a record of PostgreSQL cuts them off.
 *
 *   cursor c return t%rowtype is select rpad(a, 5) …   →   select ora.fit(rpad(t.a, 5), 3) …
 *
 * (PL/SQL Language Reference, "Explicit Cursor Declaration and Definition", rowtype)
 */
export function returnedColumns(
  rc: BodyBuilder,
  query: PgSelect,
  { declaration, query: source, row }: CursorSymbol,
): PgSelect {
  if (!declaration.returns || !source) return query;
  const given = rc.unit.analysis.columnsOf(source);
  if (given.length !== row.fields.length) return query;
  const lengths = given.map(({ type }, i) => lengthToHold(type, row.fields[i]?.type));
  if (lengths.every((length) => length === undefined)) return query;
  return heldTo(query, lengths) ?? around(query, row.fields, lengths);
}

/**
 * DISTINCT, UNION and the like compare what the select lists give, and are sorted by nothing else, and `*` has no list:
 * their rows are held to the lengths afterwards.
 */
function around(
  query: PgSelect,
  fields: readonly RecordFieldInfo[],
  lengths: readonly (number | undefined)[],
): PgSelect {
  const { span } = query;
  const alias = madeUp('q');
  const names = fields.map((_, i) => rowFieldName(fields, i));
  const items = names.map((name, i) => {
    const value = b.column(span, alias, name);
    const length = lengths[i];
    return b.item(span, length === undefined ? value : b.ora(span, 'fit', value, b.num(span, length)), name);
  });
  return b.select(span, { items, from: [b.derived(span, query, alias, names)] });
}

/** The length that texts of the column may be longer than. */
function lengthToHold(from: OracleType, to: OracleType | undefined): number | undefined {
  if (to?.kind !== 'varchar2' || to.length === undefined) return undefined;
  const isText = from.kind === 'varchar2' || from.kind === 'char';
  return isText && (from.length === undefined || from.length > to.length) ? to.length : undefined;
}

/** The query with each text of its select list held to its length; undefined where that would be another query. */
function heldTo(query: PgSelect, lengths: readonly (number | undefined)[]): PgSelect | undefined {
  const { body } = query;
  if (body.kind === 'PgSelect') {
    const held = heldTo(body, lengths);
    return held && { ...query, body: held };
  }
  if (body.kind !== 'PgSelectCore' || body.distinct === true || body.distinctOn !== undefined) return undefined;
  if (body.items.length !== lengths.length || body.items.some(({ value }) => value.kind === 'PgStar')) return undefined;
  const items = body.items.map((item, i) => {
    const length = lengths[i];
    const { span } = item.value;
    return length === undefined ? item : { ...item, value: b.ora(span, 'fit', item.value, b.num(span, length)) };
  });
  return { ...query, body: { ...body, items } };
}
