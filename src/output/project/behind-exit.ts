import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { behindExit } from '../../diagnostics/op6-objects.js';
import type { Unit } from '../../source/index.js';

/**
 * Reports what stands behind EXIT or QUIT of its script, or of one that this calls: SQL*Plus does not come to it.
 * (SQL*Plus User's Guide and Reference, "EXIT")
 * @param begins indexes of units at which a file begins that no other calls
 */
export function reportBehindExit(
  units: readonly Unit[],
  begins: readonly number[],
  report: (diagnostic: Diagnostic) => void,
): void {
  const starts = new Set(begins);
  let hasLeft = false;
  for (const [i, unit] of units.entries()) {
    if (starts.has(i)) hasLeft = false;
    if (unit.kind === 'sqlplus') {
      const { name } = unit.command;
      hasLeft ||= name === 'EXIT' || name === 'QUIT';
    } else if (hasLeft) {
      report(behindExit({ file: unit.file, start: unit.start, end: unit.end }));
      hasLeft = false;
    }
  }
}
