import { describe, expect, it } from 'vitest';
import { type Case, converted } from '../converted.js';

const cases: readonly Case[] = [
  [
    'sequence of a dump',
    'create sequence s minvalue 1 maxvalue 9999999999999999999999999999 increment by 1 start with 7 cache 20 noorder nocycle;',
    ['create sequence hr.s start with 7;'],
  ],
  [
    'limits beyond bigint',
    'create sequence s maxvalue 99999999999999999999;',
    ['create sequence hr.s maxvalue 9223372036854775807;'],
    ['OP1401'],
  ],
  [
    'descending',
    'create sequence s start with 10 increment by -1 minvalue 1 maxvalue 10 cycle nocache;',
    ['create sequence hr.s start with 10 increment by -1 minvalue 1 maxvalue 10 cycle;'],
  ],
  ['sequences with prefixes', 'create sequence s scale extend;', ['create sequence hr.s;'], ['OP1402']],
  [
    'a comment on a column of no table',
    "create table t (a number(3));\ncomment on column a is 'x';",
    ['create table hr.t (a numeric(3));'],
    ['OP3001'],
  ],
  [
    'a table over a database link is not the local one',
    'create table t (a number(3));\ndrop table t@remote;\ncreate synonym u for t@remote;',
    [
      'create table hr.t (a numeric(3));',
      "do $$ begin -- oraphant: refused OP2001 raise exception using errcode = '0A000', message = 'OP2001 DDL over the database link REMOTE is not converted.'; end; $$;",
    ],
    ['OP2001', 'OP6404'],
  ],
  [
    'object type',
    'create type a as object (x number(3), y varchar2(5));\n/',
    ['create type hr.a as (x numeric(3), y varchar(5));'],
  ],
  [
    'collection types',
    'create type n as table of number;\n/\ncreate type v as varray(5) of varchar2(3);\n/\ncreate table t (l n) nested table l store as l_t;',
    ['create domain hr.n as numeric[];', 'create domain hr.v as varchar(3)[];', 'create table hr.t (l hr.n);'],
    ['OP1900'],
  ],
  [
    'a hierarchy is one composite',
    'create type a as object (x number) not final;\n/\ncreate type b under a (y number) not final;\n/\ncreate type c under b (z number);\n/',
    [
      'create type hr.a as (_type text, x numeric, y numeric, z numeric);',
      `create domain hr.b as hr.a check ((value)._type is null or (value)._type in ('B', 'C'));`,
      `create domain hr.c as hr.a check ((value)._type is null or (value)._type = 'C');`,
    ],
  ],
  [
    'comments',
    `create table t (a number); comment on table t is 'T''s'; comment on column t.a is 'A';`,
    ['create table hr.t (a numeric);', `comment on table hr.t is 'T''s';`, `comment on column hr.t.a is 'A';`],
  ],
  [
    'grants',
    'create table t (a number); grant select, update (a) on t to public; grant create table to public;',
    [
      'create table hr.t (a numeric);',
      'grant usage on schema hr to public;',
      'grant select, update (a) on hr.t to public;',
    ],
    ['OP6301'],
  ],
  [
    'synonyms are resolved',
    'create table t (a number); create synonym s for t;',
    ['create table hr.t (a numeric);'],
    ['OP6403'],
  ],
  ['users are schemas', 'create user scott identified by tiger;', ['create schema if not exists scott;'], ['OP6304']],
  [
    'drops',
    'drop table t cascade constraints purge; drop sequence s; drop public synonym x;',
    ["select ora.drop_table('hr.t', true, true);", 'drop sequence if exists hr.s;'],
    ['OP6408'],
  ],
  [
    'a view with check option',
    'create table t (a number); create view v as select a from t where a > 1 with check option;',
    [
      'create table hr.t (a numeric);',
      'create view hr.v as select t.a from hr.t where t.a > 1 with cascaded check option;',
    ],
  ],
  [
    'a view over a temporary table reads the session’s rows',
    'create global temporary table w (a number); create view v as select a from w;',
    [
      'create table hr.w (a numeric);',
      'create trigger __gtt_delete_rows before insert or update or delete or truncate on hr.w for each statement execute function ora.gtt_template();',
      'create view hr.v as select w.a from ora.gtt_rows(null::hr.w) as w;',
    ],
    ['OP1701'],
  ],
  [
    'a materialized view refreshed at COMMIT',
    'create table t (a number); create materialized view m build deferred refresh on commit as select a from t;',
    ['create table hr.t (a numeric);', 'create materialized view hr.m as select t.a from hr.t with no data;'],
    ['OP6201', 'OP6205'],
  ],
  ['a database link', `create database link l connect to a identified by b using 'c';`, [], ['OP6402']],
  ['a directory', `create directory d as '/tmp';`, [], ['OP6401']],
  [
    'session settings',
    `alter session set nls_date_format = 'YYYY';`,
    [`call ora.dbms_session_set_nls('NLS_DATE_FORMAT', 'YYYY');`],
  ],
];

describe('other objects', () => {
  it.each(cases.map(([what, ...rest]) => [what, rest] as const))('%s', (_, [oracle, statements, codes = []]) => {
    const actual = converted(oracle);
    expect(actual.statements).toEqual(statements);
    expect(actual.codes).toEqual(codes);
  });
});

it('gives the column list of a trigger to UPDATE, wherever it stands', () => {
  const trigger = (events: string): string =>
    /create trigger .*? for each row/.exec(
      converted(
        `create table t (a number, b number);\ncreate trigger r before ${events} on t for each row\nbegin\n  :new.b := 1;\nend;\n/`,
      ).sql,
    )?.[0] ?? '';
  expect(trigger('update or delete of a')).toContain('before update of a or delete on');
  expect(trigger('insert or update of a, b')).toContain('before insert or update of a, b on');
  expect(trigger('update of a or update of b')).toContain('before update of a, b on');
});

it('gives the section before the statement the name of a compound trigger, and drops and disables all sections', () => {
  const { sql } = converted(
    'create table t (a number);\ncreate trigger r for insert on t compound trigger\nafter each row is begin null; end after each row;\nend r;\n/\nalter trigger r disable;\ndrop trigger r;',
  );
  expect(sql).toMatch(/create trigger r before insert/);
  expect(sql).toMatch(/create trigger r__after_each_row after insert/);
  expect(sql).toContain('alter table hr.t disable trigger r, disable trigger r__after_each_row');
  expect(sql).toContain('drop trigger if exists r__after_each_row on hr.t');
});

it('leaves COMPILE out, and tells where other flags make another program of the source', () => {
  const unit = 'create package p as x constant number := 1;\nend;\n/\n';
  expect(converted(`${unit}alter package p compile body reuse settings;`).codes).toEqual(['OP6405']);
  expect(converted(`${unit}alter package p compile plsql_ccflags = 'debug:true';`).codes).toEqual(['OP6406']);
});

it('says once that a trigger lacks its table, not again where the trigger is enabled', () => {
  const trigger = 'create trigger r before insert on missing for each row begin null; end;\n/\n';
  expect(converted(`${trigger}alter trigger r enable;\nalter trigger r disable;`).codes).toEqual(['OP1806']);
  expect(converted('alter trigger r enable;').codes).toEqual(['OP6406']);
});
