import { describe, expect, it } from 'vitest';
import { Counting, type Files } from './counting-target.js';

const row = (n: number): string => `insert into t values (${n})`;
const block = 'do $$ begin null; end $$';
/** A script whose block stands between its rows. */
const release = (before: readonly number[], after: readonly number[]): Record<string, string> => ({
  '01_table_t.sql': 'create table t (a int);',
  '02_script_insert.sql': before.map((n) => `${row(n)};`).join('\n'),
  '03_script_anonymousblock.sql': block,
  '04_script_insert.sql': after.map((n) => `${row(n)};`).join('\n'),
});

describe('rows and blocks of a changed release', () => {
  it('are sent once, whichever file they have come to stand in', () => {
    const target = new Counting();
    target.apply(release([1, 2], [3]));
    expect(target.apply(release([1, 9, 2], [3]))).toEqual([row(9)]);
    expect(target.apply(release([1, 9], [2, 3]))).toEqual([]);
    const inFront = { ...release([1, 9], [2, 3]), '011_script_insert.sql': `${row(7)};` };
    expect(target.apply(inFront)).toEqual([row(7)]);
    const blockInFront = { ...inFront, '012_script_anonymousblock.sql': block.replace('null', 'perform 1') };
    expect(target.apply(blockInFront)).toEqual([block.replace('null', 'perform 1')]);
  });

  it('are sent as often as they stand there', () => {
    const target = new Counting();
    target.apply(release([1], [2]));
    expect(target.apply(release([1, 1], [2, 1]))).toEqual([row(1), row(1)]);
    expect(target.apply(release([1, 1], [2, 1]))).toEqual([]);
  });

  it('are sent once where a run was cut off between the file that gives them away and the one that takes them', () => {
    const target = new Counting();
    target.apply(release([1, 2], [3]));
    const next = release([1], [2, 3]);
    expect(target.apply(next, 1)).toEqual([]);
    expect(target.apply(next)).toEqual([]);
    expect(target.sent.filter((sql) => sql === row(2))).toHaveLength(1);
  });

  it('are sent again where they were taken out of the project between', () => {
    const target = new Counting();
    target.apply(release([1, 2], [3]));
    target.apply(release([1], [3]));
    expect(target.apply(release([1, 2], [3]))).toEqual([row(2)]);
  });

  it('are told of where they may be the same in other words', () => {
    const target = new Counting();
    target.apply(release([1, 2], [3]));
    target.apply(release([1, 2, 9], [3]));
    expect(target.findings).toEqual([]);
    const inOtherWords = release([1, 2], [3]);
    inOtherWords['02_script_insert.sql'] = `${row(1)};\ninsert into t (a) values (2);\n${row(9)};`;
    expect(target.apply(inOtherWords)).toEqual(['insert into t (a) values (2)']);
    expect(target.findings).toMatchObject([
      { code: 'DS03', message: expect.stringContaining('02_script_insert.sql:2 does may have been done already') },
    ]);
  });

  it('have the settings of their file', () => {
    const target = new Counting();
    const dated = (days: readonly string[]): Files => ({
      '01_script_insert.sql': `set ora.nls_date_format = 'DD.MM.YYYY';\n${days.map((d) => `insert into d values (ora.to_date('${d}'));`).join('\n')}\nreset ora.nls_date_format;`,
    });
    target.apply(dated(['01.02.2026']));
    expect(target.apply(dated(['01.02.2026', '02.02.2026']))).toEqual([
      "set local ora.nls_date_format = 'DD.MM.YYYY'",
      "insert into d values (ora.to_date('02.02.2026'))",
    ]);
  });
});
