import type { AdoptedChange } from '../ledger/ledger-entry.js';
import { quoteIdentifier, quotePath } from '../sql/quoting.js';
import { changedByHand } from './hand-changes.js';
import { notNullCheck } from './split-validation.js';
import { shapeOf } from './statement-shape.js';
import { type ColumnParts, columnParts, elementsOf } from './table-elements.js';

type TableChange =
  | { readonly sql: readonly string[]; readonly metadataOnly?: ReadonlySet<string> }
  | { readonly reason: string; readonly advice: string };

const expand = 'add a new column, fill it, move the clients to it, drop the old one in a later release';

/**
 * The ALTER TABLE from one CREATE TABLE, and what was changed by hand on its table since, to another, where no row can
 * be lost; undefined where the statements cannot be compared.
 */
export function alterTable(
  before: string,
  after: string,
  adopted: readonly AdoptedChange[] = [],
): TableChange | undefined {
  const [created, wanted] = [elementsOf(before), elementsOf(after)];
  if (created === undefined || wanted === undefined || created.rest !== wanted.rest) return undefined;
  const { columns, constraints, hands, isKept } = changedByHand(created, { ...wanted, sql: after }, adopted);
  const old = { columns, constraints };
  const { name } = shapeOf(after);
  const table = `alter table ${quotePath(name)}`;
  const sql: string[] = [];
  const metadataOnly = new Set<string>();
  const refused = (reason: string, advice: string) => ({ reason: `table ${name.join('.')}: ${reason}`, advice });
  for (const [constraint, { text }] of old.constraints) {
    if (wanted.constraints.get(constraint)?.text === text || isKept(text)) continue;
    if (constraint.startsWith(' '))
      return refused(`an unnamed constraint changed (${text})`, 'name it, or alter it by hand and repair --adopt');
    sql.push(`${table} drop constraint ${quoteIdentifier(constraint)}`);
  }
  for (const column of old.columns.keys()) {
    if (!wanted.columns.has(column) && !hands.has(column)) {
      return refused(
        `column ${column} is no longer there, and its data would be lost`,
        'release clients that do not use it, drop it by hand, then repair --adopt',
      );
    }
  }
  // Statements that name no columns (INSERT … VALUES, SELECT *) would silently mean others.
  const standing = [...old.columns.keys()].filter((column) => wanted.columns.has(column));
  const order = [...standing, ...[...wanted.columns.keys()].filter((column) => !old.columns.has(column))];
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
      const is = hands.get(column) ?? columnParts(previous.words, before);
      const changed = alterColumn(table, column, is, columnParts(words, after));
      if ('reason' in changed) return refused(changed.reason, changed.advice);
      sql.push(...changed.sql);
      for (const one of changed.metadataOnly ?? []) metadataOnly.add(one);
    }
  }
  for (const [constraint, { text }] of wanted.constraints) {
    if (old.constraints.get(constraint)?.text === text || isKept(text)) continue;
    if (/\b(foreign\s+key|check\s*\()/i.test(text) && !constraint.startsWith(' ')) {
      sql.push(`${table} add ${text} not valid`, `${table} validate constraint ${quoteIdentifier(constraint)}`);
    } else sql.push(`${table} add ${text}`);
  }
  return { sql, metadataOnly };
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
  // One value, shown as a number or as a name (PostgreSQL manual, "Object Identifier Types").
  if (from === 'oid' && to === 'regclass') return true;
  const integers = ['smallint', 'integer', 'bigint'];
  return integers.includes(from) && integers.indexOf(to) > integers.indexOf(from);
}
