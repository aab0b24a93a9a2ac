import type { Expr } from '../../ir/oracle/index.js';
import type { Analysis } from '../analysis.js';
import { once } from '../context.js';
import type { ValueSource } from '../model/carrier.js';
import type { ZoneOrigins } from '../model/zone-origins.js';
import { endlessCarriers, isEndlessNumber } from './endless.js';
import { mayBeginApart } from './text-beginnings.js';
import { valueSources } from './value-sources.js';
import { zoneOrigins } from './zone-origins.js';

/*
 * What is known of a value by all the ways on which it may have come to a place: through variables, parameters, results
 * of functions, fields and columns of the whole program.
 */

/** The questions about values that only the whole program answers. */
interface ValueFlow {
  isEndlessNumber(expr: Expr): boolean;
  mayBeginApart(expr: Expr): boolean;
  zoneOrigins(...values: readonly ValueSource[]): ZoneOrigins;
}

/** The program is gone through when something is asked for the first time. */
export function valueFlow(analysis: Analysis): ValueFlow {
  const sources = once(() => valueSources(analysis));
  const endless = once(() => endlessCarriers(analysis, sources()));
  return {
    isEndlessNumber: (expr) => isEndlessNumber(analysis, expr, endless()),
    mayBeginApart: (expr) => mayBeginApart(analysis, sources, expr),
    zoneOrigins: (...values) => zoneOrigins(analysis, sources, ...values),
  };
}
