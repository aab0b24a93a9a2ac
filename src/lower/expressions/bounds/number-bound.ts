import { isDay } from '../../../analyze/flow/days.js';
import type { OracleType } from '../../../analyze/model/types.js';
import { significantDigits } from '../../../ir/decimal-digits.js';
import { digitsOfDivision, literalInteger } from '../../../ir/literals.js';
import type { Expr } from '../../../ir/oracle/index.js';
import type { ExprContext } from '../../context.js';
import { typeOf } from '../typing.js';

/** Every value has at most so many digits before and after the point. */
interface NumberBounds {
  readonly whole: number;
  readonly scale: number;
}

/** Digits that Oracle's NUMBER keeps in any case. (SQL Language Reference, "NUMBER Data Type") */
export const keptDigits = 38;

/** Digits of the days from the first of the calendar to the last. */
const daysOfCalendar = 7;

/** A bound of the expression's values, or undefined where none can be shown. */
export function boundOf(ex: ExprContext, expr: Expr): NumberBounds | undefined {
  switch (expr.kind) {
    case 'NumberLiteral': {
      if (expr.binary !== undefined) return undefined;
      const digits = significantDigits(expr.text);
      return digits && { whole: digits.whole.length, scale: digits.fraction.length };
    }
    case 'Unary':
      return expr.op === '-' || expr.op === '+' ? boundOf(ex, expr.operand) : undefined;
    case 'Binary': {
      if (expr.op === '/') return boundOfQuotient(ex, expr.left, expr.right);
      if (expr.op === '-' && isDay(ex.unit.analysis, expr.left) && isDay(ex.unit.analysis, expr.right))
        return { whole: daysOfCalendar, scale: 0 };
      const left = boundOf(ex, expr.left);
      const right = boundOf(ex, expr.right);
      if (left === undefined || right === undefined) return undefined;
      if (expr.op === '+' || expr.op === '-')
        return { whole: Math.max(left.whole, right.whole) + 1, scale: Math.max(left.scale, right.scale) };
      if (expr.op === '*') return { whole: left.whole + right.whole, scale: left.scale + right.scale };
      return undefined;
    }
    case 'Case':
      return widest(ex, [...expr.branches.map((x) => x.then), ...(expr.otherwise ? [expr.otherwise] : [])]);
    // Days of an interval have nine digits, and seconds as many after the point.
    case 'Extract':
      return { whole: 9, scale: expr.field === 'SECOND' ? 9 : 0 };
    case 'NullLiteral':
      return { whole: 0, scale: 0 };
    case 'Name':
    case 'Call':
    case 'Member':
    case 'CorrelationName': {
      const { base, steps } = ex.unit.analysis.resolve(expr);
      if (base.kind === 'builtin' && steps.length === 0)
        return boundOfBuiltin(
          ex,
          base.name,
          base.args.map((a) => a.value),
        );
      if (base.kind === 'pseudo') return { whole: 18, scale: 0 };
      return boundOfType(typeOf(ex, expr));
    }
    default:
      return boundOfType(typeOf(ex, expr));
  }
}

/** How many digits the expression's values have at most before the point; undefined where that cannot be shown. */
export function wholeDigits(ex: ExprContext, expr: Expr): number | undefined {
  if (expr.kind === 'Binary' && (expr.op === '+' || expr.op === '-')) {
    if (typeOf(ex, expr.left).kind === 'date' && typeOf(ex, expr.right).kind === 'date') return daysOfCalendar;
    const [left, right] = [wholeDigits(ex, expr.left), wholeDigits(ex, expr.right)];
    return left === undefined || right === undefined ? undefined : Math.max(left, right) + 1;
  }
  if (expr.kind === 'Call') {
    const { base, steps } = ex.unit.analysis.resolve(expr);
    const divisor = base.kind === 'builtin' && steps.length === 0 ? literalInteger(base.args[1]?.value) : undefined;
    if (base.kind === 'builtin' && base.name === 'MOD' && divisor) return String(Math.abs(divisor)).length;
  }
  return boundOf(ex, expr)?.whole;
}

/**
 * Sums, products and remainders that PostgreSQL has no digits after the point for, zeros neither: their text needs no
 * care.
 */
export function isWholeNumber(ex: ExprContext, expr: Expr): boolean {
  const bound = expr.kind === 'Binary' || expr.kind === 'Call' ? boundOf(ex, expr) : undefined;
  return bound !== undefined && bound.scale === 0 && bound.whole < keptDigits && hasWholeOperands(ex, expr);
}

const wholeFunctions: ReadonlySet<string> = new Set(['LENGTH', 'LENGTHB', 'INSTR', 'ASCII']);

