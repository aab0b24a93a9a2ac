import type { RoutineSymbol, VariableSymbol } from '../../../analyze/model/symbols.js';
import type { UnitContext } from '../../context.js';
import { capturedVariables, startBody } from './routine-body.js';

const known = new WeakMap<RoutineSymbol, ReadonlyMap<VariableSymbol, string>>();

/**
 * What captured variables are called as parameters: the names that the body uses, which are others where their own are
 * taken.
 */
export function capturedNames(unit: UnitContext, symbol: RoutineSymbol): ReadonlyMap<VariableSymbol, string> {
  const found = known.get(symbol);
  if (found) return found;
  const captured = capturedVariables(unit, symbol);
  const body = symbol.definition?.body;
  if (captured.length === 0 || body?.kind !== 'Block') return new Map();
  const { variables } = startBody({ ...unit, report: () => undefined }, symbol, body);
  const names = new Map(captured.map((variable) => [variable, variables.captured(variable)]));
  known.set(symbol, names);
  return names;
}
