import { counted } from '../../assess/counted.js';
import type { CommandContext } from '../context.js';
import { spareMemory } from '../engine-flags.js';
import { exitCode } from '../exit.js';
import { requirePaths } from '../files.js';
import { warnOfMemory } from '../memory.js';
import { checkOutputFolder, writeOutputFolder } from '../output-folder.js';
import { saidOnce } from '../said-once.js';
import { formatDiagnostic, progressLine } from '../terminal.js';
import { type FailOn, hasFailed, readingOf, type SourceArguments, today } from './options.js';

interface ConvertArguments extends SourceArguments {
  readonly paths: readonly string[];
  readonly out: string;
  readonly force: boolean;
  readonly json: boolean;
  readonly config?: string;
  readonly failOn: FailOn;
}

/** `oraphant convert PATH… -o OUT`: writes SQL, maps and manifest, all or nothing. */
export async function convert(args: ConvertArguments, context: CommandContext): Promise<number> {
  requirePaths(args.paths);
  const replaced = checkOutputFolder(args.out, args.force, args.paths);
  const { terminal } = context;
  const compiler = await context.compiler();
  spareMemory();
  const progress = progressLine(terminal);
  const conversion = await compiler.convertPaths(args.paths, {
    config: args.config,
    ...readingOf(args),
    today: today(),
    onRead: (characters) => warnOfMemory(characters, terminal),
    onProgress(done, total, what) {
      context.working(what);
      progress.show(done, total, what);
    },
  });
  progress.end();
  if (context.isCancelled()) return exitCode.cancelled;
  context.working(args.out);
  writeOutputFolder(args.out, conversion.files);
  if (replaced.length > 0) terminal.err(`warning: replaced, though changed by hand: ${replaced.join(', ')}\n`);
  const { manifest, diagnostics } = conversion;
  const count = (status: string) => manifest.objects.filter((object) => object.status === status).length;
  const summary = {
    objects: manifest.objects.length,
    exact: count('exact'),
    flagged: count('flagged'),
    refused: count('refused'),
  };
  if (args.json) {
    terminal.out(`${JSON.stringify({ out: args.out, summary, diagnostics }, undefined, 2)}\n`);
  } else {
    for (const diagnostic of saidOnce(diagnostics, manifest.objects))
      terminal.err(formatDiagnostic(diagnostic, terminal));
    const { objects, exact, flagged, refused } = summary;
    terminal.out(
      `${counted(objects, 'object')} converted to ${args.out}: ${exact} exact, ${flagged} flagged, ${refused} refused\n`,
    );
  }
  const severities = diagnostics.map((diagnostic) => diagnostic.severity);
  return hasFailed(severities, args.failOn) ? exitCode.findings : exitCode.clean;
}
