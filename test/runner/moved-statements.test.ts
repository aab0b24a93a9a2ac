import { describe, expect, it } from 'vitest';
import { Counting, type Files } from './counting-target.js';

const grant = (table: string, privileges = 'select'): string => `grant ${privileges} on app.${table} to clerk`;
const comment = (table: string): string => `comment on table app.${table} is 'of ${table}'`;
const key = (table: string): string => `alter table app.${table} add constraint ${table}_x check (x > 0)`;
const unkeyed = (table: string): string => `alter table "app"."${table}" drop constraint "${table}_x"`;

/** Each statement in a file of its own, so that its unit is known by a number. */
const release = (...statements: readonly string[]): Files =>
  Object.fromEntries([
    ['01_schema.sql', ['a', 'b', 'c'].map((table) => `create table app.${table} (x int);`).join('\n')],
    ...statements.map((sql, i) => [`${10 + i}_script_${sql.split(' ', 1)[0]}.sql`, `${sql};`]),
  ]);

describe('statements of a changed release that stand in another unit', () => {
  it('are neither taken back nor sent again where one in front of them goes', () => {
    for (const [make, undone] of [
      [grant, 'revoke select on app.a from clerk'],
      [comment, 'comment on table app.a is null'],
      [key, unkeyed('a')],
    ] as const) {
      const target = new Counting();
      target.apply(release(make('a'), make('b'), make('c')));
      expect(target.apply(release(make('b'), make('c')))).toEqual([undone]);
      expect(target.apply(release(make('b'), make('c')))).toEqual([]);
      expect(target.apply(release(make('a'), make('b'), make('c')))[0]).toContain(make('a'));
    }
  });

  it('are not sent again where a run was cut off before the unit that takes them', () => {
    const target = new Counting();
    target.apply(release(key('a'), key('b'), key('c')));
    const less = release(key('b'), key('c'));
    for (let unit = 1; unit < 4; unit += 1) target.apply(less, 1);
    expect(target.apply(less)).toEqual([]);
    expect(target.sent.filter((sql) => sql === key('c'))).toHaveLength(1);
  });

  it('are given again where a REVOKE of what is gone weakens them', () => {
    const target = new Counting();
    const all = grant('a', 'select, insert');
    target.apply(release(all, grant('b'), grant('a')));
    expect(target.apply(release(all, grant('b')))).toEqual(['revoke select on app.a from clerk', all]);
  });

  it('leave PUBLIC what every database begins with', () => {
    const target = new Counting();
    target.apply(release('grant usage on schema public to public'));
    expect(target.apply(release())).toEqual([]);
  });
});
