import { createInterface } from 'node:readline/promises';
import type { Loss } from '../../runner/target/run-options.js';
import type { CommandContext } from '../context.js';
import { CommandError } from '../exit.js';

/** Whether somebody sits there who can be asked. */
export const canAsk = ({ terminal }: CommandContext): boolean => terminal.isInteractive && process.stdin.isTTY === true;

/** Asked on a terminal only; elsewhere, and with --yes, the answer is yes. */
export async function confirmed(context: CommandContext, question: string, yes: boolean | undefined): Promise<boolean> {
  return yes === true || !canAsk(context) || (await asked(question));
}

/** Is it answered with yes? */
export async function asked(question: string): Promise<boolean> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await lines.question(`${question} [y/N] `)).trim());
  } finally {
    lines.close();
  }
}

/**
 * What a command takes away is told and asked for on a terminal; elsewhere --yes has to say that it is meant.
 * @throws CommandError where it does not
 */
export async function consented(
  command: string,
  { database, what, lines }: Loss,
  context: CommandContext,
  yes: boolean | undefined,
): Promise<boolean> {
  if (yes === true) return true;
  const told = [
    `${command} ${what}, in ${database}${lines.length === 0 ? '' : ':'}`,
    ...lines.map((line) => `  ${line}`),
  ];
  if (!canAsk(context))
    throw new CommandError(
      [...told, 'nothing was changed: where no terminal is there to be asked, --yes has to say that it is meant'].join(
        '\n',
      ),
    );
  context.terminal.err(`${told.join('\n')}\n`);
  return await asked('Go on?');
}
