import { describe, expect, it } from 'vitest';
import { emptyLedgerState, type LedgerState } from '../../src/runner/ledger/ledger-state.js';
import { planProject } from '../../src/runner/plan/plan.js';
import { lintStatement } from '../../src/runner/plan/plan-lint.js';
import type { Plan } from '../../src/runner/plan/plan-model.js';
import { contentHash } from '../../src/runner/plan/project-units.js';
import { readProject } from '../../src/runner/script/project.js';
import { writeProject } from './faults/project.js';

describe('a step on what running clients use', () => {
  it.each([
    ['create index i on t (a)', 'LK01'],
    ['create index concurrently i on t (a)', ''],
    ['drop view v', 'BC01'],
    ['drop function f(a int)', 'BC04'],
    ['revoke select on t from app', 'BC05'],
    ['drop index i', 'LK05'],
    ['drop index concurrently i', ''],
    ['refresh materialized view m', 'LK06'],
    ['refresh materialized view concurrently m', ''],
    ['truncate t', 'DS02'],
    ['delete from t', 'DS02'],
    ['delete from t where a = 1', ''],
    ['alter table t drop column a', 'DS01'],
    ['alter table t rename column a to b', 'BC02'],
    ['alter table t add column a int not null', 'BC03'],
    ['alter table t add column a int default 1 not null', ''],
    ["alter table t add column a bigint default nextval('s')", 'LK07'],
    ['alter table t add column a int generated always as (b + 1) stored', 'LK07'],
    ['alter table t add constraint k unique (a)', 'LK08'],
    ['alter table t add constraint k unique using index i', ''],
    ['alter table t add constraint k check (a > 0)', 'LK04'],
    ['alter table t add constraint k check (a > 0) not valid', ''],
    ['alter table t alter column a type text', 'LK02'],
    ['alter table t alter column a set not null', 'BC06 LK03'],
    ['alter table t set schema old', 'BC01'],
    ['create table t (a int)', ''],
    ["comment on table t is 'x'", ''],
  ])('%s: %s', (sql, codes) => {
    expect(lintStatement(sql, new Set()).map(({ code }) => code)).toEqual(codes === '' ? [] : codes.split(' '));
  });

  it("is nobody's business on what the plan makes itself", () => {
    expect(lintStatement('create index i on t (a)', new Set(['t']))).toEqual([]);
  });
});

/** What a second release does to a first one that stands. */
function planned(first: Readonly<Record<string, string>>, second: Readonly<Record<string, string>>): Plan {
  const [before, after] = [writeProject(first), writeProject(second)];
  const made = planProject(readProject(before.out), emptyLedgerState);
  const state: LedgerState = {
    ...emptyLedgerState,
    head: 'h',
    units: made.units.map(({ id, contents, file, line }) => ({
      ...{ id, file, line, run: 'r', since: 'r', seq: 1, pending: [], sha256: contentHash(contents) },
      statements: contents.map(({ key, sha256, sql }) => ({ key, sha256, sql })),
    })),
  };
  return planProject(readProject(after.out), state);
}

const sqlOf = (plan: Plan) => plan.units.flatMap(({ statements }) => statements.map(({ sql }) => sql));
const codesOf = (plan: Plan) => plan.units.flatMap(({ findings }) => findings.map(({ code }) => code));

describe('a plan for a changed release', () => {
  it('proves a new NOT NULL by a CHECK first', () => {
    const plan = planned(
      { '1_t.sql': 'create table t (a int, b int);' },
      { '1_t.sql': 'create table t (a int not null, b int);' },
    );
    expect(sqlOf(plan).at(-2)).toMatch(/set not null$/);
    expect(codesOf(plan)).toEqual(['BC06']);
  });

  it('knows which numbers keep their rows', () => {
    const wider = (type: string) =>
      planned({ '1_t.sql': 'create table t (a numeric(10, 2));' }, { '1_t.sql': `create table t (a ${type});` });
    expect(codesOf(wider('numeric(12, 2)'))).toEqual([]);
    expect(codesOf(wider('numeric(12, 4)'))).toEqual(['LK02']);
  });

  it('gives privileges again to what is made anew, and revokes none from what is gone', () => {
    const grants = 'grant execute on function f(int) to public;\ngrant execute on all routines in schema s to public;';
    const first = {
      '1_f.sql': "create function f(a int) returns int language sql as 'select 1';",
      '2_g.sql': 'create schema s;',
      '3_grants.sql': grants,
    };
    const result = planned(first, {
      ...first,
      '1_f.sql': "create function f(a int) returns text language sql as 'select 1::text';",
    });
    expect(sqlOf(result).slice(-1)).toEqual(['grant execute on function f(int) to public']);
    const signature = planned(first, {
      ...first,
      '1_f.sql': "create function f(a int, b int) returns int language sql as 'select 1';",
      '3_grants.sql': grants.replace('f(int)', 'f(int, int)'),
    });
    expect(sqlOf(signature).some((sql) => /^revoke/i.test(sql))).toBe(false);
    const more = planned(first, {
      ...first,
      '2_g.sql': "create schema s;\ncreate function s.h() returns int language sql as 'select 1';",
    });
    expect(sqlOf(more)).toContain('grant execute on all routines in schema s to public');
  });
});
