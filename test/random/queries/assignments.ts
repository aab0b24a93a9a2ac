import { expression } from './expressions.js';
import type { Expression, QueryGenerator, Row, Scope } from './scope.js';
import { type Table, tableColumns } from './tables.js';
import type { Truth, Type, Value } from './values.js';

/*
 * What becomes of values that are put into columns: rounded, padded, without the fraction of a second; a value that does not
 * fit makes the statement fail as a whole. (SQL Language Reference, "Data Types"; PL/SQL Language Reference, "Handling Errors")
 */

/** Undefined: rows fail in different ways, and it is open which comes first. */
export type Outcome = number | { readonly error: number } | undefined;

/** `column = expression` */
export interface Assignment {
  readonly column: string;
  readonly of: Expression;
}

const settable = ['n', 'n', 's', 's', 'c', 'c', 'm', 'd', 't', 'r', 'l'] as const;

/** Types that the column takes without a word. */
function typesFor(column: (typeof settable)[number]): readonly Type[] {
  switch (column) {
    case 'n':
    case 'm':
      return ['NUMBER'];
    case 's':
      return ['VARCHAR2', 'VARCHAR2', 'CHAR', 'NUMBER', 'DATE'];
    case 'c':
      return ['VARCHAR2', 'CHAR', 'CHAR', 'NUMBER'];
    case 'd':
      return ['DATE', 'DATE', 'TIMESTAMP'];
    case 'r':
      return ['RAW'];
    case 'l':
      return ['VARCHAR2', 'CHAR', 'CLOB'];
    case 't':
      return ['TIMESTAMP', 'TIMESTAMP', 'DATE'];
  }
}

/** Some columns, each once, and what they get. */
export function assignments(g: QueryGenerator, scope: Scope, made = expression): readonly Assignment[] {
  const columns = new Set(Array.from({ length: 1 + g.random.below(4) }, () => g.random.pick(settable)));
  return [...columns].map((column) => {
    const of = made(g, scope, g.random.pick(typesFor(column)));
    return { column, of: failsWithoutRows(column, of) ? { ...of, text: '1', type: 'NUMBER', value: () => 1 } : of };
  });
}

/** A constant number that is too large is an error of the statement in PostgreSQL, also where it has no rows. */
function failsWithoutRows(column: string, { text, type, value }: Expression): boolean {
  if (type !== 'NUMBER' || /[a-z]\w*\.|\bk_|SELECT/.test(text)) return false;
  const made = value(new Map());
  const fitted = made === null ? undefined : tableColumns.find((c) => c.name === column)?.stored(made);
  return fitted !== undefined && 'error' in fitted;
}

export const setList = (list: readonly Assignment[]): string =>
  list.map((a) => `${a.column} = ${a.of.text}`).join(', ');

/** Rows that a statement makes; what does not fit is noted. */
export class NewRows {
  private readonly errors = new Set<number>();

  constructor(
    private readonly table: Table,
    /** A condition that rows have to meet to be in the view that they are changed through. */
    private readonly meets?: (row: readonly Value[]) => Truth,
  ) {}

  /** The row with the values in it. */
  changed(row: readonly Value[], list: readonly Assignment[], from: Row, kind: 'insert' | 'update'): readonly Value[] {
    const made = [...row];
    for (const { column, of } of list) {
      const index = tableColumns.findIndex((c) => c.name === column);
      const value = of.value(from);
      const stored = value === null ? undefined : tableColumns[index]?.stored(value);
      if (stored && 'error' in stored) this.errors.add(stored.error);
      made[index] = stored && 'value' in stored ? stored.value : null;
    }
    const stored = this.table.trigger?.(made, kind === 'update' ? row : undefined) ?? made;
    if (this.meets && this.meets(stored) !== true) this.errors.add(-1402);
    return stored;
  }

  /** Puts the rows into the table, if they all fit. */
  put(rows: readonly (readonly Value[])[], count: number): Outcome {
    const [error, ...more] = this.errors;
    // A trigger may replace what does not fit: it is open which of both comes first.
    if (more.length > 0 || (error !== undefined && this.table.trigger)) return undefined;
    if (error !== undefined) return { error };
    this.table.rows = rows;
    return count;
  }
}

export const emptyRow = (id: number): Value[] => tableColumns.map((c) => (c.name === 'id' ? id : null));
