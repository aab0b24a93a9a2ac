import { assess } from '../../src/assess/assess.js';
import { type AssessSettings, collectFindings } from '../../src/assess/collect.js';
import { assessmentModel } from '../../src/assess/model/index.js';
import { writers } from '../../src/assess/writers.js';
import { type Compilation, projectOptions } from '../../src/compile.js';
import type { Assessment, ReportFormat } from '../../src/contract/compiler-api.js';
import { builtInRules, readRulePages } from '../../src/output/rule-pages.js';
import { compiled } from '../support/compiled.js';

export const compilationOf = (text: string, path = 'src/a b.sql'): Compilation => compiled(text, projectOptions, path);

export function assessed(text: string, settings: AssessSettings = {}): Assessment {
  return assess(compilationOf(text), settings);
}

/** The text of a report of the script in one format. */
export async function reportOf(format: ReportFormat, text: string, settings: AssessSettings = {}): Promise<string> {
  const compilation = compilationOf(text);
  const { text: _, ...assessment } = assess(compilation, settings);
  const model = assessmentModel(compilation, collectFindings(compilation, settings).all);
  const writer = await writers[format]?.();
  const [file] = (await writer?.({ assessment, compilation, model, pages: readRulePages([builtInRules]) })) ?? [];
  return file?.text ?? '';
}

/** An object with a finding of each severity: OP1105 warning or error of ROWID, and what the dialect adds. */
export const rowidTable = `create table hr.account (
  id number,
  source_row rowid
);
`;
