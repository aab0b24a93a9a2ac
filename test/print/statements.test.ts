import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  PgColumnDefinition,
  PgFromItem,
  PgSelect,
  PgSelectBody,
  PgSetOperation,
  PgStatement,
  PlStatement,
} from '../../src/ir/postgres/index.js';
import { noSpan as span } from '../../src/ir/span.js';
import { b, pgTypes } from '../../src/lower/builders.js';
import { statementPrinters } from '../../src/print/ddl.js';
import { dmlPrinters } from '../../src/print/dml.js';
import { postgresComment, printStatement, spanOfLine } from '../../src/print/index.js';
import { plpgsqlPrinters } from '../../src/print/plpgsql.js';
import { printsBlock, printsDml, printsPl, printsQuery, printsStatement, seenKinds } from './examples.js';
import { loadModule, parseTree, plpgsqlTree } from './libpg.js';

beforeAll(loadModule);

const col = (...parts: string[]) => b.column(span, ...parts);
const [x, y] = [col('x'), col('y')];
const one = b.num(span, 1);
const t = b.table(span, ['bank', 't']);
const pick = b.select(span, { items: [one] });
const wrap = (body: PgSelectBody): PgSelect => ({ kind: 'PgSelect', span, body });
const set = (op: PgSetOperation['op'], left: PgSelectBody, right: PgSelectBody): PgSetOperation => ({
  kind: 'PgSetOperation',
  span,
  op,
  left,
  right,
});
const nothing: readonly PlStatement[] = [b.nothing(span)];
const column = (name: string, rest: Partial<PgColumnDefinition> = {}): PgColumnDefinition => ({
  kind: 'PgColumnDefinition',
  span,
  name,
  type: pgTypes.numeric,
  ...rest,
});
const rows = {
  kind: 'PgValues',
  span,
  rows: [
    [one, { kind: 'PgDefault', span }],
    [x, y],
  ],
} as const;

