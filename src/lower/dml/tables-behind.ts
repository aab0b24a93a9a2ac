import type { Analysis } from '../../analyze/analysis.js';
import type { RelationSymbol } from '../../analyze/model/symbols.js';
import type { FromItem, Query } from '../../ir/oracle/index.js';
import { leavesOf } from '../queries/from.js';

/** The table that a FROM item or the target of a statement is, with those behind it where it is a view or inline view; a view itself is one of them. */
export function tablesBehind(analysis: Analysis, target: FromItem): ReadonlySet<RelationSymbol> {
  const found = new Set<RelationSymbol>();
  const ofQuery = ({ body }: Query): void => {
    if (body.kind === 'Select') for (const leaf of leavesOf(body.from)) ofItem(leaf);
  };
  const ofItem = (item: FromItem): void => {
    if (item.kind === 'DerivedTable') ofQuery(item.query);
    const relation = analysis.sourceOf(item)?.relation;
    if (!relation || found.has(relation)) return;
    found.add(relation);
    if (relation.definition?.kind === 'CreateView') ofQuery(relation.definition.query);
  };
  ofItem(target);
  return found;
}
