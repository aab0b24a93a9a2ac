import { isAnyOf } from '../../ir/kinds.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import type { PostgresNode } from '../../ir/postgres/node.js';
import { contains } from '../../ir/walk.js';
import { immutableCall } from '../ddl/tables/immutability.js';
import { callsRoutine } from './calls-routine.js';

/*
 * PostgreSQL works out what is constant before it evaluates anything: `f(x) and false` is false and `f(x) = null` is
 * NULL without a call of f, which PL/SQL makes. (PostgreSQL sources: simplify_and_arguments, evaluate_function)
 */

/** NULL, and NULL as some type. */
export function isNull(value: PgExpr): boolean {
  return value.kind === 'PgCast' ? isNull(value.operand) : value.kind === 'PgNull';
}

/** May PostgreSQL know the value before it evaluates anything, and find it to be `deciding`? */
export function mayBeConstant(value: PgExpr, deciding: boolean): boolean {
  if (value.kind === 'PgBoolean') return value.value === deciding;
  if (isNull(value) || callsRoutine(value)) return false;
  if (contains(value, (node) => isAnyOf(node.kind, 'PgColumn', 'PgParameter', 'PgScalarSubquery', 'PgExists')))
    return false;
  // The clock and the session are no constants, but beside one they may not count.
  return (
    !contains(value, readsSession) || contains(value, (node) => node.kind === 'PgBoolean' || node.kind === 'PgNull')
  );
}

const readsSession = (node: PostgresNode): boolean =>
  node.kind === 'PgCall' && node.name[0] === 'ora' && !immutableCall(node.name);
