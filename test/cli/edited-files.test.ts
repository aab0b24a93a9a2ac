import {
  appendFileSync,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { openTarget } from '../../src/runner/target/target.js';
import { cli } from '../support/cli.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const server = inject('postgresUrl');

describe('files of the output that somebody changed', () => {
  const folder = temporaryFolder({
    'src/a.sql':
      'create table t (id number primary key);\n\ncreate or replace function f return number is\nbegin\n  return 1;\nend;\n/\n',
  });
  const source = join(folder, 'src');
  const converted = async (name: string): Promise<{ readonly out: string; readonly routine: string }> => {
    const out = join(folder, name);
    expect(await cli('convert', source, '-o', out)).toMatchObject({ code: 0 });
    const routine = readdirSync(join(out, 'sql')).find((file) => file.endsWith('function_f.sql')) ?? '';
    return { out, routine: `sql/${routine}` };
  };

  it.skipIf(server === undefined)(
    'are named by plan, apply and verify, and have no Oracle lines',
    async () => {
      const { out, routine } = await converted('one');
      expect((await cli('where', 'f:2', '-o', out)).out).toMatch(/a\.sql:\d+ \(/);
      const file = join(out, routine);
      const text = readFileSync(file, 'utf8');
      // As Git checks it out on Windows.
      writeFileSync(file, text.replaceAll('\n', '\r\n'));
      expect((await cli('plan', out)).out).not.toContain('by hand');
      expect((await cli('convert', source, '-o', out)).code).toBe(0);
      writeFileSync(file, text.replace('return 1', 'return 42'));
      const said = `changed by hand since convert wrote it: ${routine}`;
      const admin = await openTarget(server!);
      await admin.execute(
        `create database edited_files template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C.UTF-8'`,
      );
      const target = `${server?.replace(/\/postgres$/, '')}/edited_files`;
      expect((await cli('plan', out)).out).toContain(`note     ${said}\n`);
      expect(JSON.parse((await cli('plan', out, '--json')).out)).toMatchObject({
        edited: [{ file: routine, how: 'changed' }],
      });
      expect(await cli('apply', out, '--target', target)).toMatchObject({ code: 0, err: `warning: ${said}\n` });
      const verified = await cli('verify', out, '--target', target);
      expect(verified.out).toContain(`not proved: that Oracle says the same: ${said}\n`);
      expect(verified.out).not.toContain('is sound\n');
      const where = await cli('where', 'f:2', '-o', out);
      expect(where).toMatchObject({ code: 1, out: '', err: expect.stringContaining(`${routine} was changed by hand`) });
      // A failure in such a file is told without a line of Oracle's.
      writeFileSync(file, text.replace('return 1', 'return 1 +'));
      const failed = await cli('apply', out, '--target', target, '--json');
      expect(JSON.parse(failed.out)).toMatchObject({
        exit: 6,
        failure: { file: routine, oracle: null },
        edited: [{ file: routine }],
      });
      await admin.execute('drop database edited_files with (force)');
      await admin.close();
      writeFileSync(join(out, 'sql/9000_more.sql'), 'select 1;\n');
      rmSync(file);
      expect((await cli('plan', out)).out).toMatch(
        /not written by convert: sql\/9000_more\.sql\nnote {5}written by convert, and no longer there: sql\/\d+_function_f\.sql/,
      );
    },
    120_000,
  );

  it('are not overwritten by convert, unless forced', async () => {
    const { out, routine } = await converted('two');
    appendFileSync(join(out, routine), '-- mine\n');
    const refused = await cli('convert', source, '-o', out);
    expect(refused.code).toBe(2);
    expect(refused.err).toContain(`has files that were changed by hand since convert wrote them: ${routine}; `);
    expect(readFileSync(join(out, routine), 'utf8')).toContain('-- mine');
    expect(await cli('convert', source, '-o', out, '--force')).toMatchObject({
      code: 0,
      err: `warning: replaced, though changed by hand: ${routine}\n`,
    });
    expect(readFileSync(join(out, routine), 'utf8')).not.toContain('-- mine');
    expect((await cli('convert', source, '-o', out)).code).toBe(0);
  }, 60_000);

  it('stand behind a link that stays one, also where there is nothing yet', async () => {
    const { out } = await converted('three');
    for (const place of [out, join(folder, 'not-yet')]) {
      const link = join(folder, `link-${readdirSync(folder).length}`);
      symlinkSync(place, link);
      expect((await cli('convert', source, '-o', link)).code).toBe(0);
      expect(lstatSync(link).isSymbolicLink()).toBe(true);
      expect(existsSync(join(place, 'oraphant.json'))).toBe(true);
    }
  }, 60_000);
});
