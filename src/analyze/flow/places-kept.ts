import { literalInteger } from '../../ir/literals.js';
import type { Expr } from '../../ir/oracle/index.js';
import type { Analysis } from '../analysis.js';
import type { Carrier, ValueSource } from '../model/carrier.js';
import { carrierOf } from './carriers.js';
import type { ValueSources } from './value-sources.js';

/** Places behind the point of which so many leave room for the digits of the numbers that the value is added to. */
export const mostDigitsOfShort = 20;

/** Are the places that ROUND or TRUNC keep surely few, by their type or by all that gives them? */
export function keepsFewPlaces(analysis: Analysis, given: ValueSources, places: Expr): boolean {
  const seen = new Set<Carrier>();
  const isFew = (value: ValueSource): boolean => {
    switch (value.kind) {
      case 'carrier':
        return isGivenFew(value.carrier);
      case 'rows':
      case 'text':
        return false;
      case 'NullLiteral':
        return true;
      case 'Case':
        return value.branches.every((x) => isFew(x.then)) && (value.otherwise === undefined || isFew(value.otherwise));
      default: {
        const literal = literalInteger(value);
        if (literal !== undefined) return literal <= mostDigitsOfShort;
        const type = analysis.typeOf(value);
        // NUMBER(1): at most 9.
        if (type.kind === 'number' && type.precision !== undefined && type.precision - (type.scale ?? 0) <= 1)
          return true;
        const carrier = carrierOf(analysis, value);
        return carrier !== undefined && isGivenFew(carrier);
      }
    }
  };
  const isGivenFew = (carrier: Carrier): boolean => {
    if (seen.has(carrier)) return true;
    seen.add(carrier);
    const variable = typeof carrier !== 'string' && carrier.kind === 'variable' ? carrier : undefined;
    // A loop counts on from what it starts with.
    if (variable?.storage === 'loopIndex') return false;
    const initial = variable?.initial;
    const values = [...(given.get(carrier) ?? []), ...(initial ? [initial] : [])];
    return values.length > 0 && values.every(isFew);
  };
  return isFew(places);
}
