import type { OracleNode } from '../../../../ir/oracle/node.js';
import { invalidIdentifier, type OracleFailure } from '../../../../ir/oracle-failure.js';
import { walk } from '../../../../ir/walk.js';
import type { UnitContext } from '../../../context.js';
import { type HiddenMember, hiddenMember } from '../../uncompiled/hidden-members.js';

/**
 * The error of a statement of dynamic SQL that names a variable or constant of a package, which only PL/SQL knows, or a
 * function that a package has in its body alone. (Database Error Messages, ORA-00904, ORA-06553, PLS-00221)
 * @param given what stands for its bind variables, which the program evaluates
 */
export function packageVariableIn(
  unit: UnitContext,
  statement: OracleNode,
  given: readonly OracleNode[] = [],
): OracleFailure | undefined {
  const values = new Set(given);
  let name: string | undefined;
  let hidden: HiddenMember | undefined;
  walk(statement, (node) => {
    if (values.has(node)) return false;
    if (node.kind !== 'Name' && node.kind !== 'Call') return true;
    const { base } = unit.analysis.resolve(node);
    if (base.kind === 'routine') hidden ??= hiddenMember(unit, node, { isInText: true });
    if (node.kind === 'Name' && base.kind === 'variable' && base.variable.storage === 'package')
      name ??= base.variable.name;
    return true;
  });
  if (hidden) return invalidIdentifier(hidden.package, hidden.member);
  return name === undefined
    ? undefined
    : { code: 6553, text: `ORA-06553: PLS-221: '${name}' is not a procedure or is undefined` };
}
