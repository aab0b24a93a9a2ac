import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { familyOf, openRuntime, type RuntimeDatabase } from '../../support/runtime-database.js';
import { describeTargets } from '../../support/targets.js';
import { lowerText } from '../lowered-expression.js';

/** An Oracle expression and its value as Oracle's text; NULL as null. */
type Row = readonly [expression: string, expected: string | null];

const values: Record<string, readonly Row[]> = {
  'numbers as text': [
    ['0.5', '.5'],
    ['-0.5', '-.5'],
    ['1.50', '1.5'],
    ['100', '100'],
    ['1/4', '.25'],
    ['10/3', '3.33333333333333333333333333333333333333'],
    ['7/2*2', '7'],
    ['2*3.5', '7'],
    ['to_char(0.10)', '.1'],
  ],
  arithmetic: [
    ['1 + 2 * 3', '7'],
    ['(1 + 2) * 3', '9'],
    ["'5' + 1", '6'],
    ["'1.5' * '2'", '3'],
    ['-(3)', '-3'],
    ['2 ** 10', '1024'],
    ['mod(10, 3)', '1'],
    ['mod(-10, 3)', '-1'],
    ['mod(5, 0)', '5'],
    ['mod(10.5, 3)', '1.5'],
    ['remainder(10, 3)', '1'],
    ['power(2, -1)', '.5'],
    ['null + 1', null],
  ],
  rounding: [
    ['round(2.5)', '3'],
    ['round(-2.5)', '-3'],
    ['round(15.193, 1)', '15.2'],
    ['round(15.193, -1)', '20'],
    ['trunc(15.79, 1)', '15.7'],
    ['trunc(-15.79)', '-15'],
    ['ceil(-1.5)', '-1'],
    ['floor(-1.5)', '-2'],
    ['round(7)', '7'],
    ['ceil(7)', '7'],
    ['sign(-7)', '-1'],
    ['abs(-4)', '4'],
    ['sqrt(2)', '1.41421356237309504880168872420969807857'],
    ['bitand(6, 3)', '2'],
    ['round(log(2, 8), 6)', '3'],
    ['width_bucket(5, 0, 10, 5)', '3'],
    ["greatest('10', 9)", '9'],
    ["greatest(9, '10')", '10'],
    ["least('10', 9)", '10'],
    ['greatest(1, null)', null],
    ['least(3, 1, 2)', '1'],
  ],
  concatenation: [
    ["'a' || null || 'b'", 'ab'],
    ["null || ''", null],
    ["1 || 'a' || 2", '1a2'],
    ["'' || 'x'", 'x'],
    ["concat('a', null)", 'a'],
    ["0.5 || ''", '.5'],
    ["substr('abc', 9) || 'x'", 'x'],
  ],
  text: [
    ["substr('abcdef', 2)", 'bcdef'],
    ["substr('abcdef', 0, 2)", 'ab'],
    ["substr('abcdef', -3, 2)", 'de'],
    ["substr('abcdef', 3, 2)", 'cd'],
    ["substr('abc', 5)", null],
    ["substr('abc', 1, 0)", null],
    ["substr('abc', -5)", null],
    ["instr('banana', 'a')", '2'],
    ["instr('banana', 'a', 3)", '4'],
    ["instr('banana', 'a', -1)", '6'],
    ["instr('banana', 'a', 1, 3)", '6'],
    ["instr('banana', 'x')", '0'],
    ["length('abc')", '3'],
    ["length('')", null],
    ["trim('  a ')", 'a'],
    ["trim('   ')", null],
    ["trim(both 'x' from 'xxaxx')", 'a'],
    ["trim(leading '0' from '007')", '7'],
    ["ltrim('xyxa', 'xy')", 'a'],
    ["rtrim('aaa', 'a')", null],
    ["replace('abcabc', 'b')", 'acac'],
    ["replace('abcabc', 'b', '')", 'acac'],
    ["replace('aaa', 'a')", null],
    ["replace('abc', '', 'x')", 'abc'],
    ["replace('', 'a', 'b')", null],
    ["translate('a1b2c3', 'x0123456789', 'x')", 'abc'],
    ["translate('abc', 'abc', '')", null],
    ["translate('cabbage', 'abc', 'XY')", 'XYYXge'],
    ["lpad(5, 3, '0')", '005'],
    ["lpad('abcd', 2)", 'ab'],
    ["rpad('a', 3, 'xy')", 'axy'],
    ["lpad('a', 0)", null],
    ["upper('äb')", 'ÄB'],
    ["initcap('hello wORLD')", 'Hello World'],
    ["ascii('A')", '65'],
    ['chr(65)', 'A'],
    ["soundex('Smith')", 'S530'],
    ["regexp_substr('a,b,c', '[^,]+', 1, 2)", 'b'],
    ["regexp_replace('a1b2', '[0-9]')", 'ab'],
    ["regexp_instr('abc123', '[0-9]')", '4'],
    ["regexp_count('banana', 'a')", '3'],
    ["nvl(length(''), -1)", '-1'],
  ],
  'null functions': [
    ["nvl('', 'x')", 'x'],
    ["nvl(null, 'x')", 'x'],
    ["nvl('a', 'x')", 'a'],
    ["nvl2('', 'a', 'b')", 'b'],
    ['nvl2(1, 2, 3)', '2'],
    ["coalesce('', null, 'c')", 'c'],
    ["nullif('a', 'a')", null],
    ['nullif(1, 2)', '1'],
  ],
  'conversion functions': [
    ["to_number(' 12 ')", '12'],
    ["to_number('1e3')", '1000'],
    ["to_number('FF', 'XX')", '255'],
    ["to_number('1,234.50', '9,999.99')", '1234.5'],
    ["to_number('-0012.50')", '-12.5'],
    ["to_number('25-', '99MI')", '-25'],
    ["nvl(to_number(''), -1)", '-1'],
    ["to_char(1234.5, 'FM9,999.00')", '1,234.50'],
    ["to_char(5, '000')", ' 005'],
    ["to_char(-5, '999')", '  -5'],
    ["to_char(12345, '999')", '####'],
    ["to_char(to_date('2024-03-05', 'YYYY-MM-DD'), 'DD/MM/YYYY')", '05/03/2024'],
    ["to_char(date '2024-03-05', 'DD-MON-RR')", '05-MAR-24'],
    ["to_char(date '2024-03-05', 'FMMonth DD, YYYY')", 'March 5, 2024'],
    ["to_char(date '2024-12-30', 'IYYY-IW')", '2025-01'],
    ["date '2024-03-05'", '05-MAR-24'],
    ["hextoraw('0aff')", '0AFF'],
    ["rawtohex(hextoraw('0aff'))", '0AFF'],
    ["cast('12.345' as number(4,1))", '12.3'],
    ["cast('abcdef' as varchar2(3))", 'abc'],
    ["cast('ab' as char(4)) || '|'", 'ab  |'],
    ["to_number('x' default -1 on conversion error)", '-1'],
  ],
  dates: [
    ["to_char(date '2024-01-31' + 1, 'YYYY-MM-DD')", '2024-02-01'],
    ["to_char(date '2024-01-31' - 1/24, 'YYYY-MM-DD HH24')", '2024-01-30 23'],
    ["date '2024-03-01' - date '2024-02-01'", '29'],
    ["to_date('2024-01-01 12:00', 'YYYY-MM-DD HH24:MI') - date '2024-01-01'", '.5'],
    ["to_char(add_months(date '2024-01-31', 1), 'YYYY-MM-DD')", '2024-02-29'],
    ["to_char(last_day(date '2023-02-10'), 'DD')", '28'],
    ["months_between(date '2024-03-31', date '2024-02-29')", '1'],
    ["to_char(next_day(date '2024-01-01', 'MONDAY'), 'YYYY-MM-DD')", '2024-01-08'],
    ["to_char(trunc(date '2024-05-17', 'MM'), 'YYYY-MM-DD')", '2024-05-01'],
    ["to_char(trunc(date '2023-08-17', 'IW'), 'YYYY-MM-DD')", '2023-08-14'],
    ["to_char(round(date '2024-07-16', 'MONTH'), 'YYYY-MM-DD')", '2024-08-01'],
    ["extract(year from date '2024-05-17')", '2024'],
    ["extract(day from interval '36' hour)", '1'],
    ["to_char(date '2024-01-01' + interval '1-2' year to month, 'YYYY-MM-DD')", '2025-03-01'],
    [
      "to_char(date '2024-01-01' - interval '1 02:03:04' day to second, 'YYYY-MM-DD HH24:MI:SS')",
      '2023-12-30 21:56:56',
    ],
    ["to_char(date '2024-01-01' + numtodsinterval(90, 'MINUTE'), 'HH24:MI')", '01:30'],
    ["timestamp '2024-01-02 00:00:00' - timestamp '2024-01-01 12:00:00'", '+000000000 12:00:00.000000000'],
    ["interval '1' day * 1.5", '+000000001 12:00:00.000000000'],
    ["interval '1' day", '+01 00:00:00'],
    ["interval '1 02:03:04' day to second", '+01 02:03:04.000000'],
    ["interval '1-2' year to month", '+01-02'],
    ["to_char(cast(timestamp '2024-01-01 10:00:00.9' as date), 'HH24:MI:SS')", '10:00:00'],
  ],
  case: [
    ["case 1 when 1 then 'a' else 'b' end", 'a'],
    ["case when null = null then 'a' else 'b' end", 'b'],
    ["case 'x' when null then 'a' else 'b' end", 'b'],
    ['case when 1 = 1 then 1 end', '1'],
    ['case when 1 = 2 then 1 end', null],
  ],
};

