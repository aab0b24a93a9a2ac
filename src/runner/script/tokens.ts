import { tokenEnd, tokenKind } from '../../check/postgres-tokens.js';

/** The tokens of a text of PostgreSQL, without blanks and comments. */
export function* tokensOf(text: string): Generator<{ readonly text: string; readonly at: number }> {
  for (let at = 0; at < text.length; ) {
    const end = tokenEnd(text, at);
    if (tokenKind(text, at) !== 'blank') yield { text: text.slice(at, end), at };
    at = end;
  }
}
