import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { applyProject } from '../../../src/runner/apply-run.js';
import { planTarget } from '../../../src/runner/inspect.js';
import { chainProblems, readLedger } from '../../../src/runner/ledger.js';
import { openTarget } from '../../../src/runner/target.js';
import { killChildren } from './child.js';
import { bigProject, writeProject } from './project.js';

it('a killed run on an embedded database goes on, and takes over the lock of the dead process', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'oraphant-kill-'));
  const url = `pglite:${join(folder, 'db')}`;
  const project = writeProject({
    '0001_a.sql': 'create table public.a (id int primary key);',
    '0002_rows.sql': 'insert into public.a select generate_series(1, 10);',
    '0003_i.sql': 'create index concurrently a_ix on public.a (id);',
    '0004_v.sql': 'create view public.v as select count(*) as n from public.a;',
  });
  const children = await killChildren();
  try {
    const places = [
      ['rows:post-data', 'entry'],
      ['rows:post-data', 'ack'],
      ['i:post-data', 'entry'],
    ] as const;
    for (const [unit, point] of places) {
      const job = { command: 'apply', out: project.out, url, unit, point };
      expect({ unit, point, ...(await children.run(job)) }).toMatchObject({ killed: true });
      expect(existsSync(join(folder, 'db.lock'))).toBe(true);
    }
    const target = await openTarget(url);
    const open = async () => ({ ...target, close: async () => {} });
    expect(await applyProject(project.out, { url, tool: 't', open })).toMatchObject({ exit: 0, resumed: true });
    expect((await target.execute('select n from public.v')).rows).toEqual([['10']]);
    const entries = await readLedger(target);
    expect(chainProblems(entries)).toEqual([]);
    const done = entries.filter(({ action, state }) => action === 'apply' && state === 'done').map(({ unit }) => unit);
    expect(done).toEqual(['a', 'rows:post-data', 'i:post-data', 'v']);
    await target.close();
  } finally {
    children.close();
    project.remove();
    rmSync(folder, { recursive: true });
  }
}, 240_000);

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
    one.remove();
    two.remove();
  }
});
