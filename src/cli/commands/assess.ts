import { join } from 'node:path';
import { counted } from '../../assess/counted.js';
import type { Assessment } from '../../contract/compiler-api.js';
import { isNotRead } from '../../diagnostics/op9-source.js';
import type { CommandContext } from '../context.js';
import { spareMemory } from '../engine-flags.js';
import { CommandError, exitCode } from '../exit.js';
import { requirePaths, requirePlace, writeResults } from '../files.js';
import { warnOfMemory } from '../memory.js';
import { formatDiagnostic, progressLine, type Terminal } from '../terminal.js';
import { type FailOn, formatsOf, hasFailed, readingOf, type SourceArguments, today } from './options.js';

interface AssessArguments extends SourceArguments {
  readonly paths: readonly string[];
  readonly out?: string;
  /** Formats of the reports, with commas between them. */
  readonly format?: string;
  readonly json: boolean;
  readonly config?: string;
  readonly failOn: FailOn | 'new';
  readonly baseline?: string;
  readonly rules?: readonly string[];
}

/**
 * `oraphant assess PATH…`: the report, nothing converted. With `-o DIR` reports are written there, in the formats that
 * `--format` names (JSON if none).
 */
export async function assess(args: AssessArguments, context: CommandContext): Promise<number> {
  requirePaths([args.config, args.baseline, ...(args.rules ?? []), ...args.paths].filter((p) => p !== undefined));
  if (args.failOn === 'new' && args.baseline === undefined)
    throw new CommandError('--fail-on new needs --baseline FILE');
  if (args.format !== undefined && args.out === undefined)
    throw new CommandError('--format and --html need -o DIR to write to');
  if (args.out !== undefined) requirePlace(args.out);
  const formats = args.out === undefined ? [] : formatsOf(args.format ?? 'json');
  const { terminal } = context;
  const compiler = await context.compiler();
  spareMemory();
  const progress = progressLine(terminal);
  const {
    text,
    reports = [],
    ...report
  } = await compiler.assessPaths(args.paths, {
    config: args.config,
    ...readingOf(args),
    formats,
    baseline: args.baseline,
    rules: args.rules,
    today: today(),
    onRead: (characters) => warnOfMemory(characters, terminal),
    onProgress(done, total, what) {
      context.working(what);
      progress.show(done, total, what);
    },
  });
  progress.end();
  const folder = args.out ?? '.';
  const files = reports.map(({ path, text: content }) => ({ path: join(folder, path), text: content }));
  writeResults(folder, files);
  for (const { path } of files) terminal.err(`${path}\n`);
  if (!args.json) {
    if (args.baseline !== undefined) showNew(report, terminal);
    // The summary counts findings; which input it does not know has to be said.
    else
      for (const finding of report.findings) if (isNotRead(finding)) terminal.err(formatDiagnostic(finding, terminal));
  }
  terminal.out(args.json ? `${JSON.stringify(report, undefined, 2)}\n` : text);
  const counting = report.findings.filter((finding) => finding.state !== 'known');
  const severities = counting.map((finding) => finding.severity);
  return hasFailed(severities, args.failOn === 'new' ? 'warning' : args.failOn) ? exitCode.findings : exitCode.clean;
}

/** What the baseline does not have, and how much it has. */
function showNew({ findings, suppressed }: Pick<Assessment, 'findings' | 'suppressed'>, terminal: Terminal): void {
  const fresh = findings.filter((finding) => finding.state !== 'known');
  for (const finding of fresh) if (finding.severity !== 'info') terminal.err(formatDiagnostic(finding, terminal));
  const counts = [counted(fresh.length, 'new finding'), `${findings.length - fresh.length} known`];
  if (suppressed.length > 0) counts.push(`${suppressed.length} suppressed`);
  terminal.err(`${counts.join(', ')}\n`);
}
