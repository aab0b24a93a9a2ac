/*
 * Tables as Oracle keeps them, and what its statements do to them. An error is its number; undefined means that the
 * manual does not say, or that several errors are as good, so that nothing can be expected.
 */

export type Value = number | string | null;

/** NUMBER(size) of whole numbers, or VARCHAR2(size). */
export interface ColumnType {
  readonly kind: 'NUMBER' | 'VARCHAR2';
  readonly size: number;
}

export interface Column {
  name: string;
  type: ColumnType;
  notNull: boolean;
  defaultValue: Value;
}

/** A key, or `CHECK (column operator value)`, or a reference to a key of one column. */
export interface Constraint {
  name: string;
  readonly kind: 'primary' | 'unique' | 'check' | 'foreign';
  columns: string[];
  readonly check?: { readonly operator: '<' | '>' | '<>'; readonly value: number | string };
  readonly parent?: { readonly table: Table; readonly column: Column };
  readonly onDelete?: 'CASCADE' | 'SET NULL';
  enabled: boolean;
}

export interface Table {
  name: string;
  columns: Column[];
  constraints: Constraint[];
  rows: Value[][];
}

/** 'ok', or the number of Oracle's error; undefined: not known. */
export type Outcome = 'ok' | number | undefined;

/** The names that a view was made of. */
export interface View {
  readonly name: string;
  readonly table: string;
  readonly columns: readonly string[];
}

export interface World {
  readonly tables: Table[];
  readonly views: View[];
}

export const placeOf = (table: Table, column: string): number => table.columns.findIndex((c) => c.name === column);

export const named = <T extends { readonly name: string }>(list: readonly T[], name: string): T | undefined =>
  list.find((x) => x.name === name);

/** The error of a value that a column does not hold. */
export function misfit({ kind, size }: ColumnType, value: Value): number | undefined {
  if (value === null) return undefined;
  if (kind === 'VARCHAR2') return String(value).length > size ? 12899 : undefined;
  return Math.abs(Number(value)) >= 10 ** size ? 1438 : undefined;
}

export const isKey = ({ kind }: Constraint): boolean => kind === 'primary' || kind === 'unique';

const valuesOf = (table: Table, constraint: Constraint, row: readonly Value[]): Value[] =>
  constraint.columns.map((c) => row[placeOf(table, c)] ?? null);

/** Do rows share a key? All NULL do not; NULL in some columns is a value like others. */
export function hasDuplicates(table: Table, constraint: Constraint, rows: readonly (readonly Value[])[]): boolean {
  const keys = rows.map((r) => valuesOf(table, constraint, r)).filter((k) => k.some((v) => v !== null));
  return new Set(keys.map((k) => JSON.stringify(k))).size < keys.length;
}

export function violatesCheck(table: Table, constraint: Constraint, row: readonly Value[]): boolean {
  const [value] = valuesOf(table, constraint, row);
  const { check } = constraint;
  if (check === undefined || value === null || value === undefined) return false;
  if (check.operator === '<>') return value === check.value;
  return check.operator === '<' ? value >= check.value : value <= check.value;
}

export function lacksParent(table: Table, constraint: Constraint, row: readonly Value[]): boolean {
  const [value] = valuesOf(table, constraint, row);
  const { parent } = constraint;
  if (parent === undefined || value === null || value === undefined) return false;
  const place = parent.table.columns.indexOf(parent.column);
  return !parent.table.rows.some((r) => r[place] === value);
}

/** The references to a table, with the tables that they are of. */
export const referencesTo = (world: World, table: Table): { readonly child: Table; readonly reference: Constraint }[] =>
  world.tables.flatMap((child) =>
    child.constraints.filter((c) => c.parent?.table === table).map((reference) => ({ child, reference })),
  );

/** The one error of a table whose rows these would be; several: undefined. */
export function rowErrors(world: World, table: Table, rows: readonly (readonly Value[])[]): readonly number[] {
  const errors = new Set<number>();
  const before = table.rows;
  table.rows = rows.map((r) => [...r]);
  for (const c of table.constraints) {
    if (!c.enabled) continue;
    if (isKey(c) && hasDuplicates(table, c, rows)) errors.add(1);
    if (c.kind === 'check' && rows.some((r) => violatesCheck(table, c, r))) errors.add(2290);
    if (c.kind === 'foreign' && rows.some((r) => lacksParent(table, c, r))) errors.add(2291);
  }
  for (const { child, reference } of referencesTo(world, table))
    if (child !== table && reference.enabled && child.rows.some((r) => lacksParent(child, reference, r)))
      errors.add(2292);
  table.rows = before;
  return [...errors];
}

/** Is NULL refused, by NOT NULL or the primary key? */
export const refusesNull = (table: Table, column: Column): boolean =>
  column.notNull || table.constraints.some((c) => c.kind === 'primary' && c.enabled && c.columns.includes(column.name));
