import type { CompiledUnit } from '../compile.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { rollbackInInstallation } from '../diagnostics/op6-objects.js';

/**
 * Reports each ROLLBACK of a script that takes back rows in Oracle: a schema is built of all that its scripts insert.
 * `changing` are the units that change rows there; DDL commits. (SQL Language Reference, COMMIT, ROLLBACK)
 */
export function reportRolledBack(
  units: readonly CompiledUnit[],
  changing: ReadonlySet<CompiledUnit>,
  report: (diagnostic: Diagnostic) => void,
): void {
  let session = -1;
  let isOpen = false;
  for (const unit of units) {
    if (unit.session !== session) isOpen = false;
    session = unit.session;
    const { role } = unit.lowered;
    if (role === 'commit' || role === 'ddl' || role === 'committing') isOpen = false;
    if ((role === 'rollback' || role === 'rollback-to') && isOpen) {
      report(rollbackInInstallation(unit.unit.span));
      isOpen = role === 'rollback-to';
    }
    if (changing.has(unit)) isOpen = true;
  }
}
