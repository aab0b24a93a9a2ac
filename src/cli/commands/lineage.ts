import type { CommandContext } from '../context.js';
import { CommandError, exitCode } from '../exit.js';
import { requirePaths } from '../files.js';
import { saidOnce } from '../said-once.js';
import { formatDiagnostic } from '../terminal.js';
import { readingOf, type SourceArguments } from './options.js';

interface LineageArguments extends SourceArguments {
  readonly column: string;
  readonly paths: readonly string[];
  readonly json: boolean;
  readonly config?: string | undefined;
  readonly namespace: string;
}

/**
 * `oraphant lineage OWNER.TABLE.COLUMN PATH…`: what feeds a column and what it feeds; with `--json` as
 * OpenLineage events, `*` for all columns. What could not be read or understood is said, and a finding.
 */
export async function lineage(args: LineageArguments, context: CommandContext): Promise<number> {
  requirePaths(args.paths);
  const compiler = await context.compiler();
  const report = await compiler.lineagePaths(args.paths, {
    ...readingOf(args),
    config: args.config,
    column: args.column,
    namespace: args.namespace,
    eventTime: new Date().toISOString(),
  });
  for (const diagnostic of saidOnce(report.unknown))
    context.terminal.err(formatDiagnostic(diagnostic, context.terminal));
  if (args.column !== '*' && report.columns.length !== 1) {
    const [first] = report.columns;
    const hint =
      first === undefined
        ? 'there is no column ' +
          `${args.column}${report.similar.length > 0 ? `; is it ${report.similar.join(' or ')}?` : ''}`
        : `${args.column} is one of ${report.columns.join(', ')}: name the owner`;
    throw new CommandError(hint);
  }
  context.terminal.out(args.json ? `${JSON.stringify(report.openLineage, undefined, 2)}\n` : report.text);
  return report.unknown.length > 0 ? exitCode.findings : exitCode.clean;
}
