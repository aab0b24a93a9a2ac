import { isNational, isText } from '../../analyze/model/operators.js';
import { literalInteger, operandsOf } from '../../ir/literals.js';
import type { Expr } from '../../ir/oracle/index.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b, pgTypes } from '../builders.js';
import { isUtf8 } from '../builtins/strings.js';
import type { ExprContext } from '../context.js';
import { concatenate } from '../expressions/concat.js';
import { lowerTo } from '../expressions/index.js';
import type { SuppliedCall } from './packages/conversion.js';

/**
 * `UTL_RAW.CAST_TO_RAW('A' || CHR(0))`: the bytes of CHR are put beside those of the text, since text of PostgreSQL
 * holds no NUL and no bytes that are no character; text of the national character set is UTF-16. Undefined where every
 * CHR is a character. (PL/SQL Packages and Types Reference, "UTL_RAW")
 */
export function castToRaw(ex: ExprContext, base: SuppliedCall, span: Span): PgExpr | undefined {
  const [argument, ...rest] = base.args;
  if (!argument || rest.length > 0) return undefined;
  const wide = stringToRaw(ex, base, span);
  if (wide) return wide;
  const hashed = hashedText(ex, argument.value);
  if (hashed)
    return b.ora(
      span,
      'dbms_obfuscation_toolkit_md5',
      b.ora(span, 'utl_raw_cast_to_raw', lowerTo(ex, hashed, { kind: 'varchar2' })),
    );
  const pieces: PgExpr[] = [];
  let text: Expr[] = [];
  let apart = false;
  const endText = (): void => {
    if (text.length > 0) pieces.push(b.ora(span, 'utl_raw_cast_to_raw', concatenate(ex, text, span)));
    text = [];
  };
  for (const operand of operandsOf(argument.value)) {
    const code = chrArgument(ex, operand);
    const literal = literalInteger(code);
    if (!code || (literal !== undefined && literal > 0 && isUtf8(literal))) text.push(operand);
    else {
      endText();
      apart = true;
      pieces.push(
        literal === undefined
          ? b.ora(span, 'chr_bytes', lowerTo(ex, code, { kind: 'number' }))
          : bytesOf(span, literal),
      );
    }
  }
  endText();
  if (!apart) return undefined;
  const [only, ...others] = pieces;
  return only && others.length === 0 ? only : b.ora(span, 'utl_raw_concat', ...pieces);
}

/** The text in `DBMS_OBFUSCATION_TOOLKIT.MD5(input_string => text)`, whose result is 16 bytes as a text. */
function hashedText(ex: ExprContext, expr: Expr): Expr | undefined {
  if (expr.kind !== 'Call') return undefined;
  const { base, steps } = ex.unit.analysis.resolve(expr);
  if (base.kind !== 'supplied' || base.package !== 'DBMS_OBFUSCATION_TOOLKIT' || base.member !== 'MD5')
    return undefined;
  const [text, ...rest] = base.args;
  return text && rest.length === 0 && steps.length === 0 && isText(ex.unit.analysis.typeOf(text.value))
    ? text.value
    : undefined;
}

/** Text of the national character set as its bytes in UTF-16; undefined for other text, and in another character set. */
export function stringToRaw(ex: ExprContext, { args }: SuppliedCall, span: Span): PgExpr | undefined {
  const [argument, ...rest] = args;
  if (!argument || rest.length > 0 || !isNational(ex.unit.analysis.typeOf(argument.value))) return undefined;
  return b.ora(span, 'to_utf16', lowerTo(ex, argument.value, { kind: 'varchar2' }));
}

/** The argument of `CHR(n)`. */
function chrArgument(ex: ExprContext, expr: Expr): Expr | undefined {
  if (expr.kind !== 'Call') return undefined;
  const { base, steps } = ex.unit.analysis.resolve(expr);
  return base.kind === 'builtin' && base.name === 'CHR' && base.args.length === 1 && steps.length === 0
    ? base.args[0]?.value
    : undefined;
}

function bytesOf(span: Span, code: number): PgExpr {
  const digits = code.toString(16);
  return b.cast(span, b.text(span, `\\x${'0'.repeat(digits.length % 2)}${digits}`), pgTypes.bytea);
}
