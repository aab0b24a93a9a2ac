import type { Diagnostic } from '../../../diagnostics/diagnostic.js';
import { isAnyOf } from '../../../ir/kinds.js';
import type { ExecuteImmediate, ScriptUnit } from '../../../ir/oracle/index.js';
import type { PgStatement } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import type { UnitContext } from '../../context.js';
import { definitionNotes } from './definition-notes.js';
import { dependencyNotes } from './dependency-notes.js';

/**
 * What the dictionary shows of an object that a text of dynamic SQL makes, but for what is noted where that is lowered.
 * `made`: what makes it. `diagnostics`: what was found in it.
 */
export function textNotes(
  { analysis, naming, textOf, readsViews }: UnitContext,
  { text }: ExecuteImmediate,
  unit: ScriptUnit,
  made: readonly PgStatement[],
  diagnostics: readonly Diagnostic[] = [],
): PgStatement[] {
  if (!textOf || !readsViews) return [];
  // A literal has its quotes twice.
  const isQuoted = text.kind === 'StringLiteral' && textOf(text.span).startsWith("'");
  const written = (span: Span): string => {
    if (span.inText && unit.span.inText)
      return textOf({ ...span, inText: { ...span.inText, end: lastOf(span, unit) } });
    return isQuoted ? textOf(span).replaceAll("''", "'") : textOf(span);
  };
  const cx = { analysis, naming, textOf: written, reads: readsViews };
  if (isNotedWhole(unit)) return definitionNotes(cx, unit, made, diagnostics);
  return readsViews('DEPENDENCIES') ? dependencyNotes(analysis, unit, made) : [];
}

/** Where a part of a text ends: with the text's unit where it goes on to that. */
const lastOf = (span: Span, unit: ScriptUnit): number =>
  span.end === unit.span.end ? (unit.span.inText?.end ?? 0) : (span.inText?.end ?? 0);

/** Is nothing of it noted elsewhere? */
const isNotedWhole = ({ kind }: ScriptUnit): boolean =>
  isAnyOf(kind, 'CreateView', 'CreateTable', 'AlterTable', 'CreateSequence', 'CreateRole') ||
  isAnyOf(kind, 'CreateRoutine', 'CreatePackage', 'CreatePackageBody');
