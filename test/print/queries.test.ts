import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PgFromItem, PgSelect } from '../../src/ir/postgres/index.js';
import { noSpan as span } from '../../src/ir/span.js';
import { b, pgTypes } from '../../src/lower/builders.js';
import { dmlPrinters } from '../../src/print/dml.js';
import { eachPrints, printsDml, printsQuery, seenKinds } from './examples.js';
import { loadModule } from './libpg.js';
import { col, one, pick, rows, set, t, wrap, x, y } from './nodes.js';

beforeAll(loadModule);

describe('queries', () => {
  eachPrints<PgSelect>(
    [
      [
        b.select(span, { items: [b.item(span, x, 'position'), b.star(span, 't')], from: [t] }),
        'select x as "position", t.* from bank.t',
      ],
      [
        b.select(span, {
          items: [x],
          distinct: true,
          from: [t],
          where: b.eq(span, x, one),
          groupBy: [
            { kind: 'expr', value: x },
            { kind: 'rollup', items: [[x, y], [y]] },
          ],
          having: y,
          orderBy: [{ value: x, direction: 'desc' }],
          limit: one,
          offset: one,
        }),
        'select distinct x\nfrom bank.t\nwhere x = 1\ngroup by x, rollup ((x, y), y)\nhaving y\norder by x desc\noffset 1\nlimit 1',
      ],
      [
        b.select(span, {
          items: [x],
          distinctOn: [x],
          from: [t],
          groupBy: [
            {
              kind: 'grouping sets',
              items: [
                { kind: 'list', items: [] },
                { kind: 'cube', items: [[x]] },
              ],
            },
          ],
        }),
        'select distinct on (x) x from bank.t group by grouping sets ((), cube (x))',
      ],
      [
        b.select(span, {
          items: [x],
          from: [t],
          orderBy: [{ value: x }],
          limit: b.cast(span, one, pgTypes.bigint),
          withTies: true,
        }),
        'select x from bank.t order by x fetch first (1::bigint) rows with ties',
      ],
      [
        b.select(span, {
          items: [x],
          from: [t],
          limit: 'all',
          locking: { strength: 'update', of: ['t'], wait: 'skip locked' },
        }),
        'select x from bank.t limit all for update of t skip locked',
      ],
      [
        b.select(span, {
          items: [x],
          from: [t],
          orderBy: [{ value: x }],
          offset: b.binary(span, '+', x, one),
          limit: one,
          withTies: true,
        }),
        'select x from bank.t order by x offset x + 1 fetch first 1 rows with ties',
      ],
      [wrap(set('union', set('intersect', pick, pick), pick)), 'select 1 intersect select 1 union select 1'],
      [wrap(set('intersect', set('union', pick, pick), pick)), '(select 1 union select 1) intersect select 1'],
      [wrap(set('except', pick, set('union all', pick, pick))), 'select 1 except (select 1 union all select 1)'],
      [wrap(set('union all', { ...pick, limit: one }, pick)), '(select 1 limit 1) union all select 1'],
      [
        b.select(span, {
          items: [b.call(span, 'sum', x)],
          from: [t],
          windows: [{ name: 'w', window: { kind: 'PgWindow', span, partitionBy: [x], orderBy: [] } }],
        }),
        'select sum(x) from bank.t window w as (partition by x)',
      ],
      [
        {
          ...pick,
          with: {
            kind: 'PgWith',
            span,
            recursive: true,
            ctes: [
              {
                kind: 'PgCte',
                span,
                name: 'c',
                columns: ['n'],
                materialized: false,
                query: pick,
                search: { order: 'depth', by: ['n'], set: 'o' },
                cycle: {
                  columns: ['n'],
                  set: 'is_cycle',
                  to: b.boolean(span, true),
                  otherwise: b.boolean(span, false),
                  using: 'path',
                },
              },
            ],
          },
        },
        'with recursive c (n) as not materialized (select 1)\nsearch depth first by n set o\ncycle n set is_cycle to true default false using path\nselect 1',
      ],
    ],
    printsQuery,
  );

  eachPrints<PgSelect>(
    [
      [wrap(wrap({ ...pick, limit: one })), 'select 1 limit 1'],
      [{ ...wrap({ ...pick, orderBy: [{ value: one }] }), limit: one }, 'select 1 order by 1 limit 1'],
      [
        { ...wrap({ ...pick, limit: one }), orderBy: [{ value: x }] },
        'select * from (select 1 limit 1) as query order by x',
      ],
      [{ ...wrap({ ...pick, limit: one }), limit: one }, 'select * from (select 1 limit 1) as query limit 1'],
      [
        { ...wrap({ ...wrap(set('union', pick, pick)), offset: one }), offset: one },
        'select * from (select 1 union select 1 offset 1) as query offset 1',
      ],
    ],
    printsQuery,
  );

  eachPrints<PgFromItem>(
    [
      [{ ...t, only: true, alias: 'a', columns: ['p', 'q'] }, 'only bank.t as a (p, q)'],
      [
        { ...t, sample: { method: 'bernoulli', percent: one, seed: one } },
        'bank.t tablesample bernoulli (1) repeatable (1)',
      ],
      [{ ...b.derived(span, pick, 'd', ['n']), lateral: true }, 'lateral (select 1) as d (n)'],
      [b.join(span, 'left', t, b.join(span, 'inner', t, t, x), y), 'bank.t left join (bank.t join bank.t on x) on y'],
      [{ ...b.join(span, 'full', t, t), using: ['id'] }, 'bank.t full join bank.t using (id)'],
      [{ ...b.join(span, 'inner', t, t), natural: true }, 'bank.t natural join bank.t'],
      [b.join(span, 'cross', t, t), 'bank.t cross join bank.t'],
      [
        { ...b.fromFunction(span, b.call(span, 'unnest', x), 'u', ['v', 'n']), ordinality: true },
        'unnest(x) with ordinality as u (v, n)',
      ],
      [
        {
          ...b.fromFunction(span, b.callNamed(span, ['bank', 'f'], [x]), 'u'),
          lateral: true,
          columnTypes: [{ name: 'a', type: pgTypes.text }],
        },
        'lateral bank.f(x) as u (a text)',
      ],
    ],
    (item, expected) => printsQuery(b.select(span, { items: [one], from: [item] }), `select 1 from ${expected}`),
  );
});

