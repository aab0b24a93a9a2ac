import type { Analysis, Effects } from '../../../../analyze/analysis.js';
import type { RoutineSymbol, SequenceSymbol } from '../../../../analyze/model/symbols.js';
import type { Query, Statement } from '../../../../ir/oracle/index.js';
import type { OracleNode } from '../../../../ir/oracle/node.js';
import { walk } from '../../../../ir/walk.js';
import { calleesWithin } from '../callees.js';

/**
 * Can the body of a cursor FOR loop tell when the rows behind the present one were fetched? Oracle fetches 100 rows
 * before the body runs for the first of them: what the query calls has run for all of them by then, and has seen nothing
 * of what the body does. (PL/SQL Language Reference, PLSQL_OPTIMIZE_LEVEL 2, the default)
 */
export function seesRowsAhead(analysis: Analysis, query: Query, body: readonly Statement[]): boolean {
  const drawn = sequencesIn(analysis, [query]);
  if (drawn.size > 0 && [...sequencesIn(analysis, body)].some((s) => drawn.has(s))) return true;
  const called = [...calledFor(analysis, query)].map((routine) => analysis.effectsOf(routine));
  if (called.length === 0) return false;
  const done = body.map((statement) => analysis.effectsWithin(statement));
  return called.some((row) => done.some((turn) => meet(row, turn)));
}

/** The routines that the rows of a query call, in it or in a view that it reads. */
function calledFor(analysis: Analysis, query: Query, seen = new Set<unknown>()): ReadonlySet<RoutineSymbol> {
  const found = new Set(calleesWithin(analysis, query));
  walk(query, (node) => {
    const relation = node.kind === 'TableRef' ? analysis.sourceOf(node)?.relation : undefined;
    if (relation?.definition?.kind !== 'CreateView' || seen.has(relation)) return;
    seen.add(relation);
    for (const routine of calledFor(analysis, relation.definition.query, seen)) found.add(routine);
  });
  return found;
}

function sequencesIn(analysis: Analysis, nodes: readonly OracleNode[]): ReadonlySet<SequenceSymbol> {
  const found = new Set<SequenceSymbol>();
  for (const root of nodes)
    walk(root, (node) => {
      if (node.kind !== 'Name' && node.kind !== 'Member') return;
      const { base } = analysis.resolve(node);
      if (base.kind === 'sequence') found.add(base.sequence);
    });
  return found;
}

/** Does it matter which of the two comes first? */
const meet = (row: Effects, turn: Effects): boolean =>
  (row.output && turn.output) ||
  (row.writesState && (turn.readsState || turn.writesState)) ||
  (row.readsState && turn.writesState) ||
  shares(row.readsTables, turn.writesTables) ||
  shares(row.writesTables, turn.readsTables) ||
  shares(row.writesTables, turn.writesTables) ||
  (changesByText(turn) && row.readsTables.size > 0) ||
  (row.dynamicSql && (turn.writesTables.size > 0 || changesByText(turn)));

const changesByText = ({ dynamicDml, dynamicChanges }: Effects): boolean => dynamicDml || dynamicChanges;

const shares = <T>(one: ReadonlySet<T>, other: ReadonlySet<T>): boolean => [...one].some((t) => other.has(t));
