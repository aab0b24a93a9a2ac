import { afterAll, beforeAll, expect, it } from 'vitest';
import { applyProject } from '../../src/runner/apply/apply.js';
import { repairTarget } from '../../src/runner/apply/repair.js';
import { rollbackRuns } from '../../src/runner/apply/undo/rollback.js';
import { planTarget } from '../../src/runner/inspect/plan-target.js';
import { targetDrift } from '../../src/runner/inspect/target-drift.js';
import { fingerprint, readCatalog } from '../../src/runner/verify/catalog.js';
import { describeServer } from '../support/targets.js';
import { type Databases, databasesOn, failureOf, on } from './faults/databases.js';
import { writeProject } from './faults/project.js';

const files = {
  '0010_table_parent.sql': 'create table parent (id int primary key, name varchar(20) unique);',
  '0011_table_child.sql': 'create table child (id int, pid int, n int default 3 not null, check (id > 0));',
  '0012_index_child_pid.sql':
    "create index child_pid on child (pid);\ncomment on table child is 'of parents';\ngrant select on child to public;",
  '0013_table_child.sql': 'alter table child add foreign key (pid) references parent (id);',
  '0014_table_child.sql':
    'alter table child add constraint child_n check (n > 0);\nalter table child add check (n < 90);',
};

describeServer('what is done by hand', (server) => {
  let databases: Databases;
  beforeAll(async () => {
    databases = await databasesOn(server, 'by_hand');
  });
  afterAll(async () => {
    await databases?.close();
  });
  const stateOf = (url: string) => on(url, async (target) => fingerprint(await readCatalog(target)));
  const byHand = (url: string, sql: string) => on(url, (target) => target.execute(sql));

  it('takes constraints without a name out of a project, and gives them back', async () => {
    const url = await databases.fresh();
    const options = { url, tool: 't' };
    const project = writeProject(files);
    expect(await applyProject(project.out, options)).toMatchObject({ exit: 0 });
    const before = await stateOf(url);
    // Another one that says the same, under a name of its own.
    project.write('0014_table_child.sql', 'alter table child add constraint child_n check (n > 0);');
    project.write('0013_table_child.sql', 'select 1;');
    project.write('0011_table_child.sql', 'create table child (id int, pid int, n int default 3 not null);');
    const plan = await planTarget(project.out, url);
    expect(plan.refusals).toEqual([]);
    expect(plan.units.filter(({ reversible }) => reversible === 'no')).toEqual([]);
    expect(await applyProject(project.out, options)).toMatchObject({ exit: 0 });
    const left = await byHand(url, "select conname from pg_constraint where conrelid = 'child'::regclass order by 1");
    expect(left.rows).toEqual([['child_n']]);
    expect(await rollbackRuns(options)).toMatchObject({ exit: 0, differences: [], compared: true });
    expect(await stateOf(url)).toBe(before);
  });

  it('takes a table out whose constraint somebody has dropped, once that is recorded', async () => {
    const url = await databases.fresh();
    const options = { url, tool: 't' };
    const project = writeProject(files);
    expect(await applyProject(project.out, options)).toMatchObject({ exit: 0 });
    await byHand(url, 'alter table child drop constraint child_pid_fkey, drop constraint child_n');
    await repairTarget({ ...options, adopt: true });
    for (const name of Object.keys(files).slice(1)) project.write(name, `select ${name.slice(0, 4)};`);
    expect((await planTarget(project.out, url)).refusals).toEqual([]);
    expect(await applyProject(project.out, options)).toMatchObject({ exit: 0 });
  });

  it('brings back indexes, constraints, defaults, comments and privileges', async () => {
    const url = await databases.fresh();
    const options = { url, tool: 't' };
    const project = writeProject(files);
    expect(await applyProject(project.out, options)).toMatchObject({ exit: 0 });
    const before = await stateOf(url);
    await byHand(
      url,
      `drop index child_pid; alter table parent drop constraint parent_pkey cascade; alter table parent drop constraint parent_name_key;
       alter table child drop constraint child_id_check, drop constraint child_n, alter column n drop not null, alter column n set default 4;
       alter table child add constraint child_n check (n > 1); comment on table child is null; revoke select on child from public`,
    );
    expect((await failureOf(applyProject(project.out, options))).exit).toBe(4);
    expect(await repairTarget({ ...options, revert: true })).toMatchObject({ left: [] });
    expect(await stateOf(url)).toBe(before);
    expect(await applyProject(project.out, options)).toMatchObject({ exit: 0, units: { total: 0 } });
  });

  it('says what does not come back, and why', async () => {
    const url = await databases.fresh();
    const options = { url, tool: 't' };
    const project = writeProject(files);
    expect(await applyProject(project.out, options)).toMatchObject({ exit: 0 });
    await byHand(
      url,
      'alter table parent drop constraint parent_name_key; insert into parent values (1, $$a$$), (2, $$a$$)',
    );
    const warnings: string[] = [];
    const report = await repairTarget({ ...options, revert: true, onWarning: (text) => warnings.push(text) });
    expect(report.reverted).toEqual([]);
    expect(report.left.map(({ object }) => object)).toEqual([
      'constraint parent_name_key on public.parent',
      'index public.parent_name_key',
    ]);
    expect(warnings.join()).toContain('parent_name_key on public.parent does not come back');
  });

  it('sees what is dropped while a run that failed waits to go on', async () => {
    const url = await databases.fresh();
    const options = { url, tool: 't' };
    const project = writeProject({ ...files, '0020_view.sql': 'create view broken as select * from nowhere;' });
    expect(await applyProject(project.out, options)).toMatchObject({ exit: 6 });
    await byHand(url, 'drop index child_pid');
    project.write('0020_view.sql', 'create view whole as select * from child;');
    const failure = await failureOf(applyProject(project.out, options));
    expect(failure.exit).toBe(4);
    expect(failure.problems[0]).toBe('removed outside of oraphant: index public.child_pid');
    await repairTarget({ ...options, revert: true });
    expect(await applyProject(project.out, options)).toMatchObject({ exit: 0 });
    expect((await targetDrift(url)).differences).toEqual([]);
  });
});
