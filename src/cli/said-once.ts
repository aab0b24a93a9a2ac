import { foldMessages } from '../assess/fold.js';
import type { ScriptDiagnostic } from '../contract/compiled-script.js';
import type { ManifestObject } from '../contract/compiler-api.js';

/**
 * Warnings and errors. What has one cause is said once of each object, as `assess` says it; beside that, the same words
 * about many places of a file stand at the first of them.
 */
export function saidOnce(
  diagnostics: readonly ScriptDiagnostic[],
  objects: readonly ManifestObject[] = [],
): readonly ScriptDiagnostic[] {
  const objectAt = objectsByPlace(objects);
  const grave = diagnostics.filter((d) => d.severity !== 'info').map((d) => ({ ...d, object: objectAt(d) }));
  const messages = foldMessages(grave);
  const said = grave.flatMap((d, i) => (messages[i] === undefined ? [] : { ...d, message: messages[i] }));
  const places = new Map<string, ScriptDiagnostic[]>();
  for (const diagnostic of said) {
    const key = `${diagnostic.code}|${diagnostic.file}|${diagnostic.message}`;
    const known = places.get(key);
    if (known) known.push(diagnostic);
    else places.set(key, [diagnostic]);
  }
  return [...places.values()].flatMap(([first, ...others]) =>
    first === undefined || others.length === 0
      ? (first ?? [])
      : { ...first, message: `${first.message} (${others.length + 1} places in this file)` },
  );
}

/** The object that a place lies in, as kind and name; '' outside of objects. */
function objectsByPlace(objects: readonly ManifestObject[]): (place: ScriptDiagnostic) => string {
  const byFile = new Map<string, ManifestObject[]>();
  for (const object of objects) {
    const known = byFile.get(object.file);
    if (known) known.push(object);
    else byFile.set(object.file, [object]);
  }
  return ({ file, line }) => {
    const object = byFile.get(file)?.findLast((o) => o.line <= line && line <= o.endLine);
    return object ? `${object.kind} ${object.name}` : '';
  };
}
