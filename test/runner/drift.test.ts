import { afterAll, beforeAll, expect, it } from 'vitest';
import { applyProject } from '../../src/runner/apply/apply.js';
import { repairTarget } from '../../src/runner/apply/repair.js';
import { targetDrift } from '../../src/runner/inspect/target-drift.js';
import { compareCatalogs, marksOf, readCatalog } from '../../src/runner/verify/catalog.js';
import { describeServer } from '../support/targets.js';
import { type Databases, databasesOn, on } from './faults/databases.js';
import { writeProject } from './faults/project.js';

const files = {
  '0010_schema.sql': 'create schema app;',
  '0011_table.sql':
    'create table app.t (id int primary key, name text);\ncreate table app.u (id int constraint u_fk references app.t);\ncreate index t_name on app.t (name);\ncreate sequence app.s;',
  '0012_view.sql': 'create materialized view app.m as select id from app.t;\ncreate type app.y as (a int);',
  '0013_function.sql':
    'create function app.f() returns trigger language plpgsql as $$ begin return new; end $$;\ncreate function app.e() returns event_trigger language plpgsql as $$ begin end $$;',
  '0014_trigger.sql': 'create trigger g before insert on app.t for each row execute function app.f();',
};

describeServer('drift', (server) => {
  let databases: Databases;
  beforeAll(async () => {
    databases = await databasesOn(server, 'drift');
  });
  afterAll(async () => {
    await databases?.close();
  });

  it('sees what is changed beside definitions, one after the other', async () => {
    const url = await databases.fresh();
    const project = writeProject(files);
    expect(await applyProject(project.out, { url, tool: 't' })).toMatchObject({ exit: 0 });
    expect((await targetDrift(url)).differences).toEqual([]);
    const changes: readonly (readonly [sql: string, difference: string])[] = [
      ['alter table app.t replica identity full', 'added replica identity app.t'],
      ['create statistics app.st on id, name from app.t', 'added statistics app.st'],
      [
        'alter default privileges in schema app grant select on tables to public',
        'added default privileges postgres app r',
      ],
      ['alter table app.t alter name set storage external', 'added column storage app.t.name'],
      ['alter table app.t alter name set (n_distinct = 5)', 'changed column storage app.t.name'],
      ['alter table app.t alter name set statistics 90', 'changed column storage app.t.name'],
      ['alter table app.t cluster on t_name', 'added clustered index app.t'],
      ['alter table app.u disable trigger all', 'added foreign key trigger u_fk on app.u'],
      ["comment on trigger g on app.t is 'x'", 'added comment on trigger g on app.t'],
      ['alter sequence app.s owned by app.t.id', 'added sequence owner app.s'],
      ['create publication drift_p for table app.t', 'added publication drift_p of app.t'],
      [
        "do $$ begin execute format('alter database %I set work_mem = ''6MB''', current_database()); end $$",
        'added settings of the database',
      ],
      ['refresh materialized view app.m with no data', 'added rows missing app.m'],
      ['create event trigger drift_e on ddl_command_end execute function app.e()', 'added event trigger drift_e'],
      ['alter event trigger drift_e disable', 'changed event trigger drift_e'],
      ['create collation app.c from "C"', 'added collation app.c'],
      ['grant usage on type app.y to pg_monitor', 'added type privileges app.y'],
      ['alter table app.t enable row level security', 'changed table app.t'],
      ['create policy p on app.t using (true)', 'added policy p on app.t'],
      ['alter function app.f() parallel safe', 'changed function app.f()'],
    ];
    for (const [sql, difference] of changes) {
      await on(url, (target) => target.execute(sql));
      const { differences } = await targetDrift(url);
      expect(differences.map(({ change, object }) => `${change} ${object}`)).toContain(difference);
      await repairTarget({ url, tool: 't', adopt: true });
    }
    // It is filled again in the course of things.
    await on(url, (target) => target.execute('refresh materialized view app.m'));
    expect((await targetDrift(url)).differences).toEqual([]);
  });

  it('says nothing of what an older ledger did not look at', async () => {
    const url = await databases.fresh('create table t (a text); alter table t replica identity full');
    const facts = await on(url, (target) => readCatalog(target));
    const older = marksOf(facts.filter(({ kind }) => kind !== 'replica identity')).slice(1);
    expect(compareCatalogs(older, facts)).toEqual([]);
    expect(compareCatalogs(marksOf([]), facts).length).toBe(facts.length);
  });
});
