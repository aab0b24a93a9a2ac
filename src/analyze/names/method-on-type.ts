import type { MethodCallOnType } from '../../ir/oracle/index.js';
import type { BoundArgument } from '../analysis.js';
import type { AnalyzeContext } from '../context.js';
import type { Scope } from '../model/scope.js';
import type { RoutineSymbol } from '../model/symbols.js';
import { chooseMethod } from './name-steps.js';
import { ownerOf } from './symbol-lookup.js';

/** The method that `(x AS t).m(…)` means, and its arguments; undefined where the type or the method is not known. */
export function methodOnType(
  cx: AnalyzeContext,
  node: MethodCallOnType,
  scope: Scope,
): { readonly method: RoutineSymbol; readonly bound: readonly BoundArgument[] } | undefined {
  const type = cx.catalog.lookup(
    node.type.parts.map((p) => p.name),
    ownerOf(scope),
  );
  if (type?.kind !== 'objectType') return undefined;
  const chosen = chooseMethod(
    cx,
    type.methods.filter((m) => m.name === node.method.name),
    node.args,
  );
  return chosen && { method: chosen.routine, bound: chosen.args };
}
