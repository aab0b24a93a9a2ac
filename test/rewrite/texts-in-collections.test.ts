import { expect, it } from 'vitest';
import { converted } from '../lower/converted.js';

const codes = (declarations: string, body: string): readonly string[] =>
  converted(`declare\n${declarations}\nbegin\n${body}\nend;\n/\n`).codes;

const declarations = `type texts is table of varchar2(99);
  l texts := texts('drop table a', 'drop table b');`;
const loop = 'for i in 1 .. l.count loop execute immediate l(i); end loop;';

it('says nothing of a collection that holds literals and nothing else', () => {
  expect(codes(declarations, loop)).toEqual([]);
  expect(
    codes(declarations, `l.extend; l(3) := 'drop ' || 'table c'; dbms_output.put_line(l(1) || l(2)); ${loop}`),
  ).toEqual([]);
});

it.each([
  ['an element of something else', `l(1) := 'drop table ' || user;`],
  ['an element that something fills', `select 'drop table c' into l(1) from dual;`],
  ['an element that a routine may fill', 'fill(l(1));'],
  ['a collection that a routine may change', 'change(l);'],
  ['a collection of other elements', 'l := others;'],
])('reports %s', (_, statement) => {
  const more = `others texts := texts();
  procedure fill(x out varchar2) is begin x := user; end;
  procedure change(x in out texts) is begin x := others; end;`;
  expect(codes(`${declarations}\n  ${more}`, `${statement} ${loop}`)).toEqual(['OP3060']);
});

it('takes messages that begin like statements for what they are', () => {
  const { sql } = converted(`declare
  type job is record (text varchar2(99));
  j job;
begin
  if user is null then raise_application_error(-20001, 'Update of nothing failed'); end if;
  select max(name) into j.text from jobs;
  execute immediate j.text;
  dbms_output.put_line('Select statement cannot be empty');
  run('update jobs set name = upper(name)');
end;
/
`);
  expect(sql).not.toContain("j.text = 'Select");
  expect(sql).not.toContain("j.text = 'Update");
  expect(sql).toContain("j.text = 'update jobs");
});
