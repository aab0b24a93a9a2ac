import { lex } from './lexer.js';

/**
 * An Oracle text with blanks in place of its comments; line breaks, strings and quoted names stay, so that places do.
 */
export function withoutComments(text: string): string {
  if (!text.includes('--') && !text.includes('/*')) return text;
  let bare = '';
  let at = 0;
  for (const { start, end } of lex(text).comments) {
    bare += text.slice(at, start) + text.slice(start, end).replace(/[^\n\r]/g, ' ');
    at = end;
  }
  return bare + text.slice(at);
}
