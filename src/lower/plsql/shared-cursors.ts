import { declaringNode } from '../../analyze/cursor-counters.js';
import type { CursorSymbol, ParameterInfo, RoutineSymbol, VariableSymbol } from '../../analyze/symbols.js';
import type { Assignment, CallStatement, Expr, Fetch } from '../../ir/oracle/index.js';
import { type AnyNode, walk } from '../../ir/walk.js';
import type { UnitContext } from '../context.js';
import { cursorOf } from './cursor-state.js';

/** Not at all; only by routines that statements of the declaring body call with it; or in other ways, which nothing in the body tells. */
export type FetchedElsewhere = 'no' | 'by calls' | 'unseen';

const answers = new WeakMap<CursorSymbol | VariableSymbol, FetchedElsewhere>();

/**
 * May rows be fetched from the cursor out of sight of the body that asks for its attributes: by a routine that it is passed to, by one nested beside it,
 * or through another variable? Attributes belong to the cursor, not to the variable. (PL/SQL Language Reference, "Cursor Variables")
 */
export function fetchedElsewhere(unit: UnitContext, symbol: CursorSymbol | VariableSymbol): FetchedElsewhere {
  let answer = answers.get(symbol);
  if (answer === undefined) answers.set(symbol, (answer = findElsewhere(unit, symbol)));
  return answer;
}

function findElsewhere(unit: UnitContext, symbol: CursorSymbol | VariableSymbol): FetchedElsewhere {
  const variable = symbol.kind === 'cursor' ? symbol.variable : symbol;
  const scope = declaringNode(variable);
  if (!scope) return 'no';
  const isParameter = symbol.kind === 'variable' && symbol.storage === 'parameter';
  const statements = new Set<unknown>();
  let byCalls = false;
  let unseen = false;
  // What nested routines fetch is counted where all see it.
  const isCounted = unit.analysis.cursorCounters(variable) !== undefined;
  const visit = (root: AnyNode, nested: boolean): void =>
    walk(root, (node) => {
      if (unseen) return false;
      if (node.kind === 'RoutineDefinition' && node !== root) {
        visit(node, true);
        return false;
      }
      if (node.kind === 'CallStatement' && !nested) statements.add((node as unknown as CallStatement).call);
      if (node.kind === 'Fetch')
        unseen ||= nested && !isCounted && isCursor(unit, (node as unknown as Fetch).cursor, symbol);
      else if (node.kind === 'Assignment') unseen ||= isAlias(unit, node as unknown as Assignment, symbol);
      else if (node.kind === 'Call' && isHandedOver(unit, node as unknown as Expr & { kind: 'Call' }, symbol)) {
        if (statements.has(node)) byCalls = true;
        else unseen = true;
      }
      return !unseen;
    });
  visit(scope, false);
  return unseen || (byCalls && isParameter) ? 'unseen' : byCalls ? 'by calls' : 'no';
}

const isCursor = (unit: UnitContext, expr: Expr, symbol: CursorSymbol | VariableSymbol): boolean =>
  cursorOf(unit, expr)?.symbol === symbol;

/** `a := b` of two cursor variables. */
function isAlias(unit: UnitContext, s: Assignment, symbol: CursorSymbol | VariableSymbol): boolean {
  const [to, from] = [s.target as Expr, s.value];
  if (to.kind !== 'Name' || from.kind !== 'Name') return false;
  return (
    (isCursor(unit, to, symbol) && cursorOf(unit, from)?.symbol.kind === 'variable') ||
    (isCursor(unit, from, symbol) && cursorOf(unit, to)?.symbol.kind === 'variable')
  );
}

/** Is the cursor an argument of a routine that may fetch from it? */
export function isHandedOver(
  unit: UnitContext,
  call: Expr & { kind: 'Call' },
  symbol: CursorSymbol | VariableSymbol,
): boolean {
  const { base } = unit.analysis.resolve(call);
  if (base.kind !== 'routine') return false;
  const { routine } = base;
  return base.args.some(
    ({ parameter, actual }) =>
      actual?.kind === 'Name' && isCursor(unit, actual, symbol) && mayFetch(unit, routine, parameter),
  );
}

/** Does the routine fetch from the parameter, or pass it on? */
function mayFetch(unit: UnitContext, routine: RoutineSymbol, { variable }: ParameterInfo): boolean {
  if (!routine.definition) return true;
  let found = false;
  walk(routine.definition as AnyNode, (node) => {
    if (node.kind === 'Fetch') found ||= isCursor(unit, (node as unknown as Fetch).cursor, variable);
    else if (node.kind === 'Call') {
      const { base } = unit.analysis.resolve(node as unknown as Expr & { kind: 'Call' });
      found ||=
        base.kind === 'routine' &&
        base.args.some((a) => a.actual?.kind === 'Name' && isCursor(unit, a.actual, variable));
    }
    return !found;
  });
  return found;
}
