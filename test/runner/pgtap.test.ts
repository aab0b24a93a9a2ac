import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { applyProject } from '../../src/runner/apply/apply.js';
import { openTarget, type Target } from '../../src/runner/target/target.js';
import { pgtapFiles } from '../../src/runner/verify/pgtap.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { selfContainedProject, writeProject } from './faults/project.js';

const url = inject('postgresUrl');
const hasProve = spawnSync('pg_prove', ['--version']).status === 0;

describe.skipIf(url === undefined || !hasProve)('pgTAP tests (PostgreSQL, pg_prove)', () => {
  const project = writeProject({
    ...selfContainedProject(3),
    '9000_public.sql': `create table public.plain (id int primary key, "It's" text default 'a''b' not null, constraint plain_ck check ("It's" <> 'x'));
create procedure public.note(in p_id int, out p_n int) language plpgsql as $$ begin p_n := p_id; end $$;`,
  });
  const folder = temporaryFolder();
  let admin: Target;
  let target: Target;
  const prove = () => {
    const { hostname, port } = new URL(url!);
    const done = spawnSync(
      'pg_prove',
      ['-h', hostname, '-p', port, '-U', 'postgres', '-d', 'pgtap_test', '-v', folder, '--ext', '.sql'],
      {
        encoding: 'utf8',
      },
    );
    return { status: done.status, text: done.stdout + done.stderr };
  };
  beforeAll(async () => {
    admin = await openTarget(url!);
    await admin.execute(
      `create database pgtap_test template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C.UTF-8'`,
    );
    const database = `${url!.replace(/\/postgres$/, '')}/pgtap_test`;
    expect((await applyProject(project.out, { url: database, tool: 't' })).failure).toBeUndefined();
    target = await openTarget(database);
    for (const { name, text } of await pgtapFiles(project.out, database)) writeFileSync(join(folder, name), text);
  });
  afterAll(async () => {
    await target.close();
    await admin.execute('drop database pgtap_test with (force)');
    await admin.close();
  });

  it('pass on what the project made, and leave nothing behind', async () => {
    const { status, text } = prove();
    expect(text).toMatch(/All tests successful/);
    expect(status).toBe(0);
    for (const [, tests] of text.matchAll(/^1\.\.(\d+)$/gm)) expect(Number(tests)).toBeGreaterThan(0);
    expect((await target.execute(`select 1 from pg_extension where extname = 'pgtap'`)).rows).toEqual([]);
  });

  it('name what is not as the project makes it', async () => {
    await target.execute(
      `alter table public.plain alter column "It's" drop default; drop index shop.t2_name_ix; alter table shop.t2 disable trigger stamp;
       create or replace function shop.f1(p_id bigint, p_name text default 'other') returns text language plpgsql as $$ begin return p_name; end $$`,
    );
    const { status, text } = prove();
    expect(status).not.toBe(0);
    const failed = [...text.matchAll(/^not ok \d+ - (.*)$/gm)].map(([, name]) => name);
    expect(failed).toEqual([
      "column plain.It's",
      'index shop.t2_name_ix',
      'trigger stamp on shop.t2',
      'function shop.f1(bigint,text)',
    ]);
  });
});
