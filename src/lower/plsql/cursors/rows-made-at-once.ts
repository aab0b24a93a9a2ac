import type { CursorSymbol, VariableSymbol } from '../../../analyze/model/symbols.js';
import { noDataNeeded } from '../../../diagnostics/op3.js';
import { loopKinds } from '../../../ir/kinds.js';
import type { BasicLoop, Expr, Fetch, Query } from '../../../ir/oracle/index.js';
import { nodesOf } from '../../../ir/walk.js';
import { isGrouped } from '../../queries/grouping/group-by.js';
import { visiblyPiped, visiblyPipedToTheEnd } from '../../queries/limits/rows-not-needed.js';
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
  const seen = isReadToTheEnd(rc, symbol) ? visiblyPipedToTheEnd : visiblyPiped;
  for (const { value, span } of tables) {
    const name = seen(rc.unit, value);
    if (name !== undefined) rc.unit.report(noDataNeeded(span, name, 'fetch'));
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

/** Does the body fetch from the cursor in loops alone that only its %NOTFOUND leaves? */
function isReadToTheEnd(rc: BodyBuilder, symbol: CursorSymbol | VariableSymbol): boolean {
  const isMeant = (node: Fetch): boolean => cursorOf(rc.unit, node.cursor)?.symbol === symbol;
  const atEnd = (when: Expr | undefined): boolean =>
    when?.kind === 'CursorAttribute' &&
    when.attribute === 'NOTFOUND' &&
    when.cursor !== 'SQL' &&
    cursorOf(rc.unit, when.cursor)?.symbol === symbol;
  const looped = nodesOf(rc.source, 'BasicLoop')
    .filter((loop) => isLeftAtEnd(loop, atEnd))
    .flatMap((loop) => loop.body.filter((s): s is Fetch => s.kind === 'Fetch' && isMeant(s)));
  const fetches = nodesOf(rc.source, 'Fetch').filter(isMeant);
  return fetches.length > 0 && fetches.every((fetch) => looped.includes(fetch));
}

function isLeftAtEnd(loop: BasicLoop, atEnd: (when: Expr | undefined) => boolean): boolean {
  const ending = nodesOf(loop, 'IfBranch').filter((branch) => atEnd(branch.condition));
  const inner = nodesOf(loop, ...loopKinds).filter((node) => node !== loop);
  const allowed = new Set<unknown>([
    ...ending.flatMap((branch) => nodesOf(branch, 'Exit', 'Return', 'Goto', 'Raise')),
    ...inner.flatMap((node) => nodesOf(node, 'Exit').filter((exit) => exit.label === undefined)),
  ]);
  return nodesOf(loop, 'Exit', 'Return', 'Goto', 'Raise').every(
    (node) => allowed.has(node) || (node.kind === 'Exit' && atEnd(node.when)),
  );
}
