import { simpleName } from '../ir/dotted.js';
import { mapTree } from '../ir/map-tree.js';
import type { Call, DerivedTable, Expr, Name, Query, ScriptUnit, Select, SelectItem } from '../ir/oracle/index.js';
import type { OracleNode } from '../ir/oracle/node.js';
import { walk } from '../ir/walk.js';

/**
 * Inline views within those that DML changes, and within views: rows are changed through them where they are one query
 * block, as Oracle merges them.
 * In:  UPDATE (SELECT * FROM (SELECT id, a, b FROM t WHERE b > 1) x WHERE x.id < 9) SET a = 'q'
 * Out: UPDATE (SELECT id, a, b FROM t WHERE b > 1 AND id < 9) SET a = 'q'
 * (SQL Language Reference, CREATE VIEW, "Notes on Updatable Views")
 */
export function withMergedInlineViews<T extends { readonly unit: ScriptUnit }>(units: readonly T[]): readonly T[] {
  return units.map((one) => {
    const unit = mergedInlineViews(one.unit);
    return unit === one.unit ? one : { ...one, unit };
  });
}

/** The unit that a text of dynamic SQL is, with inline views merged as `withMergedInlineViews` does. */
export function mergedInlineViews(unit: ScriptUnit): ScriptUnit {
  let any = false;
  walk(unit, (node) => {
    const query = changedQuery(node);
    any ||= query !== undefined && merged(query) !== query;
  });
  return any ? mapTree(unit, mergedNode) : unit;
}

/** The query whose rows the statement changes, or may change later. */
function changedQuery(node: OracleNode): Query | undefined {
  switch (node.kind) {
    case 'Insert':
    case 'Update':
    case 'Delete':
    case 'Merge':
      return node.target.kind === 'DerivedTable' ? node.target.query : undefined;
    case 'CreateView':
      return node.query;
    default:
      return undefined;
  }
}

function mergedNode(node: OracleNode): OracleNode | undefined {
  const query = changedQuery(node);
  const made = query && merged(query);
  if (!made || made === query) return undefined;
  if (node.kind === 'CreateView') return { ...node, query: made };
  if (!('target' in node) || typeof node.target !== 'object' || node.target.kind !== 'DerivedTable') return undefined;
  return { ...node, target: { ...node.target, query: made } } as OracleNode;
}

/** The query with its inline view merged into it; itself where there is none that can be. */
function merged(query: Query): Query {
  const outer = plainBlock(query);
  const inline = outer?.from.length === 1 ? outer.from[0] : undefined;
  if (!outer || inline?.kind !== 'DerivedTable' || !isPlain(inline)) return query;
  const inner = plainBlock(merged(inline.query));
  if (!inner || isCounted(inner)) return query;
  const body = mergedBlocks(outer, inline, inner);
  return body ? { ...query, body } : query;
}

const isPlain = (view: DerivedTable): boolean =>
  !view.lateral && !view.outer && !view.restriction && !view.pivots && !view.matchRecognize && !view.aliasAfterAs;

/** A query that is a block of SELECT, FROM and WHERE. */
function plainBlock({ with: factors, orderBy, limit, forUpdate, body }: Query): Select | undefined {
  if (factors || orderBy || limit || forUpdate || body.kind !== 'Select') return undefined;
  const { quantifier, hierarchy, groupBy, having, windows, model, into } = body;
  return quantifier || hierarchy || groupBy || having || windows || model || into ? undefined : body;
}

/** Its rows depend on how many there are: ROWNUM, and analytic functions. */
function isCounted({ items, where }: Select): boolean {
  let found = false;
  for (const part of [...items, ...(where ? [where] : [])])
    walk(part, (node) => {
      found ||= node.kind === 'Call' && node.over !== undefined;
      found ||= node.kind === 'Name' && simpleName(node) === 'ROWNUM';
    });
  return found;
}

function mergedBlocks(outer: Select, inline: DerivedTable, inner: Select): Select | undefined {
  const columns = inner.items.every(({ value }) => value.kind === 'Star' || value.kind === 'Name');
  const all = outer.items.every(({ value }) => value.kind === 'Star');
  if (!columns && !(all && inner.items.some(({ value }) => value.kind === 'Name') && !outer.where)) return undefined;
  const names = namesOf(inline, inner);
  const items = outer.items.map((item) => itemsFor(item, inner, names));
  const where = outer.where && replaced(outer.where, names);
  if (items.includes(undefined) || (outer.where && !where)) return undefined;
  const conditions = [inner.where, where].filter((c) => c !== undefined);
  const [first, second] = conditions;
  return {
    ...outer,
    items: items.flatMap((i) => i ?? []),
    from: inner.from,
    ...(first
      ? { where: second ? { kind: 'Logical', span: second.span, op: 'AND', operands: [first, second] } : first }
      : {}),
  };
}

/** The column of the inner block that a name of the outer one means, written as there. */
type Names = (name: Name) => Name | undefined;

function namesOf(inline: DerivedTable, inner: Select): Names {
  const listed = new Map<string, Name>();
  for (const { value, alias } of inner.items)
    if (value.kind === 'Name') listed.set(alias?.name ?? value.parts.at(-1)?.name ?? '', value);
  const stars = inner.items.some(({ value }) => value.kind === 'Star');
  const [table] = inner.from;
  const starred =
    stars && inner.from.length === 1 && inner.items.length === 1 && table?.kind === 'TableRef' ? table : undefined;
  return (name) => {
    const qualified = name.parts.length > 1 && name.parts[0]?.name === inline.alias?.name;
    const [first, ...steps] = qualified ? name.parts.slice(1) : name.parts;
    if (!first || name.link) return undefined;
    const column = listed.get(first.name);
    if (column) return { ...name, parts: [...column.parts, ...steps] };
    if (!starred) return undefined;
    if (!qualified) return name;
    const of = starred.alias ?? starred.name.parts.at(-1);
    return of && { ...name, parts: [of, first, ...steps] };
  };
}

/** What stands for an item of the outer list; undefined where that is not known. */
function itemsFor(item: SelectItem, inner: Select, names: Names): readonly SelectItem[] | undefined {
  if (item.value.kind === 'Star') return inner.items;
  const value = replaced(item.value, names);
  const alias = item.alias ?? (item.value.kind === 'Name' ? item.value.parts.at(-1) : undefined);
  if (!value || (!item.alias && item.value.kind !== 'Name')) return undefined;
  const own = value.kind === 'Name' && value.parts.at(-1)?.name === alias?.name;
  return [{ ...item, value, ...(own || !alias ? {} : { alias }) }];
}

/** The expression with the inner block's columns; undefined where a name may mean something else. */
function replaced(expr: Expr, names: Names): Expr | undefined {
  let unknown = false;
  const change = (node: OracleNode): OracleNode | undefined => {
    if (node.kind === 'Select') unknown = true;
    if (node.kind === 'Call' && node.callee.kind === 'Name')
      return { ...node, args: mapTree(node.args, change) } as Call;
    if (node.kind !== 'Name') return undefined;
    const made = names(node);
    unknown ||= made === undefined;
    return made;
  };
  const made = mapTree(expr, change);
  return unknown ? undefined : made;
}
