import type { Catalog } from '../../analyze/analysis.js';
import { missingInput } from '../../analyze/declare/missing.js';
import type { OracleType } from '../../analyze/model/types.js';
import { because, type Diagnostic } from '../../diagnostics/diagnostic.js';
import { unresolvedCall } from '../../diagnostics/op3-calls.js';
import type { Span } from '../../ir/span.js';
import type { UnitContext } from '../context.js';
import type { RoutineContext } from '../plsql/body/routine-context.js';

/**
 * A name that nothing among the inputs has; said together with what else its package or schema leaves open, or with
 * what else the type of the variable leaves open that it is a method of.
 */
export function unresolved(
  unit: UnitContext,
  span: Span,
  name: string,
  type?: OracleType,
  around?: RoutineContext['symbol'],
): Diagnostic {
  const [first = '', second, third, more] = name.split('.');
  const { catalog } = unit.analysis;
  const isDeclared =
    third === undefined
      ? isRoutineNamed(catalog, first, second) || (second === undefined && isDeclaredAround(first, around))
      : more === undefined && isRoutineNamed(catalog, second ?? '', third, first);
  if (isDeclared) return unresolvedCall(span, name, 'routine');
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
export function isRoutineNamed(
  { packages, routines }: Catalog,
  name: string,
  member: string | undefined,
  owner?: string,
): boolean {
  if (member === undefined) return routines.some((r) => r.name === name);
  const found = packages.find((p) => p.name === name && (owner ?? p.owner) === p.owner)?.members.get(member) ?? [];
  return found.some((m) => m.kind === 'routine' && m.public);
}

/** Does a routine around, or the package, declare a routine of the name? */
function isDeclaredAround(name: string, around: RoutineContext['symbol']): boolean {
  if (around?.kind === 'package') return (around.members.get(name) ?? []).some((m) => m.kind === 'routine');
  if (around?.kind !== 'routine') return false;
  const { container, definition } = around;
  const own = definition?.body.kind === 'Block' ? definition.body.declarations : [];
  const isNested = own.some(
    (d) => (d.kind === 'RoutineDeclaration' || d.kind === 'RoutineDefinition') && d.name.name === name,
  );
  if (isNested) return true;
  return container?.kind === 'objectType' ? false : isDeclaredAround(name, container);
}
