import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { cli } from '../support/cli.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();

const house = join(folder, 'house');
const source = join(folder, 'a.sql');
writeFileSync(source, 'create table tmp_orders (id number);\ncreate table orders (r rowid);\n');

describe('rules of the house', () => {
  it('begin with a page that works', async () => {
    expect(await cli('rules', 'new', 'ACME001', '--name', 'no-tmp', '--rules', house)).toMatchObject({ code: 0 });
    expect(await cli('rules', 'test', house)).toMatchObject({ code: 0, out: '1 page, 2 examples: all hold\n' });
    expect((await cli('rules', 'new', 'ACME001', '--name', 'no-tmp', '--rules', house)).code).toBe(2);
    expect((await cli('rules', 'new', 'OP9999', '--rules', house)).err).toContain('are ours');
  });

  it('are listed, explained and reported', async () => {
    const listed = await cli('rules', 'list', '--rules', house, '--json');
    const rules: { code: string; by: string }[] = JSON.parse(listed.out);
    expect(rules.find((r) => r.code === 'ACME001')).toMatchObject({ by: 'selector', category: 'house' });
    expect(rules.find((r) => r.code === 'OP1105')).toMatchObject({ by: 'compiler' });
    expect((await cli('explain', 'acme001', '--rules', house)).out).toContain('# Tables that look temporary');
    const { findings } = JSON.parse((await cli('assess', source, '--rules', house, '--json')).out);
    expect(findings.find((f: { code: string }) => f.code === 'ACME001')).toMatchObject({
      message: 'The table TMP_ORDERS looks temporary.',
      line: 1,
      column: 14,
      severity: 'warning',
      lint: true,
    });
  });

  it('leave the status of objects as it is', async () => {
    const { objects } = JSON.parse((await cli('assess', '--rules', house, source, '--json')).out);
    expect(objects.map((o: { status: string }) => o.status)).toEqual(['exact', 'flagged']);
  });

  it('come from the configuration too', async () => {
    const config = join(folder, 'oraphant.config.json');
    writeFileSync(config, '{"rules": ["house"]}');
    expect((await cli('assess', source, '--config', config, '--json')).out).toContain('ACME001');
  });

  it('fail by their examples', async () => {
    const page = readFileSync(join(house, 'ACME001-no-tmp.md'), 'utf8');
    const bad = join(folder, 'bad');
    await cli('rules', 'new', 'ACME002', '--name', 'bad', '--rules', bad);
    writeFileSync(join(bad, 'ACME002-bad.md'), page.replaceAll('ACME001', 'ACME002').replace('«tmp_', '«x_'));
    const { code, out } = await cli('rules', 'test', bad);
    expect(code).toBe(1);
    expect(out).toContain('ACME002: example 1 (flag) is not reported in line 1');
  });

  it('may explain what the compiler reports, and not change what it is', async () => {
    const over = join(folder, 'over');
    const front = (more: string): string => `---\ncode: OP1105\nname: rowid-column\n${more}\n---\n# Ours\n`;
    await cli('rules', 'new', 'X1', '--rules', over);
    writeFileSync(join(over, 'OP1105.md'), front('severity: warning\neffort: 7'));
    const { findings } = JSON.parse((await cli('assess', source, '--rules', over, '--json')).out);
    expect(findings.find((f: { code: string }) => f.code === 'OP1105').effortMinutes).toBe(7);
    writeFileSync(join(over, 'OP1105.md'), front('severity: info'));
    expect(await cli('assess', source, '--rules', over)).toMatchObject({
      code: 2,
      err: expect.stringContaining('its severity stays warning'),
    });
    writeFileSync(join(over, 'OP1105.md'), front('severity: warning\nselector: If\nmessage: m'));
    expect((await cli('assess', source, '--rules', over)).err).toContain('its page has no selector');
  });
});

it('the examples for houses hold', async () => {
  const examples = fileURLToPath(new URL('../../fixtures/house-rules', import.meta.url));
  expect(await cli('rules', 'test', examples)).toMatchObject({ code: 0, out: '3 pages, 6 examples: all hold\n' });
});

describe('assess in CI', () => {
  const report = (name: string): string => join(folder, name, 'report.json');

  it('fails on what is new only', async () => {
    expect((await cli('assess', source, '-o', join(folder, 'base'), '--fail-on', 'warning')).code).toBe(1);
    const later = join(folder, 'b.sql');
    writeFileSync(later, `-- a comment more\n${readFileSync(source, 'utf8')}`);
    const ratchet = ['--baseline', report('base'), '--fail-on', 'new'];
    expect(await cli('assess', later, ...ratchet)).toMatchObject({
      code: 0,
      err: expect.stringMatching(/^0 new findings, \d+ known\n$/),
    });
    writeFileSync(later, `${readFileSync(source, 'utf8')}create table more (b ordsys.ordimage);\n`);
    const { code, err } = await cli('assess', later, ...ratchet);
    expect(code).toBe(1);
    expect(err).toContain(`${later}:3:20 error OP1107: The type ORDSYS.ORDIMAGE of B`);
    expect(err).not.toContain('OP1105');
    expect((await cli('assess', later, '--baseline', report('base'))).code).toBe(1);
    expect((await cli('assess', later, '--baseline', report('base'), '--fail-on', 'never')).code).toBe(0);
  });

  it('says what it cannot use', async () => {
    expect((await cli('assess', source, '--fail-on', 'new')).err).toContain('needs --baseline');
    expect((await cli('assess', source, '--baseline', join(folder, 'none.json'))).code).toBe(2);
    expect((await cli('assess', source, '--baseline', source)).err).toContain('a baseline is an earlier report.json');
    const config = join(folder, 'bad.config.json');
    writeFileSync(config, '{"waivers": [{"code": "OP1"}]}');
    expect(await cli('assess', source, '--config', config)).toMatchObject({
      code: 2,
      err: `oraphant: ${config}:1: a waiver needs a 'reason'\n`,
    });
  });
});
