import type { Analysis, BoundArgument, Resolution, ResolvedStep } from '../../../../analyze/analysis.js';
import type { ParameterInfo, RoutineSymbol, VariableSymbol } from '../../../../analyze/model/symbols.js';
import type { OracleNode } from '../../../../ir/oracle/node.js';

/** Is it an OUT or IN OUT parameter with NOCOPY? */
export const isReference = ({ mode, node }: ParameterInfo): boolean => mode !== 'IN' && node?.noCopy === true;

/**
 * The variable that the routine works on itself, so that what it wrote stays although it fails. Oracle copies all the
 * same where the actual has another type, a precision or NOT NULL, or is an element of a collection. (PL/SQL Language
 * Reference, "Formal Parameter Declaration")
 */
export function variableByReference(
  analysis: Analysis,
  { parameter, actual }: BoundArgument,
): VariableSymbol | undefined {
  if (
    !isReference(parameter) ||
    !actual ||
    (actual.kind !== 'Name' && actual.kind !== 'Call' && actual.kind !== 'Member')
  )
    return undefined;
  const { base, steps, type } = analysis.resolve(actual);
  if (base.kind !== 'variable' || type.kind !== parameter.variable.type.kind) return undefined;
  if (steps.length === 0 && base.variable.notNull) return undefined;
  if (type.kind === 'number' && type.precision !== undefined) return undefined;
  return isElement(steps) ? undefined : base.variable;
}

/** Does the way from the variable lead through an element of a collection? */
const isElement = (steps: readonly ResolvedStep[]): boolean => steps.some(({ kind }) => kind === 'element');

/** A method whose SELF is IN OUT NOCOPY, and the variable that holds the object which it works on itself. */
export function selfByReference(
  analysis: Analysis,
  node: OracleNode,
): { readonly method: RoutineSymbol; readonly variable: VariableSymbol } | undefined {
  const place = selfOf(analysis, node);
  const variable = place && variableOfSelf(place.method, place);
  return variable && { method: place.method, variable };
}

/** The variable in which the method works on an object that stands at a place. */
export function variableOfSelf(
  { parameters }: RoutineSymbol,
  { base, steps }: Pick<Resolution, 'base' | 'steps'>,
): VariableSymbol | undefined {
  const self = parameters.find((p) => p.variable.name === 'SELF');
  if (!self || !isReference(self)) return undefined;
  if (base.kind !== 'variable' || steps.some((s) => s.kind === 'objectMethod')) return undefined;
  return isElement(steps) ? undefined : base.variable;
}

/** The method that a node calls last, and where its object stands. */
function selfOf(
  analysis: Analysis,
  node: OracleNode,
): (Pick<Resolution, 'base' | 'steps'> & { readonly method: RoutineSymbol }) | undefined {
  if (node.kind === 'MethodCallOnType') {
    const { base } = analysis.resolve(node);
    if (base.kind !== 'routine' || (node.self.kind !== 'Name' && node.self.kind !== 'Member')) return undefined;
    return { ...analysis.resolve(node.self), method: base.routine };
  }
  if (node.kind !== 'Name' && node.kind !== 'Call' && node.kind !== 'Member') return undefined;
  const { base, steps } = analysis.resolve(node);
  const last = steps.at(-1);
  return last?.kind === 'objectMethod' ? { base, steps: steps.slice(0, -1), method: last.routine } : undefined;
}
