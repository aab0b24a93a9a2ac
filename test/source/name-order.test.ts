import { expect, it } from 'vitest';
import { seriesOf } from '../../src/source/files/file-series.js';
import { compareNames } from '../../src/source/files/name-order.js';

it('counts the numbers in names', () => {
  const names = [
    'v10.sql',
    'v1.1.sql',
    'v9.sql',
    'v1.sql',
    'V2.sql',
    '010_b.sql',
    '9_a.sql',
    'b.pks',
    'b.pkb',
    'a-b.sql',
    'a.sql',
  ];
  expect(names.sort(compareNames)).toEqual([
    '9_a.sql',
    '010_b.sql',
    'V2.sql',
    'a.sql',
    'a-b.sql',
    'b.pkb',
    'b.pks',
    'v1.sql',
    'v1.1.sql',
    'v9.sql',
    'v10.sql',
  ]);
});

it('takes what stands before two underscores for the version', () => {
  const names = ['V10__d.sql', 'V2_1__b.sql', 'V2.10__c.sql', 'V2__z.sql', 'V2_1_1__a.sql', 'V1__a.sql'];
  expect(names.sort(compareNames)).toEqual([
    'V1__a.sql',
    'V2__z.sql',
    'V2_1__b.sql',
    'V2_1_1__a.sql',
    'V2.10__c.sql',
    'V10__d.sql',
  ]);
});

it('takes as a series what is counted behind the same word in one folder', () => {
  const series = seriesOf(['x/V10__b.sql', 'x/V2__a.sql', 'x/R__views.sql', 'y/V3__c.sql', 'x/t1.sql', 'x/t2.sql']);
  expect([...series.keys()]).toEqual(['x/V2__a.sql', 'x/V10__b.sql']);
  expect(series.get('x/V10__b.sql')).toEqual(['x/V2__a.sql', 'x/V10__b.sql']);
});
