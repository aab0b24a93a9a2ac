import { isInterval, isText } from '../../../analyze/model/operators.js';
import type { OracleType } from '../../../analyze/model/types.js';
import { unsupportedClause } from '../../../diagnostics/op2.js';
import { differentResult, unsupportedExpression, unsupportedFunction } from '../../../diagnostics/op2-expressions.js';
import type { PgExpr, PgOrderItem } from '../../../ir/postgres/index.js';
import { b, pgTypes } from '../../builders.js';
import { byBytes } from '../../collation.js';
import { isList } from '../../collections/collection-types.js';
import { refuse } from '../../context.js';
import { typedText } from '../../expressions/conversions/cast.js';
import { isBinary } from '../../expressions/conversions/convert.js';
import { lowerExpr, lowerTo } from '../../expressions/index.js';
import { asAddress, isPartitionRowid, rowidOf } from '../../expressions/row-address.js';
import { isNullLiteral, typeOf } from '../../expressions/typing.js';
import { lowerOrder } from '../../expressions/windows.js';
import { sortKeyOf } from '../../objects/expressions.js';
import { groupKey } from '../../queries/grouping/group-by.js';
import { argument, asOwnFloat, type BuiltinCall, decimal, number, typeOfArgument, varchar } from '../call.js';
import { type Aggregate, aggregate, type Mode, refuseSecondValue } from './aggregate-call.js';
import { lowerKeep } from './keep.js';
import { listagg } from './listagg.js';
import { medianOfType, percentile } from './percentiles.js';
import { rankCorrelation, regression, variance } from './statistics.js';

/** A call of an aggregate function, KEEP and WITHIN GROUP with it. @throws Refusal */
export function lowerAggregate(c: BuiltinCall): PgExpr {
  refuseSecondValue(c);
  if (c.node?.keep) return lowerKeep(c, c.node.keep);
  const found = Object.hasOwn(aggregateFunctions, c.name) ? aggregateFunctions[c.name] : undefined;
  if (c.node?.withinGroup && hypothetical.has(c.name)) return hypotheticalSet(c);
  return found ? found(c, {}) : refuse(unsupportedFunction(c.span, c.name, 'it has no counterpart'));
}

const count: Aggregate = (c, mode) => {
  const first = argument(c, 0);
  return aggregate(
    c,
    mode,
    'count',
    first.kind === 'Star'
      ? [b.star(c.span)]
      : [isNullLiteral(first) ? b.cast(c.span, b.null(c.span), pgTypes.text) : lowerExpr(c.ex, first)],
  );
};

/** SUM and AVG take what becomes a number; those of intervals came with 23ai. (SQL Language Reference, "SUM") */
function refuseInterval(c: BuiltinCall): void {
  if (isInterval(typeOfArgument(c, 0)))
    refuse(unsupportedClause(c.span, `${c.name} of an interval, which Oracle does not take (ORA-00932)`));
}

/** Of numbers with all of NUMBER's digits the sum has no more than these. (SQL Language Reference, "NUMBER Data Type") */
const sum: Aggregate = (c, mode) => {
  refuseInterval(c);
  const type = typeOfArgument(c, 0);
  const value = isBinary(type) ? lowerExpr(c.ex, argument(c, 0)) : number(c, 0);
  const made = aggregate(c, mode, 'sum', [value]);
  return type.kind === 'number' && c.ex.unit.analysis.isEndlessNumber(argument(c, 0))
    ? b.ora(c.span, 'num', made)
    : made;
};

/** AVG has the digits of NUMBER, where PostgreSQL's has some 16. */
const avg: Aggregate = (c, mode) => {
  refuseInterval(c);
  const type = typeOfArgument(c, 0);
  if (isBinary(type)) return asOwnFloat(c, aggregate(c, mode, 'avg', [lowerExpr(c.ex, argument(c, 0))]));
  const value = number(c, 0);
  return b.ora(c.span, 'div', aggregate(c, mode, 'sum', [value]), aggregate(c, mode, 'count', [value]));
};

const extreme =
  (name: 'min' | 'max'): Aggregate =>
  (c, mode) => {
    const type = typeOfArgument(c, 0);
    if (type.kind === 'object') return extremeObject(c, mode, name, type);
    const isRaw = type.kind === 'raw';
    if (type.kind === 'rowid') {
      const value = lowerExpr(c.ex, argument(c, 0));
      const found = aggregate(c, mode, name, [asAddress(value)]);
      return isPartitionRowid(value) ? found : rowidOf(found);
    }
    return aggregate(
      { ...c, node: c.node && { ...c.node, quantifier: undefined } },
      mode,
      isRaw ? `ora.raw_${name}` : name,
      [byBytes(c.ex.unit, lowerExpr(c.ex, argument(c, 0)), type)],
    );
  };

