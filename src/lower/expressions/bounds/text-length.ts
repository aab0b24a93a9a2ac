import { mostCharacters } from '../../../analyze/declare/tables/text-lengths.js';
import { literalText, operandsOf } from '../../../ir/literals.js';
import type { Case, Expr } from '../../../ir/oracle/index.js';
import type { ExprContext } from '../../context.js';
import { mayBeNull, typeOf } from '../typing.js';
import { boundOf, wholeDigits } from './number-bound.js';

/** Has no value of the expression as text more than so many characters? */
export function isTextWithin(ex: ExprContext, expr: Expr, length: number): boolean {
  const most = longestOf(ex, expr);
  return most !== undefined && most <= length;
}

/**
 * Does PostgreSQL's own check of a variable varchar(length) refuse every value of the expression that is too long? What
 * it cuts off silently are blanks at the end: either there are none, or none that the variable has no room for. What
 * stands last decides, and where that is NULL, what stands before it.
 */
export function isRefusedWhereTooLong(ex: ExprContext, expr: Expr, length: number): boolean {
  const parts = operandsOf(expr);
  const lengths = parts.map((part) => longestOf(ex, part));
  for (let last = parts.length - 1; last >= 0; last--) {
    const most = sum(lengths.slice(0, last + 1));
    if (most !== undefined && most <= length) return true;
    const part = parts[last];
    if (!part || mayEndInBlank(ex, part)) return false;
    if (!mayBeNull(ex, part)) return true;
  }
  return true;
}

/** May the value as text end in a blank? */
function mayEndInBlank(ex: ExprContext, expr: Expr): boolean {
  const { kind } = typeOf(ex, expr);
  if (kind === 'plsInteger' || kind === 'number' || kind === 'null') return false;
  if (kind !== 'varchar2') return true;
  if (expr.kind === 'StringLiteral') return expr.value.endsWith(' ');
  if (expr.kind === 'Case') return resultsOf(expr).some((e) => mayEndInBlank(ex, e));
  const { name, args = [] } = builtinCall(ex, expr) ?? {};
  switch (name) {
    case 'UPPER':
    case 'LOWER':
    case 'NVL':
    case 'COALESCE':
      return args.some((e) => mayEndInBlank(ex, e));
    case 'RTRIM':
      return args.length > 1;
    case 'TO_CHAR':
      return ofToChar(ex, args) === undefined || endsInBlank(ex, args);
    default:
      return true;
  }
}

/** Is it a model of TO_CHAR that a blank is written for at its end? A trailing sign of a number may be one. */
function endsInBlank(ex: ExprContext, [value, model]: readonly Expr[]): boolean {
  const fmt = literalText(model);
  if (!value || fmt === undefined) return false;
  const { kind } = typeOf(ex, value);
  return kind === 'plsInteger' || kind === 'number' ? !/[09.,]$/.test(fmt) : fmt.endsWith(' ');
}

const resultsOf = (expr: Case): readonly Expr[] => [
  ...expr.branches.map((x) => x.then),
  ...(expr.otherwise ? [expr.otherwise] : []),
];

function builtinCall(
  ex: ExprContext,
  expr: Expr,
): { readonly name: string; readonly args: readonly Expr[] } | undefined {
  if (expr.kind !== 'Call') return undefined;
  const { base, steps } = ex.unit.analysis.resolve(expr);
  return base.kind === 'builtin' && steps.length === 0
    ? { name: base.name, args: base.args.map((a) => a.value) }
    : undefined;
}

/** The most characters of the value as text; undefined where that is not certain. */
function longestOf(ex: ExprContext, expr: Expr): number | undefined {
  const type = typeOf(ex, expr);
  if (type.kind === 'plsInteger' || type.kind === 'number') return ofNumber(ex, expr);
  if (expr.kind === 'Binary' && expr.op === '||') return sum([longestOf(ex, expr.left), longestOf(ex, expr.right)]);
  if (expr.kind === 'Case') return longestAmong(ex, resultsOf(expr));
  const { name, args = [] } = builtinCall(ex, expr) ?? {};
  switch (name) {
    case 'TO_CHAR':
      return ofToChar(ex, args);
    case 'NVL':
    case 'COALESCE':
      return longestAmong(ex, args);
  }
  return type.kind === 'varchar2' || type.kind === 'char'
    ? mostCharacters((e) => ex.unit.analysis.resolve(e), expr)
    : undefined;
}

function longestAmong(ex: ExprContext, values: readonly Expr[]): number | undefined {
  const lengths = values.map((v) => longestOf(ex, v));
  return sum(lengths) === undefined ? undefined : Math.max(0, ...lengths.map((n) => n ?? 0));
}

/**
 * Digits, point and sign: of a PLS_INTEGER 11; of no NUMBER more than 40 and the sign. (SQL Language Reference,
 * "TO_CHAR (number)")
 */
function ofNumber(ex: ExprContext, expr: Expr): number {
  const bound = boundOf(ex, expr);
  const whole = wholeDigits(ex, expr);
  const known = bound && whole !== undefined ? 1 + whole + (bound.scale > 0 ? 1 + bound.scale : 0) : 41;
  return Math.min(Math.max(known, 2), 41);
}

const sum = (lengths: readonly (number | undefined)[]): number | undefined =>
  lengths.reduce((total, n) => (total === undefined || n === undefined ? undefined : total + n), 0);

/**
 * Of a number: a model of digits, separators and signs gives no more than it has, and the sign. Of a datetime: elements
 * of digits.
 */
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
