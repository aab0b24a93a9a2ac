import { expect, it } from 'vitest';
import { convertProject, scriptsOf } from '../../output/project.js';

// A function that is not among the inputs is refused.
const nowhere = 'nowhere.f(1)';

it.each([
  ['EXIT WHEN', `loop exit when ${nowhere} = 1; end loop;`, true],
  ['CONTINUE WHEN', `for i in 1 .. 2 loop continue when ${nowhere} = 1; end loop;`, true],
  ['EXIT below IF', `loop if ${nowhere} = 1 then exit; end if; end loop;`, true],
  ['a loop that EXIT ends', `while ${nowhere} = 1 loop exit; end loop;`, false],
  ['OPEN', `open c(${nowhere});`, true],
  ['a call with an OUT argument', `give(${nowhere}, n);`, true],
  ['a call without one', `take(${nowhere});`, false],
  ['DML', `update t set a = ${nowhere};`, false],
  ['DML with RETURNING', `update t set a = ${nowhere} returning a into n;`, true],
  ['a dynamic block with an OUT bind', `execute immediate 'begin :x := 1; end;' || ${nowhere} using out n;`, true],
  ['dynamic DDL', `execute immediate 'drop table ' || ${nowhere};`, false],
])('%s that is refused in a step of an installation', async (_, statement, ends) => {
  const conversion = await convertProject({
    'a.sql': `create table t (a number);
create procedure give(p number, o out number) is begin o := p; end;
/
create procedure take(p number) is begin null; end;
/
declare
  n number;
  cursor c(p number) is select a from t where a = p;
begin
  ${statement}
  dbms_output.put_line(n);
end;
/
`,
  });
  const script = scriptsOf(conversion);
  expect(script).toContain('-- oraphant: not converted');
  expect(script.includes('The rest of the block is not run.')).toBe(ends);
});
