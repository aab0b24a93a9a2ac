import { mostCharacters } from '../../analyze/declare/text-lengths.js';
import type { Expr } from '../../ir/oracle/index.js';
import type { ExprContext } from '../context.js';
import { boundOf, wholeDigits } from './number-bound.js';
import { literalText, mayBeNull, typeOf } from './typing.js';

/** Is the value a text that is there, put together with `||`, and that no VARCHAR2 of so many characters is too short for? */
export function isJoinedWithin(ex: ExprContext, expr: Expr, length: number): boolean {
  if (expr.kind !== 'Binary' || expr.op !== '||' || mayBeNull(ex, expr)) return false;
  const most = longestOf(ex, expr);
  return most !== undefined && most <= length;
}

/** The most characters of the value as text; undefined where that is not certain. */
function longestOf(ex: ExprContext, expr: Expr): number | undefined {
  const type = typeOf(ex, expr);
  if (type.kind === 'plsInteger' || type.kind === 'number') return ofNumber(ex, expr);
  if (expr.kind === 'Binary' && expr.op === '||') return sum([longestOf(ex, expr.left), longestOf(ex, expr.right)]);
  if (expr.kind === 'Case') {
    const values = [...expr.branches.map((x) => x.then), ...(expr.otherwise ? [expr.otherwise] : [])];
    const lengths = values.map((v) => longestOf(ex, v));
    return sum(lengths) === undefined ? undefined : Math.max(0, ...lengths.map((n) => n ?? 0));
  }
  if (expr.kind === 'Call') {
    const { base, steps } = ex.unit.analysis.resolve(expr);
    if (base.kind === 'builtin' && base.name === 'TO_CHAR' && steps.length === 0)
      return ofToChar(
        ex,
        base.args.map((a) => a.value),
      );
  }
  return type.kind === 'varchar2' || type.kind === 'char'
    ? mostCharacters((e) => ex.unit.analysis.resolve(e), expr)
    : undefined;
}

/** Digits, point and sign: of a PLS_INTEGER 11; of no NUMBER more than 40 and the sign. (SQL Language Reference, "TO_CHAR (number)") */
function ofNumber(ex: ExprContext, expr: Expr): number {
  const bound = boundOf(ex, expr);
  const whole = wholeDigits(ex, expr);
  const known = bound && whole !== undefined ? 1 + whole + (bound.scale > 0 ? 1 + bound.scale : 0) : 41;
  return Math.min(Math.max(known, 2), 41);
}

const sum = (lengths: readonly (number | undefined)[]): number | undefined =>
  lengths.reduce((total, n) => (total === undefined || n === undefined ? undefined : total + n), 0);

/** Of a number: a model of digits, separators and signs gives no more than it has, and the sign. Of a datetime: elements of digits. */
function ofToChar(ex: ExprContext, [value, model, ...more]: readonly Expr[]): number | undefined {
  if (!value || more.length > 0) return undefined;
  const { kind } = typeOf(ex, value);
  if (!model) return kind === 'plsInteger' || kind === 'number' ? ofNumber(ex, value) : undefined;
  const fmt = literalText(model);
  if (fmt === undefined) return undefined;
  if (kind === 'plsInteger' || kind === 'number')
    return /^(?:FM)?(?:[09.,GD]|MI$|S$|PR$)+$/i.test(fmt) ? fmt.length + 1 : undefined;
  if (kind === 'date' || kind === 'timestamp')
    return /^(?:YYYY|MM|DD|HH24|MI|SS|[-/.,:; ])+$/i.test(fmt) ? fmt.length : undefined;
  return undefined;
}
