import type { VariableSymbol } from '../../../analyze/model/symbols.js';
import type { OracleType } from '../../../analyze/model/types.js';
import { isLiteral } from '../../../ir/kinds.js';
import { literalNumber, literalText, operandsOf } from '../../../ir/literals.js';
import type { Expr } from '../../../ir/oracle/index.js';
import type { UnitContext } from '../../context.js';
import { isEmptyChar } from '../../plsql/statements/assignments/empty-char.js';

/**
 * The initial value of a constant where it can stand for the constant everywhere: literals, other such constants,
 * operators over them.
 */
export function compileTimeConstant(unit: UnitContext, symbol: VariableSymbol): Expr | undefined {
  if (!symbol.constant || !symbol.initial || symbol.storage !== 'package') return undefined;
  if (isEmptyChar(symbol.initial, symbol.type) || isTooLarge(unit, symbol.initial, symbol.type)) return undefined;
  return isConstant(unit, symbol.initial, 0) ? symbol.initial : undefined;
}

/** Is it a literal, or text put together of literals and constants, that a variable of the type does not hold? */
export function isTooLarge(unit: UnitContext, value: Expr, type: OracleType): boolean {
  switch (type.kind) {
    case 'varchar2':
    case 'char':
      return type.length !== undefined && charactersOf(unit, value) > type.length;
    case 'number':
      return (
        type.precision !== undefined &&
        Math.abs(literalNumber(value) ?? 0) >= 10 ** (type.precision - (type.scale ?? 0))
      );
    case 'plsInteger': {
      const number = literalNumber(value);
      return number !== undefined && (number < (type.low ?? -2147483648) || number > (type.high ?? 2147483647));
    }
    default:
      return false;
  }
}

/** How many characters the literals and constants in a text have at least. */
function charactersOf(unit: UnitContext, value: Expr, depth = 0): number {
  if (depth > 20) return 0;
  return operandsOf(value).reduce((sum, part) => {
    if (part.kind !== 'Name') return sum + [...(literalText(part) ?? '')].length;
    const { base, steps } = unit.analysis.resolve(part);
    if (base.kind !== 'variable' || steps.length > 0 || !compileTimeConstantAt(unit, base.variable, depth)) return sum;
    const { initial } = base.variable;
    return sum + (initial ? charactersOf(unit, initial, depth + 1) : 0);
  }, 0);
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
