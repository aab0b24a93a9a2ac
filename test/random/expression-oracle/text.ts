/**
 * Oracle's character functions over text without multi-byte characters; '' is NULL. (SQL Language
 * Reference, "Character Functions")
 */
import { OraError } from './number.js';

export const orNull = (s: string): string | null => (s === '' ? null : s);

export function substr(s: string, from: number, length?: number): string | null {
  if (length !== undefined && length < 1) return null;
  const start = from > 0 ? from - 1 : from === 0 ? 0 : s.length + from;
  if (start < 0) return null;
  return orNull(s.slice(start, length === undefined ? undefined : start + length));
}

export function instr(s: string, search: string, from: number, occurrence: number): number {
  if (occurrence < 1) throw new OraError(1428);
  if (from === 0) return 0;
  const step = from > 0 ? 1 : -1;
  let at = from > 0 ? from - 1 : s.length + from;
  let left = occurrence;
  for (; at >= 0 && at < s.length; at += step) {
    if (s.startsWith(search, at) && --left === 0) return at + 1;
  }
  return 0;
}

export function pad(s: string, length: number, by: string, side: 'left' | 'right'): string | null {
  if (length < 1) return null;
  if (s.length >= length) return s.slice(0, length);
  const filler = by.repeat(length).slice(0, length - s.length);
  return side === 'left' ? filler + s : s + filler;
}

export function trimSet(s: string, set: string, side: 'left' | 'right' | 'both'): string | null {
  let [from, to] = [0, s.length];
  while (side !== 'right' && from < to && set.includes(s[from] ?? '')) from++;
  while (side !== 'left' && to > from && set.includes(s[to - 1] ?? '')) to--;
  return orNull(s.slice(from, to));
}

export function translate(s: string, from: string, to: string): string | null {
  return orNull(
    [...s]
      .map((c) => {
        const at = from.indexOf(c);
        return at < 0 ? c : (to[at] ?? '');
      })
      .join(''),
  );
}

export const initcap = (s: string): string =>
  s.toLowerCase().replace(/[a-z0-9]+/g, (word) => word.slice(0, 1).toUpperCase() + word.slice(1));

/** LIKE with an escape character. */
export function like(s: string, pattern: string, escape?: string): boolean {
  let source = '';
  for (let i = 0; i < pattern.length; i++) {
    const c = pattern[i] ?? '';
    if (c === escape) {
      const next = pattern[++i];
      if (next === undefined || (next !== '%' && next !== '_' && next !== escape)) throw new OraError(1424);
      source += `\\u${next.charCodeAt(0).toString(16).padStart(4, '0')}`;
    } else source += c === '%' ? '[^]*' : c === '_' ? '[^]' : `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`;
  }
  return new RegExp(`^${source}$`).test(s);
}

const soundexCodes = '01230120022455012623010202';
export function soundex(s: string): string | null {
  const letters = [...s.toUpperCase()].filter((c) => c >= 'A' && c <= 'Z');
  const [first] = letters;
  if (first === undefined) return null;
  const code = (c: string): string => soundexCodes[c.charCodeAt(0) - 65] ?? '0';
  let last = code(first);
  let result = first;
  for (const c of letters.slice(1)) {
    const own = code(c);
    if (own !== '0' && own !== last) result += own;
    if (c !== 'H' && c !== 'W') last = own;
  }
  return result.padEnd(4, '0').slice(0, 4);
}

export const matches = (text: string, pattern: RegExp): readonly RegExpMatchArray[] => [...text.matchAll(pattern)];
