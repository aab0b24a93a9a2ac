import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyProject } from '../../../src/runner/apply/apply.js';
import { rollbackRuns } from '../../../src/runner/apply/undo/rollback.js';
import { planTarget } from '../../../src/runner/inspect/plan-target.js';
import { chainProblems, readLedger } from '../../../src/runner/ledger/ledger.js';
import { openTarget, type Target } from '../../../src/runner/target/target.js';
import { fingerprint, readCatalog } from '../../../src/runner/verify/catalog.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { killChildren } from './child.js';
import { on } from './databases.js';
import { bigProject, standing, writeProject } from './project.js';

/** Every point at each so many-th unit; all of them with ORAPHANT_FULL=1. */
const every = process.env.ORAPHANT_FULL === '1' ? 1 : Number(process.env.ORAPHANT_EVERY ?? 7);

/** Every kind of unit and phase, one of them outside of transactions, beside what stands before. */
const files = {
  '0001_schema.sql': 'create schema shop;',
  '0002_ids.sql': 'create sequence shop.ids start with 100;',
  '0003_money.sql': 'create domain shop.money as numeric(12, 2) check (value >= 0);',
  '0004_a.sql': `create table shop.a (id bigint default nextval('shop.ids') primary key, price shop.money);\ncomment on table shop.a is 'it''s a';`,
  '0005_b.sql': 'create table shop.b (id int primary key, a_id bigint);',
  '0006_f.sql': `create function shop.f(n int) returns int language plpgsql as $$ begin return n + 1; end $$;`,
  '0007_stamp.sql': 'create function shop.stamp() returns trigger language plpgsql as $$ begin return new; end $$;',
  '0008_rows.sql': 'insert into shop.a (price) select generate_series(1, 10);',
  '0009_i.sql': 'create index concurrently a_ix on shop.a (price);',
  '0010_fk.sql': 'alter table shop.b add constraint b_fk foreign key (a_id) references shop.a (id);',
  '0011_trigger.sql': 'create trigger stamp before insert on shop.b for each row execute function shop.stamp();',
  '0012_v.sql': 'create view shop.v as select count(*) as n from shop.a;',
  '0013_m.sql': 'create materialized view shop.m as select max(price) as most from shop.a;',
  '0014_fee.sql': `create or replace function legacy.fee(n numeric) returns numeric language sql as 'select n * 0.02';`,
  '0015_grants.sql': 'grant select on shop.v to public;',
};

