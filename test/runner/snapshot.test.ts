import { join } from 'node:path';
import { expect, it } from 'vitest';
import { applyProject } from '../../src/runner/apply/apply.js';
import { restoreSnapshot, takeSnapshot } from '../../src/runner/apply/snapshot.js';
import { readLedger } from '../../src/runner/ledger/ledger.js';
import { openTarget, type Target } from '../../src/runner/target/target.js';
import { fingerprint, readCatalog } from '../../src/runner/verify/catalog.js';
import { describeTargets } from '../support/targets.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { on } from './faults/databases.js';
import { bigProject, standing, writeProject } from './faults/project.js';

describeTargets('a snapshot', (url) => {
  const folder = temporaryFolder();

  it('gives catalog, rows, sequences and ledger back, and takes away what came since', async () => {
    const admin = url === 'pglite:' ? undefined : await openTarget(url);
    await admin?.execute('create database snapshot_test');
    const database =
      url === 'pglite:' ? `pglite:${join(folder, 'db')}` : `${url.replace(/\/postgres$/, '')}/snapshot_test`;
    const options = { url: database, tool: 't' };
    const kept = (target: Target): Target => ({ ...target, close: async () => {} });
    const state = async (target: Target) => [
      fingerprint(await readCatalog(target)),
      (await readLedger(target)).at(-1)?.hash,
      (await target.execute('select last_value from shop.ids')).rows,
      (await target.execute('select md5(string_agg(a::text, $$|$$ order by id)) from legacy.account a')).rows,
      (await target.execute('select count(*) from shop.t3')).rows,
    ];
    const files = bigProject(3);
    const project = writeProject(files);
    try {
      const before = await on(database, async (target) => {
        await target.execute(standing);
        expect((await applyProject(project.out, { ...options, open: async () => kept(target) })).exit).toBe(0);
        return await state(target);
      });
      const path = join(folder, 'copy');
      await takeSnapshot(database, path);
      project.write(
        '9000_more.sql',
        'create schema more;\ncreate table more.t (a int);\ninsert into shop.t3 (name) values (1);',
      );
      await on(database, async (target) => {
        expect((await applyProject(project.out, { ...options, open: async () => kept(target) })).exit).toBe(0);
        await target.execute('drop table shop."Mixed ""Case; --"; delete from legacy.account');
      });
      await restoreSnapshot(database, path);
      expect(await on(database, state)).toEqual(before);
      await expect(takeSnapshot(database, path)).rejects.toThrow(/never overwritten/);
    } finally {
      await admin?.execute('drop database snapshot_test with (force)');
      await admin?.close();
    }
  }, 240_000);
});
