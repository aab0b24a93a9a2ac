import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { defaultOptions } from '../../src/compile.js';
import { compileFiles } from '../../src/output/script.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();

const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const say = (text: string): string => `begin dbms_output.put_line('${text}'); end;\n/\n`;

describe('scripts that run in one session', () => {
  it('run what they call at the place of the call, with its arguments and the variables of the session', async () => {
    const first = file('first.sql', `define who = Ada\n@@called one\n${say('&who')}`);
    file('called.sql', `define who = Eve\n\n${say('&1 &who')}`);
    const second = file('second.sql', say('second &who'));
    const { steps, diagnostics } = await compileFiles([first, second], {}, defaultOptions);
    expect(diagnostics).toEqual([]);
    expect(steps.map((s) => [/'(.*)'/.exec(s.sql)?.[1], s.file?.split('/').pop(), s.sourceLine])).toEqual([
      ['one Eve', 'called.sql', 3],
      ['Eve', 'first.sql', 3],
      ['second Eve', 'second.sql', 1],
    ]);
  });

  it('compile what they call with the flags of the session', async () => {
    file('flagged.sql', `begin\n$if $$checked $then dbms_output.put_line('checked'); $else null; $end\nend;\n/\n`);
    const main = file('flags.sql', `alter session set plsql_ccflags = 'checked:true';\n@@flagged\n`);
    const { steps } = await compileFiles([main], {}, defaultOptions);
    expect(steps.some((s) => s.sql.includes("'checked'"))).toBe(true);
  });

  it('tell of the scripts they call what holds at the place of the call', async () => {
    file('call.sql', 'begin p; end;\n/\n');
    const procedure = (parameters: string): string =>
      `create or replace procedure p${parameters} is begin null; end;\n/\n`;
    const main = file('again.sql', `${procedure(' (n number)')}${procedure('')}@@call\n`);
    const { diagnostics } = await compileFiles([main], {}, defaultOptions);
    expect(diagnostics).toEqual([]);
  });

  it('say which script is not there, and read standard input', async () => {
    const { steps, diagnostics } = await compileFiles(
      ['-'],
      { input: Buffer.from(`@nowhere\n${say('in')}`) },
      defaultOptions,
    );
    expect(diagnostics.map((d) => [d.code, d.file, d.line])).toEqual([['OP9003', '-', 1]]);
    expect(steps).toHaveLength(1);
  });

  it('read standard input in whatever encoding a file may have', async () => {
    for (const encoding of ['latin1', 'utf16le', 'utf8'] as const) {
      const { steps } = await compileFiles(['-'], { input: Buffer.from(say('café'), encoding) }, defaultOptions);
      expect(steps[0]?.sql).toContain("'café'");
    }
  });
});
