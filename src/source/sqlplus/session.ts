import { type CommandLine, splitArguments } from './commands.js';
import { queryColumns } from './dual-query.js';
import { noSpool, type Spool, spoolCommand } from './spool.js';

/** What SQL*Plus remembers from one command to the next, as far as it changes how scripts are read. */
export interface Session {
  /** Values by upper-case name; `1`, `2`, … are the arguments of the running script. */
  readonly variables: Map<string, string>;
  /** Names that a command has made variables, with or without a value that is known here. */
  readonly declared: Set<string>;
  /** The variables that columns of queries set, by upper-case heading. (COLUMN … NEW_VALUE, OLD_VALUE) */
  readonly columns: Map<string, { readonly variable: string; readonly isOld: boolean }>;
  /** What queries show, while it is written to a file that a later command may run. (SPOOL) */
  readonly spool: Spool;
  /** The character before a variable's name; '' while substitution is off. (SET DEFINE, SET SCAN) */
  define: string;
  /** The character that ends a variable's name and disappears. (SET CONCAT) */
  concat: string;
  /** The character that takes the meaning off the next one. (SET ESCAPE) */
  escape: string;
  /** What ends an SQL statement. (SET SQLTERMINATOR) */
  sqlTerminator: string;
  /** What ends the buffer when alone on a line. (SET BLOCKTERMINATOR) */
  blockTerminator: string;
  /** What parts commands on one line. (SET CMDSEP) */
  commandSeparator: string;
}

/** SQL*Plus as it starts, with these substitution variables. */
export function newSession(variables: Readonly<Record<string, string>> = {}): Session {
  return {
    variables: new Map(Object.entries(variables).map(([name, value]) => [name.toUpperCase(), value])),
    declared: new Set(),
    columns: new Map(),
    spool: noSpool(),
    define: '&',
    concat: '.',
    escape: '',
    sqlTerminator: ';',
    blockTerminator: '.',
    commandSeparator: '',
  };
}

/** Lets a command change the session. (SQL*Plus User's Guide and Reference, "SET", "DEFINE", "ACCEPT") */
export function applyCommand(session: Session, command: CommandLine): void {
  const { name, argument } = command;
  switch (name) {
    case 'SPOOL':
    case 'PROMPT':
      spoolCommand(session.spool, command);
      return;
    case 'DEFINE':
      applyDefine(session, argument);
      return;
    case 'UNDEFINE':
      for (const variable of splitArguments(argument)) session.variables.delete(variable.toUpperCase());
      return;
    case 'ACCEPT':
      applyAccept(session, argument);
      return;
    case 'COLUMN':
      applyColumn(session, argument);
      return;
    case 'CLEAR':
      if (/^col/i.test(argument)) session.columns.clear();
      return;
    case 'SET':
      applySet(session, argument);
      return;
    default:
      return;
  }
}

