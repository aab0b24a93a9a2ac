import type { Expr } from '../../ir/oracle/index.js';
import type { KnownText } from './known-text.js';
import type { RoutineSymbol, VariableSymbol } from './symbols.js';

/**
 * What holds values: a variable, the result of a routine, the fields of a name in records, a column of a table or of
 * what a query gives.
 */
export type Carrier =
  | VariableSymbol
  | RoutineSymbol
  | `field ${string}`
  | `column ${string}`
  | `output ${number}:${number}:${number} ${number}`;

/** What dynamic SQL gives: what is known of its text, and the values that are bound; undefined where they are not known. */
export interface TextRows {
  readonly kind: 'text';
  readonly text: KnownText | undefined;
  readonly using: readonly Expr[] | undefined;
}

/**
 * What a carrier is given: an expression, what another one holds, what a text gives, or rows of which nothing is known.
 */
export type ValueSource =
  | Expr
  | { readonly kind: 'carrier'; readonly carrier: Carrier }
  | TextRows
  | { readonly kind: 'rows' };
