import { type CommandLine, parseCommand, splitArguments } from './commands.js';
import { queryColumns } from './dual-query.js';

/** What is being spooled, and what has been: installers write themselves scripts of DEFINE and ACCEPT. */
export interface Spool {
  /** The file that is written; its lines are undefined once something was shown that is not known here. */
  current: { readonly name: string; lines: readonly string[] | undefined } | undefined;
  /** The text of each file that was written. */
  readonly written: Map<string, readonly string[]>;
}

/** Where a script begins: no file is written. */
export const noSpool = (): Spool => ({ current: undefined, written: new Map() });

/** SPOOL and PROMPT. (SQL*Plus User's Guide and Reference, "SPOOL") */
export function spoolCommand(spool: Spool, { name, argument }: CommandLine): void {
  if (name === 'PROMPT') show(spool, [argument]);
  if (name !== 'SPOOL') return;
  const [file = '', option = ''] = splitArguments(argument);
  if (spool.current) {
    const { name: written, lines } = spool.current;
    if (lines) spool.written.set(written, lines);
    else spool.written.delete(written);
    spool.current = undefined;
  }
  if (file === '' || /^(?:off|out)$/i.test(file)) return;
  const key = keyOf(file);
  spool.current = { name: key, lines: /^app/i.test(option) ? (spool.written.get(key) ?? undefined) : [] };
}

/** A statement shows what the query of DUAL gives; what others show is not known. */
export function spoolStatement(spool: Spool, text: string | undefined): void {
  if (!spool.current) return;
  const query = text === undefined ? undefined : queryColumns(text);
  const values = query?.hasRow === true && !query.hasStar ? [...query.columns.values()] : [];
  const [value] = values;
  show(spool, values.length === 1 && value !== undefined ? value.split(/\r?\n/) : undefined);
}

function show({ current }: Spool, lines: readonly string[] | undefined): void {
  if (current) current.lines = lines && current.lines && [...current.lines, ...lines];
}

/**
 * The commands of a script that was spooled before; undefined where it was not, or where it holds anything but commands
 * that change the session.
 */
export function spooledCommands(spool: Spool, script: string): readonly CommandLine[] | undefined {
  const lines = spool.written.get(keyOf(splitArguments(script)[0] ?? ''));
  if (!lines) return undefined;
  const commands = lines.filter((line) => line.trim() !== '').map(parseCommand);
  const all = commands.filter((c): c is CommandLine => c !== undefined && sessionCommands.has(c.name));
  return all.length === commands.length ? all : undefined;
}

const sessionCommands: ReadonlySet<string> = new Set([
  'ACCEPT',
  'COLUMN',
  'DEFINE',
  'PROMPT',
  'REMARK',
  'SET',
  'UNDEFINE',
]);

/** SPOOL adds .lst to a name without an extension; where @ looks for it, it is named in full. */
const keyOf = (file: string): string => (/\.[^./\\]*$/.test(file) ? file : `${file}.lst`).toLowerCase();
