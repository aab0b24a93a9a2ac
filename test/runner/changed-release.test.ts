import { expect, it } from 'vitest';
import { applyProject } from '../../src/runner/apply/apply.js';
import { rollbackRuns } from '../../src/runner/apply/undo/rollback.js';
import { fingerprint, readCatalog } from '../../src/runner/verify/catalog.js';
import { planTarget } from '../../src/runner/verify/inspect.js';
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
});
