import { dotted } from '../../ir/dotted.js';
import type { Call, Expr } from '../../ir/oracle/index.js';
import { textOfFunction } from '../../ir/text-of-function.js';

/** The text of literals and concatenations of these; `valueOf` gives that of other operands. */
function joined(expr: Expr, valueOf: (operand: Expr) => string | undefined): string | undefined {
  if (expr.kind === 'StringLiteral') return expr.value;
  if (expr.kind !== 'Binary' || expr.op !== '||') return valueOf(expr);
  const left = joined(expr.left, valueOf);
  const right = left === undefined ? undefined : joined(expr.right, valueOf);
  return right === undefined ? undefined : `${left}${right}`;
}

/** The text of literals (of NULL none), of what names stand for, of functions of one text, and of concatenations of these. */
export const textOfNames = (expr: Expr, valueOf: (name: string) => string | undefined): string | undefined =>
  joined(expr, (operand) => {
    if (operand.kind === 'NullLiteral') return '';
    if (operand.kind === 'Call') return textOfCall(operand, valueOf);
    if (operand.kind === 'Trim' && operand.side === 'BOTH' && !operand.characters)
      return madeOf('TRIM', operand.operand, valueOf);
    if (operand.kind !== 'Name') return undefined;
    const [only, more] = operand.parts;
    return only && !more ? valueOf(only.name) : undefined;
  });

function textOfCall({ callee, args }: Call, valueOf: (name: string) => string | undefined): string | undefined {
  const [only, more] = args;
  if (callee.kind !== 'Name' || !only || more || only.name) return undefined;
  return madeOf(dotted(callee), only.value, valueOf);
}

/** What a function makes of a text. */
function madeOf(name: string, of: Expr, valueOf: (name: string) => string | undefined): string | undefined {
  const text = textOfNames(of, valueOf);
  return text === undefined ? undefined : textOfFunction(name, text);
}

/** The text of literals and concatenations of these. */
export const concatenatedText = (expr: Expr): string | undefined => joined(expr, () => undefined);
