import { expect, it } from 'vitest';
import { convertProject } from './project.js';

const textOf = async (source: string): Promise<string> => {
  const { files } = await convertProject({ 's.sql': source });
  return files
    .filter((f) => f.path.startsWith('sql/') && !f.path.includes('runtime_ora'))
    .map((f) => f.text)
    .join('\n');
};

it('keeps what a specification says of its routines before what the body says, each once', async () => {
  const sql = await textOf(`create package p is
  /** Adds. */
  procedure a(n number); -- to the sum
  -- Takes away.
  procedure b;
end;
/
create package body p is
  -- quickly
  procedure a(n number) is begin null; end;
  --  Takes   away.
  procedure b is begin null; end; -- done
  -- that is all
end;
/
`);
  expect(sql).toContain('/** Adds. */\n-- to the sum\n-- quickly\ncreate procedure p.a(');
  expect(sql).toContain('\n--  Takes   away.\ncreate procedure p.b(');
  expect(sql.match(/Takes/g)).toHaveLength(1);
  expect(sql).toContain('$$; -- done\n-- that is all');
});

it('keeps comments about a package with its schema, those of variables with their first values', async () => {
  const sql = await textOf(`-- before
create package p is
  -- about
  g number := 1; -- count
  procedure a;
end;
/
create package body p is
  procedure a is begin g := 2; end;
end;
/
`);
  expect(sql).toContain('-- before\n-- about\ncreate schema if not exists p;');
  expect(sql).toContain("perform ora.package_set('p.g', 1::numeric::text); -- count");
});

it('leaves comments at the end of a branch where they are', async () => {
  const sql = await textOf(`create procedure a(n number) is
  v number;
  -- declared
begin
  if n = 1 then
    v := 1;
    -- one
  else
    v := 2;
  end if;
  -- chosen
exception
  -- never
  when others then
    raise;
end;
/
`);
  expect(sql).toContain('  v numeric;\n  -- declared\nbegin');
  expect(sql).toContain('    v := 1;\n    -- one\n  else');
  expect(sql).toContain('  end if;\n  -- chosen\nexception\n  -- never\n  when others');
});

it('keeps comments behind parameters', async () => {
  const sql = await textOf(`create procedure a(
  n number, -- one
  m number -- two
) is
begin
  null;
end;
/
create procedure b(n number -- only
) is
begin
  null;
end;
/
`);
  expect(sql).toContain('create procedure public.a(\n  n numeric, -- one\n  m numeric -- two\n)\n');
  expect(sql).toContain('create procedure public.b(\n  n numeric -- only\n)\n');
});

it('keeps what is said of declarations that leave nothing, with the declaration', async () => {
  const sql = await textOf(`create package p is
  -- about
  c constant number := 1;
  -- no such page
  e exception;
  d constant number := 2; -- inlined
  -- a row
  type r is record (
    id number, -- its key
    -- its name
    name varchar2(10)
  );
  procedure a;
end;
/
create package body p is
  procedure a is
    -- shorter
    subtype s is varchar2(5);
    -- counted
    n number := d;
    -- never raised
    x exception;
  begin
    n := n + c;
  end;
end;
/
`);
  expect(sql).toContain('-- about\ncreate schema if not exists p;');
  expect(sql).toContain('-- no such page\n-- e exception\n-- d constant number := 2 -- inlined\ncomment on schema p');
  expect(sql).toContain(
    '-- a row\ncreate type p.r as (\n  -- its key\n  id numeric,\n  -- its name\n  name varchar(10)\n);',
  );
  expect(sql).toContain('  -- shorter\n  -- subtype s is varchar2(5)\n  -- counted\n  n numeric := 2;');
  expect(sql).toContain('  -- never raised\n  -- x exception\n');
  expect(sql.match(/about/g)).toHaveLength(1);
});

it('keeps what is said of savepoints and of returns to them, where sub-blocks stand in their place', async () => {
  const sql = await textOf(`create table t (a number);
create or replace procedure p(n number) is
begin
  -- mark one
  savepoint s1;
  insert into t values (1);
  if n > 1 then
    -- back one
    rollback to s1;
  end if;
  insert into t values (2);
end;
/
create or replace procedure q is
begin
  for r in (select 1 a from dual) loop
    -- mark two
    savepoint s2;
    begin
      insert into t values (2);
    exception
      when others then
        -- back two
        rollback to s2;
        -- told
        dbms_output.put_line('x');
    end;
  end loop;
end;
/
`);
  for (const said of ['mark one', 'back one', 'mark two', 'back two', 'told'])
    expect(sql.match(new RegExp(`-- ${said}\\n`, 'g')), said).toHaveLength(1);
});
