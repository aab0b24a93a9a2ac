import type { Finding, FurtherPlace, OutputFile, SuppressedFinding } from '../../contract/compiler-api.js';
import { allDefinitions } from '../../diagnostics/registry.js';
import type { RulePage } from '../../lint/page.js';
import { sarifFingerprint } from '../baseline.js';
import type { ReportInput } from '../report-input.js';

/** `report.sarif`, version 2.1.0 of the Static Analysis Results Interchange Format (OASIS, sarif-v2.1.0). */
export async function writeSarif({ assessment, pages }: ReportInput): Promise<readonly OutputFile[]> {
  const { tool, findings, suppressed } = assessment;
  const all: readonly (Finding | SuppressedFinding)[] = [...findings, ...suppressed];
  const first = new Map<string, Finding>();
  for (const f of all) if (!first.has(f.code)) first.set(f.code, f);
  const rules = [...first.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
  const index = new Map(rules.map((f, i) => [f.code, i]));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: tool.name,
            version: tool.version,
            semanticVersion: tool.version,
            rules: rules.map((f) => descriptor(f, pages.get(f.code))),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: all.map((f) => result(f, index.get(f.code) ?? 0)),
      },
    ],
  };
  return [{ path: 'report.sarif', text: `${JSON.stringify(log, undefined, 2)}\n` }];
}

const level = { error: 'error', warning: 'warning', info: 'note' } as const;

/** A rule: its page is the help, in Markdown as it is written. */
function descriptor(finding: Finding, page: RulePage | undefined): object {
  const definition = allDefinitions.find((d) => d.code === finding.code);
  const title = page?.title ?? finding.name;
  return {
    id: finding.code,
    name: finding.name,
    shortDescription: { text: title },
    fullDescription: { text: definition?.help || finding.help || title },
    defaultConfiguration: { level: level[page?.severity ?? finding.severity] },
    ...(page && { help: { text: page.body.trim(), markdown: page.body.trim() } }),
    properties: {
      tags: [page?.category ?? definition?.category ?? 'house'],
      effortMinutes: page?.effort ?? finding.effortMinutes,
    },
  };
}

function result(f: Finding | SuppressedFinding, ruleIndex: number): object {
  const place = f.file !== '' && {
    physicalLocation: {
      artifactLocation: { uri: uriOf(f.file) },
      ...(f.line > 0 && {
        region: { startLine: f.line, startColumn: f.column, endLine: f.endLine, endColumn: f.endColumn },
      }),
    },
  };
  const logical = f.object !== '' && { logicalLocations: [logicalLocation(f.object)] };
  return {
    ruleId: f.code,
    ruleIndex,
    level: level[f.severity],
    message: { text: f.help === '' ? f.message : `${f.message} ${f.help}` },
    ...((place || logical) && { locations: [{ ...place, ...logical }] }),
    ...(f.also && { relatedLocations: f.also.map((place) => relatedLocation(f, place)) }),
    partialFingerprints: { [sarifFingerprint]: f.fingerprint },
    ...(f.state && { baselineState: f.state === 'new' ? 'new' : 'unchanged' }),
    ...('suppression' in f && {
      suppressions: [
        { kind: f.suppression.kind === 'comment' ? 'inSource' : 'external', justification: f.suppression.reason },
      ],
    }),
    properties: {
      effortMinutes: f.effortMinutes,
      // A baseline knows the places that this result speaks for.
      ...(f.also && { also: f.also.map(({ fingerprint }) => fingerprint) }),
    },
  };
}

function relatedLocation(f: Finding, { line, column, code, message }: FurtherPlace): object {
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(f.file) },
      region: { startLine: line, startColumn: column },
    },
    ...(message !== undefined && { message: { text: code === undefined ? message : `${code}: ${message}` } }),
  };
}

/** `package body HR.PAY`: the kind in small letters, the name after it. */
function logicalLocation(object: string): object {
  const [, kind = 'object', name = object] = /^((?:[a-z]+ )*[a-z]+) (.+)$/.exec(object) ?? [];
  return { fullyQualifiedName: name, kind };
}

/**
 * A path as a URI reference: relative paths stay relative, absolute ones become `file:` URIs. (RFC 3986, 3.3 and 4.2)
 */
function uriOf(path: string): string {
  const parts = path.replaceAll('\\', '/').split('/');
  const drive = /^[A-Za-z]:$/.test(parts[0] ?? '');
  const uri = parts.map((part, i) => (drive && i === 0 ? part : encodeURIComponent(part))).join('/');
  if (drive) return `file:///${uri}`;
  return uri.startsWith('/') ? `file://${uri}` : uri;
}
