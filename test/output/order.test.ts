import { describe, expect, it } from 'vitest';
import { codesOf, convertProject, schemaOf, scriptsOf } from './project.js';

const table = 'create table t (id number primary key, note varchar2(10));';
const trigger = "create trigger t_bi before insert on t for each row\nbegin\n  :new.note := 'fired';\nend;\n/";
const row = 'insert into t (id) values (1);';

const positions = (sql: string, ...parts: readonly string[]): number[] => parts.map((part) => sql.indexOf(part));
const isAscending = (list: readonly number[]): boolean =>
  list.every((at, i) => at >= 0 && (i === 0 || at > (list[i - 1] ?? 0)));

it('creates a trigger behind the rows that the script inserts before it', async () => {
  const made = await convertProject({ 'i.sql': `${table}\n${row}\n${trigger}\ninsert into t (id) values (2);` });
  const sql = schemaOf(made);
  expect(isAscending(positions(sql, 'values (1', 'create trigger', 'values (2'))).toBe(true);
  expect(codesOf(made)).toEqual([]);
});

it('makes a trigger before the block behind it that changes rows and the table', async () => {
  const block =
    "begin\n  insert into t (id) values (1);\n  execute immediate 'alter table t disable all triggers';\n  execute immediate 'alter table t add extra number';\nend;\n/";
  const made = await convertProject({ 'i.sql': `${table}\n${trigger}\n${block}` });
  expect(isAscending(positions(schemaOf(made), 'create trigger', 'values (1'))).toBe(true);
  expect(codesOf(made)).toEqual([]);
});

it('disables a trigger that is made disabled behind its CREATE TRIGGER', async () => {
  const made = await convertProject({ 'i.sql': `${table}\n${trigger.replace('row\n', 'row disable\n')}` });
  expect(isAscending(positions(schemaOf(made), 'create trigger t_bi', 'disable trigger t_bi'))).toBe(true);
});

it('makes views before the block behind them that makes them anew', async () => {
  const block =
    "begin\n  execute immediate 'create or replace view v as select id from t where id > 0';\n  execute immediate 'create view t as select 1 one from dual';\nexception when others then null;\nend;\n/";
  const made = await convertProject({
    'i.sql': `${table}\ncreate view v as select id from t;\ncreate view w as select max(id) m from v;\n${block}`,
  });
  expect(isAscending(positions(schemaOf(made), 'view public.v', 'view public.w', 'exception'))).toBe(true);
});

it('empties a table, and changes its partitions, between the rows that the script inserts before and after', async () => {
  const parts =
    'create table s (id number) partition by range (id) (partition p1 values less than (10), partition p2 values less than (20));';
  const made = await convertProject({
    'i.sql': `${table}\n${row}\ntruncate table t;\ninsert into t (id) values (2);\n${parts}\ninsert into s values (3);\nalter table s drop partition p1;\ninsert into s values (14);`,
  });
  const sql = schemaOf(made);
  expect(isAscending(positions(sql, 'values (1', 'truncate table public.t', 'values (2'))).toBe(true);
  expect(isAscending(positions(sql, 'values (3', 'drop_partition', 'values (14'))).toBe(true);
});

it('makes an index before its columns are renamed or dropped, and one of their new names after that', async () => {
  const made = await convertProject({
    'i.sql':
      'create table t (a varchar2(9), b number);\ncreate index t_a on t (upper(a), b);\nalter table t rename column a to c;\n' +
      'create index t_c on t (c);\nalter table t drop column b;',
  });
  const sql = schemaOf(made);
  expect(isAscending(positions(sql, 'upper(a)', 'rename column a', 'index t_c'))).toBe(true);
  expect(codesOf(made)).toEqual([]);
});

it('keeps the order of called files', async () => {
  const made = await convertProject({
    'install.sql': '@tables\n@rows\n@code',
    'tables.sql': table,
    'rows.sql': row,
    'code.sql': trigger,
  });
  expect(isAscending(positions(schemaOf(made), 'values (1', 'create trigger'))).toBe(true);
  expect(codesOf(made)).toEqual([]);
});

