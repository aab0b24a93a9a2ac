import { describe, expect, it } from 'vitest';
import { alterTable } from '../../src/runner/plan/changes/table-change.js';

const change = (before: string, after: string) => alterTable(`create table t (${before})`, `create table t (${after})`);

describe('what becomes of a table that the project has otherwise', () => {
  it('is new columns at the end, and wider ones', () => {
    expect(change('a int, b varchar(5)', 'a int, b varchar(9), c date')).toMatchObject({
      sql: ['alter table "t" alter column "b" type varchar(9)', 'alter table "t" add column c date'],
    });
  });

  it('is another type that shows the same values', () => {
    expect(change('a oid', 'a regclass')).toMatchObject({ sql: ['alter table "t" alter column "a" type regclass'] });
  });

  it('is refused where statements without column names would mean other columns', () => {
    expect(change('a int, b int', 'a int, c int, b int')).toMatchObject({
      reason: expect.stringContaining('column c would not stand where the project has it'),
    });
    expect(change('a int, b int', 'b int, a int')).toMatchObject({ reason: expect.stringContaining('column b') });
  });

  it('is refused where rows would be lost', () => {
    expect(change('a int, b int', 'a int')).toMatchObject({ reason: expect.stringContaining('column b') });
    expect(change('a varchar(9)', 'a varchar(5)')).toMatchObject({ reason: expect.stringContaining('varchar(5)') });
  });
});
