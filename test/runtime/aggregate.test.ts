import { checkTables } from './value-tables.js';

const over = (aggregate: string, values: string) => `SELECT ${aggregate} FROM (VALUES ${values}) t(v)`;

checkTables(['aggregate'], {
  median: [
    [over('ora.median(v)', '(1), (3), (2)'), '2'],
    [over('ora.median(v)', '(1), (2), (4), (3)'), '2.5'],
    [over('ora.median(v)', '(1), (NULL), (2)'), '1.5'],
    [over('ora.median(v)', '(NULL::numeric)'), null],
    [over('ora.median(v)', '(1e30), (3e30 + 1)'), '2000000000000000000000000000000.5'],
    [`SELECT string_agg(m::text, ',') FROM (${over('ora.median(v) OVER () AS m', '(1), (5)')}) w`, '3,3'],
  ],
  'percentile and mode': [
    [over('ora.percentile_cont_final(array_agg(v), 0.25, false)', '(1), (2), (3), (4)'), '1.75'],
    [over('ora.percentile_cont_final(array_agg(v), 0.25, true)', '(1), (2), (3), (4)'), '3.25'],
    [
      over('ora.percentile_cont_final(array_agg(v), 2, true)', '(1)'),
      '! ORA-30493: The percentile value should be a number between 0 and 1.',
    ],
    [over('ora.stats_mode(v)', '(1), (2), (2), (NULL)'), '2'],
    [over('ora.stats_mode(v)', "('b'::text), ('a')"), 'a'],
    [over('ora.stats_mode(v)', '(NULL::integer)'), null],
  ],
});
