import { expect, it } from 'vitest';
import { applyProject } from '../../src/runner/apply/apply.js';
import { repairTarget } from '../../src/runner/apply/repair.js';
import { rollbackRuns } from '../../src/runner/apply/undo/rollback.js';
import { planTarget } from '../../src/runner/inspect/plan-target.js';
import { fingerprint, readCatalog } from '../../src/runner/verify/catalog.js';
import { verifyTarget } from '../../src/runner/verify/verify.js';
import { describeServer } from '../support/targets.js';
import { databasesOn, on } from './faults/databases.js';
import { writeProject } from './faults/project.js';

const first = {
  '0001_runtime_ora.sql':
    "create schema ora;\ncreate function ora.noon() returns time language sql as $$ select time '12:00' $$;\ncreate function ora.one() returns int language sql as $$ select 1 $$;",
  '0010_schema.sql': 'create schema app;',
  '0011_table_t.sql': 'create table app.t (id int, name varchar(10), at time default ora.noon());',
  '0012_sequence_s.sql': 'create sequence app.s start with 5;',
  '0013_package_p.sql': 'create type app.r as (a int);',
  '0020_materialized_view_m.sql':
    "create materialized view app.m as select name, count(*) as n from app.t group by name;\ncreate unique index m_name on app.m (name);\ncomment on materialized view app.m is 'by name';\ngrant select on app.m to public;",
  '0021_view_v.sql': 'create view app.v as select n from app.m;',
};

