import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { reportFormats } from '../../src/cli/commands/options.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const templates = fileURLToPath(new URL('../../fixtures/ci/', import.meta.url));
const read = (name: string): string => readFileSync(join(templates, name), 'utf8');

interface Step {
  readonly uses?: string;
  readonly run?: string;
}
interface Workflow {
  readonly on: object;
  readonly jobs: Readonly<Record<string, { readonly 'runs-on': string; readonly steps: readonly Step[] }>>;
}
interface Pipeline {
  readonly stages: readonly string[];
  readonly oraphant: {
    readonly stage: string;
    readonly script: readonly string[];
    readonly artifacts: { readonly paths: readonly string[]; readonly reports: { readonly junit: string } };
  };
}

const workflow = load(read('github-actions.yml')) as Workflow;
const pipeline = load(read('gitlab-ci.yml')) as Pipeline;
const jenkinsfile = read('Jenkinsfile');

const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);
/** The shell commands of each template that call oraphant, in order. */
const commands: Readonly<Record<string, readonly string[]>> = {
  'github-actions.yml': steps.flatMap((s) => s.run ?? []).filter((c) => c.includes('oraphant ')),
  'gitlab-ci.yml': pipeline.oraphant.script,
  Jenkinsfile: [...jenkinsfile.matchAll(/^\s*sh '([^']+)'$/gm)].map((m) => m[1] ?? ''),
};

describe('the templates', () => {
  it('for GitHub is a workflow, with actions of a fixed version', () => {
    const allowed = {
      workflow: ['name', 'on', 'permissions', 'jobs'],
      job: ['runs-on', 'steps'],
      step: ['name', 'if', 'uses', 'with', 'run', 'env'],
    };
    const unknown = (value: object, keys: readonly string[]) => Object.keys(value).filter((k) => !keys.includes(k));
    expect(unknown(workflow, allowed.workflow)).toEqual([]);
    expect(Object.keys(workflow.on)).toEqual(['pull_request']);
    for (const job of Object.values(workflow.jobs)) expect(unknown(job, allowed.job)).toEqual([]);
    for (const step of steps) {
      expect(unknown(step, allowed.step)).toEqual([]);
      expect((step.uses === undefined) !== (step.run === undefined), JSON.stringify(step)).toBe(true);
      if (step.uses) expect(step.uses).toMatch(/^[\w-]+(\/[\w-]+)+@v\d+$/);
    }
  });

  it('for GitLab has its job in a stage, and artifacts that are written', () => {
    const { stage, script, artifacts } = pipeline.oraphant;
    expect(pipeline.stages).toContain(stage);
    expect(script.every((line) => typeof line === 'string')).toBe(true);
    expect(artifacts.paths).toEqual(['oraphant-report/']);
    expect(artifacts.reports.junit).toBe('oraphant-report/junit.xml');
  });

  it('for Jenkins is a pipeline whose blocks close', () => {
    const code = jenkinsfile.replaceAll(/^\/\/.*$/gm, '').replaceAll(/'[^']*'/g, "''");
    let depth = 0;
    for (const c of code) {
      depth += c === '{' || c === '(' ? 1 : c === '}' || c === ')' ? -1 : 0;
      expect(depth).toBeGreaterThanOrEqual(0);
    }
    expect(depth).toBe(0);
    expect(code).toMatch(/^\s*pipeline \{\s*agent \{/);
    for (const block of ['stages', 'steps', 'post', 'always']) expect(code).toMatch(new RegExp(`\\b${block} \\{`));
  });

  it('ask for formats that there are', () => {
    for (const command of Object.values(commands).flat())
      for (const [, list = ''] of command.matchAll(/--format (\S+)/g))
        for (const format of list.split(',')) expect(reportFormats).toContain(format);
  });
});

describe('the commands of the templates', () => {
  const project = temporaryFolder();
  const bin = join(project, 'bin');
  mkdirSync(bin);
  mkdirSync(join(project, 'db'));
  // Stands for npx: the program of this checkout, as it was built where it was (that starts faster).
  const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
  const built = at('dist/cli/main.js');
  const main = existsSync(built) ? [built] : [at('node_modules/tsx/dist/cli.mjs'), at('src/cli/main.ts')];
  writeFileSync(
    join(bin, 'npx'),
    `#!/bin/sh\nshift 2\nexec ${[process.execPath, ...main].map((p) => `"${p}"`).join(' ')} "$@"\n`,
  );
  chmodSync(join(bin, 'npx'), 0o755);
  const sh = (command: string) => {
    const env = { ...process.env, PATH: `${bin}:${process.env.PATH}` };
    const { status, stdout, stderr } = spawnSync('bash', ['-e', '-c', command], {
      cwd: project,
      env,
      encoding: 'utf8',
    });
    return { status, output: `${stdout}${stderr}` };
  };

  it('pass on what the baseline has, write their reports, and fail on what is new', { timeout: 900_000 }, () => {
    writeFileSync(join(project, 'db', 'a.sql'), 'create table account (id number(9) primary key, r rowid);\n');
    const begin = /oraphant assess db -o \. --format json && mv [\w.]+ [\w.-]+/.exec(read('README.md'))?.[0] ?? '';
    // An error in the first assessment is what the baseline is for.
    expect(sh(begin.replace('oraphant ', 'npx --yes oraphant ')).status).toBe(0);
    expect(sh('npx --yes oraphant rules new ACME001 --rules house-rules').status).toBe(0);
    for (const own of Object.values(commands)) {
      expect(own).toHaveLength(2);
      for (const command of own) {
        const { status, output } = sh(command);
        expect(status, `${command}\n${output}`).toBe(0);
      }
      for (const [, list = ''] of own.join(' ').matchAll(/--format (\S+)/g))
        for (const format of list.split(','))
          expect(
            existsSync(join(project, 'oraphant-report', format === 'junit' ? 'junit.xml' : `report.${format}`)),
          ).toBe(true);
      rmSync(join(project, 'oraphant-report'), { recursive: true });
    }
    writeFileSync(join(project, 'db', 'b.sql'), 'create table picture (id number(9) primary key, b bfile);\n');
    expect(sh(commands.Jenkinsfile?.[1] ?? '').status).toBe(1);
  });
});
