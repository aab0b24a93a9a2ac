import type { ScriptCompiler, ScriptDiagnostic } from '../../contract/compiled-script.js';
import { DatabaseError } from '../target/database-error.js';
import { fitSession } from '../target/server-settings.js';
import type { Scratch } from '../verify/scratch.js';
import { type CaseFile, caseProgram, compareOutput, parseCaseFile } from './case-file.js';
import { runScript } from './script.js';
import type { ScriptError } from './script-error.js';
import { connectsAgain, installDblink } from './second-connection.js';

/**
 * `flagged`: the output differs, and a diagnostic says so; `wrong`: it differs, and nothing was said;
 * `error`: the case could not be run.
 */
export type CaseStatus = 'pass' | 'flagged' | 'wrong' | 'error';

/** How one case went: what it expects and what was printed, line by line. */
export interface CaseResult {
  readonly file: string;
  readonly title: string;
  readonly topic: string;
  readonly status: CaseStatus;
  readonly diagnostics: readonly { readonly code: string; readonly severity: string; readonly line: number }[];
  readonly expected: readonly string[];
  readonly actual: readonly string[];
  readonly ms: number;
  /** Why it is not a pass, in one sentence. */
  readonly reason?: string;
  /** Errors that escaped a unit, as `line 12: ORA-00942: …`; those of the setup are not part of the output. */
  readonly errors: readonly string[];
}

/** What cases are run with. */
export interface CaseOptions {
  readonly compiler: ScriptCompiler;
  readonly scratch: Scratch;
  /** Only a diagnostic named in the case's `flags:` header counts as a flag (the project's own tests). */
  readonly strictFlags?: boolean;
  /**
   * Where autonomous transactions run; on a connection of their own only where the scratch
   * database can be reached a second time.
   */
  readonly autonomous?: 'caller' | 'connection';
}

/** Converts and runs one case in a fresh database and compares what is printed. Never throws on what the case holds. */
export async function runCase(file: string, text: string, options: CaseOptions): Promise<CaseResult> {
  const began = performance.now();
  const elapsed = () => Math.round(performance.now() - began);
  const parsed = parseCaseFile(text);
  if (parsed.value === undefined) {
    return { ...emptyResult(file), status: 'error', reason: parsed.problem, ms: elapsed() };
  }
  const known = { ...emptyResult(file), ...headOf(parsed.value) };
  try {
    const run = await execute(file, parsed.value, options);
    return { ...known, ...run.shown, ...classify(parsed.value, run, options.strictFlags === true), ms: elapsed() };
  } catch (error) {
    // A defect of ours in one case must not end the others.
    const reason = error instanceof Error ? error.message : String(error);
    return { ...known, status: 'error', reason: `internal error: ${reason}`, ms: elapsed() };
  }
}

interface CaseRun {
  readonly shown: Pick<CaseResult, 'actual' | 'errors' | 'diagnostics'>;
  readonly escaped: readonly ScriptError[];
  readonly flags: readonly ScriptDiagnostic[];
  readonly refused: boolean;
}

async function execute(file: string, parsed: CaseFile, options: CaseOptions): Promise<CaseRun> {
  const compiled = await options.compiler(caseProgram(parsed), file, {
    defineOff: true,
    autonomous: options.autonomous,
  });
  const target = await options.scratch.fresh();
  const actual: string[] = [];
  const escaped: ScriptError[] = [];
  try {
    await fitSession(target);
    if (connectsAgain(compiled)) await installDblink(target);
    for (const sql of compiled.runtime) await target.execute(sql);
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    throw new Error(`the runtime does not install: ${error.message}`, { cause: error });
  }
  await runScript(target, compiled.steps, {
    afterUnit: compiled.afterUnit,
    onOutput: (line) => actual.push(line),
    onError: (error) => {
      escaped.push(error);
      if (error.line >= parsed.run.line) actual.push(`ERROR ${error.code}`);
    },
  });
  return {
    shown: {
      actual,
      errors: escaped.map((error) => `line ${error.line}: ${error.message}`),
      diagnostics: compiled.diagnostics.map(({ code, severity, line }) => ({ code, severity, line })),
    },
    escaped,
    flags: compiled.diagnostics.filter((diagnostic) => diagnostic.severity !== 'info'),
    refused: compiled.steps.some((step) => step.refused !== undefined),
  };
}

/** The contract of `oraphant test`: what a difference means depends on whether it was announced. */
function classify(parsed: CaseFile, run: CaseRun, strictFlags: boolean): Pick<CaseResult, 'status' | 'reason'> {
  const difference = compareOutput(parsed.expect, run.shown.actual);
  const flagged =
    strictFlags || parsed.flags.length > 0
      ? run.flags.some((diagnostic) => parsed.flags.includes(diagnostic.code))
      : run.flags.length > 0;
  if (difference === undefined && !(run.refused && flagged)) return { status: 'pass' };
  const reason = difference ?? 'a unit was refused';
  if (flagged) return { status: 'flagged', reason };
  // An error nobody expected is loud: our output was refused or broke, but it gave no wrong answer.
  const unexpected = run.escaped.find((error) => !parsed.expect.includes(`ERROR ${error.code}`));
  if (unexpected === undefined) return { status: 'wrong', reason };
  return { status: 'error', reason: `${reason} (line ${unexpected.line}: ${unexpected.message})` };
}

const headOf = (parsed: CaseFile) => ({ title: parsed.title, topic: parsed.topic, expected: parsed.expect });

const emptyResult = (file: string): Omit<CaseResult, 'status' | 'ms'> => ({
  file,
  title: '',
  topic: '',
  diagnostics: [],
  expected: [],
  actual: [],
  errors: [],
});
