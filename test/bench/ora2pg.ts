import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { assessmentModel, compile, findingsOf, projectOptions, readSources } from './compiler.js';
import { atLeast, type Figure, type Section } from './figures.js';
import { runProgram } from './measured-process.js';
import { convertByCli } from './memory.js';

const mostFiles = 40;
const secondsAFile = 60;

/**
 * ora2pg beside oraphant on package bodies, speed and estimate: the same files, one after the other through ora2pg (its
 * own start subtracted), and in one run through oraphant (start included). Files that ora2pg does not convert in a
 * minute count for neither.
 */
export async function measureOra2pg(paths: readonly string[]): Promise<Section> {
  const title = 'ora2pg beside oraphant';
  const version = await runProgram('ora2pg', ['--version']).catch(() => undefined);
  if (version?.exitCode !== 0) return { title, figures: [skip('ora2pg is not installed')] };
  const files = readSources(paths)
    .files.filter((file) => /create\s+(or\s+replace\s+)?(\w+\s+)?package\s+body/i.test(file.text))
    .map((file) => file.path)
    .slice(0, mostFiles);
  if (files.length === 0) return { title, figures: [skip('no package bodies there')] };
  const folder = mkdtempSync(join(tmpdir(), 'oraphant-ora2pg-'));
  try {
    const empty = join(folder, 'empty.sql');
    writeFileSync(empty, '-- nothing\n');
    const start = Math.min(...(await seconds([empty, empty, empty], folder)).map((one) => one ?? Number.NaN));
    const took = await seconds(files, folder);
    const both = files.filter((_, i) => took[i] !== undefined);
    const ora2pg = took.reduce<number>((sum, one) => sum + Math.max((one ?? start) - start, 0), 0);
    const megabytes = both.reduce((sum, file) => sum + statSync(file).size, 0) / 1e6;
    const own = await convertByCli(both);
    return {
      title: `${title} (${version.stdout.trim()}), ${both.length} of ${files.length} files, ${megabytes.toFixed(2)} MB`,
      figures: [
        {
          id: 'ora2pg.speed',
          title: 'ora2pg',
          value: megabytes / ora2pg,
          unit: 'MB/s',
          note: `start of ${start.toFixed(2)} s subtracted`,
        },
        {
          id: 'ora2pg.own',
          title: 'oraphant convert',
          value: megabytes / own.wallSeconds,
          unit: 'MB/s',
          note: 'start included',
        },
        {
          id: 'ora2pg.ratio',
          title: 'oraphant is faster',
          value: ora2pg / own.wallSeconds,
          unit: '×',
          goal: atLeast(30),
        },
        ...(await estimates(files, folder)),
      ],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }

  function skip(reason: string) {
    return { id: 'ora2pg.ratio', title: 'oraphant is faster', unit: '×', skipped: reason };
  }
}

/** What both say the same files cost, where ora2pg prices them. */
async function estimates(files: readonly string[], folder: string): Promise<readonly Figure[]> {
  const conf = join(folder, 'ora2pg.conf');
  const out = join(folder, 'estimate.sql');
  const priced: string[] = [];
  let units = 0;
  for (const file of files) {
    writeFileSync(out, '');
    const args = ['-q', '-c', conf, '-t', 'PACKAGE', '--estimate_cost', '-i', resolve(file), '-o', out];
    const { exitCode } = await runProgram('ora2pg', args, secondsAFile, folder);
    const found = [
      ...readFileSync(out, 'utf8').matchAll(/^-- Total estimated cost for package [^:]*: ([\d.]+) units/gm),
    ];
    if (exitCode !== 0 || found.length === 0) continue;
    priced.push(file);
    for (const [, text] of found) units += Number(text);
  }
  if (priced.length === 0) return [];
  const compilation = compile(readSources(priced), projectOptions);
  const { effort, ora2pg } = assessmentModel(compilation, findingsOf(compilation));
  const own = ora2pg.byKind.find(({ kind }) => kind === 'package body')?.units ?? 0;
  const days = (minutes: number): number => minutes / effort.model.minutesPerDay;
  const note = `${priced.length} files`;
  return [
    { id: 'ora2pg.units', title: 'ora2pg --estimate_cost', value: units, unit: 'units of 5 min', note },
    {
      id: 'ora2pg.units.own',
      title: 'the same scores in our report',
      value: own,
      unit: 'units of 5 min',
      note: 'package bodies only, as ora2pg prices them',
    },
    {
      id: 'ora2pg.days',
      title: 'ora2pg --estimate_cost',
      value: days(units * 5),
      unit: 'person-days',
    },
    {
      id: 'ora2pg.days.own',
      title: 'oraphant assess, P50',
      value: days(effort.total.p50),
      unit: 'person-days',
      note: `P90 ${days(effort.total.p90).toFixed(1)}`,
    },
  ];
}

/** Seconds of a run over each file alone; undefined where it fails or leaves nothing. */
async function seconds(files: readonly string[], folder: string): Promise<readonly (number | undefined)[]> {
  const conf = join(folder, 'ora2pg.conf');
  writeFileSync(conf, 'PG_VERSION 15\nSTOP_ON_ERROR 0\nORACLE_HOME /nonexistent\n');
  const found: (number | undefined)[] = [];
  for (const file of files) {
    const out = join(folder, 'out.sql');
    writeFileSync(out, '');
    const began = performance.now();
    // It leaves files of its own where it is started.
    const args = ['-c', conf, '-t', 'PACKAGE', '-i', resolve(file), '-o', out];
    const { exitCode } = await runProgram('ora2pg', args, secondsAFile, folder);
    const isDone = exitCode === 0 && (readFileSync(out, 'utf8').length > 0 || file.endsWith('empty.sql'));
    found.push(isDone ? (performance.now() - began) / 1000 : undefined);
  }
  return found;
}
