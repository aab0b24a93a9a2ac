import { afterAll, beforeAll, expect, it } from 'vitest';
import { applyProject } from '../../src/runner/apply/apply.js';
import { openTarget, type Target } from '../../src/runner/target/target.js';
import { type VerifyReport, verifyTarget } from '../../src/runner/verify/verify.js';
import { describeTargets } from '../support/targets.js';
import { writeProject } from './faults/project.js';

/** A defect that somebody makes, and what verify has to name. */
type Defect = readonly [sql: string, problem: RegExp];

const five = [1, 2, 3, 4, 5] as const;
const each = (make: (n: number) => Defect): readonly Defect[] => five.map(make);

const routine = (n: number, body: string): string =>
  `create or replace function shop.broken${n}(p_id int) returns int language plpgsql as $$\ndeclare\n  r record;\n  n int := 0;\nbegin\n${body}\n  return n;\nend $$`;

/** Twelve kinds and more, five of each, on objects of their own. */
const defects: Readonly<Record<string, readonly Defect[]>> = {
  'a column is gone': each((n) => [`alter table shop.col${n} drop column b`, RegExp(`missing column shop.col${n}.b`)]),
  'a type is another': [
    ['alter table shop.typ1 alter column b type text', /different column shop.typ1.b/],
    ['alter table shop.typ2 alter column b type varchar(21)', /different column shop.typ2.b/],
    ['alter table shop.typ3 alter column c type numeric(12, 2)', /different column shop.typ3.c/],
    ['alter table shop.typ4 alter column a type bigint', /different column shop.typ4.a/],
    ['alter table shop.typ5 alter column d type timestamptz', /different column shop.typ5.d/],
  ],
  'a default is another': [
    ['alter table shop.def1 alter column b drop default', /different column shop.def1.b/],
    ["alter table shop.def2 alter column b set default 'y'", /different column shop.def2.b/],
    ['alter table shop.def3 alter column a set default 7', /different column shop.def3.a/],
    ['alter table shop.def4 alter column c set default 1', /different column shop.def4.c/],
    ['alter table shop.def5 alter column b set default null', /different column shop.def5.b/],
  ],
  'NULL is or is not allowed': [
    ...five
      .slice(0, 3)
      .map(
        (n): Defect => [
          `alter table shop.nul${n} alter column b drop not null`,
          RegExp(`different column shop.nul${n}.b`),
        ],
      ),
    ...five
      .slice(3)
      .map(
        (n): Defect => [
          `alter table shop.nul${n} alter column c set not null`,
          RegExp(`different column shop.nul${n}.c`),
        ],
      ),
  ],
  'a trigger does not fire': [
    ['alter table shop.trg1 disable trigger stamp', /trigger stamp on shop.trg1/],
    ['alter table shop.trg2 disable trigger all', /trigger stamp on shop.trg2/],
    ['drop trigger stamp on shop.trg3', /missing trigger stamp on shop.trg3/],
    [
      'create or replace trigger stamp after insert on shop.trg4 for each row execute function shop.stamp()',
      /different trigger stamp on shop.trg4/,
    ],
    ['alter table shop.trg5 enable replica trigger stamp', /different trigger stamp on shop.trg5/],
  ],
  'an index is gone or another': [
    ...five.slice(0, 3).map((n): Defect => [`drop index shop.idx${n}_b`, RegExp(`missing index shop.idx${n}_b`)]),
    ['drop index shop.idx4_b; create index idx4_b on shop.idx4 (c)', /different index shop.idx4_b/],
    ['drop index shop.idx5_b; create unique index idx5_b on shop.idx5 (b)', /different index shop.idx5_b/],
  ],
  'a constraint does not hold': [
    ['alter table shop.con1 drop constraint con1_pk', /missing constraint con1_pk on shop.con1/],
    ['alter table shop.con2 drop constraint con2_ck', /missing constraint con2_ck on shop.con2/],
    [
      'alter table shop.con3 drop constraint con3_ck; alter table shop.con3 add constraint con3_ck check (c > 0) not valid',
      /constraint con3_ck on shop.con3/,
    ],
    [
      'alter table shop.con4 drop constraint con4_ck; alter table shop.con4 add constraint con4_ck check (c > 1)',
      /different constraint con4_ck on shop.con4/,
    ],
    ['alter table shop.con5 rename constraint con5_ck to other_ck', /missing constraint con5_ck on shop.con5/],
  ],
  'a body is another': each((n) => [
    `create or replace function shop.body${n}(p_id int) returns int language plpgsql as $$ begin return p_id - ${n}; end $$`,
    RegExp(`different function shop.body${n}`),
  ]),
  'a statement in a body is wrong': [
    [routine(1, '  if exists (select from shop.col1 where nope = p_id) then n := 1; end if;'), /line 6: 42703 .*nope/],
    [
      routine(2, '  for r in select a from shop.typ1 loop\n    n := n + r.missing;\n  end loop;'),
      /line 7: 42703 .*missing/,
    ],
    [
      routine(
        3,
        '  begin\n    insert into shop.def1 (a, zzz) values (1, 2);\n  exception when others then null;\n  end;',
      ),
      /line 7: 42703 .*zzz/,
    ],
    [routine(4, '  call shop.note(p_id, now());'), /line 6: 42883 .*note/],
    [
      routine(5, '  select a into r from shop.typ1;\n  while r.a > shop.gone(r.a) loop\n    exit;\n  end loop;'),
      /line 7: 42883 .*gone/,
    ],
  ],
  'an object is gone': [
    ['drop function shop.gone1(int)', /missing function shop.gone1/],
    ['drop view shop.gone2', /missing view shop.gone2/],
    ['drop table shop.gone3', /missing table shop.gone3/],
    ['drop sequence shop.gone4', /missing sequence shop.gone4/],
    ['drop domain shop.gone5', /missing domain shop.gone5/],
  ],
  'a privilege is lost or added': [
    ['revoke select on shop.acl1 from public', /different table shop.acl1/],
    ['grant insert on shop.acl2 to public', /different table shop.acl2/],
    ['grant execute on function shop.acl3(int) to public', /different function shop.acl3/],
    ['revoke usage on sequence shop.acl4s from public', /different sequence shop.acl4s/],
    ['grant update (b) on shop.acl5 to public', /different column shop.acl5.b/],
  ],
  'a view says something else': each((n) => [
    `create or replace view shop.vue${n} as select a, b || '${n}' as b from shop.acl1`,
    RegExp(`different view shop.vue${n}`),
  ]),
  'a sequence is behind or another': [
    ...five.slice(0, 3).map((n): Defect => [`select setval('shop.seq${n}', 3)`, RegExp(`sequence shop.seq${n}`)]),
    ['alter sequence shop.seq4 increment by 2', /different sequence shop.seq4/],
    ['alter sequence shop.seq5 maxvalue 1000', /different sequence shop.seq5/],
  ],
  'something is there that should not be': [
    ['create table shop.extra1 (id int)', /added table shop.extra1/],
    ['alter table shop.acl2 add column extra2 int', /added column shop.acl2.extra2/],
    ["create function shop.extra3() returns int language sql as 'select 1'", /added function shop.extra3/],
    ['create index extra4 on shop.acl3 (b)', /added index shop.extra4/],
    ["comment on table shop.acl4 is 'by hand'", /added comment shop.acl4/],
  ],
  'the ledger was written to': [["update oraphant.entry set actor = actor || 'x' where seq = 4", /ledger entry 4/]],
};