describe('DML', () => {
  it('insert', () => {
    printsDml(
      { kind: 'PgInsert', span, target: t, columns: ['a', 'user'], overriding: 'system', source: rows },
      'insert into bank.t (a, "user") overriding system value values (1, default), (x, y)',
    );
    printsDml(
      { kind: 'PgInsert', span, target: t, source: 'default values', returning: { items: [b.item(span, x)] } },
      'insert into bank.t default values returning x',
    );
    printsDml(
      {
        kind: 'PgInsert',
        span,
        target: t,
        source: pick,
        onConflict: {
          target: [x, b.call(span, 'lower', y), b.concat(span, x, y)],
          update: [{ kind: 'column', column: 'a', value: col('excluded', 'a') }],
          updateWhere: y,
        },
      },
      'insert into bank.t\nselect 1\non conflict (x, lower(y), (x || y)) do update set a = excluded.a where y',
    );
    printsDml(
      { kind: 'PgInsert', span, target: t, source: pick, onConflict: { constraint: 't_pk' } },
      'insert into bank.t select 1 on conflict on constraint t_pk do nothing',
    );
  });
  it('update', () => {
    printsDml(
      {
        kind: 'PgUpdate',
        span,
        target: { ...t, alias: 'a' },
        set: [
          { kind: 'column', column: 'c', path: ['f'], value: one },
          { kind: 'columns', columns: ['d', 'e'], value: b.scalar(span, pick) },
        ],
        from: [t],
        where: b.eq(span, x, y),
        returning: { items: [b.item(span, x)] },
      },
      'update bank.t as a set c.f = 1, (d, e) = (select 1) from bank.t where x = y returning x',
    );
    printsDml(
      {
        kind: 'PgUpdate',
        span,
        target: t,
        set: [{ kind: 'column', column: 'c', value: one }],
        where: { currentOf: 'cur' },
      },
      'update bank.t set c = 1 where current of cur',
    );
  });
  it('delete', () =>
    printsDml(
      { kind: 'PgDelete', span, target: t, using: [b.table(span, ['u'])], where: x },
      'delete from bank.t using u where x',
    ));
  it('merge', () =>
    printsDml(
      {
        kind: 'PgMerge',
        span,
        target: { ...t, alias: 'd' },
        using: b.derived(span, pick, 's'),
        on: b.eq(span, x, y),
        whens: [
          {
            matched: true,
            condition: x,
            action: { kind: 'update', set: [{ kind: 'column', column: 'a', value: one }] },
          },
          { matched: true, action: { kind: 'delete' } },
          { matched: false, condition: y, action: { kind: 'do nothing' } },
          { matched: false, action: { kind: 'insert', columns: ['a'], values: [one] } },
        ],
      },
      'merge into bank.t as d\nusing (select 1) as s on x = y\nwhen matched and x then\n  update set a = 1\nwhen matched then\n  delete\nwhen not matched and y then\n  do nothing\nwhen not matched then\n  insert (a) values (1)',
    ));

  it('have an example for every kind', () => {
    expect(Object.keys(dmlPrinters).filter((kind) => !seenKinds.has(kind))).toEqual([]);
  });
});

afterAll(() => seenKinds.clear());
