import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DatabaseError } from '../../src/runner/target/database-error.js';
import { endWithClient } from '../../src/runner/target/end-with-client.js';
import { withReader } from '../../src/runner/target/reader.js';
import { type Notice, openTarget, type Target } from '../../src/runner/target/target.js';
import { parseTargetUrl, TargetOpenError, withoutPassword } from '../../src/runner/target/target-url.js';
import { describeTargets } from '../support/targets.js';
import { temporaryFolder } from '../support/temporary-folder.js';

describeTargets('a session', (url) => {
  let target: Target;
  beforeAll(async () => {
    target = await openTarget(url);
    await target.execute('create schema target_test');
  });
  afterAll(async () => {
    await target.execute('drop schema if exists target_test cascade');
    await target.close();
  });

  it('gives values as the text PostgreSQL prints', async () => {
    const result = await target.execute(
      `select 1.50 as n, null as nothing, true as b, date '2024-02-29' as d, '\\x01'::bytea as y`,
    );
    expect(result.columns).toEqual(['n', 'nothing', 'b', 'd', 'y']);
    expect(result.rows).toEqual([['1.50', null, 't', '2024-02-29', '\\x01']]);
    expect(result.rowCount).toBe(1);
  });

  it('sends parameters as text', async () => {
    const result = await target.query('select $1::numeric + 1, $2::text, $3::boolean', ['1.5', null, 'yes']);
    expect(result.rows).toEqual([['2.5', null, 't']]);
  });

  it('has a server end what runs when the client is gone', async () => {
    await endWithClient(target);
    if (target.kind !== 'postgres') return;
    const { rows } = await target.execute('show client_connection_check_interval');
    expect(rows).toEqual([['2s']]);
  });

  it('runs a block that commits and rolls back', async () => {
    await target.execute('create table target_test.t (id int)');
    await target.execute(
      'do $$ begin insert into target_test.t values (1); commit; insert into target_test.t values (2); rollback; end $$',
    );
    await target.execute(
      'create procedure target_test.p() language plpgsql as $$ begin insert into target_test.t values (3); commit; end $$',
    );
    await target.execute('call target_test.p()');
    expect((await target.execute('select id from target_test.t order by id')).rows).toEqual([['1'], ['3']]);
  });

  it('delivers a notice without text as such', async () => {
    const seen: string[] = [];
    const end = target.onNotice(({ message }) => seen.push(message));
    await target.execute(`do $$ begin raise info using message = ''; end $$`);
    end();
    expect(seen).toEqual(['']);
  });

  it('delivers notices with their SQLSTATE, in order, before the statement ends', async () => {
    const seen: Notice[] = [];
    const end = target.onNotice((notice) => seen.push(notice));
    await target.execute(
      `do $$ begin raise info using errcode = 'OPOUT', message = 'one'; raise notice 'two' using detail = 'more'; end $$`,
    );
    end();
    await target.execute(`do $$ begin raise info 'after'; end $$`);
    expect(seen.map(({ severity, sqlstate, message, detail }) => ({ severity, sqlstate, message, detail }))).toEqual([
      { severity: 'INFO', sqlstate: 'OPOUT', message: 'one', detail: undefined },
      { severity: 'NOTICE', sqlstate: '00000', message: 'two', detail: 'more' },
    ]);
  });

  it('reports errors with code, position, context and object', async () => {
    await target.execute('create table target_test.u (id int constraint u_key primary key)');
    await target.execute('insert into target_test.u values (1)');
    const unique = await failure(target.execute('insert into target_test.u values (1)'));
    expect(unique).toMatchObject({ sqlstate: '23505', schema: 'target_test', table: 'u', constraint: 'u_key' });
    expect(unique.detail).toContain('already exists');
    expect(await failure(target.execute('select nope'))).toMatchObject({ sqlstate: '42703', position: 8 });
    const raised = await failure(
      target.execute(
        `do $$ begin raise exception using errcode = 'OA001', message = 'ORA-20001: x', hint = 'h'; end $$`,
      ),
    );
    expect(raised).toMatchObject({ sqlstate: 'OA001', message: 'ORA-20001: x', hint: 'h' });
    expect(raised.where).toContain('line 1 at RAISE');
    expect(await failure(target.query('select $1::int', ['x']))).toMatchObject({ sqlstate: '22P02' });
  });

  it('tells its version', () => {
    expect(target.version).toBeGreaterThanOrEqual(150000);
  });
});

