import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { applyProject } from '../../../src/runner/apply/apply.js';
import { readLedger } from '../../../src/runner/ledger/ledger.js';
import { sleep } from '../../../src/runner/target/session.js';
import { openTarget, type Target } from '../../../src/runner/target/target.js';
import { fingerprint, readCatalog } from '../../../src/runner/verify/catalog.js';
import { type Databases, databasesOn, expectSoundLedger, on, stateOf } from './databases.js';
import { writeProject } from './project.js';

const server = inject('postgresUrl');

/** Of each unit, words of its statement; a gate in the database makes the statement that holds them wait. */
const units = [
  ['schema', 'create schema shop', 'create schema shop;'],
  ['a', 'create table shop.a', 'create table shop.a (id int primary key, name text);'],
  ['f', 'create function shop.f', `create function shop.f(n int) returns int language sql as 'select n';`],
  ['rows', 'insert into shop.a', `insert into shop.a select g, 'row ' || g from generate_series(1, 10) g;`],
  ['fk', 'alter table shop.a add constraint', 'alter table shop.a add constraint a_ck check (id > 0);'],
  ['i', 'create index concurrently a_ix', 'create index concurrently a_ix on shop.a (name);'],
  ['v', 'create view shop.v', 'create view shop.v as select id from shop.a;'],
  ['g', 'grant select on shop.v', 'grant select on shop.v to public;'],
] as const;

const gate = `create schema gate;
  create function gate.wait() returns void language plpgsql as $$ begin
    if current_setting('oraphant.gate', true) <> '' and position(current_setting('oraphant.gate', true) in current_query()) > 0 then perform pg_sleep(600); end if; end $$;
  create function gate.ddl() returns event_trigger language plpgsql as $$ begin perform gate.wait(); end $$;
  create event trigger gate on ddl_command_start execute function gate.ddl()`;

describe.skipIf(server === undefined)('signals at every unit (PostgreSQL)', () => {
  const project = writeProject({
    ...Object.fromEntries(units.map(([name, , sql], i) => [`000${i}_${name}.sql`, sql])),
    '0003_rows.sql': `insert into shop.a select g, 'row ' || g from generate_series(1, 10) g, (select gate.wait()) w;`,
  });
  let databases: Databases;
  const children: ChildProcess[] = [];
  beforeAll(async () => {
    databases = await databasesOn(server!, 'signals');
  });
  afterAll(async () => {
    for (const child of children) child.kill('SIGKILL');
    await databases.close();
  });

  const main = fileURLToPath(new URL('../../../src/cli/main.ts', import.meta.url));
  const start = (url: string) => {
    const child = spawn(process.execPath, ['--import', 'tsx', main, 'apply', project.out, '--target', url, '--json'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    children.push(child);
    let said = '';
    child.stdout.on('data', (data) => {
      said += data;
    });
    const ended = new Promise<number | null>((resolve) => {
      child.once('exit', (code) => resolve(code));
    });
    return { child, ended, text: () => said };
  };
  const count = async (observer: Target, sql: string) => Number((await observer.execute(sql)).rows[0]?.[0]);
  const ours = `from pg_stat_activity where datname = current_database() and application_name like 'oraphant %'`;
  /** Until the run waits at the gate, or has ended without coming to it. */
  const atGate = async (observer: Target, child: ChildProcess) => {
    while (
      child.exitCode === null &&
      (await count(observer, `select count(*) ${ours} and wait_event = 'PgSleep'`)) === 0
    )
      await sleep(20);
    expect(child.exitCode).toBeNull();
  };
  const setGate = async (observer: Target, url: string, words: string) => {
    const database = new URL(url).pathname.slice(1);
    await observer.execute(`alter database ${database} set oraphant.gate = '${words}'`);
  };
  const facts = (url: string) =>
    on(url, async (target) => fingerprint((await readCatalog(target)).filter(({ schema }) => schema === 'shop')));
  const doneUnits = async (observer: Target) =>
    (await readLedger(observer)).filter(({ action, state }) => action === 'apply' && state === 'done').length;

  it('end it with 130: the unit is taken back, the lock is free, and the next run goes on there', async () => {
    const reference = await databases.fresh(gate);
    const after = [await facts(reference)];
    const open = async () => {
      const target = await openTarget(reference);
      return {
        ...target,
        async execute(sql: string) {
          const result = await target.execute(sql);
          if (sql.includes('insert into oraphant.entry') && sql.includes("'apply', 'done'"))
            after.push(await facts(reference));
          return result;
        },
      };
    };
    const undisturbed = await applyProject(project.out, { url: reference, tool: 't', groupUnits: 1, open });
    expect(undisturbed).toMatchObject({ exit: 0, units: { done: units.length } });
    expect(after).toHaveLength(units.length + 1);
    const url = await databases.fresh(gate);
    const observer = await openTarget(url);
    for (const [index, [name, words]] of units.entries()) {
      await setGate(observer, url, words);
      for (const signal of ['SIGINT', 'SIGTERM'] as const) {
        const run = start(url);
        await atGate(observer, run.child);
        run.child.kill(signal);
        expect({ name, signal, code: await run.ended }).toEqual({ name, signal, code: 130 });
        expect(JSON.parse(run.text())).toMatchObject({ exit: 130 });
        expect(await count(observer, `select count(*) ${ours}`)).toBe(0);
        expect(await count(observer, 'select pg_try_advisory_lock(1869767024, 1751215732)::int')).toBe(1);
        await observer.execute('select pg_advisory_unlock(1869767024, 1751215732)');
        // Units that share a transaction with this one go back with it.
        const done = await doneUnits(observer);
        expect(done).toBeLessThanOrEqual(index);
        expect({ name, signal, facts: await facts(url) }).toEqual({ name, signal, facts: after[done] });
      }
    }
    await setGate(observer, url, '');
    expect(await applyProject(project.out, { url, tool: 't' })).toMatchObject({ exit: 0, resumed: true });
    expect(await stateOf(url, ['shop', 'legacy'])).toEqual(await stateOf(reference, ['shop', 'legacy']));
    await expectSoundLedger(url);
    await observer.close();
  }, 240_000);

  it('end it at once the second time, as a kill does: the next run goes on', async () => {
    const url = await databases.fresh(gate);
    const observer = await openTarget(url);
    for (const [, words] of units) {
      await setGate(observer, url, words);
      const run = start(url);
      await atGate(observer, run.child);
      run.child.kill('SIGINT');
      run.child.kill('SIGINT');
      expect(await run.ended).toBe(130);
      // The server notices by itself that nobody is there.
      while ((await count(observer, `select count(*) ${ours}`)) > 0) await sleep(50);
    }
    await setGate(observer, url, '');
    expect(await applyProject(project.out, { url, tool: 't' })).toMatchObject({ exit: 0, resumed: true });
    await expectSoundLedger(url);
    await observer.close();
  }, 240_000);
});
