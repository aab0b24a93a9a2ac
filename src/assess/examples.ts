import type { Example } from '../lint/page.js';

/** What was reported for an example, as far as examples ask. */
export interface Reported {
  readonly code: string;
  readonly message: string;
  /** Offset in the example's text. */
  readonly start: number;
}

/**
 * What is wrong with an example of the page of `code`; undefined if nothing is. Every mark of a `flag` example must be
 * reported in the line where it begins, and no other line may be; a `pass` example must not be reported at all.
 */
export function exampleFault(code: string, example: Example, reported: readonly Reported[]): string | undefined {
  const line = (offset: number): number => example.text.slice(0, offset).split('\n').length;
  const own = reported.filter((d) => d.code === code);
  const said = reported.map((d) => `${d.code} in line ${line(d.start)}: ${d.message}`).join('\n') || 'nothing';
  if (example.kind === 'pass') return own.length > 0 ? `is reported:\n${said}` : undefined;
  if (example.marks.length === 0) return 'has no mark';
  const marked = new Set(example.marks.map((m) => line(m.start)));
  const missing = [...marked].find((l) => !own.some((d) => line(d.start) === l));
  if (missing !== undefined) return `is not reported in line ${missing}, but:\n${said}`;
  const extra = own.find((d) => !marked.has(line(d.start)));
  return extra && `is reported without a mark in line ${line(extra.start)}:\n${said}`;
}
