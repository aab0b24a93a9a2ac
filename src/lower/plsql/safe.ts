import type { PgExpr } from '../../ir/postgres/index.js';

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
      return ['=', '<>', '<', '<=', '>', '>='].includes(expr.op) && isSafe(expr.left) && isSafe(expr.right);
    case 'PgBetween':
      return isSafe(expr.operand) && isSafe(expr.low) && isSafe(expr.high);
    case 'PgIn':
      return isSafe(expr.operand) && expr.items.every(isSafe);
    case 'PgCall':
      return expr.name.length === 1 && expr.name[0] === 'coalesce' && expr.args.every(isSafe);
    default:
      return false;
  }
}
