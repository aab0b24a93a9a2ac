import { compile, type Input, projectOptions } from '../compile.js';
import type { CompiledScript, ScriptOptions } from '../contract/compiled-script.js';
import { printStatement, quoteName } from '../print/index.js';
import { runtimeClosure } from '../runtime/index.js';
import { readSources } from '../source/index.js';
import { readOptions } from './config-file.js';
import { runtimeNames, viewsOfRunTimeTexts } from './runtime-names.js';
import { compileScripts, type Script } from './script.js';

/**
 * Scripts that run where a project is installed as `convert` made it. What only they need of the project (the second
 * entry of a routine that commits, or that SQL calls) is not there: it comes with the runtime of the script.
 */
export async function compileBeside(
  scripts: readonly Script[],
  paths: readonly string[],
  options: ScriptOptions,
): Promise<readonly CompiledScript[]> {
  const input: Input = readSources(paths, readOptions(options));
  const installed = new Set(routinesOf(compile(input, projectOptions)).map(({ text }) => text));
  const { project, scripts: compiled } = await compileScripts(scripts, input, options);
  const more = routinesOf(project).filter(({ text }) => !installed.has(text));
  return compiled.map((script) => {
    const needed = reachedFrom(
      script.steps.map(({ sql }) => sql),
      more,
    );
    if (needed.length === 0) return script;
    const names = new Set<string>();
    for (const { text } of needed) runtimeNames(text, names);
    viewsOfRunTimeTexts(
      needed.map(({ text }) => text),
      names,
    );
    const runtime = new Set([...script.runtime, ...runtimeClosure(names).map((unit) => unit.sql)]);
    return { ...script, runtime: [...runtime, ...needed.map(({ text }) => text)] };
  });
}

interface Routine {
  readonly name: string;
  readonly text: string;
}

function routinesOf({ units }: ReturnType<typeof compile>): readonly Routine[] {
  return units.flatMap(({ lowered }) =>
    [...lowered.statements, ...lowered.late].flatMap((statement) =>
      statement.kind === 'PgCreateRoutine'
        ? { name: quoteName(statement.name), text: printStatement(statement).text }
        : [],
    ),
  );
}

/** The routines whose names stand in the texts, or in those of routines that are reached. */
function reachedFrom(texts: readonly string[], routines: readonly Routine[]): readonly Routine[] {
  const reached = new Set<Routine>();
  for (let waiting = texts; waiting.length > 0; ) {
    const found = routines.filter((r) => !reached.has(r) && waiting.some((text) => text.includes(`${r.name}(`)));
    for (const routine of found) reached.add(routine);
    waiting = found.map(({ text }) => text);
  }
  return routines.filter((routine) => reached.has(routine));
}