it('says nothing about the triggers that a table itself is made with', async () => {
  const made = await convertProject({
    'a_rows.sql': "insert into regions (name) values ('North');",
    'b_tables.sql': 'create table regions (id number generated always as identity primary key, name varchar2(50));',
  });
  expect(schemaOf(made)).toContain('create trigger');
  expect(codesOf(made)).toEqual([]);
});

it('creates triggers first where the order of files is not known, and says so', async () => {
  const made = await convertProject({ 'a_rows.sql': row, 'b_tables.sql': table, 'c_code.sql': trigger });
  expect(isAscending(positions(schemaOf(made), 'create trigger', 'values (1'))).toBe(true);
  expect(codesOf(made)).toEqual(['OP6412']);
});

it('switches triggers off and on where the script does', async () => {
  const made = await convertProject({
    'i.sql': `${table}\n${trigger}\nalter trigger t_bi disable;\n${row}\nalter trigger t_bi enable;\nalter table t disable all triggers;\ninsert into t (id) values (2);`,
  });
  const sql = schemaOf(made);
  expect(
    isAscending(
      positions(
        sql,
        'create trigger',
        'disable trigger t_bi',
        'values (1',
        'enable trigger t_bi',
        "select ora.switch_triggers('public.t', false)",
        'values (2',
      ),
    ),
  ).toBe(true);
});

it('changes partitions and keeps disabled constraints in the schema, in the order of the source', async () => {
  const made = await convertProject({
    'i.sql': `create table s (d varchar2(3), n number, constraint s_ck check (n > 0) disable)
partition by list (d) (partition p_in values ('IN'), partition p_ab values ('A', 'B'));
alter table s modify partition p_in add values ('REJ');
alter table s split partition p_ab values ('A') into (partition p_a, partition p_b);
alter table s rename partition p_b to p_c;
insert into s values ('REJ', 1);
begin execute immediate 'alter table s enable constraint s_ck'; end;
/`,
  });
  const parts = ['disabled_constraint', 'partition_values', 'split_partition', 'rename to s_p_c', 'insert into'];
  expect(isAscending(positions(schemaOf(made), ...parts))).toBe(true);
});

it('runs a block that changes rows where the script has it, among what creates objects', async () => {
  const made = await convertProject({
    'i.sql': `${table}\nbegin\n  for i in 1 .. 3 loop insert into t (id) values (i); end loop;\nend;\n/\ncreate materialized view mt as select count(*) c from t;\nalter table t modify note default 'later';\ninsert into t (id) values (9);`,
  });
  const sql = schemaOf(made);
  const parts = ['for i in 1 .. 3 loop', 'create materialized view', "set default 'later'", 'values (9'];
  expect(isAscending(positions(sql, ...parts))).toBe(true);
  expect(scriptsOf(made)).toBe('');
  expect(codesOf(made)).toEqual([]);
});

it('makes a table by dynamic SQL of the rows that are there, and views over it behind that', async () => {
  const made = await convertProject({
    'i.sql': `create view v as select id from copied;\n${table}\n${row}\nbegin execute immediate 'create table copied as select id from t'; end;\n/\ncreate view w as select id from v;`,
  });
  const parts = ['values (1', 'do $$', 'create view public.v', 'create view public.w'];
  expect(isAscending(positions(schemaOf(made), ...parts))).toBe(true);
});

it('keeps what a block declares with the block', async () => {
  const block = 'declare\n  procedure p(x number) is begin insert into t (id) values (x); end;\nbegin p(7); end;\n/';
  const installed = await convertProject({ 'i.sql': `${row}\n${table}\n${block}` });
  expect(isAscending(positions(schemaOf(installed), 'values (1', 'procedure pg_temp.p', 'do $$'))).toBe(true);
  const beside = await convertProject({ 'a.sql': table, 'b.sql': block });
  expect(schemaOf(beside)).not.toContain('pg_temp');
  expect(scriptsOf(beside)).toContain('pg_temp.p');
});

