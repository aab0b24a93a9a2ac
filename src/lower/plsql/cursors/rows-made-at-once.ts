import type { CursorSymbol, VariableSymbol } from '../../../analyze/model/symbols.js';
import { noDataNeeded } from '../../../diagnostics/op3.js';
import type { Query } from '../../../ir/oracle/index.js';
import { nodesOf } from '../../../ir/walk.js';
import { isGrouped } from '../../queries/grouping/group-by.js';
import { visiblyPiped } from '../../queries/rows-not-needed.js';
import type { BodyBuilder } from '../body/body-builder.js';
import { cursorOf } from '../body/cursor-state.js';
import { exprContext } from '../body/expr-context.js';

/**
 * Reports an OPEN of a query over a pipelined function whose work can be seen: each FETCH of one row makes that row in
 * Oracle, and the first one makes all of them in PostgreSQL. A query that sorts or counts has them all at once there,
 * too, and so does BULK COLLECT. (PL/SQL Language Reference, "Pipelined Table Functions")
 */
export function reportRowsMadeAtOnce(rc: BodyBuilder, symbol: CursorSymbol | VariableSymbol, query: Query): void {
  const tables = nodesOf(query, 'TableFunction');
  if (tables.length === 0 || readsAllAtOnce(rc, query) || isFetchedAtOnce(rc, symbol)) return;
  for (const { value, span } of tables) {
    const name = visiblyPiped(rc.unit, value);
    if (name !== undefined) rc.unit.report(noDataNeeded(span, name, true));
  }
}

function readsAllAtOnce(rc: BodyBuilder, { body, orderBy }: Query): boolean {
  if (orderBy !== undefined || body.kind !== 'Select') return true;
  const { quantifier } = body;
  return (quantifier !== undefined && quantifier !== 'ALL') || isGrouped(exprContext(rc, []), body);
}

/** Does the body fetch from the cursor, and each time all rows there are? */
function isFetchedAtOnce(rc: BodyBuilder, symbol: CursorSymbol | VariableSymbol): boolean {
  const fetches = nodesOf(rc.source, 'Fetch').filter((node) => cursorOf(rc.unit, node.cursor)?.symbol === symbol);
  return fetches.length > 0 && fetches.every(({ into, limit }) => into.bulk && limit === undefined);
}
