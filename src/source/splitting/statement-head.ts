import { TokenKind } from '../tokens/token-kind.js';
import type { CreatedObject } from '../unit.js';
import type { TokenFeed } from './token-feed.js';

/** What the first words of a statement say about where it ends. */
export interface StatementHead {
  /**
   * - `sql`: at the first semicolon.
   * - `plsql`: at a line with `/` alone.
   * - `declaration`: at the first semicolon, with a `/` after it that belongs to it: object type, library.
   * - `wrapped`, `foreign`: at a line with `/` alone, and its text is not Oracle's language.
   */
  readonly form: 'sql' | 'plsql' | 'declaration' | 'wrapped' | 'foreign';
  readonly object?: CreatedObject;
  /** It begins with the kind of a stored unit, as USER_SOURCE keeps it: CREATE OR REPLACE is not there. */
  readonly isBare?: boolean;
}

/** Reads the head of the statement at token `index`. (SQL*Plus User's Guide, "Running PL/SQL Blocks") */
export function readHead(feed: TokenFeed, index: number): StatementHead {
  if (feed.kind(index) === TokenKind.LabelOpen) return { form: 'plsql' };
  switch (feed.word(index)) {
    case 'BEGIN':
    case 'DECLARE':
      return { form: 'plsql' };
    case 'CREATE':
      return readCreate(feed, index + 1);
    default:
      return isBareUnit(feed, index) ? { ...readCreate(feed, index), isBare: true } : { form: 'sql' };
  }
}

const ofRoutine = new Set(
  '( IS AS RETURN AUTHID DETERMINISTIC PIPELINED PARALLEL_ENABLE RESULT_CACHE ACCESSIBLE'.split(' '),
);
/** What follows the name in the heading of a stored unit. */
const afterName: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['FUNCTION', ofRoutine],
  ['PROCEDURE', ofRoutine],
  ['PACKAGE', new Set(['IS', 'AS', 'AUTHID', 'ACCESSIBLE'])],
  ['TRIGGER', new Set(['BEFORE', 'AFTER', 'INSTEAD', 'FOR'])],
]);

/**
 * `PACKAGE BODY name IS`: the text of a stored unit without CREATE. Prose and the rest of a declaration go on
 * otherwise. (Database Reference, ALL_SOURCE)
 */
export function isBareUnit(feed: TokenFeed, index: number): boolean {
  const word = feed.word(index);
  const expected = afterName.get(word);
  if (expected === undefined) return false;
  const name = word === 'PACKAGE' && feed.word(index + 1) === 'BODY' ? index + 2 : index + 1;
  const kind = feed.kind(name);
  if (kind !== TokenKind.Identifier && kind !== TokenKind.QuotedIdentifier) return false;
  const next = feed.kind(name + 1) === TokenKind.Dot ? name + 3 : name + 1;
  return expected.has(feed.kind(next) === TokenKind.LeftParen ? '(' : feed.word(next));
}

const modifiers: ReadonlySet<string> = new Set(
  'OR REPLACE AND RESOLVE COMPILE NO FORCE NOFORCE EDITIONABLE NONEDITIONABLE IF NOT EXISTS'.split(' '),
);

function readCreate(feed: TokenFeed, start: number): StatementHead {
  let at = start;
  while (modifiers.has(feed.word(at))) at++;
  const kind = feed.word(at++);
  switch (kind) {
    case 'FUNCTION':
    case 'PROCEDURE':
    case 'TRIGGER':
      return stored(feed, at, kind.toLowerCase());
    case 'PACKAGE':
      return feed.word(at) === 'BODY' ? stored(feed, at + 1, 'package body') : stored(feed, at, 'package');
    case 'TYPE':
      if (feed.word(at) === 'BODY') return stored(feed, at + 1, 'type body');
      return stored(feed, at, 'type', 'declaration');
    case 'LIBRARY':
      return stored(feed, at, 'library', 'declaration');
    case 'JAVA':
      return readJava(feed, at);
    case 'MLE':
      return feed.word(at) === 'MODULE'
        ? { form: 'foreign', object: readObject(feed, at + 1, 'mle module').object }
        : { form: 'sql' };
    default:
      return { form: 'sql' };
  }
}

function stored(feed: TokenFeed, start: number, kind: string, form: 'plsql' | 'declaration' = 'plsql'): StatementHead {
  let at = start;
  while (modifiers.has(feed.word(at))) at++;
  const { object, next } = readObject(feed, at, kind);
  return { form: feed.word(next) === 'WRAPPED' ? 'wrapped' : form, object };
}

/** `CREATE JAVA SOURCE NAMED x AS …`, `CREATE JAVA CLASS USING BFILE (…)`. */
function readJava(feed: TokenFeed, start: number): StatementHead {
  const kind = `java ${feed.word(start).toLowerCase()}`.trim();
  let at = start + 1;
  for (; at < start + 6 && feed.word(at) !== 'NAMED' && feed.word(at) !== 'AS' && feed.word(at) !== 'USING'; at++);
  const object = feed.word(at) === 'NAMED' ? readObject(feed, at + 1, kind).object : { kind, name: '' };
  return { form: 'foreign', object };
}

function readObject(feed: TokenFeed, start: number, kind: string): { object: CreatedObject; next: number } {
  const first = bareName(feed.textOf(start));
  // `&owner..name`: the first period belongs to the variable.
  if (feed.kind(start + 1) !== TokenKind.Dot) return { object: { kind, name: first }, next: start + 1 };
  return { object: { kind, owner: first, name: bareName(feed.textOf(start + 2)) }, next: start + 3 };
}

function bareName(text: string): string {
  return text.startsWith('"') ? text.slice(1, -1) : text;
}
