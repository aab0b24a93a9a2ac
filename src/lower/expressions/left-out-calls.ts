import type { PgExpr } from '../../ir/postgres/index.js';
import { contains } from '../../ir/walk.js';
import { callsRoutine } from './calls-routine.js';

/*
 * PostgreSQL works out what is constant before it evaluates anything: `f(x) and false` is false and `f(x) = null` is NULL without a call of f, which
 * PL/SQL makes. (PostgreSQL sources: simplify_and_arguments, evaluate_function)
 */

/** NULL, and NULL as some type. */
export function isNull(value: PgExpr): boolean {
  return value.kind === 'PgCast' ? isNull(value.operand) : value.kind === 'PgNull';
}

/** May PostgreSQL know the value before it evaluates anything, and find it to be `deciding`? */
export function mayBeConstant(value: PgExpr, deciding: boolean): boolean {
  if (value.kind === 'PgBoolean') return value.value === deciding;
  if (isNull(value) || callsRoutine(value)) return false;
  return !contains(value, (node) => /^Pg(Column|Parameter|ScalarSubquery|Exists)$/.test(node.kind));
}
