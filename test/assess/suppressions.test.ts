import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/assess/config.js';
import type { Assessment } from '../../src/contract/compiler-api.js';
import { assessed } from './findings.js';

const table = (above: string): string => `create table hr.account (\n  id number,\n${above}  source_row rowid\n);\n`;
const codes = (report: Assessment): readonly string[] =>
  report.findings.filter((f) => f.severity !== 'info').map((f) => f.code);

describe('a comment that suppresses', () => {
  it('takes the finding of the next line out, and leaves the status of the object', () => {
    const report = assessed(table('  -- oraphant-disable-next-line OP1105: filled by the loader alone\n'));
    expect(codes(report)).toEqual([]);
    expect(report.suppressed.map((f) => [f.code, f.line, f.suppression])).toEqual([
      ['OP1105', 4, { kind: 'comment', reason: 'filled by the loader alone' }],
    ]);
    expect(report.objects[0]?.status).toBe('flagged');
  });

  it('is heard in block comments, with several codes, and over other comments and empty lines', () => {
    const above = '  /* oraphant-disable-next-line OP1105, OP1104: of the loader */\n\n  -- where the row came from\n';
    expect(codes(assessed(table(above)))).toEqual(['OP9201']);
  });

  it('does nothing in a string', () => {
    const text = `comment on table hr.account is '\n-- oraphant-disable-next-line OP1105: no\n';\n`;
    expect(codes(assessed(table('') + text))).toEqual(['OP1105']);
  });

  it('is reported when it lacks a reason or a code, and then suppresses nothing', () => {
    for (const comment of ['OP1105', 'OP1105:', ': because', ''])
      expect(codes(assessed(table(`  -- oraphant-disable-next-line ${comment}\n`)))).toEqual(['OP9202', 'OP1105']);
  });

  it('is reported when nothing of its code is in the next line', () => {
    expect(codes(assessed('-- oraphant-disable-next-line OP1105: moved\ncreate table t (id number);\n'))).toEqual([
      'OP9201',
    ]);
    expect(codes(assessed('create table t (id number);\n-- oraphant-disable-next-line OP1105: at the end'))).toEqual([
      'OP9201',
    ]);
  });
});

describe('a waiver', () => {
  const config = (waiver: object) =>
    parseConfig(
      `{\n "waivers": [\n  ${JSON.stringify({ reason: 'agreed', expires: '2027-06-30', ...waiver })}\n ]\n}`,
      'c.json',
    );
  const report = (waiver: object, today = '2027-06-30'): Assessment =>
    assessed(table(''), { config: config(waiver), today });

  it('covers a finding by code, object, file and fingerprint until its last day', () => {
    const [fingerprint] = assessed(table(''))
      .findings.filter((f) => f.code === 'OP1105')
      .map((f) => f.fingerprint);
    for (const waiver of [
      { code: 'OP1105' },
      { code: 'OP11*' },
      { code: 'OP1105', object: 'hr.account' },
      { code: 'OP1105', object: 'HR.*' },
      { code: 'OP1105', object: 'ACCOUNT', file: 'a b.sql' },
      { code: 'OP1105', file: 'src/*.sql', fingerprint },
    ]) {
      const { suppressed } = report(waiver);
      expect(
        suppressed.map((f) => f.suppression),
        JSON.stringify(waiver),
      ).toContainEqual({
        kind: 'waiver',
        reason: 'agreed',
        expires: '2027-06-30',
      });
      expect(codes(report(waiver))).toEqual([]);
    }
  });

  it('covers nothing else, and that is reported at its line of the configuration', () => {
    for (const waiver of [
      { code: 'OP1104' },
      { code: 'OP1105', object: 'HR.ACC' },
      { code: 'OP1105', file: 'b.sql.bak' },
      { code: 'OP1105', fingerprint: '0' },
    ]) {
      const { findings } = report(waiver);
      expect(findings.map((f) => f.code)).toContain('OP1105');
      const unused = findings.find((f) => f.code === 'OP9204');
      expect(unused, JSON.stringify(waiver)).toMatchObject({ file: 'c.json', line: 3 });
    }
  });

  it('ends: the finding is back, and so is a word about the waiver', () => {
    expect(codes(report({ code: 'OP1105' }, '2027-07-01'))).toEqual(['OP1105', 'OP9203']);
  });

  it('is refused without a reason, without a day, and with what no waiver has', () => {
    const broken = (waiver: string): string => `{"rules": [],\n"waivers": [\n{"code": "OP1"},\n${waiver}]}`;
    const good = `{"code": "OP1", "reason": "r", "expires": "2027-01-01"}`;
    expect(() => parseConfig(broken(good), 'c.json')).toThrow("c.json:3: a waiver needs a 'reason'");
    const fails =
      (waiver: object): (() => unknown) =>
      () =>
        config(waiver);
    expect(fails({ code: 'OP1105', reason: ' ' })).toThrow("c.json:3: a waiver needs a 'reason'");
    expect(fails({ code: 'OP1105', expires: undefined })).toThrow("c.json:3: a waiver needs a date in 'expires'");
    expect(fails({ code: 'OP1105', expires: '2027-02-30' })).toThrow('not a date');
    expect(fails({ code: 'OP1105', until: 'x' })).toThrow("c.json:3: a waiver has no 'until'");
    expect(fails({ code: 'op' })).toThrow("'op' is not a code");
  });
});
