import { foldMessages } from '../../assess/fold.js';
import type { ScriptDiagnostic } from '../../runner/script.js';
import type { Conversion, ManifestObject } from '../compiler-api.js';
import type { CommandContext } from '../context.js';
import { exitCode } from '../exit.js';
import { requirePaths } from '../files.js';
import { checkOutputFolder, writeOutputFolder } from '../output-folder.js';
import { formatDiagnostic, progressLine } from '../terminal.js';
import { type FailOn, hasFailed } from './options.js';

export interface ConvertArguments {
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
  checkOutputFolder(args.out, args.force);
  const { terminal } = context;
  const compiler = await context.compiler();
  const progress = progressLine(terminal);
  const conversion = await compiler.convertPaths(args.paths, {
    config: args.config,
    onProgress(done, total, what) {
      context.working(what);
      progress.show(done, total, what);
    },
  });
  progress.end();
  if (context.isCancelled()) return exitCode.interrupted;
  context.working(args.out);
  writeOutputFolder(args.out, conversion.files);
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
    for (const diagnostic of saidOnce(conversion)) terminal.err(formatDiagnostic(diagnostic, terminal));
    const { objects, exact, flagged, refused } = summary;
    terminal.out(
      `${objects} objects converted to ${args.out}: ${exact} exact, ${flagged} flagged, ${refused} refused\n`,
    );
  }
  const severities = diagnostics.map((diagnostic) => diagnostic.severity);
  return hasFailed(severities, args.failOn) ? exitCode.findings : exitCode.clean;
}

/**
 * Warnings and errors. What has one cause is said once of each object, as `assess` says it; beside that, the same words about many places of a file
 * stand at the first of them.
 */
function saidOnce({ manifest, diagnostics }: Conversion): readonly ScriptDiagnostic[] {
  const objectAt = objectsByPlace(manifest.objects);
  const grave = diagnostics.filter((d) => d.severity !== 'info').map((d) => ({ ...d, object: objectAt(d) }));
  const messages = foldMessages(grave);
  const said = grave.flatMap((d, i) => (messages[i] === undefined ? [] : { ...d, message: messages[i] }));
  const places = new Map<string, ScriptDiagnostic[]>();
  for (const diagnostic of said) {
    const key = `${diagnostic.code}|${diagnostic.file}|${diagnostic.message}`;
    const known = places.get(key);
    if (known) known.push(diagnostic);
    else places.set(key, [diagnostic]);
  }
  return [...places.values()].flatMap(([first, ...others]) =>
    first === undefined || others.length === 0
      ? (first ?? [])
      : { ...first, message: `${first.message} (${others.length + 1} places in this file)` },
  );
}

/** The object that a place lies in, as kind and name; '' outside of objects. */
function objectsByPlace(objects: readonly ManifestObject[]): (place: ScriptDiagnostic) => string {
  const byFile = new Map<string, ManifestObject[]>();
  for (const object of objects) {
    const known = byFile.get(object.file);
    if (known) known.push(object);
    else byFile.set(object.file, [object]);
  }
  return ({ file, line }) => {
    const object = byFile.get(file)?.findLast((o) => o.line <= line && line <= o.endLine);
    return object ? `${object.kind} ${object.name}` : '';
  };
}