it('says which blocks and calls that change rows are not part of the schema', async () => {
  const load = 'create procedure load is begin insert into t (id) values (5); end;\n/';
  const made = await convertProject({
    'a.sql': `${table}\n${load}\nexec load`,
    'b.sql': 'begin insert into t (id) values (6); end;\n/',
    'c.sql': 'exec load\nbegin dbms_output.put_line(1); end;\n/',
  });
  expect(codesOf(made)).toEqual(['OP6421', 'OP6419']);
  expect(schemaOf(made)).not.toContain('do $$');
});

it('says that a schema keeps what a ROLLBACK takes back', async () => {
  const made = await convertProject({ 'i.sql': `${table}\nrollback;\n${row}\nrollback;\n${row}\ncommit;\nrollback;` });
  expect(made.diagnostics.filter((d) => d.code === 'OP6420').map((d) => d.line)).toEqual([4]);
});

it('fills materialized views behind the rows of other files', async () => {
  const made = await convertProject({
    'a.sql': `${table}\ncreate view v as select id from t;\ncreate materialized view mt as select count(*) c from v;`,
    'b.sql': row,
  });
  const parts = ['create materialized view', 'values (1', 'refresh materialized view public.mt'];
  expect(isAscending(positions(schemaOf(made), ...parts))).toBe(true);
});

it('takes counted scripts of a folder as one installation, in the order of their numbers', async () => {
  const made = await convertProject({
    'v1.sql': 'create table t (id number primary key, a varchar2(10));\ninsert into t values (1, 1);',
    'v2.sql': 'alter table t add b number default 2;\ninsert into t (id, a) values (2, 2);',
    'v10.sql': 'alter table t drop column b;\ncreate or replace function f return number is begin return 10; end;\n/',
    'v9.sql':
      'alter table t rename column a to c;\nupdate t set c = b;\ncreate or replace function f return number is begin return 9; end;\n/',
  });
  const sql = schemaOf(made);
  expect(
    isAscending(
      positions(sql, 'values (1', 'add column b', 'values (2', 'rename column a', 'set c =', 'drop column b'),
    ),
  ).toBe(true);
  expect(sql).toContain('return 10');
  expect(codesOf(made)).toEqual([]);
});

it('keeps blocks and calls behind which the script goes on to change rows or tables, and those alone', async () => {
  const load = 'create procedure load is begin insert into t (id) values (5); end;\n/';
  const made = await convertProject({
    'i.sql': `${table}\n${load}\nexec load\nexec dbms_output.put_line('first')\nupdate t set note = 'x';\nexec dbms_output.put_line('last')`,
  });
  expect(isAscending(positions(schemaOf(made), 'call public.load', "'first'", 'update public.t'))).toBe(true);
  expect(scriptsOf(made)).toContain("'last'");
  expect(codesOf(made)).toEqual([]);
});

it('makes each definition where the script has it, if it uses one that it replaces further on', async () => {
  const f = (n: number): string => `create or replace function f return number is begin return ${n}; end;\n/`;
  const view = (column: string): string => `create or replace view v as select ${column} x from t;`;
  const used = 'insert into t (id) values (f);\n';
  const made = await convertProject({
    'install.sql': '@one\n@two',
    'one.sql': `${table}\n${f(1)}\n${view('id')}\n${used}`,
    'two.sql': `${f(2)}\n${view('note')}\n${used}exec dbms_output.put_line(f)`,
  });
  const parts = ['return 1', 'as select t.id as x', 'insert into', 'return 2', 'drop view', 'note as x'];
  expect(isAscending(positions(schemaOf(made), ...parts))).toBe(true);
  expect(codesOf(made)).toEqual([]);
  const unused = await convertProject({ 'i.sql': `${table}\n${f(1)}\n${row}\n${f(2)}\n${used}` });
  expect(schemaOf(unused)).not.toContain('return 1');
  expect(codesOf(unused)).toEqual([]);
});

