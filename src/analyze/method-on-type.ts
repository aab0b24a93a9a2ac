import type { MethodCallOnType } from '../ir/oracle/index.js';
import type { BoundArgument } from './analysis.js';
import type { AnalyzeContext } from './context.js';
import type { RoutineSymbol } from './symbols.js';

/** The method that `(x AS t).m(…)` means, and its arguments; undefined where the type or the method is not known. */
export function methodOnType(
  cx: AnalyzeContext,
  node: MethodCallOnType,
): { readonly method: RoutineSymbol; readonly bound: readonly BoundArgument[] } | undefined {
  const type = cx.facts.symbols.get(node.type) ?? cx.catalog.lookup(node.type.parts.map((p) => p.name));
  if (type?.kind !== 'objectType') return undefined;
  const parametersOf = (m: RoutineSymbol) => m.parameters.filter((p) => p.variable.name !== 'SELF');
  const methods = type.methods.filter((m) => m.name === node.method.name && parametersOf(m).length >= node.args.length);
  const method = methods.find((m) => parametersOf(m).length === node.args.length) ?? methods[0];
  if (!method) return undefined;
  const bound = parametersOf(method).map((parameter, i) => {
    const given =
      node.args.find((a) => a.name?.name === parameter.variable.name) ??
      (node.args[i]?.name ? undefined : node.args[i]);
    return { parameter, actual: given?.value };
  });
  return { method, bound };
}
