import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  dateOfLiteral,
  nativeDateModel,
  nativeNumberModel,
  nativeTruncUnit,
} from '../../../src/lower/expressions/conversions/format-model.js';
import { openRuntime, type RuntimeDatabase } from '../../support/runtime-database.js';
import { describeTargets } from '../../support/targets.js';

const american = { american: true } as const;

describe('native datetime models', () => {
  it.each([
    ['YYYY-MM-DD HH24:MI:SS', 'YYYY-MM-DD HH24:MI:SS'],
    ['dd.mm.rrrr', 'DD.MM.YYYY'],
    ['FMDD/MM/YYYYFM HH24', 'FMDD/FMMM/FMYYYY HH24'],
    ['YYYY-MM-DD"T"HH24:MI:SS.FF', 'YYYY-MM-DD"T"HH24:MI:SS.FF6'],
    ['YYYYMMDDHH24MISS', 'YYYYMMDDHH24MISS'],
  ])('%s → %s', (fmt, native) => expect(nativeDateModel(fmt)).toBe(native));

  it.each([
    ['DD-MON-RR', 'DD-MON-YY'],
    ['Month, mon', 'Month, mon'],
    ['HH:MI AM', 'HH12:MI AM'],
    ['SSXFF3', 'SS.FF3'],
  ])('%s → %s only while the session stays American', (fmt, native) => {
    expect(nativeDateModel(fmt, american)).toBe(native);
    expect(nativeDateModel(fmt)).toBeUndefined();
  });

  it.each([
    ['DY, fmDay', 'DY, FMDay'],
    ['IYYY-IW WW ddd', 'IYYY-IW WW DDD'],
    ['fmDD Month YYYY', 'FMDD FMMonth FMYYYY'],
  ])('%s → %s from the Gregorian calendar on', (fmt, native) => {
    expect(nativeDateModel(fmt, { american: true, gregorian: true })).toBe(native);
    expect(nativeDateModel('D', { american: true, gregorian: true })).toBeUndefined();
    expect(nativeDateModel('J', { american: true, gregorian: true })).toBeUndefined();
  });

  it.each([
    ...['DY', 'DAY', 'D', 'DDD', 'J', 'WW', 'IW', 'IYYY', 'CC', 'SYYYY', 'YEAR', 'SSSSS', 'Y,YYY', 'DDTH', 'DDSP'],
    ...[
      'AD',
      'RM',
      'TZR',
      'DL',
      'SSSS',
      'Am',
      'YYYY-XX-Z',
      'YYYY"a\\b"',
      '\\YYYY',
      'FMSS.FF3',
      'abc',
      '',
      '"open',
      '9',
    ],
  ])('leaves %s to the runtime', (fmt) => expect(nativeDateModel(fmt, american)).toBeUndefined());
});

describe('literal dates', () => {
  it.each([
    ['31.01.2024', 'DD.MM.YYYY', '2024-01-31 00:00:00'],
    ['2024-02-29 23:59:58', 'yyyy-mm-dd hh24:mi:ss', '2024-02-29 23:59:58'],
    ['20240131', 'YYYYMMDD', '2024-01-31 00:00:00'],
    ['1-JAN-2024', 'DD-MON-YYYY', '2024-01-01 00:00:00'],
    ['01-JAN-2024', 'DD-MON-YYYY', '2024-01-01 00:00:00'],
    [' 2016-12-01 00:00:00', 'SYYYY-MM-DD HH24:MI:SS', '2016-12-01 00:00:00'],
    ['-2016-12-01 00:00:00', 'SYYYY-MM-DD HH24:MI:SS', undefined],
    ['01/06/2008', 'dd/mm/yyyy hh24:mi:ss', '2008-06-01 00:00:00'],
    ['1/6/2008 9:5', 'dd/mm/yyyy hh24:mi:ss', '2008-06-01 09:05:00'],
    ['2008161', 'YYYYMMDD', undefined],
    ['2008-06', 'YYYY-MM-DD', undefined],
    ['2008-06-01 ', 'YYYY-MM-DD HH24:MI', undefined],
    ['10:30 2008-06-01', 'HH24:MI YYYY-MM-DD', '2008-06-01 10:30:00'],
    ['01-JAN-24', 'DD-MON-RR', undefined],
    ['2023-02-29', 'YYYY-MM-DD', undefined],
    ['2024-01-31', 'YYYY/MM/DD', undefined],
    ['2024-01', 'YYYY-MM', undefined],
    ['0000-01-01', 'YYYY-MM-DD', undefined],
    ['2024-01-01 24:00', 'YYYY-MM-DD HH24:MI', undefined],
    ['2024-01-01 01', 'YYYY-MM-DD MM', undefined],
    ['01-XXX-2024', 'DD-MON-YYYY', undefined],
  ])('%s by %s is %s', (text, fmt, result) => expect(dateOfLiteral(text, fmt, american)).toBe(result));
  it('a month name needs the session language', () =>
    expect(dateOfLiteral('01-JAN-2024', 'DD-MON-YYYY')).toBeUndefined());
});

