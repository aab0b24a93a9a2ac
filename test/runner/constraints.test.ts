import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { applyProject } from '../../src/runner/apply/apply.js';
import { rollbackRuns } from '../../src/runner/apply/undo/rollback.js';
import { planTarget } from '../../src/runner/inspect/plan-target.js';
import type { RunOptions } from '../../src/runner/target/run-options.js';
import { openTarget, type Target } from '../../src/runner/target/target.js';
import { fingerprint, readCatalog } from '../../src/runner/verify/catalog.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { writeProject } from './faults/project.js';

const url = inject('postgresUrl');

const files = {
  '0001_s.sql': 'create schema shop;',
  '0002_parent.sql': 'create table shop.parent (id int primary key);',
  '0003_child.sql': 'create table shop.child (id int primary key, parent_id int, note text);',
};
const foreignKey =
  'alter table shop.child add constraint child_fk foreign key (parent_id) references shop.parent (id) -- behind it\n;';

describe.skipIf(url === undefined)('constraints that rows may stand against (PostgreSQL)', () => {
  let admin: Target;
  let target: Target;
  let options: RunOptions;
  let number = 0;
  const project = (more: Readonly<Record<string, string>> = {}) => writeProject({ ...files, ...more });
  const fresh = async () => {
    await target?.close();
    number += 1;
    await admin.execute(`create database constraints_${number}`);
    const database = `${url!.replace(/\/postgres$/, '')}/constraints_${number}`;
    target = await openTarget(database);
    options = { url: database, tool: 't' };
  };
  const valid = async () =>
    (
      await target.execute(
        `select conname, convalidated from pg_constraint where conrelid in (to_regclass('shop.child'), to_regclass('shop.parent')) and contype in ('f', 'c') order by 1`,
      )
    ).rows;
  beforeAll(async () => {
    admin = await openTarget(url!);
  });
  afterAll(async () => {
    await target.close();
    for (; number > 0; number -= 1) await admin.execute(`drop database constraints_${number} with (force)`);
    await admin.close();
  });

  it('stay NOT VALID with the number of rows, and are validated when the rows are mended', async () => {
    await fresh();
    const made = project();
    expect(await applyProject(made.out, options)).toMatchObject({ exit: 0 });
    await target.execute(
      'insert into shop.parent select generate_series(1, 5); insert into shop.child select g, g from generate_series(1, 12) g; insert into shop.child values (20, null)',
    );
    const before = fingerprint(await readCatalog(target));
    made.write('0010_fk.sql', foreignKey);
    const failed = await applyProject(made.out, options);
    expect(failed).toMatchObject({
      exit: 6,
      units: { done: 1, total: 2 },
      failure: {
        unit: 'fk:post-data:validate',
        file: 'sql/0010_fk.sql',
        error: { sqlstate: '23503', hint: '7 rows stand against it: (10), (11), (12), (6), (7), …' },
      },
    });
    expect(await valid()).toEqual([['child_fk', 'f']]);
    // It holds for new rows from now on.
    await expect(target.execute('insert into shop.child values (99, 99)')).rejects.toMatchObject({ sqlstate: '23503' });
    expect((await planTarget(made.out, options.url)).units.map(({ id, change }) => [id, change])).toEqual([
      ['fk:post-data:validate', 'validate'],
    ]);
    await target.execute('update shop.child set parent_id = 5 where parent_id > 5');
    // Somebody writes while it is validated.
    const writer = await openTarget(options.url);
    let isWriting = false;
    const open = async (): Promise<Target> => {
      const own = await openTarget(options.url);
      const execute: Target['execute'] = async (sql) => {
        if (/validate constraint/.test(sql)) {
          await writer.execute('begin; update shop.child set note = null; insert into shop.child values (50, 1)');
          isWriting = true;
        }
        return await own.execute(sql);
      };
      return { ...own, execute };
    };
    expect(await applyProject(made.out, { ...options, open, lockTimeoutMs: 100, deadlineMs: 500 })).toMatchObject({
      exit: 0,
    });
    expect(isWriting).toBe(true);
    await writer.execute('commit');
    await writer.close();
    expect(await valid()).toEqual([['child_fk', 't']]);
    expect((await planTarget(made.out, options.url)).units).toEqual([]);
    await target.execute('delete from shop.child where id = 50');
    expect(await rollbackRuns({ ...options, to: 'child', discardNewRows: true })).toMatchObject({ exit: 0 });
    expect(fingerprint(await readCatalog(target))).toBe(before);
  });

  it('go on where a run was stopped between the two steps, and are forgotten with the constraint', async () => {
    await fresh();
    const made = project();
    await applyProject(made.out, options);
    await target.execute('insert into shop.child values (1, 1)');
    made.write('0003_child.sql', files['0003_child.sql'].replace('note text', 'note text not null'));
    let units = 0;
    const stopped = await applyProject(made.out, {
      ...options,
      onUnit: () => {
        units += 1;
      },
      isCancelled: () => units > 1,
    });
    expect(stopped).toMatchObject({ exit: 130, units: { done: 1, total: 2 } });
    expect(await valid()).toEqual([['note_not_null_check', 'f']]);
    const failed = await applyProject(made.out, options);
    expect(failed).toMatchObject({
      exit: 6,
      resumed: true,
      failure: { unit: 'child:validate', error: { sqlstate: '23514', hint: '1 row stands against it: ()' } },
    });
    made.write('0003_child.sql', files['0003_child.sql']);
    expect(await applyProject(made.out, options)).toMatchObject({ exit: 0, failure: undefined });
    expect(await valid()).toEqual([]);
    expect((await planTarget(made.out, options.url)).units).toEqual([]);
    made.write('0003_child.sql', files['0003_child.sql'].replace('note text', 'note text not null'));
    await target.execute("update shop.child set note = 'x'");
    expect(await applyProject(made.out, options)).toMatchObject({ exit: 0, units: { done: 2 } });
    expect(await valid()).toEqual([]);
    expect(await rollbackRuns(options)).toMatchObject({ exit: 0, compared: true, differences: [] });
    await expect(target.execute('insert into shop.child values (2, 1)')).resolves.toBeDefined();
  });

  it('are NOT VALID behind a load, and validated when the rows are mended', async () => {
    await fresh();
    const made = project({
      '0010_fk.sql': foreignKey,
      '0011_view.sql': 'create view shop.v as select id from shop.child;',
    });
    const data = temporaryFolder();
    writeFileSync(join(data, 'shop.parent.csv'), 'id\n1\n2\n');
    writeFileSync(join(data, 'shop.child.csv'), 'id,parent_id,note\n1,1,a\n2,7,b\n3,8,c\n');
    const failed = await applyProject(made.out, { ...options, data });
    expect(failed).toMatchObject({ exit: 6, failure: { error: { hint: '2 rows stand against it: (7), (8)' } } });
    expect(await valid()).toEqual([['child_fk', 'f']]);
    await target.execute('delete from shop.child where parent_id > 2');
    expect(await applyProject(made.out, { ...options, data })).toMatchObject({ exit: 0 });
    expect(await valid()).toEqual([['child_fk', 't']]);
  });

  it('name the keys that are there twice', async () => {
    await fresh();
    const made = project();
    await applyProject(made.out, options);
    await target.execute('insert into shop.child select g, g % 3 from generate_series(1, 10) g');
    for (const sql of [
      'create unique index concurrently child_parent on shop.child (parent_id);',
      'alter table shop.child add constraint child_parent unique ("parent_id");',
    ]) {
      made.write('0010_u.sql', sql);
      expect(await applyProject(made.out, options)).toMatchObject({
        exit: 6,
        failure: { error: { sqlstate: '23505', hint: '3 keys are there more than once: (0), (1), (2)' } },
      });
    }
  });

  it('may use a new value of an enum in the file that adds it', async () => {
    await fresh();
    const made = project({ '0004_type.sql': "create type shop.mood as enum ('good');" });
    await applyProject(made.out, options);
    made.write(
      '0005_more.sql',
      "alter type shop.mood add value 'bad';\ncreate table shop.moods (m shop.mood default 'bad'::shop.mood);\ninsert into shop.moods values ('bad');",
    );
    // The new value has a transaction of its own, before the table, and before the row behind the structure.
    expect(await applyProject(made.out, options)).toMatchObject({ exit: 0, failure: undefined, units: { done: 3 } });
    expect((await target.execute('select m from shop.moods')).rows).toEqual([['bad']]);
  });
});
