import { Random } from '../random.js';
import type { Table } from './tables.js';
import type { Type, Value } from './values.js';

/** Values of columns, by their text in the query. */
export type Row = ReadonlyMap<string, Value>;

export interface Column {
  /** With the alias of its table: `x1.n`. */
  readonly text: string;
  readonly type: Type;
  /** Of a table: text of it is VARCHAR2 and never CHAR, as literals are. */
  readonly ofTable?: boolean;
  /** Text that is a number. */
  readonly numeric?: boolean;
}

/** What an expression may name. */
export interface Scope {
  /** Of the FROM clause. */
  readonly columns: readonly Column[];
  /** Of the queries around it. */
  readonly outer: readonly Column[];
  /** May a query stand in it? */
  readonly queries: boolean;
  readonly depth: number;
}

/** What may be grouped and sorted by. */
export const sortable = ({ columns }: Scope): readonly Column[] => columns.filter((c) => c.type !== 'CLOB');

export const deeper = (scope: Scope): Scope => ({ ...scope, depth: scope.depth + 1 });

export interface Expression {
  readonly text: string;
  readonly type: Type;
  readonly value: (row: Row) => Value;
}

export interface Condition {
  readonly text: string;
  readonly truth: (row: Row) => boolean | null;
}

/** A query: its text, and the rows that Oracle gives, in any order. */
export interface Query {
  readonly text: string;
  readonly types: readonly Type[];
  readonly rows: (outer: Row) => readonly (readonly Value[])[];
}

/** What stands in FROM. */
export interface Relation {
  readonly text: string;
  readonly columns: readonly Column[];
  /** A condition that the WHERE clause has to have. */
  readonly where?: string;
  readonly rows: () => readonly Row[];
}

/** Makes the queries of one seed. */
export class QueryGenerator {
  readonly random: Random;
  readonly tables: readonly Table[];
  private names = 0;

  constructor(seed: number, tables: (random: Random) => readonly Table[]) {
    this.random = new Random(seed);
    this.tables = tables(this.random);
  }

  /** A name that nothing else has. */
  fresh(prefix: string): string {
    return `${prefix}${++this.names}`;
  }
}

export const merged = (...rows: readonly Row[]): Row => new Map(rows.flatMap((row) => [...row]));