describe('a run on an embedded database that is killed', () => {
  const folder = temporaryFolder();
  const project = writeProject(files);
  const place = (name: string): string => `pglite:${join(folder, name)}`;
  let children: Awaited<ReturnType<typeof killChildren>>;
  /** Of every unit the state before it; the last one is the end. */
  const reference: string[] = [];
  const units: string[] = [];
  const counts = { killed: 0, survived: 0 };

  const facts = async (target: Target): Promise<string> =>
    fingerprint((await readCatalog(target)).filter(({ definition }) => !definition.endsWith('INVALID')));
  const rowsOf = async (target: Target): Promise<unknown> =>
    (await target.execute(`select * from shop.a order by id`)).rows;

  beforeAll(async () => {
    children = await killChildren();
    await on(place('before'), (target) => target.execute(standing));
    cpSync(join(folder, 'before'), join(folder, 'reference'), { recursive: true });
    const target = await openTarget(place('reference'));
    reference.push(await facts(target));
    const open = async () => ({
      ...target,
      close: async () => {},
      async execute(sql: string) {
        const result = await target.execute(sql);
        if (sql.includes('insert into oraphant.entry') && sql.includes("'apply', 'done'"))
          reference.push(await facts(target));
        return result;
      },
    });
    const options = { url: place('reference'), tool: 't', groupUnits: 1, open };
    expect(await applyProject(project.out, { ...options, onUnit: ({ id }) => units.push(id) })).toMatchObject({
      exit: 0,
    });
    expect(reference).toHaveLength(units.length + 1);
    await target.close();
  }, 120_000);
  afterAll(() => {
    children.close();
    process.stderr.write(
      `kill points on PGlite: ${counts.survived} of ${counts.killed} survived, ${units.length} units\n`,
    );
  });

  /**
   * The chain holds, and the catalog is that behind exactly the units that the ledger calls done; an
   * open intent is that or one more.
   */
  const check = (url: string): Promise<void> =>
    on(url, async (target) => {
      const entries = await readLedger(target);
      expect(chainProblems(entries)).toEqual([]);
      const is = (wanted: string) =>
        entries.filter(({ action, state }) => action === wanted && state === 'done').length;
      const done = is('apply') - is('undo');
      const now = await facts(target);
      if (entries.at(-1)?.state === 'intent') expect([reference[done], reference[done + 1]]).toContain(now);
      else expect(now).toBe(reference[done]);
    });
  const killed = async (command: string, url: string, unit: string, point: string): Promise<void> => {
    const job = { command, out: project.out, url, unit, point, groupUnits: 1 };
    expect({ unit, point, ...(await children.run(job)) }).toMatchObject({ killed: true });
    // The lock of the dead process is there, and does not keep the next one out.
    expect(existsSync(`${url.replace('pglite:', '')}.lock`)).toBe(true);
    counts.killed += 1;
    await check(url);
    counts.survived += 1;
  };
  const isAlone = (unit: string): boolean => unit.startsWith('i:');

  it('goes on at every unit and point without repeating or skipping', async () => {
    // What is in flight may or may not be done: the points behind it need a run of their own.
    const passes = [
      { tx: ['begin', 'sql', 'entry', 'commit'], notx: ['begin', 'sql'] },
      { tx: ['ack'], notx: ['ack'] },
      { tx: [], notx: ['entry'] },
      { tx: [], notx: ['commit'] },
    ];
    const tried = units.filter((unit, index) => index % every === Math.min(1, every - 1) || isAlone(unit));
    for (const [n, pass] of passes.entries()) {
      const url = place(`pass${n}`);
      cpSync(join(folder, 'before'), join(folder, `pass${n}`), { recursive: true });
      for (const unit of tried)
        for (const point of isAlone(unit) ? pass.notx : pass.tx) await killed('apply', url, unit, point);
      expect(await applyProject(project.out, { url, tool: 't' })).toMatchObject({ exit: 0 });
      await on(url, async (target) => {
        expect(await facts(target)).toBe(reference.at(-1));
        expect(await rowsOf(target)).toHaveLength(10);
        const done = (await readLedger(target)).filter(({ action, state }) => action === 'apply' && state === 'done');
        expect(done.map(({ unit }) => unit)).toEqual(units);
      });
    }
  }, 600_000);

  it('can be rolled back from any place, and the rollback can be killed too', async () => {
    const url = place('rollback');
    cpSync(join(folder, 'before'), join(folder, 'rollback'), { recursive: true });
    await killed('apply', url, units.at(-2) ?? '', 'sql');
    const undone = units
      .slice(0, -2)
      .toReversed()
      .filter((_, index) => index % every === 0);
    for (const unit of undone)
      for (const point of ['begin', 'entry', 'commit']) await killed('rollback', url, unit, point);
    expect(await rollbackRuns({ url, tool: 't', all: true })).toMatchObject({ exit: 0, differences: [] });
    await on(url, async (target) => expect(await facts(target)).toBe(reference[0]));
  }, 600_000);
});

it('the same project has the same plan, byte for byte', async () => {
  const [one, two] = [writeProject(bigProject()), writeProject(bigProject())];
  const { LC_ALL: before } = process.env;
  const first = JSON.stringify(await planTarget(one.out, undefined));
  process.env.LC_ALL = 'tr_TR.UTF-8';
  try {
    expect(JSON.stringify(await planTarget(two.out, undefined))).toBe(first);
  } finally {
    if (before === undefined) delete process.env.LC_ALL;
    else process.env.LC_ALL = before;
  }
});
