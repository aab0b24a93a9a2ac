/**
 * The commands of SQL*Plus and SQLcl (SQL*Plus User's Guide and Reference, "SQL*Plus Command Reference"; SQLcl "help").
 * Capitals are what must be written, the rest may be left out.
 */
const commandForms = `
  ACCept Append ARCHIVE ATTRIBUTE BREak BTItle Change CLear COLumn COMPute CONFIG CONNect COPY DEFine DEL DESCribe
  DISConnect DOCument EDit EXECute EXIT GET HELP HISTory HOst Input List ORADEBUG PASSWord PAUse PING PRInt PROmpt QUIT RECOVER
  REMark REPFooter REPHeader Run SAVe SET SHOw SHUTDOWN SPOol STArt STARTUP STORE TIMIng TTItle UNDEFine VARiable
  WHENEVER XQUERY
  ALIAS APEX ARGUMENT AWR BLOCKCHAIN_TABLE BRIDGE CD CLOUDSTORAGE CODESCAN CONNMGR CTAS DATAPUMP DBCCRED DDL DG FIND
  FORMAT INFOrmation LB LIQUIBASE LOAD MIGRATEADVISOR MODELER OCI OERR REPEAT REST SCRIPT SECRET SODA SSHTUNNEL TNSPING
  TOSUB UNLOAD VAULT WALLET WHICH
`;

/** The name of the command that a word stands for, by every way to shorten it. */
const commandByWord: ReadonlyMap<string, string> = new Map(
  commandForms
    .trim()
    .split(/\s+/)
    .flatMap((form) => {
      const name = form.toUpperCase();
      const shortest = form.replace(/[a-z]+$/, '').length;
      return Array.from({ length: name.length - shortest + 1 }, (_, i) => [name.slice(0, shortest + i), name] as const);
    }),
);

/** What a word must be followed by where it could as well be the beginning of something else. */
const plausibleArgument: Readonly<Record<string, RegExp>> = {
  A: /^[ \t]+\S/,
  C: /^[ \t]*[/.,!][^=]/,
  DOC: /^[ \t]*$/,
  DOCUMENT: /^[ \t]*$/,
  I: /^([ \t]|$)/,
  L: /^[ \t]*(\d|\*|LAST|;|$)/i,
  R: /^[ \t]*;?[ \t]*$/,
  RUN: /^[ \t]*;?[ \t]*$/,
  LIST: /^[ \t]*(\d|\*|LAST|;|$)/i,
  // SQL has SET TRANSACTION, SET ROLE and SET CONSTRAINT[S].
  SET: /^(?![ \t]+(?:TRANSACTION|ROLE|CONSTRAINTS?)\b)[ \t]*/i,
};

/** Not an assignment or a call, which the word would begin where a PL/SQL unit has come apart. */
const generalArgument = /^(?![ \t]*(?::=|=>))(?:[ \t;]|[@&"'/.\\?=*-]|$)/;
const freeText: ReadonlySet<string> = new Set(['PROMPT', 'REMARK', 'HOST']);

/** A command of SQL*Plus: its name, and what stands behind it. */
export interface CommandLine {
  /** The full name in capitals; `@`, `@@` and `/` stand for themselves, `HOST` for `!` and `$`. */
  readonly name: string;
  readonly argument: string;
}

/** Reads a line as a command of SQL*Plus. Returns undefined where it is none, so the beginning of a statement. */
export function parseCommand(line: string): CommandLine | undefined {
  const trimmed = line.trim();
  const first = trimmed[0];
  if (first === undefined) return undefined;
  if (first === '@')
    return { name: trimmed[1] === '@' ? '@@' : '@', argument: withoutSemicolon(trimmed.replace(/^@@?/, '')) };
  if (first === '!') return { name: 'HOST', argument: trimmed.slice(1).trim() };
  if (first === '$')
    return /^\$[ \t]*[A-Za-z]/.test(trimmed) ? { name: 'HOST', argument: trimmed.slice(1).trim() } : undefined;
  if (first === '#') return { name: '#', argument: trimmed.slice(1).trim() };
  if (first === '?') return { name: 'HELP', argument: trimmed.slice(1).trim() };
  const word = /^[A-Za-z_]+/.exec(trimmed)?.[0].toUpperCase();
  if (word === undefined) return undefined;
  const name = commandByWord.get(word);
  if (name === undefined) return undefined;
  const rest = trimmed.slice(word.length);
  if (!freeText.has(name) && !generalArgument.test(rest)) return undefined;
  if (plausibleArgument[word]?.test(rest) === false) return undefined;
  const argument = rest.trim();
  return { name, argument: keepsSemicolon.has(name) ? argument : withoutSemicolon(argument) };
}

const keepsSemicolon: ReadonlySet<string> = new Set([
  'PROMPT',
  'REMARK',
  'HOST',
  'APPEND',
  'INPUT',
  'CHANGE',
  'TTITLE',
  'BTITLE',
]);

function withoutSemicolon(argument: string): string {
  let end = argument.length;
  while (end > 0 && (argument[end - 1] === ';' || /\s/.test(argument[end - 1]!))) end--;
  return argument.slice(0, end).trimStart();
}

/** Splits arguments at blanks, honouring quotes, which are taken off; a doubled quote stands for one. */
export function splitArguments(argument: string): string[] {
  const parts: string[] = [];
  let at = 0;
  while (at < argument.length) {
    const first = argument[at]!;
    if (/\s/.test(first)) at++;
    else if (first === '"' || first === "'") {
      const end = endOfQuoted(argument, at);
      parts.push(argument.slice(at + 1, end).replaceAll(first + first, first));
      at = end + 1;
    } else {
      const start = at;
      while (at < argument.length && !/\s/.test(argument[at]!)) at++;
      parts.push(argument.slice(start, at));
    }
  }
  return parts;
}

/** The offset of the closing quote, or the end of the text. */
function endOfQuoted(text: string, start: number): number {
  const quote = text[start]!;
  let at = text.indexOf(quote, start + 1);
  while (at >= 0 && text[at + 1] === quote) at = text.indexOf(quote, at + 2);
  return at < 0 ? text.length : at;
}
