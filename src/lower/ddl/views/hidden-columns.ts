import type { PgSelect } from '../../../ir/postgres/index.js';
import { b } from '../../builders.js';

/** The columns of a view and the query that gives them. */
interface ViewColumns {
  readonly columns: readonly string[];
  readonly query: PgSelect;
}

/**
 * Records of a view's rows are filled by position: the columns that they do not have, the INVISIBLE ones, come last, as
 * they do in tables. (SQL Language Reference, CREATE VIEW, "VISIBLE | INVISIBLE")
 */
export function hiddenColumnsLast({ columns, query }: ViewColumns, hidden: ReadonlySet<string>): ViewColumns {
  const order = columns.map((_, i) => i);
  const isHidden = (i: number): boolean => hidden.has(columns[i] ?? '');
  const places = [...order.filter((i) => !isHidden(i)), ...order.filter(isHidden)];
  const ordered = places.flatMap((i) => columns[i] ?? []);
  const { body, orderBy } = query;
  if (body.kind === 'PgSelectCore' && body.items.length === columns.length && !orderBy) {
    const items = places.flatMap((i) => body.items[i] ?? []);
    return { columns: ordered, query: { ...query, body: { ...body, items } } };
  }
  const { span } = query;
  const alias = 'q';
  const items = ordered.map((name) => ({ kind: 'PgSelectItem' as const, span, value: b.column(span, alias, name) }));
  const from = [{ kind: 'PgDerivedTable' as const, span, query, alias, columns }];
  return { columns: ordered, query: { kind: 'PgSelect', span, body: { kind: 'PgSelectCore', span, items, from } } };
}