it('leaves out rows that stand there before only where their key is written out', async () => {
  const f = 'create sequence s;\ncreate function f return number is begin return s.nextval; end;\n/';
  const call = 'insert into t (id) values (f);';
  const made = await convertProject({ 'i.sql': `${table}\n${f}\n${call}\n${call}\n${row}\n${row}` });
  expect(schemaOf(made).split('values (public.f())')).toHaveLength(3);
  expect(schemaOf(made).split('values (1)')).toHaveLength(2);
});

it('says what uses a definition that is replaced further on, where other scripts create objects, too', async () => {
  const f = (n: number): string => `create or replace function f return number is begin return ${n}; end;\n/`;
  const made = await convertProject({
    'a.sql': `${table}\n${f(1)}\ninsert into t (id)\nvalues (f);\n${f(2)}`,
    'b.sql': 'create table u (id number);',
  });
  expect(made.diagnostics.filter((d) => d.code === 'OP6422').map((d) => d.line)).toEqual([4]);
  expect(schemaOf(made)).toContain('return 2');
});

it('has foreign keys in force for the rows of their own script', async () => {
  const child = 'create table c (id number primary key, t_id number references t on delete cascade);';
  const rows = `${row}\ninsert into c values (1, 1);\ndelete from t;`;
  const made = await convertProject({ 'i.sql': `${table}\n${child}\n${rows}` });
  expect(isAscending(positions(schemaOf(made), 'foreign key', 'values (1', 'delete from'))).toBe(true);
  const parted = await convertProject({
    'a_rows.sql': row,
    'b.sql': `${table}\n${child}\ninsert into c values (1, 1);`,
  });
  expect(isAscending(positions(schemaOf(parted), 'values (1, 1)', 'foreign key'))).toBe(true);
  const apart = await convertProject({ 'a_rows.sql': `${rows}`, 'b.sql': `${table}\n${child}` });
  expect(isAscending(positions(schemaOf(apart), 'foreign key', 'values (1, 1)', 'delete from'))).toBe(true);
  const deferred = child.replace('on delete cascade', 'initially deferred');
  const atTheEnd = await convertProject({ 'i.sql': `${table}\n${deferred}\ninsert into c values (1, 1);\n${row}` });
  expect(isAscending(positions(schemaOf(atTheEnd), 'values (1, 1)', 'foreign key'))).toBe(true);
  const added = 'alter table c add foreign key (t_id) references t;';
  const later = await convertProject({
    'a.sql': `${table}\ncreate table c (id number, t_id number);`,
    'b_rows.sql': rows,
    'c.sql': added,
  });
  expect(isAscending(positions(schemaOf(later), 'delete from', 'foreign key'))).toBe(true);
});

it('alters tables under the views of other files where their script does it', async () => {
  const f = (n: number): string => `create or replace function f return number is begin return ${n}; end;\n/`;
  const made = await convertProject({
    '1_tables.sql': `create table t (id number, code char(5));\n${f(1)}\ninsert into t values (f, 'a');`,
    '2_views.sql': 'create view v as select code from t;',
    '3_changes.sql': `${f(2)}\nalter table t modify (code varchar2(9));\ninsert into t values (f, 'b');`,
  });
  const parts = ["'a')", 'create view', 'return 2', 'ora.modify_column', "'b')"];
  expect(isAscending(positions(schemaOf(made), ...parts))).toBe(true);
});

it('runs blocks that use a table behind the blocks of other files that change its columns', async () => {
  const grow =
    "begin\n  for c in (select 'kind' name from dual) loop\n    execute immediate 'alter table t add (' || c.name || ' varchar2(9))';\n  end loop;\n  execute immediate 'alter table t modify note not null';\nend;\n/";
  const use =
    "declare\n  v varchar2(9) := user;\nbegin\n  execute immediate 'create or replace context ' || v || '_ctx using p';\n  merge into t using dual on (t.id = 7) when not matched then insert (id, note) values (7, 'used');\nend;\n/";
  const made = await convertProject({ 'a_use.sql': use, 'b_table.sql': `${table}\n${row}\n${grow}` });
  expect(isAscending(positions(schemaOf(made), 'create table', 'values (1', 'add column', "'used'"))).toBe(true);
});

