import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv2020 } from 'ajv/dist/2020.js';
import Ajv4 from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { parseBaseline } from '../../src/assess/baseline.js';
import { parseConfig } from '../../src/assess/config.js';
import { reportOf } from './findings.js';

const root = new URL('../../', import.meta.url);
const read = (path: string): unknown => JSON.parse(readFileSync(new URL(path, root), 'utf8'));

/** Findings of all severities, one suppressed, with text that every format has to escape. */
const script = `create table hr."a<b" (
  "x|y" rowid,
  -- oraphant-disable-next-line OP1104: "old", <rarely> used
  picture bfile,
  name varchar2(40 char)
);
create procedure hr.p is
begin
  execute immediate :x;
end;
/
create procedure hr.q is begin null; end;
/
`;

const validator = {
  sarif() {
    // The schema of the standard comes with a package of matchers; its own check of it needs another test runner.
    const path = createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
    const ajv = new Ajv4.default({ strict: false, allErrors: true, unicodeRegExp: false });
    addFormats.default(ajv);
    return ajv.compile(JSON.parse(readFileSync(path, 'utf8')));
  },
  own(schema: string) {
    const ajv = new Ajv2020({ allErrors: true, strictTypes: false });
    addFormats.default(ajv);
    return ajv.compile(read(schema) as object);
  },
};

describe('SARIF', () => {
  const validate = validator.sarif();
  const log = async (...args: [string?, object?]) => JSON.parse(await reportOf('sarif', args[0] ?? script, args[1]));

  it('is valid against the schema of the standard', async () => {
    const baseline = parseBaseline(await reportOf('json', script), 'b');
    for (const document of [await log(), await log(''), await log(script, { baseline })]) {
      expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
    }
    expect(validate({ version: '2.1.0', runs: [{ results: 3 }] })).toBe(false);
  });

  it('has place, object, help and fingerprint of a finding', async () => {
    const [run] = (await log()).runs;
    const found = run.results.find((r: { ruleId: string }) => r.ruleId === 'OP1105');
    expect(found).toMatchObject({
      level: 'warning',
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'src/a%20b.sql' },
            region: { startLine: 2, startColumn: 3, endLine: 2, endColumn: 14 },
          },
          logicalLocations: [{ fullyQualifiedName: 'HR.a<b', kind: 'table' }],
        },
      ],
    });
    expect(found.partialFingerprints['oraphant/v1']).toMatch(/^[0-9a-f]{32}$/);
    const rule = run.tool.driver.rules[found.ruleIndex];
    expect(rule).toMatchObject({ id: 'OP1105', name: 'rowid-column' });
    expect(rule.help.markdown).toContain('## What to do by hand');
  });

  it('keeps fingerprints when lines move', async () => {
    const prints = async (text: string) =>
      (await log(text)).runs[0].results.map((r: { partialFingerprints: object }) => r.partialFingerprints);
    expect(await prints(`-- moved\n\n${script}`)).toEqual(await prints(script));
  });

  it('says what is suppressed, and what is new', async () => {
    const suppressed = (await log()).runs[0].results.filter((r: { suppressions?: unknown }) => r.suppressions);
    expect(suppressed).toMatchObject([
      { ruleId: 'OP1104', suppressions: [{ kind: 'inSource', justification: '"old", <rarely> used' }] },
    ]);
    const config = parseConfig('{"waivers":[{"code":"OP1105","reason":"r","expires":"2030-01-01"}]}', 'c');
    const baseline = parseBaseline('{"findings":[]}', 'b');
    const waived = (await log(script, { config, baseline })).runs[0].results;
    expect(waived.find((r: { ruleId: string }) => r.ruleId === 'OP1105').suppressions[0].kind).toBe('external');
    expect(waived.find((r: { ruleId: string }) => r.ruleId === 'OP3060').baselineState).toBe('new');
  });
});

