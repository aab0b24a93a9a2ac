import type { Target } from '../target/target.js';

/**
 * The stack that a session asks for: what the server's operating system has, or what is left of Linux's usual 8 MB.
 * (PostgreSQL manual, "Resource Consumption", max_stack_depth: 512 kB below `ulimit -s` at most)
 */
const wanted = ['63MB', '7680kB'];

/**
 * Lets routines call themselves as deep as the server's stack allows, where the session may say so: 2 MB, PostgreSQL's
 * default, hold some 900 calls, where Oracle is bound by memory alone. Never less than what is set already.
 */
export async function allowDeepRecursion(target: Target): Promise<void> {
  const tries = wanted.map(
    (size) => `
  if pg_size_bytes(current_setting('max_stack_depth')) < pg_size_bytes('${size}') then
    begin
      set max_stack_depth = '${size}';
      return;
    exception
      when invalid_parameter_value or insufficient_privilege then
        null;
    end;
  end if;`,
  );
  await target.execute(`do $do$\nbegin${tries.join('')}\nend $do$`);
}
