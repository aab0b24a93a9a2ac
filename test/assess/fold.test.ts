import { describe, expect, it } from 'vitest';
import { parseBaseline } from '../../src/assess/baseline.js';
import { collectFindings } from '../../src/assess/collect.js';
import { assessmentModel } from '../../src/assess/model/index.js';
import { builtInRules, readRulePages } from '../../src/output/rule-pages.js';
import { assessed, compilationOf, reportOf } from './findings.js';

const inserts = (table: string, count: number): string =>
  Array.from({ length: count }, (_, i) => `insert into ${table} (id, note) values (${i}, 'row ${i}');\n`).join('');

const said = (text: string, code: string) => assessed(text).findings.filter((f) => f.code === code);

describe('findings of one cause', () => {
  it('are one for the rows of a table that is not among the inputs', () => {
    const found = said(`${inserts('account', 1200)}${inserts('branch', 2)}${inserts('city', 1)}`, 'OP6409');
    expect(found.map((f) => [f.line, f.about, f.also?.length ?? 0])).toEqual([
      [1, 'public.account', 1199],
      [1201, 'public.branch', 1],
      [1203, 'public.city', 0],
    ]);
    expect(found[0]?.message).toContain('public.account');
    expect(found[0]?.message).toContain('(1,200 places in this file)');
    expect(found[2]?.message).not.toContain('places');
    expect(found[0]?.also?.[0]?.line).toBe(2);
  });

  it('are one for the columns of a table whose types are asked for, in each object', () => {
    const body = (name: string, last: string): string => `create procedure ${name} as
  a account.id%type;
  b account.note%type;
  c account%rowtype;
  d branch.id%type;
begin
  dbms_output.put_line(${last});
end;
/
`;
    const found = said(body('p', 'a') + body('q', 'b'), 'OP1107');
    expect(found.map((f) => [f.object, f.about])).toEqual([
      ['procedure P', 'ACCOUNT'],
      ['procedure P', 'BRANCH'],
      ['procedure Q', 'ACCOUNT'],
      ['procedure Q', 'BRANCH'],
    ]);
    expect(found[0]?.message).toMatch(/ACCOUNT\.ID%TYPE .*\(\d places in this object need ACCOUNT\)$/);
  });

  it('are one for all that follows from a missing table or package, whatever its code', () => {
    const text = `create procedure p as
  r account%rowtype;
  t tools.names;
begin
  r.id := 1;
  t(1) := 'a';
  dbms_output.put_line(r.note || t(1) || t.count || r.owner);
  tools.log('a');
  tools.log(tools.level_of('b'));
end;
/
`;
    const found = assessed(text).findings.filter((f) => f.severity === 'error');
    expect(found.map((f) => [f.line, f.code, f.about, f.also?.map((a) => a.line)])).toEqual([
      [2, 'OP1107', 'ACCOUNT', [5, 7]],
      [3, 'OP1107', 'TOOLS', [6, 8, 9]],
    ]);
    expect(found[0]?.message).toMatch(/\(3 places in this object need ACCOUNT, also OP3041\)$/);
    expect(found[0]?.also?.map((a) => [a.code, a.message?.split(' ')[0]])).toEqual([
      ['OP3041', 'R.ID'],
      ['OP3041', 'R.NOTE'],
    ]);
  });

  it('are one for warnings and errors about a missing table, named with its owner or without', () => {
    const text = `create procedure hr.p as
  n number;
  r hr.account%rowtype;
begin
  select count(*) into n from account a where a.note = 'x';
  select count(*) into n from hr.account b;
end;
/
`;
    const found = assessed(text).findings.filter((f) => f.missing);
    expect(found.map((f) => [f.line, f.severity, f.also?.map((a) => [a.line, a.severity])])).toEqual([
      [
        3,
        'error',
        [
          [5, 'warning'],
          [6, 'warning'],
        ],
      ],
    ]);
  });

  it('are apart for members that a package among the inputs lacks', () => {
    const text = `create package tools as
  procedure log(t varchar2);
end;
/
create procedure p as
begin
  tools.log('a');
  tools.trace('a');
  tools.debug('a');
end;
/
`;
    expect(said(text, 'OP3041').map((f) => [f.line, f.about])).toEqual([
      [8, 'TOOLS.TRACE'],
      [9, 'TOOLS.DEBUG'],
    ]);
  });

  it('are one for a statement that ends too early because of an error before', () => {
    const text = 'create procedure p as\n  n number := 1,;\nbegin\n  if n > 1 then\n    null;\n/\n';
    expect(said(text, 'OP9101').map((f) => f.line)).toEqual([2]);
  });

  it('keep their places in SARIF', async () => {
    const sarif = JSON.parse(
      await reportOf('sarif', 'declare\n  r account%rowtype;\nbegin\n  r.id := 1;\nend;\n/\n'),
    ) as {
      runs: {
        results: { ruleId: string; relatedLocations?: { physicalLocation: { region: { startLine: number } } }[] }[];
      }[];
    };
    const [result] = sarif.runs[0]?.results.filter((r) => r.ruleId === 'OP1107') ?? [];
    expect(result?.relatedLocations?.map((l) => l.physicalLocation.region.startLine)).toEqual([4]);
  });

  it('are not one where each place wants its own work', () => {
    const text = `create procedure p(t varchar2) as
begin
  execute immediate 'update ' || t || ' set a = 1';
  execute immediate 'insert into ' || t || ' values (1)';
end;
/
`;
    expect(said(text, 'OP3060').map((f) => f.line)).toEqual([3, 4]);
  });

  it('are one for a routine where the rule is about the routine', () => {
    const text = `create procedure p(t varchar2) as
begin
  execute immediate 'truncate table ' || t;
  execute immediate 'drop table ' || t;
end;
/
create procedure q(t varchar2) as
begin
  execute immediate 'drop table ' || t;
end;
/
`;
    const found = assessed(text, { pages: readRulePages([builtInRules]) }).findings.filter((f) => f.code === 'OP8005');
    expect(found.map((f) => [f.line, f.about, f.also?.map((a) => a.line)])).toEqual([
      [3, 'P', [4]],
      [9, 'Q', undefined],
    ]);
    expect(found[0]?.message).toMatch(/\(2 places in this object\)$/);
  });

  it('cost once, and leave the objects as they are', () => {
    const effort = (text: string): number => {
      const compilation = compilationOf(text);
      return assessmentModel(compilation, collectFindings(compilation, {}).all).effort.total.p50;
    };
    expect(effort(inserts('account', 50))).toBe(effort(inserts('account', 1)));
    const view = 'create view v as select id from account;\n';
    expect(assessed(view + view.replace(' v ', ' w ')).objects.map((o) => o.status)).toEqual(['refused', 'refused']);
  });

  it.each(['json', 'sarif'] as const)('are all known to a baseline from %s', async (format) => {
    const baseline = parseBaseline(await reportOf(format, inserts('account', 5)), 'base');
    const again = assessed(inserts('account', 5), { baseline }).findings.filter((f) => f.code === 'OP6409');
    expect(again.map((f) => f.state)).toEqual(['known']);
    const more = assessed(inserts('account', 6), { baseline }).findings.filter((f) => f.code === 'OP6409');
    expect(more.map((f) => [f.state, f.also?.length ?? 0])).toEqual([
      ['known', 4],
      ['new', 0],
    ]);
  });

  it('are one row of the HTML report', async () => {
    const html = await reportOf('html', inserts('account', 300));
    expect(html.match(/public\.account, which is not among the inputs/g)).toHaveLength(1);
  });
});
