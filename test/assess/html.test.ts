import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { jsonForScript } from '../../src/assess/html/data.js';
import { htmlReport } from '../../src/assess/html/report.js';
import { withoutPasswords } from '../../src/assess/html/source-pairs.js';
import { hostile, modelled, reportInputOf } from './modelled.js';

const sizes = { single: 1_000_000, page: 500_000 };

/** The values in the page's data, and its sources. */
function dataOf(html: string): Record<string, unknown> {
  const json = (id: string): string =>
    new RegExp(`<script type="application/json" id="${id}">(.*?)</script>`, 's').exec(html)?.[1] ?? '';
  return { ...(JSON.parse(json('data')) as Record<string, unknown>), sources: JSON.parse(json('sources')) as unknown };
}

describe('the HTML report', () => {
  it('is one file that needs nothing from outside', () => {
    const [file, ...more] = htmlReport(reportInputOf(hostile), sizes);
    expect(file?.path).toBe('report.html');
    expect(more).toEqual([]);
    expect(file?.text).not.toMatch(/\b(src|href)="(https?:)?\/\//);
    expect(file?.text).not.toMatch(/@import|url\(/);
  });

  it('lets no script run but its own', () => {
    const text = htmlReport(reportInputOf(hostile), sizes)[0]?.text ?? '';
    const [, script = ''] = /<script>(.*?)<\/script>/s.exec(text) ?? [];
    const hash = createHash('sha256').update(script).digest('base64');
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(text)?.[1] ?? '';
    expect(policy.replaceAll('&#x27;', "'").replaceAll('&#x3D;', '=')).toContain(
      `default-src 'none'; script-src 'sha256-${hash}'`,
    );
  });

  it('writes names and source as text, whatever they hold', () => {
    const text = htmlReport(reportInputOf(hostile), sizes)[0]?.text ?? '';
    // Only the page's own: data, pictures, sources and the one that runs.
    expect(text.match(/<script/gi)).toHaveLength(4);
    expect(text.match(/<\/script/gi)).toHaveLength(4);
    expect(text).not.toContain('<img');
    expect(text).toContain('&lt;img src&#x3D;x onerror&#x3D;alert(1)&gt;');
    expect(JSON.stringify(dataOf(text))).toContain('</script><script>window.pwned=1</script>');
  });

  it('shows no password of a user, role or link', () => {
    for (const [statement, shown] of [
      ['create user bob identified by "s3 cr3t" quota 1m', 'create user bob identified by *** quota 1m'],
      ['ALTER USER bob IDENTIFIED BY n3w\n REPLACE 0ld', 'ALTER USER bob IDENTIFIED BY ***\n REPLACE ***'],
      ["create role r identified by values 'S:0a'", 'create role r identified by values ***'],
      [
        "create public database link l connect to a identified by p using 'x'",
        "create public database link l connect to a identified by *** using 'x'",
      ],
      ['grant connect to eve, adam identified by a, "b c"', 'grant connect to eve, adam identified by ***, ***'],
      ['create role r not identified', 'create role r not identified'],
      [
        'create view v as -- identified by a key\nselect 1 from t',
        'create view v as -- identified by a key\nselect 1 from t',
      ],
    ] as const)
      expect(withoutPasswords(statement)).toBe(shown);
    const link = 'create database link lk connect to app identified by "l1nk" using \'x\';';
    expect(htmlReport(reportInputOf(link), sizes)[0]?.text).not.toContain('l1nk');
  });

  it('keeps every character of data inside of a script element', () => {
    const value = { a: '</script><!--\u2028&amp;', '<b>': [1] };
    expect(jsonForScript(value)).not.toMatch(/[<>&\u2028]/);
    expect(JSON.parse(jsonForScript(value))).toEqual(value);
  });

  it('is the same for the same inputs', () => {
    expect(htmlReport(reportInputOf(hostile), sizes)).toEqual(htmlReport(reportInputOf(hostile), sizes));
  });

  it('stands Oracle and PostgreSQL beside each other by rising pairs of lines', () => {
    const [file] = htmlReport(
      reportInputOf('create procedure p is\nbegin\n  -- first\n  null;\n\n  commit;\nend;\n/\n'),
      sizes,
    );
    const { sources } = dataOf(file?.text ?? '') as {
      sources: Record<string, { o: string; p: string; m: number[][] }>;
    };
    const { o = '', p = '', m = [] } = sources['0'] ?? {};
    const [oracle, postgres] = [o.split('\n'), p.split('\n')];
    expect(m.map(([a = -1, b = -1]) => [oracle[a]?.trim(), postgres[b]?.trim()])).toContainEqual([
      'commit;',
      'commit;',
    ]);
    for (const [i, [a = -1, b = -1]] of m.entries()) {
      expect(a).toBeGreaterThan(m[i - 1]?.[0] ?? -1);
      expect(b).toBeGreaterThan(m[i - 1]?.[1] ?? -1);
    }
  });

  it('gives objects pages of their own where there is too much for one', () => {
    const tables = Array.from({ length: 9 }, (_, i) => `create table t${i} (id number, c varchar2(${i + 1}));\n`).join(
      '',
    );
    const files = htmlReport(reportInputOf(tables), { single: 100, page: 300 });
    expect(files.map((f) => f.path)).toEqual([
      'report.html',
      ...files.slice(1).map((_, i) => `report-objects/${i + 1}.html`),
    ]);
    expect(files.length).toBeGreaterThan(2);
    const ids = files.map((f) => Object.keys((dataOf(f.text) as { sources: object }).sources));
    expect(ids[0]).toEqual([]);
    expect(ids.flat().map(Number)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    expect(files[1]?.text).toContain('href="../report.html#issues"');
    expect(files[1]?.text).not.toContain('data-view="overview"');
  });

  it('says what was decided about a finding', () => {
    const text = 'create table t (\n-- oraphant-disable-next-line OP1105: filled by the loader\nr rowid\n);\n';
    const { findings } = dataOf(htmlReport(reportInputOf(text), sizes)[0]?.text ?? '') as { findings: unknown[][] };
    expect(findings.filter((f) => f[0] === 'OP1105').map((f) => f[9])).toEqual([
      'suppressed by a comment: filled by the loader',
    ]);
  });

  it('shows a statement outside of objects that something was found in', () => {
    const { model } = modelled("begin dbms_scheduler.create_job('a'); end;\n/\n");
    expect(model.objects).toEqual([]);
    expect(model.effort.elsewhere.p50).toBeGreaterThan(0);
    const { objects } = dataOf(
      htmlReport(reportInputOf("begin dbms_scheduler.create_job('a'); end;\n/\n"), sizes)[0]?.text ?? '',
    ) as { objects: unknown[][] };
    expect(objects.map((o) => [o[1], o[3], o[14]])).toEqual([['anonymous block', 'schema.sql:1', 0]]);
  });
});
