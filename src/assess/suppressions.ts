import type { Finding, SuppressedFinding, Suppression } from '../contract/compiler-api.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { suppressionUnused, waiverExpired, waiverUnused } from '../diagnostics/suppressions.js';
import { addUnder } from '../ir/lists-by-key.js';
import { globPattern } from '../ir/patterns-of-names.js';
import { noSpan } from '../ir/span.js';
import type { SourceFile } from '../source/index.js';
import type { AssessConfig, Waiver } from './config.js';
import { type InlineSuppression, inlineSuppressions } from './inline-suppressions.js';

/** Findings that count, those that somebody decided to live with, and what is wrong with such decisions. */
interface Sifted {
  readonly findings: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
  /** Placed in a source file: comments that suppress nothing. */
  readonly diagnostics: readonly Diagnostic[];
  /** Placed in the configuration file: waivers that ended or cover nothing. */
  readonly configFindings: readonly { readonly diagnostic: Diagnostic; readonly line: number }[];
}

/**
 * Takes out what comments in the source and waivers of the configuration cover. It changes what a report says and
 * nothing else: a stub stays a stub and an object keeps its status.
 * @param today the day on which waivers are judged, `2026-11-20`.
 */
export function suppress(
  findings: readonly Finding[],
  files: readonly SourceFile[],
  config: AssessConfig | undefined,
  today: string,
): Sifted {
  const inline = files.map(inlineSuppressions);
  const comments = inline.flatMap((i) => i.suppressions);
  const byPlace = new Map<string, InlineSuppression[]>();
  for (const c of comments) {
    const key = `${files[c.file]?.path}:${c.line}:${c.code}`;
    addUnder(byPlace, key, c);
  }
  const waivers = (config?.waivers ?? []).map((waiver) => ({ waiver, covers: coverage(waiver) }));
  const holding = waivers.filter(({ waiver }) => waiver.expires >= today);
  const used = new Set<InlineSuppression | Waiver>();
  const kept: Finding[] = [];
  const suppressed: SuppressedFinding[] = [];
  for (const f of findings) {
    const here = byPlace.get(`${f.file}:${f.line}:${f.code}`) ?? [];
    for (const c of here) used.add(c);
    const covering = holding.filter(({ covers }) => covers(f)).map(({ waiver }) => waiver);
    for (const w of covering) used.add(w);
    const suppression = here[0] ? fromComment(here[0]) : covering[0] && fromWaiver(covering[0]);
    if (suppression) suppressed.push({ ...f, suppression });
    else kept.push(f);
  }
  return {
    findings: kept,
    suppressed,
    diagnostics: [
      ...inline.flatMap((i) => i.diagnostics),
      ...comments.filter((c) => !used.has(c)).map((c) => suppressionUnused(c.span, c.code)),
    ],
    configFindings: waivers.flatMap(({ waiver, covers }) => {
      if (waiver.expires < today)
        return findings.some(covers)
          ? [{ line: waiver.line, diagnostic: waiverExpired(noSpan, waiver.code, waiver.expires) }]
          : [{ line: waiver.line, diagnostic: waiverUnused(noSpan, waiver.code) }];
      return used.has(waiver) ? [] : [{ line: waiver.line, diagnostic: waiverUnused(noSpan, waiver.code) }];
    }),
  };
}

const fromComment = ({ reason }: InlineSuppression): Suppression => ({ kind: 'comment', reason });
const fromWaiver = ({ reason, expires }: Waiver): Suppression => ({ kind: 'waiver', reason, expires });

/** Whether a waiver covers a finding. Names are compared without regard to case. */
function coverage(waiver: Waiver): (finding: Finding) => boolean {
  const code = pattern(waiver.code, '^');
  const object = waiver.object === undefined ? undefined : pattern(waiver.object, '(?:^|[ .])');
  const file = waiver.file === undefined ? undefined : pattern(waiver.file.replaceAll('\\', '/'), '(?:^|/)');
  return (f) =>
    code.test(f.code) &&
    (object?.test(f.object) ?? true) &&
    (file?.test(f.file.replaceAll('\\', '/')) ?? true) &&
    (waiver.fingerprint === undefined || waiver.fingerprint === f.fingerprint);
}

function pattern(glob: string, from: string): RegExp {
  return new RegExp(`${from}${globPattern(glob)}$`, 'i');
}
