import { afterAll, beforeAll, expect, it } from 'vitest';
import { applyProject } from '../../src/runner/apply/apply.js';
import { dryRunInScratch, dryRunOnTarget } from '../../src/runner/apply/dry-run.js';
import { planTarget } from '../../src/runner/inspect/plan-target.js';
import { readLedger } from '../../src/runner/ledger/ledger.js';
import { openTarget, type Target } from '../../src/runner/target/target.js';
import { fingerprint, readCatalog } from '../../src/runner/verify/catalog.js';
import { describeTargets } from '../support/targets.js';
import { selfContainedProject, standing, writeProject } from './faults/project.js';

describeTargets('a dry run', (url) => {
  const files = selfContainedProject(3);
  const project = writeProject(files);
  const database = url === 'pglite:' ? url : `${url.replace(/\/postgres$/, '')}/dry_run`;
  let admin: Target;
  let target: Target;
  const options = {
    url: database,
    tool: 't',
    open: async (): Promise<Target> =>
      url === 'pglite:' ? { ...target, close: async () => {} } : await openTarget(database),
  };
  const state = async () => [
    fingerprint(await readCatalog(target)),
    (await readLedger(target)).length,
    (await target.execute('select last_value, is_called from legacy.account_seq')).rows,
    (await target.execute('select md5(string_agg(a::text, $$|$$ order by id)) from legacy.account a')).rows,
  ];
  beforeAll(async () => {
    admin = await openTarget(url);
    if (url !== 'pglite:') await admin.execute('create database dry_run');
    target = url === 'pglite:' ? admin : await openTarget(database);
    await target.execute(standing);
  });
  afterAll(async () => {
    if (url !== 'pglite:') {
      await target.close();
      await admin.execute('drop database dry_run with (force)');
    }
    await admin.close();
  });

  it('in a scratch database applies, takes back and applies again, and leaves the target alone', async () => {
    const before = await state();
    const report = await dryRunInScratch(project.out, options);
    expect(report).toMatchObject({ exit: 0, mode: 'scratch', failure: undefined, problems: [] });
    expect(report.steps.map((step) => step.replace(/\d+/g, 'n'))).toEqual([
      'applied n units, n statements',
      'applied again: nothing to do',
      'rolled back n units to nothing',
      'applied once more: the same catalog',
      expect.stringMatching(/^not seen here: /),
    ]);
    expect(await state()).toEqual(before);
  });

  it('on the target tries the structure, names what it does not try, and takes everything back', async () => {
    const before = await state();
    const report = await dryRunOnTarget(project.out, options);
    expect(report).toMatchObject({ exit: 0, mode: 'target', failure: undefined });
    expect(report.untried.filter(({ why }) => why === 'it runs outside of a transaction').length).toBe(3);
    expect(report.untried.filter(({ why }) => why.startsWith('it changes rows')).length).toBe(3);
    expect(await state()).toEqual(before);
  });

  it('is no failure where a statement needs what was not tried', async () => {
    const made = writeProject({
      '0001_block.sql': "do $$ begin execute 'create table by_block (id int)'; end $$;",
      '0002_grant.sql': 'grant select on by_block to public;',
      '0003_table.sql': 'create table beside (id int);',
    });
    const report = await dryRunOnTarget(made.out, options);
    expect(report).toMatchObject({ exit: 0, failure: undefined });
    expect(report.untried.map(({ why }) => why)).toEqual([
      'it changes rows, or may',
      'it may need what was not tried: relation "by_block" does not exist',
    ]);
  });

  it('names the line that would fail', async () => {
    const broken = writeProject({
      '0001_a.sql': 'create table public.a (id int);',
      '0002_v.sql': 'create view public.v as\nselect nope from public.a;',
    });
    const place = { failure: { file: 'sql/0002_v.sql', line: 2, unit: 'v', error: { sqlstate: '42703' } } };
    expect(await dryRunInScratch(broken.out, options)).toMatchObject({ exit: 6, ...place });
    expect(await dryRunOnTarget(broken.out, options)).toMatchObject({ exit: 6, ...place });
  });

  it('tries the changes to what stands', async () => {
    await applyProject(project.out, options);
    const before = await state();
    const changed = writeProject({
      ...selfContainedProject(3),
      '9000_extra.sql': 'create view shop.extra as select id from shop.t1;',
    });
    const name = Object.keys(files).find((file) => file.includes('table_t1')) ?? '';
    changed.write(name, (files[name] ?? '').replace('varchar(40)', 'varchar(80)'));
    const report = await dryRunOnTarget(changed.out, options);
    expect(report).toMatchObject({ exit: 0, steps: ['tried 2 statements of 2 units, and took them back'] });
    expect(await state()).toEqual(before);
  });

  it('needs no target to plan for an empty one', async () => {
    const plan = await planTarget(project.out, undefined);
    expect(plan.units.length).toBeGreaterThan(20);
    expect(plan.units.every(({ change }) => change === 'create')).toBe(true);
  });
});