it('says that a schema keeps what the ROLLBACK of a block, or of what it calls, takes back', async () => {
  const undo = 'create procedure undo is begin rollback; end;\n/';
  const careful =
    'begin\n  insert into t (id) values (5);\n  commit;\nexception when others then rollback; raise;\nend;\n/';
  const made = await convertProject({
    'i.sql': `${table}\n${undo}\n${row}\nexec undo\n${row}\n${careful}\ncommit;\n${row}\nbegin\n  rollback;\nend;\n/\nupdate t set id = 1;`,
  });
  expect(made.diagnostics.filter((d) => d.code === 'OP6420').map((d) => d.line)).toEqual([5, 16]);
});

it('says that SET TRANSACTION READ ONLY keeps nothing from changing rows where a schema is built', async () => {
  const made = await convertProject({
    'i.sql': `${table}\nset transaction read only;\n${row}\ncommit;\nset transaction read only;\ncommit;\ninsert into t (id) values (2);`,
  });
  expect(made.diagnostics.filter((d) => d.code === 'OP6425').map((d) => d.line)).toEqual([2]);
});

it('says that rows of temporary tables are gone behind the statement that inserts them', async () => {
  const temporary = 'create global temporary table w (id number) on commit delete rows;';
  const fill = 'create procedure fill is begin insert into w values (2); end;\n/';
  const use = 'insert into t (id) select id from w;';
  const made = await convertProject({
    'i.sql': `${table}\n${temporary}\n${fill}\ninsert into w values (1);\ncommit;\n${use}\ncommit;\ninsert into w values (1);\n${use}\ncommit;\nexec fill\n${use}`,
  });
  expect(made.diagnostics.filter((d) => d.code === 'OP6423').map((d) => d.line)).toEqual([9, 12]);
});

it('gives calls, triggers and blocks beside the schema the formats that their session has set', async () => {
  const load = 'create procedure load is begin insert into t values (3, sysdate); end;\n/';
  const trigger = 'create trigger t_bi before insert on t for each row begin :new.note := sysdate; end;\n/';
  const made = await convertProject({
    'i.sql': `${table}\n${trigger}\n${load}\nalter session set nls_date_format = 'YYYY';\n${row}\nexec load\nexec dbms_output.put_line(sysdate)`,
  });
  const parts = ["'YYYY'", 'values (1', 'reset'];
  expect(isAscending(positions(schemaOf(made), ...parts))).toBe(true);
  const set = "set ora.nls_date_format = 'YYYY'";
  expect(isAscending(positions(scriptsOf(made), set, 'call public.load', 'put_line'))).toBe(true);
});

it('makes a table where the script has it, if the script has renamed or dropped another one of its name behind rows', async () => {
  const made = await convertProject({
    'i.sql': `create table s (a number);\ninsert into s values (1);\nrename s to old_s;\ncreate table s (b varchar2(5));\ninsert into s values ('x');\ndrop table s;\ncreate table s (c date);`,
  });
  const parts = ['a numeric', 'values (1)', 'rename to old_s', 'b varchar', "'x'", 'drop table', 'c timestamp'];
  expect(isAscending(positions(schemaOf(made), ...parts))).toBe(true);
  expect(codesOf(made)).toEqual([]);
});

it('says what stands behind the EXIT of a script, or of one that it calls', async () => {
  const made = await convertProject({
    'a.sql': `${table}\n@b\n${row}\nupdate t set id = 2;`,
    'b.sql': "whenever sqlerror exit failure\nupdate t set note = 'b';\nexit\n",
    'c.sql': 'create table c (id number);\nquit',
  });
  const found = made.diagnostics.filter((d) => d.code === 'OP6424');
  expect(found.map((d) => `${d.file.replace(/.*\//, '')}:${d.line}`)).toEqual(['a.sql:3']);
});