describeServer('a changed release', (server) => {
  it('changes what has dependants, and is taken back exactly', async () => {
    const databases = await databasesOn(server, 'changed');
    const url = await databases.fresh();
    const options = { url, tool: 't' };
    const state = () => on(url, async (target) => fingerprint(await readCatalog(target)));
    const project = writeProject(first);
    expect(await applyProject(project.out, options)).toMatchObject({ exit: 0 });
    const before = await state();
    await on(url, (target) => target.execute("select nextval('app.s')"));
    project.write('0001_runtime_ora.sql', first['0001_runtime_ora.sql'].replace(/create function ora\.noon.*\n/, ''));
    project.write('0011_table_t.sql', 'create table app.t (id int, name varchar(20), at time);');
    project.write('0012_sequence_s.sql', 'create sequence app.s start with 7 increment by 2;');
    project.write('0013_package_p.sql', 'create type app.r as (a int, b text);');
    const plan = await planTarget(project.out, url);
    expect(plan.refusals).toEqual([]);
    expect(plan.units.filter(({ reversible }) => reversible === 'no')).toEqual([]);
    expect(plan.units.at(-1)?.statements.map(({ sql }) => sql)).toEqual(['drop function "ora"."noon"()']);
    expect(await applyProject(project.out, options)).toMatchObject({ exit: 0 });
    expect((await planTarget(project.out, url)).units).toEqual([]);
    const { rows } = await on(url, (target) =>
      target.execute("select nextval('app.s'), obj_description('app.m'::regclass), to_regclass('app.m_name')"),
    );
    expect(rows).toEqual([['7', 'by name', 'app.m_name']]);
    expect(await rollbackRuns(options)).toMatchObject({ exit: 0, differences: [], compared: true });
    expect(await state()).toBe(before);
    await databases.close();
  });

  it('drops an event trigger that was disabled and is not of the project any more', async () => {
    const databases = await databasesOn(server, 'event');
    const url = await databases.fresh();
    const options = { url, tool: 't' };
    const logged = "create function logged() returns event_trigger language plpgsql as $$ begin raise 'fired'; end $$;";
    const project = writeProject({
      '0010_function.sql': logged,
      '0020_trigger.sql': 'create event trigger logged on ddl_command_start execute function logged();',
      '0030_trigger.sql': 'alter event trigger logged disable;',
    });
    expect(await applyProject(project.out, options)).toMatchObject({ exit: 0 });
    project.write('0020_trigger.sql', 'select 1;');
    project.write('0030_trigger.sql', 'select 2;');
    expect((await planTarget(project.out, url)).refusals).toEqual([]);
    expect(await applyProject(project.out, options)).toMatchObject({ exit: 0 });
    const { rows } = await on(url, (target) => target.execute('select count(*) from pg_event_trigger'));
    expect(rows).toEqual([['0']]);
    await databases.close();
  });

  it('leaves triggers disabled, and privileges on columns of views, that stand on what changes', async () => {
    const databases = await databasesOn(server, 'standing');
    const url = await databases.fresh();
    const options = { url, tool: 't' };
    const table = 'create table t (id int, name varchar(10), amount numeric(10,2));';
    const triggers = [
      "create function f() returns trigger language plpgsql as $$ begin raise 'fired'; end $$;",
      'create trigger off_row after update of amount on t for each row execute function f();',
      'create trigger off_when after update on t for each row when (new.amount > 5) execute function f();',
      'alter table t disable trigger off_row;',
      'alter table t disable trigger off_when;',
    ];
    const project = writeProject({
      '0010_table_t.sql': table,
      '0011_triggers.sql': triggers.join('\n'),
      '0012_view_v.sql': 'create view v as select id, name, amount from t;\ngrant update (name) on v to public;',
    });
    expect(await applyProject(project.out, options)).toMatchObject({ exit: 0 });
    const before = await on(url, async (target) => fingerprint(await readCatalog(target)));
    project.write('0010_table_t.sql', table.replace('10,2', '12,2'));
    project.write('0011_triggers.sql', triggers.join('\n').replace('of amount', 'of amount, name'));
    expect(await applyProject(project.out, options)).toMatchObject({ exit: 0 });
    expect(await verifyTarget(project.out, url)).toMatchObject({ problems: [] });
    expect(await rollbackRuns(options)).toMatchObject({ exit: 0, differences: [], compared: true });
    expect(await on(url, async (target) => fingerprint(await readCatalog(target)))).toBe(before);
    await databases.close();
  });

  it('goes on after what had to be done by hand, and was adopted', async () => {
    const databases = await databasesOn(server, 'byhand');
    const url = await databases.fresh();
    const options = { url, tool: 't' };
    const project = writeProject({
      '0010_table_t.sql':
        "create table public.t (id int, code char(4), name varchar(50), credit numeric(10,2) default 0, constraint ck check (credit >= 0));\ncomment on column public.t.code is 'old';",
      '0011_view_v.sql': 'create view public.v as select id, name from public.t;',
    });
    expect(await applyProject(project.out, options)).toMatchObject({ exit: 0 });
    await on(url, (target) => target.execute("insert into t values (1, 'A', 'one', 5)"));
    project.write(
      '0010_table_t.sql',
      'create table public.t (id int, title varchar(20) not null, credit numeric(8,2) default 1, phone varchar(30), constraint ck check (credit >= -5));',
    );
    project.write('0011_view_v.sql', 'create view public.v as select id, title from public.t;');
    const refused = await planTarget(project.out, url);
    expect(refused.refusals.map(({ reason }) => reason)).toEqual([
      'table public.t: column code is no longer there, and its data would be lost',
    ]);
    await on(url, (target) =>
      target.execute(
        'drop view v; alter table t drop column code; alter table t rename name to title; ' +
          'alter table t alter title type varchar(20), alter credit type numeric(8,2), add extra int',
      ),
    );
    expect(await repairTarget({ ...options, adopt: true })).toMatchObject({ left: [] });
    expect(await applyProject(project.out, options)).toMatchObject({ exit: 0 });
    expect((await planTarget(project.out, url)).units).toEqual([]);
    const { rows } = await on(url, (target) =>
      target.execute(
        "select title, credit, phone, pg_get_expr(adbin, adrelid), (select pg_get_constraintdef(oid) from pg_constraint where conname = 'ck'), " +
          "(select count(*) from v) from t, pg_attrdef where adrelid = 't'::regclass",
      ),
    );
    expect(rows).toEqual([['one', '5.00', null, '1', "CHECK ((credit >= ('-5'::integer)::numeric))", '1']]);
    await databases.close();
  });

  it('takes nothing back after a run that failed before it did anything, unless the one before it is named', async () => {
    const databases = await databasesOn(server, 'failed');
    const url = await databases.fresh();
    const warnings: string[] = [];
    const options = { url, tool: 't', onWarning: (message: string) => warnings.push(message) };
    const project = writeProject({ '0010_table_t.sql': 'create table public.t (id int);' });
    const { run } = await applyProject(project.out, options);
    project.write('0011_view_v.sql', 'create view public.v as select nothing from public.t;');
    expect(await applyProject(project.out, options)).toMatchObject({ exit: 6 });
    expect(await rollbackRuns(options)).toMatchObject({ exit: 0, units: { total: 0 } });
    expect(warnings).toEqual([`the last run failed before it did anything; --run ${run} takes back the one before it`]);
    const { rows } = await on(url, (target) => target.execute("select to_regclass('public.t')"));
    expect(rows).toEqual([['t']]);
    expect(await rollbackRuns({ ...options, runId: run })).toMatchObject({ exit: 0, units: { done: 1, total: 1 } });
    await databases.close();
  });

  it('makes routines and materialized views anew under views, and takes partitions out of their table', async () => {
    const databases = await databasesOn(server, 'anew');
    const url = await databases.fresh();
    const options = { url, tool: 't' };
    const rows = async (sql: string) => (await on(url, (target) => target.execute(sql))).rows;
    const parts = ['2024-01-01', '2025-01-01'].map(
      (day, i) =>
        `create table public.p${i} partition of public.p for values from ('${day}') to ('${day.replace('-01-01', '-12-31')}');`,
    );
    const project = writeProject({
      '0010_table_p.sql': `create table public.p (d date, n int) partition by range (d);\n${parts.join('\n')}`,
      '0011_function_f.sql': 'create function public.f(a int) returns int language sql as $$ select a + 1 $$;',
      '0012_view_v.sql':
        'create view public.v as select public.f(n) as f from public.p;\ngrant select on public.v to public;',
      '0013_materialized_view_m.sql': 'create materialized view public.m as select count(*) as c from public.p;',
      '0014_view_w.sql': 'create view public.w as select c from public.m;',
    });
    expect(await applyProject(project.out, options)).toMatchObject({ exit: 0 });
    // By hand, and recorded.
    await rows(
      'do $$ begin create role anew_owner; exception when duplicate_object then null; end $$; ' +
        'grant usage, create on schema public to anew_owner; grant select on public.p, public.m to anew_owner; ' +
        'alter view public.v owner to anew_owner; alter materialized view public.m owner to anew_owner; ' +
        'alter function public.f(int) owner to anew_owner; grant select on public.m to public; ' +
        'revoke all on function public.f(int) from public',
    );
    expect(await repairTarget({ ...options, adopt: true })).toMatchObject({ left: [] });
    const before = await on(url, async (target) => fingerprint(await readCatalog(target)));
    await rows("insert into public.p values ('2024-05-05', 1), ('2025-05-05', 2)");
    project.write('0010_table_p.sql', `create table public.p (d date, n int) partition by range (d);\n${parts[0]}`);
    project.write(
      '0011_function_f.sql',
      "create function public.f(a int) returns text language sql as $$ select 'f' || a $$;",
    );
    project.write(
      '0013_materialized_view_m.sql',
      'create materialized view public.m as select count(*) as c, max(n) as n from public.p;',
    );
    expect(await applyProject(project.out, options)).toMatchObject({ exit: 0 });
    expect(await rows('select f, c from public.v, public.w')).toEqual([['f1', '1']]);
    expect(
      await rows(
        "select relname, relowner::regrole, has_table_privilege('public', oid, 'select') from pg_class where relname in ('v', 'm') union all " +
          "select proname, proowner::regrole, has_function_privilege('public', oid, 'execute') from pg_proc where proname = 'f' order by 1",
      ),
    ).toEqual([
      ['f', 'anew_owner', 'f'],
      ['m', 'anew_owner', 't'],
      ['v', 'anew_owner', 't'],
    ]);
    expect(await rows('select n from oraphant_undo.p1')).toEqual([['2']]);
    expect(await rollbackRuns(options)).toMatchObject({ exit: 0, differences: [], compared: true });
    expect(await on(url, async (target) => fingerprint(await readCatalog(target)))).toBe(before);
    expect(await rows('select f from public.v order by 1')).toEqual([['2'], ['3']]);
    await databases.close();
    await on(server, (target) => target.execute('drop role anew_owner'));
  });

  it('puts a view in the place of a table, and says what is in the way of the next table that steps aside', async () => {
    const databases = await databasesOn(server, 'aside');
    const url = await databases.fresh();
    const options = { url, tool: 't' };
    const table =
      'create sequence public.t_seq;\ncreate table public.t (id int);\nalter sequence public.t_seq owned by public.t.id;';
    const first = {
      '0010_table_t.sql': table,
      '0011_index_ix.sql': 'create index ix on public.t (id);',
      '0012_grants.sql': 'grant select on public.t to public;',
    };
    const second = {
      '0010_table_u.sql': 'create table public.u (id int);',
      '0011_index_ix.sql': 'create index ix on public.u (id);',
      '0012_grants.sql': 'grant select on public.u to public;',
      '0013_view_t.sql': 'create view public.t as select id from public.u;',
    };
    const [tables, views] = [writeProject(first).out, writeProject(second).out];
    expect(await applyProject(tables, options)).toMatchObject({ exit: 0 });
    const before = await on(url, async (target) => fingerprint(await readCatalog(target)));
    expect(await applyProject(views, options)).toMatchObject({ exit: 0 });
    const { rows } = await on(url, (target) =>
      target.execute("select indrelid::regclass from pg_index where indexrelid = to_regclass('public.ix')"),
    );
    expect(rows).toEqual([['u']]);
    expect(await rollbackRuns(options)).toMatchObject({ exit: 0, differences: [], compared: true });
    expect(await on(url, async (target) => fingerprint(await readCatalog(target)))).toBe(before);
    expect(await applyProject(views, options)).toMatchObject({ exit: 0 });
    // The index goes where the one of before is kept.
    const { failure } = await applyProject(tables, options);
    expect(failure?.file).toBe('sql/0010_table_u.sql');
    expect(failure?.error.hint).toContain("'oraphant finalize' drops all that is kept");
    await databases.close();
  });
});
