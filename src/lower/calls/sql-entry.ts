import type { Analysis } from '../../analyze/analysis.js';
import { calledRoutines } from '../../analyze/model/callees.js';
import type { RoutineSymbol } from '../../analyze/model/symbols.js';
import { dmlKinds } from '../../ir/kinds.js';
import { nodesOf } from '../../ir/walk.js';
import { remembered } from '../remembered.js';

/** Does the function have a second entry for SQL? (CALLING-CONVENTION.md, "Functions in SQL") */
export function hasSqlEntry(analysis: Analysis, routine: RoutineSymbol): boolean {
  if (routine.routine !== 'FUNCTION' || routine.definition === undefined) return false;
  const { options, body } = routine.definition;
  if (options.pipelined || body.kind === 'AggregateBody') return false;
  const { noDataFoundEscapes, userErrorEscapes } = analysis.effectsOf(routine);
  if (!noDataFoundEscapes && !userErrorEscapes) return false;
  // Before release 23 SQL has no BOOLEAN.
  return (seenBySql(routine) && routine.returns?.kind !== 'boolean') || calledBySql(analysis).has(routine);
}

/** Not what a package body alone or a block of a routine declares (PLS-00231); the block of WITH is a query's. */
function seenBySql({ public: isPublic, nested, container, definition }: RoutineSymbol): boolean {
  if (isPublic || definition === undefined) return true;
  if (container?.kind === 'package') return nested;
  if (container?.kind !== 'routine' || container.definition === undefined) return true;
  return ![...nodesOf(container.definition, 'Block')].some(({ declarations }) => declarations.includes(definition));
}

/** The routines that queries and DML of the inputs call. */
const calledBySql = remembered(
  (analysis: Analysis): ReadonlySet<RoutineSymbol> =>
    new Set(
      analysis.units
        .flatMap((unit) => [...nodesOf(unit, 'Query', ...dmlKinds)])
        .flatMap((sql) => [...nodesOf(sql, 'Call', 'Name', 'Member')])
        .flatMap((node) => calledRoutines(analysis.resolve(node)).map(({ callee }) => callee)),
    ),
);
