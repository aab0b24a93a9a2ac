import type { MappedTextBuilder } from '../files/mapped-text.js';
import type { Session } from './session.js';

/** A variable that had no value, at its place in the substituted text. */
export interface UnresolvedVariable {
  readonly name: string;
  readonly at: number;
  /** Written with `&&`, as only variables are. */
  readonly isDoubled: boolean;
}

/**
 * Appends `text` from `start` to `end` to the builder with the values of substitution variables put in, as SQL*Plus
 * does before it looks at a line: in strings and comments too (SQL*Plus User's Guide, "Using Substitution Variables").
 * A variable without a value stays as it is written, with `&` before it whatever character SET DEFINE names.
 * Returns those variables.
 */
export function substitute(
  text: string,
  start: number,
  end: number,
  session: Session,
  builder: MappedTextBuilder,
): UnresolvedVariable[] {
  const { define, concat, variables } = session;
  const unresolved: UnresolvedVariable[] = [];
  let at = start;
  let next = define === '' ? end : nextOf(text, define, start, end);
  while (next < end) {
    if (session.escape !== '' && next > at && text[next - 1] === session.escape) {
      builder.copy(text, at, next - 1);
      at = next;
      next = nextOf(text, define, next + 1, end);
      continue;
    }
    const nameStart = text[next + 1] === define ? next + 2 : next + 1;
    const nameEnd = endOfName(text, nameStart, end);
    if (nameEnd === nameStart) {
      next = nextOf(text, define, nameStart, end);
      continue;
    }
    const variableEnd = concat !== '' && nameEnd < end && text[nameEnd] === concat ? nameEnd + 1 : nameEnd;
    const name = text.slice(nameStart, nameEnd);
    const value = variables.get(name.toUpperCase());
    builder.copy(text, at, next);
    if (value !== undefined) {
      builder.insert(value, next, variableEnd);
      at = variableEnd;
    } else {
      unresolved.push({ name, at: builder.text.length, isDoubled: nameStart === next + 2 });
      if (define !== '&') builder.insert('&', next, nameStart);
      at = define === '&' ? next : nameStart;
    }
    next = nextOf(text, define, variableEnd, end);
  }
  builder.copy(text, at, end);
  return unresolved;
}

/** The first place of a character in a range, or the end of the range. Looks at nothing beyond it. */
function nextOf(text: string, character: string, start: number, end: number): number {
  const at = text.slice(start, end).indexOf(character);
  return at < 0 ? end : start + at;
}

const nameCharacter = /[\w$#\p{L}]/u;

function endOfName(text: string, start: number, end: number): number {
  let at = start;
  if (at < end && !/[\w\p{L}]/u.test(text[at]!)) return at;
  while (at < end && nameCharacter.test(text[at]!)) at++;
  return at;
}
