import { describe, expect, it } from 'vitest';
import { parseUnit } from '../../src/parse/parse-unit.js';

/** How conditions end: in words of the grammar, in literals, in names that are words of the grammar elsewhere. */
const conditions = [
  'a.x is null',
  'a.x is not null',
  'a.x is not infinite',
  'a.c is empty',
  'a.c is a set',
  "a.s like 'x' escape '!'",
  "a.d > b.d - interval '1-1' year to month",
  'a.t = systimestamp at local',
  'a.x = case when 1 = 1 then 2 end',
  'a.x = :b',
  'a.x in (1, 2)',
  'a.x = 1.5f',
  'a.x = mod(1, 2)',
  'a.x = type',
  'a.x = b.using',
  'a.x = value',
  'a.x = limit',
  'a.x = first',
];

/** What stands behind a condition, which is C here. */
const statements = [
  'select 1 from a join b on C join c on C left join d on C cross join e where C',
  'select 1 from a where C offset 3 rows fetch next 2 rows only',
  'select 1 from a where C fetch first 3 rows only',
  'select 1 from a where C for update of x nowait',
  'select 1 from a where C group by x having C order by x',
  'select 1 from a where C connect by prior x = y and C start with C order siblings by x',
  'select 1 from a where C union all select 2 from b where C minus select 3 from c',
  'with q (x) as (select 1 from a where C union all select 1 from q where C) search depth first by x set y select * from q',
  'merge into a using b on (C) when matched then update set x = 1 where C delete where C when not matched then insert (x) values (1) where C',
  'insert all when C then into a values (1) else into c values (3) select 1 from dual',
  'insert into a select 1 from b where C log errors into e reject limit unlimited',
  'create table t (x number constraint c check (C) not null enable, constraint d check (C) deferrable)',
  'create view v as select 1 x from a where C with check option',
  'begin if C then null; elsif C then null; end if; while C loop exit when C; end loop; x := C; return C; end;',
  'begin case when C then null; else null; end case; p(C, y => C); execute immediate s using C, 1; end;',
  'begin delete from a where C returning x into y; select 1 into x from a where C; open k for select 1 from a where C; end;',
];

describe('behind a condition', () => {
  it.each(conditions)('%s', (condition) => {
    const failed = statements.flatMap((statement) =>
      parseUnit(statement.replaceAll(/\bC\b/g, condition)).errors.map(({ message }) => `${statement}: ${message}`),
    );
    expect(failed).toEqual([]);
  });
});
