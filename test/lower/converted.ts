import { defaultOptions } from '../../src/compile.js';
import type { LowerOptions } from '../../src/lower/context.js';
import { printStatement } from '../../src/print/index.js';
import { runtimeClosure, runtimeFunctions } from '../../src/runtime/index.js';
import { compiled } from '../support/compiled.js';

/** What a script becomes: one statement an entry, foreign keys last; and the codes of the findings, sorted. */
export interface Converted {
  readonly statements: readonly string[];
  readonly sql: string;
  readonly codes: readonly string[];
  /** The script with the runtime it needs. */
  readonly install: string;
}

/** Findings that nearly every table has. */
const everywhere = new Set(['OP1205']);

export function converted(oracle: string, lower: Partial<LowerOptions> = {}): Converted {
  const options = { ...defaultOptions, naming: { defaultSchema: 'hr' }, lower: { ...defaultOptions.lower, ...lower } };
  const compilation = compiled(oracle, options);
  const print = (statements: readonly Parameters<typeof printStatement>[0][]): string[] =>
    statements.map((s) => printStatement(s).text.replace(/\s+/g, ' ').replace(/\( /g, '(').replace(/ \)/g, ')'));
  const statements = [
    ...compilation.units.flatMap((u) => print(u.lowered.statements)),
    ...compilation.units.flatMap((u) => print(u.lowered.late)),
  ];
  const sql = statements.join('\n');
  const used = [...sql.matchAll(/\bora\.([a-z_0-9]+)/g)]
    .map((m) => m[1] ?? '')
    .filter((n) => runtimeFunctions().has(n));
  const runtime = runtimeClosure(used).map((u) => u.sql);
  return {
    statements,
    sql,
    codes: compilation.diagnostics
      .map((d) => d.code)
      .filter((code) => !everywhere.has(code))
      .sort(),
    install: [...runtime, 'create schema if not exists hr;', sql].join('\n'),
  };
}

/** What the case shows, the script, its statements, and the codes of its findings. */
export type Case = readonly [what: string, oracle: string, statements: readonly string[], codes?: readonly string[]];
