import { createHash } from 'node:crypto';
import type { Assessment, AssessOptions, Finding, ObjectStatus, OutputFile } from '../cli/compiler-api.js';
import { type Compilation, compile, defaultOptions } from '../compile.js';
import { objectOf } from '../output/objects.js';
import { version } from '../output/version.js';
import { readSources } from '../source/index.js';
import { writers } from './writers.js';

/** Everything that `convert` would say, without writing anything; the reports of the formats that are asked for come as files. */
export async function assessPaths(paths: readonly string[], options: AssessOptions): Promise<Assessment> {
  const input = await readSources(paths, {});
  const compilation = compile(
    { files: input.files, units: input.units, sessions: input.sessions, diagnostics: input.diagnostics },
    { ...defaultOptions, closed: true, inferOwner: true },
  );
  const { text, ...assessment } = assess(compilation);
  const reports: OutputFile[] = [];
  for (const format of options.formats ?? []) {
    options.onProgress?.(reports.length, options.formats?.length ?? 0, `report in ${format}`);
    const load = writers[format];
    if (load) reports.push(...(await (await load())({ assessment, compilation })));
  }
  return { ...assessment, text, reports };
}

export function assess(compilation: Compilation): Assessment {
  const findings = findingsOf(compilation);
  const objects = compilation.units.flatMap((u) => {
    const object = objectOf(u.unit, u.owner);
    const file = compilation.files[u.source.file];
    if (!object || !file || !u.unit.kind.startsWith('Create')) return [];
    const own = findings.filter(
      (f) =>
        f.file === file.path &&
        f.line >= file.lineColumn(u.source.start).line &&
        f.line <= file.lineColumn(u.source.end).line,
    );
    const status: ObjectStatus = u.lowered.refused
      ? 'refused'
      : own.some((f) => f.severity !== 'info')
        ? 'flagged'
        : 'exact';
    return [
      {
        name: object.owner ? `${object.owner}.${object.name}` : object.name,
        kind: object.kind,
        file: file.path,
        line: file.lineColumn(u.source.start).line,
        status,
        effortMinutes: own.reduce((sum, f) => sum + (f.severity === 'info' ? 0 : f.effortMinutes), 0),
      },
    ];
  });
  const count = (status: ObjectStatus): number => objects.filter((o) => o.status === status).length;
  const summary = {
    objects: objects.length,
    exact: count('exact'),
    flagged: count('flagged'),
    refused: count('refused'),
    errors: findings.filter((f) => f.severity === 'error').length,
    warnings: findings.filter((f) => f.severity === 'warning').length,
    infos: findings.filter((f) => f.severity === 'info').length,
    effortMinutes: objects.reduce((sum, o) => sum + o.effortMinutes, 0),
  };
  return {
    tool: { name: 'oraphant', version },
    summary,
    objects,
    findings,
    text: readable(summary, objects, findings),
  };
}

function findingsOf(compilation: Compilation): Finding[] {
  const owners = compilation.units.flatMap((u) => {
    const object = objectOf(u.unit, u.owner);
    return object
      ? [
          {
            file: u.source.file,
            start: u.source.start,
            end: u.source.end,
            name: `${object.kind} ${object.owner ? `${object.owner}.` : ''}${object.name}`,
          },
        ]
      : [];
  });
  return compilation.diagnostics.map((d) => {
    const file = compilation.files[d.span.file];
    const start = file?.lineColumn(d.span.start);
    const end = file?.lineColumn(d.span.end);
    const object =
      owners.find((o) => o.file === d.span.file && d.span.start >= o.start && d.span.start <= o.end)?.name ?? '';
    return {
      code: d.code,
      name: d.name,
      severity: d.severity,
      message: d.message,
      file: file?.path ?? '',
      line: start?.line ?? 0,
      column: start?.column ?? 0,
      endLine: end?.line ?? 0,
      endColumn: end?.column ?? 0,
      object,
      effortMinutes: d.effort,
      // Without the line, so that a finding keeps its fingerprint when lines move.
      fingerprint: createHash('sha256')
        .update(`${d.code}|${object}|${file?.text.slice(d.span.start, d.span.end) ?? ''}`)
        .digest('hex')
        .slice(0, 32),
    };
  });
}

function readable(
  summary: {
    readonly objects: number;
    readonly exact: number;
    readonly flagged: number;
    readonly refused: number;
    readonly effortMinutes: number;
  },
  objects: Assessment['objects'],
  findings: readonly Finding[],
): string {
  const percent = (n: number): string =>
    summary.objects === 0 ? '–' : `${((100 * n) / summary.objects).toFixed(1)} %`;
  const kinds = [...new Set(objects.map((o) => o.kind))].sort();
  const lines = [
    `${summary.objects} objects: ${summary.exact} exact (${percent(summary.exact)}), ${summary.flagged} to check (${percent(summary.flagged)}), ${summary.refused} refused (${percent(summary.refused)}).`,
    `Manual work: about ${(summary.effortMinutes / 60).toFixed(1)} hours.`,
    '',
    `${'kind'.padEnd(24)}${'objects'.padStart(8)}${'exact'.padStart(8)}${'check'.padStart(8)}${'refused'.padStart(8)}`,
    ...kinds.map((kind) => {
      const own = objects.filter((o) => o.kind === kind);
      const n = (status: ObjectStatus): string => String(own.filter((o) => o.status === status).length).padStart(8);
      return `${kind.padEnd(24)}${String(own.length).padStart(8)}${n('exact')}${n('flagged')}${n('refused')}`;
    }),
    '',
    'Most frequent findings:',
  ];
  const byCode = new Map<string, { count: number; finding: Finding }>();
  for (const f of findings) {
    const entry = byCode.get(f.code);
    if (entry) entry.count += 1;
    else byCode.set(f.code, { count: 1, finding: f });
  }
  for (const { count, finding } of [...byCode.values()]
    .sort((a, b) => b.count - a.count || (a.finding.code < b.finding.code ? -1 : 1))
    .slice(0, 15)) {
    lines.push(`${String(count).padStart(6)}  ${finding.code} ${finding.severity.padEnd(8)}${finding.name}`);
  }
  return `${lines.join('\n')}\n`;
}
