import { deployRole } from '../../runner/apply/deploy-role.js';
import { readProject } from '../../runner/script/project.js';
import type { CommandContext } from '../context.js';
import { CommandError, exitCode } from '../exit.js';
import { requireOutput } from './runner-options.js';

interface RoleArguments {
  readonly out: string;
  readonly name: string;
  readonly database: string;
  readonly json: boolean;
}

/** `oraphant role OUT`: a script that makes a role which may apply OUT, and nothing beyond it. */
export async function role(args: RoleArguments, { terminal }: CommandContext): Promise<number> {
  requireOutput(args.out);
  const { name, database } = args;
  refuseName('--database', database);
  refuseName('--name', name);
  // CREATE ROLE, "Notes"; PUBLIC and NONE are words of GRANT and SET ROLE.
  if (/^pg_/i.test(name) || /^(public|none)$/i.test(name))
    throw new CommandError(`--name ${name}: PostgreSQL keeps that name for itself`);
  const script = deployRole(readProject(args.out), database, name);
  terminal.out(args.json ? `${JSON.stringify({ role: name, database, script }, undefined, 2)}\n` : script);
  return exitCode.clean;
}

/** PostgreSQL takes no name of nothing, and cuts one off behind 63 bytes: it would be another's. @throws CommandError */
function refuseName(option: string, name: string): void {
  if (name.trim() === '') throw new CommandError(`${option} needs a name`);
  if (Buffer.byteLength(name) > 63) throw new CommandError(`${option}: PostgreSQL's names have at most 63 bytes`);
  if (/[\0\n\r]/.test(name)) throw new CommandError(`${option}: the name has a line break`);
}
