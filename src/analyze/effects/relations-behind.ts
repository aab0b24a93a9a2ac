import type { FromItem, Query } from '../../ir/oracle/index.js';
import { walk } from '../../ir/walk.js';
import type { RelationSymbol } from '../model/symbols.js';

type RelationOf = (item: FromItem) => RelationSymbol | undefined;

/**
 * The table that a FROM item or the target of a statement is, with those behind it where it is a view or inline view; a
 * view itself is one of them. Nothing is looked for behind what `hides` it.
 */
export function tablesBehind(
  relationOf: RelationOf,
  target: FromItem,
  hides: (relation: RelationSymbol) => boolean = () => false,
): ReadonlySet<RelationSymbol> {
  const found = new Set<RelationSymbol>();
  const ofQuery = ({ body }: Query): void => {
    if (body.kind === 'Select') body.from.forEach(ofItem);
  };
  const ofItem = (item: FromItem): void => {
    if (item.kind === 'Join') for (const side of [item.left, item.right]) ofItem(side);
    if (item.kind === 'DerivedTable') ofQuery(item.query);
    const relation = relationOf(item);
    if (!relation || found.has(relation)) return;
    found.add(relation);
    if (relation.definition?.kind === 'CreateView' && !hides(relation)) ofQuery(relation.definition.query);
  };
  ofItem(target);
  return found;
}

/**
 * The relation, and where it is a view all that its query reads, in subqueries and in other views, too. A materialized
 * view has its rows itself.
 */
export function relationsRead(relationOf: RelationOf, relation: RelationSymbol): ReadonlySet<RelationSymbol> {
  const found = new Set<RelationSymbol>();
  const add = (one: RelationSymbol): void => {
    if (found.has(one)) return;
    found.add(one);
    if (one.definition?.kind !== 'CreateView') return;
    walk(one.definition.query, (node) => {
      const read = node.kind === 'TableRef' ? relationOf(node) : undefined;
      if (read) add(read);
    });
  };
  add(relation);
  return found;
}
