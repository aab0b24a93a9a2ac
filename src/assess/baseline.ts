import type { Finding } from '../contract/compiler-api.js';
import { ConfigError } from '../output/config-file.js';

/** How often each fingerprint was found before. */
export type Baseline = ReadonlyMap<string, number>;

/**
 * Reads the fingerprints of an earlier report: `report.json`, or a SARIF file of ours.
 * Throws `ConfigError` for anything else.
 */
export function parseBaseline(text: string, path: string): Baseline {
  let document: unknown;
  try {
    document = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new ConfigError(`${path}: a baseline is an earlier report.json or report.sarif, and this is not JSON`);
  }
  const fingerprints = fromReport(document) ?? fromSarif(document);
  if (!fingerprints) throw new ConfigError(`${path}: a baseline is an earlier report.json or report.sarif`);
  const counts = new Map<string, number>();
  for (const f of fingerprints) counts.set(f, (counts.get(f) ?? 0) + 1);
  return counts;
}

/** Says of each finding whether the baseline has it. */
export function compareWithBaseline(findings: readonly Finding[], baseline: Baseline): readonly Finding[] {
  const left = new Map(baseline);
  return findings.map((f) => {
    const count = left.get(f.fingerprint) ?? 0;
    if (count > 0) left.set(f.fingerprint, count - 1);
    return { ...f, state: count > 0 ? 'known' : 'new' };
  });
}

interface Loose {
  readonly [key: string]: unknown;
}

const loose = (value: unknown): Loose => (typeof value === 'object' && value !== null ? (value as Loose) : {});
const list = (value: unknown): readonly unknown[] | undefined => (Array.isArray(value) ? value : undefined);
const texts = (values: readonly unknown[]): readonly string[] => values.filter((v) => typeof v === 'string');

function fromReport(document: unknown): readonly string[] | undefined {
  const { findings, suppressed } = loose(document);
  const found = list(findings);
  const places = [...(found ?? []), ...(list(suppressed) ?? [])].flatMap((f) => [f, ...(list(loose(f).also) ?? [])]);
  return found && texts(places.map((f) => loose(f).fingerprint));
}

function fromSarif(document: unknown): readonly string[] | undefined {
  const runs = list(loose(document).runs);
  return (
    runs &&
    texts(
      runs
        .flatMap((run) => list(loose(run).results) ?? [])
        .flatMap((result) => [
          loose(loose(result).partialFingerprints)[sarifFingerprint],
          ...(list(loose(loose(result).properties).also) ?? []),
        ]),
    )
  );
}

/** The key of our fingerprints in SARIF; the number changes when they are made in another way. */
export const sarifFingerprint = 'oraphant/v1';
