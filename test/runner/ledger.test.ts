import { readFileSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { applyProject } from '../../src/runner/apply/apply.js';
import { finalizeTarget } from '../../src/runner/apply/finalize.js';
import { repairTarget } from '../../src/runner/apply/repair.js';
import { rollbackRuns } from '../../src/runner/apply/undo/rollback.js';
import { auditCsv } from '../../src/runner/inspect/audit.js';
import { planTarget } from '../../src/runner/inspect/plan-target.js';
import { targetDrift } from '../../src/runner/inspect/target-drift.js';
import { chainProblems, entryHash, readLedger } from '../../src/runner/ledger/ledger.js';
import { openTarget } from '../../src/runner/target/target.js';
import { fingerprint, readCatalog } from '../../src/runner/verify/catalog.js';
import { type Databases, databasesOn, failureOf, on } from './faults/databases.js';
import { bigProject, standing, writeProject } from './faults/project.js';

const url = inject('postgresUrl');
let databases: Databases;

describe.skipIf(url === undefined)('apply and its ledger (PostgreSQL)', () => {
  beforeAll(async () => {
    databases = await databasesOn(url!, 'ledger');
  });
  afterAll(() => databases.close());

  it('does nothing the second time, and writes nothing', async () => {
    const project = writeProject(bigProject(4));
    const database = await databases.fresh();
    const first = await applyProject(project.out, { url: database, tool: 't' });
    expect(first).toMatchObject({ exit: 0, resumed: false });
    const second = await applyProject(project.out, { url: database, tool: 't' });
    expect(second).toMatchObject({ exit: 0, units: { total: 0, unchanged: first.units.total }, head: first.head });
  });

  it('names what was tampered with', async () => {
    const project = writeProject(bigProject(2));
    const database = await databases.fresh();
    const { head } = await applyProject(project.out, { url: database, tool: 't' });
    await on(database, async (target) => {
      for (const sql of [
        "update oraphant.entry set actor = 'x' where seq = 3",
        'delete from oraphant.entry where seq = 3',
        'truncate oraphant.entry',
      ]) {
        await expect(target.execute(sql)).rejects.toThrow('append only');
      }
      await target.execute('alter table oraphant.entry disable trigger append_only');
      await target.execute("begin; update oraphant.entry set actor = 'x' where seq = 3");
      expect(chainProblems(await readLedger(target))).toMatchObject([
        { seq: 3, problem: expect.stringContaining('was changed') },
      ]);
      await target.execute('rollback; begin; delete from oraphant.entry where seq = 4');
      expect(chainProblems(await readLedger(target))).toMatchObject([
        { seq: 5, problem: expect.stringContaining('4 to 4 are missing') },
      ]);
      await target.execute('rollback');
      // A superuser who makes the whole chain anew is found by the head that was kept elsewhere.
      const entries = (await readLedger(target)).map((entry) => ({ ...entry }));
      let previousHash = '';
      await target.execute('truncate oraphant.entry');
      for (const entry of entries) {
        const forged = { ...entry, actor: 'somebody else', previousHash };
        previousHash = entryHash(forged);
        await target.query(
          `insert into oraphant.entry select * from json_populate_record(null::oraphant.entry, $1::json)`,
          [
            JSON.stringify({
              ...Object.fromEntries(
                Object.entries(forged).map(([key, value]) => [
                  key.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`),
                  value,
                ]),
              ),
              unit_sha256: forged.unitSha256,
              previous_hash: forged.previousHash,
              hash: previousHash,
            }),
          ],
        );
      }
      const forged = await readLedger(target);
      expect(chainProblems(forged)).toEqual([]);
      expect(chainProblems(forged, head)).toMatchObject([{ problem: expect.stringContaining('is not in the chain') }]);
    });
    const refused = await failureOf(applyProject(project.out, { url: database, tool: 't', head }));
    expect(refused.exit).toBe(3);
  });

  it('refuses another plan under an interrupted run, and names the unit', async () => {
    const files = bigProject(3);
    const project = writeProject(files);
    const database = await databases.fresh();
    let units = 0;
    const stopped = await applyProject(project.out, {
      url: database,
      tool: 't',
      onUnit: () => {
        units += 1;
      },
      isCancelled: () => units > 6,
    });
    expect(stopped).toMatchObject({ exit: 130, units: { done: 6 } });
    const heads = await on(database, async (target) => (await readLedger(target)).length);
    for (const [name, text] of [
      ['0004_table_t1.sql', `${files['0004_table_t1.sql']}\nselect 1;`],
      ['0012_data_d1.sql', 'select 2;'],
      ['0003_aaa.sql', 'create schema aaa;'],
    ] as const) {
      project.write(name, text);
      const refused = await failureOf(applyProject(project.out, { url: database, tool: 't' }));
      expect(refused.exit).toBe(3);
      expect(refused.problems.join('\n')).toMatch(/was interrupted, and the project has changed since/);
      if (files[name] === undefined) rmSync(`${project.out}/sql/${name}`);
      else project.write(name, files[name]);
    }
    expect(await on(database, async (target) => (await readLedger(target)).length)).toBe(heads);
    expect(await applyProject(project.out, { url: database, tool: 't' })).toMatchObject({ exit: 0, resumed: true });
  });

  it('stops cleanly at an error, says where, and goes on when it is mended', async () => {
    const project = writeProject({
      '0001_a.sql': 'create table public.a (id int);\n',
      '0002_b.sql': 'create table public.b (id int);\ncreate view public.v as\nselect nope from public.a;\n',
    });
    const database = await databases.fresh();
    const report = await applyProject(project.out, { url: database, tool: 't' });
    expect(report).toMatchObject({
      exit: 6,
      units: { done: 1, total: 2 },
      failure: { file: 'sql/0002_b.sql', line: 3, unit: 'b', error: { sqlstate: '42703' } },
    });
    expect(await on(database, async (target) => (await target.execute(`select to_regclass('public.b')`)).rows)).toEqual(
      [[null]],
    );
    project.write('0002_b.sql', 'create table public.b (id int);\ncreate view public.v as\nselect id from public.a;\n');
    expect(await applyProject(project.out, { url: database, tool: 't' })).toMatchObject({
      exit: 0,
      units: { done: 1, total: 1, unchanged: 1 },
    });
  });

  it('lets exactly one of two appliers work', async () => {
    const project = writeProject(bigProject(3));
    const database = await databases.fresh();
    for (let round = 0; round < 3; round += 1) {
      const both = await Promise.all([1, 2].map(() => applyProject(project.out, { url: database, tool: 't' })));
      expect(both.map(({ exit }) => exit)).toEqual([0, 0]);
      expect(both.filter(({ units }) => units.total > 0).length).toBe(1);
      await rollbackRuns({ url: database, tool: 't', all: true });
    }
    const holder = await openTarget(database);
    await holder.execute('select pg_advisory_lock(1869767024, 1751215732)');
    const locked = await failureOf(applyProject(project.out, { url: database, tool: 't', lockWaitMs: 300 }));
    expect(locked.exit).toBe(5);
    expect(locked.message).toMatch(/another run holds the target: process \d+/);
    await holder.close();
  });

  it('tries again while a table is locked, and says who blocks', async () => {
    const project = writeProject({
      '0001_t.sql': 'create table public.t (id int primary key);',
      '0002_u.sql': 'create table public.u (id int);',
    });
    const database = await databases.fresh();
    await applyProject(project.out, { url: database, tool: 't' });
    project.write('0001_t.sql', 'create table public.t (id int primary key, n int);');
    const holder = await openTarget(database);
    await holder.execute('begin; select * from public.t');
    const late = await applyProject(project.out, { url: database, tool: 't', lockTimeoutMs: 50, deadlineMs: 300 });
    expect(late).toMatchObject({ exit: 6, failure: { error: { sqlstate: '55P03' } } });
    expect(late.failure?.blockers.join()).toMatch(/process \d+ .*select \* from public\.t/);
    setTimeout(() => void holder.execute('commit'), 400);
    expect(await applyProject(project.out, { url: database, tool: 't', lockTimeoutMs: 50 })).toMatchObject({ exit: 0 });
    await holder.close();
  });

  it('removes the broken index of duplicate rows, and goes on when they are gone', async () => {
    const project = writeProject({
      '0001_i.sql': 'create unique index concurrently account_owner on legacy.account (owner);',
    });
    const database = await databases.fresh();
    await on(database, (target) => target.execute("update legacy.account set owner = 'same' where id < 3"));
    const report = await applyProject(project.out, { url: database, tool: 't' });
    expect(report).toMatchObject({
      exit: 6,
      failure: { error: { sqlstate: '23505', detail: 'Key (owner)=(same) is duplicated.' } },
    });
    await on(database, async (target) => {
      expect((await target.execute(`select to_regclass('legacy.account_owner')`)).rows).toEqual([[null]]);
      await target.execute("update legacy.account set owner = 'other' where id = 1");
    });
    expect(await applyProject(project.out, { url: database, tool: 't' })).toMatchObject({ exit: 0 });
  });

  it('brings a dropped index back though its entry could not be written at once', async () => {
    const project = writeProject({ '0001_d.sql': 'drop index concurrently legacy.account_owner;' });
    const database = await databases.fresh();
    await on(database, (target) => target.execute('create index account_owner on legacy.account (owner)'));
    const first = writeProject({ '0001_x.sql': 'create schema shop;' });
    await applyProject(first.out, { url: database, tool: 't' });
    await rollbackRuns({ url: database, tool: 't' });
    await on(database, (target) =>
      target.execute(`create schema fault; create sequence fault.n;
        create function fault.fail() returns trigger language plpgsql as $$ begin
          if new.action = 'apply' and new.state = 'done' and nextval('fault.n') = 1 then raise exception using errcode = '53100'; end if; return new; end $$;
        create trigger fault before insert on oraphant.entry for each row execute function fault.fail()`),
    );
    const index = async () =>
      await on(database, async (t) => (await t.execute(`select to_regclass('legacy.account_owner')`)).rows);
    expect(await applyProject(project.out, { url: database, tool: 't' })).toMatchObject({ exit: 0 });
    expect(await index()).toEqual([[null]]);
    expect(await rollbackRuns({ url: database, tool: 't' })).toMatchObject({ exit: 0 });
    expect(await index()).toEqual([['legacy.account_owner']]);
  });

  it('does not end a rollback that is cancelled before its last unit', async () => {
    const project = writeProject({
      '0001_t.sql': 'create table public.t (id int);',
      '0002_u.sql': 'create table public.u (id int);',
    });
    const database = await databases.fresh();
    await applyProject(project.out, { url: database, tool: 't' });
    // It is asked before each unit, and again where the unit is done.
    let asked = 0;
    const isCancelled = () => {
      asked += 1;
      return asked > 3;
    };
    const stopped = await rollbackRuns({ url: database, tool: 't', isCancelled });
    expect(stopped).toMatchObject({ exit: 130, units: { done: 1, total: 2 } });
    const { rows } = await on(database, (t) => t.execute(`select to_regclass('public.t')`));
    expect(rows).toEqual([['t']]);
    expect(await rollbackRuns({ url: database, tool: 't' })).toMatchObject({ exit: 0, units: { done: 1 } });
  });

  it('survives a terminated session and a lost connection', async () => {
    const project = writeProject(bigProject(3));
    const database = await databases.fresh();
    const killer = await openTarget(database);
    let units = 0;
    const log = `${project.out}/run.log`;
    const report = await applyProject(project.out, {
      url: database,
      tool: 't',
      logFile: log,
      onUnit: () => {
        units += 1;
        if (units % 7 === 3)
          void killer.execute(
            `select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'oraphant %' and datname = current_database()`,
          );
      },
    });
    expect(report.exit).toBe(0);
    const entries = await readLedger(killer);
    const done = entries.filter(({ action, state }) => action === 'apply' && state === 'done').map(({ unit }) => unit);
    expect(new Set(done).size).toBe(report.units.total);
    expect(done.length).toBe(report.units.total);
    expect(chainProblems(entries)).toEqual([]);
    const events = readFileSync(log, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { event: string; run: string });
    expect(events.some(({ event }) => event === 'connection lost')).toBe(true);
    expect(new Set(events.map(({ run }) => run))).toEqual(new Set([report.run]));
    await killer.close();
  });

  it('finds four kinds of drift, refuses to go on, records or reverts it', async () => {
    const project = writeProject(bigProject(3));
    const database = await databases.fresh();
    await applyProject(project.out, { url: database, tool: 't' });
    expect((await targetDrift(database)).differences).toEqual([]);
    await on(database, (target) =>
      target.execute(`alter table shop.t1 add column x int; create function shop.own() returns int language sql as 'select 1';
        grant insert on shop.t1 to public; alter table shop.t2 disable trigger stamp;
        create or replace function shop.f1(p_id bigint, p_name text default 'x') returns text language sql as 'select null'`),
    );
    const { differences } = await targetDrift(database);
    expect(differences.map(({ change, object }) => `${change} ${object}`)).toEqual([
      'added column shop.t1.x',
      'changed function shop.f1(bigint,text)',
      'added function shop.own()',
      'changed table shop.t1',
      'changed trigger stamp on shop.t2',
    ]);
    expect((await failureOf(applyProject(project.out, { url: database, tool: 't' }))).exit).toBe(4);
    const reverted = await repairTarget({ url: database, tool: 't', revert: true });
    expect(reverted.reverted).toEqual(['function shop.f1(bigint,text)', 'trigger stamp on shop.t2']);
    await repairTarget({ url: database, tool: 't', adopt: true });
    expect((await targetDrift(database)).differences).toEqual([]);
    expect((await applyProject(project.out, { url: database, tool: 't' })).exit).toBe(0);
  });

  it('moves a target to changed sources and back again exactly', async () => {
    const files = bigProject(4);
    const project = writeProject(files);
    const database = await databases.fresh();
    await applyProject(project.out, { url: database, tool: 't' });
    const state = () => on(database, async (target) => fingerprint(await readCatalog(target)));
    const before = await state();
    const text = (name: string) => files[name] ?? '';
    const edit = (part: string, change: (old: string) => string) => {
      const name = Object.keys(files).find((file) => file.includes(part)) ?? '';
      project.write(name, change(text(name)));
    };
    edit('table_t1', (old) =>
      old
        .replace('varchar(40)', 'varchar(80)')
        .replace('price shop.amount', "price shop.amount,\n  note text default 'n' not null"),
    );
    edit('table_t2', (old) => old.replace("it''s here", 'changed'));
    edit('function_f1', (old) => old.replace('p_name || p_id', "p_name || '-' || p_id"));
    edit('function_f2', (old) =>
      old.replace('p_name text default', 'p_other text default').replace('p_name', 'p_other'),
    );
    edit('view_v', (old) => old.replace('t.name', 't.name, t.price'));
    edit('index_i4', (old) => old.replace('(name)', '(name, id)'));
    edit('function_trg', (old) => old.replace('upper', 'lower'));
    edit('grants', (old) =>
      old.replace('grant select on shop.t1, shop.v to public;', 'grant select, insert on shop.t1 to public;'),
    );
    const fk = Object.keys(files).find((file) => file.includes('fk_3')) ?? '';
    rmSync(`${project.out}/sql/${fk}`);
    project.write('9000_table_new.sql', 'create table shop.brand_new (id int primary key);');
    const plan = await planTarget(project.out, database);
    expect(plan.refusals).toEqual([]);
    expect(plan.units.filter(({ reversible }) => reversible === 'no')).toEqual([]);
    const report = await applyProject(project.out, { url: database, tool: 't' });
    expect(report.failure).toBeUndefined();
    expect(report.exit).toBe(0);
    expect((await planTarget(project.out, database)).units).toEqual([]);
    expect(await state()).not.toBe(before);
    const back = await rollbackRuns({ url: database, tool: 't' });
    expect(back).toMatchObject({ exit: 0, differences: [], compared: true });
    expect(await state()).toBe(before);
  });

  it('refuses changes that lose rows, with advice', async () => {
    const project = writeProject({ '0001_t.sql': 'create table public.t (id int primary key, a varchar(10), b int);' });
    const database = await databases.fresh();
    await applyProject(project.out, { url: database, tool: 't' });
    for (const [sql, reason] of [
      ['create table public.t (id int primary key, b int);', /column a is no longer there/],
      ['create table public.t (id int primary key, a varchar(5), b int);', /from varchar\(10\) to varchar\(5\)/],
      [
        'create table public.t (id int primary key, a varchar(10), b int, c int not null);',
        /NOT NULL without a default/,
      ],
    ] as const) {
      project.write('0001_t.sql', sql);
      const refused = await failureOf(applyProject(project.out, { url: database, tool: 't' }));
      expect(refused.exit).toBe(3);
      expect(refused.message).toMatch(reason);
    }
  });

  it('refuses a rollback that meets foreign objects or new rows; keeps the rows when told to go on', async () => {
    const project = writeProject({ '0001_t.sql': 'create table public.t (id int primary key);' });
    const database = await databases.fresh();
    await applyProject(project.out, { url: database, tool: 't' });
    await on(database, (target) => target.execute('create view legacy.foreign_view as select * from public.t'));
    const foreign = await failureOf(rollbackRuns({ url: database, tool: 't' }));
    expect(foreign.exit).toBe(3);
    expect(foreign.message).toContain('view legacy.foreign_view depends on table t');
    await on(database, (target) =>
      target.execute('drop view legacy.foreign_view; insert into public.t values (1), (2)'),
    );
    const written = await failureOf(rollbackRuns({ url: database, tool: 't' }));
    expect(written.message).toContain('table public.t has 2 rows written since');
    expect(await rollbackRuns({ url: database, tool: 't', discardNewRows: true })).toMatchObject({
      exit: 0,
      differences: [],
    });
    const kept = await finalizeTarget({ url: database, tool: 't' });
    expect(kept.dropped.length).toBe(1);
  });

  it('minds rows that were written before a later run, and none of those that the runs wrote', async () => {
    const project = writeProject({ '0001_t.sql': 'create table public.t (id int primary key);' });
    const database = await databases.fresh();
    const options = { url: database, tool: 't' };
    await applyProject(project.out, options);
    project.write('0002_rows.sql', 'insert into public.t values (10), (11);');
    await applyProject(project.out, options);
    await on(database, (target) => target.execute('insert into public.t values (1)'));
    project.write('0001_t.sql', 'create table public.t (id int primary key, note varchar(9));');
    await applyProject(project.out, options);
    await on(database, (target) => target.execute("update public.t set note = 'x' where id = 11"));
    const last = await failureOf(rollbackRuns(options));
    expect(last.message).toContain('table public.t has 1 row written since');
    const all = { ...options, all: true, leaveIrreversible: true };
    const refused = await failureOf(rollbackRuns(all));
    expect(refused.exit).toBe(3);
    expect(refused.message).toContain('table public.t has 2 rows written since');
    const warnings: string[] = [];
    await rollbackRuns({ ...all, discardNewRows: true, onWarning: (text) => warnings.push(text) });
    expect(warnings.filter((text) => text.includes('are kept as JSON'))).toHaveLength(1);
  });

  it('rolls back to a populated start, twice, with whole chains', async () => {
    const project = writeProject(bigProject(3));
    const database = await databases.fresh();
    const state = () => on(database, async (target) => fingerprint(await readCatalog(target)));
    const before = await state();
    for (let round = 0; round < 2; round += 1) {
      expect((await applyProject(project.out, { url: database, tool: 't' })).exit).toBe(0);
      expect(await rollbackRuns({ url: database, tool: 't' })).toMatchObject({
        exit: 0,
        differences: [],
        compared: true,
      });
      expect(await state()).toBe(before);
    }
    await on(database, async (target) => {
      const entries = await readLedger(target);
      expect(chainProblems(entries)).toEqual([]);
      expect(entries.filter(({ state: is }) => is === 'started').length).toBe(4);
      expect(auditCsv(entries).split('\r\n').length).toBe(entries.length + 2);
    });
  });
});

describe('apply and rollback on PGlite', () => {
  it('builds, repeats and undoes', async () => {
    const project = writeProject(bigProject(3));
    const target = await openTarget('pglite:');
    await target.execute(standing);
    const before = fingerprint(await readCatalog(target));
    const options = { url: 'pglite:', tool: 't', open: async () => ({ ...target, close: async () => {} }) };
    expect(await applyProject(project.out, options)).toMatchObject({ exit: 0, problems: [] });
    expect(await applyProject(project.out, options)).toMatchObject({ exit: 0, units: { total: 0 } });
    expect(chainProblems(await readLedger(target))).toEqual([]);
    expect(await rollbackRuns(options)).toMatchObject({ exit: 0, differences: [] });
    expect(fingerprint(await readCatalog(target))).toBe(before);
    await target.close();
  });
});
