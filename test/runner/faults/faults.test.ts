import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { applyProject } from '../../../src/runner/apply/apply.js';
import type { ApplyReport } from '../../../src/runner/apply/apply-report.js';
import { repairTarget } from '../../../src/runner/apply/repair.js';
import { rollbackRuns } from '../../../src/runner/apply/undo/rollback.js';
import { readLedger } from '../../../src/runner/ledger/ledger.js';
import type { RunOptions } from '../../../src/runner/target/run-options.js';
import { openTarget, type Target } from '../../../src/runner/target/target.js';
import { killChildren } from './child.js';
import { type Databases, databasesOn, expectSoundLedger, failureOf, on, stateOf } from './databases.js';
import { bigProject, writeProject } from './project.js';
import { type Fate, startProxy } from './proxy.js';

const url = inject('postgresUrl');

describe.skipIf(url === undefined)('faults on the way to the server and in it (PostgreSQL)', () => {
  const project = writeProject(bigProject(4));
  let admin: Target;
  let databases: Databases;
  let reference: readonly string[] = [];
  const counts = { injected: 0, survived: 0 };

  const place = (name: string): string => `${url!.replace(/\/postgres$/, '')}/${name}`;
  /** Goes on until it is done, and holds the target against the undisturbed one. */
  async function finish(database: string): Promise<ApplyReport> {
    const report = await applyProject(project.out, { url: database, tool: 't', groupUnits: 1 });
    expect(report.exit).toBe(0);
    expect(await stateOf(database)).toEqual(reference);
    await expectSoundLedger(database);
    return report;
  }
  async function behindProxy<T>(
    database: string,
    fate: (sql: string) => Fate,
    work: (through: string) => Promise<T>,
  ): Promise<T> {
    const proxy = await startProxy(database, fate);
    try {
      return await work(proxy.url);
    } finally {
      await proxy.close();
    }
  }

  beforeAll(async () => {
    admin = await openTarget(url!);
    databases = await databasesOn(url!, 'fault');
    const database = await databases.fresh();
    expect((await applyProject(project.out, { url: database, tool: 't' })).exit).toBe(0);
    reference = await stateOf(database);
  });
  afterAll(async () => {
    await databases.close();
    await admin.close();
    process.stderr.write(`faults: ${counts.survived} of ${counts.injected} survived\n`);
  });

  it('goes on when the line is cut again and again', async () => {
    const database = await databases.fresh();
    // A linear congruential generator: the same cuts every time.
    let seed = 20261120;
    let cuts = 0;
    const fate = (): Fate => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      if (cuts >= 25 || seed / 2147483648 > 0.08) return 'pass';
      cuts += 1;
      return 'cut';
    };
    const report = await behindProxy(database, fate, async (through) => {
      for (let again = 0; ; again += 1) {
        try {
          return await applyProject(project.out, { url: through, tool: 't' });
        } catch (error) {
          // A cut while the first connection is made ends the run before it begins.
          if (again > 10) throw error;
        }
      }
    });
    expect(report.exit).toBe(0);
    expect(cuts).toBeGreaterThan(10);
    counts.injected += cuts;
    await finish(database);
    counts.survived += cuts;
  });

  it('asks the ledger when the answer to a COMMIT is lost, at every unit', async () => {
    const database = await databases.fresh();
    const log = `${project.out}/eaten.log`;
    const eaten = new Set<string>();
    const fate = (sql: string): Fate => {
      const unit = /; commit$/.test(sql) ? /values \('\d+', '[^']*', '([^']*)'/.exec(sql)?.[1] : undefined;
      if (unit === undefined || eaten.has(unit)) return 'pass';
      eaten.add(unit);
      return 'eat';
    };
    const report = await behindProxy(database, fate, (through) =>
      applyProject(project.out, { url: through, tool: 't', groupUnits: 1, logFile: log }),
    );
    expect(report.exit).toBe(0);
    expect(eaten.size).toBeGreaterThan(25);
    counts.injected += eaten.size;
    await finish(database);
    const events = readFileSync(log, 'utf8').match(/"event":"commit confirmed after reconnect"/g) ?? [];
    // The server may be asked before it has heard the COMMIT: then the unit is done once more, and only once.
    expect(events.length).toBeGreaterThan(eaten.size / 2);
    counts.survived += eaten.size;
  });

  it('does nothing on another server process than the one that holds the lock', async () => {
    const database = await databases.fresh();
    let swapped = false;
    const fate = (sql: string): Fate => {
      if (swapped || !sql.startsWith('begin; set local lock_timeout')) return 'pass';
      swapped = true;
      return 'swap';
    };
    const refused = await behindProxy(database, fate, (through) =>
      failureOf(applyProject(project.out, { url: through, tool: 't' })),
    );
    expect(refused.exit).toBe(5);
    expect(refused.message).toMatch(/the session changed under the run/);
    expect(await on(database, (t) => t.execute(`select to_regnamespace('shop')`))).toMatchObject({ rows: [[null]] });
    counts.injected += 1;
    await finish(database);
    counts.survived += 1;
  });

  /** An event trigger that raises an error at one DDL statement, once: a sequence does not roll back. */
  const failing = (sqlstate: string, at: number): string => `create schema fault; create sequence fault.n;
    create function fault.fail() returns event_trigger language plpgsql as $$ begin
      if nextval('fault.n') = ${at} then raise exception using errcode = '${sqlstate}', message = 'no space left on device'; end if; end $$;
    create event trigger fault on ddl_command_start execute function fault.fail()`;

  it.each(['53100', '53200', '57014', '23514'])(
    'stops cleanly at %s in the server, and goes on later',
    async (sqlstate) => {
      for (const at of sqlstate === '53100' ? [6, 17, 30] : [17]) {
        const database = await databases.fresh(failing(sqlstate, at));
        const report = await applyProject(project.out, { url: database, tool: 't', groupUnits: 1 });
        expect(report).toMatchObject({ exit: 6, failure: { error: { sqlstate } } });
        const entries = await on(database, readLedger);
        expect(entries.filter(({ state: is, unit }) => is === 'failed' && unit !== '').length).toBe(1);
        counts.injected += 1;
        await finish(database);
        counts.survived += 1;
        await admin.execute(`drop database ${new URL(database).pathname.slice(1)} with (force)`);
      }
    },
  );

  it('leaves nothing of a ledger that cannot be made', async () => {
    const database = await databases.fresh(failing('53100', 3));
    const refused = await failureOf(applyProject(project.out, { url: database, tool: 't' }));
    expect(refused).toMatchObject({ exit: 6, message: expect.stringContaining('the ledger cannot be made: 53100') });
    counts.injected += 1;
    await finish(database);
    counts.survived += 1;
  });

  it.each(['40P01', '40001', '55P03'])('tries again at %s', async (sqlstate) => {
    const database = await databases.fresh(failing(sqlstate, 17));
    const log = `${project.out}/retry-${sqlstate}.log`;
    const options: RunOptions = { url: database, tool: 't', groupUnits: 1, logFile: log };
    expect((await applyProject(project.out, options)).exit).toBe(0);
    expect(readFileSync(log, 'utf8').match(/"event":"retry"/g)?.length).toBe(1);
    counts.injected += 1;
    await finish(database);
    counts.survived += 1;
  });

  it('finds the wrong unit of a shared transaction', async () => {
    const database = await databases.fresh(failing('53100', 12));
    // One by one the statement comes again, and the sequence has moved on.
    expect((await applyProject(project.out, { url: database, tool: 't' })).exit).toBe(0);
    counts.injected += 1;
    await finish(database);
    counts.survived += 1;
  });

  it('takes a unit back whose entry cannot be written', async () => {
    const first = writeProject({ '0001_x.sql': 'create schema shop;' });
    const database = await databases.fresh();
    await applyProject(first.out, { url: database, tool: 't' });
    await rollbackRuns({ url: database, tool: 't' });
    await on(database, (target) =>
      target.execute(`create schema fault; create sequence fault.n;
        create function fault.fail() returns trigger language plpgsql as $$ begin
          if nextval('fault.n') = 9 then raise exception using errcode = '53100'; end if; return new; end $$;
        create trigger fault before insert on oraphant.entry for each row execute function fault.fail()`),
    );
    const report = await applyProject(project.out, { url: database, tool: 't', groupUnits: 1 });
    expect(report).toMatchObject({ exit: 6, failure: { error: { sqlstate: '53100' } } });
    counts.injected += 1;
    expect((await applyProject(project.out, { url: database, tool: 't' })).exit).toBe(0);
    expect(await stateOf(database)).toEqual(reference);
    counts.survived += 1;
  });

  it('says so when nobody can tell whether a killed block was done, and goes on when it is told', async () => {
    const block = writeProject({
      '0001_a.sql': 'create table public.done (n int);',
      '0002_b.sql': 'do $$ begin perform pg_sleep(1); insert into public.done values (1); commit; end $$;',
    });
    const children = await killChildren();
    const database = await databases.fresh();
    const job = { command: 'apply', out: block.out, url: database, unit: 'b:post-data', point: 'sql' };
    expect((await children.run(job)).killed).toBe(true);
    children.close();
    counts.injected += 1;
    const undecided = await failureOf(applyProject(block.out, { url: database, tool: 't' }));
    expect(undecided.exit).toBe(7);
    expect(undecided.message).toMatch(/repair --done "b:post-data"/);
    await on(database, (target) => target.execute('delete from public.done'));
    await repairTarget({ url: database, tool: 't', again: 'b:post-data' });
    expect((await applyProject(block.out, { url: database, tool: 't' })).exit).toBe(0);
    expect((await on(database, (t) => t.execute('select n from public.done'))).rows).toEqual([['1']]);
    counts.survived += 1;
  });

  it.each(['40001', '22012', 'the line'])(
    'does not do a block again that has committed before it failed (%s)',
    async (fault) => {
      const raise = fault === 'the line' ? 'perform pg_sleep(60)' : `raise exception using errcode = '${fault}'`;
      const block = writeProject({
        '0001_a.sql': 'create table public.done (n int);',
        '0002_b.sql': `do $$ begin insert into public.done values (1); commit; ${raise}; end $$;`,
        '0003_c.sql': 'create view public.behind as select n from public.done;',
      });
      const database = await databases.fresh();
      const end = `select pg_terminate_backend(pid) from pg_stat_activity where query like 'do %' and pid <> pg_backend_pid()`;
      const fate = (sql: string): Fate => {
        if (fault === 'the line' && sql.startsWith('do '))
          setTimeout(() => void on(database, (target) => target.execute(end)), 300);
        return 'pass';
      };
      const stopped = await behindProxy(database, fate, (through) =>
        applyProject(block.out, { url: through, tool: 't' }),
      );
      counts.injected += 1;
      expect(stopped).toMatchObject({
        exit: 7,
        failure: { unit: 'b:post-data', error: { hint: expect.stringMatching(/repair --done/) } },
      });
      const rows = async () => (await on(database, (target) => target.execute('select n from public.done'))).rows;
      expect(await rows()).toEqual([['1']]);
      expect((await failureOf(applyProject(block.out, { url: database, tool: 't' }))).exit).toBe(7);
      await repairTarget({ url: database, tool: 't', done: 'b:post-data' });
      expect(await applyProject(block.out, { url: database, tool: 't' })).toMatchObject({ exit: 0 });
      expect(await rows()).toEqual([['1']]);
      counts.survived += 1;
    },
  );

  it('leaves no half-made index behind a snapshot that stays open', async () => {
    const index = writeProject({ '0001_i.sql': 'create index concurrently account_owner on legacy.account (owner);' });
    const database = await databases.fresh();
    const holder = await openTarget(database);
    await holder.execute('begin isolation level repeatable read; select * from legacy.account');
    const late = await applyProject(index.out, { url: database, tool: 't', deadlineMs: 600 });
    expect(late).toMatchObject({ exit: 6, failure: { error: { sqlstate: '55P03' } } });
    await holder.execute('commit');
    counts.injected += 1;
    expect((await applyProject(index.out, { url: database, tool: 't' })).exit).toBe(0);
    const { rows } = await holder.execute(
      `select indexrelid::regclass::text, indisvalid from pg_index where indrelid = 'legacy.account'::regclass order by 1`,
    );
    expect(rows).toEqual([
      ['legacy.account_owner', 't'],
      ['legacy.account_pkey', 't'],
    ]);
    counts.survived += 1;
    await holder.close();
  });

  it('says everything that makes a target unfit before it begins', async () => {
    await admin.execute(
      `create database fault_ascii template template0 encoding 'SQL_ASCII' lc_collate 'C' lc_ctype 'C'`,
    );
    await admin.execute('create role fault_nobody login');
    const wanting = writeProject({
      '0001_e.sql': 'create extension no_such_extension;\ncreate schema x;',
      '0002_r.sql': `do $$ begin if not exists (select from pg_roles where rolname = 'fault_clerk') then create role fault_clerk; end if; end $$;`,
      '0003_t.sql': 'create table x.t (id int);\ncreate table standing.t (id int);',
      '0004_g.sql': `create function x.f() returns event_trigger language plpgsql as $$ begin null; end $$;\ncreate event trigger g on ddl_command_end execute function x.f();`,
    });
    await on(place('fault_ascii'), (target) => target.execute('create schema standing'));
    const asNobody = place('fault_ascii').replace('postgres@', 'fault_nobody@');
    let sent: string[] = [];
    const open = async () => {
      const target = await openTarget(asNobody);
      return {
        ...target,
        version: 120022,
        execute: (sql: string) => {
          sent.push(sql);
          return target.execute(sql);
        },
      };
    };
    const refused = await failureOf(applyProject(wanting.out, { url: asNobody, tool: 't', open }));
    expect(refused.exit).toBe(3);
    expect(refused.problems).toEqual([
      'PostgreSQL 12 is too old: 15 is needed',
      "the database's encoding is SQL_ASCII: UTF8 is needed",
      'role fault_nobody may not create schemas here: grant create on database … to fault_nobody',
      'role fault_nobody is no superuser, and the project has event triggers',
      'role fault_nobody may not create roles: alter role fault_nobody createrole, or have fault_clerk created',
      'role fault_nobody may not create objects in schema standing: grant usage, create on schema standing to fault_nobody',
      'extension no_such_extension is not on this server: install its package',
    ]);
    expect(sent.filter((sql) => /^\s*(create|alter|drop|grant|revoke|comment)\b/i.test(sql))).toEqual([]);
    sent = [];
    expect((await on(place('fault_ascii'), readLedger)).length).toBe(0);
    await admin.execute('drop database fault_ascii with (force)');
    await admin.execute('drop role fault_nobody');
  });
});
