import { builtinFunction } from '../../analyze/oracle/builtin-functions.js';
import { unsupportedFunction } from '../../diagnostics/op2-expressions.js';
import type { Argument, Call, Expr } from '../../ir/oracle/index.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import { type ExprContext, refuse } from '../context.js';
import { reached } from '../expressions/evaluation/reached.js';
import type { Chain } from '../expressions/names/chain.js';
import { aggregateFunctions, lowerAggregate } from './aggregates/aggregates.js';
import { analyticFunctions, lowerAnalytic } from './aggregates/analytics.js';
import { withArgumentsInOrder } from './aggregates/in-order.js';
import type { BuiltinCall, BuiltinTable } from './call.js';
import { conversionFunctions } from './conversions.js';
import { datetimeFunctions } from './datetimes.js';
import { jsonFunctions } from './json.js';
import { positional } from './named-arguments.js';
import { nullFunctions } from './nulls.js';
import { numberFunctions } from './numbers.js';
import { objectFunctions } from './objects.js';
import { sessionFunctions } from './session.js';
import { stringFunctions } from './strings.js';
import { xmlFunctions } from './xml.js';

/** The scalar functions by name. */
const functions: BuiltinTable = {
  ...nullFunctions,
  ...numberFunctions,
  ...stringFunctions,
  ...datetimeFunctions,
  ...conversionFunctions,
  ...sessionFunctions,
  ...objectFunctions,
  ...xmlFunctions,
  ...jsonFunctions,
};

/** A built-in function of SQL or of package STANDARD, named in upper case. */
export function lowerBuiltin(ex: ExprContext, expr: Chain, name: string, given: readonly Argument[]): PgExpr {
  const args = positional(name, given, expr.span);
  const written = callWith(expr, given);
  const node = written && args !== given ? { ...written, args } : written;
  const call: BuiltinCall = { ex: withArgumentsInOrder(ex, name, args), name, args, node, span: expr.span };
  if (node?.over !== undefined || (builtinFunction(name)?.analytic && !node?.withinGroup)) return lowerAnalytic(call);
  if (name in aggregateFunctions || (node?.withinGroup && name in analyticFunctions)) return lowerAggregate(call);
  const lower = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (lower && failing.has(name) && node) return withReached(call.ex, node, lower(call));
  return lower ? lower(call) : refuse(unsupportedFunction(expr.span, name, 'it has no counterpart'));
}

/**
 * Functions that are not defined for all numbers, or read texts that may be malformed, and that
 * PostgreSQL computes when it plans.
 */
const failing: ReadonlySet<string> = new Set([
  'ACOS',
  'ASIN',
  'EXP',
  'HEXTORAW',
  'LN',
  'LOG',
  'POWER',
  'SQRT',
  'TO_DSINTERVAL',
  'TO_YMINTERVAL',
]);

const withReached = (ex: ExprContext, node: Call, value: PgExpr): PgExpr =>
  value.kind === 'PgCall' ? { ...value, args: value.args.map((arg) => reached(ex, node, arg)) } : value;

/** The call in a chain that has the arguments: in `xmlagg(x order by y).getClobVal()` the first. */
function callWith(expr: Expr, args: readonly Argument[]): Call | undefined {
  if (expr.kind === 'Call') return expr.args === args ? expr : (callWith(expr.callee, args) ?? expr);
  return expr.kind === 'Member' ? callWith(expr.target, args) : undefined;
}

/** Is the function converted? For the reference page and its test. */
export function isConverted(name: string): boolean {
  return (
    Object.hasOwn(functions, name) || Object.hasOwn(aggregateFunctions, name) || Object.hasOwn(analyticFunctions, name)
  );
}
