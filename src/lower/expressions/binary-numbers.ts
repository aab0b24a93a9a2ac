/**
 * BINARY_FLOAT and BINARY_DOUBLE: `a * b` → `ora.binary_multiply(a, b)`, which is infinite or zero where PostgreSQL
 * raises.
 */
import type { PgExpr } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b, pgTypes } from '../builders.js';

const operations: ReadonlyMap<string, string> = new Map([
  ['+', 'binary_add'],
  ['-', 'binary_subtract'],
  ['*', 'binary_multiply'],
  ['/', 'binary_divide'],
]);

/** (SQL Language Reference, "Floating-Point Numbers") */
export function binaryArithmetic(span: Span, op: string, left: PgExpr, right: PgExpr): PgExpr {
  const name = operations.get(op);
  // A sum with a small literal overflows only where it does without it.
  const plain = (op === '+' || op === '-') && (isLiteral(left, 0, 1e20) || isLiteral(right, 0, 1e20));
  return name === undefined || plain ? b.binary(span, op, left, right) : b.ora(span, name, left, right);
}

/** A number as BINARY_FLOAT: a cast where the value is known to fit. */
export function toBinaryFloat(span: Span, value: PgExpr, isInteger: boolean): PgExpr {
  return isInteger || isLiteral(value, 1e-37, 1e38)
    ? b.cast(span, value, pgTypes.real)
    : b.ora(span, 'to_binary_float', value);
}

function isLiteral(value: PgExpr, least: number, most: number): boolean {
  if (value.kind === 'PgCast' || value.kind === 'PgUnary') return isLiteral(value.operand, least, most);
  if (value.kind !== 'PgNumber') return false;
  const size = Number(value.text);
  return size === 0 || (size >= least && size < most);
}
