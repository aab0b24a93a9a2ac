import type { Expr, IntervalUnit, NumberLiteral } from '../../../ir/oracle/index.js';
import {
  type IntervalFieldContext,
  IntervalLiteralContext,
  type LiteralContext,
  OracleParser as P,
  type PrecisionContext,
} from '../../generated/OracleParser.js';
import type { OracleToken } from '../../tokens/oracle-token.js';
import type { BuildContext } from '../context.js';
import { firstOf, required } from '../required.js';
import { firstTokenOf } from '../tree.js';

/** (SQL Language Reference, "Literals") */
export function buildLiteral(cx: BuildContext, ctx: LiteralContext): Expr {
  const first = firstOf(ctx.children);
  if (first instanceof IntervalLiteralContext) return buildInterval(cx, first);
  const token = firstTokenOf(first);
  const span = cx.span(ctx);
  switch (token.type) {
    case P.NUMBER_LITERAL:
      return numberLiteral(cx, token);
    case P.STRING_LITERAL:
      if ((token.text.charCodeAt(0) | 0x20) === 0x75) return unicodeLiteral(cx, ctx, stringValue(token.text));
      return { kind: 'StringLiteral', span, value: stringValue(token.text), national: isNational(token.text) };
    case P.NULL:
      return { kind: 'NullLiteral', span };
    case P.TRUE:
    case P.FALSE:
      return { kind: 'BooleanLiteral', span, value: token.type === P.TRUE };
    case P.DATE:
    case P.TIMESTAMP:
      return {
        kind: 'DatetimeLiteral',
        span,
        type: token.type === P.DATE ? 'DATE' : 'TIMESTAMP',
        text: stringValue(firstTokenOf(required(ctx.children[1])).text),
      };
    default:
      return cx.unsupported('literal', ctx);
  }
}

function numberLiteral(cx: BuildContext, token: OracleToken): NumberLiteral {
  const written = token.text;
  const suffix = written.charCodeAt(written.length - 1) | 0x20;
  const span = cx.spanOfToken(token);
  if (suffix === 0x66) return { kind: 'NumberLiteral', span, text: written.slice(0, -1), binary: 'FLOAT' };
  if (suffix === 0x64) return { kind: 'NumberLiteral', span, text: written.slice(0, -1), binary: 'DOUBLE' };
  return { kind: 'NumberLiteral', span, text: written };
}

/** `U'caf\00e9'`: what UNISTR makes of the text. */
function unicodeLiteral(cx: BuildContext, ctx: LiteralContext, text: string): Expr {
  const unescaped = text.replace(/\\\\|\\[0-9a-f]{4}/gi, '');
  const value = text.replace(/\\(?:\\|([0-9a-f]{4}))/gi, (_, code: string | undefined) =>
    code === undefined ? '\\' : String.fromCharCode(Number.parseInt(code, 16)),
  );
  // A wrong escape, half of a pair of surrogates, and NUL are no text.
  if (unescaped.includes('\\') || /\p{Cs}/u.test(value) || value.includes('\0')) return cx.unsupported('literal', ctx);
  return { kind: 'StringLiteral', span: cx.span(ctx), value, national: true };
}

function isNational(written: string): boolean {
  return (written.charCodeAt(0) | 0x20) === 0x6e;
}

/**
 * The value of a literal as written: `'…'` with doubled quotes, `q'[…]'`, each with N before it, and `U'…'`. (SQL
 * Language Reference, "Text Literals")
 */
export function stringValue(written: string): string {
  const quote = written.indexOf("'");
  const isQuoted = quote > 0 && (written.charCodeAt(quote - 1) | 0x20) === 0x71;
  if (isQuoted) return written.slice(quote + 2, -2);
  const inner = written.slice(quote + 1, -1);
  return inner.includes("'") ? inner.replaceAll("''", "'") : inner;
}

function buildInterval(cx: BuildContext, ctx: IntervalLiteralContext): Expr {
  const value = firstTokenOf(required(ctx.children[1]));
  if (value.type !== P.STRING_LITERAL) return cx.unsupported('INTERVAL with a bind variable', ctx);
  const [from, to] = ctx.intervalField();
  const fromUnit = unitOf(required(from));
  const fromPrecision = precisionNumbers(required(from).precision());
  const toPrecision = precisionNumbers(to?.precision() ?? null);
  if (fromPrecision === undefined || toPrecision === undefined)
    return cx.unsupported('INTERVAL with a computed precision', ctx);
  // SECOND alone has both precisions: `SECOND(leading, fractional)`; after TO only the fractional one.
  return {
    kind: 'IntervalLiteral',
    span: cx.span(ctx),
    text: stringValue(value.text),
    from: fromUnit,
    to: to === undefined ? undefined : unitOf(to),
    leadingPrecision: fromPrecision[0],
    fractionalPrecision: to === undefined ? fromPrecision[1] : toPrecision[0],
  };
}

function unitOf(field: IntervalFieldContext): IntervalUnit {
  return firstTokenOf(field).upperText as IntervalUnit;
}

/** The numbers in parentheses, none without; undefined where they are not plain numbers. */
function precisionNumbers(ctx: PrecisionContext | null): readonly number[] | undefined {
  if (ctx === null) return [];
  const numbers: number[] = [];
  for (const expression of ctx.expression()) {
    const token = firstTokenOf(expression);
    if (token !== expression.stop || token.type !== P.NUMBER_LITERAL) return undefined;
    numbers.push(Number(token.text));
  }
  return numbers;
}
