import type { Compilation } from '../../compile.js';
import type { PgStatement } from '../../ir/postgres/index.js';
import { printOnce } from '../../print/index.js';
import type { Entry } from './entries.js';

/** The texts of one object: Oracle's, PostgreSQL's, and pairs of lines (from 0) that stand beside each other. */
export interface SourcePair {
  readonly o: string;
  readonly p: string;
  readonly m: readonly (readonly [oracle: number, postgres: number])[];
}

/** The texts of an entry. What the printer cannot print is left out, as the conversion does. */
export function sourcesOf(compilation: Compilation, entry: Entry): SourcePair {
  const { source, lowered } = entry.unit;
  const file = compilation.files[source.file];
  const oracle = file?.text.slice(source.start, source.end) ?? '';
  const texts: string[] = [];
  const pairs: [number, number][] = [];
  let line = 0;
  for (const statement of [...lowered.statements, ...lowered.late]) {
    const printed = printedOf(statement);
    if (!printed) continue;
    for (const { line: at, span } of printed.map) {
      if (span.file !== source.file || span.start < source.start || span.start > source.end || !file) continue;
      pairs.push([file.lineColumn(span.start).line - entry.line, line + at - 1]);
    }
    texts.push(printed.text);
    line += printed.text.split('\n').length + 1;
  }
  return { o: withoutPasswords(oracle), p: texts.join('\n\n'), m: ascending(pairs) };
}

/** Statements that give a user, role or link a password. */
const givesPassword = /^(?:(?:create|alter)\s+(?:(?:public|shared)\s+)*(?:user|role|database\s+link)|grant)\b/i;

const password = /"[^"]*"|'[^']*'|[^\s;,"']+/.source;
const passwords = new RegExp(
  `\\b(identified\\s+by\\s+(?:values\\s+)?)((?:${password})(?:\\s*,\\s*(?:${password}))*)(?:(\\s+replace\\s+)(?:${password}))?`,
  'gi',
);

/**
 * The statement with `***` for its passwords: a report is handed on.
 * (SQL Language Reference, CREATE USER, ALTER USER, CREATE ROLE, CREATE DATABASE LINK, GRANT: "IDENTIFIED BY")
 */
export const withoutPasswords = (statement: string): string =>
  givesPassword.test(statement)
    ? statement.replace(passwords, (_, words: string, given: string, replace?: string) => {
        const hidden = given.replace(new RegExp(password, 'g'), '***');
        return `${words}${hidden}${replace === undefined ? '' : `${replace}***`}`;
      })
    : statement;

function printedOf(statement: PgStatement): ReturnType<typeof printOnce> | undefined {
  try {
    return printOnce(statement);
  } catch {
    return undefined;
  }
}

/** The longest run of pairs that rises on both sides: lines that were moved are not lined up. */
function ascending(pairs: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] {
  // A line of Oracle stands beside the first of its lines.
  const firsts: (readonly [number, number])[] = [];
  for (const pair of pairs) {
    const last = firsts.at(-1);
    if (last?.[0] !== pair[0] && last?.[1] !== pair[1]) firsts.push(pair);
  }
  const tails: number[] = [];
  const previous: number[] = [];
  for (const [i, [oracle]] of firsts.entries()) {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((firsts[tails[middle] ?? 0]?.[0] ?? 0) < oracle) low = middle + 1;
      else high = middle;
    }
    previous[i] = low > 0 ? (tails[low - 1] ?? -1) : -1;
    tails[low] = i;
  }
  const run: (readonly [number, number])[] = [];
  for (let at = tails.at(-1) ?? -1; at >= 0; at = previous[at] ?? -1) {
    const pair = firsts[at];
    if (pair) run.unshift(pair);
  }
  return run;
}
