import type { VariableSymbol } from '../../../analyze/model/symbols.js';
import { isLiteral } from '../../../ir/kinds.js';
import type { Expr } from '../../../ir/oracle/index.js';
import type { UnitContext } from '../../context.js';
import { isEmptyChar } from '../../plsql/statements/assignments/empty-char.js';

/**
 * The initial value of a constant where it can stand for the constant everywhere: literals, other such constants,
 * operators over them.
 */
export function compileTimeConstant(unit: UnitContext, symbol: VariableSymbol): Expr | undefined {
  if (!symbol.constant || !symbol.initial || symbol.storage !== 'package') return undefined;
  if (isEmptyChar(symbol.initial, symbol.type)) return undefined;
  return isConstant(unit, symbol.initial, 0) ? symbol.initial : undefined;
}

/** Is the expression made of literals, of constants that are, and of operators over them? */
export function isConstant(unit: UnitContext, expr: Expr, depth = 0): boolean {
  if (depth > 20) return false;
  if (isLiteral(expr)) return true;
  const of = (e: Expr): boolean => isConstant(unit, e, depth + 1);
  switch (expr.kind) {
    case 'Unary':
      return (expr.op === '-' || expr.op === '+') && of(expr.operand);
    case 'Binary':
      return of(expr.left) && of(expr.right);
    case 'Call': {
      const { base, steps } = unit.analysis.resolve(expr);
      return (
        base.kind === 'builtin' &&
        steps.length === 0 &&
        (base.name === 'CHR' || base.name === 'TO_NUMBER' || base.name === 'POWER') &&
        base.args.every((a) => of(a.value))
      );
    }
    case 'Name': {
      const { base, steps } = unit.analysis.resolve(expr);
      return base.kind === 'variable' && steps.length === 0 && compileTimeConstantAt(unit, base.variable, depth + 1);
    }
    default:
      return false;
  }
}

function compileTimeConstantAt(unit: UnitContext, symbol: VariableSymbol, depth: number): boolean {
  return (
    symbol.constant &&
    symbol.storage === 'package' &&
    symbol.initial !== undefined &&
    isConstant(unit, symbol.initial, depth)
  );
}
