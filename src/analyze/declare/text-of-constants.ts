import type { Call, Expr, Name } from '../../ir/oracle/index.js';
import type { Resolution } from '../analysis.js';
import type { VariableSymbol } from '../model/symbols.js';

/** What a name or call stands for. */
type Resolve = (expr: Name | Call) => Resolution | undefined;

/** More steps than these are no constant that anybody reads. */
const mostSteps = 400;

/** The text that literals, CHR of ASCII, `||` and constants of these give; undefined of all else. */
export function textOfConstants(resolve: Resolve, expr: Expr | undefined): string | undefined {
  let steps = 0;
  const of = (e: Expr | undefined): string | undefined => {
    if (++steps > mostSteps) return undefined;
    switch (e?.kind) {
      case 'StringLiteral':
        return e.value;
      case 'Binary': {
        if (e.op !== '||') return undefined;
        const left = of(e.left);
        const right = left === undefined ? undefined : of(e.right);
        return right === undefined ? undefined : `${left}${right}`;
      }
      case 'Call':
      case 'Name': {
        const resolution = resolve(e);
        if (!resolution || resolution.steps.length > 0) return undefined;
        const { base } = resolution;
        if (base.kind === 'variable') return base.variable.constant ? of(base.variable.initial) : undefined;
        return base.kind === 'builtin' && /^N?CHR$/.test(base.name) ? asciiCharacter(base.args[0]?.value) : undefined;
      }
      default:
        return undefined;
    }
  };
  return of(expr);
}

function asciiCharacter(code: Expr | undefined): string | undefined {
  const isCode = code?.kind === 'NumberLiteral' && /^\d{1,3}$/.test(code.text) && Number(code.text) < 128;
  return isCode ? String.fromCharCode(Number(code.text)) : undefined;
}

/**
 * A constant of a block that no variable of PostgreSQL can hold, since the character NUL is
 * in it: its uses know the text.
 */
export function holdsNul(resolve: Resolve, { constant, storage, type, initial }: VariableSymbol): boolean {
  if (!constant || storage === 'package' || type.kind !== 'varchar2') return false;
  const text = textOfConstants(resolve, initial);
  return text?.includes('\0') === true && text.length <= (type.length ?? text.length);
}
