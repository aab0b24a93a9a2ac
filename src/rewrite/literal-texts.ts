import type { Expr } from '../ir/oracle/index.js';

/** The text of literals and concatenations of these; `valueOf` gives that of other operands. */
function joined(expr: Expr, valueOf: (operand: Expr) => string | undefined): string | undefined {
  if (expr.kind === 'StringLiteral') return expr.value;
  if (expr.kind !== 'Binary' || expr.op !== '||') return valueOf(expr);
  const left = joined(expr.left, valueOf);
  const right = left === undefined ? undefined : joined(expr.right, valueOf);
  return right === undefined ? undefined : `${left}${right}`;
}

/** The text of literals (of NULL none), of what names stand for, and of concatenations of these. */
export const textOfNames = (expr: Expr, valueOf: (name: string) => string | undefined): string | undefined =>
  joined(expr, (operand) => {
    if (operand.kind === 'NullLiteral') return '';
    if (operand.kind !== 'Name') return undefined;
    const [only, more] = operand.parts;
    return only && !more ? valueOf(only.name) : undefined;
  });

/** The text of literals and concatenations of these. */
export const concatenatedText = (expr: Expr): string | undefined => joined(expr, () => undefined);
