import { unresolvedCall } from '../../diagnostics/op3-calls.js';
import { dotted } from '../../ir/dotted.js';
import type { Declaration } from '../../ir/oracle/index.js';
import type { UnitContext } from '../context.js';

/**
 * Reports PRAGMA EXCEPTION_INIT of these declarations whose number is a name that is no constant known here: handlers
 * of the exception do not meet that error.
 */
export function reportUnnumberedExceptions(unit: UnitContext, declarations: readonly Declaration[]): void {
  for (const d of declarations) {
    if (d.kind !== 'Pragma' || d.name !== 'EXCEPTION_INIT') continue;
    const [exception, code] = d.args.map((a) => a.value);
    if (exception?.kind !== 'Name' || code?.kind !== 'Name') continue;
    const declared = declarations.find(
      (e) => e.kind === 'ExceptionDeclaration' && e.name.name === exception.parts[0]?.name,
    );
    const symbol = declared && unit.analysis.declaredBy(declared);
    if (symbol?.kind === 'exception' && symbol.oraCode === undefined)
      unit.report(unresolvedCall(code.span, dotted(code)));
  }
}
