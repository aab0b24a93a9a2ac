import type { Analysis, RowSource } from '../../analyze/analysis.js';
import type { RelationSymbol } from '../../analyze/model/symbols.js';
import { type DictionaryGap, dictionaryGap } from '../../analyze/oracle/dictionary-columns.js';
import { dictionaryColumnEmpty } from '../../diagnostics/op2.js';
import type { Query } from '../../ir/oracle/index.js';
import type { Span } from '../../ir/span.js';
import { starsOf } from '../../ir/stars.js';
import type { UnitContext } from '../context.js';

/*
 * Some columns of the runtime's dictionary views are there for the shape of the view alone. That is told where one is
 * read: by its name, as a field of a record, or by a `*` whose rows go where nobody follows them.
 */

interface Read {
  readonly relation: RelationSymbol | undefined;
  readonly column: string;
}

/** Reports a column of a dictionary view that is read by its name, where it tells less than in Oracle. */
export function reportGap(unit: UnitContext, relation: RelationSymbol | undefined, column: string, span: Span): void {
  reportGapsOf(unit, [{ relation, column }], span);
}

/** Reports such a column that comes from an inline view or a factor, which takes it by `*`. */
export function reportGapBehind(unit: UnitContext, source: RowSource, column: string, span: Span): void {
  reportGap(unit, sourceBehind(unit.analysis, source, column)?.relation, column, span);
}

/** Reports such columns behind each `*` of a query whose rows are stored or shown. */
export function reportGapsOfStars(unit: UnitContext, { body }: Query): void {
  for (const { star, select } of starsOf(body)) {
    const read = unit.analysis.expandStar(star, select).map(({ source, column }) => ({
      relation: sourceBehind(unit.analysis, source, column.name)?.relation,
      column: column.name,
    }));
    reportGapsOf(unit, read, star.span);
  }
}

/** One report for all columns of a view that tell as little. */
export function reportGapsOf(unit: UnitContext, read: readonly Read[], span: Span): void {
  const found = new Map<string, { readonly view: string; readonly gap: DictionaryGap; readonly columns: string[] }>();
  for (const { relation, column } of read) {
    const gap = relation?.supplied ? dictionaryGap(relation.name, column) : undefined;
    if (!relation || !gap) continue;
    const key = `${relation.name} ${gap}`;
    const known = found.get(key) ?? { view: relation.name, gap, columns: [] };
    found.set(key, known);
    known.columns.push(column);
  }
  for (const { view, gap, columns } of found.values()) unit.report(dictionaryColumnEmpty(span, view, columns, gap));
}

function sourceBehind(analysis: Analysis, source: RowSource, column: string): RowSource | undefined {
  if (source.rows?.kind !== 'Query') return source;
  for (const { star, select } of starsOf(source.rows.body)) {
    const found = analysis.expandStar(star, select).find((c) => c.column.name === column);
    if (found) return sourceBehind(analysis, found.source, column);
  }
  return undefined;
}
