import { deployRole } from '../../runner/apply/deploy-role.js';
import { readProject } from '../../runner/script/project.js';
import type { CommandContext } from '../context.js';
import { exitCode } from '../exit.js';
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
  const script = deployRole(readProject(args.out), database, name);
  terminal.out(args.json ? `${JSON.stringify({ role: name, database, script }, undefined, 2)}\n` : script);
  return exitCode.clean;
}
