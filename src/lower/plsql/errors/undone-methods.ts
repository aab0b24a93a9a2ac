import { methodUndoneWhole } from '../../../diagnostics/op3.js';
import { isSql } from '../../../ir/kinds.js';
import type { Statement } from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import type { Span } from '../../../ir/span.js';
import { walk } from '../../../ir/walk.js';
import type { UnitContext } from '../../context.js';
import { calleesOf } from '../effects/callees.js';
import { isAtomic } from '../effects/effects-of-statements.js';
import { hasCapturedEntry } from '../routines/entries.js';

/**
 * Says of methods called in front of a handler that what they did goes with their error. What SQL calls goes with its
 * statement, in Oracle too.
 */
export function reportUndoneMethods(unit: UnitContext, statement: Statement): void {
  walk(statement, (node) => {
    if (isSql(node)) return false;
    const undone = calleesOf(unit.analysis, node).filter(
      (callee) =>
        callee.container?.kind === 'objectType' &&
        !unit.analysis.effectsOf(callee).autonomous &&
        !hasCapturedEntry(unit, callee) &&
        !isAtomic(unit.analysis, callee),
    );
    for (const name of new Set(undone.map((callee) => callee.name)))
      unit.report(methodUndoneWhole((node as OracleNode & { readonly span: Span }).span, name));
    return true;
  });
}
