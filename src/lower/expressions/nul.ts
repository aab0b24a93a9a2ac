import type { Analysis } from '../../analyze/analysis.js';
import { knownText } from '../../analyze/declare/known-text.js';
import { isText } from '../../analyze/model/operators.js';
import type { Binary, Expr } from '../../ir/oracle/index.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b } from '../builders.js';
import type { ExprContext } from '../context.js';
import { lowerExpr } from './index.js';

/**
 * Is it CHR(0), or a constant that is? Text of PostgreSQL never has that character: nothing is found there, removed or
 * replaced.
 */
export const isNul = (analysis: Analysis, expr: Expr | undefined): boolean => textWithNul(analysis, expr) === '\0';

/** The text that literals, CHR, `||` and constants of these give, where the character NUL is in it. */
export function textWithNul(analysis: Analysis, expr: Expr | undefined): string | undefined {
  const text = textOf(analysis, expr);
  return text?.includes('\0') ? text : undefined;
}

/** The text that literals, CHR, `||` and constants of these give. */
export const textOf = (analysis: Analysis, expr: Expr | undefined): string | undefined =>
  knownText((e) => analysis.resolve(e), expr);

/**
 * What TRANSLATE and the like list, without NUL; `to` loses what stands at its place. Undefined where something becomes
 * NUL, or nothing is known. In:  chr(0) || chr(9), ' _'   Out: chr(9), '_'
 */
export function withoutNul(from: string, to: string): { readonly from: string; readonly to: string } | undefined {
  const result = [...to];
  const kept = [...from].map((c, at) => ({ c, becomes: result[at] ?? '' })).filter(({ c }) => c !== '\0');
  if (kept.some(({ becomes }) => becomes === '\0')) return undefined;
  return { from: kept.map(({ c }) => c).join(''), to: kept.map(({ becomes }) => becomes).join('') };
}

/** A text whose control characters are written as calls of chr(). */
export function textOfCharacters(span: Span, text: string): PgExpr {
  const parts = text.match(/\p{Cc}|\P{Cc}+/gu) ?? [''];
  const [first, ...rest] = parts.map((part) =>
    /^\p{Cc}$/u.test(part) ? b.call(span, 'chr', b.num(span, part.charCodeAt(0))) : b.text(span, part),
  );
  return first ? b.concat(span, first, ...rest) : b.text(span, '');
}

/** `x = CHR(0)` is false of any x but NULL, `x <> CHR(0)` is true. Undefined for other comparisons. */
export function comparedWithNul(ex: ExprContext, { span, op, left, right }: Binary): PgExpr | undefined {
  if (op !== '=' && op !== '<>') return undefined;
  const { analysis } = ex.unit;
  const both = [left, right].map((side) => besideNul(ex, side));
  if (both[0] && both[1])
    return (op === '=' ? b.same : b.distinct)(span, lowerExpr(ex, both[0]), lowerExpr(ex, both[1]));
  const other = isNul(analysis, right) ? left : isNul(analysis, left) ? right : undefined;
  if (!other || isNul(analysis, other) || !isText(analysis.typeOf(other))) return undefined;
  const isThere = b.isNotNull(span, lowerExpr(ex, other));
  return b.caseWhen(span, [{ when: isThere, then: b.boolean(span, op === '<>') }]);
}

/** The items of an IN list that text can be: CHR(0) is none of them. */
export function itemsWithoutNul(ex: ExprContext, operand: Expr, items: readonly Expr[]): readonly Expr[] {
  const { analysis } = ex.unit;
  if (!isText(analysis.typeOf(operand))) return items;
  const rest = items.filter((item) => !isNul(analysis, item));
  return rest.length > 0 ? rest : items;
}

/** The x of NVL(x, CHR(0)), a text: `nvl(a, chr(0)) = nvl(b, chr(0))` asks whether both are the same, or NULL. */
function besideNul(ex: ExprContext, expr: Expr): Expr | undefined {
  if (expr.kind !== 'Call') return undefined;
  const { analysis } = ex.unit;
  const { base, steps } = analysis.resolve(expr);
  if (base.kind !== 'builtin' || steps.length > 0 || !/^(?:NVL|COALESCE)$/.test(base.name)) return undefined;
  const [value, otherwise] = base.args.map((a) => a.value);
  const isOfTwo = base.args.length === 2 && isNul(analysis, otherwise);
  return isOfTwo && value && analysis.typeOf(value).kind === 'varchar2' ? value : undefined;
}
