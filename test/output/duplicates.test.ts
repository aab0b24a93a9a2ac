import { expect, it } from 'vitest';
import { codesOf, convertProject, schemaOf, scriptsOf } from './project.js';

const table = 'create table p (id number primary key);\ncreate table t (id number, p_id number);\n';

it('keeps one of two equal constraints without a word', async () => {
  const key =
    'alter table t add constraint t_pk primary key (id);\nalter table t add constraint t_fk foreign key (p_id) references p (id);\n';
  const made = await convertProject({ 'a.sql': table + key, 'b.sql': key });
  expect(schemaOf(made).match(/primary key \(id\);/g)).toHaveLength(1);
  expect(schemaOf(made).match(/foreign key/g)).toHaveLength(1);
  expect(codesOf(made)).toEqual([]);
});

it('keeps the last of two that differ, and says so', async () => {
  const made = await convertProject({
    'a.sql': `${table}create index t_ix on t (id);`,
    'b.sql': 'create index t_ix on t (p_id);',
  });
  expect(schemaOf(made)).toContain('create index t_ix on public.t (p_id)');
  expect(schemaOf(made)).not.toContain('create index t_ix on public.t (id)');
  expect(codesOf(made)).toEqual(['OP6410']);
});

it('says that a program of another file is left out, where no script gives the order', async () => {
  const version = (line: string) =>
    `create or replace package pk as procedure p; end;\n/\ncreate or replace package body pk as\n procedure p is begin ${line} end;\nend;\n/\n`;
  const files = { 'a.sql': version('null;'), 'b.sql': version('return;').replace('end;', 'end; -- as before') };
  const made = await convertProject(files);
  expect(codesOf(made)).toEqual(['OP6410']);
  expect(codesOf(await convertProject({ ...files, 'install.sql': '@a.sql\n@b.sql\n' }))).toEqual([]);
  expect(codesOf(await convertProject({ 'a.sql': version('null;') + version('return;') }))).toEqual([]);
});

it('keeps the specification that stands beside the body, and says so of the other', async () => {
  const specification = (member: string) => `create or replace package pk as procedure ${member}; end;\n/\n`;
  const body = 'create or replace package body pk as\n procedure p is begin null; end;\nend;\n/\n';
  const user = 'create or replace procedure u is begin pk.p; end;\n/\n';
  const both = { 'pk.pck': specification('p') + body, 'pk.spc': specification('q'), 'u.sql': user };
  expect(codesOf(await convertProject(both))).toEqual(['OP6410']);
  const apart = { 'x/pk.pkb': body, 'x/pk.pks': specification('p'), 'y/pk.pks': specification('q'), 'y/u.sql': user };
  expect(codesOf(await convertProject(apart))).toEqual(['OP6410']);
  const inOrder = { ...both, 'install.sql': '@pk.pck\n@pk.spc\n@u.sql\n' };
  expect(codesOf(await convertProject(inOrder))).toEqual(['OP3061']);
});

it('tells programs apart by what their texts hold, and not by layout, case or comments', async () => {
  const version = (line: string) => `create or replace function f return varchar2 is begin ${line} end;\n/\n`;
  const codes = async (one: string, other: string) =>
    codesOf(await convertProject({ 'a.sql': version(one), 'b.sql': version(other) }));
  expect(await codes("return 'Y';", "return 'y';")).toEqual(['OP6410']);
  expect(await codes("return 'a--1';", "return 'a--2';")).toEqual(['OP6410']);
  expect(await codes("return 'a b';", "return 'ab';")).toEqual(['OP6410']);
  expect(await codes("return  'Y' /* so */;", "RETURN 'Y'; -- as it was\n")).toEqual([]);
});

it('takes a type for the same whether it may replace, and finds the body of one that is defined twice', async () => {
  const attributes = '(x number, member function f return number)';
  const body = 'create type body t1 is member function f return number is begin return x; end; end;';
  const made = await convertProject({
    'a.sql': `create type "T1" as object ${attributes};\n/\n${body}\n/\n`,
    'b.sql': `create or replace type t1 as object ${attributes}\n/\n`,
  });
  expect(codesOf(made)).toEqual([]);
  const other = await convertProject({
    'a.sql': `create type t1 as object ${attributes};\n/\n${body}\n/\n`,
    'b.sql': 'create or replace type t1 as object (y number, x number, member function f return number)\n/\n',
  });
  expect(codesOf(other)).toEqual(['OP6410']);
});

it('leaves a constraint that is disabled and enabled again as it is in the end', async () => {
  const made = await convertProject({
    'a.sql': `${table}alter table t add constraint t_fk foreign key (p_id) references p (id);`,
    'b.sql':
      'alter table t modify constraint t_fk disable;\ninsert into t values (1, null);\nalter table t modify constraint t_fk enable;',
  });
  expect(schemaOf(made).match(/foreign key/g)).toHaveLength(1);
  expect(schemaOf(made)).not.toContain('drop constraint');
});

