import type { Expr } from '../../ir/oracle/index.js';
import type { Analysis } from '../analysis.js';
import type { Carrier, ValueSource } from '../model/carrier.js';
import { carrierOf } from './carriers.js';
import type { ValueSources } from './value-sources.js';

/*
 * A part of a dynamic text stands behind a name: `'select … from ' || p_table || l_where`. Where it may begin with a
 * blank, as ' where …' does, it is no part of that name.
 */

/** May the text begin with what goes on with no name? By the literals that come to it. */
export function mayBeginApart(analysis: Analysis, given: () => ValueSources, expr: Expr): boolean {
  const seen = new Set<Carrier>();
  const isApart = (source: ValueSource): boolean => {
    if (source.kind === 'rows' || source.kind === 'text') return false;
    return source.kind === 'carrier' ? isGiven(source.carrier) : begins(source);
  };
  const isGiven = (carrier: Carrier): boolean => {
    if (seen.has(carrier)) return false;
    seen.add(carrier);
    return (given().get(carrier) ?? []).some(isApart);
  };
  const begins = (value: Expr): boolean => {
    switch (value.kind) {
      case 'StringLiteral':
        return /^[^\w$#".]/.test(value.value);
      case 'Binary':
        return value.op === '||' && begins(value.left);
      case 'Case':
        return [...value.branches.map(({ then }) => then), ...(value.otherwise ? [value.otherwise] : [])].some(begins);
      case 'Name':
      case 'Call':
      case 'Member': {
        const { base, steps } = analysis.resolve(value);
        if (base.kind === 'builtin') {
          const first = steps.length === 0 ? passing.get(base.name) : undefined;
          return first !== undefined && base.args.slice(first).some((arg) => begins(arg.value));
        }
        const carrier = carrierOf(analysis, value);
        return carrier !== undefined && isGiven(carrier);
      }
      default:
        return false;
    }
  };
  return begins(expr);
}

/** Functions that give one of their arguments, and the first that may be it. */
const passing: ReadonlyMap<string, number> = new Map([
  ['NVL', 0],
  ['COALESCE', 0],
  ['NVL2', 1],
  ['DECODE', 1],
]);
