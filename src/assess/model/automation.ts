import type { Compilation } from '../../compile.js';
import type { Finding } from '../../contract/compiler-api.js';
import type { PgStatement } from '../../ir/postgres/index.js';
import { type Automation, codeLines, type ObjectEntry } from './objects.js';

/** How many of something are in which state; `total` is their sum. */
export type Share = Readonly<Record<Automation | 'total', number>>;

/** The part in one state, with one decimal; a dash where there is nothing. */
export const percent = (share: Share, key: Automation): string =>
  share.total === 0 ? '–' : `${((100 * share[key]) / share.total).toFixed(1)} %`;

/** Zero of each, to be counted up. */
export const emptyShare = (): Record<Automation | 'total', number> => ({
  auto: 0,
  check: 0,
  manual: 0,
  refused: 0,
  total: 0,
});

/** How many of the objects are in which state. */
export function shareOf(objects: readonly { readonly automation: Automation }[]): Share {
  const share = emptyShare();
  for (const { automation } of objects) {
    share[automation] += 1;
    share.total += 1;
  }
  return share;
}

/**
 * Lines with code of the objects, by what happens to them: a line that a finding covers is to be checked or written by
 * hand, one of a refused object or routine is refused, all others are automatic. A finding about a whole object (its
 * span begins where the object does) counts for its first line only: it says nothing of the lines below.
 */
export function lineShare(
  compilation: Compilation,
  objects: readonly ObjectEntry[],
  findings: readonly Finding[],
): Share {
  const share = emptyShare();
  for (const object of objects) {
    const file = compilation.files[object.unit.source.file];
    if (!file) continue;
    const { start, end } = object.unit.source;
    const states = new Map<number, Automation>();
    const cover = (from: number, to: number, state: Automation): void => {
      for (let line = from; line <= to; line += 1) {
        const known = states.get(line);
        if (known === undefined || rank[state] > rank[known]) states.set(line, state);
      }
    };
    for (const index of object.findings) {
      const finding = findings[index];
      if (!finding || finding.lint || finding.severity === 'info') continue;
      const whole = finding.line === object.line || finding.endLine >= object.endLine;
      cover(finding.line, whole ? finding.line : finding.endLine, stateOf(finding.severity));
      for (const { line, severity = finding.severity } of finding.also ?? []) cover(line, line, stateOf(severity));
    }
    if (object.automation === 'refused') cover(object.line, object.endLine, 'refused');
    for (const span of refusedSpans(object.unit.lowered.statements))
      cover(file.lineColumn(span.start).line, file.lineColumn(span.end).line, 'refused');
    for (const offset of codeLines(file.text.slice(start, end))) {
      share[states.get(object.line + offset) ?? 'auto'] += 1;
      share.total += 1;
    }
  }
  return share;
}

const stateOf = (severity: Finding['severity']): Automation => (severity === 'error' ? 'manual' : 'check');

const rank: Readonly<Record<Automation, number>> = { auto: 0, check: 1, manual: 2, refused: 3 };

/** Where the routines stand in whose place a stub was made. */
function refusedSpans(statements: readonly PgStatement[]): readonly PgStatement['span'][] {
  return statements.flatMap((s) => {
    if (s.kind !== 'PgCreateRoutine' || s.span.file < 0) return [];
    const comments = (s.body.kind === 'PlBlock' && s.body.body[0]?.comments) || [];
    return comments.some((c) => c.startsWith('-- oraphant: refused ')) ? [s.span] : [];
  });
}
