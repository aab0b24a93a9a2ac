import { simpleName } from './dotted.js';
import type { Call, Expr } from './oracle/index.js';

/** The operands of a chain of `||`, in order; an expression of another kind alone. */
export const operandsOf = (expr: Expr): readonly Expr[] =>
  expr.kind === 'Binary' && expr.op === '||' ? [...operandsOf(expr.left), ...operandsOf(expr.right)] : [expr];

/** The text that an expression begins with, where that is a literal; else ''. */
export function firstText(expr: Expr): string {
  const [first] = operandsOf(expr);
  return first?.kind === 'StringLiteral' ? first.value : '';
}

/** The value of a number that is written down, with its sign. */
export function literalNumber(expr: Expr): number | undefined {
  if (expr.kind === 'NumberLiteral') return Number(expr.text);
  if (expr.kind === 'Unary' && expr.op === '-' && expr.operand.kind === 'NumberLiteral')
    return -Number(expr.operand.text);
  return undefined;
}

/** The character of `CHR(10)`, as `||` puts it between literals. */
export function characterOf(call: Call): string | undefined {
  const [arg] = call.args;
  const isChr = call.callee.kind === 'Name' && simpleName(call.callee) === 'CHR';
  return isChr && arg?.value.kind === 'NumberLiteral' ? String.fromCharCode(Number(arg.value.text)) : undefined;
}

/** The value of an integer literal, signed. */
export function literalInteger(expr: Expr | undefined): number | undefined {
  if (expr?.kind === 'NumberLiteral' && expr.binary === undefined && /^\d{1,9}$/.test(expr.text))
    return Number(expr.text);
  if (expr?.kind === 'Unary' && expr.op === '-') {
    const inner = literalInteger(expr.operand);
    return inner === undefined ? undefined : -inner;
  }
  if (expr?.kind === 'Unary' && expr.op === '+') return literalInteger(expr.operand);
  return undefined;
}

/** The value of a text literal, also after parentheses; undefined for anything else and for ''. */
export function literalText(expr: Expr | undefined): string | undefined {
  return expr?.kind === 'StringLiteral' && expr.value !== '' ? expr.value : undefined;
}

/** How many digits division by the literal adds after the point; undefined where it may go on for ever. */
export function digitsOfDivision(divisor: Expr): number | undefined {
  if (divisor.kind !== 'NumberLiteral' || !/^\d{1,9}$/.test(divisor.text)) return undefined;
  let rest = Number(divisor.text);
  if (rest === 0) return undefined;
  let [twos, fives] = [0, 0];
  for (; rest % 2 === 0; rest /= 2) twos += 1;
  for (; rest % 5 === 0; rest /= 5) fives += 1;
  return rest === 1 ? Math.max(twos, fives) : undefined;
}
