import type { RoutineSymbol } from '../../analyze/model/symbols.js';
import { noDataNeeded } from '../../diagnostics/op3.js';
import type { FromItem } from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import { type AnyNode, contains, walk } from '../../ir/walk.js';
import type { ExprContext } from '../context.js';
import { pipelinedRoutine } from './table-function.js';

/**
 * A pipelined function whose reader wants no more rows is left at its PIPE ROW; here it has run to its end before. Where it does something after its
 * first row that can be seen, a query that stops early is reported. (PL/SQL Language Reference, "Handling Exceptions in Pipelined Table Functions")
 */
export function reportRowsNotNeeded(ex: ExprContext, from: readonly FromItem[]): void {
  for (const item of from)
    walk(item, (node) => {
      if (node.kind === 'Query') return false;
      if (node.kind === 'TableFunction') {
        const { value, span } = node;
        const routine = pipelinedRoutine(ex, value);
        if (routine && goesOn(ex, routine)) ex.unit.report(noDataNeeded(span, routine.name));
      }
      return true;
    });
}

function goesOn(ex: ExprContext, routine: RoutineSymbol): boolean {
  const { output, writesState, writesTables } = ex.unit.analysis.effectsOf(routine);
  if (output || writesState || writesTables.size > 0) return true;
  let found = false;
  let piped = false;
  if (routine.definition)
    walk(routine.definition, (node) => {
      piped ||= node.kind === 'PipeRow';
      found ||= (piped && (node.kind === 'Raise' || (node.kind === 'Name' && isRaise(node)))) || isEndless(node);
      return !found;
    });
  return found;
}

const isRaise = (node: AnyNode): boolean =>
  (node as unknown as { parts: readonly { name: string }[] }).parts.at(-1)?.name === 'RAISE_APPLICATION_ERROR';

/** A loop that only its reader ends. */
const isEndless = (node: OracleNode): boolean =>
  node.kind === 'BasicLoop' && !contains(node, ({ kind }) => kind === 'Exit' || kind === 'Return' || kind === 'Goto');
