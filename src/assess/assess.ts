import type { Assessment, AssessOptions, ObjectStatus, OutputFile } from '../cli/compiler-api.js';
import { type Compilation, compile, defaultOptions } from '../compile.js';
import { version } from '../output/version.js';
import { readSources } from '../source/index.js';
import { findingsOf } from './findings.js';
import { measuresOf } from './measures.js';
import { type AssessmentModel, assessmentModel } from './model/index.js';
import { type Automation, qualified } from './model/objects.js';
import { summaryText } from './summary-text.js';
import { writers } from './writers.js';

/** Everything that `convert` would say, without writing anything; the reports of the formats that are asked for come as files. */
export async function assessPaths(paths: readonly string[], options: AssessOptions): Promise<Assessment> {
  const input = await readSources(paths, {});
  const compilation = compile(
    { files: input.files, units: input.units, sessions: input.sessions, diagnostics: input.diagnostics },
    { ...defaultOptions, closed: true, inferOwner: true },
  );
  const model = assessmentModel(compilation, findingsOf(compilation));
  const { text, ...assessment } = assessmentOf(model);
  const reports: OutputFile[] = [];
  for (const format of options.formats ?? []) {
    options.onProgress?.(reports.length, options.formats?.length ?? 0, `report in ${format}`);
    const load = writers[format];
    if (load) reports.push(...(await (await load())({ assessment, compilation, model })));
  }
  return { ...assessment, text, reports };
}

/** What a compilation says of its inputs. */
export function assess(compilation: Compilation): Assessment {
  return assessmentOf(assessmentModel(compilation, findingsOf(compilation)));
}

const statuses: Readonly<Record<Automation, ObjectStatus>> = {
  auto: 'exact',
  check: 'flagged',
  manual: 'flagged',
  refused: 'refused',
};

function assessmentOf(model: AssessmentModel): Assessment {
  const { findings, effort } = model;
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
    text: summaryText(model),
  };
}
