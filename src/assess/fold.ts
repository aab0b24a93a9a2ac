import type { Finding, FurtherPlace } from '../contract/compiler-api.js';
import { severities } from '../diagnostics/diagnostic.js';
import { addUnder } from '../ir/lists-by-key.js';

/** What folding looks at. */
type Folded = Pick<Finding, 'code' | 'severity' | 'file' | 'object' | 'message' | 'about' | 'missing' | 'state'>;

/** The indexes of findings that are said as one, in order of place. */
type Group = readonly [first: number, ...others: number[]];

/**
 * Findings of one cause are one: what is missing is said once of each object and once of all statements of a file
 * outside of objects, with all that follows from it, by the gravest of its findings; the same sentence about such
 * statements is said once, too.
 */
function groupsOf(findings: readonly Folded[]): readonly Group[] {
  const groups = new Map<string, [number, ...number[]]>();
  for (const [i, f] of findings.entries()) {
    const cause = f.about ?? (f.object === '' ? f.message : undefined);
    if (cause === undefined) continue;
    const kind = f.missing ? ['missing'] : [f.code, f.severity];
    const key = JSON.stringify([...kind, f.file, f.object, f.state, f.missing ? withOwner(f, cause) : cause]);
    addUnder(groups, key, i);
  }
  return [...groups.values()].filter((group) => group.length > 1).map((group) => gravestFirst(findings, group));
}

/** What an object's own owner has is named with and without that owner. */
export function withOwner({ object }: Pick<Folded, 'object'>, missing: string): string {
  const [owner = '', ...name] = object.slice(object.lastIndexOf(' ') + 1).split('.');
  return name.length > 0 && !missing.includes('.') ? `${owner}.${missing}` : missing;
}

function gravestFirst(findings: readonly Folded[], group: Group): Group {
  const gravest = severities.find((severity) => group.some((i) => findings[i]?.severity === severity));
  const first = group.find((i) => findings[i]?.severity === gravest) ?? group[0];
  return [first, ...group.filter((i) => i !== first)];
}

/**
 * As long as the list: the finding at its first place, with the number of places, and
 * undefined for those that it speaks for.
 */
export function foldFindings(findings: readonly Finding[]): readonly (Finding | undefined)[] {
  const said: (Finding | undefined)[] = [...findings];
  for (const [first, ...others] of groupsOf(findings)) {
    for (const i of others) said[i] = undefined;
    const f = findings[first]!;
    const also = others.map((i) => findings[i]!);
    said[first] = {
      ...f,
      message: `${f.message} ${placesText(f, also)}`,
      also: also.map((other) => placeOf(f, other)),
    };
  }
  return said;
}

/** The messages of findings after the same folding; undefined for those that another speaks for. */
export function foldMessages(findings: readonly Folded[]): readonly (string | undefined)[] {
  const said: (string | undefined)[] = findings.map((f) => f.message);
  for (const [first, ...others] of groupsOf(findings)) {
    for (const i of others) said[i] = undefined;
    const f = findings[first]!;
    said[first] = `${f.message} ${placesText(
      f,
      others.map((i) => findings[i]!),
    )}`;
  }
  return said;
}

function placeOf(first: Finding, { line, column, fingerprint, code, severity, message }: Finding): FurtherPlace {
  return {
    line,
    column,
    fingerprint,
    ...(code !== first.code && { code }),
    ...(severity !== first.severity && { severity }),
    ...(message !== first.message && { message }),
  };
}

function placesText(first: Folded, others: readonly Folded[]): string {
  const where = first.object === '' ? 'file' : 'object';
  const places = (others.length + 1).toLocaleString('en-US');
  const isSame = others.every((f) => f.message === first.message);
  const codes = [...new Set(others.map((f) => f.code))].filter((code) => code !== first.code).sort();
  const further = codes.length === 0 ? '' : `, also ${codes.join(', ')}`;
  return `(${places} places in this ${where}${isSame ? '' : ` need ${first.about}`}${further})`;
}
