import type { Expr } from '../../ir/oracle/index.js';
import type { Analysis } from '../analysis.js';
import { once } from '../context.js';
import type { Carrier, ValueSource } from '../model/carrier.js';
import type { ZoneOrigins } from '../model/zone-origins.js';
import { addEndlessCarriers, isEndlessNumber } from './endless.js';
import { mayBeginApart } from './text-beginnings.js';
import { type ValueSources, valueSources } from './value-sources.js';
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
  const sources = once(() => valueSources(analysis, analysis.units));
  const endless = endlessNumbers(analysis, sources);
  return {
    isEndlessNumber: (expr) => isEndlessNumber(analysis, expr, { carriers: endless(), given: sources() }),
    mayBeginApart: (expr) => mayBeginApart(analysis, sources, expr),
    zoneOrigins: (...values) => zoneOrigins(analysis, sources, ...values),
  };
}

/**
 * What holds numbers with all digits that NUMBER has. Of texts that lowering compiles the inputs know how they look:
 * when one was added, its own queries and variables are gone through, too.
 */
function endlessNumbers(analysis: Analysis, sources: () => ValueSources): () => ReadonlySet<Carrier> {
  const found = new Set<Carrier>();
  let units = 0;
  let texts = 0;
  return () => {
    if (units === 0) {
      units = analysis.units.length;
      addEndlessCarriers(analysis, sources(), found);
    }
    const added = [...analysis.units.slice(units), ...analysis.texts.slice(texts)];
    units = analysis.units.length;
    texts = analysis.texts.length;
    if (added.length > 0) addEndlessCarriers(analysis, valueSources(analysis, added), found);
    return found;
  };
}
