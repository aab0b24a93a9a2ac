import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { applyProject } from '../../../src/runner/apply/apply.js';
import { readLedger } from '../../../src/runner/ledger/ledger.js';
import { readCsv } from '../../../src/runner/load/csv.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { killChildren } from './child.js';
import { type Databases, databasesOn, expectSoundLedger, failureOf, on } from './databases.js';
import { writeProject } from './project.js';
import { startProxy } from './proxy.js';

const server = inject('postgresUrl');

describe.skipIf(server === undefined)('a load that is cut off (PostgreSQL)', () => {
  // No key: a batch that came twice would be counted.
  const project = writeProject({
    '0001_schema.sql': 'create schema load;',
    '0002_t.sql': 'create table load.t (id int not null, name varchar(20));',
  });
  const total = 3000;
  const batchRows = 100;
  let databases: Databases;
  /** Every fiftieth row is refused. */
  const data = (): string => {
    const folder = temporaryFolder();
    const rows = Array.from({ length: total }, (_, n) => `${n % 50 === 7 ? '' : n},name ${n}`);
    writeFileSync(join(folder, 'load.t.csv'), `id,name\n${rows.join('\n')}\n`);
    return folder;
  };
  const refused = total / 50;
  const options = (url: string, folder: string) => ({
    ...{ url, tool: 't', data: folder, load: { batchRows, maxRejects: refused } },
  });
  /** Every row is there once, or among the rejected once. */
  const loaded = { rows: total - refused, rejected: refused, batches: total / batchRows };
  const finish = async (url: string, folder: string, loads = 1) => {
    const report = await applyProject(project.out, options(url, folder));
    expect(report).toMatchObject({ exit: 0, loads: [loaded].slice(0, loads) });
    const { rows } = await on(url, (target) =>
      target.execute('select count(*), count(distinct id), sum(id) from load.t'),
    );
    const ids = Array.from({ length: total }, (_, n) => n).filter((n) => n % 50 !== 7);
    expect(rows).toEqual([[String(ids.length), String(ids.length), String(ids.reduce((a, b) => a + b))]]);
    const names = [...readCsv(join(folder, 'rejects/load.t.rejected.csv'))].map(({ fields }) => fields[4]);
    expect(names).toEqual(Array.from({ length: refused }, (_, n) => `name ${n * 50 + 7}`));
    await expectSoundLedger(url);
  };

  beforeAll(async () => {
    databases = await databasesOn(server!, 'load_fault');
  });
  afterAll(async () => {
    await databases.close();
  });

  it('by SIGKILL, at a third, two thirds and almost the end, goes on without a row twice or lost', async () => {
    const url = await databases.fresh();
    const folder = data();
    const children = await killChildren();
    for (const [nth, point, afterMs] of [
      [13, 'begin', 2],
      [8, 'entry', undefined],
      [8, 'commit', undefined],
      [1, 'ack', undefined],
    ] as const) {
      const job = {
        command: 'apply',
        out: project.out,
        url,
        data: folder,
        batchRows,
        unit: 'data load.t',
        point,
        nth,
        afterMs,
      };
      expect({ point, ...(await children.run(job)) }).toMatchObject({ killed: true });
    }
    children.close();
    const loaded = (await on(url, readLedger)).filter(({ action }) => action === 'load').length;
    expect(loaded).toBeGreaterThan(22);
    expect(loaded).toBeLessThan(30);
    await finish(url, folder);
  });

  it('has several batches under way, and commits them in the order of the file', async () => {
    const url = await databases.fresh();
    const folder = data();
    let [begun, acknowledged, most] = [0, 0, 0];
    const report = await applyProject(project.out, {
      ...options(url, folder),
      fault: (unit, point) => {
        if (unit !== 'data load.t') return;
        if (point === 'begin') begun += 1;
        if (point === 'ack') acknowledged += 1;
        most = Math.max(most, begun - acknowledged);
      },
    });
    expect(report).toMatchObject({ exit: 0, loads: [loaded] });
    expect(most).toBeGreaterThan(1);
    let to: unknown;
    for (const { action, detail } of await on(url, readLedger)) {
      if (action !== 'load') continue;
      const batch = JSON.parse(detail) as { readonly from: number; readonly to: number };
      if (to !== undefined) expect(batch.from).toBe(to);
      ({ to } = batch);
    }
    await finish(url, folder, 0);
  });

  it('by Ctrl-C, keeps what was committed and nothing behind it', async () => {
    const url = await databases.fresh();
    const folder = data();
    let acknowledged = 0;
    const stopped = await applyProject(project.out, {
      ...options(url, folder),
      isCancelled: () => acknowledged >= 5,
      fault: (unit, point) => {
        if (unit === 'data load.t' && point === 'ack') acknowledged += 1;
      },
    });
    expect(stopped.exit).toBe(130);
    const count = (await on(url, (t) => t.execute('select count(*) from load.t'))).rows[0]?.[0];
    expect(count).toBe(String(acknowledged * 98));
    expect(stopped.loads).toMatchObject([{ rows: acknowledged * 98, batches: acknowledged }]);
    await finish(url, folder);
  });

  it('by too many refused rows, has loaded what stands before them', async () => {
    const url = await databases.fresh();
    const folder = data();
    const few = { ...options(url, folder), load: { batchRows, maxRejects: 9 } };
    const failed = await applyProject(project.out, few);
    expect(failed).toMatchObject({ exit: 6, failure: { error: { sqlstate: '22000' } }, loads: [{ batches: 4 }] });
    expect((await on(url, (t) => t.execute('select count(*) from load.t'))).rows).toEqual([['392']]);
    await finish(url, folder);
  });

  it('by a full disk, is no matter of refused rows, and goes on when there is space', async () => {
    const url = await databases.fresh(`create schema fault; create sequence fault.n;
      create function fault.fail() returns trigger language plpgsql as $$ begin
        if nextval('fault.n') > 1234 then raise exception using errcode = '53100', message = 'could not extend file'; end if; return new; end $$;
      create function fault.watch() returns event_trigger language plpgsql as $$ begin
        if tg_tag = 'CREATE TABLE' and to_regclass('load.t') is not null then
          execute 'create trigger fault before insert on load.t for each row execute function fault.fail()'; end if; end $$;
      create event trigger watch on ddl_command_end execute function fault.watch()`);
    const folder = data();
    const full = await applyProject(project.out, options(url, folder));
    expect(full).toMatchObject({ exit: 6, failure: { unit: 'data load.t', error: { sqlstate: '53100' } } });
    const count = async () => (await on(url, (t) => t.execute('select count(*) from load.t'))).rows[0]?.[0];
    // Whole batches, each without its two refused rows.
    expect(Number(await count()) % 98).toBe(0);
    expect(Number(await count())).toBeGreaterThan(0);
    await on(url, (target) => target.execute('drop trigger fault on load.t; drop event trigger watch'));
    await finish(url, folder);
  });

  it('by a network that swallows the data, goes on', async () => {
    const url = await databases.fresh();
    const folder = data();
    let copies = 0;
    const proxy = await startProxy(url, (sql) => {
      copies += /^copy /.test(sql) ? 1 : 0;
      return copies === 5 && /^copy /.test(sql) ? 'mute' : 'pass';
    });
    const report = await applyProject(project.out, { ...options(proxy.url, folder), stallMs: 3000 });
    await proxy.close();
    expect(report).toMatchObject({ exit: 0, failure: undefined, loads: [loaded] });
    await finish(url, folder, 0);
  });

  it('by a folder that takes no rejected rows, keeps the batch out', async () => {
    const url = await databases.fresh();
    const folder = data();
    // A file where the folder would be: root may write anywhere else.
    writeFileSync(join(folder, 'rejects'), '');
    const failed = await failureOf(applyProject(project.out, options(url, folder)));
    expect(failed).toMatchObject({ exit: 6, message: expect.stringContaining('rejected records cannot be written') });
    expect((await on(url, (t) => t.execute('select count(*) from load.t'))).rows).toEqual([['0']]);
    rmSync(join(folder, 'rejects'));
    await finish(url, folder);
  });
});
