import { declaringNode } from '../../../../analyze/effects/cursor-counters.js';
import type { RoutineSymbol, VariableSymbol } from '../../../../analyze/model/symbols.js';
import type { Expr } from '../../../../ir/oracle/index.js';
import { contains, walk } from '../../../../ir/walk.js';
import type { UnitContext } from '../../../context.js';
import { cursorOf } from '../../body/cursor-state.js';

const given = new WeakMap<VariableSymbol, boolean>();

/**
 * Does the variable receive a cursor from a routine that may have fetched from it: as a result, or from an OUT parameter?
 */
export function isReceivedWithRows(unit: UnitContext, variable: VariableSymbol): boolean {
  let answer = given.get(variable);
  if (answer === undefined) given.set(variable, (answer = findGiven(unit, variable)));
  return answer;
}

function findGiven(unit: UnitContext, variable: VariableSymbol): boolean {
  const scope = declaringNode(variable);
  if (!scope) return false;
  let found = false;
  walk(scope, (node) => {
    if (found) return false;
    if (node.kind === 'VariableDeclaration') {
      if (unit.analysis.declaredBy(node) === variable && node.initial) found = isResultWithRows(unit, node.initial);
    } else if (node.kind === 'Assignment') {
      const target = node.target;
      if (target.kind === 'Name' && cursorOf(unit, target)?.symbol === variable)
        found = isResultWithRows(unit, node.value);
    } else if (node.kind === 'Call') {
      const { base } = unit.analysis.resolve(node);
      if (base.kind !== 'routine') return true;
      const comesBack = base.args.some(
        ({ parameter, actual }) =>
          parameter.mode !== 'IN' && actual?.kind === 'Name' && cursorOf(unit, actual)?.symbol === variable,
      );
      found = comesBack && fetchesFromVariables(unit, base.routine, new Set());
    }
    return !found;
  });
  return found;
}

function isResultWithRows(unit: UnitContext, value: Expr): boolean {
  if (value.kind !== 'Call' && value.kind !== 'Name' && value.kind !== 'Member') return false;
  const { base, steps } = unit.analysis.resolve(value);
  return base.kind === 'routine' && steps.length === 0 && fetchesFromVariables(unit, base.routine, new Set());
}

/** Does the routine, or what it calls, fetch from a cursor variable? */
function fetchesFromVariables(unit: UnitContext, routine: RoutineSymbol, seen: Set<RoutineSymbol>): boolean {
  if (seen.has(routine) || !routine.definition) return false;
  seen.add(routine);
  const fetches = contains(
    routine.definition,
    (node) => node.kind === 'Fetch' && cursorOf(unit, node.cursor)?.symbol.kind === 'variable',
  );
  return fetches || [...unit.analysis.effectsOf(routine).calls].some((c) => fetchesFromVariables(unit, c, seen));
}