it('keeps what drops by the names of the dictionary out of the schema, wherever its text is put together', async () => {
  const clear = (text: string): string => `begin\n${text}\nend;\n/\n`;
  const dropped = "'drop ' || object_type || ' ' || object_name";
  const made = await convertProject({
    'a.sql': clear(`for r in (select ${dropped} as ddl from user_objects) loop execute immediate r.ddl; end loop;`),
    'b.sql': `declare\nl_sql varchar2(200);\nbegin\nfor r in (select object_type, object_name from user_objects) loop
l_sql := 'drop ' || r.object_type || ' ' || r.object_name;\nexecute immediate l_sql;\nend loop;\nend;\n/\n`,
    't.sql': table,
  });
  expect(schemaOf(made)).not.toContain('for r in');
  expect(scriptsOf(made)).toContain('for r in');
});

it('raises the error of a definition that Oracle refuses without a COMMIT, which no block of an installation may end with', async () => {
  const made = await convertProject({
    'i.sql':
      "create table t (a number);\nbegin\n  execute immediate 'create sequence s maxvalue 10 cycle';\nexception\n  when others then insert into t values (sqlcode);\nend;\n/",
  });
  expect(`${schemaOf(made)}${scriptsOf(made)}`).toContain('ORA-04013');
  expect(`${schemaOf(made)}${scriptsOf(made)}`).not.toMatch(/^\s*commit;/m);
});

it('keeps the routines of a block right before it, and both behind the rows and foreign keys before it', async () => {
  const made = await convertProject({
    'i.sql':
      'create table p (id number primary key);\ncreate table c (id number, pid number constraint c_fk references p);\n' +
      'insert into p values (1);\ninsert into c values (1, 1);\n' +
      'declare\n  procedure try(x varchar2) is\n  begin\n    execute immediate x;\n  exception\n    when others then dbms_output.put_line(sqlcode);\n  end;\n' +
      "begin\n  try('alter table p drop primary key');\n  try('insert into c values (2, 9)');\n  try('create table p (a number)');\nend;\n/",
  });
  const sql = schemaOf(made);
  expect(
    isAscending(positions(sql, 'foreign key', 'into public.p', 'into public.c', 'procedure pg_temp.try', 'do $$')),
  ).toBe(true);
  expect(sql.slice(sql.indexOf('procedure pg_temp.try'), sql.indexOf('do $$'))).not.toMatch(/^(alter|insert) /m);
});

it('makes the trigger of a temporary table where the script has it, if rows come before it is replaced', async () => {
  const version = (n: number) =>
    `create or replace trigger b_bi before insert on b for each row begin :new.k := ${n}; end;\n/\n`;
  const made = await convertProject({
    'i.sql': `create global temporary table b (n number, k number) on commit preserve rows;\n${version(1)}insert into b values (10, 0);\n${version(2)}insert into b values (20, 0);`,
  });
  expect(isAscending(positions(schemaOf(made), 'k := 1', 'values (10', 'k := 2', 'values (20'))).toBe(true);
});

describe('the foreign keys of a script', () => {
  const parent = 'create table p (id number primary key);\n';
  const child = 'create table c (a number, pid number references p);\n';
  const key = 'foreign key (pid)';

  it('are there before its blocks, whatever these do by dynamic SQL', async () => {
    const block = "begin\n  execute immediate 'alter table c add (b number)';\nend;\n/\n";
    const made = await convertProject({ 'i.sql': parent + child + block });
    expect(isAscending(positions(schemaOf(made), key, 'begin'))).toBe(true);
  });

  it('are made before it renames or drops their columns', async () => {
    const changes =
      'alter table c rename column pid to parent_id;\nalter table p rename column id to pk;\nalter table c drop column parent_id;\n';
    const made = await convertProject({ 'i.sql': parent + child + changes });
    const parts = [key, 'rename column pid', 'rename column id', 'drop column'];
    expect(isAscending(positions(schemaOf(made), ...parts))).toBe(true);
  });

  it('are made before it renames one of their tables', async () => {
    const changes = 'rename c to c2;\nalter table p rename to p2;\n';
    const made = await convertProject({ 'i.sql': parent + child + changes });
    expect(isAscending(positions(schemaOf(made), key, 'public.c rename to c2'))).toBe(true);
    expect(isAscending(positions(schemaOf(made), key, 'public.p rename to p2'))).toBe(true);
  });

  it('are there before its blocks where they are deferred, but behind its rows, which are transactions of their own', async () => {
    const deferred = child.replace(');', ' initially deferred);');
    const blocks = await convertProject({
      'i.sql': `${parent}${deferred}begin insert into c values (1, 1); commit; end;\n/\n`,
    });
    expect(isAscending(positions(schemaOf(blocks), key, 'begin insert'))).toBe(true);
    const rows = await convertProject({
      'i.sql': `${parent}${deferred}insert into c values (1, 7);\ninsert into p values (7);\ncommit;\n`,
    });
    expect(isAscending(positions(schemaOf(rows), 'values (7', key))).toBe(true);
  });

  it('are left out where another script drops their columns', async () => {
    const made = await convertProject({ 'i.sql': parent + child, 'j.sql': 'alter table c drop column pid;' });
    expect(schemaOf(made)).not.toContain(key);
  });
});

