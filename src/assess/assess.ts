import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Compilation, compile, defaultOptions } from '../compile.js';
import type { Assessment, AssessOptions, ObjectStatus, OutputFile } from '../contract/compiler-api.js';
import { configuredLowering, readConfigFile, readOptions } from '../output/config-file.js';
import { builtInRules, readRulePages } from '../output/rule-pages.js';
import { version } from '../output/version.js';
import { readSources } from '../source/index.js';
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
  const input = readSources(paths, readOptions(options));
  const compilation = compile(
    { files: input.files, units: input.units, sessions: input.sessions, diagnostics: input.diagnostics },
    {
      ...defaultOptions,
      closed: true,
      inferOwner: true,
      lower: { ...defaultOptions.lower, ...configuredLowering(options.config) },
    },
  );
  return assessCompilation(compilation, settings, options);
}

/** What is said of a compilation, with the reports that are asked for. */
export async function assessCompilation(
  compilation: Compilation,
  settings: AssessSettings,
  options: Pick<AssessOptions, 'formats' | 'onProgress'>,
): Promise<Assessment & { readonly reports: readonly OutputFile[] }> {
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
