import type { ColumnInfo } from '../../../analyze/model/symbols.js';
import { lastName } from '../../../ir/dotted.js';
import type { OrderItem } from '../../../ir/oracle/index.js';
import type { PgSelect } from '../../../ir/postgres/index.js';
import { b } from '../../builders.js';
import type { ExprContext } from '../../context.js';
import { madeUp } from '../../naming/made-names.js';
import { foldName } from '../../naming/naming.js';
import { sortKeyOf } from '../../objects/expressions.js';
import { lowerSetOrderBy, ordered } from './order-by.js';

/** Is the result of a set operation, of these columns, ordered by objects? */
export function ordersByObjects(columns: readonly ColumnInfo[], items: readonly OrderItem[]): boolean {
  return items.some((item) => columns[positionOf(columns, item)]?.type.kind === 'object');
}

/**
 * A set operation ordered by the MAP methods of its objects. PostgreSQL orders a set operation by its columns alone,
 * and objects by their attributes: the operation stands in a derived table. (Object-Relational Developer's Guide, "MAP
 * Methods")
 */
export function orderedByMap(
  ex: ExprContext,
  made: PgSelect,
  columns: readonly ColumnInfo[],
  items: readonly OrderItem[],
): PgSelect {
  const { span } = made;
  const names = columns.map((_, i) => madeUp(`c${i + 1}`));
  return b.select(span, {
    items: columns.map((c, i) => b.item(span, b.column(span, madeUp('q'), names[i] ?? ''), foldName(c.name))),
    from: [b.derived(span, made, madeUp('q'), names)],
    orderBy: items.flatMap((item) => {
      const position = positionOf(columns, item);
      const [column, name] = [columns[position], names[position]];
      if (!column || name === undefined) return lowerSetOrderBy(ex, [item]);
      return [ordered(item, sortKeyOf(ex, column.type, b.column(item.value.span, madeUp('q'), name), item.value.span))];
    }),
  });
}

/** The place of the column that is ordered by, by its number or its name; -1 for none. */
function positionOf(columns: readonly ColumnInfo[], { value }: OrderItem): number {
  if (value.kind === 'NumberLiteral') return Number(value.text) - 1;
  const name = value.kind === 'Name' ? lastName(value) : undefined;
  return name === undefined ? -1 : columns.findIndex((c) => c.name === name);
}
