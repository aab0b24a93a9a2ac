import type { Analysis } from '../analyze/analysis.js';
import type { RoutineSymbol } from '../analyze/model/symbols.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Span } from '../ir/span.js';
import type { LintUnit } from './lint-unit.js';
import type { Schema } from './schema.js';
import { type Entry, spanOf } from './tree.js';

/** What rules may ask beside the tree itself. */
export interface LintFacts {
  readonly analysis: Analysis;
  /** Keys, indexes and the like over all inputs. */
  readonly schema: Schema;
  /** What conversion made of a node. */
  statusOf(entry: Entry): 'exact' | 'flagged' | 'refused';
  /** Whether a routine got another name or other parameters, because PostgreSQL cannot tell it from its overloads. */
  isToldApart(routine: RoutineSymbol): boolean;
  /** The text of a place. */
  textOf(span: Span): string;
}

/**
 * Conversion status from what was reported: a node is what is worst in it; within a refused unit everything is refused.
 */
export function statusFrom(
  units: readonly LintUnit[],
  diagnostics: readonly Diagnostic[],
): (entry: Entry) => 'exact' | 'flagged' | 'refused' {
  const refused = new Set<object>(units.filter((u) => u.refused).map((u) => u.unit));
  const byFile = new Map<number, { readonly start: number; readonly error: boolean }[]>();
  for (const d of diagnostics) {
    if (d.severity === 'info') continue;
    const list = byFile.get(d.span.file) ?? [];
    byFile.set(d.span.file, list);
    list.push({ start: d.span.start, error: d.severity === 'error' });
  }
  for (const list of byFile.values()) list.sort((a, b) => a.start - b.start);
  return (entry) => {
    let root = entry;
    while (root.parent) root = root.parent;
    if (refused.has(root.node)) return 'refused';
    const span = spanOf(entry);
    const list = (span && byFile.get(span.file)) ?? [];
    let status: 'exact' | 'flagged' | 'refused' = 'exact';
    if (!span) return status;
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (list[middle]!.start < span.start) low = middle + 1;
      else high = middle;
    }
    for (; low < list.length && list[low]!.start < span.end; low += 1) {
      if (list[low]!.error) return 'refused';
      status = 'flagged';
    }
    return status;
  };
}
