import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { applyProject } from '../../src/runner/apply/apply.js';
import { rollbackRuns } from '../../src/runner/apply/undo/rollback.js';
import { chainProblems, readLedger } from '../../src/runner/ledger/ledger.js';
import { readCsv } from '../../src/runner/load/csv.js';
import { openTarget, type Target } from '../../src/runner/target/target.js';
import { describeTargetsApart } from '../support/targets.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { writeProject } from './faults/project.js';

function dataFolder(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

describe('a CSV file', () => {
  it.each([1, 2, 7, 1 << 20])('is read the same in chunks of %i bytes, from any record', (chunk) => {
    const folder = dataFolder({
      'x.csv': '\ufeffid,t\r\n1,"a ""q"", b"\r\n\r\n2,"two\nlines"\r\n3,\r\n4,""\r\n5,übergröße',
    });
    const file = join(folder, 'x.csv');
    const all = [...readCsv(file, 0, chunk)];
    expect(all.map(({ fields }) => fields)).toEqual([
      ['id', 't'],
      ['1', 'a "q", b'],
      ['2', 'two\nlines'],
      ['3', undefined],
      ['4', undefined],
      ['5', 'übergröße'],
    ]);
    for (const [index, { end }] of all.entries()) {
      expect([...readCsv(file, end, chunk)].map(({ fields }) => fields)).toEqual(
        all.slice(index + 1).map(({ fields }) => fields),
      );
    }
  });
});

describeTargetsApart('a load', 'load_test', (url) => {
  const project = writeProject({
    '0001_schema.sql': 'create schema load_test;',
    '0002_table.sql': `create table load_test.t (id int primary key, name varchar(20), code char(4), "Mixed" numeric(8, 2));\ncreate index t_name on load_test.t (name);`,
    '0003_seed.sql': `create table load_test.other (id int);\ninsert into load_test.other select count(*) from load_test.t;`,
  });

  const run = async (work: (target: Target, open: () => Promise<Target>) => Promise<void>) => {
    const target = await openTarget(url);
    try {
      await target.execute('drop schema if exists oraphant cascade; drop schema if exists load_test cascade');
      await work(target, async () =>
        url === 'pglite:' ? { ...target, close: async () => {} } : await openTarget(url),
      );
    } finally {
      await target.execute('drop schema if exists oraphant cascade; drop schema if exists load_test cascade');
      await target.close();
    }
  };
  const rows = Array.from(
    { length: 250 },
    (_, n) => `${n},"name ${n}${n % 50 === 0 ? ' \\t "" , \n x' : ''}",${n % 3 === 0 ? '' : 'ab'},${n}.5`,
  );
  const csv = `ID,name,code,Mixed\n${rows.join('\n')}\n`;

  it('stands between structure and what follows, in batches, and goes on where it was cut off', async () => {
    await run(async (target, open) => {
      const data = dataFolder({ 'load_test.t.csv': csv });
      let batches = 0;
      const options = { url, tool: 't', open, data, load: { batchRows: 40 } };
      const stopped = await applyProject(project.out, {
        ...options,
        isCancelled: () => batches > 3,
        fault: (unit, point) => {
          if (unit.startsWith('data ') && point === 'ack') batches += 1;
        },
      });
      expect(stopped).toMatchObject({ exit: 130, loads: [{ rows: 160 }] });
      const report = await applyProject(project.out, options);
      expect(report.failure).toBeUndefined();
      expect(report).toMatchObject({
        exit: 0,
        resumed: true,
        loads: [{ table: 'load_test.t', rows: 250, rejected: 0, batches: 7 }],
      });
      expect(
        (await target.execute('select count(*), count(distinct id), count(code), sum("Mixed") from load_test.t')).rows,
      ).toEqual([['250', '250', '166', '31250.00']]);
      expect((await target.execute('select name from load_test.t where id = 50')).rows).toEqual([
        ['name 50 \\t " , \n x'],
      ]);
      // The seed counts the rows: it ran behind the load.
      expect((await target.execute('select id from load_test.other')).rows).toEqual([['250']]);
      expect(await applyProject(project.out, options)).toMatchObject({ exit: 0, units: { total: 0 } });
      expect(chainProblems(await readLedger(target))).toEqual([]);
      expect(await rollbackRuns({ url, tool: 't', open, all: true })).toMatchObject({ exit: 0, differences: [] });
      expect((await applyProject(project.out, options)).loads).toMatchObject([{ rows: 250 }]);
    });
  });

  it('keeps refused rows with the reason, up to a limit', async () => {
    await run(async (target, open) => {
      const data = dataFolder({
        'load_test.t.csv': `${csv}7,again,,\nx,no number,,\n900,short\n901,${'long '.repeat(9)},,1\n902,good,,1\n`,
      });
      const strict = await applyProject(project.out, { url, tool: 't', open, data });
      expect(strict).toMatchObject({
        exit: 6,
        failure: {
          unit: 'data load_test.t',
          error: { message: expect.stringContaining('4 rows of load_test.t.csv are refused') },
        },
      });
      expect((await target.execute('select count(*) from load_test.t')).rows).toEqual([['0']]);
      const report = await applyProject(project.out, { url, tool: 't', open, data, load: { maxRejects: 4 } });
      expect(report).toMatchObject({ exit: 0, loads: [{ rows: 251, rejected: 4 }] });
      const rejects = readFileSync(join(data, 'rejects/load_test.t.rejected.csv'), 'utf8');
      for (const reason of [/23505 duplicate key/, /22P02 invalid input/, /2 fields, not 4/, /22001 value too long/])
        expect(rejects).toMatch(reason);
    });
  });

  it('is done again for a table that was taken out and made anew, and not for one that comes back', async () => {
    await run(async (target, open) => {
      const data = dataFolder({ 'load_test.t.csv': csv });
      const without = writeProject({ '0001_schema.sql': 'create schema load_test;' });
      const options = { url, tool: 't', open };
      const count = async () => (await target.execute('select count(*) from load_test.t')).rows;
      const only = writeProject({
        '0001_schema.sql': 'create schema load_test;',
        '0002_table.sql': 'create table load_test.t (id int primary key, name text, code text, "Mixed" numeric);',
      });
      expect((await applyProject(only.out, { ...options, data })).loads).toMatchObject([{ rows: 250 }]);
      expect(await applyProject(without.out, options)).toMatchObject({ exit: 0 });
      expect(await rollbackRuns(options)).toMatchObject({ exit: 0 });
      expect((await applyProject(only.out, { ...options, data })).exit).toBe(0);
      expect(await count()).toEqual([['250']]);
      expect(await applyProject(without.out, options)).toMatchObject({ exit: 0 });
      expect((await applyProject(only.out, { ...options, data })).loads).toMatchObject([{ rows: 250, batches: 1 }]);
      expect(await count()).toEqual([['250']]);
    });
  });

  it('loads many files at a time, parents first, with a whole chain', async () => {
    const tables = writeProject({
      '0001_schema.sql': 'create schema load_test;',
      '0002_parent.sql': 'create table load_test.parent (id int primary key);',
      ...Object.fromEntries(
        [1, 2, 3, 4, 5].map((n) => [
          `001${n}_child.sql`,
          `create table load_test.child${n} (id int primary key, parent_id int constraint child${n}_fk references load_test.parent (id));`,
        ]),
      ),
    });
    await run(async (target, open) => {
      const lines = (head: string, line: (n: number) => string) =>
        `${head}\n${Array.from({ length: 300 }, (_, n) => line(n)).join('\n')}\n`;
      const data = dataFolder({
        'load_test.parent.csv': lines('id', String),
        ...Object.fromEntries(
          [1, 2, 3, 4, 5].map((n) => [
            `load_test.child${n}.csv`,
            lines('id,parent_id', (id) => `${id},${(id * 7) % 300}`),
          ]),
        ),
      });
      const options = { url, tool: 't', open, data, load: { batchRows: 50, parallel: 3 } };
      const report = await applyProject(tables.out, options);
      expect(report).toMatchObject({ exit: 0, failure: undefined });
      expect(report.loads.map(({ rows: loaded, batches }) => [loaded, batches])).toEqual(Array(6).fill([300, 6]));
      const entries = await readLedger(target);
      expect(chainProblems(entries)).toEqual([]);
      expect(entries.filter(({ action }) => action === 'load').length).toBe(36);
    });
  });
});
