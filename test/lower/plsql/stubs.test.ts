import { expect, it } from 'vitest';
import { defaultOptions } from '../../../src/compile.js';
import { compileScript } from '../../../src/output/script.js';

it('a refused routine has every entry that its callers name', async () => {
  const { steps, diagnostics } = await compileScript(
    `create table t (a number);
create or replace package p is
  procedure run(a number, b number default 2);
  function get(n number) return number;
  procedure other;
end;
/
create or replace package body p is
  procedure run(a number, b number default 2) is
    x nowhere.list := nowhere.list(1);
  begin
    insert into t values (a);
    commit;
  end;
  function get(n number) return number is
    r number;
    x nowhere.list := nowhere.list(1);
  begin
    select a into r from t where a = n;
    return r;
  end;
  procedure other is
  begin
    insert into t values (1);
    run(1);
  exception
    when others then
      insert into t values (3);
      commit;
  end;
end;
/
create view v as select p.get(a) g from t;
`,
    'refused.sql',
    { defineOff: true },
    defaultOptions,
  );
  const sql = steps.map((s) => s.sql).join('\n');
  expect(diagnostics.map((d) => d.code)).toContain('OP3041');
  for (const entry of [
    'procedure p.run__c(a numeric, b numeric, inout err ora.err)',
    'procedure p.run(a numeric, b numeric default 2)',
    'function p.get(n numeric)',
    'function p.get__sql(n numeric)',
    'call p.run__c(1, 2, err)',
    'select p.get__sql(t.a)',
  ])
    expect(sql).toContain(entry);
});

it('a package variable whose initial value is refused raises when it is read, the rest of the package goes on', async () => {
  const { steps } = await compileScript(
    `create or replace package p is
  area number := sdo_geom.sdo_area(1);
  n number := 5;
end;
/
`,
    'refused.sql',
    { defineOff: true },
    defaultOptions,
  );
  const sql = steps.map((s) => s.sql).join('\n');
  expect(sql).toMatch(/perform ora\.package_refuse\(\s*'p\.area',\s*'OP4001 /);
  expect(sql).toContain("perform ora.package_set('p.n', 5::numeric::text)");
});

it('what a specification declares and no body defines is a stub, so that callers are created and no handler swallows the call', async () => {
  const { steps, diagnostics } = await compileScript(
    `create package rates as
  procedure load(p_day date default sysdate);
  function rate_of(p_code varchar2) return number;
end;
/
create package limits as
  function most return number;
  function least return number;
end;
/
create package body limits as
  function most return number is begin return 9; end;
end;
/
create procedure every_day is
begin
  rates.load;
exception
  when others then null;
end;
/
`,
    'stubs.sql',
    { defineOff: true },
    defaultOptions,
  );
  const text = steps.map((s) => s.sql).join('\n');
  expect(diagnostics.map((d) => d.code)).toEqual(['OP3065', 'OP3061']);
  expect(text).toContain('create procedure rates.load(p_day timestamp default null)');
  expect(text).toContain('create function rates.rate_of(p_code text)');
  expect(text).toContain('create function limits."least"()');
  expect(text.match(/-- oraphant: refused OP3065/g)).toHaveLength(2);
  expect(text).toContain('call rates.load(');
});

it('the rows of a function PIPELINED USING come from the methods of a type: its body is not missing', async () => {
  const { diagnostics } = await compileScript(
    `
create package files is
  function rows_of(p_file varchar2) return anydataset pipelined using files_impl;
  function size_of(p_file varchar2) return number;
end;
/
create package body files is
  function size_of(p_file varchar2) return number is begin return 9; end;
end;
/
`,
    'files.sql',
    { defineOff: true },
    defaultOptions,
  );
  const found = diagnostics.filter((d) => d.severity === 'error').map((d) => `${d.code} ${d.message}`);
  expect(found).toContain('OP3001 A function whose rows the type FILES_IMPL makes is not converted.');
  expect(found.join()).not.toContain('OP3061');
});