const conditions: Record<string, readonly (readonly [string, 'true' | 'false' | null])[]> = {
  comparisons: [
    ["'10' = 10", 'true'],
    ["'010' = 10", 'true'],
    ["10 > '9'", 'true'],
    ["'10' > '9'", 'false'],
    ["'a' = 'a  '", 'true'],
    ["'a' < 'a  '", 'false'],
    ["date '2024-01-05' = '05-JAN-24'", 'true'],
    ['null = null', null],
    ["'' is null", 'true'],
    ['1 in (2, null)', null],
    ['1 not in (2, null)', null],
    ['1 in (1, null)', 'true'],
    ["5 between 1 and '10'", 'true'],
    ["'a_b' like 'a\\_b'", 'false'],
    ["'a_b' like 'a\\_b' escape '\\'", 'true'],
    ["'a%b' like 'a!%b' escape '!'", 'true'],
    ["'abc' like '_b%'", 'true'],
    ["'abc' not like 'x%'", 'true'],
    ["null like '%'", null],
    ["regexp_like('abc', '^A', 'i')", 'true'],
    ["length('abc') = 3 and 1 = 1", 'true'],
    ['not (null = 1)', null],
    ['1 = 1 or 1 = null', 'true'],
    ['1 = 2 and 1 / 0 = 1', 'false'],
    ['1 = 1 or 1 / 0 = 1', 'true'],
  ],
};

describeTargets('expressions', (url) => {
  let database: RuntimeDatabase;
  beforeAll(async () => {
    database = await openRuntime(
      url,
      familyOf('number', 'string', 'date', 'convert', 'regexp', 'error', 'package', 'random', 'aggregate'),
    );
  });
  afterAll(() => database?.close());
  describe.each(Object.entries(values))('%s', (_, rows) => {
    it.each(rows.map((row) => [...row]))('%s → %s', async (expression, expected) => {
      const lowered = lowerText(`(${expression}) || ''`);
      expect(lowered.refused).toBeUndefined();
      expect(await database.result(lowered.sql), lowered.sql).toBe(expected);
    });
  });
  describe.each(Object.entries(conditions))('%s', (_, rows) => {
    it.each(rows.map((row) => [...row]))('%s → %s', async (expression, expected) => {
      const lowered = lowerText(expression!);
      expect(lowered.refused).toBeUndefined();
      expect(await database.result(lowered.sql), lowered.sql).toBe(expected);
    });
  });
});
