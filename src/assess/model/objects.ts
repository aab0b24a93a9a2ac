import type { Compilation, CompiledUnit } from '../../compile.js';
import type { Finding } from '../../contract/compiler-api.js';
import { addUnder } from '../../ir/lists-by-key.js';
import { isObject, objectOf } from '../../output/objects.js';
import { withoutComments } from '../../source/tokens/without-comments.js';

/**
 * How much of a thing is done by the compiler. auto: nothing to do; check: converted, and a warning says what differs;
 * manual: part of it must be written by hand; refused: all of it.
 */
export type Automation = 'auto' | 'check' | 'manual' | 'refused';

/** The states from the best to the worst, in the order in which reports show them. */
export const automations: readonly Automation[] = ['auto', 'check', 'manual', 'refused'];

/** One object of the inputs: what one CREATE makes. Package and body are two. */
export interface ObjectEntry {
  readonly unit: CompiledUnit;
  /** Index in the model's list. */
  readonly index: number;
  readonly owner: string;
  readonly name: string;
  /** Oracle's kind: `table`, `package body` … */
  readonly kind: string;
  readonly file: string;
  /** From 1, inclusive. */
  readonly line: number;
  readonly endLine: number;
  /** Lines that are neither blank nor only comment. */
  readonly lines: number;
  readonly automation: Automation;
  /** Its findings, as indexes into the list of all. */
  readonly findings: readonly number[];
}

/** `OWNER.NAME`, or the name alone where no owner is known. */
export const qualified = (object: { readonly owner: string; readonly name: string }): string =>
  object.owner === '' ? object.name : `${object.owner}.${object.name}`;

/** The objects of a compilation in order of the inputs, each with the findings that stand in its text. */
export function objectEntries(compilation: Compilation, findings: readonly Finding[]): readonly ObjectEntry[] {
  const byFile = new Map<string, { readonly line: number; readonly index: number }[]>();
  for (const [index, { file, line }] of findings.entries()) addUnder(byFile, file, { line, index });
  for (const list of byFile.values()) list.sort((a, b) => a.line - b.line || a.index - b.index);
  const entries: ObjectEntry[] = [];
  for (const unit of compilation.units) {
    const object = objectOf(unit.unit, unit.owner);
    const file = compilation.files[unit.source.file];
    if (!object || !file || !isObject(unit.unit)) continue;
    const line = file.lineColumn(unit.source.start).line;
    const endLine = file.lineColumn(unit.source.end).line;
    const own = within(byFile.get(file.path) ?? [], line, endLine);
    entries.push({
      unit,
      index: entries.length,
      ...object,
      file: file.path,
      line,
      endLine,
      lines: codeLines(file.text.slice(unit.source.start, unit.source.end)).length,
      automation:
        unit.lowered.refused !== undefined
          ? 'refused'
          : automationOf(own.flatMap((i) => (findings[i]?.lint ? [] : (findings[i]?.severity ?? [])))),
      findings: own,
    });
  }
  return entries;
}

/** The state of what is not refused, by the severities of its findings. */
export function automationOf(severities: readonly Finding['severity'][]): Automation {
  if (severities.includes('error')) return 'manual';
  return severities.includes('warning') ? 'check' : 'auto';
}

/** The part of a list sorted by line that lies within two lines. */
function within(
  sorted: readonly { readonly line: number; readonly index: number }[],
  first: number,
  last: number,
): number[] {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.line ?? 0) < first) low = middle + 1;
    else high = middle;
  }
  const found: number[] = [];
  for (let i = low; i < sorted.length && (sorted[i]?.line ?? 0) <= last; i += 1) found.push(sorted[i]?.index ?? 0);
  return found;
}

/** The offsets from the first line of those lines of a text that hold code. */
export function codeLines(text: string): readonly number[] {
  const found: number[] = [];
  const bare = withoutComments(text);
  for (const [i, line] of bare.split(/\r\n|\n|\r/).entries()) if (/\S/.test(line)) found.push(i);
  return found;
}
