import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { caseProgram, compareOutput, parseCaseFile } from '../../src/runner/script/case-file.js';

const sample = `-- title: A title: with a colon
-- topic: t
-- certainty: certain
-- trap: none
-- flags: OP3001, OP2002
[setup]
create table t (id number);

[run]
begin
  null;
end;
/
[expect]
 a  b
ERROR ORA-01403

`;

describe('a case file', () => {
  it('has a header and three sections', () => {
    const { value } = parseCaseFile(sample);
    expect(value).toMatchObject({ title: 'A title: with a colon', topic: 't', flags: ['OP3001', 'OP2002'] });
    expect(value?.setup).toEqual({ text: 'create table t (id number);\n\n', line: 7 });
    expect(value?.run).toEqual({ text: 'begin\n  null;\nend;\n/\n', line: 10 });
    expect(value?.expect).toEqual([' a  b', 'ERROR ORA-01403']);
  });

  it('keeps the line numbers of the file in its program', () => {
    for (const text of [sample, sample.replace('create table t (id number);\n\n', '')]) {
      const { value } = parseCaseFile(text);
      if (value === undefined) throw new Error('does not parse');
      const program = caseProgram(value).split('\n');
      const lines = text.split('\n');
      expect(program[lines.indexOf('begin')]).toBe('begin');
      expect(program.indexOf('/')).toBe(lines.indexOf('/'));
    }
  });

  it('says what is wrong with it', () => {
    expect(parseCaseFile('select 1').problem).toBe('no [run] section');
    expect(parseCaseFile('[run]\n').problem).toBe('no [expect] section');
    expect(parseCaseFile('[expect]\n[run]\n').problem).toContain('not in the order');
    expect(parseCaseFile('\uFEFF[run]\r\nx\r\n[expect]\r\ny\r\n').value?.expect).toEqual(['y']);
  });

  it('reads every shared case', () => {
    const root = new URL('../cases/', import.meta.url);
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.case'));
    expect(files.length).toBeGreaterThan(100);
    for (const file of files) {
      const { value, problem } = parseCaseFile(readFileSync(new URL(file, root), 'utf8'));
      expect(problem, file).toBeUndefined();
      expect(value?.title, file).not.toBe('');
      expect(value?.expect.length, file).toBeGreaterThan(0);
    }
  });
});

describe('compareOutput', () => {
  it('names the first difference', () => {
    expect(compareOutput(['a'], ['a'])).toBeUndefined();
    expect(compareOutput(['a', 'b'], ['a'])).toBe('line 2 is missing: expected "b"');
    expect(compareOutput(['a'], ['a', ''])).toBe('line 2 is too much: ""');
    expect(compareOutput(['a '], ['a'])).toBe('line 1 differs: expected "a ", got "a"');
  });
});
