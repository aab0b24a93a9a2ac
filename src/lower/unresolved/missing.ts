import type { Catalog } from '../../analyze/analysis.js';
import { missingInput } from '../../analyze/declare/missing.js';
import type { OracleType } from '../../analyze/model/types.js';
import { because, type Diagnostic } from '../../diagnostics/diagnostic.js';
import { unresolvedCall } from '../../diagnostics/op3-calls.js';
import type { Span } from '../../ir/span.js';
import type { UnitContext } from '../context.js';

/**
 * A name that nothing among the inputs has; said together with what else its package or schema leaves open, or with
 * what else the type of the variable leaves open that it is a method of.
 */
export function unresolved(unit: UnitContext, span: Span, name: string, type?: OracleType): Diagnostic {
  const [owner = '', member, more] = name.split('.');
  if (more === undefined && isRoutineNamed(unit.analysis.catalog, owner, member))
    return unresolvedCall(span, name, 'routine');
  const isBind = name.startsWith(':');
  const missing = isBind ? name : missingInput(unit.analysis.catalog, name.split('.'));
  return because(unresolvedCall(span, name), type?.kind === 'unknown' ? (type.missing ?? missing) : missing);
}

/**
 * A diagnostic about a value of a type that may not be known: then the missing input that
 * declares the type is its cause.
 */
export function ofUnknown(type: OracleType, diagnostic: Diagnostic): Diagnostic {
  return because(diagnostic, type.kind === 'unknown' ? type.missing : undefined);
}

/** Is there a routine of the name, so that the call is what is wrong? (Database Error Messages, PLS-00306) */
export function isRoutineNamed({ packages, routines }: Catalog, owner: string, member: string | undefined): boolean {
  if (member === undefined) return routines.some((r) => r.name === owner);
  const found = packages.find((p) => p.name === owner)?.members.get(member) ?? [];
  return found.some((m) => m.kind === 'routine' && m.public);
}
