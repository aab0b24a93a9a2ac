import { expect, it } from 'vitest';
import { defaultOptions } from '../../../src/compile.js';
import { compileScript } from '../../../src/output/script.js';

async function sqlEntries(functions: readonly string[]): Promise<readonly string[]> {
  const { steps } = await compileScript(
    `create table t (a number, b number);
create sequence s;
${functions.map((text) => `create function ${text} end;\n/\n`).join('')}`,
    'functions.sql',
    { defineOff: true },
    defaultOptions,
  );
  const sql = steps.map((s) => s.sql).join('\n');
  return [...sql.matchAll(/create function public\.(\w+)__sql/g)].map(([, name]) => name ?? '');
}

it('functions whose queries always give a row need no entry that turns NO_DATA_FOUND to NULL', async () => {
  expect(
    await sqlEntries([
      'of_aggregate(p number) return number is r number; begin select nvl(max(a), 0) + 1 into r from t where b = p; return r;',
      'of_window_over_sum return number is r number; begin select sum(sum(a)) over () into r from t; return r;',
      'of_dual return number is r number; begin select s.nextval into r from dual; return r;',
      'of_view_over_dual(p number) return number is r number; begin select x.n * 2 into r from (select p n from dual) x; return r;',
    ]),
  ).toEqual([]);
});

it('functions of BOOLEAN need none, unless SQL calls them, as in release 23', async () => {
  const there = 'there(p number) return boolean is r number; begin select a into r from t where b = p; return true;';
  expect(await sqlEntries([there])).toEqual([]);
  const asked = 'asked return number is r number; begin select max(a) into r from t where there(b); return r;';
  expect(await sqlEntries([there, asked])).toContain('there');
});

it('nested functions need none, which SQL does not see, nor what a nested block takes', async () => {
  const functions = [
    'outer_one return number is function within(p number) return number is r number; begin select a into r from t where b = p; return r; end; begin begin return within(1); exception when no_data_found then return 0; end;',
    'of_nested_block return number is r number; begin begin select a into r from t; exception when no_data_found then r := 0; end; return r;',
  ];
  expect(await sqlEntries(functions)).toEqual([]);
});

it('functions whose queries may give none have it', async () => {
  const functions = [
    'of_groups return number is r number; begin select count(*) into r from t group by b; return r;',
    'of_having return number is r number; begin select count(*) into r from t having count(*) > 1; return r;',
    'of_window return number is r number; begin select count(*) over () into r from t; return r;',
    'of_subquery return number is r number; begin select (select max(a) from t) into r from t where b = 1; return r;',
    'of_filtered_dual(p number) return number is r number; begin select 1 into r from dual where p = 1; return r;',
    'of_view(p number) return number is r number; begin select x.n into r from (select 1 n from dual where p = 1) x; return r;',
    'of_limited return number is r number; begin select count(*) into r from t offset 1 rows; return r;',
    'of_union return number is r number; begin select max(a) into r from t minus select 1 from dual; return r;',
  ];
  expect(await sqlEntries(functions)).toEqual(functions.map((text) => text.match(/^\w+/)?.[0]));
});
