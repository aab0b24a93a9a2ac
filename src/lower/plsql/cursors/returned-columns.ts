import type { CursorSymbol } from '../../../analyze/model/symbols.js';
import type { OracleType } from '../../../analyze/model/types.js';
import type { PgSelect, PgSelectBody } from '../../../ir/postgres/index.js';
import { b } from '../../builders.js';
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
  return lengths.some((length) => length !== undefined) ? { ...query, body: heldTo(query.body, lengths) } : query;
}

/** The length that texts of the column may be longer than. */
function lengthToHold(from: OracleType, to: OracleType | undefined): number | undefined {
  if (to?.kind !== 'varchar2' || to.length === undefined) return undefined;
  const isText = from.kind === 'varchar2' || from.kind === 'char';
  return isText && (from.length === undefined || from.length > to.length) ? to.length : undefined;
}

/** DISTINCT compares what the select list gives, and may be sorted by nothing else: such a query stays as it is. */
function heldTo(body: PgSelectBody, lengths: readonly (number | undefined)[]): PgSelectBody {
  switch (body.kind) {
    case 'PgSelectCore':
      if (body.distinct || body.distinctOn || body.items.length !== lengths.length) return body;
      return {
        ...body,
        items: body.items.map((item, i) => {
          const length = lengths[i];
          if (length === undefined || item.value.kind === 'PgStar') return item;
          return { ...item, value: b.ora(item.value.span, 'fit', item.value, b.num(item.value.span, length)) };
        }),
      };
    case 'PgSetOperation':
      return { ...body, left: heldTo(body.left, lengths), right: heldTo(body.right, lengths) };
    case 'PgSelect':
      return { ...body, body: heldTo(body.body, lengths) };
    case 'PgValues':
      return body;
  }
}