describe('native number models', () => {
  it('need a bound that cannot overflow', () => {
    expect(nativeNumberModel('999990.00', { precision: 8, scale: 2 })).toBe('999990.00');
    expect(nativeNumberModel('999990.00', { precision: 9, scale: 2 })).toBeUndefined();
    expect(nativeNumberModel('999990.0', { precision: 8, scale: 2 })).toBeUndefined();
    expect(nativeNumberModel('999990.00', undefined)).toBeUndefined();
  });
  it.each(['9G999', 'L99', '99MI', 'S99', '99PR', 'XX', 'RN', 'TM', '9.9EEEE', '99V9', 'B99', '9999.', ''])(
    'leave %s to the runtime',
    (fmt) => expect(nativeNumberModel(fmt, { precision: 1, scale: 0 })).toBeUndefined(),
  );
});

describe('native units of TRUNC', () => {
  it('are those of the plain calendar', () => {
    expect([undefined, 'MM', 'q', 'YYYY', 'HH24', 'MI', 'DDD'].map(nativeTruncUnit)).toEqual([
      'day',
      'month',
      'quarter',
      'year',
      'hour',
      'minute',
      'day',
    ]);
    expect(['IW', 'WW', 'W', 'CC', 'D', 'DAY', 'SS', 'XX'].map(nativeTruncUnit)).toEqual(Array(8).fill(undefined));
  });
});

