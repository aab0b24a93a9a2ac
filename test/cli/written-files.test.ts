import { spawnSync } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { makeFolder, requireWritable, writeWhole } from '../../src/runner/script/atomic-write.js';
import { cli } from '../support/cli.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const root = temporaryFolder();
const small = join(root, 'small');
mkdirSync(small);
// A disk of its own that is soon full; only root may make one.
const hasSmallDisk = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'none', small]).status === 0;
afterAll(() => {
  if (hasSmallDisk) spawnSync('umount', [small]);
});

let folder = '';
let counter = 0;
beforeEach(() => {
  counter += 1;
  folder = join(root, String(counter));
  mkdirSync(folder);
});

function script(): string {
  const path = join(folder, 'a.sql');
  const tables = Array.from({ length: 40 }, (_, i) => `create table t${i} (id number, name varchar2(10), made date);`);
  writeFileSync(path, `${tables.join('\n')}\n`);
  return path;
}

describe('files that a command writes', () => {
  it('are all there after a signal in the midst of writing, which counts again afterwards', () => {
    const module = new URL('../../src/runner/script/atomic-write.ts', import.meta.url).href;
    const written = join(folder, 'whole.txt');
    const program = `
      import { writeFileSync } from 'node:fs';
      const { unbroken } = await import(${JSON.stringify(module)});
      unbroken(() => {
        for (const signal of ['SIGINT', 'SIGTERM']) process.kill(process.pid, signal);
        writeFileSync(${JSON.stringify(written)}, 'whole');
      });
      process.kill(process.pid, 'SIGINT');
      setTimeout(() => {}, 60_000);`;
    const { signal } = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program]);
    expect(signal).toBe('SIGINT');
    expect(readFileSync(written, 'utf8')).toBe('whole');
  });

  it('are all there, or none of them and nothing beside', () => {
    const there = join(folder, 'there.txt');
    writeFileSync(there, 'old');
    mkdirSync(join(folder, 'blocked'));
    writeFileSync(join(folder, 'blocked', 'x'), '');
    const bad = join(folder, 'there.txt', 'below.txt');
    expect(() =>
      writeWhole([
        { path: there, text: 'new' },
        { path: join(folder, 'made', 'two.txt'), text: '2' },
        { path: bad, text: '3' },
      ]),
    ).toThrow();
    expect(readFileSync(there, 'utf8')).toBe('old');
    expect(readdirSync(folder).sort()).toEqual(['blocked', 'there.txt']);
    writeWhole([
      { path: there, text: 'new' },
      { path: join(folder, 'made', 'two.txt'), text: '2' },
    ]);
    expect(readFileSync(there, 'utf8')).toBe('new');
    expect(readdirSync(folder).sort()).toEqual(['blocked', 'made', 'there.txt']);
  });

  it('keep a link a link', () => {
    writeFileSync(join(folder, 'real'), 'old');
    symlinkSync('real', join(folder, 'link'));
    writeWhole([{ path: join(folder, 'link'), text: 'new' }]);
    expect(lstatSync(join(folder, 'link')).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(folder, 'real'), 'utf8')).toBe('new');
  });

  it('may be a device', () => {
    writeWhole([{ path: '/dev/null', text: 'gone' }]);
    expect(lstatSync('/dev/null').isCharacterDevice()).toBe(true);
  });
});

describe.runIf(existsSync('/proc/self'))('a folder that takes no other', () => {
  it('is refused and does not hang', () => {
    expect(() => makeFolder('/proc/oraphant/reports')).toThrow(/no folder can be made there/);
    expect(() => requireWritable('/dev/null/reports')).toThrow(/not a (folder|directory)/);
  });

  it.each([['assess'], ['convert']])('ends %s with a message and code 2', async (command) => {
    const { code, err } = await cli(command, script(), '-o', '/proc/oraphant');
    expect(code).toBe(2);
    expect(err).toContain('cannot write /proc/oraphant: no folder can be made there');
  });

  it('ends a command with an embedded target there', async () => {
    const { code, err } = await cli('run', script(), '--target', 'pglite:/proc/oraphant/db');
    expect(code).toBe(2);
    expect(err).toContain('no folder can be made there');
  });
});

describe.runIf(hasSmallDisk)('a full disk', () => {
  beforeEach(() => {
    for (const name of readdirSync(small)) rmSync(join(small, name), { recursive: true });
  });

  it.each([['assess'], ['convert']])('leaves nothing of %s', async (command) => {
    const out = join(small, 'deep', 'out');
    const { code, err } = await cli(command, script(), '-o', out);
    expect(code).toBe(2);
    expect(err).toContain(`cannot write ${out}: no space left on the disk`);
    expect(readdirSync(small)).toEqual([]);
  });

  it('leaves the report of before', async () => {
    mkdirSync(join(small, 'out'));
    writeFileSync(join(small, 'out', 'report.json'), 'of before');
    writeFileSync(join(small, 'out', 'report.csv'), 'of before');
    const { code } = await cli('assess', script(), '-o', join(small, 'out'), '--format', 'csv,json,html');
    expect(code).toBe(2);
    expect(readdirSync(join(small, 'out')).sort()).toEqual(['report.csv', 'report.json']);
    expect(readFileSync(join(small, 'out', 'report.csv'), 'utf8')).toBe('of before');
    expect(readFileSync(join(small, 'out', 'report.json'), 'utf8')).toBe('of before');
  });
});
