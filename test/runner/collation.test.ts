import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openTarget, type Target } from '../../src/runner/target/target.js';
import { cli } from '../support/cli.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const server = inject('postgresUrl');

/**
 * Oracle's NLS_SORT is BINARY: capitals before small letters, "Z" before "a" (Database Globalization
 * Support Guide, "Linguistic Sorting").
 */
const script = `create table words (w varchar2(10));
insert into words values ('b');
insert into words values ('A');
insert into words values ('a');
insert into words values ('B');
begin
  for r in (select w from words where w > 'B' or w = 'A' order by w) loop dbms_output.put_line(r.w); end loop;
end;
/
`;

describe.skipIf(server === undefined)('a database that does not sort by bytes (PostgreSQL)', () => {
  const folder = temporaryFolder();
  const url = `${server?.replace(/\/postgres$/, '')}/collation_test`;
  let admin: Target;
  let hasIcu = false;
  const dropped = async () => {
    const target = await openTarget(url);
    await target.execute('drop table words');
    await target.close();
  };
  const source = join(folder, 'words.sql');
  const config = join(folder, 'explicit.json');
  beforeAll(async () => {
    admin = await openTarget(server!);
    // A server that was built without ICU has no such database.
    const sql = `create database collation_test template template0 locale_provider icu icu_locale 'en-US'`;
    hasIcu = await admin.execute(sql).then(
      () => true,
      () => false,
    );
    writeFileSync(source, script);
    writeFileSync(config, '{ "collation": "explicit" }');
  });
  afterAll(async () => {
    await admin.execute('drop database if exists collation_test with (force)');
    await admin.close();
  });

  it('is what run compiles for, unless the configuration says something else', async ({ skip }) => {
    skip(!hasIcu);
    expect(await cli('run', source, '--target', url)).toMatchObject({ code: 0, out: 'A\na\nb\n' });
    const plain = join(folder, 'plain.json');
    writeFileSync(plain, '{ "collation": "database" }');
    await dropped();
    expect((await cli('run', source, '--target', url, '--config', plain)).out).not.toBe('A\na\nb\n');
    await dropped();
    writeFileSync(plain, '{ "collation": "german" }');
    expect(await cli('run', source, '--target', url, '--config', plain)).toMatchObject({
      code: 2,
      err: expect.stringContaining("'collation' is database or explicit"),
    });
  });

  it('is said by plan, apply and verify, where the conversion is not made for it', async ({ skip }) => {
    skip(!hasIcu);
    // What run left of the runtime is nothing of the project.
    const target = await openTarget(url);
    await target.execute('drop schema if exists ora cascade');
    await target.close();
    const view = join(folder, 'view.sql');
    writeFileSync(
      view,
      "create table t (w varchar2(10));\ncreate view v as select max(w) as m from t where w > 'B';\n",
    );
    const unfit = expect.stringContaining('the database sorts by en-US, Oracle by BINARY');
    const [plain, explicit] = [join(folder, 'plain'), join(folder, 'explicit')];
    await cli('convert', view, '-o', plain);
    await cli('convert', view, '-o', explicit, '--config', config);
    const collations = [plain, explicit].map(
      (out) => JSON.parse(readFileSync(join(out, 'oraphant.json'), 'utf8')).collation,
    );
    expect(collations).toEqual(['database', 'explicit']);
    expect(await cli('plan', plain, '--target', url)).toMatchObject({ code: 0, out: unfit });
    expect(await cli('apply', plain, '--target', url)).toMatchObject({ code: 0, err: unfit });
    expect(await cli('verify', plain, '--target', url)).toMatchObject({ code: 9, out: unfit });
    await cli('rollback', '--target', url, '--yes');
    expect((await cli('plan', explicit, '--target', url)).out).not.toContain('sorts by');
    expect(await cli('apply', explicit, '--target', url)).toMatchObject({ code: 0, err: '' });
    expect(await cli('verify', explicit, '--target', url)).toMatchObject({
      code: 0,
      out: expect.stringContaining('is sound'),
    });
  });
});
