import type { Analysis } from '../../analyze/analysis.js';
import type { Merge, QualifiedName, SetItem } from '../../ir/oracle/index.js';
import type { OracleFailure } from '../../ir/oracle-failure.js';
import { oracleMessage } from '../../ir/oracle-messages.js';
import type { Span } from '../../ir/span.js';
import { walkBlock } from '../queries/block-nodes.js';
import { columnPart } from './target.js';

/**
 * The first column of the table that MERGE updates and ON compares, `"T"."ID"`, which Oracle does not take. (SQL
 * Language Reference, "MERGE", merge_update_clause; Database Error Messages, ORA-38104)
 */
export function updatedKey(
  analysis: Analysis,
  { target, on, update }: Merge,
): { readonly span: Span; readonly failure: OracleFailure } | undefined {
  const source = analysis.sourceOf(target);
  if (!source || !update) return undefined;
  const compared = new Set<string>();
  walkBlock([on], (expr) => {
    const base = expr.kind === 'Name' ? analysis.resolve(expr).base : undefined;
    if (base?.kind === 'column' && base.source === source) compared.add(base.column.name);
  });
  for (const { span, parts } of update.set.flatMap(setColumns)) {
    const names = parts.map(({ name }) => name);
    const column = names[columnPart({ source, columns: source.columns }, names)];
    if (column === undefined || !compared.has(column)) continue;
    return { span, failure: { code: 38104, text: `${oracleMessage(38104)}"${source.alias}"."${column}"` } };
  }
  return undefined;
}

function setColumns(item: SetItem): readonly QualifiedName[] {
  if (item.kind === 'SetColumns') return item.columns;
  return item.kind === 'SetColumn' ? [item.column] : [];
}
