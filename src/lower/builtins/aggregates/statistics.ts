import { unsupportedFunction } from '../../../diagnostics/op2-expressions.js';
import { literalText } from '../../../ir/literals.js';
import type { PgExpr } from '../../../ir/postgres/index.js';
import { b, pgTypes } from '../../builders.js';
import { refuse } from '../../context.js';
import { isBinary } from '../../expressions/conversions/convert.js';
import { lowerExpr } from '../../expressions/index.js';
import { argument, asOwnFloat, type BuiltinCall, decimal, number, typeOfArgument } from '../call.js';
import { type Aggregate, aggregate, type Mode } from './aggregate-call.js';

/**
 * VARIANCE and its like from count, sum and sum of squares: exact until the one division. (SQL Language
 * Reference, "VARIANCE", "STDDEV")
 */
export const variance =
  (native: string, kind: 'population' | 'sample' | 'oracle', answer: 'variance' | 'deviation'): Aggregate =>
  (c, mode) => {
    const { span } = c;
    if (isBinary(typeOfArgument(c, 0))) {
      const value = lowerExpr(c.ex, argument(c, 0));
      const plain = aggregate(c, mode, native, [value]);
      // Of one value Oracle's STDDEV and VARIANCE are 0.
      const made =
        kind !== 'oracle'
          ? plain
          : b.caseWhen(
              span,
              [{ when: b.eq(span, aggregate(c, mode, 'count', [value]), b.num(span, 1)), then: b.num(span, 0) }],
              plain,
            );
      return asOwnFloat(c, made);
    }
    const value = decimal(c, 0);
    if (c.node?.quantifier === 'DISTINCT' || c.node?.quantifier === 'UNIQUE')
      return varianceOfDistinct(c, mode, kind, answer, value);
    const n = aggregate(c, mode, 'count', [value]);
    const total = aggregate(c, mode, 'sum', [value]);
    const squares = aggregate(c, mode, 'sum', [b.binary(span, '*', value, value)]);
    const numerator = b.binary(span, '-', b.binary(span, '*', n, squares), b.binary(span, '*', total, total));
    const pairs = b.binary(span, '*', n, b.binary(span, '-', n, b.num(span, 1)));
    const denominator =
      kind === 'population'
        ? b.binary(span, '*', n, n)
        : kind === 'sample'
          ? b.call(span, 'nullif', pairs, b.num(span, 0))
          : b.call(span, 'greatest', pairs, b.num(span, 1));
    const result = b.ora(span, 'div', numerator, denominator);
    return answer === 'deviation' ? b.ora(span, 'sqrt', result) : result;
  };

/** The distinct squares are fewer than the squares of the distinct values, so that all sums come from one aggregate. */
function varianceOfDistinct(
  c: BuiltinCall,
  mode: Mode,
  kind: 'population' | 'sample' | 'oracle',
  answer: 'variance' | 'deviation',
  value: PgExpr,
): PgExpr {
  const { span } = c;
  const sums = aggregate(c, mode, 'ora.pair_sums', [value, value]);
  const statistic = b.text(span, kind === 'population' ? 'covar_pop' : 'covar_samp');
  const plain = b.ora(span, 'pair_statistic', statistic, sums);
  const isOne = b.eq(span, aggregate(c, mode, 'count', [value]), b.num(span, 1));
  const result = kind === 'oracle' ? b.caseWhen(span, [{ when: isOne, then: b.num(span, 0) }], plain) : plain;
  return answer === 'deviation' ? b.ora(span, 'sqrt', result) : result;
}

/** Statistics of two variables: from sums in NUMBER's digits; of binary numbers PostgreSQL's own. */
export const regression =
  (name: string): Aggregate =>
  (c, mode) => {
    const binary = [0, 1].some((i) => isBinary(typeOfArgument(c, i)));
    if (binary || name === 'regr_count') {
      const both = [0, 1].map((i) =>
        isBinary(typeOfArgument(c, i)) ? lowerExpr(c.ex, argument(c, i)) : b.cast(c.span, number(c, i), pgTypes.double),
      );
      return asOwnFloat(c, aggregate(c, mode, name, both));
    }
    const sums = aggregate(c, mode, 'ora.pair_sums', [decimal(c, 0), decimal(c, 1)]);
    return b.ora(c.span, 'pair_statistic', b.text(c.span, name), sums);
  };

/**
 * CORR_S and CORR_K: the coefficient; of significances the manual gives no formula. (SQL Language
 * Reference, "CORR_S", "CORR_K")
 */
export const rankCorrelation =
  (name: 'corr_s' | 'corr_k'): Aggregate =>
  (c, mode) => {
    const asked = c.args[2] && literalText(c.args[2].value);
    if (c.args.length > 2 && asked?.toUpperCase() !== 'COEFFICIENT')
      return refuse(unsupportedFunction(c.span, c.name, 'only the coefficient is computed, not its significance'));
    return aggregate(c, mode, `ora.${name}`, [decimal(c, 0), decimal(c, 1)]);
  };
