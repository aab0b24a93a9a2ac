import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Compilation } from '../compile.js';
import type {
  Assessment,
  AssessOptions,
  Conversion,
  ConvertOptions,
  ObjectStatus,
  OutputFile,
  ReportFormat,
} from '../contract/compiler-api.js';
import { readConfigFile } from '../output/config-file.js';
import { type Converted, convertAll } from '../output/convert.js';
import { builtInRules, readRulePages } from '../output/rule-pages.js';
import { version } from '../output/version.js';
import { parseBaseline } from './baseline.js';
import { type AssessSettings, type Collected, collectFindings } from './collect.js';
import { parseConfig } from './config.js';
import { measuresOf } from './measures.js';
import { type AssessmentModel, assessmentModel } from './model/index.js';
import { type Automation, qualified } from './model/objects.js';
import { summaryText } from './summary-text.js';
import { writers } from './writers.js';

/**
 * Everything that `convert` would say, without writing anything; the reports of the formats
 * that are asked for come as files.
 */
export async function assessPaths(paths: readonly string[], options: AssessOptions): Promise<Assessment> {
  const settings = settingsOf(options);
  return assessConverted(await convertAll(paths, options), settings, options);
}

/** Converts a whole project; `report/` tells of it as `assess` does. */
export async function convertWithReport(paths: readonly string[], options: ConvertOptions): Promise<Conversion> {
  const settings = settingsOf(options);
  const converted = await convertAll(paths, options);
  const { reports } = await assessConverted(converted, settings, { formats: formatsOfConversion });
  const { conversion } = converted;
  return { ...conversion, files: [...conversion.files, ...reports.map((r) => ({ ...r, path: `report/${r.path}` }))] };
}

/** The reports that a conversion comes with. */
const formatsOfConversion: readonly ReportFormat[] = ['html', 'json', 'md', 'sarif'];

/** What is said of a conversion, with the reports that are asked for. */
async function assessConverted(
  { compilation: { diagnostics: _, ...compiled }, found }: Converted,
  settings: AssessSettings,
  options: Pick<AssessOptions, 'formats' | 'onProgress'>,
): Promise<Assessment & { readonly reports: readonly OutputFile[] }> {
  const compilation: Compilation = { ...compiled, diagnostics: found };
  const collected = collectFindings(compilation, settings);
  const model = assessmentModel(compilation, collected.all, settings.config?.effort);
  const { text, ...assessment } = assessmentOf(model, collected);
  const reports: OutputFile[] = [];
  for (const format of options.formats ?? []) {
    options.onProgress?.(reports.length, options.formats?.length ?? 0, `report in ${format}`);
    const load = writers[format];
    if (load)
      reports.push(...(await (await load())({ assessment, compilation, model, pages: settings.pages ?? new Map() })));
  }
  return { ...assessment, text, reports };
}

/** Reads what the options name. Throws `ConfigError` and `PageError` for what cannot be used. */
function settingsOf(options: AssessOptions): AssessSettings {
  const file = readConfigFile(options.config);
  const config = file && parseConfig(file.text, file.path);
  const beside = (folder: string): string => join(dirname(file?.path ?? '.'), folder);
  return {
    config,
    baseline:
      options.baseline === undefined
        ? undefined
        : parseBaseline(readFileSync(options.baseline, 'utf8'), options.baseline),
    today: options.today,
    pages: readRulePages([builtInRules, ...(config?.rules ?? []).map(beside), ...(options.rules ?? [])]),
  };
}

/** What a compilation says of its inputs. */
export function assess(compilation: Compilation, settings: AssessSettings = {}): Assessment {
  const collected = collectFindings(compilation, settings);
  return assessmentOf(assessmentModel(compilation, collected.all, settings.config?.effort), collected);
}

const statuses: Readonly<Record<Automation, ObjectStatus>> = {
  auto: 'exact',
  check: 'flagged',
  manual: 'flagged',
  refused: 'refused',
};

function assessmentOf(model: AssessmentModel, { findings, suppressed }: Collected): Assessment {
  const { effort } = model;
  const objects = model.objects.map((o) => ({
    name: qualified(o),
    kind: o.kind,
    file: o.file,
    line: o.line,
    status: statuses[o.automation],
    effortMinutes: Math.round(effort.objects[o.index]?.p50 ?? 0),
  }));
  const count = (status: ObjectStatus): number => objects.filter((o) => o.status === status).length;
  const severity = (wanted: string): number => findings.filter((f) => f.severity === wanted).length;
  const summary = {
    objects: objects.length,
    exact: count('exact'),
    flagged: count('flagged'),
    refused: count('refused'),
    errors: severity('error'),
    warnings: severity('warning'),
    infos: severity('info'),
    effortMinutes: Math.round(effort.total.p50),
  };
  return {
    tool: { name: 'oraphant', version },
    summary,
    measures: measuresOf(model),
    objects,
    findings,
    suppressed,
    text: summaryText(model, findings),
  };
}
