import { afterAll, beforeAll, expect, it } from 'vitest';
import { applyProject } from '../../src/runner/apply/apply.js';
import { rollbackRuns } from '../../src/runner/apply/undo/rollback.js';
import { ownStatement } from '../../src/runner/plan/statements/own-statements.js';
import { describeServer } from '../support/targets.js';
import { type Databases, databasesOn, failureOf, on, stateOf } from './faults/databases.js';
import { writeProject } from './faults/project.js';

const block = (body: string): string => `do $$ begin ${body} end $$;\n`;

describeServer('blocks that may do anything', (server) => {
  let databases: Databases;
  beforeAll(async () => {
    databases = await databasesOn(server, 'observed');
    for (const role of ['observed_role', 'observed_other'])
      await on(server, (target) => target.execute(`drop role if exists ${role}`));
  });
  afterAll(async () => {
    await databases?.close();
  });
  const extra = 'create schema old; create table old.t (a int); insert into old.t values (1); create sequence old.s;';
  const state = (url: string) => stateOf(url, ['old', 'public']);

  it('are taken back where all that they did is known', async () => {
    const url = await databases.fresh(extra);
    const options = { url, tool: 't' };
    const before = await state(url);
    const project = writeProject({
      '0010_block.sql': block('perform 1; null;'),
      '0011_block.sql': block(
        "execute 'create table old.made (a int primary key, b serial)'; execute 'create view old.v as select * from old.made'; insert into old.made values (1);",
      ),
      '0012_block.sql': block(
        "execute 'create table public.x (a int)'; commit; insert into public.x values (1); execute 'create index on old.t (a)'; execute 'alter table old.t add check (a < 7)'; commit;",
      ),
      '0013_block.sql': block(
        "execute 'alter table old.t add column c int'; execute 'create function old.f() returns int language sql as $f$ select 1 $f$';",
      ),
      '0014_role.sql':
        "do $$\nbegin\n  if not exists (select from pg_roles where rolname = 'observed_role') then\n    create role observed_role;\n  end if;\nend;\n$$;\n" +
        "do $$\nbegin\n  if not exists (select from pg_roles where rolname = 'observed_other') then\n    create role observed_other;\n  end if;\nend;\n$$;\n" +
        'grant observed_role to observed_other with admin option;\ngrant select on old.t to observed_role;',
      '0015_block.sql': "do $$ begin raise warning '%', 'not converted'; end $$;",
    });
    expect(await applyProject(project.out, options)).toMatchObject({ exit: 0 });
    expect(await state(url)).not.toEqual(before);
    expect(await rollbackRuns({ ...options, all: true })).toMatchObject({ exit: 0, differences: [], problems: [] });
    expect(await state(url)).toEqual(before);
    const { rows } = await on(url, (target) =>
      target.execute("select from pg_roles where rolname like 'observed\\_%'"),
    );
    expect(rows).toEqual([]);
  });

  it.each([
    ['insert into old.t values (2);', 'rows of old.t are changed'],
    ['insert into old.t values (2); commit;', 'rows of old.t are changed'],
    ['truncate old.t;', 'rows of old.t are changed'],
    ["execute 'alter table old.t alter column a type bigint';", 'column old.t.a is changed'],
    ["perform setval('old.s', 70);", 'sequence old.s is moved'],
    ["execute 'alter database ' || current_database() || ' set work_mem = ''5MB''';", 'is changed'],
  ])('say what they did that stays: %s', async (body, why) => {
    const url = await databases.fresh(extra);
    const options = { url, tool: 't' };
    const project = writeProject({ '0010_block.sql': block(body) });
    expect(await applyProject(project.out, options)).toMatchObject({ exit: 0 });
    const failure = await failureOf(rollbackRuns({ ...options, all: true }));
    expect(failure.problems[0]).toContain(why);
  });

  it('have no table in the way that goes with the same rollback', async () => {
    const url = await databases.fresh(extra);
    const options = { url, tool: 't' };
    const project = writeProject({
      '0010_table.sql': 'create table public.own (a serial);',
      '0011_block.sql': block('insert into public.own default values;'),
      '0012_insert.sql': 'with n as (select 5 as a) insert into public.own select a from n;',
      '0013_insert.sql':
        'with n as (insert into public.own values (6) returning a) insert into public.own select a from n;',
    });
    expect(await applyProject(project.out, options)).toMatchObject({ exit: 0 });
    expect(await rollbackRuns({ ...options, all: true })).toMatchObject({ exit: 0, differences: [] });
  });
});

it.each([
  ["call ora.gtt_use('a.b');", 'nothing'],
  ["call ora.job_register('a.job', 0, true);", 'job'],
  [
    "-- why\ndo $$\nbegin\n  -- oraphant: not converted OP4001\n  raise warning '%', 'OP4001 x';\n  null;\nend;\n$$;",
    'nothing',
  ],
  ["do $$ begin raise warning '%', f(); end $$;", undefined],
  ['do $$ begin null; perform f; end $$;', undefined],
  ['call mine.gtt_use(1);', undefined],
])('%s', (sql, kind) => {
  expect(ownStatement(sql)?.kind).toBe(kind);
});
