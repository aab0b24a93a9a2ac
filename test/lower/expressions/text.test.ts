import { describe, expect, it } from 'vitest';
import { lowerText, type Surroundings } from '../lowered-expression.js';

const plsql: Surroundings = {
  declare:
    'n number; p number(8,2); i pls_integer; s varchar2(10); d date; c char(5); b boolean; t timestamp; l clob; k constant varchar2(2) := chr(10);',
};
const sql: Surroundings = {
  schema:
    'create table emp (id number(10), name varchar2(30), code char(5), sal number(8,2), hired date, nn varchar2(10) not null, qty number, doc clob);',
  from: 'emp e',
};

/** What a PostgreSQL engineer would have written: native where it is the same, the runtime where it is not. */
function prints(around: Surroundings, rows: readonly (readonly [string, string])[]): void {
  it.each(rows.map((row) => [...row]))('%s → %s', (expression, expected) => {
    const lowered = lowerText(expression!, around);
    expect(lowered.sql).toBe(expected);
    expect(lowered.diagnostics).toEqual([]);
  });
}

describe('PL/SQL expressions', () => {
  prints(plsql, [
    ["s || 'a'", "coalesce(s, '') || 'a'"],
    ['s || d', "nullif(coalesce(s, '') || coalesce(ora.date_text(d), ''), '')"],
    ["s || '-' || d", "concat(s, '-', ora.date_text(d))"],
    ['to_number(s || i)', "ora.to_number(coalesce(s, '') || coalesce(i::text, ''))"],
    ["'a' || k || 'b'", "'a' || k || 'b'"],
    ['n * 2', 'ora.num(n * 2)'],
    ['p * 2', 'p * 2'],
    ['p / 100', 'p / 100'],
    ['i / 100', 'i::numeric / 100'],
    ['n / 3', 'ora.div(n, 3)'],
    ['i + 1', 'i + 1'],
    ["n = '5'", 'n = 5'],
    ["c = 'AB'", "rtrim(c) = 'AB'"],
    ["upper(c) = 'AB  '", "rtrim(upper(c)) = 'AB'"],
    ["d > '01-JAN-24'", "d > ora.text_to_date('01-JAN-24')"],
    ['d + 1', 'ora.date_add(d, 1)'],
    ['sysdate - 7', "ora.sysdate() - interval '7 days'"],
    ['t - d', 'ora.timestamp_diff(t, d)'],
    ["nvl(n, '0')", 'coalesce(n, 0)'],
    ['round(i)', 'i'],
    ['round(n, 2)', 'round(n, 2)'],
    ['round(n, i)', 'ora.round(n, i)'],
    ['round(n / 3, 2)', 'ora.div_round(n, 3, 2)'],
    ['round(n / i)', 'ora.div_round(n, i, 0)'],
    ['round(n / 3, 9)', 'round(ora.div(n, 3), 9)'],
    ['round(n / 3, -1)', 'round(ora.div(n, 3), -1)'],
    ['round((n + n + p) / 3, 2)', 'round(ora.div(n + n + p, 3), 2)'],
    ['trunc(n / 3, 2)', 'trunc(ora.div(n, 3), 2)'],
    ['round(p / 3, i)', 'ora.round(ora.div(p, 3), i)'],
    ['round(sqrt(n) * n, 2)', 'ora.num_round(ora.sqrt(n) * n, 2)'],
    ['trunc(sqrt(n) * n, 2)', 'trunc(ora.num_computed(ora.sqrt(n) * n), 2)'],
    ['trunc(d)', "date_trunc('day', d)"],
    ["to_char(d, 'YYYY-MM-DD')", "to_char(d, 'YYYY-MM-DD')"],
    ["to_char(d, 'MON')", "ora.to_char_gregorian(d, 'MON', 'MON')"],
    ['substr(s, 1, 3)', 'substr(s, 1, 3)'],
    ['substr(s, 2)', "nullif(substr(s, 2), '')"],
    ["instr(s, 'x')", "strpos(s, 'x')"],
    ["s like 'a%'", "s like 'a%'"],
    ['s like s', "s like s escape ''"],
    ['b and n > 1', 'b and n > 1'],
    ['l || s', 'ora.clob_concat(l, s)'],
    ["replace(s, 'a', 'b')", "replace(s, 'a', 'b')"],
    ['trim(s)', "nullif(btrim(s), '')"],
  ]);
});

describe('SQL expressions', () => {
  prints(sql, [
    ['code', 'rpad(e.code::text, 5)'],
    ["code = 'AB'", "e.code = 'AB'"],
    ["code in ('A', 'B')", "e.code in ('A', 'B')"],
    ['sysdate', '(select ora.sysdate())'],
    ["decode(name, 'a', 1, 2)", "case e.name when 'a' then 1 else 2 end"],
    ["decode(name, 'a', 1, null, 2)", "case when e.name = 'a' then 1 when e.name is null then 2 end"],
    ['decode(qty, id, 1)', 'case when e.qty is not distinct from e.id then 1 end'],
    ['name = 5', 'ora.to_number(e.name) = 5'],
    ['avg(sal)', 'ora.div(sum(e.sal), count(e.sal))'],
    ["listagg(name, ',') within group (order by id)", "ora.listagg_check(string_agg(e.name, ',' order by e.id))"],
    ['min(sal) keep (dense_rank first order by hired)', '(array_agg(e.sal order by e.hired, e.sal))[1]'],
    [
      'max(sal) keep (dense_rank last order by hired)',
      '(array_agg(e.sal order by e.hired desc, e.sal desc nulls last))[1]',
    ],
    [
      'sum(sal) over (order by hired range 7 preceding)',
      "sum(e.sal) over (order by e.hired range interval '7 days' preceding)",
    ],
    ['ratio_to_report(sal) over ()', 'ora.div(e.sal, nullif(sum(e.sal) over (), 0))'],
    ['nn || id', "e.nn || coalesce(e.id::text, '')"],
    ["to_char(sal, 'FM999990.00')", "to_char(e.sal, 'FM999990.00')"],
  ]);
});

describe('what differs is said', () => {
  it.each([
    ['foo(1)', plsql, 'OP3041'],
    ['rownum', sql, 'OP2304'],
    ["nlssort(name, 'NLS_SORT=GERMAN')", sql, 'OP5002'],
    ['rowid', sql, 'OP2303'],
    ['ora_hash(name)', sql, 'OP2305'],
    ['group_id()', sql, 'OP2302'],
    ["t at time zone 'UTC'", plsql, 'OP5001'],
    ['last_value(sal ignore nulls) over (order by id)', sql, 'OP7301'],
  ] as const)('%s', (expression, around, code) => {
    expect(lowerText(expression, around).diagnostics.map((d) => d.code)).toEqual([code]);
  });
});
