import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openTarget, type Target } from '../../src/runner/target/target.js';
import { cli } from '../support/cli.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const server = inject('postgresUrl');

describe.skipIf(server === undefined)('nothing is lost without somebody having said so (PostgreSQL)', () => {
  const folder = temporaryFolder();
  const databases = ['loss_one', 'loss_two'] as const;
  const url = (name: string) => `${server?.replace(/\/postgres$/, '')}/${name}`;
  const at = ['--target', url('loss_one')];
  let admin: Target;
  let one: Target;
  beforeAll(async () => {
    admin = await openTarget(server!);
    for (const name of databases)
      await admin.execute(
        `create database ${name} template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C.UTF-8'`,
      );
    one = await openTarget(url('loss_one'));
  });
  afterAll(async () => {
    await one.close();
    for (const name of databases) await admin.execute(`drop database ${name} with (force)`);
    await admin.close();
  });

  const project = (name: string, files: Readonly<Record<string, string>>): string => {
    const out = join(folder, name);
    rmSync(out, { recursive: true, force: true });
    mkdirSync(join(out, 'sql'), { recursive: true });
    for (const [file, text] of Object.entries(files)) writeFileSync(join(out, 'sql', `${file}.sql`), `${text};\n`);
    return out;
  };
  const routine = (name: string, result: number): string =>
    `create function public.${name}() returns int language sql as 'select ${result}'`;
  const value = async (sql: string): Promise<string | null | undefined> => (await one.execute(sql)).rows[0]?.[0];
  const entries = () => value('select count(*) from oraphant.entry');

  const bank = {
    '0001_bill': 'create table public.bill (id int primary key)',
    '0002_f1': routine('f1', 1),
    '0003_f2': routine('f2', 2),
    '0004_f3': routine('f3', 3),
  };

  it('refuses to apply another project, and one that has lost a table or most of its objects', async () => {
    const first = project('bank', bank);
    expect((await cli('apply', first, ...at)).code).toBe(0);
    await one.execute('insert into public.bill values (1), (2)');
    const before = await entries();
    const other = project('staff', { '0001_staff': 'create table public.staff (id int primary key)' });
    const snapshot = join(folder, 'of-a-refused-run');
    const refused = await cli('apply', other, ...at, '--yes', '--snapshot', snapshot);
    expect(refused.code).toBe(3);
    expect(existsSync(snapshot)).toBe(false);
    expect(refused.err).toMatch(
      /this database holds another project: 4 objects \(table public\.bill, .*\), none of which/,
    );
    expect(refused.err).toContain('takes out table public.bill (2 rows)');
    expect(refused.err).toContain('drops 3 other objects');
    expect(refused.err).toContain('--allow-removals says that this is meant');
    const plan = await cli('plan', other, ...at);
    expect(plan).toMatchObject({ code: 0, out: expect.stringContaining('takes out table public.bill (2 rows)') });
    // Whoever holds the table is not waited for.
    await one.execute('begin; lock table public.bill');
    expect((await cli('plan', other, ...at)).out).toContain('takes out table public.bill (rows unknown)');
    await one.execute('rollback');
    const { '0001_bill': _, ...withoutTable } = bank;
    expect(await cli('apply', project('less', withoutTable), ...at)).toMatchObject({
      code: 3,
      err: expect.stringMatching(/^error: takes out table public\.bill \(2 rows\)\nerror: nothing was applied/),
    });
    expect(await cli('apply', project('half', { '0001_bill': bank['0001_bill'] }), ...at)).toMatchObject({
      code: 3,
      err: expect.stringMatching(/^error: drops 3 objects\n/),
    });
    expect(await entries()).toBe(before);
    expect(await value('select count(*) from public.bill')).toBe('2');
    // One routine less among several is a release as any other.
    const { '0004_f3': __, ...release } = bank;
    expect((await cli('apply', project('release', release), ...at)).code).toBe(0);
    const allowed = await cli('apply', other, ...at, '--allow-removals');
    expect(allowed).toMatchObject({ code: 0, err: expect.stringContaining('warning: takes out table public.bill') });
    expect(await value('select count(*) from oraphant_undo.bill')).toBe('2');
  });

  it('finalizes only what was said to be dropped', async () => {
    const before = await entries();
    const refused = await cli('finalize', ...at);
    expect(refused.code).toBe(2);
    expect(refused.err).toMatch(/in database loss_one at 127\.0\.0\.1 \(.*\):\n {2}oraphant_undo\.bill \(2 rows\)\n/);
    expect(refused.err).toContain('--yes has to say that it is meant');
    expect(await entries()).toBe(before);
    expect(await value('select count(*) from oraphant_undo.bill')).toBe('2');
    expect(await cli('finalize', ...at, '--yes')).toMatchObject({
      code: 0,
      out: expect.stringContaining('dropped oraphant_undo.bill (2 rows)\n'),
    });
    expect(await cli('finalize', ...at)).toMatchObject({ code: 0, out: 'nothing is kept\n' });
  });

  it('rolls back only what was said to be undone', async () => {
    const out = project('staff', {
      '0001_staff': 'create table public.staff (id int primary key)',
      '0002_log': 'create table public.log (id int);\ninsert into public.log values (1), (2), (3)',
    });
    expect((await cli('apply', out, ...at)).code).toBe(0);
    const before = await entries();
    const refused = await cli('rollback', ...at, '--json');
    expect(refused.code).toBe(2);
    expect(JSON.parse(refused.out)).toMatchObject({
      exit: 2,
      problems: [
        expect.stringMatching(/^rollback undoes 2 units of run .*, in database loss_one at /),
        '  drops public.log (3 rows)',
        expect.stringContaining('nothing was changed'),
      ],
    });
    expect(await entries()).toBe(before);
    expect((await cli('rollback', ...at, '--yes')).code).toBe(0);
    expect(await value(`select to_regclass('public.log')`)).toBe(null);
    await one.execute('drop schema if exists oraphant, oraphant_undo, public cascade; create schema public');
  }, 30_000);

  it('keeps the text of what repair --revert replaces', async () => {
    expect((await cli('apply', project('bank', bank), ...at)).code).toBe(0);
    await one.execute(`create or replace function public.f1() returns int language sql as 'select 42 /* hotfix */'`);
    const refused = await cli('repair', ...at, '--revert');
    expect(refused).toMatchObject({ code: 2, err: expect.stringContaining('  function public.f1()\n') });
    expect(await value('select public.f1()')).toBe('42');
    const done = await cli('repair', ...at, '--revert', '--yes');
    expect(done.code).toBe(0);
    expect(await value('select public.f1()')).toBe('1');
    const [, entry = ''] = /--entry (\d+)/.exec(done.out) ?? [];
    const kept = await cli('audit', ...at, '--entry', entry);
    expect(kept).toMatchObject({ code: 0, out: expect.stringContaining('select 42 /* hotfix */') });
    expect((await cli('audit', ...at, '--entry', '9999')).code).toBe(2);
    expect((await cli('status', ...at)).out).toMatch(/: done, 4 units stand/);
    expect((await cli('drift', ...at)).code).toBe(0);
    // What is right already asks for nothing.
    expect((await cli('repair', ...at, '--revert')).code).toBe(0);
  });

  it('restores only over what was said to be replaced', async () => {
    const snapshot = join(folder, 'snapshot');
    const out = project('bank', { ...bank, '0005_f5': routine('f5', 5) });
    expect((await cli('apply', out, ...at, '--snapshot', snapshot)).code).toBe(0);
    const two = await openTarget(url('loss_two'));
    try {
      await two.execute('create schema "A b"; create table "A b"."T x" (a int); insert into "A b"."T x" values (7)');
      const into = ['restore', '--target', url('loss_two'), '--snapshot', snapshot];
      const refused = await cli(...into);
      expect(refused.code).toBe(2);
      expect(refused.err).toContain('restore replaces everything (1 table) by the snapshot');
      expect(refused.err).toContain('  not in the snapshot: "A b"."T x" (1 row)\n');
      expect(refused.err).toContain('  the snapshot was taken of database loss_one\n');
      expect((await two.execute('select a from "A b"."T x"')).rows).toEqual([['7']]);
      const done = await cli(...into, '--yes');
      expect(done).toMatchObject({
        code: 0,
        err: expect.stringContaining('warning: not in the snapshot: "A b"."T x"'),
      });
      expect((await two.execute('select public.f1()')).rows).toEqual([['1']]);
    } finally {
      await two.close();
    }
    // What is there goes for what is there: nothing more to say of it.
    const same = await cli('restore', ...at, '--snapshot', snapshot);
    expect(same).toMatchObject({ code: 2, err: expect.not.stringContaining('not in the snapshot') });
  });

  it('says once that nothing of a project is there', async () => {
    const out = project('bank', bank);
    await admin.execute('drop database loss_two with (force)');
    await admin.execute(
      `create database loss_two template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C.UTF-8'`,
    );
    const verify = ['verify', out, '--target', url('loss_two')];
    const short = await cli(...verify);
    expect(short.code).toBe(9);
    expect(short.out.match(/^missing/gm)).toEqual(['missing']);
    expect(short.out).toMatch(/missing: nothing of the project is in .*loss_two: \d+ objects \(--list names them\)/);
    const list = await cli(...verify, '--list');
    expect(list.out).toContain('missing: table public.bill: it is not in the target\n');
    const { problems, absent } = JSON.parse((await cli(...verify, '--json')).out) as {
      readonly problems: readonly object[];
      readonly absent: number;
    };
    expect(problems.length).toBe(absent);
  });
});

describe('a restore of an embedded database', () => {
  it('takes a copy of one, and nothing else', async () => {
    const folder = temporaryFolder({
      'sources/a.sql': 'select 1;\n',
      'out/sql/0001_t.sql': 'create table public.t (id int);\n',
    });
    const at = ['--target', `pglite:${join(folder, 'db')}`];
    expect((await cli('apply', join(folder, 'out'), ...at)).code).toBe(0);
    const restored = await cli('restore', ...at, '--snapshot', join(folder, 'sources'), '--yes');
    expect(restored.code).toBe(3);
    expect(restored.err).toContain('is no copy of an embedded database: nothing was changed');
    expect((await cli('status', ...at)).code).toBe(0);
  }, 240_000);
});
