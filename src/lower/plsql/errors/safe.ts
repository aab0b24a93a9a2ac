import type { PgExpr, PlStatement } from '../../../ir/postgres/index.js';
import { isCall } from '../../builders.js';
import { isTotal } from '../../function-facts.js';

/** Can the expression not raise? Variables, literals, comparisons and logic over them. */
export function isSafe(expr: PgExpr): boolean {
  switch (expr.kind) {
    case 'PgNull':
    case 'PgBoolean':
    case 'PgNumber':
    case 'PgString':
    case 'PgColumn':
      return true;
    case 'PgIs':
    case 'PgNot':
      return isSafe(expr.operand);
    case 'PgUnary':
      return isSafe(expr.operand);
    case 'PgAnd':
    case 'PgOr':
      return expr.operands.every(isSafe);
    case 'PgIsDistinct':
      return isSafe(expr.left) && isSafe(expr.right);
    case 'PgBinary':
      return ['=', '<>', '<', '<=', '>', '>=', '||'].includes(expr.op) && isSafe(expr.left) && isSafe(expr.right);
    case 'PgBetween':
      return isSafe(expr.operand) && isSafe(expr.low) && isSafe(expr.high);
    case 'PgIn':
      return isSafe(expr.operand) && expr.items.every(isSafe);
    case 'PgCast':
      return expr.type.name.join('.') === 'text' && !expr.type.array && isSafe(expr.operand);
    case 'PgCall':
      return isTotal(expr) && expr.args.every(isSafe);
    case 'PgRaw':
      return true;
    default:
      return false;
  }
}

const fitting = new WeakSet<PlStatement>();

/** Notes that the variable takes whatever is assigned to it. */
export function neverFails<S extends PlStatement>(statement: S): S {
  fitting.add(statement);
  return statement;
}

/** What is known of a statement holds for the one that is made of it. */
export function asSafeAs<S extends PlStatement>(original: PlStatement, made: S): S {
  if (fitting.has(original)) fitting.add(made);
  return made;
}

/** Can the statement not raise, nor change anything but variables? */
export function isSafeStatement(statement: PlStatement): boolean {
  switch (statement.kind) {
    case 'PlNull':
    case 'PlComment':
      return true;
    case 'PlAssign':
      // Assigning to a variable with a length or precision may fail; only what is our own is known to fit.
      // The index of an element may be out of bounds.
      if (statement.target.kind !== 'PgColumn') return false;
      if (fitting.has(statement)) return true;
      return (
        statement.value.kind === 'PgNull' ||
        // Every number type holds it.
        (statement.value.kind === 'PgNumber' && statement.value.text === '0') ||
        (isSafe(statement.value) &&
          statement.value.kind === 'PgCall' &&
          statement.value.name[0] === 'ora' &&
          statement.value.name[1] === 'err_new') ||
        statement.value.kind === 'PgBoolean'
      );
    case 'PlExit':
      return !statement.when || isSafe(statement.when);
    case 'PlReturn':
      return !statement.value || isSafe(statement.value);
    case 'PlIf':
      return (
        statement.branches.every((x) => isSafe(x.condition) && x.body.every(isSafeStatement)) &&
        (statement.otherwise ?? []).every(isSafeStatement)
      );
    case 'PlPerform':
      return isCall(statement.query, 'ora.error_publish');
    default:
      return false;
  }
}
