import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { applyProject } from '../../src/runner/apply/apply.js';
import { rollbackRuns } from '../../src/runner/apply/undo/rollback.js';
import { planTarget } from '../../src/runner/inspect/plan-target.js';
import { chainProblems, readLedger } from '../../src/runner/ledger/ledger.js';
import { openTarget, type Target } from '../../src/runner/target/target.js';
import { fingerprint, readCatalog } from '../../src/runner/verify/catalog.js';
import { verifyTarget } from '../../src/runner/verify/verify.js';
import { cli } from '../support/cli.js';
import { describeTargets } from '../support/targets.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { bankEdits } from './bank-edits.js';

const bank = fileURLToPath(new URL('../../fixtures/bank', import.meta.url));
const work = temporaryFolder();
const [first, second] = [join(work, 'first'), join(work, 'second')];

async function convert(source: string, out: string): Promise<void> {
  const { code, err } = await cli('convert', source, '-o', out, '--fail-on', 'never');
  expect({ code, text: code === 0 ? '' : err }).toEqual({ code: 0, text: '' });
}

beforeAll(async () => {
  const sources = join(work, 'sources');
  cpSync(bank, sources, { recursive: true });
  await convert(sources, first);
  for (const [file, from, to] of Object.values(bankEdits)) {
    const path = join(sources, file);
    const text = readFileSync(path, 'utf8');
    expect(text.split(from).length, `${file}: ${from}`).toBe(2);
    writeFileSync(
      path,
      text.replace(from, () => to),
    );
  }
  await convert(sources, second);
}, 240_000);

/** A checksum of the rows of every table; the log that the bank's own DDL trigger writes is left out. */
async function rows(target: Target): Promise<string> {
  const { rows: tables } = await target.execute(
    `select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'm') and c.relispopulated and n.nspname !~ '^(pg_|oraphant|information_schema)' and c.relname <> 'ddl_log' order by 1`,
  );
  const sums: string[] = [];
  for (const [table] of tables) {
    const sql = `select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) from ${table} t`;
    sums.push(`${table} ${(await target.execute(sql)).rows[0]?.[0]}`);
  }
  return sums.join('\n');
}

describeTargets('the bank', (url) => {
  const database = url === 'pglite:' ? url : `${url.replace(/\/postgres$/, '')}/bank_round`;
  let admin: Target;
  let target: Target;
  beforeAll(async () => {
    admin = await openTarget(url);
    if (url !== 'pglite:')
      await admin.execute(
        `create database bank_round template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C.UTF-8'`,
      );
    target = url === 'pglite:' ? admin : await openTarget(database);
  });
  afterAll(async () => {
    if (url !== 'pglite:') {
      await target.close();
      await admin.execute('drop database bank_round with (force)');
    }
    await admin.close();
  });

  it('goes to a changed release and back, with catalog and rows as they were', async () => {
    const open = async (): Promise<Target> =>
      url === 'pglite:' ? { ...target, close: async () => {} } : await openTarget(database);
    const options = { url: database, tool: 't', open };
    const sound = async (out: string, everywhere = true) => {
      // A proof on PGlite builds the project once more beside it: one is enough there.
      if (url === 'pglite:' && !everywhere) return;
      const { problems } = await verifyTarget(out, database, { open });
      // PGlite has a collation of its own, which the preflight names.
      expect(problems.filter(({ kind }) => kind !== 'database')).toEqual([]);
    };
    const empty = fingerprint(await readCatalog(target));
    expect((await applyProject(first, options)).failure).toBeUndefined();
    await sound(first, false);
    const before = [fingerprint(await readCatalog(target)), await rows(target)];
    const report = await applyProject(second, options);
    expect(report.failure).toBeUndefined();
    expect(report.units.total).toBeGreaterThanOrEqual(20);
    expect(Object.keys(bankEdits).length).toBeGreaterThanOrEqual(20);
    await sound(second);
    expect(fingerprint(await readCatalog(target))).not.toBe(before[0]);
    const back = await rollbackRuns(options);
    expect(back).toMatchObject({ exit: 0, compared: true, differences: [], problems: [] });
    expect([fingerprint(await readCatalog(target)), await rows(target)]).toEqual(before);
    await sound(first, false);
    expect(chainProblems(await readLedger(target))).toEqual([]);
    if (url !== 'pglite:') expect((await planTarget(first, database)).units).toEqual([]);
    expect(await rollbackRuns({ ...options, all: true, discardNewRows: true })).toMatchObject({
      exit: 0,
      problems: [],
    });
    expect(fingerprint(await readCatalog(target))).toBe(empty);
  }, 240_000);
});
