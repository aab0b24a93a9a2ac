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
