import type { CursorSymbol } from '../../../analyze/model/symbols.js';
import type { PgSelect } from '../../../ir/postgres/index.js';
import { foldName } from '../../naming/naming.js';
import { withAliases } from '../../queries/select-list/column-names.js';
import type { BodyBuilder } from '../body/body-builder.js';
import { returnedColumns } from './returned-columns.js';

/**
 * The query of a cursor as its rows are read: with a name for each expression that has none, as the fields are read by
 * name, and with texts of the length that it returns.
 */
export function namedColumns(rc: BodyBuilder, made: PgSelect, cursor: CursorSymbol): PgSelect {
  const query = returnedColumns(rc, made, cursor);
  const { fields } = cursor.row;
  if (!fields.some((f) => f.unnamed)) return query;
  const body = withAliases(query.body, fields.length, (item, i) => {
    const field = fields[i];
    return field?.unnamed && item.alias === undefined ? foldName(field.name) : undefined;
  });
  return { ...query, body };
}