describe('JSON', () => {
  it('is valid against the schema that is shipped', async () => {
    const validate = validator.own('src/assess/schemas/report.schema.json');
    const baseline = parseBaseline('{"findings":[]}', 'b');
    for (const text of [await reportOf('json', script), await reportOf('json', script, { baseline })])
      expect(validate(JSON.parse(text)), JSON.stringify(validate.errors)).toBe(true);
    const report = JSON.parse(await reportOf('json', script));
    expect(validate({ ...report, findings: [{ ...report.findings[0], severity: 'bad' }] })).toBe(false);
  });

  it('has a schema for the configuration that takes what the reader takes', () => {
    const validate = validator.own('src/assess/schemas/oraphant.config.schema.json');
    const waiver = { code: 'OP1*', reason: 'r', expires: '2027-01-01', object: 'A', file: 'b', fingerprint: 'c' };
    for (const document of [{}, { rules: ['house'] }, { waivers: [waiver], emptyStrings: 'check' }]) {
      expect(validate(document)).toBe(true);
      expect(parseConfig(JSON.stringify(document), 'c').waivers).toHaveLength('waivers' in document ? 1 : 0);
    }
    for (const wrong of [
      { ...waiver, reason: undefined },
      { ...waiver, expires: 'soon' },
      { ...waiver, line: 3 },
    ]) {
      const document = JSON.parse(JSON.stringify({ waivers: [wrong] }));
      expect(validate(document)).toBe(false);
      expect(() => parseConfig(JSON.stringify(document), 'c')).toThrow('c:1:');
    }
  });
});

describe('JUnit', () => {
  it('has failures for errors and warnings, and counts them', async () => {
    const xml = await reportOf('junit', script);
    const count = (pattern: RegExp): number => [...xml.matchAll(pattern)].length;
    expect(Number(/<testsuites [^>]*tests="(\d+)"/.exec(xml)?.[1])).toBe(count(/<testcase /g));
    expect(Number(/<testsuites [^>]*failures="(\d+)"/.exec(xml)?.[1])).toBe(count(/<failure /g));
    expect(xml).toMatch(/classname="table HR\.a&lt;b" name="OP1105 rowid-column at 2:3">\s*<failure type="warning"/);
    expect(xml).toContain('<skipped message="&quot;old&quot;, &lt;rarely&gt; used"/>');
    expect(xml).toContain('<testcase classname="procedure HR.Q" name="no error or warning"/>');
  });

  it('is well-formed whatever the names are', async () => {
    const xml = await reportOf('junit', 'create table "a\u0001&\ud800]]>" (r rowid);');
    const tags: string[] = [];
    for (const [, close, name, empty] of xml.matchAll(/<(\/?)([a-z]+)(?:\s[a-z]+="[^"<]*")*\s*(\/?)>/g)) {
      if (close) expect(tags.pop()).toBe(name);
      else if (!empty) tags.push(name ?? '');
    }
    expect(tags).toEqual([]);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: this is what must not be there
    expect(xml).not.toMatch(/[\u0000-\u0008\ud800]|&(?!amp;|lt;|gt;|quot;|#\d+;)/);
  });

  it('skips what the baseline has', async () => {
    const baseline = parseBaseline(await reportOf('json', script), 'b');
    expect(await reportOf('junit', script, { baseline })).toContain('failures="0"');
  });
});

describe('Markdown', () => {
  it('shows what is new and hides markup of names', async () => {
    const text = await reportOf('md', script);
    expect(text).toContain('### src/a b.sql');
    expect(text).toContain('| 2 | OP1105 | warning | x\\|y holds ROWIDs');
    expect(text).toMatch(/\| Suppressed \|/);
    expect(text).toContain('<details><summary>');
    const baseline = parseBaseline(await reportOf('json', script), 'b');
    expect(await reportOf('md', script, { baseline })).toContain('No new errors or warnings.');
  });

  it('stays below what a comment may have', async () => {
    const many = Array.from({ length: 900 }, (_, i) => `create table hr.t${i} (r rowid, n varchar2(9));`).join('\n');
    const text = await reportOf('md', many);
    expect(text.length).toBeLessThan(65_536);
    expect(text).toContain('Not everything fits here');
    expect(text.split('<details>').length).toBe(text.split('</details>').length);
  });
});

describe('CSV', () => {
  it('has a line for each finding, quoted where it must be', async () => {
    const [head, ...lines] = (await reportOf('csv', script)).trimEnd().split('\r\n');
    expect(head).toMatch(/^code,name,severity,file,line,column/);
    const { findings, suppressed } = JSON.parse(await reportOf('json', script));
    expect(lines).toHaveLength(findings.length + suppressed.length);
    expect(lines.at(-1)).toContain(',suppressed,"""old"", <rarely> used",');
  });

  it('gives a spreadsheet no formula', async () => {
    const config = parseConfig('{"waivers":[{"code":"OP1105","reason":"=1+1","expires":"2030-01-01"}]}', 'c');
    expect(await reportOf('csv', script, { config })).toContain("suppressed,'=1+1,");
  });
});