function hasWholeOperands(ex: ExprContext, expr: Expr): boolean {
  switch (expr.kind) {
    case 'Binary':
      return /^[-+*]$/.test(expr.op) && hasWholeOperands(ex, expr.left) && hasWholeOperands(ex, expr.right);
    case 'NumberLiteral':
      return /^\d+$/.test(expr.text);
    case 'Name':
    case 'Call': {
      const { base, steps } = ex.unit.analysis.resolve(expr);
      if (steps.length > 0) return false;
      if (base.kind === 'builtin' && base.name === 'MOD') return base.args.every((a) => hasWholeOperands(ex, a.value));
      if (base.kind === 'builtin') return wholeFunctions.has(base.name);
      const type = typeOf(ex, expr);
      return base.kind === 'variable' && (type.kind === 'plsInteger' || (type.kind === 'number' && type.scale === 0));
    }
    default:
      return false;
  }
}

/** A quotient has an end where the divisor is a literal of factors 2 and 5 only. */
function boundOfQuotient(ex: ExprContext, left: Expr, right: Expr): NumberBounds | undefined {
  const digits = digitsOfDivision(right);
  const dividend = digits === undefined ? undefined : boundOf(ex, left);
  return dividend === undefined || digits === undefined
    ? undefined
    : { whole: dividend.whole, scale: dividend.scale + digits };
}

function boundOfBuiltin(ex: ExprContext, name: string, args: readonly Expr[]): NumberBounds | undefined {
  const [first, second] = args;
  switch (name) {
    case 'LENGTH':
    case 'LENGTHB':
    case 'INSTR':
    case 'ASCII':
    case 'SIGN':
    case 'REGEXP_COUNT':
    case 'REGEXP_INSTR':
      return { whole: 10, scale: 0 };
    case 'COUNT':
    case 'ROW_NUMBER':
    case 'RANK':
    case 'DENSE_RANK':
    case 'NTILE':
      return { whole: 18, scale: 0 };
    case 'ABS':
    case 'MIN':
    case 'MAX':
      return first && boundOf(ex, first);
    case 'ROUND':
    case 'TRUNC': {
      const inner = first && boundOf(ex, first);
      const digits = second === undefined ? 0 : literalInteger(second);
      if (inner === undefined || digits === undefined) return undefined;
      return { whole: inner.whole + 1, scale: Math.min(inner.scale, Math.max(digits, 0)) };
    }
    case 'NVL':
    case 'COALESCE':
    case 'GREATEST':
    case 'LEAST':
      return widest(ex, args);
    case 'NVL2':
      return widest(ex, args.slice(1));
    case 'DECODE':
      return widest(ex, resultsOfDecode(args));
    case 'CEIL':
    case 'FLOOR': {
      const inner = first && boundOf(ex, first);
      return inner && { whole: inner.whole + 1, scale: 0 };
    }
    // What is left is smaller than the divisor, or the dividend itself where that is 0.
    case 'MOD':
    case 'REMAINDER':
      return widest(ex, args);
    default:
      return undefined;
  }
}

/** A bound of all of them. */
function widest(ex: ExprContext, values: readonly Expr[]): NumberBounds | undefined {
  let result: NumberBounds = { whole: 0, scale: 0 };
  for (const value of values) {
    const bound = boundOf(ex, value);
    if (bound === undefined) return undefined;
    result = { whole: Math.max(result.whole, bound.whole), scale: Math.max(result.scale, bound.scale) };
  }
  return result;
}

/** `DECODE(x, search, result, …, default)`: with a default there is an even number of arguments. */
const resultsOfDecode = (args: readonly Expr[]): Expr[] =>
  args.filter((_, i) => (i > 1 && i % 2 === 0) || (args.length % 2 === 0 && i === args.length - 1));

function boundOfType(type: OracleType): NumberBounds | undefined {
  if (type.kind === 'plsInteger') return { whole: 10, scale: 0 };
  if (type.kind !== 'number' || type.precision === undefined || type.float) return undefined;
  const scale = type.scale ?? 0;
  return { whole: Math.max(type.precision - scale, 0), scale: Math.max(scale, 0) };
}

/** Is no number of the one type too large for the other? */
export function numberFits(from: OracleType | undefined, to: OracleType): boolean {
  if (to.kind !== 'number' || to.precision === undefined) return true;
  if (from?.kind !== 'number' || from.precision === undefined) return false;
  const [own, wanted] = [from.scale ?? 0, to.scale ?? 0];
  return own <= wanted && from.precision - own <= to.precision - wanted;
}
