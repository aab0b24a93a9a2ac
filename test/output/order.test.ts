import { expect, it } from 'vitest';
import { codesOf, convertProject, schemaOf } from './project.js';

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
