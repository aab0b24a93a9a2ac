import { describe, expect, it } from 'vitest';
import { columnKey, lineageOf, trace } from '../../src/assess/lineage/edges.js';
import { lineageReport } from '../../src/assess/lineage/report.js';
import { modelled } from './modelled.js';

const tables = `
create table src (id number primary key, amt number, note varchar2(10), kind varchar2(3));
create table dst (id number, total number, note varchar2(20), kind varchar2(3));
create table aud (id number, amt number, note varchar2(10));
`;

/** `SRC.ID -> DST.ID` of what copies, `=>` of what transforms. */
function edges(text: string): readonly string[] {
  const { compilation } = modelled(tables + text);
  return [
    ...new Set(
      lineageOf(compilation).edges.map(
        (e) => `${columnKey(e.from).slice(1)} ${e.copy ? '->' : '=>'} ${columnKey(e.to).slice(1)}`,
      ),
    ),
  ];
}

const block = (declarations: string, body: string): string =>
  `create or replace procedure p is\n${declarations}\nbegin\n${body}\nend;\n/\n`;

describe('column lineage', () => {
  it.each([
    [
      'a view, with names, * and expressions',
      'create view v (a, b, c) as select s.*, 1 from (select id, amt * 2 from src) s;',
      ['SRC.ID -> V.A', 'SRC.AMT => V.B'],
    ],
    [
      'WITH, UNION and scalar subqueries',
      'create view v as with f as (select id x, note from src) select x, (select max(total) from dst) m from f union all select id, amt from aud;',
      ['AUD.AMT -> V.M', 'DST.TOTAL => V.M', 'AUD.ID -> V.X', 'SRC.ID -> V.X'],
    ],
    [
      'views over views step by step',
      'create view v as select id from src; create view w as select id from v;',
      ['SRC.ID -> V.ID', 'V.ID -> W.ID'],
    ],
    [
      'CREATE TABLE AS',
      'create table copy as select id, upper(note) n from src;',
      ['SRC.ID -> COPY.ID', 'SRC.NOTE => COPY.N'],
    ],
    [
      'the values of CASE, not its conditions',
      "create view v as select case when kind = 'A' then amt else 0 end x from src;",
      ['SRC.AMT => V.X'],
    ],
    [
      'INSERT … SELECT',
      block('', 'insert into dst (total, id) select amt, id from src;'),
      ['SRC.ID -> DST.ID', 'SRC.AMT -> DST.TOTAL'],
    ],
    [
      'a cursor loop and a function',
      `create function twice(x number) return number is begin return 2 * x; end;\n/\n${block('', 'for r in (select id, amt from src) loop insert into dst (id, total) values (r.id, twice(r.amt)); end loop;')}`,
      ['SRC.ID -> DST.ID', 'SRC.AMT => DST.TOTAL'],
    ],
    [
      'an explicit cursor, FETCH and variables',
      block(
        'cursor c is select note, kind from src; n varchar2(10); k varchar2(3); m varchar2(20);',
        'open c; fetch c into n, k; close c; m := n; update dst set note = m, kind = k;',
      ),
      ['SRC.KIND -> DST.KIND', 'SRC.NOTE -> DST.NOTE'],
    ],
    [
      'records, %ROWTYPE and BULK COLLECT',
      block(
        'r src%rowtype; q src%rowtype; type t is table of src%rowtype; l t;',
        'select * into r from src where id = 1; q := r; insert into aud values (q.id, q.amt, q.note); select * bulk collect into l from src; forall i in 1 .. l.count insert into dst (kind) values (l(i).kind);',
      ),
      ['SRC.AMT -> AUD.AMT', 'SRC.ID -> AUD.ID', 'SRC.NOTE -> AUD.NOTE', 'SRC.KIND -> DST.KIND'],
    ],
    [
      'OUT parameters',
      `create procedure get(o out varchar2) is begin select kind into o from src; end;\n/\n${block('k varchar2(3);', 'get(k); update dst set kind = k;')}`,
      ['SRC.KIND -> DST.KIND'],
    ],
    [
      'a ref cursor',
      block(
        'c sys_refcursor; n number; k varchar2(10);',
        'open c for select id, note from src; fetch c into n, k; insert into dst (id, note) values (n, k);',
      ),
      ['SRC.ID -> DST.ID', 'SRC.NOTE -> DST.NOTE'],
    ],
    [
      'MERGE',
      block(
        '',
        'merge into dst d using (select id, sum(amt) s from src group by id) q on (q.id = d.id) when matched then update set d.total = q.s when not matched then insert (id, total) values (q.id, q.s);',
      ),
      ['SRC.ID -> DST.ID', 'SRC.AMT => DST.TOTAL'],
    ],
    [
      'RETURNING and INSERT ALL',
      block(
        'n number;',
        'update src set amt = 1 returning id into n; insert all into dst (id) values (i) into aud (amt) values (a) select id i, amt a from src; insert into aud (id) values (n);',
      ),
      ['SRC.AMT -> AUD.AMT', 'SRC.ID -> AUD.ID', 'SRC.ID -> DST.ID'],
    ],
    [
      'triggers',
      "create trigger t before update on src for each row begin :new.note := :new.kind || 'x'; insert into aud (id, amt) values (:new.id, :old.amt); end;\n/\n",
      ['SRC.AMT -> AUD.AMT', 'SRC.ID -> AUD.ID', 'SRC.KIND => SRC.NOTE'],
    ],
  ])('goes through %s', (_, text, expected) => {
    expect(edges(text)).toEqual(expected);
  });

  it('is traced up and down, nearest first, once round a ring', () => {
    const { compilation } = modelled(
      `${tables}${block('', 'update dst set total = (select max(amt) from src); update src set amt = (select max(amt) from aud); update aud set amt = (select max(total) from dst);')}`,
    );
    const { edges: all } = lineageOf(compilation);
    const column = { owner: '', relation: 'DST', column: 'TOTAL' };
    expect(trace(all, column, 'up').map((r) => [r.depth, columnKey(r.edge.from)])).toEqual([
      [1, '.SRC.AMT'],
      [2, '.AUD.AMT'],
      [3, '.DST.TOTAL'],
    ]);
  });

  it('names the place, and comes as OpenLineage events', () => {
    const { compilation } = modelled(`${tables}create view v as select id, amt + 1 more from src;\n`);
    const report = lineageReport(compilation, {
      column: 'v.more',
      namespace: 'bank',
      eventTime: '2026-01-01T00:00:00Z',
    });
    expect(report.text).toBe('V.MORE\nfed by\n  SRC.AMT  (transformed)  schema.sql:5\nfeeds\n  nothing\n');
    expect(report.openLineage).toMatchObject([
      {
        eventTime: '2026-01-01T00:00:00Z',
        job: { namespace: 'bank', name: 'view V' },
        inputs: [{ namespace: 'bank', name: 'SRC' }],
        outputs: [
          {
            namespace: 'bank',
            name: 'V',
            facets: {
              columnLineage: {
                fields: {
                  MORE: {
                    inputFields: [
                      {
                        namespace: 'bank',
                        name: 'SRC',
                        field: 'AMT',
                        transformations: [{ type: 'DIRECT', subtype: 'TRANSFORMATION' }],
                      },
                    ],
                  },
                },
              },
            },
          },
        ],
      },
    ]);
  });

  it('says which columns come near a name that is none', () => {
    const { compilation } = modelled(tables);
    const report = lineageReport(compilation, { column: 'x.total', namespace: '', eventTime: '' });
    expect(report).toMatchObject({ columns: [], similar: ['DST.TOTAL'] });
  });

  it('says which statements it does not know', () => {
    const { compilation } = modelled(`${tables}insert into dst (id) select id frm src wher;\n`);
    const { unknown } = lineageReport(compilation, { column: 'dst.id', namespace: '', eventTime: '' });
    expect(unknown.map(({ code, line }) => [code, line])).toEqual([['OP9101', 5]]);
  });
});
