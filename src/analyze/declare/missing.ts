import type { Catalog } from '../analysis.js';

/**
 * Which input is missing when the name of a routine, variable, type or sequence is not found: the package of
 * `PKG.MEMBER`, the sequence of `S.NEXTVAL`; what is among the inputs lacks the member itself.
 */
export function missingInput(catalog: Catalog, parts: readonly string[]): string {
  const last = parts.at(-1);
  const object = last === 'NEXTVAL' || last === 'CURRVAL' ? parts.slice(0, -1) : prefixOf(catalog, parts);
  return (object.length === 0 ? parts : object).join('.');
}

/** The table or record of `T.C%TYPE`; `%ROWTYPE` names it itself. */
export function missingAnchor(catalog: Catalog, parts: readonly string[], anchor: 'TYPE' | 'ROWTYPE'): string {
  return (anchor === 'ROWTYPE' ? parts : prefixOf(catalog, parts)).join('.');
}

function prefixOf(catalog: Catalog, parts: readonly string[]): readonly string[] {
  const prefix = parts.slice(0, -1);
  const [first] = prefix;
  if (first === undefined) return parts;
  const isKnown = catalog.lookup(prefix) !== undefined || (prefix.length === 1 && catalog.owners.includes(first));
  return isKnown ? parts : prefix;
}