describe('queries', () => {
  it.each<readonly [PgSelect, string]>([
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
  ])('%#', (node, expected) => printsQuery(node, expected));

  it.each<readonly [PgSelect, string]>([
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
  ])('clauses around clauses %#', (node, expected) => printsQuery(node, expected));

  it.each<readonly [PgFromItem, string]>([
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
  ])('from item %#', (item, expected) =>
    printsQuery(b.select(span, { items: [one], from: [item] }), `select 1 from ${expected}`),
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
});

describe('PL/pgSQL', () => {
  const a = col('a');
  it.each<readonly [PlStatement, string]>([
    [b.nothing(span), 'null;'],
    [b.assign(span, col('open'), one), '"open" := 1;'],
    [b.assign(span, b.field(span, b.field(span, col('t'), 'address'), 'user'), one), 't.address."user" := 1;'],
    [
      b.assign(span, b.subscript(span, col('arr'), one), b.caseWhen(span, [{ when: x, then: one }])),
      'arr[1] := case when x then 1 end;',
    ],
    [
      b.ifThen(span, b.caseWhen(span, [{ when: x, then: y }]), nothing, nothing),
      'if (case when x then y end) then\n  null;\nelse\n  null;\nend if;',
    ],
    [
      {
        kind: 'PlIf',
        span,
        branches: [
          { condition: x, body: nothing },
          { condition: y, body: nothing, comments: ['-- else'] },
        ],
      },
      'if x then\n  null;\n-- else\nelsif y then\n  null;\nend if;',
    ],
    [
      {
        kind: 'PlCase',
        span,
        operand: x,
        branches: [{ when: [one, b.caseWhen(span, [{ when: x, then: one }])], body: nothing }],
        otherwise: nothing,
      },
      'case x\n  when 1, (case when x then 1 end) then\n    null;\n  else\n    null;\nend case;',
    ],
    [
      b.loop(span, [b.exit(span, 'again', x), b.continue(span)], 'again'),
      '<<again>>\nloop\n  exit again when x;\n  continue;\nend loop;',
    ],
    [{ kind: 'PlWhile', span, condition: x, body: nothing }, 'while x loop\n  null;\nend loop;'],
    [
      {
        kind: 'PlForRange',
        span,
        index: 'i',
        reverse: true,
        low: b.num(span, -1),
        high: b.binary(span, '+', x, y),
        by: one,
        body: nothing,
      },
      'for i in reverse -1 .. x + y by 1 loop\n  null;\nend loop;',
    ],
    [
      {
        kind: 'PlForQuery',
        span,
        targets: [a, col('b')],
        query: b.select(span, { items: [x, y], from: [t] }),
        body: nothing,
      },
      'for a, b in select x, y from bank.t loop\n  null;\nend loop;',
    ],
    [
      {
        kind: 'PlForQuery',
        span,
        targets: [col('r')],
        query: { kind: 'PgDelete', span, target: t, returning: { items: [b.item(span, x)] } },
        body: [],
      },
      'for r in delete from bank.t returning x loop\nend loop;',
    ],
    [
      { kind: 'PlForDynamic', span, targets: [col('r')], text: x, using: [one, y], body: nothing },
      'for r in execute x using 1, y loop\n  null;\nend loop;',
    ],
    [
      { kind: 'PlForeach', span, target: 'a', array: col('arr'), body: nothing },
      'foreach a in array arr loop\n  null;\nend loop;',
    ],
    [b.returns(span), 'return;'],
    [{ kind: 'PlReturnNext', span, value: a }, 'return next a;'],
    [{ kind: 'PlReturnQuery', span, query: pick }, 'return query select 1;'],
    [b.reraise(span), 'raise;'],
    [b.raise(span, 'OA001', 'a'), "raise exception using errcode = 'OA001', message = 'a';"],
    [
      {
        kind: 'PlRaise',
        span,
        level: 'info',
        format: '%',
        args: [a],
        options: [{ name: 'errcode', value: b.text(span, 'OUT00') }],
      },
      "raise info '%', a using errcode = 'OUT00';",
    ],
    [{ kind: 'PlRaise', span, level: 'exception', condition: '22012' }, "raise exception sqlstate '22012';"],
    [{ kind: 'PlRaise', span, condition: 'no_data_found' }, 'raise no_data_found;'],
    [b.perform(span, b.ora(span, 'put_line', x)), 'perform ora.put_line(x);'],
    [b.perform(span, b.select(span, { items: [one], from: [t] })), 'perform 1 from bank.t;'],
    [b.perform(span, wrap(set('union', pick, pick))), 'perform * from (select 1 union select 1) as query;'],
    [
      {
        kind: 'PlSelectInto',
        span,
        query: b.select(span, { items: [x, y], into: { strict: true, targets: [a, col('b')] }, from: [t] }),
      },
      'select x, y into strict a, b from bank.t;',
    ],
    [
      {
        kind: 'PlSql',
        span,
        statement: {
          kind: 'PgDelete',
          span,
          target: t,
          where: x,
          returning: { items: [b.item(span, x)], into: { strict: false, targets: [a] } },
        },
      },
      'delete from bank.t where x returning x into a;',
    ],
    [{ kind: 'PlSql', span, statement: { kind: 'PgUtility', span, text: 'lock table bank.t' } }, 'lock table bank.t;'],
    [{ kind: 'PlCall', span, name: ['bank', 'p'], args: [one] }, 'call bank.p(1);'],
    [
      { kind: 'PlExecute', span, text: x, into: { strict: true, targets: [a] }, using: [one, y] },
      'execute x into strict a using 1, y;',
    ],
    [{ kind: 'PlOpen', span, cursor: 'bound', args: [one] }, 'open bound(1);'],
    [{ kind: 'PlOpen', span, cursor: 'c', scroll: 'no scroll', query: pick }, 'open c no scroll for select 1;'],
    [{ kind: 'PlOpen', span, cursor: 'c', dynamic: { text: x, using: [one] } }, 'open c for execute x using 1;'],
    [{ kind: 'PlFetch', span, direction: 'next', cursor: 'c', targets: [a] }, 'fetch next from c into a;'],
    [{ kind: 'PlClose', span, cursor: 'c' }, 'close c;'],
    [
      { kind: 'PlGetDiagnostics', span, stacked: false, items: [{ target: col('i'), item: 'row_count' }] },
      'get diagnostics i = row_count;',
    ],
    [{ kind: 'PlTransaction', span, action: 'commit' }, 'commit;'],
    [{ kind: 'PlTransaction', span, action: 'rollback', chain: true }, 'rollback and chain;'],
    [{ kind: 'PlComment', span, comments: ['-- the end'] }, '-- the end'],
  ])('%#', (node, expected) => printsPl(node, expected));

  it('keeps comments and blank lines', () => {
    const body = b.block(span, {
      declarations: [
        {
          ...b.variable(span, 'a', pgTypes.typeOf('bank', 't', 'a'), one),
          constant: true,
          notNull: true,
          trailingComment: '/* why */',
        },
        {
          kind: 'PlCursor',
          span,
          name: 'c',
          parameters: [{ name: 'n', type: pgTypes.integer }],
          noScroll: true,
          query: pick,
          blankBefore: true,
        },
      ],
      body: [
        { ...b.nothing(span), blankBefore: true, comments: ['-- first', '/* a /* b\n   * c */'] },
        { ...b.nothing(span), blankBefore: true, trailingComment: '-- last' },
      ],
      handlers: [b.handler(span, [{ name: 'too_many_rows' }, { sqlstate: 'P0002' }], nothing)],
      label: 'main',
    });
    printsBlock(
      body,
      "do $$\n<<main>>\ndeclare\n  a constant bank.t.a%type not null := 1; /* why */\n\n  c no scroll cursor (n integer) for select 1;\nbegin\n  -- first\n  /* a / * b\n   * c */\n  null;\n\n  null; -- last\nexception\n  when too_many_rows or sqlstate 'P0002' then\n    null;\nend;\n$$;",
    );
  });

  it('chooses a dollar quote that the body does not hold', () => {
    const { text } = printStatement({
      kind: 'PgDo',
      span,
      body: b.block(span, { body: [b.perform(span, b.text(span, '$$ $body$'))] }),
    });
    expect(text).toBe("do $body1$\nbegin\n  perform '$$ $body$';\nend;\n$body1$;");
  });
});

describe('statements', () => {
  it.each<readonly [PgStatement, string]>([
    [{ kind: 'PgCreateSchema', span, name: 'bank', ifNotExists: true }, 'create schema if not exists bank;'],
    [
      {
        kind: 'PgCreateTable',
        span,
        name: ['bank', 'emp'],
        persistence: 'unlogged',
        ifNotExists: true,
        columns: [
          column('id', {
            identity: { always: true, options: 'start with 5' },
            notNull: true,
            trailingComment: '-- key',
          }),
          column('full_name', {
            type: pgTypes.varchar(20),
            collation: 'C',
            default: b.and(span, x, y),
            comments: ['-- name'],
          }),
          column('twice', { generated: b.binary(span, '*', col('id'), one) }),
        ],
        constraints: [
          { kind: 'primary key', span, name: 'emp_pk', columns: ['id'] },
          {
            kind: 'unique',
            span,
            columns: ['full_name'],
            nullsNotDistinct: true,
            deferrable: true,
            initiallyDeferred: true,
          },
          { kind: 'check', span, condition: x },
          {
            kind: 'foreign key',
            span,
            columns: ['id'],
            table: ['bank', 'dept'],
            referenced: ['id'],
            onDelete: 'set null',
            blankBefore: true,
          },
        ],
        comments: ['-- employees'],
      },
      `-- employees
create unlogged table if not exists bank.emp (
  id        numeric generated always as identity (start with 5) not null, -- key
  -- name
  full_name varchar(20) collate "C" default (x and y),
  twice     numeric generated always as (id * 1) stored,
  constraint emp_pk primary key (id),
  unique nulls not distinct (full_name) deferrable initially deferred,
  check (x),

  foreign key (id) references bank.dept (id) on delete set null
);`,
    ],
    [
      {
        kind: 'PgCreateTable',
        span,
        name: ['t'],
        persistence: 'temporary',
        onCommit: 'delete rows',
        columns: [column('a')],
        constraints: [],
        asQuery: pick,
      },
      'create temporary table t (a)\non commit delete rows as\nselect 1;',
    ],
    [
      {
        kind: 'PgCreateTable',
        span,
        name: ['t'],
        columns: [column('a')],
        constraints: [],
        partitionBy: { method: 'range', columns: [col('a'), b.concat(span, x, y)] },
      },
      'create table t (\n  a numeric\n)\npartition by range (a, (x || y));',
    ],
    [
      {
        kind: 'PgCreateTable',
        span,
        name: ['p'],
        columns: [],
        constraints: [],
        partitionOf: { parent: ['t'], bound: { kind: 'range', from: ['minvalue'], to: [one] } },
      },
      'create table p partition of t for values from (minvalue) to (1);',
    ],
    [
      {
        kind: 'PgCreateTable',
        span,
        name: ['p'],
        columns: [],
        constraints: [],
        partitionOf: { parent: ['t'], bound: { kind: 'list', values: [one, b.null(span)] } },
      },
      'create table p partition of t for values in (1, null);',
    ],
    [
      {
        kind: 'PgCreateTable',
        span,
        name: ['p'],
        columns: [],
        constraints: [],
        partitionOf: { parent: ['t'], bound: { kind: 'hash', modulus: 4, remainder: 0 } },
      },
      'create table p partition of t for values with (modulus 4, remainder 0);',
    ],
    [
      {
        kind: 'PgCreateTable',
        span,
        name: ['p'],
        columns: [],
        constraints: [],
        partitionOf: { parent: ['t'], bound: { kind: 'default' } },
      },
      'create table p partition of t default;',
    ],
    [
      {
        kind: 'PgAlterTable',
        span,
        name: ['t'],
        actions: [
          { kind: 'rename', to: 'u' },
          { kind: 'add column', column: column('a') },
          { kind: 'drop column', name: 'b', cascade: true },
          { kind: 'rename column', from: 'a', to: 'c' },
          { kind: 'rename constraint', from: 'a', to: 'c' },
          { kind: 'attach partition', name: ['p'], bound: { kind: 'default' } },
          { kind: 'set not null', name: 'a' },
        ],
      },
      'alter table t rename to u;\nalter table t add column a numeric, drop column b cascade;\nalter table t rename column a to c;\nalter table t rename constraint a to c;\nalter table t attach partition p default;\nalter table t alter column a set not null;',
    ],
    [
      {
        kind: 'PgAlterTable',
        span,
        name: ['t'],
        actions: [
          { kind: 'alter type', name: 'a', type: pgTypes.bigint, using: b.cast(span, col('a'), pgTypes.bigint) },
          { kind: 'set default', name: 'a', value: one },
          { kind: 'drop default', name: 'a' },
          { kind: 'add constraint', constraint: { kind: 'check', span, name: 'c', condition: x, notValid: true } },
          { kind: 'drop constraint', name: 'c', cascade: true },
          { kind: 'validate constraint', name: 'c' },
          { kind: 'trigger', enable: false, name: 'all' },
          { kind: 'row level security', enable: true },
        ],
      },
      'alter table t\n  alter column a type bigint using a::bigint,\n  alter column a set default 1,\n  alter column a drop default,\n  add constraint c check (x) not valid,\n  drop constraint c cascade,\n  validate constraint c,\n  disable trigger all,\n  enable row level security;',
    ],
    [
      {
        kind: 'PgCreateIndex',
        span,
        name: 'i',
        unique: true,
        nullsNotDistinct: true,
        table: ['bank', 't'],
        method: 'btree',
        items: [
          { value: x, direction: 'desc', nulls: 'last', opclass: 'text_pattern_ops' },
          { value: b.call(span, 'lower', y) },
          { value: b.concat(span, x, y) },
        ],
        where: b.isNotNull(span, x),
      },
      'create unique index i on bank.t using btree (\n  x text_pattern_ops desc nulls last,\n  lower(y),\n  (x || y)\n) nulls not distinct\n  where x is not null;',
    ],
    [
      {
        kind: 'PgCreateSequence',
        span,
        name: ['s'],
        options: { type: 'bigint', start: '1', increment: '1', min: '1', max: '99', cycle: false, cache: '20' },
      },
      'create sequence s as bigint start with 1 increment by 1 minvalue 1 maxvalue 99 no cycle cache 20;',
    ],
    [
      { kind: 'PgCreateView', span, name: ['v'], columns: ['a'], query: pick, checkOption: 'cascaded' },
      'create view v (a) as\nselect 1\nwith cascaded check option;',
    ],
    [
      { kind: 'PgCreateMaterializedView', span, name: ['v'], query: pick, withData: false },
      'create materialized view v as\nselect 1\nwith no data;',
    ],
    [
      {
        kind: 'PgCreateType',
        span,
        name: ['bank', 'a_t'],
        attributes: [
          { name: 'a', type: pgTypes.text, comments: ['-- first'] },
          { name: 'b', type: pgTypes.date },
        ],
      },
      'create type bank.a_t as (\n  -- first\n  a text,\n  b timestamp(0)\n);',
    ],
    [
      { kind: 'PgCreateDomain', span, name: ['d'], type: pgTypes.text, check: b.isNotNull(span, col('value')) },
      'create domain d as text check (value is not null);',
    ],
    [
      {
        kind: 'PgCreateRoutine',
        span,
        routine: 'procedure',
        name: ['bank', 'p'],
        language: 'plpgsql',
        securityDefiner: true,
        settings: ['search_path = bank, pg_temp'],
        parameters: [
          { kind: 'PgParameterDefinition', span, name: 'a', mode: 'in', type: pgTypes.numeric },
          { kind: 'PgParameterDefinition', span, name: 'b', mode: 'inout', type: pgTypes.text, default: b.null(span) },
        ],
        body: b.block(span, { body: nothing }),
      },
      'create procedure bank.p(a numeric, inout b text default null)\nlanguage plpgsql\nsecurity definer\nset search_path = bank, pg_temp\nas $$\nbegin\n  null;\nend;\n$$;',
    ],
    [
      {
        kind: 'PgCreateRoutine',
        span,
        routine: 'function',
        name: ['f'],
        language: 'sql',
        volatility: 'immutable',
        parameters: [],
        returns: { setOf: pgTypes.named('bank', 't') },
        body: pick,
      },
      'create function f()\nreturns setof bank.t\nlanguage sql\nimmutable\nas $$\nselect 1;\n$$;',
    ],
    [
      {
        kind: 'PgCreateRoutine',
        span,
        routine: 'function',
        name: ['f'],
        language: 'plpgsql',
        parameters: [],
        returns: { table: [{ name: 'a', type: pgTypes.text }] },
        body: b.block(span, { body: [] }),
      },
      'create function f()\nreturns table (a text)\nlanguage plpgsql\nas $$\nbegin\nend;\n$$;',
    ],
    [
      {
        kind: 'PgCreateAggregate',
        span,
        name: ['bank', 'last_word'],
        argument: pgTypes.text,
        state: pgTypes.named('bank', 'words'),
        step: ['bank', 'last_word__step'],
        final: ['bank', 'last_word__final'],
      },
      'create aggregate bank.last_word(text) (\n  sfunc = bank.last_word__step,\n  stype = bank.words,\n  finalfunc = bank.last_word__final\n);',
    ],
    [
      {
        kind: 'PgCreateTrigger',
        span,
        name: 'tr',
        timing: 'after',
        events: [{ event: 'insert' }, { event: 'update', columns: ['a', 'b'] }],
        table: ['bank', 't'],
        referencing: { new: 'n', old: 'o' },
        forEach: 'row',
        when: b.isNotNull(span, col('new', 'a')),
        function: ['bank', 'tr_f'],
        args: ['x'],
      },
      "create trigger tr\nafter insert or update of a, b\non bank.t\nreferencing new table as n old table as o\nfor each row\nwhen (new.a is not null)\nexecute function bank.tr_f('x');",
    ],
    [
      { kind: 'PgCreateEventTrigger', span, name: 'log_ddl', event: 'ddl_command_end', function: ['bank', 'log_ddl'] },
      'create event trigger log_ddl on ddl_command_end\nexecute function bank.log_ddl();',
    ],
    [
      { kind: 'PgChangeEventTrigger', span, name: 'log_ddl', change: 'disable' },
      'alter event trigger log_ddl disable;',
    ],
    [{ kind: 'PgChangeEventTrigger', span, name: 'Log', change: 'drop' }, 'drop event trigger if exists "Log";'],
    [
      { kind: 'PgComment', span, on: 'function', name: ['bank', 'f'], signature: [pgTypes.text], text: "it's" },
      "comment on function bank.f(text) is 'it''s';",
    ],
    [
      {
        kind: 'PgGrant',
        span,
        privileges: [{ name: 'select', columns: ['a'] }, { name: 'insert' }],
        objectKind: 'table',
        object: ['bank', 't'],
        grantees: ['app', 'public'],
        grantOption: true,
      },
      'grant select (a), insert on bank.t to app, public with grant option;',
    ],
    [
      {
        kind: 'PgGrant',
        span,
        revoke: true,
        privileges: [{ name: 'all' }],
        objectKind: 'function',
        object: ['bank', 'f'],
        signature: [pgTypes.numeric, pgTypes.arrayOf(pgTypes.text)],
        grantees: ['public'],
      },
      'revoke all on function bank.f(numeric, text[]) from public;',
    ],
    [
      {
        kind: 'PgGrant',
        span,
        privileges: [{ name: 'execute' }],
        objectKind: 'all functions in schema',
        object: ['bank'],
        grantees: ['app'],
      },
      'grant execute on all functions in schema bank to app;',
    ],
    [b.queryStatement(span, pick), 'select 1;'],
    [{ kind: 'PgCallStatement', span, name: ['bank', 'p'], args: [one] }, 'call bank.p(1);'],
    [
      { kind: 'PgDrop', span, objectKind: 'table', names: [['bank', 't'], ['order']], ifExists: true, cascade: true },
      'drop table if exists bank.t, "order" cascade;',
    ],
    [
      { kind: 'PgDrop', span, objectKind: 'trigger', names: [['g']], on: ['bank', 't'], ifExists: false },
      'drop trigger g on bank.t;',
    ],
    [
      {
        kind: 'PgDrop',
        span,
        objectKind: 'constraint',
        names: [['k']],
        on: ['bank', 't'],
        ifExists: true,
        cascade: true,
      },
      'alter table bank.t drop constraint if exists k cascade;',
    ],
    [{ kind: 'PgTruncate', span, table: ['bank', 't'], cascade: true }, 'truncate table bank.t cascade;'],
    [
      { kind: 'PgRename', span, objectKind: 'view', name: ['bank', 'v'], to: 'order' },
      'alter view bank.v rename to "order";',
    ],
    [
      { kind: 'PgRename', span, objectKind: 'trigger', name: ['g'], on: ['bank', 't'], to: 'h' },
      'alter trigger g on bank.t rename to h;',
    ],
    [
      { kind: 'PgSwitchTriggers', span, table: ['bank', 't'], triggers: ['g', 'h'], enable: false },
      'alter table bank.t disable trigger g, disable trigger h;',
    ],
    [
      { kind: 'PgSwitchTriggers', span, table: ['bank', 't'], enable: true },
      "select ora.switch_triggers('bank.t', true);",
    ],
    [{ kind: 'PgFixedStatement', span, text: 'create extension dblink' }, 'create extension dblink;'],
  ])('%#', (node, expected) => printsStatement(node, expected));

  it('have an example for every kind', () => {
    const kinds = [...Object.keys(plpgsqlPrinters), ...Object.keys(statementPrinters), ...Object.keys(dmlPrinters)];
    expect(kinds.filter((kind) => !seenKinds.has(kind))).toEqual([]);
  });
});

describe('comments', () => {
  it.each([
    ['/* a\n            * b\n        */', '/* a\n   * b\n   */'],
    ['/*\n      text\n        more\n\n   */', '/*\n     text\n       more\n\n  */'],
    ['/* one\n         two */', '/* one\n     two */'],
  ])('move with their statement: %#', (comment, expected) => {
    const { text } = printStatement({
      kind: 'PgDo',
      span,
      body: b.block(span, { body: [{ ...b.nothing(span), comments: [comment] }] }),
    });
    expect(text).toBe(`do $$\nbegin\n  ${expected}\n  null;\nend;\n$$;`);
  });

  it('never swallow what follows them', () => {
    const comments = { comments: ['-- before'], trailingComment: '-- behind' };
    const parameter = (name: string) =>
      ({ kind: 'PgParameterDefinition', span, name, mode: 'in', type: pgTypes.text, ...comments }) as const;
    printsStatement(
      {
        kind: 'PgCreateRoutine',
        span,
        routine: 'function',
        name: ['f'],
        parameters: [parameter('a'), parameter('b')],
        returns: 'void',
        language: 'plpgsql',
        body: b.block(span, { body: nothing }),
      },
      'create function f(\n  -- before\n  a text, -- behind\n  -- before\n  b text -- behind\n)\nreturns void\nlanguage plpgsql\nas $$\nbegin\n  null;\nend;\n$$;',
    );
    printsStatement(
      { kind: 'PgAlterTable', span, name: ['t'], actions: [{ kind: 'add column', column: column('a', comments) }] },
      'alter table t\n  -- before\n  -- behind\n  add column a numeric;',
    );
  });

  it.each([
    ['/* a /* b */', '/* a / * b */'],
    ['/* a /*/', '/* a / */'],
    ['/**/', '/**/'],
    ['-- a  \r', '-- a'],
    ['rem a\nb', '-- rem a\n-- b'],
    ['/*+ full(t) */', '/*+ full(t) */'],
  ])('%s', (oracle, expected) => {
    expect(postgresComment(oracle)).toBe(expected);
    expect(parseTree(`${expected}\nselect 1`)).toEqual(parseTree('select 1'));
  });
});

describe('source map', () => {
  const at = (start: number) => ({ file: 0, start, end: start + 1 });
  const node: PgStatement = {
    kind: 'PgCreateRoutine',
    span: at(1),
    routine: 'function',
    name: ['f'],
    parameters: [],
    returns: 'void',
    language: 'plpgsql',
    body: b.block(at(2), {
      declarations: [b.variable(at(3), 'a', pgTypes.text, b.text(at(3), 'two\nlines'))],
      body: [b.nothing(at(4)), b.ifThen(at(5), b.boolean(at(5), true), [b.returns(at(6))])],
    }),
  };
  const { text, map } = printStatement(node);

  it('tells the span of each line, in the file and as PL/pgSQL counts', () => {
    const lines = text.split('\n');
    const wanted = { 'null;': 4, 'if true then': 5, 'return;': 6, 'end if;': 6 };
    for (const [content, start] of Object.entries(wanted)) {
      const line = lines.findIndex((one) => one.trim() === content) + 1;
      const bodyLine = line - lines.indexOf('as $$');
      expect(spanOfLine(map, { line })).toEqual(at(start));
      expect(spanOfLine(map, { bodyLine })).toEqual(at(start));
    }
  });

  it('agrees with the lines of PostgreSQL', () => {
    const lines: number[] = [];
    JSON.stringify(plpgsqlTree(text), (key, value) => {
      if (key === 'PLpgSQL_stmt_return' && typeof value === 'object' && 'lineno' in value) lines.push(value.lineno);
      return value;
    });
    expect(spanOfLine(map, { bodyLine: lines[0]! })).toEqual(at(6));
  });
});

afterAll(() => seenKinds.clear());
