import { isElsewhere } from '../../../analyze/model/symbols.js';
import { isAnyOf } from '../../../ir/kinds.js';
import type { Insert } from '../../../ir/oracle/index.js';
import type { PlStatement } from '../../../ir/postgres/index.js';
import { b } from '../../builders.js';
import type { ExprContext } from '../../context.js';
import { regclassText } from '../../ddl/names.js';
import { valuesGiven } from '../../dml/insert.js';
import { tableTarget } from '../../dml/target.js';

/**
 * `perform ora.require_values('app.emp', 3)` before an INSERT without a list of columns whose values may be fewer than
 * the columns that programs have given the table by then: PostgreSQL would fill up with defaults. (Database Error
 * Messages, ORA-00947)
 */
export function requiredValues(ex: ExprContext, s: Insert): PlStatement[] {
  const given = valuesGiven(ex, s);
  if (s.columns || given === undefined || s.target.kind !== 'TableRef') return [];
  const relation = ex.unit.analysis.sourceOf(s.target)?.relation;
  if (relation?.relation !== 'table' || relation.definition?.kind !== 'CreateTable') return [];
  const actions = (relation.alters ?? []).flatMap((a) => (a.atRunTime ? a.actions : []));
  // Of columns that may be gone some may be there still.
  if (!actions.some((a) => isAnyOf(a.kind, 'AddColumns', 'DropColumns'))) return [];
  const added = actions.flatMap((a) => (a.kind === 'AddColumns' ? a.columns : []));
  const { columns } = tableTarget(ex, s.target);
  const most = Math.max(columns.length, relation.definition.columns.length) + added.length;
  // Hidden and virtual columns are counted otherwise.
  const isPlain = !columns.some(isElsewhere) && !relation.definition.columns.some((c) => c.virtual);
  if (!isPlain || given >= most) return [];
  const name = b.text(s.span, regclassText(ex.unit.naming.of(relation)));
  return [b.perform(s.span, b.ora(s.span, 'require_values', name, b.num(s.span, given)))];
}
