import { define } from './diagnostic.js';

/** What reading and cutting scripts can report: OP9001 to OP9099. */

/**
 * A file cannot be read. The file is passed over, the others are read; a folder in which no file is an Oracle script by
 * its name is reported, too.
 */
export const unreadableFile = define({
  code: 'OP9001',
  name: 'unreadable-file',
  severity: 'error',
  effort: 5,
  message: (path: string, reason: string) => `${path} cannot be read: ${reason}.`,
  help: 'Check the path and its permissions.',
});

/** A file that is not text. The file is passed over. */
export const binaryFile = define({
  code: 'OP9002',
  name: 'binary-file',
  severity: 'error',
  effort: 5,
  message: (path: string) => `${path} is not a text file.`,
  help: 'Leave it out, or export its objects as SQL (expdp: use impdp with SQLFILE).',
});

/** Does it say that an input was passed over? */
export const isNotRead = ({ code }: { readonly code: string }): boolean =>
  code === unreadableFile.code || code === binaryFile.code;

/** A script that was not found. The call is passed over. (SQL*Plus User's Guide and Reference, "@ (at sign)") */
export const includeNotFound = define({
  code: 'OP9003',
  name: 'include-not-found',
  severity: 'warning',
  effort: 5,
  message: (name: string) => `The script ${name} was not found; what it creates is missing.`,
  about: () => 'further scripts',
  help: 'Pass the folder that holds it, or give a value to the variable in its name with --define.',
});

/** Scripts call each other too deeply. The call is passed over from the limit on. */
export const includeTooDeep = define({
  code: 'OP9004',
  name: 'include-too-deep',
  severity: 'error',
  effort: 5,
  message: (name: string) => `The script ${name} is not run here: scripts call each other too deeply or too often.`,
  help: 'Remove the cycle of @ calls. SQL*Plus itself allows 20 levels.',
});

/**
 * A substitution variable without a value. There is nobody to ask. (SQL*Plus User's Guide and Reference,
 * "Using Substitution Variables")
 */
export const variableWithoutValue = define({
  code: 'OP9005',
  name: 'substitution-variable-without-value',
  severity: 'error',
  effort: 5,
  message: (name: string) => `The substitution variable &${name} has no value; its name is used in place of it.`,
  about: (name: string) => `&${name.toUpperCase()}`,
  missing: true,
  help: 'Give the value with --define NAME=VALUE, or a DEFINE in the script.',
});

/**
 * An ampersand in a text. No value is known, and the ampersand stands within a literal, so it is taken as text.
 * (SQL*Plus User's Guide and Reference, "Using Substitution Variables")
 */
export const ampersandInText = define({
  code: 'OP9006',
  name: 'ampersand-in-text',
  severity: 'info',
  effort: 1,
  message: (name: string) =>
    `SQL*Plus would ask for a value of &${name} here; this and the like in the file are kept as text.`,
  help: 'Put SET DEFINE OFF before it if text is meant, else give the value with --define NAME=VALUE.',
});

/** A statement without its end. Where clearly a new statement begins, the one before is taken to end. */
export const missingTerminator = define({
  code: 'OP9007',
  name: 'missing-terminator',
  severity: 'info',
  effort: 1,
  message: () => 'Nothing ends this statement before the next one begins; it is taken to end here.',
  help: 'Put ; after SQL, and / on a line of its own after PL/SQL.',
});

/**
 * A stored unit without CREATE. Where a statement begins with PROCEDURE, FUNCTION, PACKAGE, PACKAGE BODY or TRIGGER, a
 * name and what follows a name there, CREATE OR REPLACE is taken to be meant, and the unit is converted.
 */
export const withoutCreate = define({
  code: 'OP9017',
  name: 'without-create',
  severity: 'warning',
  effort: 1,
  message: (word: string) =>
    `${word} stands without CREATE, which SQL*Plus does not run; CREATE OR REPLACE is taken to be meant.`,
  help: 'Put CREATE OR REPLACE before it, or leave it out.',
});

/**
 * A statement that SQL*Plus runs twice. For INSERT, UPDATE, DELETE, MERGE, CALL and anonymous blocks the finding is
 * given, because data differ. (SQL*Plus User's Guide and Reference, "/ (slash)")
 */
