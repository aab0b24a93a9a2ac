import { tokenEnd, tokenKind } from '../../../check/postgres-tokens.js';

/** One statement of a PostgreSQL script, without its semicolon. */
export interface PostgresStatement {
  /** From the first token to the last; comments and blanks around are left out. */
  readonly text: string;
  /** Offset of the first token in the script. */
  readonly start: number;
  /** 1-based line of the first token. */
  readonly line: number;
}

/**
 * Cuts a PostgreSQL script where psql would: at semicolons outside of quotes, dollar quotes, comments, parentheses and
 * BEGIN ATOMIC bodies (PostgreSQL manual, "Lexical Structure"; psql's own rules for CREATE FUNCTION … BEGIN ATOMIC).
 * standard_conforming_strings is on. What is never closed reaches to the end.
 */
export function splitPostgresStatements(script: string): readonly PostgresStatement[] {
  const statements: PostgresStatement[] = [];
  let start = -1;
  let end = 0;
  let parentheses = 0;
  let words: string[] = [];
  let bodyDepth = 0;
  let line = 1;
  let lineAt = 0;
  const cut = () => {
    if (start >= 0) {
      for (; lineAt < start; lineAt += 1) if (script.charCodeAt(lineAt) === newline) line += 1;
      statements.push({ text: script.slice(start, end), start, line });
    }
    start = -1;
    parentheses = 0;
    bodyDepth = 0;
    words = [];
  };
  for (let at = 0; at < script.length; ) {
    const next = tokenEnd(script, at);
    const kind = tokenKind(script, at);
    if (kind === 'blank') {
      at = next;
      continue;
    }
    if (kind === 'semicolon' && parentheses === 0 && bodyDepth === 0) {
      cut();
      at = next;
      continue;
    }
    if (start < 0) start = at;
    end = next;
    if (kind === 'open') parentheses += 1;
    else if (kind === 'close') parentheses = Math.max(0, parentheses - 1);
    else if (kind === 'word') {
      const word = script.slice(at, next).toLowerCase();
      if (words.length < 4) words.push(word);
      if (parentheses === 0 && createsRoutine(words)) {
        // Only BEGIN ATOMIC opens a body; inside it CASE and further blocks end with END too.
        if (word === 'begin' || (word === 'case' && bodyDepth > 0)) bodyDepth += 1;
        else if (word === 'end' && bodyDepth > 0) bodyDepth -= 1;
      }
    }
    at = next;
  }
  cut();
  return statements;
}

const newline = 10;

function createsRoutine(words: readonly string[]): boolean {
  if (words[0] !== 'create') return false;
  const object = words[1] === 'or' && words[2] === 'replace' ? words[3] : words[1];
  return object === 'function' || object === 'procedure';
}
