import type { Analysis } from '../../../../analyze/analysis.js';
import type { OracleNode } from '../../../../ir/oracle/node.js';
import type { OracleFailure } from '../../../../ir/oracle-failure.js';
import { walk } from '../../../../ir/walk.js';

/**
 * The error of a statement of dynamic SQL that names a variable or constant of a package: only PL/SQL knows these.
 * (Database Error Messages, ORA-06553, PLS-00221)
 * @param given what stands for its bind variables, which the program evaluates
 */
export function packageVariableIn(
  analysis: Analysis,
  statement: OracleNode,
  given: readonly OracleNode[] = [],
): OracleFailure | undefined {
  const values = new Set(given);
  let name: string | undefined;
  walk(statement, (node) => {
    if (values.has(node)) return false;
    if (node.kind !== 'Name') return true;
    const { base } = analysis.resolve(node);
    if (base.kind === 'variable' && base.variable.storage === 'package') name ??= base.variable.name;
    return true;
  });
  return name === undefined
    ? undefined
    : { code: 6553, text: `ORA-06553: PLS-221: '${name}' is not a procedure or is undefined` };
}
