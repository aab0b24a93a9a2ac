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
  const isChr = call.callee.kind === 'Name' && call.callee.parts.length === 1 && call.callee.parts[0]?.name === 'CHR';
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