/**
 * `(array_agg(o order by box__m(o) desc nulls last))[1]`: PostgreSQL has neither MIN nor MAX of composites.
 * (Object-Relational Developer's Guide, "MAP Methods")
 */
function extremeObject(c: BuiltinCall, { over }: Mode, name: 'min' | 'max', type: OracleType): PgExpr {
  const { ex, span } = c;
  if (over !== undefined) return refuse(unsupportedExpression(span, `${c.name} of objects over a window`));
  const value = lowerExpr(ex, argument(c, 0));
  const direction = name === 'max' ? { direction: 'desc' as const, nulls: 'last' as const } : {};
  const orderBy = [{ value: sortKeyOf(ex, type, value, span), ...direction }];
  return b.subscript(span, { kind: 'PgCall', span, name: ['array_agg'], args: [value], orderBy }, b.num(span, 1));
}

const hypothetical: ReadonlySet<string> = new Set(['RANK', 'DENSE_RANK', 'PERCENT_RANK', 'CUME_DIST']);

/**
 * RANK(5) WITHIN GROUP (ORDER BY x). PERCENT_RANK is the rank less one by the rows there are, CUME_DIST the rows up to
 * the hypothetical one, itself too, by all with it. (SQL Language Reference, "PERCENT_RANK", "CUME_DIST")
 */
function hypotheticalSet(c: BuiltinCall): PgExpr {
  const { ex, span, node } = c;
  const order = node?.withinGroup ?? [];
  const args = c.args.map((a, i) => {
    const item = order[i];
    return item ? lowerTo(ex, a.value, typeOf(ex, item.value)) : lowerExpr(ex, a.value);
  });
  const withinGroup = lowerOrder(ex, order);
  const rankIn = (items: readonly PgOrderItem[], name = 'rank'): PgExpr => ({
    kind: 'PgCall',
    span,
    name: [name],
    args,
    withinGroup: items,
  });
  if (c.name === 'RANK' || c.name === 'DENSE_RANK') return rankIn(withinGroup, c.name.toLowerCase());
  // PostgreSQL's own have double precision, which has some 15 digits of Oracle's 40.
  const rows = b.call(span, 'count', b.star(span));
  const share = (of: PgExpr, all: PgExpr): PgExpr => {
    const [dividend, divisor] = [of, all].map((value) => b.cast(span, value, pgTypes.numeric)) as [PgExpr, PgExpr];
    return b.ora(span, 'div', dividend, divisor);
  };
  if (c.name === 'PERCENT_RANK')
    return share(
      b.binary(span, '-', rankIn(withinGroup), b.num(span, 1)),
      b.call(span, 'greatest', rows, b.num(span, 1)),
    );
  const behind = rankIn(withinGroup.map(reversed));
  return share(
    b.binary(span, '-', b.binary(span, '+', rows, b.num(span, 2)), behind),
    b.binary(span, '+', rows, b.num(span, 1)),
  );
}

const reversed = ({ value, direction, nulls }: PgOrderItem): PgOrderItem => ({
  value,
  direction: direction === 'desc' ? 'asc' : 'desc',
  ...(nulls && { nulls: nulls === 'first' ? ('last' as const) : ('first' as const) }),
});

/** Oracle's manual does not say what is divided by what. */
const withoutFormula: Aggregate = (c) => refuse(unsupportedFunction(c.span, c.name, 'the manual gives no formula'));

const median: Aggregate = (c, mode) => {
  const type = typeOfArgument(c, 0);
  if (['number', 'plsInteger', 'unknown'].includes(type.kind) || isText(type))
    return aggregate(c, mode, 'ora.median', [decimal(c, 0)]);
  return (
    medianOfType(c, mode, type) ??
    refuse(unsupportedFunction(c.span, 'MEDIAN', 'it is converted for numbers, dates and intervals of days only'))
  );
};