it('makes the schema of a package again that the script drops and creates once more', async () => {
  const spec = 'create package pk as n number := 1; end;\n/\n';
  const block = 'begin dbms_output.put_line(pk.n); end;\n/\n';
  const made = await convertProject({ 'i.sql': `${spec}${block}drop package pk;\n${spec.replace('1', '2')}${block}` });
  const sql = schemaOf(made) + scriptsOf(made);
  expect(sql.match(/create schema if not exists pk/g)).toHaveLength(2);
});

it('notes what the dictionary tells of a partitioned table before the script renames it', async () => {
  const table =
    'create table p (id number, b number, constraint own_key unique (id, b)) partition by range (id) (partition p1 values less than (10));';
  const block =
    'begin\n  for r in (select constraint_name n from user_constraints) loop dbms_output.put_line(r.n); end loop;\nend;\n/';
  const made = await convertProject({ 'i.sql': `${table}\nalter table p rename to p2;\n${block}` });
  expect(isAscending(positions(schemaOf(made), 'note_definition', 'rename to p2'))).toBe(true);
});

it('makes the schemas of owners before anything of theirs, where a block comes first', async () => {
  const block = 'begin\n  update shop.item set id = id + 1;\nend;\n/\n';
  const made = await convertProject({
    'a_move.sql': block,
    'b_tables.sql': 'create table shop.item (id number);\ncreate table stock.place (id number);',
  });
  const sql = schemaOf(made) + scriptsOf(made);
  expect(isAscending(positions(sql, 'schema if not exists shop', 'create table shop.item'))).toBe(true);
  expect(isAscending(positions(sql, 'schema if not exists stock', 'create table stock.place'))).toBe(true);
});

it('comments on a column by its last name, and not on one that goes', async () => {
  const made = await convertProject({
    'a.sql': `create table t (id number, old varchar2(5), gone number);
comment on column t.id is 'key';
comment on column t.old is 'text';
comment on column t.gone is 'number';
`,
    'b.sql': `alter table t rename column old to new;
alter table t drop column gone;
alter table t add gone date;
comment on column t.gone is 'date';
`,
  });
  expect([...schemaOf(made).matchAll(/comment on column public\.t\.(\w+) is '(\w+)'/g)].map((m) => m.slice(1))).toEqual(
    [
      ['id', 'key'],
      ['new', 'text'],
      ['gone', 'date'],
    ],
  );
});

it('makes no foreign key that is dropped again, but the one that takes its place', async () => {
  const tables =
    'create table p (id number primary key);\ncreate table t (id number, p_id number constraint t_p references p, q_id number);\n';
  const made = await convertProject({
    'a.sql': `${tables}alter table t add constraint t_q foreign key (q_id) references p (id);\n`,
    'b.sql':
      'alter table t drop constraint t_p;\nalter table t drop constraint t_q;\nalter table t add constraint t_q foreign key (p_id) references p (id);\n',
  });
  const schema = schemaOf(made);
  expect(schema).not.toContain('drop constraint');
  expect(schema.match(/add constraint \w+ foreign key \(\w+\)/g)).toEqual(['add constraint t_q foreign key (p_id)']);
});
