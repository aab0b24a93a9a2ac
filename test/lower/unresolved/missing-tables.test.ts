import { describe, expect, it } from 'vitest';
import { defaultOptions } from '../../../src/compile.js';
import { compileScript } from '../../../src/output/script.js';

describe('tables that are not among the inputs', () => {
  it('are looked for in the schema of the program that names them', async () => {
    const script = `alter session set current_schema = u1;
create procedure p is
begin
  insert into later_table(a) values (1);
end;
/
create procedure u2.q is
begin
  delete from later_table;
  delete from u3.later_table;
end;
/
`;
    const { steps } = await compileScript(script, 'c1.sql', { defineOff: true }, defaultOptions);
    const text = steps.map((s) => s.sql).join('\n');
    expect(text).toContain('insert into u1.later_table (a)');
    expect(text).toContain('delete from u2.later_table;');
    expect(text).toContain('delete from u3.later_table;');
  });

  it('give no record whose fields an INSERT or UPDATE could take', async () => {
    const script = `begin
  for r in (select * from later_table) loop
    insert into later_table values r;
    update later_table set row = r where id = r.id;
  end loop;
end;
/
`;
    const { steps, diagnostics } = await compileScript(script, 'c2.sql', { defineOff: true }, defaultOptions);
    expect(diagnostics.map((d) => d.code)).toEqual(expect.arrayContaining(['OP2004']));
    expect(diagnostics.map((d) => d.code)).not.toContain('OP9902');
    expect(steps.map((s) => s.sql).join('\n')).toContain('for l_r in select * from public.later_table loop');
  });

  it('may be rows of records, whose fields are not known; those of a table that is there are', async () => {
    const script = `create table account (id number, amount number);
create procedure p is
  n number;
  a account%rowtype;
  cursor c is select id from account;
begin
  for r in (select * from later_table) loop n := r.total; end loop;
  for r in (select * from account) loop n := r.total; end loop;
  for r in c loop n := r.amount; end loop;
  for r in (select x.*, x.rowid as place from account x) loop n := r.amount; end loop;
  a.id := 1;
  a.total := 2;
end;
/
`;
    const { steps, diagnostics } = await compileScript(script, 'c4.sql', { defineOff: true }, defaultOptions);
    const missing = diagnostics.filter((d) => d.code === 'OP3041').map((d) => d.message.split(' ')[0]);
    expect(missing).toEqual(['TOTAL', 'AMOUNT', 'ACCOUNT.TOTAL']);
    expect(steps.map((s) => s.sql).join('\n')).toContain('n := r.total');
  });

  it('may have columns that are called like a package or type', async () => {
    const script = `create package ts_id as procedure p; end;
/
create type addr as object (a number);
/
create procedure q(x out varchar2) is
begin
  select ts_id into x from later_table where addr = 5;
end;
/
`;
    const { steps } = await compileScript(script, 'c3.sql', { defineOff: true }, defaultOptions);
    expect(steps.map((s) => s.sql).join('\n')).toContain('select later_table.ts_id into strict x');
  });

  it('may have the columns of tables around them', async () => {
    const script = `create table t (id number, owner varchar2(10));
create procedure p(n out number) is
begin
  select count(*) into n from t where id not in (select id from later_table where owner = t.owner);
end;
/
`;
    const { steps } = await compileScript(script, 'c4.sql', { defineOff: true }, defaultOptions);
    expect(steps.map((s) => s.sql).join('\n')).toContain(
      'not in (select id from public.later_table where owner = t.owner)',
    );
  });

  it('may have a column OBJECT_ID, which is no pseudo-column then', async () => {
    const script = `create or replace procedure p(n number) is
begin
  for r in (select d.object_id, s.name from defaults d, serials s where d.object_id = s.id and object_id > n) loop
    null;
  end loop;
end;
/
`;
    const { steps, diagnostics } = await compileScript(script, 'c1.sql', { defineOff: true }, defaultOptions);
    const text = steps.map((s) => s.sql).join('\n');
    expect(text).toContain('d.object_id = s.id');
    expect([...new Set(diagnostics.map((d) => d.code))]).toEqual(['OP2005']);
  });

  it('are told by the names that the program has, not by those of the output', async () => {
    const script = `create procedure p is
  rec later_table%rowtype;
begin
  begin
    select * into rec from later_table where id = 1;
  exception when no_data_found then null;
  end;
  if rec.office = 3 then null; end if;
  rec.parent := null;
end;
/
`;
    const { diagnostics } = await compileScript(script, 'c4.sql', { defineOff: true }, defaultOptions);
    const missing = diagnostics.filter((d) => d.code === 'OP3041').map((d) => d.message.split(' ')[0]);
    expect(missing).toEqual(['REC.OFFICE', 'REC.PARENT']);
  });
});
