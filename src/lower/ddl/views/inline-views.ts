import { mapTree } from '../../../ir/map-tree.js';
import type { PgColumn, PgExpr, PgSelect, PgSelectCore, PgTable } from '../../../ir/postgres/index.js';
import { contains } from '../../../ir/walk.js';
import { b } from '../../builders.js';

/**
 * A query of columns of one inline view, which is of columns of one table itself, as a query of that table: so
 * PostgreSQL changes its rows through the view, as Oracle does. (SQL Language Reference, CREATE VIEW, "Notes on
 * Updatable Views"; PostgreSQL manual, CREATE VIEW, "Updatable Views") Undefined where it is another query.
 *   select q.id from (select a.id from a where a.n > 0) as q where q.id > 1
 *   →  select a.id from a where a.n > 0 and a.id > 1
 */
export function withoutInlineView(query: PgSelect): PgSelect | undefined {
  const outer = plainCore(query);
  const [derived, more] = outer?.from ?? [];
  if (!outer || more || derived?.kind !== 'PgDerivedTable' || derived.lateral || derived.columns) return undefined;
  const inner = plainCore(withoutInlineView(derived.query) ?? derived.query);
  const [table, another] = inner?.from ?? [];
  if (!inner || another || table?.kind !== 'PgTable' || table.columns || table.sample) return undefined;
  const columns = columnsByName(inner, table);
  const items = outer.items;
  const parts = [...items.map((i) => i.value), ...(outer.where ? [outer.where] : [])];
  if (!columns || parts.some((part) => contains(part, (node) => node.kind === 'PgSelect'))) return undefined;
  const isKnown = ({ parts: [alias, name, ...rest] }: PgColumn): boolean =>
    alias === derived.alias && name !== undefined && columns.has(name) && rest.length === 0;
  if (
    parts.some((part) =>
      contains(part, (node) => node.kind === 'PgStar' || (node.kind === 'PgColumn' && !isKnown(node))),
    )
  )
    return undefined;
  const put = <T extends PgExpr>(part: T): PgExpr =>
    mapTree(part, (node) => (node.kind === 'PgColumn' ? columns.get(node.parts[1] ?? '') : undefined));
  const where = [...(inner.where ? [inner.where] : []), ...(outer.where ? [put(outer.where)] : [])];
  return {
    ...query,
    body: {
      ...outer,
      items: items.map((item) => {
        const name = item.alias ?? (item.value.kind === 'PgColumn' ? item.value.parts[1] : undefined);
        const value = put(item.value);
        const own = value.kind === 'PgColumn' ? value.parts.at(-1) : undefined;
        const { alias, ...rest } = item;
        void alias;
        return name === undefined || name === own ? { ...rest, value } : { ...rest, value, alias: name };
      }),
      from: [table],
      ...(where.length > 0 ? { where: b.and(query.span, ...where) } : {}),
    },
  };
}

/** SELECT … FROM … WHERE, and nothing else. */
function plainCore({ body, with: ctes, orderBy, offset, limit, locking }: PgSelect): PgSelectCore | undefined {
  if (ctes || orderBy || offset || limit || locking || body.kind !== 'PgSelectCore') return undefined;
  const { distinct, distinctOn, into, groupBy, having, windows } = body;
  return distinct || distinctOn || into || groupBy || having || windows ? undefined : body;
}

/** The columns of the table that are the query's, by the names that they have there. */
function columnsByName({ items }: PgSelectCore, table: PgTable): ReadonlyMap<string, PgColumn> | undefined {
  const alias = table.alias ?? table.name.at(-1);
  const columns = new Map<string, PgColumn>();
  for (const { value, alias: name } of items) {
    if (value.kind !== 'PgColumn' || value.parts.length !== 2 || value.parts[0] !== alias) return undefined;
    columns.set(name ?? value.parts[1] ?? '', value);
  }
  return columns;
}
