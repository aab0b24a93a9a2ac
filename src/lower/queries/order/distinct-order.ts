import { mapTree } from '../../../ir/map-tree.js';
import type { PgColumn, PgExpr, PgOrderItem, PgSelect } from '../../../ir/postgres/index.js';
import { treeText } from '../../../ir/tree-text.js';
import { contains } from '../../../ir/walk.js';
import { b } from '../../builders.js';
import type { ExprContext } from '../../context.js';
import { generatedName } from '../scope.js';

/**
 * SELECT DISTINCT with an ORDER BY that works something out of the columns selected: PostgreSQL orders distinct rows by
 * what is in the select list only.
 * ```
 * select distinct e.name from e order by upper(e.name)   →   select q.name from (select distinct e.name from e) as q
 * order by upper(q.name)
 * ```
 * The query as it is where that is not needed, or where the columns have no names, or where something else orders them
 * (ORA-01791).
 */
export function distinctOrdered(ex: ExprContext, made: PgSelect): PgSelect {
  const { body, orderBy = [], span } = made;
  if (body.kind !== 'PgSelectCore' || !body.distinct) return made;
  const { items, into, ...core } = body;
  const keys = items.map((item) => treeText(item.value));
  // What is computed of a column that is selected with the collation of bytes has it without one, or with one of its
  // own.
  const bare = items.map(({ value }) => treeText(value.kind === 'PgCollate' ? value.operand : value));
  const aliases = new Set(items.map((item) => item.alias));
  const isSelected = ({ value }: PgOrderItem): boolean =>
    value.kind === 'PgNumber' || isAlias(value, aliases) || keys.includes(treeText(value));
  if (orderBy.every(isSelected) || items.some((item) => item.value.kind === 'PgStar')) return made;
  const names = items.map(
    ({ alias, value }, i) => alias ?? (value.kind === 'PgColumn' ? (value.parts.at(-1) ?? '') : `column_${i + 1}`),
  );
  if (new Set(names).size < names.length) return made;
  const q = generatedName(ex, 'q');
  const column = (name: string | undefined): PgColumn => b.column(span, q, name ?? '');
  const replaced = orderBy.map((item): PgOrderItem => {
    const { value } = item;
    if (value.kind === 'PgNumber') return item;
    if (isAlias(value, aliases)) return { ...item, value: column(value.parts[0]) };
    return {
      ...item,
      value: mapTree(value, (node) => {
        const text = treeText(node);
        const at = keys.includes(text) ? keys.indexOf(text) : bare.indexOf(text);
        return at < 0 ? undefined : column(names[at]);
      }),
    };
  });
  if (replaced.some(({ value }) => seesOthers(value, q))) return made;
  const { orderBy: _, with: ctes, ...rest } = made;
  const inner: PgSelect = {
    ...rest,
    body: { ...core, items: items.map((item, i) => ({ ...item, alias: names[i] ?? '' })) },
  };
  return b.select(span, {
    ...(ctes ? { with: ctes } : {}),
    items: names.map((name) => b.item(span, column(name), name)),
    ...(into ? { into } : {}),
    from: [b.derived(span, inner, q)],
    orderBy: replaced,
  });
}

const isAlias = (value: PgExpr, aliases: ReadonlySet<string | undefined>): value is PgColumn =>
  value.kind === 'PgColumn' && value.parts.length === 1 && aliases.has(value.parts[0]);

const seesOthers = (value: PgExpr, q: string): boolean =>
  contains(value, (node) => node.kind === 'PgSelect' || (node.kind === 'PgColumn' && node.parts[0] !== q));
