import type { Analysis } from '../../analyze/analysis.js';
import { textOfConstants } from '../../analyze/declare/text-of-constants.js';
import { isText } from '../../analyze/model/operators.js';
import { differentResult } from '../../diagnostics/op2-expressions.js';
import type { Binary, Expr } from '../../ir/oracle/index.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b } from '../builders.js';
import type { ExprContext } from '../context.js';
import { lowerExpr } from './index.js';

/** Is it CHR(0), or a constant that is? */
export const isNul = (analysis: Analysis, expr: Expr | undefined): boolean => textWithNul(analysis, expr) === '\0';

/** The text that literals, CHR, `||` and constants of these give, where the character NUL is in it. */
function textWithNul(analysis: Analysis, expr: Expr | undefined): string | undefined {
  const text = textOfConstantsIn(analysis, expr);
  return text?.includes('\0') ? text : undefined;
}

/** The text that literals, CHR, `||` and constants of these give. */
export const textOfConstantsIn = (analysis: Analysis, expr: Expr | undefined): string | undefined =>
  textOfConstants((e) => analysis.resolve(e), expr);

/**
 * The text of an expression in which NUL is, for what looks for it: text of PostgreSQL cannot hold the character, so that
 * another stands for it. Undefined where there is none, or the text is not known.
 */
export function knownNul(ex: ExprContext, expr: Expr | undefined, span: Span): PgExpr | undefined {
  const text = textWithNul(ex.unit.analysis, expr);
  return text === undefined ? undefined : textOfCharacters(span, text);
}

/** A text whose control characters are written as calls. */
export function textOfCharacters(span: Span, text: string): PgExpr {
  const parts = text.match(/\p{Cc}|\P{Cc}+/gu) ?? [''];
  const [first, ...rest] = parts.map((part) => {
    if (part === '\0') return strayByte(span, 0);
    return /^\p{Cc}$/u.test(part) ? b.call(span, 'chr', b.num(span, part.charCodeAt(0))) : b.text(span, part);
  });
  return first ? b.concat(span, first, ...rest) : b.text(span, '');
}

/** What stands for a byte that is no character. */
export const strayByte = (span: Span, byte: number): PgExpr => b.ora(span, 'stray_byte', b.num(span, byte));

/** CHR of what may be any byte. */
export function keptBytes(ex: ExprContext, span: Span): void {
  const what =
    'of 0 and of 128 to 255 PostgreSQL has no character: U+EF00 and what follows stand for these bytes, which sort last, ' +
    'have other bytes, and are not the characters of a single-byte character set';
  ex.unit.report({ ...differentResult(span, 'CHR(n)', what), about: 'such bytes' });
}

/**
 * Such a byte where its value is kept: only comparing it gives what Oracle gives. A table of characters names many; all
 * of an object have one cause.
 */
export function keptByte(ex: ExprContext, byte: number, span: Span): void {
  const what =
    byte === 0
      ? 'text of PostgreSQL cannot hold NUL; the character U+EF00 stands for it, which sorts last and has other bytes'
      : `the byte is no character in AL32UTF8; U+${(0xef00 + byte).toString(16).toUpperCase()} stands for it, which sorts ` +
        'last and has other bytes, and is not the character of a single-byte character set';
  ex.unit.report({ ...differentResult(span, `CHR(${byte})`, what), about: 'such bytes' });
}

/** `x = CHR(0)` and `x <> CHR(0)`. Undefined for other comparisons. */
export function comparedWithNul(ex: ExprContext, { span, op, left, right }: Binary): PgExpr | undefined {
  if (op !== '=' && op !== '<>') return undefined;
  const { analysis } = ex.unit;
  const both = [left, right].map((side) => besideNul(ex, side));
  if (both[0] && both[1])
    return (op === '=' ? b.same : b.distinct)(span, lowerExpr(ex, both[0]), lowerExpr(ex, both[1]));
  const other = isNul(analysis, right) ? left : isNul(analysis, left) ? right : undefined;
  if (!other || isNul(analysis, other) || !isText(analysis.typeOf(other))) return undefined;
  return b.binary(span, op, lowerExpr(ex, other), strayByte(span, 0));
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
