import type { AdoptedChange } from '../../ledger/ledger-entry.js';
import { quoteIdentifier, quotePath } from '../../sql/quoting.js';
import { shapeOf } from '../statements/statement-shape.js';
import { changedByHand } from './hand-changes.js';
import { notNullCheck } from './split-validation.js';
import { type ColumnParts, columnParts, elementsOf, type TableElements } from './table-elements.js';
import { dropUnnamed, unnamedConstraint } from './unnamed-constraint.js';

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
  const steps = [
    droppedConstraints(name, table, old, wanted, isKept),
    lostColumn(old, wanted, (column) => hands.has(column)) ?? displacedColumn(old, wanted) ?? nothing,
    ...[...wanted.columns].map(([column, { text, words }]) => {
      const previous = old.columns.get(column);
      if (previous === undefined) return newColumn(table, column, text);
      if (previous.text === text) return nothing;
      const is = hands.get(column) ?? columnParts(previous.words, before);
      return alterColumn(table, column, is, columnParts(words, after));
    }),
    addedConstraints(table, old, wanted, isKept),
  ];
  for (const step of steps) {
    if ('reason' in step) return { ...step, reason: `table ${name.join('.')}: ${step.reason}` };
    sql.push(...step.sql);
    for (const one of step.metadataOnly ?? []) metadataOnly.add(one);
  }
  return { sql, metadataOnly };
}

const nothing: TableChange = { sql: [] };

type Elements = Pick<TableElements, 'columns' | 'constraints'>;

function droppedConstraints(
  name: readonly string[],
  table: string,
  old: Elements,
  wanted: Elements,
  isKept: (text: string) => boolean,
): TableChange {
  const gone = [...old.constraints].filter(
    ([constraint, { text }]) => wanted.constraints.get(constraint)?.text !== text && !isKept(text),
  );
  const sql: string[] = [];
  for (const [constraint, { text }] of gone) {
    const unnamed = constraint.startsWith(' ') ? unnamedConstraint(`add ${text}`) : undefined;
    if (unnamed !== undefined) sql.push(dropUnnamed(name, unnamed));
    else if (!constraint.startsWith(' ')) sql.push(`${table} drop constraint ${quoteIdentifier(constraint)}`);
    else
      return {
        reason: `an unnamed constraint changed (${text})`,
        advice: 'name it, or alter it by hand and repair --adopt',
      };
  }
  return { sql };
}

function addedConstraints(
  table: string,
  old: Elements,
  wanted: Elements,
  isKept: (text: string) => boolean,
): TableChange {
  const sql = [...wanted.constraints].flatMap(([constraint, { text }]) => {
    if (old.constraints.get(constraint)?.text === text || isKept(text)) return [];
    if (!/\b(foreign\s+key|check\s*\()/i.test(text) || constraint.startsWith(' ')) return [`${table} add ${text}`];
    return [`${table} add ${text} not valid`, `${table} validate constraint ${quoteIdentifier(constraint)}`];
  });
  return { sql };
}

function lostColumn(old: Elements, wanted: Elements, isByHand: (column: string) => boolean): TableChange | undefined {
  const lost = [...old.columns.keys()].find((column) => !wanted.columns.has(column) && !isByHand(column));
  if (lost === undefined) return undefined;
  return {
    reason: `column ${lost} is no longer there, and its data would be lost`,
    advice: 'release clients that do not use it, drop it by hand, then repair --adopt',
  };
}

/** Statements that name no columns (INSERT … VALUES, SELECT *) would silently mean others. */
function displacedColumn(old: Elements, wanted: Elements): TableChange | undefined {
  const standing = [...old.columns.keys()].filter((column) => wanted.columns.has(column));
  const order = [...standing, ...[...wanted.columns.keys()].filter((column) => !old.columns.has(column))];
  const displaced = [...wanted.columns.keys()].find((column, i) => order[i] !== column);
  if (displaced === undefined) return undefined;
  return {
    reason: `column ${displaced} would not stand where the project has it: new columns come behind those that are there`,
    advice: 'put new columns at the end of the table',
  };
}

function newColumn(table: string, column: string, text: string): TableChange {
  if (/\bnot\s+null\b/i.test(text) && !/\b(default|generated)\b/i.test(text))
    return {
      reason: `new column ${column} is NOT NULL without a default`,
      advice: 'give it a default, or add it nullable, fill it, then set NOT NULL',
    };
  return { sql: [`${table} add column ${text}`] };
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
