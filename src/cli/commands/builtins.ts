import type { BuiltinSummary } from '../../contract/compiler-api.js';
import type { CommandContext } from '../context.js';
import { CommandError, exitCode } from '../exit.js';

interface BuiltinsArguments {
  /** Part of a name. */
  readonly name?: string;
  readonly status?: string;
  readonly json: boolean;
}

/** `oraphant builtins [name]`: what becomes of every built-in function, package member and dictionary view. */
export async function builtins(args: BuiltinsArguments, context: CommandContext): Promise<number> {
  const part = args.name?.toUpperCase() ?? '';
  const found = (await (await context.compiler()).builtins()).filter(
    (b) => b.name.includes(part) && (args.status === undefined || b.status === args.status),
  );
  if (found.length === 0) {
    const having = args.status === undefined ? '' : ` that is ${args.status}`;
    throw new CommandError(`there is no built-in function, package member or view ${args.name ?? ''}${having}`);
  }
  context.terminal.out(args.json ? `${JSON.stringify(found, undefined, 2)}\n` : textOf(found));
  return exitCode.clean;
}

function textOf(found: readonly BuiltinSummary[]): string {
  const width = Math.max(0, ...found.map(({ name }) => name.length));
  const lines = found.map(({ name, status, by, code, why }) =>
    [name.padEnd(width), status.padEnd(7), [by, code, why].filter((part) => part !== undefined).join('  ')]
      .join('  ')
      .trimEnd(),
  );
  const counts = new Map<string, number>();
  for (const { status } of found) counts.set(status, (counts.get(status) ?? 0) + 1);
  const summary = [...counts].map(([status, n]) => `${n} ${status}`).join(', ');
  return `${lines.join('\n')}\n\n${found.length} in all${summary === '' ? '' : `: ${summary}`}\n`;
}