/** The aggregate functions; most of them with OVER too. */
export const aggregateFunctions: Readonly<Record<string, Aggregate>> = {
  COUNT: count,
  APPROX_COUNT_DISTINCT: (c) => ({
    kind: 'PgCall',
    span: c.span,
    name: ['count'],
    args: [lowerExpr(c.ex, argument(c, 0))],
    distinct: true,
  }),
  SUM: sum,
  AVG: avg,
  // Any value will do; the least one is the same in every run.
  ANY_VALUE: extreme('min'),
  MIN: extreme('min'),
  MAX: extreme('max'),
  VARIANCE: variance('var_samp', 'oracle', 'variance'),
  VAR_SAMP: variance('var_samp', 'sample', 'variance'),
  VAR_POP: variance('var_pop', 'population', 'variance'),
  STDDEV: variance('stddev_samp', 'oracle', 'deviation'),
  STDDEV_SAMP: variance('stddev_samp', 'sample', 'deviation'),
  STDDEV_POP: variance('stddev_pop', 'population', 'deviation'),
  CORR: regression('corr'),
  CORR_S: rankCorrelation('corr_s'),
  CORR_K: rankCorrelation('corr_k'),
  COVAR_POP: regression('covar_pop'),
  COVAR_SAMP: regression('covar_samp'),
  REGR_SLOPE: regression('regr_slope'),
  REGR_INTERCEPT: regression('regr_intercept'),
  REGR_COUNT: regression('regr_count'),
  REGR_R2: regression('regr_r2'),
  REGR_AVGX: regression('regr_avgx'),
  REGR_AVGY: regression('regr_avgy'),
  REGR_SXX: regression('regr_sxx'),
  REGR_SYY: regression('regr_syy'),
  REGR_SXY: regression('regr_sxy'),
  APPROX_MEDIAN: (c, mode) => median({ ...c, name: 'MEDIAN' }, mode),
  MEDIAN: median,
  STATS_MODE: (c, mode) => {
    const value = lowerExpr(c.ex, argument(c, 0));
    if (mode.over !== undefined) return aggregate(c, mode, 'ora.stats_mode', [value]);
    return { kind: 'PgCall', span: c.span, name: ['mode'], args: [], withinGroup: [{ value }] };
  },
  BIT_AND_AGG: (c, mode) => aggregate(c, mode, 'ora.bit_and_agg', [decimal(c, 0)]),
  BIT_OR_AGG: (c, mode) => aggregate(c, mode, 'ora.bit_or_agg', [decimal(c, 0)]),
  BIT_XOR_AGG: (c, mode) => aggregate(c, mode, 'ora.bit_xor_agg', [decimal(c, 0)]),
  BOOLEAN_AND_AGG: (c, mode) => aggregate(c, mode, 'bool_and', [lowerExpr(c.ex, argument(c, 0))]),
  BOOLEAN_OR_AGG: (c, mode) => aggregate(c, mode, 'bool_or', [lowerExpr(c.ex, argument(c, 0))]),
  EVERY: (c, mode) => aggregate(c, mode, 'bool_and', [lowerExpr(c.ex, argument(c, 0))]),
  SKEWNESS_POP: withoutFormula,
  SKEWNESS_SAMP: withoutFormula,
  KURTOSIS_POP: withoutFormula,
  KURTOSIS_SAMP: withoutFormula,
  CHECKSUM: (c) => refuse(unsupportedFunction(c.span, c.name, 'it is made of the bytes that Oracle stores')),
  LISTAGG: listagg,
  WM_CONCAT: (c, mode) => aggregate(c, mode, 'string_agg', [typedText(varchar(c, 0)), b.text(c.span, ',')]),
  XMLAGG: (c, mode) =>
    aggregate(
      c,
      mode,
      'xmlagg',
      [lowerExpr(c.ex, argument(c, 0))],
      c.node?.orderBy ? { orderBy: lowerOrder(c.ex, c.node.orderBy) } : {},
    ),
  SYS_XMLAGG: (c, mode) => {
    if (c.args.length > 1)
      return refuse(unsupportedFunction(c.span, c.name, 'objects of XMLFORMAT have no counterpart'));
    c.ex.unit.report(differentResult(c.span, c.name, 'the text has no declaration, and no line for each element'));
    const gathered = aggregate(c, mode, 'xmlagg', [lowerExpr(c.ex, argument(c, 0))]);
    const pieces = ['name', b.column(c.span, 'ROWSET'), ',', gathered];
    return { kind: 'PgSpecialCall', span: c.span, name: 'xmlelement', pieces };
  },
  COLLECT: (c, mode) => {
    const type = typeOfArgument(c, 0);
    const value = lowerExpr(c.ex, argument(c, 0));
    return aggregate(
      c,
      mode,
      isList(type) ? 'ora.collect_lists' : 'array_agg',
      [isList(type) ? b.cast(c.span, value, { name: c.ex.unit.naming.of(type.collection) }) : value],
      c.node?.orderBy ? { orderBy: lowerOrder(c.ex, c.node.orderBy) } : {},
    );
  },
  // What is approximate may be exact.
  APPROX_PERCENTILE: (c, mode) => percentile({ ...c, name: 'PERCENTILE_CONT' }, mode),
  PERCENTILE_CONT: percentile,
  PERCENTILE_DISC: percentile,
  GROUPING: (c) => b.call(c.span, 'grouping', groupKey(c.ex, argument(c, 0))),
  GROUPING_ID: (c) => b.call(c.span, 'grouping', ...c.args.map((a) => groupKey(c.ex, a.value))),
  GROUP_ID: (c) => refuse(unsupportedFunction(c.span, 'GROUP_ID', 'PostgreSQL does not number repeated grouping sets')),
};
