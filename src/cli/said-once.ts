import { foldMessages, withOwner } from '../assess/fold.js';
import type { ScriptDiagnostic } from '../contract/compiled-script.js';
import type { ManifestObject } from '../contract/compiler-api.js';
import { addUnder } from '../ir/lists-by-key.js';

/**
 * Warnings and errors. What is missing among the inputs is said once, at the first place of the gravest that follows
 * from it; what else has one cause, once of each object, as `assess` says it; beside that, the same words about many
 * places of a file stand at the first of them. The files that are written have every place.
 */
export function saidOnce(
  diagnostics: readonly ScriptDiagnostic[],
  objects: readonly ManifestObject[] = [],
): readonly ScriptDiagnostic[] {
  const objectAt = objectsByPlace(objects);
  const grave = diagnostics.filter((d) => d.severity !== 'info').map((d) => ({ ...d, object: objectAt(d) }));
  const messages = missingOnce(grave, foldMessages(grave));
  const said = grave.flatMap((d, i) => (messages[i] === undefined ? [] : { ...d, message: messages[i] }));
  const places = new Map<string, ScriptDiagnostic[]>();
  for (const diagnostic of said) {
    const key = `${diagnostic.code}|${diagnostic.file}|${diagnostic.message}`;
    addUnder(places, key, diagnostic);
  }
  return [...places.values()].flatMap(([first, ...others]) =>
    first === undefined || others.length === 0
      ? (first ?? [])
      : { ...first, message: `${first.message} (${others.length + 1} places in this file)` },
  );
}

type Located = ScriptDiagnostic & { readonly object: string };

/** `messages`, with one alone for a missing input that several objects need. */
function missingOnce(
  found: readonly Located[],
  messages: readonly (string | undefined)[],
): readonly (string | undefined)[] {
  const groups = new Map<string, [Located, ...Located[]]>();
  for (const diagnostic of found) {
    if (!diagnostic.missing) continue;
    const cause = withOwner(diagnostic, diagnostic.about ?? '');
    addUnder(groups, cause, diagnostic);
  }
  const said = new Map<Located, string | undefined>();
  for (const group of groups.values()) {
    const objects = new Set(group.map((d) => `${d.file} ${d.object}`)).size;
    if (objects < 2) continue;
    const first = group.find((d) => d.severity === 'error') ?? group[0];
    for (const d of group) said.set(d, undefined);
    said.set(first, `${first.message} (${group.length} places in ${objects} objects need ${first.about})`);
  }
  return found.map((d, i) => (said.has(d) ? said.get(d) : messages[i]));
}

/** The object that a place lies in, as kind and name; '' outside of objects. */
function objectsByPlace(objects: readonly ManifestObject[]): (place: ScriptDiagnostic) => string {
  const byFile = new Map<string, ManifestObject[]>();
  for (const object of objects) addUnder(byFile, object.file, object);
  return ({ file, line }) => {
    const object = byFile.get(file)?.findLast((o) => o.line <= line && line <= o.endLine);
    return object ? `${object.kind} ${object.name}` : '';
  };
}
