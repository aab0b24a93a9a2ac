import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cli } from '../support/cli.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const root = temporaryFolder();
const source = join(root, 'src');
mkdirSync(source);
writeFileSync(join(source, 'emp.tbl'), 'create table &owner..emp (id number, flag &FLAG_TYPE.);\n');
const config = join(root, 'oraphant.config.json');
writeFileSync(config, JSON.stringify({ defines: { flag_type: 'char(1)', OWNER: 'nobody' } }));

const written = (folder: string): string =>
  readdirSync(join(folder, 'sql'))
    .map((name) => readFileSync(join(folder, 'sql', name), 'utf8'))
    .join('\n');

describe('values of substitution variables', () => {
  it('are given on the command line and in the configuration; the command line wins', async () => {
    const out = join(root, 'both');
    const converted = await cli('convert', source, '-o', out, '--config', config, '--define', 'owner=app');
    expect(converted).toMatchObject({ code: 0, err: '' });
    expect(written(out)).toMatch(/create table app\.emp \(\s*id +numeric,\s*flag char\(1\)/);
  });

  it('reach assess and lineage', async () => {
    const given = ['--define', 'OWNER=app', '--define', 'flag_type=number(1)'];
    expect((await cli('assess', source, '--json', ...given)).out).not.toContain('OP9005');
    expect((await cli('assess', source, '--json')).out).toContain('OP9005');
    const lineage = await cli('lineage', 'app.emp.flag', source, ...given);
    expect(lineage).toMatchObject({ code: 0, err: '' });
  });

  it('need a value', async () => {
    const given = await cli('convert', source, '-o', join(root, 'none'), '--define', 'OWNER');
    expect([given.code, given.err]).toEqual([2, 'oraphant: --define OWNER: NAME=VALUE is expected\n']);
  });

  it('are off with --define-off, and texts in the configuration', async () => {
    const bad = join(root, 'bad.json');
    writeFileSync(bad, JSON.stringify({ defines: { owner: 1 } }));
    expect(await cli('convert', source, '-o', join(root, 'x'), '--config', bad)).toMatchObject({ code: 2 });
    writeFileSync(
      join(root, 'text.sql'),
      "insert into t values ('salt & pepper');\ncreate table t (a varchar2(20));\n",
    );
    const off = join(root, 'off');
    await cli('convert', join(root, 'text.sql'), '-o', off, '--define-off');
    expect(written(off)).toContain('salt & pepper');
  });
});
