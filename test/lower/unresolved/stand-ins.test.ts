import { describe, expect, it } from 'vitest';
import { defaultOptions } from '../../../src/compile.js';
import { compileScript } from '../../../src/output/script.js';

const compiled = (sql: string) => compileScript(sql, 'c1.sql', { defineOff: true }, defaultOptions);

describe('types that are not among the inputs', () => {
  it('text that stands for one is cast to what it meets', async () => {
    const { steps, diagnostics } = await compiled(`create table uk (n number, d date);
declare
  a nowhere.col%type;
  c nowhere.d%type;
  k number;
begin
  insert into uk values (a, c);
  k := nvl(a, 0);
  if a > k then null; end if;
end;
/
`);
    const text = steps.map((s) => s.sql).join('\n');
    expect(text).toContain('values (a::numeric, c::timestamp)');
    expect(text).toContain('k := coalesce(a::numeric, 0)');
    expect(text).toContain('if a::numeric > k then');
    expect(diagnostics.filter((d) => d.code === 'OP1107')).toHaveLength(2);
  });

  it('numbers meet it as numbers, and arguments become text', async () => {
    const { steps } = await compiled(`create or replace function f(a nowhere.x%type, b nowhere.y%type) return number is
  n number := 2;
begin
  if a = 0 or a in (1, 2) then return n * b; end if;
  return f(n, sysdate - 1) + f(a, null) + f(a => 'x', b => n + 1);
end;
/
`);
    const text = steps.map((s) => s.sql).join('\n');
    expect(text).toContain('if a::numeric = 0 or a::numeric in (1, 2) then');
    expect(text).toContain('n * b::numeric');
    expect(text).toContain('public.f(n::text, ');
    expect(text).toContain('public.f(a, null::text)');
    expect(text).toContain("public.f('x'::text, (n + 1)::text)");
  });

  it('fields and elements of such a type are text, too', async () => {
    const { steps } = await compiled(`create or replace procedure p(n number) is
  type r is record (a nowhere.x%type);
  type us is table of nowhere.y%type;
  v r; u us := us();
begin
  if v.a = 1 or u(1) > n then p(v.a); end if;
end;
/
`);
    const text = steps.map((s) => s.sql).join('\n');
    expect(text).toContain('if v.a::numeric = 1 or ora.elem(u, 1)::numeric > n then');
    expect(text).toContain('call public.p(v.a::numeric)');
  });

  it('results, constants and CASE of such types become numbers beside numbers', async () => {
    const { steps } = await compiled(`create or replace package k is
  g constant nowhere.a%type := 45;
  function f(x nowhere.a%type) return nowhere.c%type;
end;
/
create or replace package body k is
  function f(x nowhere.a%type) return nowhere.c%type is
    m number;
  begin
    case x when g then m := 1; else m := nvl(f(g), 24); end case;
    m := case m when 1 then x / 12 else x end;
    if m * 2 + x <= f(x) then return m; end if;
    return x;
  end;
end;
/
`);
    const text = steps.map((s) => s.sql).join('\n');
    expect(text).toContain('if x::numeric = 45 then');
    expect(text).toContain('coalesce(k.f(45::text)::numeric, 24)');
    expect(text).toContain('when 1 then ora.div(x::numeric, 12) else x::numeric end');
    expect(text).toContain('ora.num_computed(ora.num_computed(m * 2) + x::numeric) <= k.f(x)::numeric then');
  });

  it('a default that is not known raises where it is used, and the routine is made', async () => {
    const { steps, diagnostics } =
      await compiled(`create or replace function f(a number, b varchar2 default nowhere.g) return number is
begin
  return a;
end;
/
`);
    const text = steps.map((s) => s.sql).join('\n');
    expect(text).toMatch(/b text default case\s+when ora\.refused\(\s*'OP3041 NOWHERE\.G is not/);
    expect(text).toContain('return a;');
    expect(diagnostics.map((d) => d.code)).toEqual(['OP3041']);
  });

  it('elements of a cursor row that is not known are text, said once', async () => {
    const { steps, diagnostics } = await compiled(`create or replace procedure p is
  cursor c is select * from nowhere;
  type rows_t is table of c%rowtype;
  r rows_t;
begin
  open c; fetch c bulk collect into r; close c;
  dbms_output.put_line(r.count);
end;
/
`);
    expect(steps.map((s) => s.sql).join('\n')).not.toContain('record[]');
    expect(diagnostics.filter((d) => d.code === 'OP1107').map((d) => d.message)).toEqual([
      'The type C%ROWTYPE of ROWS_T is not among the inputs; text stands in its place.',
    ]);
  });

  it('a type whose variable is opened is a REF CURSOR, everywhere', async () => {
    const { steps, diagnostics } = await compiled(`create table t (a number);
create or replace procedure reads(c out other.cur_type) is
  x other.cur_type;
begin
  open x for select a from t;
  c := x;
end;
/
create or replace procedure passes(c out other.cur_type) is
begin
  reads(c);
end;
/
`);
    const text = steps.map((s) => s.sql).join('\n');
    expect(text.match(/refcursor/g)).toHaveLength(3);
    expect(diagnostics.filter((d) => d.severity !== 'info')).toEqual([]);
  });

  it('rows of a function whose collection is not known are refused', async () => {
    const { diagnostics } = await compiled(`create or replace function f return other.list pipelined is
begin
  pipe row ('a');
  return;
end;
/
`);
    expect(diagnostics.map((d) => d.code)).toEqual(expect.arrayContaining(['OP1107', 'OP3001']));
    expect(diagnostics.map((d) => d.code)).not.toContain('OP9902');
  });

  it('columns that * hands out of a table that is not there are columns', async () => {
    const { steps, diagnostics } = await compiled(`create table stock (item number, many number);
create or replace procedure p is
begin
  merge into stock s using (select * from delivered) v on (s.item = v.item)
  when matched then update set s.many = s.many + v.many
  when not matched then insert (item, many) values (v.item, v.many);
  for r in (with f as (select d.* from delivered d) select f.item from f where weight > 1) loop null; end loop;
end;
/
`);
    const text = steps.map((s) => s.sql).join('\n');
    expect(text).toContain('values (v.item, v.many)');
    expect(text).toContain('select f.item');
    expect([...new Set(diagnostics.map((d) => d.code))]).toEqual(['OP2005']);
  });

  it('methods of a type that is not there are said by the name of that type, or of the variable and the method', async () => {
    const { diagnostics } = await compiled(`create or replace procedure p(m other.message) is
  a anytype;
  s sys.anydataset;
  n number;
begin
  m.set_long('a', 1, 2);
  n := m.get_long(1, 2);
  anytype.begincreate(dbms_types.typecode_object, a);
  a.addattr('x', 1, null, null, 32767, null, null);
  a.endcreate;
  s.addinstance;
  n := s.getcount();
end;
/
`);
    const said = diagnostics.map((d) => [d.message.split(' ')[0], d.about]);
    expect(said).toContainEqual(['M.SET_LONG', 'OTHER']);
    expect(said).toContainEqual(['M.GET_LONG', 'OTHER']);
    expect(said).toContainEqual(['A.ADDATTR', 'ANYTYPE']);
    expect(said).toContainEqual(['ANYDATASET.GETCOUNT', 'ANYDATASET']);
    expect(said.filter(([, about]) => about === 'ANYTYPE')).toHaveLength(3);
    expect(said.filter(([, about]) => about === 'ANYDATASET')).toHaveLength(2);
  });
});
