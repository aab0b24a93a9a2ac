import type { Random } from '../random-programs/random.js';
import type { Column, QueryGenerator, Relation } from './scope.js';
import type { Type, Value } from './values.js';

/** A table with its rows. ID is its key; P of each row is the ID of an earlier one, or NULL. */
export interface Table {
  readonly name: string;
  /** As they are now. */
  rows: readonly (readonly Value[])[];
}

const columns: readonly { readonly name: string; readonly type: Type; readonly declared: string }[] = [
  { name: 'id', type: 'NUMBER', declared: 'NUMBER PRIMARY KEY' },
  { name: 'p', type: 'NUMBER', declared: 'NUMBER' },
  { name: 'n', type: 'NUMBER', declared: 'NUMBER(5)' },
  { name: 's', type: 'VARCHAR2', declared: 'VARCHAR2(10)' },
];

export const texts: readonly string[] = ['a', 'b', 'ab', 'B', 'ba', 'a b'];

export function makeTable(random: Random, name: string): Table {
  const rows = Array.from({ length: 3 + random.below(4) }, (_, i) => [
    i + 1,
    i === 0 || random.chance(0.25) ? null : 1 + random.below(i),
    random.chance(0.25) ? null : random.below(5),
    random.chance(0.25) ? null : random.pick(texts),
  ]);
  return { name, rows };
}

const literal = (value: Value): string =>
  value === null ? 'NULL' : typeof value === 'number' ? String(value) : `'${value}'`;

export const tableScript = ({ name, rows }: Table): string[] => [
  `CREATE TABLE ${name} (${columns.map((c) => `${c.name} ${c.declared}`).join(', ')});`,
  ...rows.map((row) => `INSERT INTO ${name} VALUES (${row.map(literal).join(', ')});`),
];

export function tableRelation(g: QueryGenerator, table: Table): Relation {
  const alias = g.fresh('x');
  const own: readonly Column[] = columns.map((c) => ({ text: `${alias}.${c.name}`, type: c.type }));
  return {
    text: `${table.name} ${alias}`,
    columns: own,
    rows: () => table.rows.map((row) => new Map(own.map((c, i) => [c.text, row[i] ?? null]))),
  };
}
