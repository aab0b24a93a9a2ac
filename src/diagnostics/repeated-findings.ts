import { compareDiagnostics, type Diagnostic } from './diagnostic.js';
import { emptyStrings, organizationDropped, physicalClauseDropped, relyConstraint } from './op1.js';
import { byteLength } from './op1-types.js';
import { dynamicSqlAsWritten } from './op3-dynamic.js';
import { jobQueue, queryRewrite, systemPrivilege, userCreated } from './op6.js';
import { sessionSetting, synonymResolved } from './op6-objects.js';

/** Findings about a habit of the whole schema: a second one with the same words says nothing new. */
const once = new Set(
  [
    byteLength,
    emptyStrings,
    jobQueue,
    organizationDropped,
    physicalClauseDropped,
    queryRewrite,
    relyConstraint,
    sessionSetting,
    synonymResolved,
    systemPrivilege,
    userCreated,
  ].map((kind) => kind.code),
);

/** A finding about the schema as a whole, of which the place tells nothing. */
export const isSchemaHabit = (diagnostic: Diagnostic): boolean => once.has(diagnostic.code);

/** Sorted by place, each finding once; one about a habit of the whole schema at its first place only. */
export function distinct(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const sorted = oncePerText(oncePerProject([...diagnostics].sort(compareDiagnostics)));
  return sorted.filter((d, i) => {
    const last = sorted[i - 1];
    return (
      !last ||
      last.code !== d.code ||
      last.span.file !== d.span.file ||
      last.span.start !== d.span.start ||
      last.message !== d.message
    );
  });
}

/** Leaves of each once-a-project finding (same code, same message) the first one in the given order. */
function oncePerProject(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const seen = new Set<string>();
  return diagnostics.filter((d) => {
    if (!once.has(d.code)) return true;
    const key = `${d.code} ${d.message}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/**
 * What is said of the texts that a statement runs is said once of it, though one is known and another put together at
 * run time; of a text of the run, where there is one.
 */
function oncePerText(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const placeOf = ({ span }: Diagnostic): string => `${span.file} ${span.start}`;
  const isSaid = ({ code }: Diagnostic): boolean => code === dynamicSqlAsWritten.code;
  const said = new Map<string, Diagnostic>();
  for (const d of diagnostics) {
    if (!isSaid(d)) continue;
    const known = said.get(placeOf(d));
    if (!known || d.message === dynamicSqlAsWritten(d.span, 'of the run').message) said.set(placeOf(d), d);
  }
  return diagnostics.filter((d) => !isSaid(d) || said.get(placeOf(d)) === d);
}
