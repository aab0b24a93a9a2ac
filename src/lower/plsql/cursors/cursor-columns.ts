import type { CursorSymbol } from '../../../analyze/model/symbols.js';
import type { RecordFieldInfo } from '../../../analyze/model/types.js';
import type { PgSelect, PgSelectBody } from '../../../ir/postgres/index.js';
import { foldName } from '../../naming/naming.js';

/** The query of a cursor, with a name for each expression that has none: the fields of the cursor's rows are read by name. */
export function namedColumns(query: PgSelect, cursor: CursorSymbol): PgSelect {
  const { fields } = cursor.row;
  return fields.some((f) => f.unnamed) ? { ...query, body: namedBody(query.body, fields) } : query;
}

function namedBody(body: PgSelectBody, fields: readonly RecordFieldInfo[]): PgSelectBody {
  switch (body.kind) {
    case 'PgSelectCore':
      if (body.items.length !== fields.length) return body;
      return {
        ...body,
        items: body.items.map((item, i) => {
          const field = fields[i];
          return field?.unnamed && item.alias === undefined ? { ...item, alias: foldName(field.name) } : item;
        }),
      };
    case 'PgSetOperation':
      return { ...body, left: namedBody(body.left, fields) };
    case 'PgSelect':
      return { ...body, body: namedBody(body.body, fields) };
    case 'PgValues':
      return body;
  }
}