/** Every object that a defect is made on, and routines of every kind of statement, which are sound. */
function shop(): Readonly<Record<string, string>> {
  const files: Record<string, string> = {
    '0001_schema.sql': 'create schema shop;',
    '0002_note.sql': `create table shop.noted (id int, what text);
create procedure shop.note(p_id int, p_what text default 'x', inout p_n int default 0) language plpgsql as $$
begin
  insert into shop.noted values (p_id, p_what);
  p_n := p_n + 1;
end $$;
create function shop.stamp() returns trigger language plpgsql as $$ begin new.b := upper(new.b || old.b || tg_op); return new; end $$;`,
  };
  for (const kind of ['col', 'typ', 'def', 'nul', 'trg', 'idx', 'con', 'acl'])
    for (const n of five) {
      const t = `shop.${kind}${n}`;
      files[`0010_${kind}${n}.sql`] =
        `create table ${t} (a int, b varchar(20) default 'x' not null, c numeric(10, 2), d timestamp, constraint ${kind}${n}_pk primary key (a), constraint ${kind}${n}_ck check (c > 0));
create index ${kind}${n}_b on ${t} (b);
create trigger stamp before insert on ${t} for each row execute function shop.stamp();`;
    }
  for (const n of five) {
    files[`0020_body${n}.sql`] =
      `create function shop.body${n}(p_id int) returns int language plpgsql as $$ begin return p_id + ${n}; end $$;\n${routine(n, '  n := 1;')};`;
    files[`0030_view${n}.sql`] = `create view shop.vue${n} as select a, b::text from shop.acl1;`;
    const fed: Readonly<Record<number, string>> = {
      2: `create function shop.fed2_bi() returns trigger language plpgsql as $$ begin if new.id is null then new.id := nextval('shop.seq2'); end if; return new; end $$;
create trigger fed2_bi before insert on shop.fed2 for each row execute function shop.fed2_bi();`,
      3: 'alter sequence shop.seq3 owned by shop.fed3.id;',
    };
    const { [n]: owned = '' } = fed;
    const initial = owned === '' ? `default nextval('shop.seq${n}')` : '';
    files[`0040_seq${n}.sql`] =
      `create sequence shop.seq${n};\ncreate table shop.fed${n} (id bigint ${initial} primary key);\n${owned}\ninsert into shop.fed${n} select g from generate_series(1, 5) g;\nselect setval('shop.seq${n}', 5);`;
  }
  files['0050_gone.sql'] =
    "create function shop.gone1(int) returns int language sql as 'select $1';\ncreate view shop.gone2 as select 1 as a;\ncreate table shop.gone3 (a int);\ncreate sequence shop.gone4;\ncreate domain shop.gone5 as int;";
  files['0060_acl.sql'] =
    "grant select on shop.acl1 to public;\ncreate function shop.acl3(int) returns int language sql as 'select $1';\nrevoke all on function shop.acl3(int) from public;\ncreate sequence shop.acl4s;\ngrant usage on sequence shop.acl4s to public;";
  files['0070_sound.sql'] = sound;
  return files;
}

