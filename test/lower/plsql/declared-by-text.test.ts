import { expect, it } from 'vitest';
import { convertProject } from '../../output/project.js';

it('what a dynamic block of a stored routine declares is there in every session', async () => {
  const { files } = await convertProject({
    'a.sql': `
create procedure p as
begin
  execute immediate 'declare type entry is record (n number); e entry; procedure q is begin e.n := 1; end; begin q; end;';
end;
/
`,
  });
  const text = files
    .filter((f) => /procedure_p/.test(f.path))
    .map((f) => f.text)
    .join('\n');
  expect(text).toContain('create type public.p__entry');
  expect(text).toContain('create function public.p__q');
  expect(text).not.toContain('pg_temp');
});
