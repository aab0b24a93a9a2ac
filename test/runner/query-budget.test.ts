import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTarget, type Target } from '../../src/runner/target/target.js';
import { checkBudgets, readBudgets } from '../../src/runner/verify/query-budget.js';
import { describeTargets } from '../support/targets.js';
import { temporaryFolder } from '../support/temporary-folder.js';

describeTargets('a budget of queries', (url) => {
  const folder = temporaryFolder();
  let target: Target;
  beforeAll(async () => {
    target = await openTarget(url);
    await target.execute(`drop schema if exists budget cascade; create schema budget;
      create table budget.t (id int primary key, name text, "Kind" int);
      insert into budget.t select g, 'name ' || g, g % 5 from generate_series(1, 5000) g;
      create index t_name on budget.t (name); analyze budget.t`);
  });
  afterAll(async () => {
    await target.execute('drop schema budget cascade');
    await target.close();
  });

  it('is kept, or the query is named with what it does; nothing runs and nothing stays', async () => {
    const file = join(folder, 'queries.sql');
    writeFileSync(
      file,
      `-- budget: cost <= 1000; rows <= 1; no seq scan; index budget.t_pkey
select * from budget.t where id = $1;
-- not marked
select * from budget.gone;
-- budget: no seq scan on budget.t; index t_name
-- budget: cost <= 10
select count(*) from budget.t where "Kind" = $1 and name <> $2;
-- budget: rows <= 10
select 1 / 0 as broken, name from budget.t;
-- budget: rows <= 10
delete from budget.t where id = 7 returning budget.gone(id);
-- budget: cheap
update budget.t set name = null where id = 7;
-- budget: index T_NAME
select id from budget.t where name = 'name 1';
`,
    );
    const budgets = readBudgets(folder);
    expect(budgets.map(({ line }) => line)).toEqual([2, 7, 9, 11, 13, 15]);
    const said = (await checkBudgets(target, budgets)).map(
      ({ place, message }) => `${place.slice(folder.length + 1)} ${message.replace(/costs [\d.]+/, 'costs N')}`,
    );
    expect(said).toEqual([
      'queries.sql:7 it costs N, and may cost 10',
      'queries.sql:7 it reads budget.t from end to end',
      'queries.sql:7 it does not use the index t_name',
      'queries.sql:9 22012 division by zero',
      expect.stringMatching(/^queries\.sql:11 (42883|3F000|42P01|42703)/),
      expect.stringMatching(/^queries\.sql:13 'cheap' is no budget/),
    ]);
    expect((await target.execute('select count(*), count(name) from budget.t')).rows).toEqual([['5000', '5000']]);
    expect((await target.execute('select count(*) from pg_prepared_statements')).rows).toEqual([['0']]);
  });
});
