import { isAnyOf } from '../../../ir/kinds.js';
import type { PgCall, PgExpr } from '../../../ir/postgres/index.js';
import type { PostgresNode } from '../../../ir/postgres/node.js';
import { contains } from '../../../ir/walk.js';
import { immutableCall } from '../../ddl/tables/immutability.js';
import { callsRoutine } from './calls-routine.js';

/*
 * PostgreSQL works out what is constant before it evaluates anything: `f(x) and false` is false and `f(x) = null` is
 * NULL without a call of f, which PL/SQL makes. (PostgreSQL sources: simplify_and_arguments, evaluate_function)
 */

/** NULL, NULL as some type, and what PostgreSQL may find to be NULL before it evaluates anything. */
export function isNull(value: PgExpr): boolean {
  switch (value.kind) {
    case 'PgNull':
      return true;
    case 'PgCast':
    case 'PgField':
      return isNull(value.operand);
    case 'PgCase': {
      const { branches, otherwise } = value;
      if (value.operand && !isFixed(value.operand)) return false;
      if (branches.some(({ when, then }) => isFixed(when) && isNull(then))) return true;
      return branches.every(({ when }) => isFixed(when)) && (otherwise === undefined || isNull(otherwise));
    }
    case 'PgBinary':
      // An operator is NULL beside NULL, whatever the other operand is.
      if (isNull(value.left) || isNull(value.right)) return true;
      return holdsNull(value) && isFixed(value);
    case 'PgCall':
      if (raises(value)) return false;
      return (isRounded(value) && value.args.some(isNull)) || (holdsNull(value) && isFixed(value));
    case 'PgUnary':
      return isNull(value.operand) || (holdsNull(value) && isFixed(value));
    default:
      return false;
  }
}

/** Is it NULL for certain, with nothing in it that could fail or be seen? */
export const isConstantNull = (value: PgExpr): boolean =>
  isNull(value) && isFixed(value) && !contains(value, readsSession);

/** An error in the place of a value: it has NULL among its arguments, and is none. */
const raises = ({ name: [schema, name] }: PgCall): boolean => schema === 'ora' && name === 'raise';

const holdsNull = (value: PgExpr): boolean => contains(value, (node) => node.kind === 'PgNull');

/** A result of arithmetic, as NUMBER holds it. */
const isRounded = ({ name: [schema, name] }: PgCall): boolean =>
  schema === 'ora' &&
  name !== undefined &&
  isAnyOf(name, 'num', 'num_computed', 'num_hundredth', 'num_round', 'div', 'div_round');

/** Has it one value, whatever variables and tables hold? */
const isFixed = (value: PgExpr): boolean => !callsRoutine(value) && !contains(value, isRead);

const isRead = (node: PostgresNode): boolean =>
  isAnyOf(node.kind, 'PgColumn', 'PgField', 'PgSubscript', 'PgParameter', 'PgScalarSubquery', 'PgExists');

/** May PostgreSQL know the value before it evaluates anything, and find it to be `deciding`? */
export function mayBeConstant(value: PgExpr, deciding: boolean): boolean {
  if (value.kind === 'PgBoolean') return value.value === deciding;
  if (isNull(value) || callsRoutine(value)) return false;
  if (contains(value, isRead)) return false;
  // The clock and the session are no constants, but beside one they may not count.
  return (
    !contains(value, readsSession) || contains(value, (node) => node.kind === 'PgBoolean' || node.kind === 'PgNull')
  );
}

/** A call whose answer the session decides, as the state of a package. */
export const readsSession = (node: PostgresNode): boolean =>
  node.kind === 'PgCall' && node.name[0] === 'ora' && !immutableCall(node.name);
