import type { Random } from '../random.js';
import type { WholePattern } from './patterns.js';

/** A value of a call; '' is NULL. */
export type Value = string | number | boolean | null;

/** The subject of a call: what it holds, and how often it can be asked. */
export interface Subject {
  readonly sql: string;
  readonly value: string | null;
}

/** A call of a regular expression function, and what it gives. */
export interface Call {
  readonly sql: string;
  readonly type: 'TEXT' | 'NUMBER' | 'CONDITION';
  readonly value: Value;
}

/** How a pattern is written at a place: as a literal, or as a variable or column that holds it. */
export type Written = (text: string) => string;

export const quoted = (text: string): string =>
  text.includes('\n')
    ? text
        .split('\n')
        .map((part) => `'${part.replaceAll("'", "''")}'`)
        .join(' || CHR(10) || ')
    : `'${text.replaceAll("'", "''")}'`;

interface Flags {
  readonly oracle: string | undefined;
  readonly js: string;
}

function someFlags(random: Random): Flags {
  const choice = random.below(8);
  if (choice < 4) return { oracle: undefined, js: '' };
  if (choice === 4) return { oracle: 'i', js: 'i' };
  if (choice === 5) return { oracle: random.pick(['c', 'ic']), js: '' };
  if (choice === 6) return { oracle: random.pick(['n', 'in']), js: 's' };
  return { oracle: 'm', js: 'm' };
}

/** Every match from a position on. */
interface Match {
  readonly start: number;
  readonly text: string;
  readonly groups: readonly (string | undefined)[];
  /** Where the groups start. */
  readonly starts: readonly (number | undefined)[];
}

function matches(pattern: WholePattern, flags: Flags, subject: string, position: number): readonly Match[] {
  const ignore = flags.oracle !== undefined && /i[^c]*$/.test(flags.oracle);
  const dot = flags.js.includes('s');
  const source = pattern.js.replaceAll(/\\.|\[(?:\\.|[^\]\\])*\]|\./g, (part) =>
    part === '.' ? (dot ? '[^]' : '[^\\n]') : part,
  );
  const expression = new RegExp(source, `gd${ignore ? 'i' : ''}${flags.js.includes('m') ? 'm' : ''}`);
  expression.lastIndex = position - 1;
  const found: Match[] = [];
  for (;;) {
    const match = expression.exec(subject);
    if (match === null) return found;
    found.push({
      start: match.index,
      text: match[0],
      groups: match.slice(1),
      starts: (match.indices ?? []).slice(1).map((pair) => pair?.[0]),
    });
    if (match[0] === '') expression.lastIndex++;
  }
}

const argumentsOf = (args: readonly (string | number | undefined)[]): string => {
  const last = args.findLastIndex((each) => each !== undefined);
  return args
    .slice(0, last + 1)
    .map(String)
    .join(', ');
};

/** What a call needs: how its pattern is written, and what it is about. */
export interface CallOf {
  readonly random: Random;
  readonly subject: Subject;
  readonly pattern: WholePattern;
  readonly written: Written;
}

function place(random: Random, { anchored }: WholePattern, subject: string): { position: number; given: boolean } {
  if (anchored || subject.length < 2 || random.chance(0.6)) return { position: 1, given: random.chance(0.3) };
  return { position: 1 + random.below(subject.length), given: true };
}

const flag = ({ oracle }: Flags): string | undefined => (oracle === undefined ? undefined : quoted(oracle));

export function regexpLike({ random, subject, pattern, written }: CallOf): Call {
  const flags = someFlags(random);
  const sql = `REGEXP_LIKE(${argumentsOf([subject.sql, written(pattern.oracle), flag(flags)])})`;
  const value = subject.value === null ? null : matches(pattern, flags, subject.value, 1).length > 0;
  return { sql, type: 'CONDITION', value };
}

export function regexpCount({ random, subject, pattern, written }: CallOf): Call {
  const flags = someFlags(random);
  const { position, given } = place(random, pattern, subject.value ?? '');
  const sql = `REGEXP_COUNT(${argumentsOf([
    subject.sql,
    written(pattern.oracle),
    given || flags.oracle !== undefined ? position : undefined,
    flag(flags),
  ])})`;
  const value = subject.value === null ? null : matches(pattern, flags, subject.value, position).length;
  return { sql, type: 'NUMBER', value };
}

