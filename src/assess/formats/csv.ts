import type { Finding, OutputFile, SuppressedFinding } from '../../contract/compiler-api.js';
import type { ReportInput } from '../report-input.js';

const columns: readonly (readonly [string, (f: Finding | SuppressedFinding) => string | number])[] = [
  ['code', (f) => f.code],
  ['name', (f) => f.name],
  ['severity', (f) => f.severity],
  ['file', (f) => f.file],
  ['line', (f) => f.line],
  ['column', (f) => f.column],
  ['endLine', (f) => f.endLine],
  ['endColumn', (f) => f.endColumn],
  ['object', (f) => f.object],
  ['message', (f) => f.message],
  ['help', (f) => f.help],
  ['effortMinutes', (f) => f.effortMinutes],
  ['state', (f) => ('suppression' in f ? 'suppressed' : (f.state ?? ''))],
  ['reason', (f) => ('suppression' in f ? f.suppression.reason : '')],
  ['fingerprint', (f) => f.fingerprint],
];

/** `report.csv`: a line for each finding, suppressed ones last. (RFC 4180) */
export async function writeCsv({ assessment }: ReportInput): Promise<readonly OutputFile[]> {
  const findings = [...assessment.findings, ...assessment.suppressed];
  const rows = findings.map((f) => columns.map(([, value]) => value(f)));
  return [{ path: 'report.csv', text: csvText([columns.map(([name]) => name), ...rows]) }];
}

/** Rows for a spreadsheet. (RFC 4180) */
export function csvText(rows: readonly (readonly (string | number)[])[]): string {
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/** A value as a cell. What a spreadsheet would take for a formula gets an apostrophe in front. */
function cell(value: string | number): string {
  const text = String(value);
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
