import type { NodeBase } from './names.js';

/** `NULL`. */
export interface NullLiteral extends NodeBase {
  readonly kind: 'NullLiteral';
}

/** TRUE and FALSE, of PL/SQL and, since 23ai, of SQL; NULL as a Boolean is a NullLiteral. */
export interface BooleanLiteral extends NodeBase {
  readonly kind: 'BooleanLiteral';
  readonly value: boolean;
}

/** `42`, `.5`, `1e3`, `1.5f`, `2d`; the text without the suffix. */
export interface NumberLiteral extends NodeBase {
  readonly kind: 'NumberLiteral';
  readonly text: string;
  readonly binary?: 'FLOAT' | 'DOUBLE';
}

/** The value with quotes and escapes resolved; `''` (the empty value) is NULL in Oracle. */
export interface StringLiteral extends NodeBase {
  readonly kind: 'StringLiteral';
  readonly value: string;
  readonly national: boolean;
}

/** `DATE '2024-01-01'`, `TIMESTAMP '2024-01-01 00:00:00 +01:00'`. */
export interface DatetimeLiteral extends NodeBase {
  readonly kind: 'DatetimeLiteral';
  readonly type: 'DATE' | 'TIMESTAMP' | 'TIME';
  readonly text: string;
}

/** `INTERVAL '1-2' YEAR(3) TO MONTH`, `INTERVAL '5' DAY`. Units in upper case. */
export interface IntervalLiteral extends NodeBase {
  readonly kind: 'IntervalLiteral';
  readonly text: string;
  readonly from: IntervalUnit;
  readonly to?: IntervalUnit;
  readonly leadingPrecision?: number;
  readonly fractionalPrecision?: number;
}

/** A field of an interval. (SQL Language Reference, "Interval Literals") */
export type IntervalUnit = 'YEAR' | 'MONTH' | 'DAY' | 'HOUR' | 'MINUTE' | 'SECOND';

/** A value that is written out. */
export type Literal = NullLiteral | BooleanLiteral | NumberLiteral | StringLiteral | DatetimeLiteral | IntervalLiteral;
