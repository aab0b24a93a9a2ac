import type { Analysis } from '../../analyze/analysis.js';
import * as behind from '../../analyze/effects/relations-behind.js';
import { isInsteadOf } from '../../analyze/model/instead-of.js';
import type { RelationSymbol } from '../../analyze/model/symbols.js';
import { addUnder } from '../../ir/lists-by-key.js';
import type { DmlStatement, FromItem, MultiTableInsert } from '../../ir/oracle/index.js';
import { remembered } from '../remembered.js';

/**
 * The table that a FROM item or the target of a statement is, with those behind it where it is a view or inline view; a
 * view itself is one of them.
 */
export const tablesBehind = (analysis: Analysis, target: FromItem): ReadonlySet<RelationSymbol> =>
  behind.tablesBehind((item) => analysis.sourceOf(item)?.relation, target);

/** Those that the statement changes itself: an INSTEAD OF trigger does by statements of its own what it does. */
export const tablesChanged = (
  analysis: Analysis,
  { kind, target }: Pick<Exclude<DmlStatement, MultiTableInsert>, 'kind' | 'target'>,
): ReadonlySet<RelationSymbol> =>
  behind.tablesBehind(
    (item) => analysis.sourceOf(item)?.relation,
    target,
    (view) =>
      analysis.catalog.triggers.some(
        ({ table, definition }) =>
          table === view && isInsteadOf(definition) && definition.events.some((e) => e.event === kind.toUpperCase()),
      ),
  );

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
