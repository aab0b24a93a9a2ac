import type { Analysis, BoundArgument } from '../../../analyze/analysis.js';
import type { ParameterInfo, VariableSymbol } from '../../../analyze/model/symbols.js';

/** Is it an OUT or IN OUT parameter with NOCOPY? */
export const isReference = ({ mode, node }: ParameterInfo): boolean => mode !== 'IN' && node?.noCopy === true;

/**
 * The variable that the routine works on itself, so that what it wrote stays although it fails. Oracle copies all the
 * same where the actual has another type, a precision or NOT NULL, or is an element of an associative array. (PL/SQL
 * Language Reference, "NOCOPY")
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
  const types = [base.variable.type, ...steps.map((s) => s.type)];
  const isMapElement = steps.some((s, i) => {
    const of = types[i];
    return s.kind === 'element' && of?.kind === 'collection' && of.collection.variant === 'associativeArray';
  });
  return isMapElement ? undefined : base.variable;
}
