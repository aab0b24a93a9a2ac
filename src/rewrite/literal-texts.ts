import type { Expr } from '../ir/oracle/index.js';

/** The text of literals, of what names stand for, and of concatenations of these. */
export function textOfNames(expr: Expr, valueOf: (name: string) => string | undefined): string | undefined {
  if (expr.kind === 'StringLiteral') return expr.value;
  if (expr.kind === 'Name') {
    const [only, more] = expr.parts;
    return only && !more ? valueOf(only.name) : undefined;
  }
  if (expr.kind !== 'Binary' || expr.op !== '||') return undefined;
  const left = textOfNames(expr.left, valueOf);
  const right = left === undefined ? undefined : textOfNames(expr.right, valueOf);
  return right === undefined ? undefined : `${left}${right}`;
}

/** The text of literals and concatenations of these. */
export const concatenatedText = (expr: Expr): string | undefined => textOfNames(expr, () => undefined);
