import { digitsOfDivision } from '../../ir/literals.js';
import type { Expr } from '../../ir/oracle/index.js';
import type { Analysis } from '../analysis.js';
import type { Carrier, TextRows, ValueSource } from '../model/carrier.js';
import type { OracleType } from '../model/types.js';
import { carrierOf } from './carriers.js';
import { isDay } from './days.js';
import { keepsFewPlaces, mostDigitsOfShort } from './places-kept.js';
import { type ValueSources, wordsOf } from './value-sources.js';

/*
 * NUMBER keeps 39 or 40 digits of a third. Added to a number with more digits before the point, the last of them get
 * lost, as they do in Oracle: seven sevenths of 100 are 100. Sums of numbers that have an end keep all digits in both.
 * (SQL Language Reference, "NUMBER Data Type")
 */

/** What is known of the program: what holds such numbers, and what gives what holds values its values. */
interface Endless {
  readonly carriers: ReadonlySet<Carrier>;
  readonly given: ValueSources;
}

/** May the value have as many digits as NUMBER holds: is it made of a quotient, a root, a time of day and the like? */
export function isEndlessNumber(analysis: Analysis, expr: Expr, known: Endless): boolean {
  const among = (exprs: readonly Expr[]): boolean => exprs.some((e) => isEndlessNumber(analysis, e, known));
  switch (expr.kind) {
    case 'Binary':
      if (expr.op === '-' && isDate(analysis, expr.left) && isDate(analysis, expr.right))
        return !isDay(analysis, expr.left) || !isDay(analysis, expr.right);
      if (expr.op === '/')
        return digitsOfDivision(expr.right) === undefined || isEndlessNumber(analysis, expr.left, known);
      return (
        expr.op === '**' || ((expr.op === '+' || expr.op === '-' || expr.op === '*') && among([expr.left, expr.right]))
      );
    case 'Unary':
      return isEndlessNumber(analysis, expr.operand, known);
    case 'Case':
      return among([...expr.branches.map((x) => x.then), ...(expr.otherwise ? [expr.otherwise] : [])]);
    case 'Cast':
      return hasAllDigits(analysis.typeOf(expr)) && isEndlessNumber(analysis, expr.operand, known);
    case 'Subquery':
    case 'CorrelationName':
      return isCarried(analysis, expr, known.carriers);
    case 'NumberLiteral':
    case 'StringLiteral':
      return isLong(expr.kind === 'NumberLiteral' ? expr.text : expr.value);
    case 'Name':
    case 'Call':
    case 'Member': {
      const { base, steps } = analysis.resolve(expr);
      if (base.kind === 'builtin' && steps.length === 0)
        return isEndlessResult(
          base.name,
          base.args.map((a) => a.value),
          { among, isFew: (places) => keepsFewPlaces(analysis, known.given, places) },
        );
      if (base.kind === 'constructor' && steps.length === 0) return among(base.args.map((a) => a.value));
      // TABLE of a collection that is made there.
      const rows = base.kind === 'column' && steps.length === 0 ? base.source.rows : undefined;
      if (rows?.kind === 'Call' && isEndlessNumber(analysis, rows, known)) return true;
      return isCarried(analysis, expr, known.carriers);
    }
    default:
      return false;
  }
}

function isCarried(analysis: Analysis, expr: Expr, carriers: ReadonlySet<Carrier>): boolean {
  const type = analysis.typeOf(expr);
  const carrier = hasAllDigits(type.kind === 'collection' ? type.collection.element : type)
    ? carrierOf(analysis, expr)
    : undefined;
  return carrier !== undefined && carriers.has(carrier);
}

/** A NUMBER without precision, which keeps the digits that it is given. */
const hasAllDigits = (type: OracleType): boolean =>
  type.kind === 'number' && type.precision === undefined && type.digits === undefined;

const isDate = (analysis: Analysis, expr: Expr): boolean => analysis.typeOf(expr).kind === 'date';

/** Is it a number of more digits than leave room, with some behind the point? */
const isLong = (text: string): boolean =>
  /^\s*[-+]?\d*\.\d+\s*$/.test(text) && text.replace(/\D/g, '').replace(/^0+/, '').length > mostDigitsOfShort;

/** Does a built-in function give such a number? */
function isEndlessResult(
  name: string,
  args: readonly Expr[],
  { among, isFew }: { readonly among: (exprs: readonly Expr[]) => boolean; readonly isFew: (places: Expr) => boolean },
): boolean {
  if (endless.has(name)) return true;
  if (name === 'ROUND' || name === 'TRUNC') {
    const [number, places] = args;
    return number !== undefined && places !== undefined && among([number]) && !isFew(places);
  }
  return passing.has(name) && among(args);
}

const endless = new Set(
  `ACOS ASIN ATAN ATAN2 AVG CORR CORR_K CORR_S COS COSH COVAR_POP COVAR_SAMP CUME_DIST EXP LN LOG MEDIAN MONTHS_BETWEEN
  PERCENT_RANK PERCENTILE_CONT POWER RATIO_TO_REPORT REGR_AVGX REGR_AVGY REGR_INTERCEPT REGR_R2 REGR_SLOPE REGR_SXX
  REGR_SXY REGR_SYY SIN SINH SQRT STDDEV STDDEV_POP STDDEV_SAMP TAN TANH VAR_POP VAR_SAMP VARIANCE`.split(/\s+/),
);

/** Functions that give one of their arguments, or no more digits than these have. */
const passing = new Set(
  `ABS COALESCE DECODE FIRST_VALUE GREATEST LAG LAST_VALUE LEAD LEAST MAX MIN MOD NANVL NTH_VALUE NULLIF NVL NVL2
  PERCENTILE_DISC REMAINDER STATS_MODE SUM TO_CHAR TO_NUMBER`.split(/\s+/),
);

/**
 * Adds the variables, fields, results of functions and columns that are given such a value, themselves or by way of
 * others.
 */
export function addEndlessCarriers(analysis: Analysis, given: ValueSources, found: Set<Carrier>): void {
  const names = new Set<string>();
  for (const carrier of found) names.add(nameOf(carrier));
  const isGiven = (source: ValueSource): boolean => {
    switch (source.kind) {
      case 'carrier':
        return found.has(source.carrier);
      case 'rows':
        return true;
      case 'text':
        return mayGiveEndless(source, names) || source.using?.some(isGiven) === true;
      default:
        return isEndlessNumber(analysis, source, { carriers: found, given });
    }
  };
  let before: number;
  do {
    before = found.size;
    for (const [carrier, sources] of given)
      if (!found.has(carrier) && sources.some(isGiven)) {
        found.add(carrier);
        names.add(nameOf(carrier));
      }
  } while (found.size > before);
}

/** The name by which a text may mean it. */
const nameOf = (carrier: Carrier): string =>
  typeof carrier === 'string' ? carrier.slice(carrier.lastIndexOf('.') + 1) : carrier.name;

/** By the text of a statement: does it compute such a number, or name what holds one? What it binds is not looked at. */
function mayGiveEndless({ text, using }: TextRows, names: ReadonlySet<string>): boolean {
  if (text === undefined) return true;
  if (countsRows.test(text.text)) return false;
  if (!text.whole || (using === undefined && text.text.includes(':'))) return true;
  return (
    /\/|\*\*|[\w)]\s*-\s*[\w(]/.test(text.text) || [...wordsOf(text.text)].some((w) => endless.has(w) || names.has(w))
  );
}

const countsRows = /^\s*select\s+count\s*\(\s*[*\w]+\s*\)\s+(?:into\s|from\s)/i;
