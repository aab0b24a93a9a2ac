import type { ResolvedStep } from '../../analyze/analysis.js';
import type { ObjectTypeSymbol, RecordTypeSymbol } from '../../analyze/model/symbols.js';
import type { OracleType } from '../../analyze/model/types.js';
import type { Span } from '../../ir/span.js';
import { refuse, type UnitContext } from '../context.js';
import { unresolved } from './missing.js';

/**
 * Refuses an attribute, method or field that the inputs know an object or record type not to have, by the name of the
 * type. (Database Error Messages, PLS-00302: component must be declared)
 */
export function refuseMissingMember(unit: UnitContext, type: OracleType, name: string, span: Span): void {
  const lacking = typeWithout(type, name);
  if (!lacking) return;
  const container = lacking.container?.kind === 'package' ? `${lacking.container.name}.` : '';
  refuse(unresolved(unit, span, `${container}${lacking.name}.${name}`));
}

/** Refuses the steps of a call, of which nothing else is known, where `refuseMissingMember` refuses one of them. */
export function refuseMissingMembers(
  unit: UnitContext,
  base: OracleType,
  steps: readonly ResolvedStep[],
  span: Span,
): void {
  let type = base;
  for (const step of steps) {
    if (step.kind === 'field') refuseMissingMember(unit, type, step.name, span);
    ({ type } = step);
  }
}

function typeWithout(type: OracleType, name: string): ObjectTypeSymbol | RecordTypeSymbol | undefined {
  if (type.kind === 'object') return isComplete(type.object) && !hasMember(type.object, name) ? type.object : undefined;
  if (type.kind !== 'record' || type.identity.kind !== 'declared') return undefined;
  const { symbol } = type.identity;
  const isDeclared = !symbol.ofCursorRow && !symbol.query && symbol.fields.length > 0;
  return isDeclared && !symbol.fields.some((f) => f.name === name) ? symbol : undefined;
}

const hasMember = ({ attributes, stored = [], methods }: ObjectTypeSymbol, name: string): boolean =>
  [...attributes, ...stored, ...methods].some((member) => member.name === name);

/** Is all of the type among the inputs, and what it is under? */
function isComplete({ definition, supertype }: ObjectTypeSymbol): boolean {
  const own = definition?.definition;
  if (own?.kind !== 'ObjectTypeDefinition') return false;
  return own.under === undefined || (supertype !== undefined && isComplete(supertype));
}
