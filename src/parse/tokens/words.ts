import { OracleParser as P } from '../generated/OracleParser.js';
import { keywordTypes } from './keyword-types.js';

/** A word as it is written somewhere: one object for each spelling, however often it is written. */
export interface Word {
  readonly text: string;
  /** As the database has it where it is a name without quotes. */
  readonly upper: string;
  /** The keyword of the grammar, else ID. */
  readonly type: number;
}

/** The word of a spelling. */
export function wordOf(text: string): Word {
  const known = words.get(text);
  if (known !== undefined) return known;
  const word = { text, upper: upperName(text), type: keywordTypes.get(text.toUpperCase()) ?? P.ID };
  if (words.size > mostWords) words.clear();
  words.set(text, word);
  return word;
}

/** Spellings are few and written often. */
const words = new Map<string, Word>();
const mostWords = 20_000;

/** Upper case as the database has it: letter by letter, so that `ß` stays. */
export function upperName(text: string): string {
  const upper = text.toUpperCase();
  if (upper.length === text.length) return upper;
  let raised = '';
  for (const letter of text) {
    const one = letter.toUpperCase();
    raised += one.length === letter.length ? one : letter;
  }
  return raised;
}
