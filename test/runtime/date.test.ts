import { afterAll, beforeAll, expect, it } from 'vitest';
import { familyOf, openRuntime, type RuntimeDatabase } from '../support/runtime-database.js';
import { describeTargets } from '../support/targets.js';
import { type Expectation, expectAll } from './expectations.js';

const family = familyOf('date');
const at = (text: string) => `timestamp '${text}'`;
const trunc = (unit: string) => `ora.trunc_date(${at('2023-08-17 13:45:30')}, '${unit}')`;
const round = (text: string, unit: string) => `ora.round_date(${at(text)}, '${unit}')`;

describeTargets('datetime functions', (url) => {
  let db: RuntimeDatabase;
  beforeAll(async () => {
    db = await openRuntime(url, family);
    await db.query("SET TimeZone = 'Europe/Zurich'");
  });
  afterAll(() => db.close());
  const check = (title: string, rows: readonly Expectation[]) => it(title, () => expectAll(db, rows));

  check('DATE + days is rounded to the second', [
    [`ora.date_add(${at('2024-02-28')}, 2)`, '2024-03-01 00:00:00'],
    [`ora.date_add(${at('2024-02-28')}, 1 / 24.0 + 30 / 1440.0)`, '2024-02-28 01:30:00'],
    [`ora.date_add(${at('2024-02-28')}, -0.25)`, '2024-02-27 18:00:00'],
    [`ora.date_add(${at('2024-02-28 10:00:00.9')}, 0.041666666666666666)`, '2024-02-28 11:00:00'],
    [`ora.date_add(${at('9999-12-31')}, 1)`, 'ORA-01841'],
    [`ora.date_add(${at('2024-01-01')}, 1e12)`, 'ORA-01841'],
    [`ora.date_add(${at('2024-01-01')}, NULL)`, null],
    // Oracle's calendar has no days between 1582-10-04 and 1582-10-15.
    [`ora.date_add(${at('1582-10-15')}, -1)`, '1582-10-04 00:00:00'],
    [`ora.date_add(${at('1582-10-04 18:00')}, 0.5)`, '1582-10-15 06:00:00'],
    [`ora.date_diff(${at('1582-10-15')}, ${at('1582-10-04')})`, '1'],
  ]);

  check('DATE - DATE is a NUMBER of days', [
    [`ora.date_diff(${at('2024-03-01')}, ${at('2024-02-28')})`, '2'],
    [`ora.date_diff(${at('2024-02-28')}, ${at('2024-03-01 12:00')})`, '-2.5'],
    [`ora.date_diff(${at('2024-03-01 18:30')}, ${at('2024-02-28')})`, '2.77083333333333333333333333333333333333'],
    [`ora.date_diff(${at('2024-01-01 01:00')}, ${at('2024-01-01')})`, '0.0416666666666666666666666666666666666667'],
    [
      `ora.date_diff(${at('2024-01-01 00:00:01')}, ${at('2024-01-01')})`,
      '0.00001157407407407407407407407407407407407407',
    ],
  ]);

  check('months', [
    [`ora.add_months(${at('2024-01-31 10:00')}, 1)`, '2024-02-29 10:00:00'],
    [`ora.add_months(${at('2024-02-29')}, 1)`, '2024-03-31 00:00:00'],
    [`ora.add_months(${at('2024-02-28')}, 1)`, '2024-03-28 00:00:00'],
    [`ora.add_months(${at('2023-02-28')}, 12)`, '2024-02-29 00:00:00'],
    [`ora.add_months(${at('2024-03-15')}, -1.9)`, '2024-02-15 00:00:00'],
    [`ora.add_months(${at('9999-12-01')}, 1)`, 'ORA-01841'],
    [`ora.last_day(${at('2024-02-10 13:14:15.6')})`, '2024-02-29 13:14:15'],
    [`ora.months_between(${at('2024-03-31')}, ${at('2024-02-29')})`, '1'],
    [`ora.months_between(${at('1995-02-02')}, ${at('1995-01-01')})`, '1.03225806451612903225806451612903225806'],
    [`round(ora.months_between(${at('2024-02-01')}, ${at('2024-03-15')}), 6)`, '-1.451613'],
    [`round(ora.months_between(${at('2024-02-29')}, ${at('2024-01-30')}), 6)`, '0.967742'],
    [`ora.months_between(${at('2024-03-05 18:00')}, ${at('2024-02-05 06:00')})`, '1'],
    [`round(ora.months_between(${at('2024-03-01 12:00')}, ${at('2024-02-02')}), 6)`, '0.983871'],
    [`ora.next_day(${at('2024-08-16 12:00')}, 'MONDAY')`, '2024-08-19 12:00:00'],
    [`ora.next_day(${at('2024-08-16')}, 'fri')`, '2024-08-23 00:00:00'],
    [`ora.next_day(${at('2024-08-16')}, 'Sundown')`, '2024-08-18 00:00:00'],
    [`ora.next_day(${at('2024-08-16')}, '1')`, '2024-08-18 00:00:00'],
    [`ora.next_day(${at('2024-08-16')}, 'Montag')`, '2024-08-19 00:00:00'],
    [`ora.next_day(${at('2024-08-16')}, 'xyz')`, 'ORA-01846'],
  ]);

  check('TRUNC by every unit', [
    [`ora.trunc_date(${at('2023-08-17 13:45:30')})`, '2023-08-17 00:00:00'],
    ...['DD', 'ddd', 'J'].map((u): Expectation => [trunc(u), '2023-08-17 00:00:00']),
    ...['MM', 'Month', 'MON', 'RM'].map((u): Expectation => [trunc(u), '2023-08-01 00:00:00']),
    ...['SYYYY', 'YYYY', 'YEAR', 'SYEAR', 'YYY', 'YY', 'Y'].map((u): Expectation => [trunc(u), '2023-01-01 00:00:00']),
    ...['IYYY', 'IYY', 'IY', 'I'].map((u): Expectation => [trunc(u), '2023-01-02 00:00:00']),
    ...['CC', 'SCC'].map((u): Expectation => [trunc(u), '2001-01-01 00:00:00']),
    ...['DAY', 'DY', 'D'].map((u): Expectation => [trunc(u), '2023-08-13 00:00:00']),
    ...['HH', 'HH12', 'HH24'].map((u): Expectation => [trunc(u), '2023-08-17 13:00:00']),
    [trunc('Q'), '2023-07-01 00:00:00'],
    [trunc('IW'), '2023-08-14 00:00:00'],
    [trunc('WW'), '2023-08-13 00:00:00'],
    [trunc('W'), '2023-08-15 00:00:00'],
    [trunc('MI'), '2023-08-17 13:45:00'],
    [trunc('SS'), 'ORA-01899'],
    [trunc('nonsense'), 'ORA-01898'],
    [`ora.trunc_date(${at('2000-12-31')}, 'CC')`, '1901-01-01 00:00:00'],
  ]);

  check('ROUND by every unit', [
    [`ora.round_date(${at('2024-08-16 12:00')})`, '2024-08-17 00:00:00'],
    [`ora.round_date(${at('2024-08-16 11:59:59.9')})`, '2024-08-16 00:00:00'],
    [round('2024-08-16', 'MM'), '2024-09-01 00:00:00'],
    [round('2024-08-15 23:59', 'MM'), '2024-08-01 00:00:00'],
    [round('2024-07-01', 'YYYY'), '2025-01-01 00:00:00'],
    [round('2024-06-30', 'YEAR'), '2024-01-01 00:00:00'],
    [round('2024-08-16', 'Q'), '2024-10-01 00:00:00'],
    [round('2024-08-15', 'Q'), '2024-07-01 00:00:00'],
    [round('1951-01-01', 'CC'), '2001-01-01 00:00:00'],
    [round('1950-12-31', 'CC'), '1901-01-01 00:00:00'],
    [round('2024-08-15 12:00', 'IW'), '2024-08-19 00:00:00'],
    [round('2024-08-15 11:59', 'IW'), '2024-08-12 00:00:00'],
    [round('2024-08-14 12:00', 'DAY'), '2024-08-18 00:00:00'],
    [round('2024-08-16 13:30', 'HH24'), '2024-08-16 14:00:00'],
    [round('2024-08-16 13:29:30', 'MI'), '2024-08-16 13:30:00'],
    [round('9999-12-31 12:00', 'DD'), 'ORA-01841'],
  ]);

  check('NEW_TIME', [
    [`ora.new_time(${at('1999-11-10 01:23:45')}, 'AST', 'PST')`, '1999-11-09 21:23:45'],
    [`ora.new_time(${at('2024-01-01')}, 'XXX', 'PST')`, 'ORA-01857'],
  ]);

  check('intervals are made as Oracle makes them', [
    ["ora.interval_ds_text(ora.numtodsinterval(100, 'day'))", '+100 00:00:00.000000'],
    ["ora.interval_ds_text(ora.numtodsinterval(90, 'MINUTE'))", '+00 01:30:00.000000'],
    ["ora.interval_ds_text(ora.numtodsinterval(-1.5, 'DAY'), 9, 9)", '-000000001 12:00:00.000000000'],
    ["ora.interval_ds_text(ora.numtodsinterval(36.5, 'HOUR'), 2, 0)", '+01 12:30:00'],
    ["ora.numtodsinterval(1, 'WEEK')", 'ORA-01760'],
    ["ora.interval_ym_text(ora.numtoyminterval(1.5, 'YEAR'))", '+01-06'],
    ["ora.interval_ym_text(ora.numtoyminterval(-14, 'MONTH'))", '-01-02'],
    ["ora.interval_ds_text(ora.to_dsinterval('100 10:00:00'))", '+100 10:00:00.000000'],
    ["ora.interval_ds_text(ora.to_dsinterval('-1 02:03:04.5'))", '-01 02:03:04.500000'],
    ["ora.interval_ds_text(ora.to_dsinterval('P100DT05H'))", '+100 05:00:00.000000'],
    ["ora.interval_ds_text(ora.to_dsinterval('-PT1.5S'))", '-00 00:00:01.500000'],
    ["ora.to_dsinterval('1 25:00:00')", 'ORA-01850'],
    ["ora.to_dsinterval('P')", 'ORA-01867'],
    ["ora.to_dsinterval('junk')", 'ORA-01867'],
    ["ora.to_dsinterval('')", null],
    ["ora.interval_ym_text(ora.to_yminterval('01-02'))", '+01-02'],
    ["ora.interval_ym_text(ora.to_yminterval('-P1Y2M'))", '-01-02'],
    ["ora.to_yminterval('1-12')", 'ORA-01843'],
    ["ora.to_yminterval('x')", 'ORA-01867'],
    ["ora.interval_ds_text(ora.ds_mul('1 day', 1.5))", '+01 12:00:00.000000'],
    ["ora.interval_ds_text(ora.ds_div('1 day', 3))", '+00 08:00:00.000000'],
    ['ora.ds_seconds_text(-86400.0000000005, 2)', '-01 00:00:00.000000001'],
    ['ora.ds_seconds_text(0.0000000004, 2)', '+00 00:00:00.000000000'],
    ['ora.ds_seconds_text(1e20, 2)', 'ORA-01873'],
    ["ora.interval_ym_text(ora.ym_mul('1 year', 1.5))", '+01-06'],
    ["ora.ym_div('1 year', 2)", '6 mons'],
    ["interval '1 day' = interval '24 hours'", 'true'],
  ]);

  check('timestamps and intervals', [
    [
      `ora.interval_ds_text(ora.timestamp_diff(${at('2024-01-02 03:04:05.5')}, ${at('2024-01-01')}), 9, 9)`,
      '+000000001 03:04:05.500000000',
    ],
    [`ora.interval_ds_text(ora.timestamp_diff(${at('2024-01-01')}, ${at('2024-03-02 01:00')}))`, '-61 01:00:00.000000'],
    [`ora.add_ym(${at('2024-01-31')}, '1 month')`, 'ORA-01839'],
    [`ora.add_ym(${at('2024-01-15')}, '1 year 2 months')`, '2025-03-15 00:00:00'],
    [`ora.add_ym(${at('2024-02-29')}, '-1 year')`, 'ORA-01839'],
    [`ora.timestamp_add_ds(${at('2024-01-01')}, '-1 day -02:03:04')`, '2023-12-30 21:56:56'],
    [`ora.timestamp_add_ds(${at('9999-12-31')}, '1 day')`, 'ORA-01841'],
    [`ora.timestamp_add_ds(${at('1582-10-15')}, '-1 hour')`, '1582-10-04 23:00:00'],
    [`ora.date_add_ds(${at('2024-01-01')}, '0.9 seconds')`, '2024-01-01 00:00:00'],
    [`ora.date_fit(${at('2023-12-31 23:59:59.9')})`, '2023-12-31 23:59:59'],
    [`ora.extract_ds('DAY', '-1 day -02:03:04.5')`, '-1'],
    [`ora.extract_ds('SECOND', '1 day 02:03:04.5')`, '4.5'],
    [`ora.extract_ds('HOUR', '26 hours')`, '2'],
    [`ora.extract_ds('YEAR', '26 hours')`, 'ORA-30076'],
    [`ora.extract_ym('MONTH', '14 months')`, '2'],
    [`ora.extract_date('SECOND', ${at('2024-01-01 00:00:05')})`, '5'],
    [`ora.extract_date('YEAR', ${at('0044-03-15 BC')})`, '-44'],
  ]);

  check('zones', [
    [`ora.from_tz(${at('2000-03-28 08:00:00')}, '3:00') AT TIME ZONE 'UTC'`, '2000-03-28 05:00:00'],
    [`ora.from_tz(${at('2024-07-01 12:00')}, 'Europe/Zurich') AT TIME ZONE 'UTC'`, '2024-07-01 10:00:00'],
    [`ora.from_tz(${at('2024-07-01 12:00')}, 'No/Where')`, 'ORA-01882'],
    [`ora.from_tz(${at('2024-07-01 12:00')}, '+16:00')`, 'ORA-01874'],
    ["ora.at_zone(timestamptz '2024-01-01 12:00+02', '-05:00')", '2024-01-01 05:00:00'],
    ["ora.sys_extract_utc(timestamptz '2000-03-28 11:30-08')", '2000-03-28 19:30:00'],
    ["ora.tz_offset('-08:00')", '-08:00'],
    ["ora.tz_offset('Asia/Tokyo')", '+09:00'],
    ["ora.extract_timestamptz('HOUR', timestamptz '2024-01-01 12:00+02')", '10'],
    ["ora.extract_timestamptz('TIMEZONE_HOUR', timestamptz '2024-07-01 12:00+02')", '2'],
    // Summer time begins in this night: elapsed time, not wall clock.
    ["ora.timestamptz_add_ds(timestamptz '2024-03-30 12:00+01', '1 day') AT TIME ZONE 'UTC'", '2024-03-31 11:00:00'],
    ["ora.interval_ds_text(ora.timestamptz_diff('2024-03-31 12:00+02', '2024-03-30 12:00+01'))", '+00 23:00:00.000000'],
    ['ora.sessiontimezone()', 'Europe/Zurich'],
    ['ora.dbtimezone()', '+00:00'],
  ]);

  it('SYSDATE runs in the server zone, to the second, and moves on', async () => {
    await db.query("SET ora.server_timezone = 'Asia/Tokyo'");
    expect(
      await db.value("SELECT abs(extract(epoch FROM ora.sysdate() - (now() AT TIME ZONE 'Asia/Tokyo'))) < 5"),
    ).toMatch(/^t/);
    expect(await db.value('SELECT extract(microseconds FROM ora.sysdate())::bigint % 1000000')).toBe('0');
    await db.query('RESET ora.server_timezone');
    expect(
      await db.value("SELECT abs(extract(epoch FROM ora.current_date() - (now() AT TIME ZONE 'Europe/Zurich'))) < 5"),
    ).toMatch(/^t/);
    expect(await db.value("SELECT ora.systimestamp() - ora.current_timestamp() < interval '5 s'")).toMatch(/^t/);
    expect(await db.value("SELECT ora.localtimestamp() - ora.current_timestamp()::timestamp < interval '5 s'")).toMatch(
      /^t/,
    );
  });

  it('weeks begin where the territory says', async () => {
    await db.query("SET ora.nls_territory = 'GERMANY'");
    await expectAll(db, [[trunc('D'), '2023-08-14 00:00:00']]);
    await db.query('RESET ora.nls_territory');
  });
});