describe('a target URL', () => {
  it('is understood or refused by name', async () => {
    expect(parseTargetUrl('pglite:')).toEqual({ kind: 'pglite', directory: undefined });
    expect(parseTargetUrl('pglite:some/dir')).toEqual({ kind: 'pglite', directory: 'some/dir' });
    expect(parseTargetUrl('postgresql://u@h/d')).toEqual({ kind: 'postgres', url: 'postgresql://u@h/d' });
    expect(() => parseTargetUrl('oracle://x')).toThrow(TargetOpenError);
    await expect(openTarget('mysql:')).rejects.toThrow(TargetOpenError);
    await expect(openTarget('postgres://u:secret@127.0.0.1:1/d')).rejects.toThrow(
      /cannot open target 'postgres:\/\/u:\*\*\*@/,
    );
  });

  it('never shows its password', () => {
    expect(withoutPassword('postgres://u:p%40ss@h:1/d')).toBe('postgres://u:***@h:1/d');
    expect(withoutPassword('postgres://u@h:1/d')).toBe('postgres://u@h:1/d');
    expect(withoutPassword('postgres://h:1/d?user=u&password=pass&x=1')).toBe(
      'postgres://h:1/d?user=u&password=***&x=1',
    );
  });

  it('shows it no more where a character of it should have been encoded, or the address is none', async () => {
    for (const password of ['se/cret', 'se@cret', 'se#cret', 'se?cret']) {
      const opened = openTarget(`postgres://u:${password}@127.0.0.1:1/d`);
      await expect(opened).rejects.toThrow(/u:\*\*\*@127/);
    }
    await expect(openTarget('mysql://u:secret@h/d')).rejects.toThrow(/unknown target 'mysql:\/\/u:\*\*\*@h/);
  });
});

describe('a PGlite directory', () => {
  it('belongs to one process; the lock of a dead one is taken over', async () => {
    const directory = join(temporaryFolder(), 'db');
    const lock = `${directory}.lock`;
    writeFileSync(lock, '999999999');
    const first = await openTarget(`pglite:${directory}`);
    await expect(openTarget(`pglite:${directory}`)).rejects.toThrow(/has it open/);
    await first.execute('create table kept (id int)');
    await first.close();
    expect(existsSync(lock)).toBe(false);
    const second = await openTarget(`pglite:${directory}`);
    expect((await second.execute('select count(*) from kept')).rows).toEqual([['0']]);
    await second.close();
  });
});

describe('a PGlite directory that is no database', () => {
  it('is not made by who only looks', async () => {
    const folder = join(temporaryFolder(), 'mistyped');
    const looked = await withReader(`pglite:${folder}`, async (target) => {
      const { rows } = await target.execute('select 1');
      return [target.label, rows[0]?.[0]];
    });
    expect(looked).toEqual([`pglite:${folder}`, '1']);
    expect(existsSync(folder)).toBe(false);
  });

  it('is refused where it has files of others, and they stay alone', async () => {
    const directory = temporaryFolder();
    writeFileSync(join(directory, 'notes.txt'), 'mine');
    await expect(openTarget(`pglite:${directory}`)).rejects.toThrow(/neither empty nor a database/);
    expect(readdirSync(directory)).toEqual(['notes.txt']);
    expect(existsSync(`${directory}.lock`)).toBe(false);
  });

  it('is made anew where a process died while it made one', async () => {
    const directory = join(temporaryFolder(), 'db');
    mkdirSync(join(directory, 'pg_wal'), { recursive: true });
    writeFileSync(join(directory, 'PG_VERSION'), '18');
    // Its id may be ours by now, as it often is in containers.
    writeFileSync(`${directory}.lock`, `${process.pid} making`);
    const target = await openTarget(`pglite:${directory}`);
    expect((await target.execute('select 1')).rows).toEqual([['1']]);
    expect(existsSync(`${directory}.lock`)).toBe(true);
    await target.close();
    expect(existsSync(`${directory}.lock`)).toBe(false);
  });
});

describe('the remembered empty database', () => {
  it('is made again when it is not whole', async () => {
    const home = temporaryFolder();
    const { XDG_CACHE_HOME: before } = process.env;
    process.env.XDG_CACHE_HOME = home;
    try {
      const use = async () => {
        const target = await openTarget('pglite:');
        expect((await target.execute('select 1')).rows).toEqual([['1']]);
        await target.close();
      };
      await use();
      const [name = ''] = readdirSync(join(home, 'oraphant'));
      const file = join(home, 'oraphant', name);
      const size = statSync(file).size;
      writeFileSync(file, readFileSync(file).subarray(0, 1000));
      await use();
      expect(statSync(file).size).toBeGreaterThan(size / 2);
      await use();
    } finally {
      if (before === undefined) delete process.env.XDG_CACHE_HOME;
      else process.env.XDG_CACHE_HOME = before;
    }
  });
});

async function failure(work: Promise<unknown>): Promise<DatabaseError> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(DatabaseError);
  return error as DatabaseError;
}
