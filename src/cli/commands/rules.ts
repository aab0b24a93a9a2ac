import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { counted } from '../../assess/counted.js';
import type { CommandContext } from '../context.js';
import { CommandError, exitCode } from '../exit.js';
import { requirePaths, writeResults } from '../files.js';

interface RulesArguments {
  readonly rules?: readonly string[];
  readonly json: boolean;
}

/** `oraphant rules list`: every rule, ours and those of `--rules` folders. */
export async function listRules(args: RulesArguments, context: CommandContext): Promise<number> {
  const folders = args.rules ?? [];
  requirePaths(folders);
  const rules = await (await context.compiler()).rules(folders);
  const lines = rules.map((r) => `${r.code.padEnd(8)} ${r.severity.padEnd(8)} ${r.category.padEnd(13)} ${r.title}`);
  context.terminal.out(
    args.json ? `${JSON.stringify(rules, undefined, 2)}\n` : `${lines.join('\n')}\n\n${rules.length} rules\n`,
  );
  return exitCode.clean;
}

/** `oraphant rules test PATH…`: runs the examples of pages. */
export async function testRules(
  args: RulesArguments & { readonly paths: readonly string[] },
  context: CommandContext,
): Promise<number> {
  requirePaths(args.paths);
  const results = await (await context.compiler()).testRules(args.paths);
  if (results.length === 0) throw new CommandError(`no pages below ${args.paths.join(', ')}`);
  const failed = results.filter((r) => r.faults.length > 0);
  if (args.json) context.terminal.out(`${JSON.stringify(results, undefined, 2)}\n`);
  else {
    for (const { code, path, faults } of failed)
      for (const fault of faults) context.terminal.out(`${path}: ${code}: ${fault}\n`);
    const examples = results.reduce((sum, r) => sum + r.examples, 0);
    const failing = `${counted(failed.length, 'page')} ${failed.length === 1 ? 'fails' : 'fail'}`;
    const outcome = failed.length === 0 ? 'all hold' : failing;
    context.terminal.out(`${counted(results.length, 'page')}, ${counted(examples, 'example')}: ${outcome}\n`);
  }
  return failed.length > 0 ? exitCode.findings : exitCode.clean;
}

/** `oraphant rules new CODE`: writes a page that works, to be changed. */
export async function newRule(
  args: RulesArguments & { readonly code: string; readonly name: string },
  context: CommandContext,
): Promise<number> {
  const { code, name } = args;
  if (!/^[A-Z][A-Z0-9]*[0-9]$/.test(code))
    throw new CommandError(`'${code}' is not a code: capital letters and digits, such as ACME001`);
  if (/^OP\d{4}$/.test(code)) throw new CommandError('codes of the form OP1234 are ours: take other letters');
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))
    throw new CommandError(`'${name}' is not a name: small letters with hyphens, such as table-prefix`);
  const path = join(args.rules?.[0] ?? 'rules', `${code}-${name}.md`);
  if (existsSync(path)) throw new CommandError(`${path} is there already`);
  writeResults(path, [{ path, text: template(code, name) }]);
  context.terminal.out(args.json ? `${JSON.stringify({ code, path }, undefined, 2)}\n` : `${path}\n`);
  return exitCode.clean;
}

const template = (code: string, name: string): string => `---
code: ${code}
name: ${name}
severity: warning
category: house
effort: 5
selector: CreateTable[name=/(^|\\.)TMP_/]
message: The table {name} looks temporary.
at: name
---
# Tables that look temporary

## What to do by hand
Give the table a name that says what it holds.

## Examples
Reported:

\`\`\`oracle flag
create table «tmp_orders» (id number);
\`\`\`

Not reported:

\`\`\`oracle pass
create table orders (id number);
\`\`\`
`;
