import type { RoutineDefinition } from '../../../ir/oracle/index.js';
import type { AnalyzeContext } from '../../context.js';
import { declareRoutine } from '../../declare/routines.js';
import { childScope, type declare, type Scope, unitOf } from '../../model/scope.js';

/**
 * Functions and procedures of a WITH clause: they see one another and the schema, not the rows of queries around them.
 * Those of a view bear its name, as `view__function`. (SQL Language Reference, SELECT, plsql_declarations)
 */
export function declareRoutinesOfWith(cx: AnalyzeContext, routines: readonly RoutineDefinition[], scope: Scope): void {
  if (routines.length === 0) return;
  let outside: Scope = scope;
  while (outside.parent && (outside.rows || outside.factors || inRows(outside))) outside = outside.parent;
  const own = childScope(outside);
  const container = unitOf(scope);
  for (const routine of routines) {
    const block = routine.body.kind === 'Block' && !scope.view ? routine.body : undefined;
    const symbol = declareRoutine(cx, routine, { scope: own, container, block });
    cx.facts.declared.set(routine, symbol);
    declareAs(scope, routine, symbol);
    if (scope.view)
      Object.assign(symbol, { owner: scope.view.owner, name: `${scope.view.name}__${routine.name.name}` });
  }
  for (const routine of routines) cx.resolveRoutine(routine, own);
}

type Declared = Parameters<typeof declare>[1];

function declareAs(scope: Scope, routine: RoutineDefinition, symbol: Declared): void {
  const list = scope.names.get(routine.name.name);
  if (!list) scope.names.set(routine.name.name, [symbol]);
  else if (!list.includes(symbol)) list.push(symbol);
}

const inRows = (scope: Scope): boolean => {
  for (let s = scope.parent; s; s = s.parent) if (s.rows) return true;
  return false;
};