/** Statements of every kind, none of them wrong: not one may be reported. */
const sound = `create type shop.pair as (k int, v text);
create function shop.all_kinds(p_id int, p_names text[], out p_count int, out p_last shop.pair) language plpgsql as $$
#variable_conflict use_column
declare
  c_limit constant numeric(10, 2) not null := 10;
  v_row shop.acl1%rowtype;
  v_name shop.acl1.b%type := 'it''s';
  v_any record;
  v_list int[] := array[1, 2, 3];
  v_pair shop.pair;
  v_cursor refcursor;
  c_rows cursor (p_from int, p_to int) for select a, b from shop.acl1 where a between p_from and p_to;
  c_plain cursor for select a as one, b as two from shop.acl2;
  v_same alias for v_name;
begin
  <<outer_loop>>
  for i in reverse 10..1 by 2 loop
    continue outer_loop when i = 4;
    declare
      v_inner int := i * 2;
    begin
      v_list[i] := v_inner + outer_loop.i;
    end;
  end loop;
  for v_any in select a, count(*) as n from shop.acl1 group by a loop
    p_count := v_any.n;
    exit when v_any.a > 3;
  end loop;
  for v_any in (select b from shop.acl2 union select b from shop.acl3 order by 1) loop
    v_same := v_any.b;
  end loop;
  for v_one in c_rows(1, p_to := 5) loop
    v_name := v_one.b || v_one.a;
  end loop;
  open c_plain;
  fetch c_plain into v_any;
  v_name := v_any.two;
  close c_plain;
  open v_cursor for select b from shop.acl1 where a = all_kinds.p_id;
  fetch next from v_cursor into v_name;
  select * into strict v_row from shop.acl1 where a = p_id for update;
  select a, b into v_pair.k, v_pair.v from shop.acl1 where b = v_row.b limit 1;
  insert into shop.noted (id, what) values (p_id, v_name) returning id into p_count;
  update shop.noted set what = null where id = v_pair.k;
  if found and (select count(*) from shop.noted) > 0 then
    p_last := v_pair;
  elsif v_name is null then
    null;
  else
    delete from shop.noted n where n.id = p_count;
    get diagnostics p_count = row_count;
  end if;
  case p_id when 1, 2 then v_name := 'low'; when 3 then v_name := 'mid'; else v_name := 'high'; end case;
  case when p_id > 5 then p_last.v := 'x'; end case;
  foreach v_name in array p_names loop
    perform shop.body1(length(v_name));
  end loop;
  while p_count < 3 loop
    p_count := p_count + 1;
  end loop;
  call shop.note(p_id, p_n => p_count);
  for v_any in execute 'select a as y from shop.acl1' loop
    p_count := v_any.y;
  end loop;
  execute format('select count(*) from %I.acl1 where a = $1', 'shop') into p_count using p_id;
  for v_any in execute 'select 1' || ' as x' loop
    p_count := v_any.x;
  end loop;
  create temporary table scratch_rows (id int, t text) on commit drop;
  insert into scratch_rows values (1, 'a');
  with gone as (delete from scratch_rows returning id) select max(id) into p_count from gone;
  begin
    raise exception 'no % of %', v_name, p_id using errcode = 'OA001', hint = v_name || '!';
  exception
    when no_data_found or too_many_rows then
      raise notice '% %', sqlerrm, sqlstate;
      raise;
    when others then
      v_name := sqlerrm || sqlstate;
  end;
  assert p_count >= 0, 'never ' || p_count;
  p_count := v_list[1] + 1 / 1;
end $$;
create function shop.many(p_a int) returns table (x int, y text) language plpgsql as $$
begin
  return query select a, b::text from shop.acl1 where a = p_a;
  x := 1;
  y := 'z';
  return next;
  return;
end $$;
create function shop.pairs() returns setof shop.pair language plpgsql set search_path = shop as $$
declare
  p pair;
begin
  for p.k, p.v in select a, b from acl1 loop
    return next p;
  end loop;
end $$;
create procedure shop.commits() language plpgsql as $$
begin
  update shop.noted set what = 'x';
  commit;
end $$;`;

