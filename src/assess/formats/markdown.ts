import type { Finding, OutputFile } from '../../contract/compiler-api.js';
import { addUnder } from '../../ir/lists-by-key.js';
import type { ReportInput } from '../report-input.js';

/** GitHub takes comments of 65,536 characters; room is left for what a workflow writes around it. */
const limit = 60_000;

/**
 * `report.md`, made to be put under a pull request: numbers, then what is new (without a baseline:
 * everything) by file, infos folded away.
 */
export async function writeMarkdown({ assessment }: ReportInput): Promise<readonly OutputFile[]> {
  const { summary, findings, suppressed } = assessment;
  const compared = findings.some((f) => f.state !== undefined);
  const shown = findings.filter((f) => f.state !== 'known');
  const trouble = shown.filter((f) => f.severity !== 'info');
  const infos = shown.filter((f) => f.severity === 'info');
  const count = (severity: Finding['severity']): number => shown.filter((f) => f.severity === severity).length;
  const numbers: readonly (readonly [string, unknown])[] = [
    ['Objects', summary.objects],
    ['Exact', summary.exact],
    ['Flagged', summary.flagged],
    ['Refused', summary.refused],
    [compared ? 'New errors' : 'Errors', count('error')],
    [compared ? 'New warnings' : 'Warnings', count('warning')],
    [compared ? 'New infos' : 'Infos', count('info')],
    ...(compared ? [['Known', findings.length - shown.length] as const] : []),
    ...(suppressed.length > 0 ? [['Suppressed', suppressed.length] as const] : []),
  ];
  const head = [
    '## Oracle → PostgreSQL',
    '',
    `|${numbers.map(([name]) => ` ${name} `).join('|')}|`,
    `|${numbers.map(() => '--:').join('|')}|`,
    `|${numbers.map(([, value]) => ` ${value} `).join('|')}|`,
    '',
    ...(trouble.length > 0 ? [] : [compared ? 'No new errors or warnings.\n' : 'No errors or warnings.\n']),
  ];
  return [{ path: 'report.md', text: fitted([...head, ...byFile(trouble)], folded(infos)) }];
}

function byFile(findings: readonly Finding[]): readonly string[] {
  const files = new Map<string, Finding[]>();
  for (const f of findings) addUnder(files, f.file, f);
  return [...files].flatMap(([file, own]) => [
    `### ${plain(file === '' ? 'Schema' : file)}\n`,
    '| Line | Code | Severity | What | What to do |',
    '|--:|---|---|---|---|',
    ...own.map((f) => `| ${f.line} | ${f.code} | ${f.severity} | ${plain(f.message)} | ${plain(f.help)} |`),
    '',
  ]);
}

function folded(infos: readonly Finding[]): readonly string[] {
  if (infos.length === 0) return [];
  return [
    `<details><summary>${infos.length} worth knowing</summary>\n`,
    '| Place | Code | What |',
    '|---|---|---|',
    ...infos.map((f) => `| ${plain(f.file)}:${f.line} | ${f.code} | ${plain(f.message)} |`),
  ];
}

/** As many lines as a comment takes, the fold closed, and a word on what was left out. */
function fitted(lines: readonly string[], fold: readonly string[]): string {
  const kept: string[] = [];
  let size = 0;
  const take = (line: string): boolean => {
    size += line.length + 1;
    if (size <= limit) kept.push(line);
    return size <= limit;
  };
  const whole = lines.every(take);
  const begins = kept.length;
  const all = whole && fold.every(take);
  if (whole && kept.length > begins) kept.push('\n</details>');
  if (!all) kept.push('\nNot everything fits here; report.json has the rest.');
  return `${kept.join('\n').trimEnd()}\n`;
}

/** Text in a cell: what Markdown or HTML would take for markup is shown as it is. */
function plain(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[\\`*_[\]|~#]/g, '\\$&')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
