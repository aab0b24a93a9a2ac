import type { CompiledScript, ScriptCompiler } from '../../contract/compiled-script.js';
import { DatabaseError } from '../target/database-error.js';
import type { Target } from '../target/target.js';
import type { Scratch } from '../verify/scratch.js';
import { runScript } from './script.js';

/**
 * Is the extension there over which the session of an autonomous transaction is reached? (PostgreSQL manual, "dblink")
 */
export async function hasDblink(target: Target): Promise<boolean> {
  const { rows } = await target.execute(`select from pg_extension where extname = 'dblink'`);
  return rows.length > 0;
}

/** Does the script have autonomous transactions that run on a connection of their own? */
export const connectsAgain = ({ runtime }: CompiledScript): boolean =>
  runtime.some((sql) => sql.includes('FUNCTION ora.autonomous('));

/**
 * The extension in a schema of its own, where its functions are in nobody's way; only for a database
 * of ours. @throws DatabaseError
 */
export async function installDblink(target: Target): Promise<void> {
  await target.execute('create schema if not exists ora_dblink');
  await target.execute('create extension if not exists dblink schema ora_dblink');
}

const autonomousBlock = `
create or replace procedure second_connection is
  pragma autonomous_transaction;
begin
  commit;
end;
/
begin
  second_connection;
end;
/
`;

/** Can a session of the scratch database connect a second time? An autonomous transaction tells. */
export async function canConnectAgain(compiler: ScriptCompiler, scratch: Scratch): Promise<boolean> {
  const compiled = await compiler(autonomousBlock, 'autonomous.sql', { autonomous: 'connection' });
  if (!connectsAgain(compiled)) return false;
  const target = await scratch.fresh();
  let failed = false;
  try {
    await installDblink(target);
    for (const sql of compiled.runtime) await target.execute(sql);
    await runScript(target, compiled.steps, {
      onOutput: () => {},
      onError: () => {
        failed = true;
      },
    });
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    return false;
  }
  return !failed;
}