describeTargets('verify', (url) => {
  const project = writeProject(shop());
  const name = 'verify_test';
  const database = url === 'pglite:' ? url : `${url.replace(/\/postgres$/, '')}/${name}`;
  let admin: Target;
  let target: Target;
  const open = async (): Promise<Target> =>
    url === 'pglite:' ? { ...target, close: async () => {} } : await openTarget(database);
  beforeAll(async () => {
    admin = await openTarget(url);
    if (url !== 'pglite:') await admin.execute(`create database ${name}`);
    target = url === 'pglite:' ? admin : await openTarget(database);
    const report = await applyProject(project.out, { url: database, tool: 't', open });
    expect(report.failure).toBeUndefined();
  });
  afterAll(async () => {
    if (url !== 'pglite:') {
      await target.close();
      await admin.execute(`drop database ${name} with (force)`);
    }
    await admin.close();
  });

  it('finds nothing on a sound target, and says what it looked at', async () => {
    const report = await verifyTarget(project.out, database, { open });
    expect(report.problems).toEqual([]);
    const looked = (check: string) => report.checks.find((one) => one.check === check)?.looked;
    expect(looked('objects as the project makes them')).toBeGreaterThan(400);
    expect(looked('statements in routines')).toBeGreaterThan(90);
    expect(report.checks.filter(({ skipped }) => skipped !== undefined)).toEqual([
      { check: 'Oracle objects accounted for', looked: 0, skipped: 'the project has no manifest' },
      { check: 'statements known at run time only', looked: 0, skipped: '3' },
    ]);
  });

  it('finds each of the seeded defects, and nothing beside them', async () => {
    await target.execute('alter table oraphant.entry disable trigger append_only');
    const all = Object.values(defects).flat();
    expect(all.length).toBeGreaterThanOrEqual(60);
    expect(Object.keys(defects).length).toBeGreaterThanOrEqual(12);
    for (const [sql] of all) await target.execute(sql);
    const { problems }: VerifyReport = await verifyTarget(project.out, database, { open });
    const said = problems.map(({ kind, object, message }) => `${kind} ${object}: ${message}`);
    const missed = all.filter(([, problem]) => !said.some((line) => problem.test(line))).map(([sql]) => sql);
    expect(missed).toEqual([]);
    const subjects = /shop\.(\w+)/g;
    const touched = new Set(
      all.flatMap(([sql]) => [...sql.matchAll(subjects)].map(([, object = '']) => object.replace(/_.*/, ''))),
    );
    const others = said.filter((line) => {
      const objects = [...line.split(': ')[0]!.matchAll(subjects)].map(([, object = '']) => object.replace(/_.*/, ''));
      return objects.length > 0 && !objects.some((object) => touched.has(object) || /^extra/.test(object));
    });
    expect(others).toEqual([]);
  });
});

it('does not call sound what nothing speaks of: no ledger, and a project that does not build', async () => {
  const { out } = writeProject({ '0001_view.sql': 'create view seen as select a from not_there;' });
  const { problems } = await verifyTarget(out, 'pglite:');
  expect(problems.map(({ kind }) => kind)).toEqual(['unproved']);
  expect(problems[0]?.message).toContain('relation "not_there" does not exist');
});
