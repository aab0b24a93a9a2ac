import type { Compilation, CompiledUnit } from '../../compile.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { readOnlyInInstallation, rollbackInInstallation } from '../../diagnostics/op6-objects.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import { walk } from '../../ir/walk.js';
import { pragmaSpan } from '../../lower/plsql/effects/autonomous-pragma.js';
import { calleesWithin, reachedFrom } from '../../lower/plsql/effects/callees.js';

/**
 * Reports each ROLLBACK of a script, or of a block or routine of it, that takes back rows in Oracle: a schema is built
 * of all that its scripts insert, each statement by itself. `changing` are the units that change rows there; DDL commits.
 * (SQL Language Reference, COMMIT, ROLLBACK)
 */
export function reportRolledBack(
  { units, analysis }: Compilation,
  changing: ReadonlySet<CompiledUnit>,
  report: (diagnostic: Diagnostic) => void,
): void {
  const endOf = (unit: CompiledUnit): OracleNode | undefined => {
    const own = firstEnd(unit.unit);
    if (own) return own;
    const bodies = [...reachedFrom(analysis, calleesWithin(analysis, unit.unit))].flatMap(({ definition }) =>
      definition && !pragmaSpan(definition) ? [definition] : [],
    );
    return bodies.map(firstEnd).find((end) => end?.kind === 'Rollback') && unit.unit;
  };
  let session = -1;
  let isOpen = false;
  for (const unit of units) {
    if (unit.session !== session) isOpen = false;
    session = unit.session;
    const { role } = unit.lowered;
    if (role === 'committing' && isOpen) {
      const end = endOf(unit);
      if (end && end.kind !== 'Commit') report(rollbackInInstallation(end.span));
    }
    if (role === 'commit' || role === 'ddl' || role === 'committing') isOpen = false;
    if ((role === 'rollback' || role === 'rollback-to') && isOpen) {
      report(rollbackInInstallation(unit.unit.span));
      isOpen = role === 'rollback-to';
    }
    if (changing.has(unit)) isOpen = true;
  }
}

/**
 * Reports each SET TRANSACTION READ ONLY of a script that keeps its statements from changing rows in Oracle: where a
 * schema is built each of them is a transaction of its own. (SQL Language Reference, "SET TRANSACTION")
 */
export function reportReadOnly(
  { units }: Compilation,
  changing: ReadonlySet<CompiledUnit>,
  report: (diagnostic: Diagnostic) => void,
): void {
  let mode: CompiledUnit | undefined;
  for (const unit of units) {
    const { role } = unit.lowered;
    const ends = role === 'commit' || role === 'rollback' || role === 'ddl';
    if (ends || unit.session !== mode?.session) mode = undefined;
    if (unit.unit.kind === 'SetTransaction' && unit.unit.mode === 'READ ONLY') mode = unit;
    if (!mode || !changing.has(unit)) continue;
    report(readOnlyInInstallation(mode.unit.span));
    mode = undefined;
  }
}

/** The first COMMIT or ROLLBACK of a block or routine, but for those of exception handlers: what fails says so. */
function firstEnd(root: OracleNode): OracleNode | undefined {
  let first: OracleNode | undefined;
  walk(root, (node) => {
    if (node.kind === 'ExceptionHandler' || (node.kind === 'RoutineDefinition' && node !== root)) return false;
    if (!first && (node.kind === 'Commit' || (node.kind === 'Rollback' && !node.to))) first = node;
    return true;
  });
  return first;
}
