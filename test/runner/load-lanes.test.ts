import { describe, expect, it } from 'vitest';
import { NotItsTurn, Turns } from '../../src/runner/load/commit-order.js';
import { fitsSideBySide } from '../../src/runner/load/side-by-side.js';
import { openTarget } from '../../src/runner/target/target.js';
import { describeTargets } from '../support/targets.js';

describe('turns', () => {
  /** What each of so many does, in the order in which it happens. */
  function players(count: number) {
    const turns = new Turns();
    const said: string[] = [];
    const play = async (number: number) => {
      try {
        await turns.inTransaction(number);
        said.push(`${number} commits`);
      } catch (error) {
        if (!(error instanceof NotItsTurn)) throw error;
        said.push(`${number} lets go`);
        said.push(`${number} ${(await turns.idle(number)) ? 'begins again' : 'ends'}`);
      }
    };
    return { turns, said, all: Promise.all(Array.from({ length: count }, (_, n) => play(count - 1 - n))) };
  }
  const settled = () => new Promise((resolve) => setImmediate(resolve));

  it('come in order', async () => {
    const { turns, said, all } = players(3);
    for (let n = 0; n < 3; n += 1) {
      await settled();
      expect(said.length).toBe(n + 1);
      turns.done();
    }
    await all;
    expect(said).toEqual(['0 commits', '1 commits', '2 commits']);
  });

  it('make those behind let go when the first one has to begin again', async () => {
    const { turns, said, all } = players(3);
    await settled();
    turns.disturb(0);
    await settled();
    expect(said.toSorted()).toEqual(['0 commits', '1 lets go', '2 lets go']);
    turns.done();
    await settled();
    expect(said.at(-1)).toBe('1 begins again');
    turns.done();
    await all;
    expect(said.at(-1)).toBe('2 begins again');
  });

  it('do not come any more after the end', async () => {
    const { turns, said, all } = players(2);
    await settled();
    turns.end();
    await all;
    expect(said).toEqual(['0 commits', '1 lets go', '1 ends']);
  });
});

describeTargets('batches side by side', (url) => {
  it.each([
    ['a bare table', true, 'create table side.t (id int not null check (id > 0), name varchar(20))', 'id,name'],
    ['a column with a default that the file fills', true, 'create table side.t (id int, t text default now())', 'id,t'],
    ['an index that is no key', true, 'create table side.t (id int); create index on side.t (abs(id))', 'id'],
    [
      'a reference to another table',
      true,
      'create table side.p (id int primary key); create table side.t (id int references side.p)',
      'id',
    ],
    ['a key', false, 'create table side.t (id int primary key)', 'id'],
    ['an exclusion', false, 'create table side.t (id int4range, exclude using gist (id with &&))', 'id'],
    ['a default that the file leaves', false, 'create table side.t (id int, t timestamp default now())', 'id'],
    ['an identity', false, 'create table side.t (id int, n int generated always as identity)', 'id'],
    ['partitions', false, 'create table side.t (id int) partition by range (id)', 'id'],
    [
      'a trigger',
      false,
      `create table side.t (id int); create function side.f() returns trigger language plpgsql as 'begin return new; end';
       create trigger x before insert on side.t for each row execute function side.f()`,
      'id',
    ],
    [
      'a function of users in a check',
      false,
      `create function side.f(int) returns boolean language sql as 'select true'; create table side.t (id int check (side.f(id)))`,
      'id',
    ],
    [
      'a function of users in a domain',
      false,
      `create function side.f(int) returns boolean language sql as 'select true'; create domain side.d as int check (side.f(value)); create table side.t (id side.d)`,
      'id',
    ],
  ] as const)('fit %s: %s', async (_, fits, sql, columns) => {
    const target = await openTarget(url);
    try {
      await target.execute('drop schema if exists side cascade; create schema side');
      await target.execute(sql);
      expect(await fitsSideBySide(target, [{ table: ['side', 't'], columns: columns.split(',') }])).toBe(fits);
    } finally {
      await target.execute('drop schema if exists side cascade');
      await target.close();
    }
  });

  it('fit no table that is not there', async () => {
    const target = await openTarget(url);
    try {
      expect(await fitsSideBySide(target, [{ table: ['side', 'absent'], columns: ['id'] }])).toBe(false);
    } finally {
      await target.close();
    }
  });
});
