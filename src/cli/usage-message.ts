/**
 * What yargs says of a command line that it does not take, in the words of the user: options as they were typed, and
 * where the help stands. A message of another kind stays as it is. `known`: the names of the command's options.
 */
export function usageMessage(message: string, argv: readonly string[], known: ReadonlySet<string>): string {
  const command = commandOf(argv);
  const help = `oraphant ${command === undefined ? '' : `${command} `}--help`;
  const listed = (start: RegExp): readonly string[] | undefined => start.exec(message)?.[1]?.split(', ');

  // The proposal of `recommendCommands` does not say for what it is one.
  if (message.startsWith('Did you mean'))
    return command === undefined ? message : `unknown command '${command}'. ${message}`;
  const few = /^Not enough non-option arguments: got (\d+), need at least (\d+)/.exec(message);
  if (few) {
    // A word behind an option that there is not counts as its value.
    const strange = argv.filter((word) => word.startsWith('--') && !named(word).some((name) => known.has(name)));
    if (strange.length > 0)
      return `unknown option ${strange.map((word) => word.replace(/=.*/s, '')).join(', ')}; see ${help}`;
    const more = Number(few[2]) - Number(few[1]);
    return `${command ?? 'oraphant'} needs ${more} argument${more === 1 ? '' : 's'} more; see ${help}`;
  }
  const wrong = /^Invalid values:\s+Argument: (.*), Given: "(.*)", Choices: (.*)$/.exec(message);
  if (wrong) return `--${wrong[1]} takes ${wrong[3]?.replaceAll('"', '')}, not '${wrong[2]}'; see ${help}`;
  const missing = listed(/^Missing required arguments?: (.*)$/);
  if (missing) return `${command ?? 'oraphant'} needs ${missing.map((name) => `--${name}`).join(' and ')}; see ${help}`;
  const unknown = listed(/^Unknown arguments?: (.*)$/);
  if (!unknown) return message;
  // Of `--pg-version` yargs names `pgVersion`, too; of `-xy`, both letters.
  const typed = argv.filter((word) => word.startsWith('-') && named(word).some((name) => unknown.includes(name)));
  const words = unknown.filter((name) => argv.includes(name));
  const said = [...typed.map((word) => word.replace(/=.*/s, '')), ...words];
  if (typed.length === 0 && command !== undefined && words[0] === command)
    return `unknown command '${command}'; oraphant --help lists them`;
  return said.length === 0
    ? message
    : `${typed.length > 0 ? 'unknown option' : 'one word too many:'} ${said.join(', ')}; see ${help}`;
}

/** The command of a command line: its first word, of `rules` the next one as well. */
function commandOf(argv: readonly string[]): string | undefined {
  const [first, second] = argv.filter((word) => !word.startsWith('-'));
  return first === 'rules' && second !== undefined ? `${first} ${second}` : first;
}

/** The options that a word of the command line gives: `--name=value`, `--no-name`, `-abc`. */
function named(word: string): readonly string[] {
  const [name = ''] = word.replace(/^-+/, '').split('=', 1);
  return word.startsWith('--') ? [name, name.replace(/^no-/, '')] : [...name];
}
