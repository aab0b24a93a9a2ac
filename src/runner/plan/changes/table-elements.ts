import { foldIdentifier } from '../../sql/quoting.js';
import { splitAtCommas, type Token, tokensOf } from '../../sql/statement-tokens.js';

/** A column or constraint of CREATE TABLE: its text, blanks folded, and its tokens. */
export interface Element {
  readonly text: string;
  readonly words: readonly Token[];
}

/** What stands between the parentheses of CREATE TABLE, by name. A constraint without a name goes by its text. */
export interface TableElements {
  readonly columns: ReadonlyMap<string, Element>;
  readonly constraints: ReadonlyMap<string, Element>;
  /** Everything outside of the parentheses, as PARTITION BY. */
  readonly rest: string;
}

/** The definition of a column taken apart; `other` is what changes by no ALTER COLUMN. */
export interface ColumnParts {
  readonly type: string;
  readonly default: string | undefined;
  readonly notNull: boolean;
  readonly other: string;
}

/** The columns and constraints of CREATE TABLE; undefined of one that has none of its own. */
export function elementsOf(sql: string): TableElements | undefined {
  const tokens = tokensOf(sql);
  const open = tokens.findIndex(({ text }) => text === '(');
  if (open < 0 || tokens.slice(0, open).some(({ word }) => word === 'partition' || word === 'as')) return undefined;
  let depth = 0;
  let close = open;
  for (; close < tokens.length; close += 1) {
    if (tokens[close]?.text === '(') depth += 1;
    if (tokens[close]?.text === ')') depth -= 1;
    if (depth === 0) break;
  }
  const columns = new Map<string, Element>();
  const constraints = new Map<string, Element>();
  for (const words of splitAtCommas(tokens.slice(open + 1, close))) {
    const [first, second] = words;
    if (first === undefined) continue;
    const text = spaced(words, sql);
    if (first.word === 'constraint') constraints.set(foldIdentifier(second?.text ?? ''), { text, words });
    else if (['primary', 'unique', 'check', 'foreign', 'exclude', 'like'].includes(first.word))
      constraints.set(` ${text}`, { text, words });
    else columns.set(foldIdentifier(first.text), { text, words });
  }
  return { columns, constraints, rest: spaced(tokens.slice(close + 1), sql) };
}

const columnWords = new Set([
  'default',
  'not',
  'null',
  'generated',
  'collate',
  'primary',
  'unique',
  'references',
  'check',
  'constraint',
  'storage',
  'compression',
]);

/** Takes the definition of a column apart; the first word is its name. */
export function columnParts(words: readonly Token[], sql: string): ColumnParts {
  const parts = { type: [] as Token[], default: [] as Token[], other: [] as Token[] };
  let into: Token[] = parts.type;
  let depth = 0;
  let notNull = false;
  for (let i = 1; i < words.length; i += 1) {
    const token = words[i];
    if (token === undefined) break;
    if (depth === 0 && columnWords.has(token.word)) {
      if (token.word === 'not' && words[i + 1]?.word === 'null') {
        notNull = true;
        into = parts.other;
        i += 1;
        continue;
      }
      if (token.word === 'default') {
        into = parts.default;
        continue;
      }
      // In a default, NOT and NULL are part of the expression: `default null`.
      if (!(into === parts.default && parts.default.length === 0)) into = parts.other;
    }
    if (token.text === '(' || token.text === '[') depth += 1;
    if (token.text === ')' || token.text === ']') depth -= 1;
    into.push(token);
  }
  return {
    type: spaced(parts.type, sql)
      .replace(/\s*\(\s*/g, '(')
      .replace(/\s*\)/g, ')')
      .toLowerCase(),
    default: parts.default.length === 0 ? undefined : spaced(parts.default, sql),
    notNull,
    other: spaced(parts.other, sql),
  };
}

/** The text of tokens with one blank where there were blanks or comments. */
function spaced(words: readonly Token[], sql: string): string {
  let text = '';
  let end: number | undefined;
  for (const { at, end: next } of words) {
    if (end !== undefined && at > end) text += ' ';
    text += sql.slice(at, next);
    end = next;
  }
  return text;
}
