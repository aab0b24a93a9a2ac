import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Target } from '../../../src/runner/target/target.js';
import type { Scratch } from '../../../src/runner/verify/scratch.js';
import { openScratch } from '../../../src/runner/verify/scratch.js';
import { codesOf, convertProject, schemaOf } from '../../output/project.js';
import { describeTargets } from '../../support/targets.js';

const project = `
create table account (id number primary key, balance number(12,2));
create global temporary table work (id number) on commit preserve rows;
create package teller as
  procedure deposit(p_id number, p_amount number);
  function balance(p_id number) return number;
  procedure note;
  procedure close_day;
  function rate(p number) return number;
end;
/
create package body teller as
  procedure post(p_id number, p_amount number) is
  begin update account set balance = balance + p_amount where id = p_id; end;
  procedure deposit(p_id number, p_amount number) is begin post(p_id, p_amount); end;
  function balance(p_id number) return number is
    v number;
  begin select balance into v from account where id = p_id; return v; end;
  procedure note is begin insert into work values (1); end;
  procedure close_day is begin delete from account; commit; end;
  function rate(p number) return number is begin return p / 100; end;
end;
/
create function total return number is
  v number;
begin
  for r in (select balance from account) loop v := nvl(v, 0) + r.balance; end loop;
  return v;
end;
/
create view v_balance as select id, teller.balance(id) as balance from account;
create view v_total as select total as balance from dual;
create view v_inner as select balance from v_total;
insert into account values (1, 10);
commit;
grant execute on teller to rights_clerk;
grant execute on total to rights_clerk;
grant select on v_balance to rights_viewer;
grant select on v_inner to rights_viewer;
`;

describeTargets("routines of definer's rights that are granted", (url) => {
  let scratch: Scratch;
  let target: Target;
  beforeAll(async () => {
    scratch = await openScratch(url, { statementTimeoutMs: 30_000 });
    target = await scratch.fresh();
    const { files } = await convertProject({ 'a.sql': project });
    for (const { path, text } of files
      .filter((f) => f.path.startsWith('sql/'))
      .sort((a, b) => (a.path < b.path ? -1 : 1)))
      await target.execute(text).catch((error: unknown) => {
        throw new Error(`${path}: ${String(error)}`);
      });
  }, 60_000);
  afterAll(() => scratch?.close());

  const as = async (role: string, sql: string): Promise<void> => {
    await target.execute(`set session authorization ${role}`);
    try {
      await target.execute(sql);
    } finally {
      await target.execute('reset session authorization');
    }
  };

  it.each([
    ['rights_clerk', 'call teller.deposit(1, 5)'],
    ['rights_clerk', 'select teller.balance(1)'],
    ['rights_clerk', 'select public.total()'],
    ['rights_clerk', 'call teller.note(); select count(*) from pg_temp.work; insert into pg_temp.work values (2)'],
    ['rights_viewer', 'select * from public.v_balance'],
    ['rights_viewer', 'select * from public.v_inner'],
  ])('%s may: %s', async (role, sql) => {
    await expect(as(role, sql)).resolves.toBeUndefined();
  });

  it.each([
    ['rights_clerk', 'update public.account set balance = 0'],
    ['rights_clerk', 'call teller.post(1, 5)'],
    ['rights_clerk', 'call teller.close_day()'],
    ['rights_viewer', 'call teller.deposit(1, 5)'],
    ['rights_viewer', 'select * from public.v_total'],
  ])('%s may not: %s', async (role, sql) => {
    await expect(as(role, sql)).rejects.toThrow(/permission denied/);
  });
});

it('says which routines keep the rights of their caller, because they commit', async () => {
  const conversion = await convertProject({ 'a.sql': project });
  expect(conversion.diagnostics.filter((d) => d.code === 'OP6306').map((d) => d.message)).toEqual([
    expect.stringMatching(/^CLOSE_DAY of TELLER: .* granted to RIGHTS_CLERK, too\.$/),
  ]);
});

it('leaves what alters the session, whose schema has to stay', async () => {
  const conversion = await convertProject({
    'a.sql': `
create procedure go_to(p varchar2) is begin execute immediate 'alter session set current_schema = ' || p; end;
/
create procedure go_home is begin go_to('HOME'); end;
/
grant execute on go_home to clerk;
`,
  });
  expect(codesOf(conversion)).not.toContain('OP6306');
  expect(schemaOf(conversion)).not.toContain('security definer');
});

it('leaves what uses no table as it is, and what belongs to the grantee', async () => {
  const conversion = await convertProject({
    'a.sql': `
create table hr.t (id number);
create table app.u (id number);
create procedure hr.p as begin insert into hr.t values (1); end;
/
create function hr.f(x number) return number as begin return x + 1; end;
/
create procedure hr.q authid current_user as begin insert into hr.t values (1); end;
/
grant execute on hr.p to app;
grant execute on hr.f to clerk;
grant execute on hr.q to clerk;
`,
  });
  expect(codesOf(conversion)).toEqual([]);
  expect(schemaOf(conversion)).not.toContain('security definer');
});

it('gives the rights of a granted view to an entry of its own: other SQL calls without a search_path', async () => {
  const conversion = await convertProject({
    'a.sql': `
create table rate (id number primary key, value number);
create table log (value number);
create function rate_of(p number) return number as
  v number;
begin select value into v from rate where id = p; return v; end;
/
create procedure note(p number) as begin insert into log values (rate_of(p)); end;
/
create view v_rate as select id, rate_of(id) as value from rate;
grant select on v_rate to viewer;
`,
  });
  const schema = schemaOf(conversion);
  expect(schema.match(/security definer/g)).toHaveLength(1);
  expect(schema).toMatch(/rate_of__view\(p numeric\)\s+returns numeric\s+language plpgsql\s+security definer/);
  expect(schema).toMatch(/rate_of__view\(rate\.id\) as value/);
  expect(schema).toMatch(/insert into \S*log\s+values \(\S*rate_of__sql\(p\)\)/);
});
