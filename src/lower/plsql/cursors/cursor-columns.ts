import type { CursorSymbol } from '../../../analyze/model/symbols.js';
import type { PgSelect } from '../../../ir/postgres/index.js';
import { foldName } from '../../naming/naming.js';
import { withAliases } from '../../queries/select-list/column-names.js';

/**
 * The query of a cursor, with a name for each expression that has none: the fields of the cursor's rows are read by
 * name.
 */
export function namedColumns(query: PgSelect, cursor: CursorSymbol): PgSelect {
  const { fields } = cursor.row;
  if (!fields.some((f) => f.unnamed)) return query;
  const body = withAliases(query.body, fields.length, (item, i) => {
    const field = fields[i];
    return field?.unnamed && item.alias === undefined ? foldName(field.name) : undefined;
  });
  return { ...query, body };
}
