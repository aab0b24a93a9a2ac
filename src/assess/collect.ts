import type { Compilation } from '../compile.js';
import type { Finding, SuppressedFinding } from '../contract/compiler-api.js';
import { compareDiagnostics, type Diagnostic } from '../diagnostics/diagnostic.js';
import { lint, rulesOf } from '../lint/lint.js';
import type { RulePage } from '../lint/page.js';
import { type Baseline, compareWithBaseline } from './baseline.js';
import type { AssessConfig } from './config.js';
import { findingsOf } from './findings.js';
import { foldFindings } from './fold.js';
import { suppress } from './suppressions.js';

/** What decides on findings beside the inputs themselves. */
export interface AssessSettings {
  readonly config?: AssessConfig;
  readonly baseline?: Baseline;
  /** The day on which waivers are judged; absent: none has ended. */
  readonly today?: string;
  /** Pages of the rules by code. */
  readonly pages?: ReadonlyMap<string, RulePage>;
}

/** What `collectFindings` gives. */
export interface Collected {
  /** What counts, in order of place. */
  readonly findings: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
  /** What was found, suppressed or not, each place for itself: the status of objects and the measures depend on it. */
  readonly all: readonly Finding[];
}

/** Everything there is to say about the inputs, sifted by comments, waivers and the baseline. */
export function collectFindings(compilation: Compilation, settings: AssessSettings): Collected {
  const { files } = compilation;
  const ofRules = lintDiagnostics(compilation, settings.pages ?? new Map());
  const linted = new Set(ofRules);
  const said = [...compilation.diagnostics, ...ofRules].sort(compareDiagnostics);
  const all = findingsOf(compilation, said).map((f, i): Finding => {
    const effortMinutes = settings.pages?.get(f.code)?.effort ?? f.effortMinutes;
    return linted.has(said[i]!) ? { ...f, effortMinutes, lint: true } : { ...f, effortMinutes };
  });
  const sifted = suppress(all, files, settings.config, settings.today ?? '');
  const about = findingsOf(compilation, sifted.diagnostics);
  const configured = sifted.configFindings.map(({ diagnostic, line }) =>
    inConfiguration(diagnostic, settings.config?.path ?? '', line),
  );
  const findings = about.length === 0 ? sifted.findings : [...sifted.findings, ...about].sort(byPlace(files));
  const counted = [...findings, ...configured];
  const compared = settings.baseline ? compareWithBaseline(counted, settings.baseline) : counted;
  return {
    findings: foldFindings(compared).filter((f) => f !== undefined),
    suppressed: sifted.suppressed,
    all,
  };
}

/** What the rules that have selectors say of a compilation. */
export function lintDiagnostics(compilation: Compilation, pages: ReadonlyMap<string, RulePage>): readonly Diagnostic[] {
  const { files, units, analysis, diagnostics, naming } = compilation;
  return lint(
    {
      units: units.map((u) => ({ unit: u.unit, owner: u.owner, refused: u.lowered.refused !== undefined })),
      analysis,
      diagnostics,
      isToldApart: (routine) =>
        naming.of(routine).at(-1) !== naming.fold(routine.name) || naming.isDistinguishedByOut(routine),
      textOf: ({ file, start, end }) => files[file]?.text.slice(start, end) ?? '',
    },
    rulesOf(pages.values()),
  );
}

function inConfiguration(diagnostic: Diagnostic, file: string, line: number): Finding {
  const { code, name, severity, message, help, effort } = diagnostic;
  const place = { file, line, column: 1, endLine: line, endColumn: 1, object: '' };
  return { code, name, severity, message, help, effortMinutes: effort, fingerprint: `${code}:${message}`, ...place };
}

function byPlace(files: Compilation['files']): (a: Finding, b: Finding) => number {
  const order = new Map(files.map((f, i) => [f.path, i]));
  return (a, b) =>
    (order.get(a.file) ?? -1) - (order.get(b.file) ?? -1) ||
    a.line - b.line ||
    a.column - b.column ||
    (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);
}