export const statementRunTwice = define({
  code: 'OP9008',
  name: 'statement-run-twice',
  severity: 'warning',
  effort: 2,
  message: () => 'SQL*Plus runs this statement twice: once for its terminator and once for the / after it.',
  help: 'Remove the / (or the ;) if once is meant.',
});

/**
 * A literal, name or comment that nothing closes. The end is not there, so the text is cut at the next line with `/`;
 * what lies before is lost to the conversion, what follows is read again.
 */
export const unterminated = define({
  code: 'OP9009',
  name: 'unterminated',
  severity: 'error',
  effort: 10,
  message: (what: string) => `This ${what} is not closed.`,
  help: 'Close it.',
});

/** A wrapped unit. The source cannot be read and is not converted. */
export const wrappedUnit = define({
  code: 'OP9010',
  name: 'wrapped',
  severity: 'error',
  effort: 60,
  message: (object: string) => `The ${object} is wrapped: its source is not readable.`,
  help: 'Get the unwrapped source from its author.',
});

/** Source in another language. The source is not converted. */
export const foreignSource = define({
  code: 'OP9011',
  name: 'foreign-source',
  severity: 'error',
  effort: 240,
  message: (object: string) => `The ${object} is not PL/SQL and is not converted.`,
  help: 'Rewrite it in PL/pgSQL or another language of PostgreSQL.',
});

/**
 * A statement that is never run. No `/` follows, so SQL*Plus would not run the statement, and it is left out. (SQL*Plus
 * User's Guide and Reference, "EXIT")
 */
export const neverRun = define({
  code: 'OP9012',
  name: 'statement-never-run',
  severity: 'warning',
  effort: 2,
  message: () => 'SQL*Plus never runs this statement: a line with a period ends it and no / follows. It is left out.',
  help: 'Replace the period by / if it is meant to run.',
});

/** Bytes that the encoding does not define. The encoding is found by the bytes (UTF-8, UTF-16, else Windows-1252). */
export const invalidBytes = define({
  code: 'OP9013',
  name: 'invalid-bytes',
  severity: 'warning',
  effort: 5,
  message: (encoding: string) => `The file has bytes that ${encoding} does not define; they are replaced.`,
  help: 'Save the file as UTF-8.',
});

/**
 * A script on another machine. Nothing is fetched over the network. (SQL*Plus User's
 * Guide and Reference, "@ (at sign)")
 */
export const remoteInclude = define({
  code: 'OP9014',
  name: 'remote-script',
  severity: 'warning',
  effort: 5,
  message: (name: string) => `The script ${name} lies on another machine and is not fetched.`,
  help: 'Download it and pass it as a file.',
});

/**
 * A file in an encoding that had to be guessed. The file is neither UTF-8 nor UTF-16, so it is read as Windows-1252, of
 * which Latin-1 is a part, and written as UTF-8.
 */
export const encodingGuessed = define({
  code: 'OP9015',
  name: 'encoding-guessed',
  severity: 'info',
  effort: 2,
  message: (encoding: string) =>
    `The file is not UTF-8; this and the other letters beyond ASCII, all in comments, are read as ${encoding}.`,
  help: 'Name its encoding with --encoding, or save it as UTF-8, if they are meant to be something else.',
});

/** The same of letters that are stored, compared, or part of a name. */
export const encodingOfCodeGuessed = define({
  code: 'OP9019',
  name: 'encoding-of-code-guessed',
  severity: 'warning',
  effort: 5,
  message: (encoding: string) =>
    `The file is not UTF-8; this and the other letters beyond ASCII are read as ${encoding}, which nothing in it says.`,
  help: "Name its encoding: --encoding windows-1250, or 'encoding' in the configuration; or save it as UTF-8.",
});

/** Does it say that something of what was to be run was passed over: an input, or a script that one calls? */
export const isNotRun = (diagnostic: { readonly code: string }): boolean =>
  isNotRead(diagnostic) ||
  [includeNotFound, includeTooDeep, remoteInclude].some(({ code }) => code === diagnostic.code);
