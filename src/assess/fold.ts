import type { Finding } from '../cli/compiler-api.js';

/**
 * Findings of one cause are one: what is missing is said once of each object and once of all statements of a file outside of objects; the same
 * sentence about such statements is said once, too. The answer is as long as the list: the finding at its first place, with the number of places,
 * and undefined for those that it speaks for.
 */
export function foldFindings(findings: readonly Finding[]): readonly (Finding | undefined)[] {
  const groups = new Map<string, number[]>();
  for (const [i, f] of findings.entries()) {
    const cause = f.about ?? (f.object === '' ? f.message : undefined);
    if (cause === undefined) continue;
    const key = JSON.stringify([f.code, f.severity, f.file, f.object, f.state, cause]);
    const group = groups.get(key);
    if (group) group.push(i);
    else groups.set(key, [i]);
  }
  const said: (Finding | undefined)[] = [...findings];
  for (const [first = 0, ...others] of groups.values()) {
    if (others.length === 0) continue;
    for (const i of others) said[i] = undefined;
    const f = findings[first]!;
    const also = others.map((i) => findings[i]!);
    said[first] = {
      ...f,
      message: `${f.message} ${placesText(f, also)}`,
      also: also.map(({ line, column, fingerprint }) => ({ line, column, fingerprint })),
    };
  }
  return said;
}

function placesText(first: Finding, others: readonly Finding[]): string {
  const where = first.object === '' ? 'file' : 'object';
  const places = (others.length + 1).toLocaleString('en-US');
  const isSame = others.every((f) => f.message === first.message);
  return `(${places} places in this ${where}${isSame ? '' : ` need ${first.about}`})`;
}
