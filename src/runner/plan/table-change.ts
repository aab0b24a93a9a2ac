import { foldIdentifier, quoteIdentifier, quotePath } from '../sql/quoting.js';
import { splitAtCommas, type Token, tokensOf } from '../sql/statement-tokens.js';
import { notNullCheck } from './split-validation.js';
import { shapeOf } from './statement-shape.js';

interface Element {
  readonly text: string;
  readonly words: readonly Token[];
}

interface TableElements {
  readonly columns: ReadonlyMap<string, Element>;
  readonly constraints: ReadonlyMap<string, Element>;
  /** Everything outside of the parentheses, as PARTITION BY. */
  readonly rest: string;
}

type TableChange =
  | { readonly sql: readonly string[]; readonly metadataOnly?: ReadonlySet<string> }
  | { readonly reason: string; readonly advice: string };

const expand = 'add a new column, fill it, move the clients to it, drop the old one in a later release';

/**
 * The ALTER TABLE from one CREATE TABLE to another, where no row can be lost; undefined where the
 * statements cannot be compared.
 */
export function alterTable(before: string, after: string): TableChange | undefined {
  const [old, wanted] = [elementsOf(before), elementsOf(after)];
  if (old === undefined || wanted === undefined || old.rest !== wanted.rest) return undefined;
  const { name } = shapeOf(after);
  const table = `alter table ${quotePath(name)}`;
  const sql: string[] = [];
  const metadataOnly = new Set<string>();
  const refused = (reason: string, advice: string) => ({ reason: `table ${name.join('.')}: ${reason}`, advice });
  for (const [constraint, { text }] of old.constraints) {
    if (wanted.constraints.get(constraint)?.text === text) continue;
    if (constraint.startsWith(' '))
      return refused(`an unnamed constraint changed (${text})`, 'name it, or alter it by hand and repair --adopt');
    sql.push(`${table} drop constraint ${quoteIdentifier(constraint)}`);
  }
  for (const column of old.columns.keys()) {
    if (!wanted.columns.has(column)) {
      return refused(
        `column ${column} is no longer there, and its data would be lost`,
        'release clients that do not use it, drop it by hand, then repair --adopt',
      );
    }
  }
  // Statements that name no columns (INSERT … VALUES, SELECT *) would silently mean others.
  const order = [...old.columns.keys(), ...[...wanted.columns.keys()].filter((column) => !old.columns.has(column))];
  const displaced = [...wanted.columns.keys()].find((column, i) => order[i] !== column);
  if (displaced !== undefined) {
    return refused(
      `column ${displaced} would not stand where the project has it: new columns come behind those that are there`,
      'put new columns at the end of the table',
    );
  }
  for (const [column, { text, words }] of wanted.columns) {
    const previous = old.columns.get(column);
    if (previous === undefined) {
      if (/\bnot\s+null\b/i.test(text) && !/\b(default|generated)\b/i.test(text)) {
        return refused(
          `new column ${column} is NOT NULL without a default`,
          'give it a default, or add it nullable, fill it, then set NOT NULL',
        );
      }
      sql.push(`${table} add column ${text}`);
    } else if (previous.text !== text) {
      const changed = alterColumn(table, column, columnParts(previous.words, before), columnParts(words, after));
      if ('reason' in changed) return refused(changed.reason, changed.advice);
      sql.push(...changed.sql);
      for (const one of changed.metadataOnly ?? []) metadataOnly.add(one);
    }
  }
  for (const [constraint, { text }] of wanted.constraints) {
    if (old.constraints.get(constraint)?.text === text) continue;
    if (/\b(foreign\s+key|check\s*\()/i.test(text) && !constraint.startsWith(' ')) {
      sql.push(`${table} add ${text} not valid`, `${table} validate constraint ${quoteIdentifier(constraint)}`);
    } else sql.push(`${table} add ${text}`);
  }
  return { sql, metadataOnly };
}

interface ColumnParts {
  readonly type: string;
  readonly default: string | undefined;
  readonly notNull: boolean;
  readonly other: string;
}

function alterColumn(table: string, column: string, before: ColumnParts, after: ColumnParts): TableChange {
  const alter = `${table} alter column ${quoteIdentifier(column)}`;
  const sql: string[] = [];
  const metadataOnly = new Set<string>();
  if (before.other !== after.other) {
    return { reason: `column ${column} changed from '${before.other}' to '${after.other}'`, advice: expand };
  }
  if (before.type !== after.type) {
    if (!isWidening(before.type, after.type)) {
      return {
        reason: `column ${column} changes from ${before.type} to ${after.type}, which may lose or refuse values`,
        advice: expand,
      };
    }
    const change = `${alter} type ${after.type}`;
    sql.push(change);
    // varchar and numeric only lose their limit (ALTER TABLE, "Notes"); an integer gets wider in every row.
    if (!/int|bigint/i.test(after.type) && scaleOf(before.type) === scaleOf(after.type)) metadataOnly.add(change);
  }
  if (before.default !== after.default) {
    sql.push(after.default === undefined ? `${alter} drop default` : `${alter} set default ${after.default}`);
  }
  if (before.notNull && !after.notNull) sql.push(`${alter} drop not null`);
  if (!before.notNull && after.notNull) {
    // A valid CHECK spares SET NOT NULL its scan under ACCESS EXCLUSIVE (ALTER TABLE, "Notes").
    const check = quoteIdentifier(notNullCheck(column));
    sql.push(
      `${table} add constraint ${check} check (${quoteIdentifier(column)} is not null) not valid`,
      `${table} validate constraint ${check}`,
      `${alter} set not null`,
      `${table} drop constraint ${check}`,
    );
  }
  return { sql, metadataOnly };
}

/** Digits after the point: while they stay, numeric keeps its rows. */
const scaleOf = (type: string): string => /,\s*(-?\d+)/.exec(type)?.[1] ?? '0';

/** Every value of the one type is one of the other, and reads the same. */
function isWidening(before: string, after: string): boolean {
  const parse = (type: string) => /^([a-z ]+?)\s*(?:\((\d+)(?:\s*,\s*(-?\d+))?\))?$/.exec(type.toLowerCase());
  const [, from = '', a, s = '0'] = parse(before) ?? [];
  const [, to = '', b, t = '0'] = parse(after) ?? [];
  const text = ['varchar', 'character varying'];
  if (text.includes(from) && (to === 'text' || (text.includes(to) && (b === undefined || Number(a) <= Number(b)))))
    return a !== undefined || b === undefined;
  const numbers = ['numeric', 'decimal'];
  if (numbers.includes(from) && numbers.includes(to) && a !== undefined) {
    return b === undefined || (Number(t) >= Number(s) && Number(b) - Number(t) >= Number(a) - Number(s));
  }
  const integers = ['smallint', 'integer', 'bigint'];
  return integers.includes(from) && integers.indexOf(to) > integers.indexOf(from);
}

function elementsOf(sql: string): TableElements | undefined {
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

function columnParts(words: readonly Token[], sql: string): ColumnParts {
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