function applyDefine({ variables, declared, define }: Session, argument: string): void {
  const assignment = /^([\w$#\p{L}]+)\s*=\s*(.*)$/su.exec(argument);
  if (!assignment) return;
  const name = assignment[1]!.toUpperCase();
  const value = firstValue(assignment[2]!.trim());
  declared.add(name);
  // A value made of a variable that has none is no value either.
  if (define === '' || !/&[\w\p{L}]/u.test(value)) variables.set(name, value);
}

/** The quoted text at the start, or all of it but a comment. */
function firstValue(text: string): string {
  if (text.startsWith("'") || text.startsWith('"')) return splitArguments(text)[0] ?? '';
  const comment = text.indexOf(' --');
  return comment < 0 ? text : text.slice(0, comment).trimEnd();
}

/** Nobody answers here: a value given from outside stands, else the DEFAULT of the command. */
function applyAccept({ variables, declared }: Session, argument: string): void {
  const [variable = '', ...words] = splitArguments(argument);
  const name = variable.toUpperCase();
  declared.add(name);
  if (name === '' || variables.has(name)) return;
  const at = words.findIndex((word) => /^def(?:ault)?$/i.test(word));
  const value = at < 0 ? undefined : words[at + 1];
  if (value !== undefined) variables.set(name, value);
}

/**
 * `VARIABLE v type = value`, or `v = value` later: what it assigns, and the value as a literal,
 * which is converted as it needs.
 */
export function initialValue(argument: string): { readonly variable: string; readonly literal: string } | undefined {
  const { groups } = /^(?<variable>[a-z][\w$#]*)\s*(?:\w[\w \t()]*)?=\s*(?<value>.+)$/is.exec(argument) ?? {};
  if (!groups) return undefined;
  const value = firstValue(groups.value!.trim());
  return { variable: groups.variable!, literal: `'${value.replaceAll("'", "''")}'` };
}

/** `COLUMN c NEW_VALUE v`: each query with a column of that heading sets the variable. */
function applyColumn({ columns, declared }: Session, argument: string): void {
  const [heading = '', ...words] = splitArguments(argument);
  const key = heading.toUpperCase();
  if (words.some((word) => /^cle(?:ar)?$/i.test(word))) columns.delete(key);
  for (const [i, word] of words.entries()) {
    const variable = words[i + 1]?.toUpperCase();
    if (variable === undefined || !/^(?:new|old)_v(?:alue)?$/i.test(word)) continue;
    declared.add(variable);
    columns.set(key, { variable, isOld: /^old/i.test(word) });
  }
}

/**
 * Lets a query set the variables of its columns: to the value of its last row; where it has none, those that had no
 * value become empty. What only the database knows is no value. (SQL*Plus User's Guide and Reference, "COLUMN")
 */
export function applyQuery({ columns, variables }: Session, text: string): void {
  if (columns.size === 0) return;
  const query = queryColumns(text);
  if (!query) return;
  for (const [heading, { variable, isOld }] of columns) {
    if (!query.columns.has(heading) && !query.hasStar) continue;
    const value = isOld ? undefined : query.columns.get(heading);
    if (query.hasRow === false) {
      if (!variables.has(variable)) variables.set(variable, '');
    } else if (value === undefined) variables.delete(variable);
    else variables.set(variable, value);
  }
}

function unquoted(value: string): string {
  const quote = value[0];
  if ((quote !== "'" && quote !== '"') || value.length < 2 || !value.endsWith(quote)) return value;
  return value.slice(1, -1).replaceAll(quote + quote, quote);
}

/** One SET can hold several settings: `SET DEFINE OFF VERIFY OFF`. */
function applySet(session: Session, argument: string): void {
  const words = argument.split(/\s+/);
  // The semicolon of `SET SQLTERMINATOR ;` looks like the end of the command.
  if (/^(?:SQLT(?:ERMINATOR)?|CMDS(?:EP)?)$/i.test(words.at(-1)!)) words.push(';');
  for (let i = 0; i + 1 < words.length; i++) {
    const value = words[i + 1]!;
    const setting = words[i]!.toUpperCase();
    if (/^(?:DEF(?:INE)?|SCAN)$/.test(setting)) session.define = character(value, '&', session.define);
    else if (/^CON(?:CAT)?$/.test(setting)) session.concat = character(value, '.', session.concat);
    else if (/^ESC(?:APE)?$/.test(setting)) session.escape = character(value, '\\', session.escape);
    else if (/^SQLT(?:ERMINATOR)?$/.test(setting)) session.sqlTerminator = character(value, ';', session.sqlTerminator);
    else if (/^BLO(?:CKTERMINATOR)?$/.test(setting))
      session.blockTerminator = character(value, '.', session.blockTerminator);
    else if (/^CMDS(?:EP)?$/.test(setting)) session.commandSeparator = character(value, ';', session.commandSeparator);
  }
}

/**
 * ON is the usual character, whatever stood there before; OFF none, else the character itself, which may stand in
 * quotes. (SQL*Plus User's Guide and Reference, "SET DEFINE": "ON changes the value of c back to the default")
 */
function character(value: string, usual: string, before: string): string {
  const word = value.toUpperCase();
  if (word === 'ON') return usual;
  if (word === 'OFF') return '';
  const bare = unquoted(value);
  return bare.length === 1 ? bare : before;
}
