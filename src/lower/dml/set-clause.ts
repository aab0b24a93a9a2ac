import { unreachable } from '../../diagnostics/diagnostic.js';
import { dmlTarget } from '../../diagnostics/op2.js';
import type { SetItem } from '../../ir/oracle/index.js';
import type { PgSetItem } from '../../ir/postgres/index.js';
import { b } from '../builders.js';
import { type ExprContext, refuse } from '../context.js';
import { foldName } from '../naming.js';
import { lowerQueryAs } from '../query.js';
import { columnPath, type DmlTable, targetColumn, visibleColumns } from './target.js';
import { columnAssignment, recordValues } from './values.js';

/** The SET clause: values converted as Oracle assigns them; a subquery without row gives NULLs in both systems. */
export function lowerSet(ex: ExprContext, items: readonly SetItem[], table: DmlTable): PgSetItem[] {
  return items.flatMap((item): PgSetItem[] => {
    switch (item.kind) {
      case 'SetColumn': {
        const [column, ...path] = columnPath(table, item.column);
        const info = path.length === 0 ? targetColumn(table, item.column) : undefined;
        return [
          {
            kind: 'column',
            column: column ?? '',
            ...(path.length > 0 ? { path } : {}),
            value: columnAssignment(ex, item.value, info),
          },
        ];
      }
      case 'SetColumns': {
        const columns = item.columns.map((c) => columnPath(table, c)[0] ?? '');
        const query = lowerQueryAs(ex, item.query, {
          types: item.columns.map((c) => targetColumn(table, c)?.type),
          assigned: true,
        });
        const value = b.scalar(item.span, query);
        const [only] = columns;
        return columns.length === 1 && only !== undefined
          ? [{ kind: 'column', column: only, value }]
          : [{ kind: 'columns', columns, value }];
      }
      case 'SetRow': {
        const columns = visibleColumns(table).filter((c) => !c.virtual);
        const values = recordValues(ex, item.record, columns);
        return columns.flatMap((c, i): PgSetItem[] => {
          const value = values[i];
          return value ? [{ kind: 'column', column: foldName(c.name), value }] : [];
        });
      }
      case 'SetValue':
        return refuse(dmlTarget(item.span, 'a row as a whole (SET VALUE)'));
      default:
        return unreachable(item);
    }
  });
}