describeTargets('against the runtime', (url) => {
  let db: RuntimeDatabase;
  beforeAll(async () => {
    db = await openRuntime(url, ['to_char', 'trunc_date']);
  });
  afterAll(() => db.close());

  /** Moments all over Oracle's calendar, both ends and BC among them. */
  const moments = `(SELECT CASE WHEN i % 3 = 0 THEN timestamp '0001-01-01' + i * interval '17 days 5 hours 11 minutes 13.987654 seconds' * 12
    WHEN i % 3 = 1 THEN timestamp '1990-01-01' + i * interval '23 days 7 hours 59 minutes 59.5 seconds' ELSE timestamp '0044-03-15 BC' + i * interval '9 hours' END AS ts
    FROM generate_series(0, 600) i UNION ALL VALUES (timestamp '9999-12-31 23:59:59.999999'), ('4712-01-01 BC'), ('2000-02-29 12:00'), ('2005-01-01 00:00:00.000001'))`;
  const quote = (text: string) => `'${text.replaceAll("'", "''")}'`;

  it.each([
    ...[
      'YYYY-MM-DD HH24:MI:SS',
      'YYYYMMDDHH24MISS',
      'DD-MON-YYYY',
      'DD-MON-RR HH.MI.SSXFF AM',
      'FMDay',
      'FMMonth DD, YYYY',
      'Month|MONTH|month|Mon|MON|mon',
    ],
    ...[
      'FMDD/MM/YY HH24:MI:SS',
      'FMHH:MI AM',
      'YYY YY Y RR RRRR',
      'Q W',
      'FF FF1 FF2 FF3 FF4 FF5 FF6',
      'HH HH12 am PM a.m. P.M.',
      '"T"HH24"Z"',
      'FXYYYY;MM_DD(HH24)',
      'FMQ W YYYFM YY',
    ],
  ])('%s gives the same text', async (fmt) => {
    const native = nativeDateModel(fmt, american);
    if (native === undefined) return expect(fmt).toBe('FMDay');
    const differences = await db.query(
      `SELECT ts, to_char(ts, ${quote(native)}), ora.datetime_text(ts, ${quote(fmt)}, 'AMERICAN', NULL, NULL, NULL) FROM ${moments} AS m(ts)
       WHERE to_char(ts, ${quote(native)}) IS DISTINCT FROM ora.datetime_text(ts, ${quote(fmt)}, 'AMERICAN', NULL, NULL, NULL)`,
    );
    expect(differences.slice(0, 3)).toEqual([]);
  });

  it.each([
    ...[
      'DD-MON-RR',
      'Day DD Month YYYY',
      'Dy DY dy',
      'IYYY-IW WW',
      'HH24:MI:SSXFF',
      'HH:MI:SS.FF2 am',
      'MONTH month',
      '"x"YYYY',
    ],
  ])('the short way of ora.to_char with %s gives what the model says', async (fmt) => {
    const differences = await db.query(
      `SELECT ts, ora.to_char(ts, ${quote(fmt)}), ora.datetime_text(ts, ${quote(fmt)}, 'AMERICAN', NULL, NULL, NULL) FROM ${moments} AS m(ts)
       WHERE ora.to_char(ts, ${quote(fmt)}) IS DISTINCT FROM ora.datetime_text(ts, ${quote(fmt)}, 'AMERICAN', NULL, NULL, NULL)`,
    );
    expect(differences.slice(0, 3)).toEqual([]);
  });

  it.each([
    ...[
      '9999',
      '0000',
      '9990',
      '0999',
      '9,999',
      '0,000',
      '9990.00',
      '9999.99',
      '9999.9',
      '9909.09',
      '999,999,990.00',
      '0,009.90',
    ],
    ...[
      'FM9999',
      'FM0000',
      'FM9,999',
      'FM9990.00',
      'FM9990.09',
      'FM9990.99',
      'FM9999.90',
      'FM999,990.0',
      'FM0,000.00',
      'fm9990.999',
    ],
  ])('number model %s gives the same text', async (fmt) => {
    const scale = Math.min(2, fmt.split('.')[1]?.length ?? 0);
    const native = nativeNumberModel(fmt, { precision: 3 + scale, scale });
    if (native === undefined) return expect(fmt).toBe('never');
    const numbers = `(SELECT (i * 7.37 % 1999.98 - 999.99)::numeric(5, ${scale}) FROM generate_series(1, 900) i UNION ALL VALUES (0), (-0.01), (0.01), (0.5), (-0.5), (999.99), (-999.99), (0.1), (10), (100), (-0.04), (0.95), (0.06))`;
    const differences = await db.query(
      `SELECT n, to_char(n, ${quote(native)}), ora.number_format(n, ${quote(fmt)}, NULL) FROM ${numbers} AS x(n)
       WHERE n = round(n, ${scale}) AND to_char(n, ${quote(native)}) IS DISTINCT FROM ora.number_format(n, ${quote(fmt)}, NULL)`,
    );
    expect(differences.slice(0, 3)).toEqual([]);
  });

  it.each([
    ...[
      '9999',
      '0000',
      '9,999',
      '9990.00',
      '999.99',
      '0.9',
      '99,9.9',
      '009',
      'FM9999',
      'FM999.99',
      'FM990.99',
      'FM0.000',
      'FM9,990.0',
    ],
  ])('the short way of ora.to_char(number) with %s gives what the model says', async (fmt) => {
    const numbers = `(SELECT round((i * 7.3719 % 4000 - 2000)::numeric, i % 4) FROM generate_series(1, 600) i UNION ALL VALUES (0), (-0.001), (0.5), (-0.5), (999.999), (1e20), (0.00), (9.9))`;
    const differences = await db.query(
      `SELECT n, ora.to_char(n, ${quote(fmt)}), ora.number_format(n, ${quote(fmt)}, NULL) FROM ${numbers} AS x(n)
       WHERE ora.to_char(n, ${quote(fmt)}) IS DISTINCT FROM ora.number_format(n, ${quote(fmt)}, NULL)`,
    );
    expect(differences.slice(0, 3)).toEqual([]);
  });

  it.each(['DD', 'MM', 'Q', 'YYYY', 'HH24', 'MI'])('TRUNC by %s is date_trunc', async (fmt) => {
    const unit = nativeTruncUnit(fmt);
    expect(
      await db.query(
        `SELECT ts FROM ${moments} AS m(ts) WHERE ts > '0001-01-01' AND date_trunc('${unit}', ts) <> ora.trunc_date(ts, '${fmt}')`,
      ),
    ).toEqual([]);
  });
});
