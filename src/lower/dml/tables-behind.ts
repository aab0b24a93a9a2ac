import type { Analysis } from '../../analyze/analysis.js';
import * as behind from '../../analyze/effects/relations-behind.js';
import type { RelationSymbol } from '../../analyze/model/symbols.js';
import { addUnder } from '../../ir/lists-by-key.js';
import type { FromItem } from '../../ir/oracle/index.js';
import { remembered } from '../remembered.js';

/**
 * The table that a FROM item or the target of a statement is, with those behind it where it is a view or inline view; a
 * view itself is one of them.
 */
export const tablesBehind = (analysis: Analysis, target: FromItem): ReadonlySet<RelationSymbol> =>
  behind.tablesBehind((item) => analysis.sourceOf(item)?.relation, target);

/** The views through whose queries a table is read, directly or further above. */
export const viewsOver = (analysis: Analysis, table: RelationSymbol): readonly RelationSymbol[] =>
  allViewsOver(analysis).get(table) ?? [];

const allViewsOver = remembered((analysis: Analysis): ReadonlyMap<RelationSymbol, readonly RelationSymbol[]> => {
  const over = new Map<RelationSymbol, RelationSymbol[]>();
  for (const view of analysis.catalog.relations) {
    if (view.relation !== 'view') continue;
    for (const read of behind.relationsRead((item) => analysis.sourceOf(item)?.relation, view))
      if (read !== view) addUnder(over, read, view);
  }
  return over;
});
