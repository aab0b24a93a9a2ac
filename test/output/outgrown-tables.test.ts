import { expect, it } from 'vitest';
import { convertProject, schemaOf } from './project.js';

it('writes out * of a table that gets more columns further on', async () => {
  const made = await convertProject({
    's.sql': `create table a (x number);
create table b as select * from a;
create view v as select * from a;
create view w as select a.*, 1 as one from a;
alter table a add (y number);
create view later as select * from a;`,
  });
  const sql = schemaOf(made);
  expect(sql).toContain('create view public.v as select a.x from public.a;');
  expect(sql).toContain('create view public.w as select a.x, 1::numeric as one from public.a;');
  expect(sql).toContain('insert into public.b (x) select a.x from public.a;');
  expect(sql).toContain('create view public.later as select * from public.a;');
});