export function regexpSubstr({ random, subject, pattern, written }: CallOf): Call {
  const flags = someFlags(random);
  const { position, given } = place(random, pattern, subject.value ?? '');
  const occurrence = random.pick([1, 1, 1, 2, 2, 3]);
  const group = pattern.groups > 0 && random.chance(0.5) ? 1 + random.below(Math.min(9, pattern.groups)) : undefined;
  const flagGiven = flag(flags) ?? (group === undefined ? undefined : random.pick(["'c'", 'NULL']));
  const occurrenceGiven = occurrence > 1 || flagGiven !== undefined || random.chance(0.2) ? occurrence : undefined;
  const positionGiven = given || occurrenceGiven !== undefined ? position : undefined;
  const sql = `REGEXP_SUBSTR(${argumentsOf([
    subject.sql,
    written(pattern.oracle),
    positionGiven,
    occurrenceGiven,
    flagGiven,
    group,
  ])})`;
  if (subject.value === null) return { sql, type: 'TEXT', value: null };
  const match = matches(pattern, flags, subject.value, position)[occurrence - 1];
  const text = group === undefined ? match?.text : match?.groups[group - 1];
  return { sql, type: 'TEXT', value: text === undefined || text === '' ? null : text };
}

export function regexpInstr({ random, subject, pattern, written }: CallOf): Call {
  const flags = someFlags(random);
  const { position, given } = place(random, pattern, subject.value ?? '');
  const occurrence = random.pick([1, 1, 1, 2, 2, 3]);
  const behind = random.pick([0, 0, 1]);
  const group = pattern.groups > 0 && random.chance(0.4) ? 1 + random.below(Math.min(9, pattern.groups)) : undefined;
  const flagGiven = flag(flags) ?? (group === undefined ? undefined : "'c'");
  const behindGiven = behind > 0 || flagGiven !== undefined || random.chance(0.2) ? behind : undefined;
  const occurrenceGiven = occurrence > 1 || behindGiven !== undefined || random.chance(0.2) ? occurrence : undefined;
  const positionGiven = given || occurrenceGiven !== undefined ? position : undefined;
  const sql = `REGEXP_INSTR(${argumentsOf([
    subject.sql,
    written(pattern.oracle),
    positionGiven,
    occurrenceGiven,
    behindGiven,
    flagGiven,
    group,
  ])})`;
  if (subject.value === null) return { sql, type: 'NUMBER', value: null };
  const match = matches(pattern, flags, subject.value, position)[occurrence - 1];
  const start = group === undefined ? match?.start : match?.starts[group - 1];
  const text = group === undefined ? match?.text : match?.groups[group - 1];
  return {
    sql,
    type: 'NUMBER',
    value: start === undefined || text === undefined ? 0 : start + 1 + (behind === 1 ? text.length : 0),
  };
}

export function regexpReplace({ random, subject, pattern, written }: CallOf): Call {
  const flags = someFlags(random);
  const { position, given } = place(random, pattern, subject.value ?? '');
  const occurrence = random.pick([0, 0, 0, 1, 2]);
  const parts = Array.from({ length: random.below(4) }, () =>
    pattern.groups > 0 && random.chance(0.5)
      ? 1 + random.below(Math.min(9, pattern.groups))
      : random.pick(['x', '<', '>', '\\\\', '&', '$1', '-']),
  );
  const replacement = parts.map((part) => (typeof part === 'number' ? `\\${part}` : part)).join('');
  const flagGiven = flag(flags);
  const occurrenceGiven = occurrence > 0 || flagGiven !== undefined || random.chance(0.2) ? occurrence : undefined;
  const positionGiven = given || occurrenceGiven !== undefined ? position : undefined;
  const replacementGiven =
    replacement === '' && positionGiven === undefined && random.chance(0.5) ? undefined : quoted(replacement);
  const sql = `REGEXP_REPLACE(${argumentsOf([
    subject.sql,
    written(pattern.oracle),
    replacementGiven,
    positionGiven,
    occurrenceGiven,
    flagGiven,
  ])})`;
  if (subject.value === null) return { sql, type: 'TEXT', value: null };
  let made = '';
  let at = 0;
  for (const [i, match] of matches(pattern, flags, subject.value, position).entries()) {
    if (occurrence > 0 && i !== occurrence - 1) continue;
    made += subject.value.slice(at, match.start);
    for (const part of parts)
      made += typeof part === 'number' ? (match.groups[part - 1] ?? '') : part === '\\\\' ? '\\' : part;
    at = match.start + match.text.length;
  }
  made += subject.value.slice(at);
  return { sql, type: 'TEXT', value: made === '' ? null : made };
}
