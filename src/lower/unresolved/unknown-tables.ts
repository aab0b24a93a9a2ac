import { because } from '../../diagnostics/diagnostic.js';
import { tableUnknown } from '../../diagnostics/op2.js';
import { dotted } from '../../ir/dotted.js';
import type { ScriptUnit } from '../../ir/oracle/index.js';
import { nodesOf } from '../../ir/walk.js';
import type { UnitContext } from '../context.js';

/**
 * Reports the tables that PL/SQL reads and writes and that are not among the inputs. Their
 * statements pass as they stand.
 */
export function reportUnknownTables(unit: UnitContext, node: ScriptUnit): void {
  for (const inner of nodesOf(node, 'TableRef')) {
    const { name } = inner;
    const source = unit.analysis.sourceOf(inner);
    if (source?.kind !== 'relation' || source.relation || name.link !== undefined) continue;
    const text = dotted(name);
    unit.report(because(tableUnknown(name.span, text), text));
  }
}
