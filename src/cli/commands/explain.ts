import type { CommandContext } from '../context.js';
import { CommandError, exitCode } from '../exit.js';

interface ExplainArguments {
  readonly code: string;
  readonly rules?: readonly string[];
  readonly json: boolean;
}

/** `oraphant explain CODE`: the rule's page. */
export async function explain(args: ExplainArguments, context: CommandContext): Promise<number> {
  const code = args.code.toUpperCase();
  if (!/^[A-Z][A-Z0-9]*\d$/.test(code)) throw new CommandError(`'${args.code}' is not a code: codes look like OP3041`);
  const page = await (await context.compiler()).explain(code, args.rules);
  if (page === undefined) throw new CommandError(`there is no ${code}`);
  const text = page.endsWith('\n') ? page : `${page}\n`;
  context.terminal.out(args.json ? `${JSON.stringify({ code, page: text }, undefined, 2)}\n` : text);
  return exitCode.clean;
}