it('leaves out drops of what is created', async () => {
  const made = await convertProject({
    'install.sql': `drop table t cascade constraints;\n${table}`,
    'uninstall.sql': 'drop table p;\ndrop table other;',
  });
  expect(schemaOf(made)).not.toMatch(/drop_table\('public\.[tp]'/);
  expect(schemaOf(made)).toContain("ora.drop_table('public.other'");
  expect(codesOf(made)).toEqual(['OP6411']);
});

it('leaves out constraints that a script drops from an old table, before it drops and creates the table', async () => {
  const drops = 'alter table t\n  drop constraint t_fk;\nalter table t drop primary key cascade;\n';
  const key = 'alter table t add constraint t_fk foreign key (p_id) references p (id);\n';
  const made = await convertProject({ 'a.sql': `${drops}drop table t cascade constraints;\n${table}${key}` });
  expect(schemaOf(made)).not.toContain('drop');
  expect(schemaOf(made)).toContain('constraint t_fk foreign key');
  expect(codesOf(made)).toEqual([]);
});

it('puts blocks that only drop beside what builds the schema', async () => {
  const made = await convertProject({
    'a.sql': `begin\n  execute immediate 'drop table t';\nexception when others then null;\nend;\n/\n${table}`,
  });
  expect(schemaOf(made)).not.toContain('drop table');
  expect(scriptsOf(made)).toContain('drop table');
});

it('creates each role once, before what is granted to it', async () => {
  const made = await convertProject({ 'a.sql': `${table}grant select on t to app;\ngrant select on p to app;` });
  expect(schemaOf(made).match(/create role app/g)).toHaveLength(1);
  expect(schemaOf(made).indexOf('create role app')).toBeLessThan(schemaOf(made).indexOf('grant select'));
});

it('inserts rows that several scripts repeat once', async () => {
  const rows = 'insert into p values (1);\ninsert into t values (1, 1);\n';
  const made = await convertProject({ 'a.sql': table + rows, 'b.sql': rows });
  expect(schemaOf(made).match(/insert into public\.p /g)).toHaveLength(1);
  expect(schemaOf(made).match(/insert into public\.t /g)).toHaveLength(2);
});

it('leaves out statements on tables that nothing creates, and says so', async () => {
  const made = await convertProject({ 'a.sql': 'insert into hr.missing values (1);' });
  expect(schemaOf(made)).not.toContain('insert');
  expect(codesOf(made)).toEqual(['OP6409']);
});

it('keeps one of two objects that share a name, whatever their kinds, and says so', async () => {
  const made = await convertProject({
    'a.sql': 'create table x (a number);\ncreate or replace procedure p is begin null; end;\n/\n',
    'b.sql':
      'create view x as select 1 a from dual;\ncreate or replace function p return number is begin return 1; end;\n/\n',
  });
  expect(schemaOf(made)).toContain('create view public.x');
  expect(schemaOf(made)).not.toContain('create table public.x');
  expect(schemaOf(made).match(/create \w+ public\.p\(/g)).toEqual(['create function public.p(']);
  expect(codesOf(made)).toEqual(['OP6410', 'OP6410']);
  // An index has a namespace of its own, as have the objects of another owner.
  const others = await convertProject({
    'a.sql': `${table}create index p on t (id);\ncreate table o.t (a number);`,
  });
  expect(codesOf(others)).not.toContain('OP6410');
});

it('keeps a materialized view before the table that an export lists for its rows', async () => {
  const view = 'create materialized view m as select 1 a from dual;\n';
  for (const files of [
    { 'a.sql': view, 'b.sql': 'create table m (a number);' },
    { 'a.sql': 'create table m (a number);', 'b.sql': view },
  ]) {
    const made = await convertProject(files);
    expect(schemaOf(made)).not.toContain('create table public.m');
    expect(schemaOf(made)).toContain('create materialized view public.m');
    expect(codesOf(made)).toEqual(['OP6410']);
  }
});

it('leaves out an object that is dropped before another kind has its name without a word', async () => {
  const made = await convertProject({
    'a.sql': 'create table x (a number);\ndrop table x;\ncreate view x as select 1 a from dual;',
  });
  expect(schemaOf(made)).toContain('create view public.x');
  expect(schemaOf(made)).not.toContain('create table public.x');
  expect(JSON.stringify(made)).not.toMatch(/drop table/);
  expect(codesOf(made).filter((c) => c === 'OP6410')).toEqual([]);
});

it('leaves out ALTER TRIGGER of a definition that is replaced further on, which is enabled again', async () => {
  const trigger = (line: string) =>
    `create or replace trigger t_bi before insert on t for each row begin :new.p_id := ${line}; end;\n/\n`;
  const made = await convertProject({
    'a.sql': `${table}${trigger('1')}alter trigger t_bi disable;\n`,
    'b.sql': `insert into t (id) values (1);\n${trigger('2')}alter trigger t_bi enable;\n`,
  });
  const schema = schemaOf(made);
  expect(schema).not.toContain('disable trigger');
  expect(schema.indexOf('enable trigger')).toBeGreaterThan(schema.indexOf('create trigger t_bi'));
  expect(schema.match(/enable trigger/g)).toHaveLength(1);
});
