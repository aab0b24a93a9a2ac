import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { assessPaths, convertWithReport } from '../../src/assess/assess.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();

it('a conversion comes with reports of what was said on the way', async () => {
  const script = `create table account (
  id number(9) primary key,
  -- oraphant-disable-next-line OP1104: old pictures
  picture bfile
);
create procedure p is begin goto a; end;
/
`;
  writeFileSync(join(folder, 'a.sql'), script);
  const { files, diagnostics, manifest } = await convertWithReport([folder], {});
  const text = (name: string): string => files.find((f) => f.path === `report/${name}`)?.text ?? '';
  const report = JSON.parse(text('report.json'));
  const codes = [...report.findings, ...report.suppressed]
    .filter((f: { lint?: true; code: string }) => !f.lint)
    .map((f: { code: string }) => f.code);
  expect(codes.sort()).toEqual(diagnostics.map((d) => d.code).sort());
  expect(report.suppressed.map((f: { code: string }) => f.code)).toEqual(['OP1104']);
  // What a comment hides in the report is still said of the output.
  expect(diagnostics.map((d) => d.code)).toContain('OP1104');
  expect(manifest.objects.find((o) => o.kind === 'table')?.status).toBe('flagged');
  expect(text('report.html')).toContain('<!doctype html>');
  expect(text('report.md')).toContain('OP3010');
  expect(text('report.html')).toContain('OP3010');
  expect(JSON.parse(text('report.sarif')).version).toBe('2.1.0');
  expect((await convertWithReport([folder], {})).files).toEqual(files);
});

it('assess finds and counts what the report of a conversion does', async () => {
  const scripts = {
    'calls.sql': `begin p; delete from account; end;
/
exec p
insert into account values (1);
select * from account;
`,
    'tables.sql': `create table account (id number(9) primary key);
create or replace procedure p is begin null; end;
/
create or replace procedure p is begin commit; end;
/
drop table account;
create table account (id number(9));
rollback;
exit
create table later (id number);
`,
  };
  for (const [name, text] of Object.entries(scripts)) writeFileSync(join(folder, name), text);
  const { files } = await convertWithReport([folder], {});
  const report = JSON.parse(files.find((f) => f.path === 'report/report.json')?.text ?? '');
  const { text: _, reports: __, ...assessment } = await assessPaths([folder], {});
  expect(report).toMatchObject(JSON.parse(JSON.stringify(assessment)));
  expect(assessment.findings.map(({ code }) => code)).toContain('OP6410');
});
