import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { applyProject } from '../../src/runner/apply-run.js';
import { openTarget, type Target } from '../../src/runner/target.js';
import { verifyTarget } from '../../src/runner/verify.js';
import { bigProject, writeProject } from './faults/project.js';

const url = inject('postgresUrl');

/** What somebody does to a target, and the problem that has to be named. */
const defects: readonly (readonly [sql: string, problem: RegExp])[] = [
  ['alter table shop.t1 drop column name cascade', /missing column shop\.t1\.name/],
  ['alter table shop.t3 alter column name type text', /different column shop\.t3\.name/],
  ['alter table shop.t4 alter column id drop default', /different column shop\.t4\.id/],
  ['alter table shop.t4 alter column name set not null', /different column shop\.t4\.name/],
  ['alter table shop.t2 disable trigger stamp', /trigger stamp on shop\.t2/],
  ['drop trigger stamp on shop.t2', /missing trigger stamp on shop\.t2/],
  ['drop index shop.t4_name_ix', /missing index shop\.t4_name_ix/],
  ['alter table shop.t4 drop constraint t4_fk', /missing constraint t4_fk on shop\.t4/],
  [
    'alter table shop.t4 drop constraint t4_fk; alter table shop.t4 add constraint t4_fk foreign key (parent_id) references shop.t3 not valid',
    /constraint t4_fk on shop\.t4/,
  ],
  [
    `create or replace function shop.f2(p_id bigint, p_name text default 'x') returns text language plpgsql as $$ begin return 'wrong'; end $$`,
    /different function shop\.f2/,
  ],
  [
    `create or replace function shop.f3(p_id bigint, p_name text default 'x') returns text language plpgsql as $$ begin return (select nope from shop.t1); end $$`,
    /routine function shop\.f3/,
  ],
  ['drop function shop.f1(bigint, text)', /missing function shop\.f1/],
  ['revoke select on shop.t1 from public', /different table shop\.t1/],
  ['grant insert on shop.t2 to public', /different table shop\.t2/],
  ['grant execute on function shop.f4(bigint, text) to public', /different function shop\.f4/],
  [
    'create or replace view shop.v as select id, upper(name)::varchar(40) as name from shop.t1',
    /different view shop\.v/,
  ],
  ["select setval('shop.ids', 1)", /sequence shop\.ids/],
  ['alter sequence shop.ids increment by 1', /different sequence shop\.ids/],
  ["comment on table shop.t3 is 'other'", /different comment shop\.t3/],
  ['create table shop.extra (id int)', /added table shop\.extra/],
  ['alter domain shop.amount drop constraint amount_check', /missing constraint amount_check on shop\.amount/],
  ['update oraphant.entry set actor = actor || 1 where seq = 4', /ledger entry 4/],
];

describe.skipIf(url === undefined)('verify (PostgreSQL)', () => {
  const files = Object.fromEntries(Object.entries(bigProject(4)).filter(([name]) => !name.includes('legacy')));
  const grants = Object.keys(files).find((name) => name.includes('grants')) ?? '';
  const project = writeProject({
    ...files,
    [grants]: 'grant select on shop.t1, shop.v to public;\ngrant usage on schema shop to public;',
  });
  let admin: Target;
  let target: Target;
  let database = '';
  beforeAll(async () => {
    admin = await openTarget(url!);
    await admin.execute('create database verify_test');
    database = `${url!.replace(/\/postgres$/, '')}/verify_test`;
    expect((await applyProject(project.out, { url: database, tool: 't' })).exit).toBe(0);
    target = await openTarget(database);
    await target.execute("select setval('shop.ids', 1000)");
    await target.execute('alter table oraphant.entry disable trigger append_only');
  });
  afterAll(async () => {
    await target.close();
    await admin.execute('drop database verify_test with (force)');
    await admin.close();
    project.remove();
  });

  it('finds nothing on a sound target, and says what it looked at', async () => {
    const report = await verifyTarget(project.out, database);
    expect(report.problems).toEqual([]);
    expect(report.checks.find(({ check }) => check.startsWith('objects'))?.looked).toBeGreaterThan(50);
    expect(report.checks.some(({ check }) => check.startsWith('statements in routines'))).toBe(true);
  });

  it('finds every defect', async () => {
    const missed: string[] = [];
    // Several defects that do not touch each other at a time.
    const groups = [0, 1, 2, 3].map((group) => defects.filter((_, index) => index % 4 === group));
    for (const group of groups) {
      await admin.execute('drop database if exists verify_defect with (force)');
      await target.close();
      await admin.execute('create database verify_defect template verify_test');
      target = await openTarget(database);
      const broken = `${url!.replace(/\/postgres$/, '')}/verify_defect`;
      const other = await openTarget(broken);
      for (const [sql] of group) await other.execute(sql);
      await other.close();
      const { problems } = await verifyTarget(project.out, broken);
      for (const [sql, problem] of group) {
        if (!problems.some(({ kind, object }) => problem.test(`${kind} ${object}`)))
          missed.push(`${sql}: ${JSON.stringify(problems)}`);
      }
    }
    await admin.execute('drop database if exists verify_defect with (force)');
    expect(missed).toEqual([]);
  });
});
