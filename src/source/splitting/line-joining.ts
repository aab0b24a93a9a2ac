import { type Edit, edit, type MappedText, MappedTextBuilder, originEndOf, originOf } from '../files/mapped-text.js';
import { lex, TokenKind } from '../tokens/lexer.js';
import type { TokenFeed } from './token-feed.js';

/** Joins the lines of a command: the hyphen that continues it and the line break become a blank. */
export function joinLines(line: MappedText): MappedText {
  const edits: Edit[] = [];
  const hyphen = /-[ \t]*(?:\r\n|\n|\r)/g;
  for (let match = hyphen.exec(line.text); match; match = hyphen.exec(line.text)) {
    edits.push({ start: match.index, end: hyphen.lastIndex, replacement: ' ' });
  }
  return edit(line, edits);
}

/** `EXECUTE statement` is the block `BEGIN statement; END;`. A comment or semicolons after the statement go. */
export function blockOf(line: MappedText, argument: string): MappedText {
  const at = line.text.indexOf(argument, line.text.search(/\s|$/));
  const { kinds, ends, length } = lex(argument);
  let last = length - 1;
  while (last > 0 && kinds[last] === TokenKind.Semicolon) last--;
  const builder = new MappedTextBuilder();
  const from = originOf(line, 0);
  builder.insert('BEGIN ', from, from);
  builder.append(line, at, at + (ends[last] ?? argument.length));
  const end = originEndOf(line, line.text.length);
  builder.insert('; END;', end, end);
  return builder;
}

/** `VARIABLE v type = value` as the block that assigns the value. */
export function assignmentBlock(line: MappedText, variable: string, literal: string): MappedText {
  const builder = new MappedTextBuilder();
  builder.insert(`BEGIN :${variable} := ${literal}; END;`, originOf(line, 0), originEndOf(line, line.text.length));
  return builder;
}

/**
 * In SQL, SQL*Plus takes a hyphen at the end of a line as its own and joins the lines, even inside a literal
 * (SQL*Plus User's Guide, "Continuing a Long SQL*Plus Command on Additional Lines"). Not in a comment: `-----` is one.
 */
export function continuations(feed: TokenFeed, first: number, from: number, end: number): Edit[] {
  const { text } = feed;
  const edits: Edit[] = [];
  for (let i = first; feed.has(i) && feed.starts[i]! < end; i++) {
    const start = feed.starts[i]!;
    if (feed.kinds[i] === TokenKind.Minus) {
      if (/^-[ \t]*[\r\n]/.test(text.slice(start, start + 80))) {
        edits.push({ start: start - from, end: start - from + 1, replacement: ' ' });
      }
    } else if (feed.kinds[i] === TokenKind.StringLiteral) {
      const hyphen = /-[ \t]*(?:\r\n|\n|\r)/g;
      const literal = text.slice(start, feed.ends[i]);
      for (let match = hyphen.exec(literal); match; match = hyphen.exec(literal)) {
        edits.push({ start: start - from + match.index, end: start - from + hyphen.lastIndex, replacement: '' });
      }
    }
  }
  return edits;
}
