import { isText } from '../../analyze/operators.js';
import { differentResult, unsupportedFunction } from '../../diagnostics/op2-expressions.js';
import type { PgCall, PgExpr, PgOrderItem, PgWindow } from '../../ir/postgres/index.js';
import { b, pgTypes } from '../builders.js';
import { byBytes } from '../collation.js';
import { refuse } from '../context.js';
import { toText } from '../conversions.js';
import { lowerExpr, lowerTo } from '../expression.js';
import { isIntegerTyped, isNullLiteral, typeOf } from '../expressions/typing.js';
import { lowerOrder } from '../expressions/windows.js';
import { groupKey } from '../queries/group-by.js';
import { reportMapped } from '../queries/mapped-objects.js';
import {
  argument,
  type BuiltinCall,
  decimal,
  isBinary,
  number,
  optional,
  typeOfArgument,
  varchar,
  varchar2,
} from './call.js';
import { lowerKeep } from './keep.js';

/** How the aggregates that make up the function are called: in a group or over a window. */
export interface Mode {
  readonly over?: PgWindow | string;
}
type Aggregate = (c: BuiltinCall, mode: Mode) => PgExpr;

/** Aggregates of different values that take OVER, which PostgreSQL's own do not with DISTINCT. Their window is the whole partition always. */
const distinctOver: ReadonlyMap<string, string> = new Map([
  ['count', 'count_distinct'],
  ['sum', 'sum_distinct'],
]);

/** An aggregate or, with a window in the mode, a window function. */
export function aggregate(
  c: BuiltinCall,
  mode: Mode,
  name: string,
  args: readonly PgExpr[],
  extra: Partial<PgCall> = {},
): PgExpr {
  const distinct = c.node?.quantifier === 'DISTINCT' || c.node?.quantifier === 'UNIQUE';
  if (distinct && mode.over !== undefined) {
    const ours = distinctOver.get(name);
    // Binary numbers and intervals have no sum of ours.
    const type = typeOfArgument(c, 0);
    const summed = name !== 'sum' || !(isBinary(type) || type.kind === 'intervalDayToSecond');
    if (ours !== undefined && summed)
      return { kind: 'PgCall', span: c.span, name: ['ora', ours], args, over: mode.over };
    return refuse(
      unsupportedFunction(c.span, `${c.name}(DISTINCT …) OVER`, 'PostgreSQL has no DISTINCT in window functions'),
    );
  }
  const [first] = c.args;
  if (distinct && first) reportMapped(c.ex, `${c.name}(DISTINCT …)`, c.ex.unit.analysis.typeOf(first.value), c.span);
  return {
    kind: 'PgCall',
    span: c.span,
    name: name.split('.'),
    args,
    ...(distinct ? { distinct } : {}),
    ...(mode.over === undefined ? {} : { over: mode.over }),
    ...extra,
  };
}

export function lowerAggregate(c: BuiltinCall): PgExpr {
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

const sum: Aggregate = (c, mode) => {
  const type = typeOfArgument(c, 0);
  const value = type.kind === 'intervalDayToSecond' || isBinary(type) ? lowerExpr(c.ex, argument(c, 0)) : number(c, 0);
  return aggregate(c, mode, 'sum', [value]);
};

/** AVG has the digits of NUMBER, where PostgreSQL's has some 16. */
const avg: Aggregate = (c, mode) => {
  const type = typeOfArgument(c, 0);
  if (isBinary(type) || type.kind === 'intervalDayToSecond')
    return aggregate(c, mode, 'avg', [lowerExpr(c.ex, argument(c, 0))]);
  const value = number(c, 0);
  return b.ora(c.span, 'div', aggregate(c, mode, 'sum', [value]), aggregate(c, mode, 'count', [value]));
};

const extreme =
  (name: 'min' | 'max'): Aggregate =>
  (c, mode) => {
    const type = typeOfArgument(c, 0);
    const isRaw = type.kind === 'raw' || type.kind === 'longRaw';
    return aggregate(
      { ...c, node: c.node && { ...c.node, quantifier: undefined } },
      mode,
      isRaw ? `ora.raw_${name}` : name,
      [byBytes(c.ex.unit, lowerExpr(c.ex, argument(c, 0)), type)],
    );
  };

/** VARIANCE and its like from count, sum and sum of squares: exact until the one division. (SQL Language Reference, "VARIANCE", "STDDEV") */
const variance =
  (native: string, kind: 'population' | 'sample' | 'oracle', root: boolean): Aggregate =>
  (c, mode) => {
    const { span } = c;
    if (isBinary(typeOfArgument(c, 0))) {
      const value = lowerExpr(c.ex, argument(c, 0));
      const plain = aggregate(c, mode, native, [value]);
      // Of one value Oracle's STDDEV and VARIANCE are 0.
      return kind !== 'oracle'
        ? plain
        : b.caseWhen(
            span,
            [{ when: b.eq(span, aggregate(c, mode, 'count', [value]), b.num(span, 1)), then: b.num(span, 0) }],
            plain,
          );
    }
    const value = decimal(c, 0);
    if (c.node?.quantifier === 'DISTINCT' || c.node?.quantifier === 'UNIQUE')
      return varianceOfDistinct(c, mode, kind, root, value);
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
    return root ? b.ora(span, 'sqrt', result) : result;
  };

/** The distinct squares are fewer than the squares of the distinct values, so that all sums come from one aggregate. */
function varianceOfDistinct(
  c: BuiltinCall,
  mode: Mode,
  kind: 'population' | 'sample' | 'oracle',
  root: boolean,
  value: PgExpr,
): PgExpr {
  const { span } = c;
  const sums = aggregate(c, mode, 'ora.pair_sums', [value, value]);
  const statistic = b.text(span, kind === 'population' ? 'covar_pop' : 'covar_samp');
  const plain = b.ora(span, 'pair_statistic', statistic, sums);
  const isOne = b.eq(span, aggregate(c, mode, 'count', [value]), b.num(span, 1));
  const result = kind === 'oracle' ? b.caseWhen(span, [{ when: isOne, then: b.num(span, 0) }], plain) : plain;
  return root ? b.ora(span, 'sqrt', result) : result;
}

/** Statistics of two variables: from sums in NUMBER's digits; of binary numbers PostgreSQL's own. */
const regression =
  (name: string): Aggregate =>
  (c, mode) => {
    const binary = [0, 1].some((i) => isBinary(typeOfArgument(c, i)));
    if (binary || name === 'regr_count')
      return aggregate(
        c,
        mode,
        name,
        [0, 1].map((i) =>
          isBinary(typeOfArgument(c, i))
            ? lowerExpr(c.ex, argument(c, i))
            : b.cast(c.span, number(c, i), pgTypes.double),
        ),
      );
    const sums = aggregate(c, mode, 'ora.pair_sums', [decimal(c, 0), decimal(c, 1)]);
    return b.ora(c.span, 'pair_statistic', b.text(c.span, name), sums);
  };

/** LISTAGG. Longer than 4000 bytes is ORA-01489. (SQL Language Reference, "LISTAGG") */
const listagg: Aggregate = (c, mode) => {
  const { ex, span, node } = c;
  const distinct = node?.quantifier === 'DISTINCT' || node?.quantifier === 'UNIQUE';
  const plain = asText(varchar(c, 0));
  // The aggregate takes text: a conversion after COLLATE would be another value than the one to order by.
  const value =
    distinct && ex.unit.options.collation === 'explicit'
      ? byBytes(ex.unit, b.cast(plain.span, plain, pgTypes.text), { kind: 'varchar2' })
      : plain;
  const separator = optional(c, 1) ? lowerTo(ex, argument(c, 1), varchar2) : b.null(span);
  const order = lowerOrder(ex, node?.withinGroup ?? []);
  const over = mode.over;
  if (over !== undefined) {
    if (distinct || typeof over === 'string')
      return refuse(
        unsupportedFunction(span, 'LISTAGG(DISTINCT …) OVER', 'PostgreSQL has no DISTINCT in window functions'),
      );
    const whole: PgWindow =
      order.length === 0
        ? over
        : {
            ...over,
            orderBy: order,
            frame: { unit: 'rows', start: { bound: 'unbounded preceding' }, end: { bound: 'unbounded following' } },
          };
    return checkedList(
      c,
      (name, args) => ({ kind: 'PgCall', span, name: [name], args, over: whole }),
      value,
      separator,
    );
  }
  // With DISTINCT the order can be by the value only, which must look the same.
  const orderBy = distinct
    ? order.map((item): PgOrderItem => (isSameText(item.value, value) ? { ...item, value } : item))
    : order;
  const [first] = orderBy;
  if (distinct && first && !isSameText(first.value, value)) return listOfDistinct(c, first, separator);
  return checkedList(
    c,
    (name, args) => ({
      kind: 'PgCall',
      span,
      name: [name],
      args,
      ...(distinct ? { distinct } : {}),
      ...(orderBy.length > 0 ? { orderBy } : {}),
    }),
    value,
    separator,
  );
};

/**
 * LISTAGG(DISTINCT n) ordered by n, which is no text: PostgreSQL orders distinct values by themselves only, so that they are
 * collected as what they are and become text afterwards.
 */
function listOfDistinct(c: BuiltinCall, order: PgOrderItem, separator: PgExpr): PgExpr {
  const { ex, span, node } = c;
  const [item, ...more] = node?.withinGroup ?? [];
  const plain = lowerExpr(ex, argument(c, 0));
  if (!item || more.length > 0 || !isSameText(lowerExpr(ex, item.value), plain))
    return refuse(unsupportedFunction(span, 'LISTAGG(DISTINCT …)', 'it is ordered by another value than its own'));
  if (node?.overflow?.action === 'TRUNCATE')
    return refuse(unsupportedFunction(span, 'LISTAGG(DISTINCT …)', 'its order is not that of its text'));
  const values = aggregate(c, {}, 'array_agg', [plain]);
  const element = b.column(span, 'list', 'value');
  const list: PgExpr = {
    kind: 'PgCall',
    span,
    name: ['string_agg'],
    args: [
      toText(element, typeOf(ex, argument(c, 0)), span),
      separator.kind === 'PgNull' ? b.text(span, '') : separator,
    ],
    orderBy: [{ ...order, value: element }],
  };
  const query = b.select(span, {
    items: [b.item(span, list)],
    from: [b.fromFunction(span, b.call(span, 'unnest', values), 'list', ['value'])],
  });
  return b.ora(span, 'listagg_check', b.scalar(span, query));
}

function checkedList(
  c: BuiltinCall,
  call: (name: string, args: readonly PgExpr[]) => PgCall,
  value: PgExpr,
  separator: PgExpr,
): PgExpr {
  const { ex, span, node } = c;
  if (node?.overflow?.action !== 'TRUNCATE')
    return b.ora(
      span,
      'listagg_check',
      call('string_agg', [value, separator.kind === 'PgNull' ? b.text(span, '') : separator]),
    );
  const indicator = node.overflow.indicator ? lowerTo(ex, node.overflow.indicator, varchar2) : b.text(span, '...');
  const values: PgExpr = { ...call('array_agg', [value]), filter: b.isNotNull(span, value) };
  return b.ora(
    span,
    'listagg_truncate',
    values,
    b.cast(span, separator, pgTypes.text),
    indicator,
    b.boolean(span, node.overflow.count !== false),
  );
}

function asText(value: PgExpr): PgExpr {
  return value.kind === 'PgString' ? b.cast(value.span, value, pgTypes.text) : value;
}

const isSameText = (a: PgExpr, c: PgExpr): boolean =>
  (a.kind === 'PgCollate' && isSameText(a.operand, c)) ||
  (c.kind === 'PgCollate' && isSameText(a, c.operand)) ||
  JSON.stringify(withoutSpans(a)) === JSON.stringify(withoutSpans(c)) ||
  (c.kind === 'PgCast' && isSameText(a, c.operand));

function withoutSpans(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, inner: unknown) => (key === 'span' ? undefined : inner)));
}

/** PERCENTILE_CONT and _DISC WITHIN GROUP (ORDER BY x), in NUMBER's digits. */
const percentile: Aggregate = (c, mode) => {
  const { ex, span, node } = c;
  const [item] = node?.withinGroup ?? [];
  if (!item) return refuse(unsupportedFunction(span, c.name, 'it has no WITHIN GROUP'));
  const descending = item.direction === 'DESC';
  const value = lowerExpr(ex, item.value);
  const over = mode.over;
  if (typeof over === 'string')
    return refuse(unsupportedFunction(span, `${c.name} OVER`, 'a named window has no counterpart here'));
  const order: PgOrderItem[] = [
    { value, ...(descending && c.name === 'PERCENTILE_DISC' ? { direction: 'desc' as const } : {}) },
  ];
  const values: PgExpr = over
    ? {
        kind: 'PgCall',
        span,
        name: ['array_agg'],
        args: [value],
        filter: b.isNotNull(span, value),
        over: {
          ...over,
          orderBy: order,
          frame: { unit: 'rows', start: { bound: 'unbounded preceding' }, end: { bound: 'unbounded following' } },
        },
      }
    : { kind: 'PgCall', span, name: ['array_agg'], args: [value], filter: b.isNotNull(span, value), orderBy: order };
  const fraction = number(c, 0);
  if (c.name === 'PERCENTILE_CONT') {
    if (!['number', 'plsInteger'].includes(typeOf(ex, item.value).kind))
      return refuse(unsupportedFunction(span, c.name, 'it is converted for numbers only'));
    return b.ora(span, 'percentile_cont_final', values, fraction, b.boolean(span, descending));
  }
  const n: PgExpr = over
    ? { kind: 'PgCall', span, name: ['count'], args: [value], over }
    : b.call(span, 'count', value);
  const position = b.call(
    span,
    'greatest',
    b.call(
      span,
      'ceil',
      b.binary(span, '*', isIntegerTyped(fraction) ? b.cast(span, fraction, pgTypes.numeric) : fraction, n),
    ),
    b.num(span, 1),
  );
  return b.subscript(span, values, b.cast(span, position, pgTypes.integer));
};

/** MEDIAN of dates: of their distances from a fixed day, in seconds. A DATE has whole seconds. */
function medianOfDates(c: BuiltinCall, mode: Mode, kind: 'date' | 'timestamp'): PgExpr {
  const { span } = c;
  const epoch = b.cast(span, b.text(span, 'epoch'), pgTypes.timestamp);
  const seconds: PgExpr = {
    kind: 'PgExtract',
    span,
    field: 'epoch',
    operand: lowerExpr(c.ex, argument(c, 0)),
  };
  const middle = aggregate(c, mode, 'ora.median', [seconds]);
  const secs: PgExpr = { kind: 'PgNamedArgument', span, name: 'secs', value: b.cast(span, middle, pgTypes.double) };
  const distance = b.call(span, 'make_interval', secs);
  const result = b.binary(span, '+', epoch, distance);
  return kind === 'date' ? b.call(span, 'date_trunc', b.text(span, 'second'), result) : result;
}

const hypothetical: ReadonlySet<string> = new Set(['RANK', 'DENSE_RANK', 'PERCENT_RANK', 'CUME_DIST']);

/** RANK(5) WITHIN GROUP (ORDER BY x). */
function hypotheticalSet(c: BuiltinCall): PgExpr {
  const { ex, span, node } = c;
  const order = node?.withinGroup ?? [];
  const args = c.args.map((a, i) => {
    const item = order[i];
    return item ? lowerTo(ex, a.value, typeOf(ex, item.value)) : lowerExpr(ex, a.value);
  });
  const call: PgExpr = { kind: 'PgCall', span, name: [c.name.toLowerCase()], args, withinGroup: lowerOrder(ex, order) };
  if (c.name === 'RANK' || c.name === 'DENSE_RANK') return call;
  ex.unit.report(
    differentResult(span, c.name, 'it is computed in double precision, with some 15 digits instead of 40'),
  );
  return b.cast(span, call, pgTypes.numeric);
}

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
  VARIANCE: variance('var_samp', 'oracle', false),
  VAR_SAMP: variance('var_samp', 'sample', false),
  VAR_POP: variance('var_pop', 'population', false),
  STDDEV: variance('stddev_samp', 'oracle', true),
  STDDEV_SAMP: variance('stddev_samp', 'sample', true),
  STDDEV_POP: variance('stddev_pop', 'population', true),
  CORR: regression('corr'),
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
  MEDIAN: (c, mode) => {
    const type = typeOfArgument(c, 0);
    if (type.kind === 'date' || type.kind === 'timestamp') return medianOfDates(c, mode, type.kind);
    if (!['number', 'plsInteger', 'unknown'].includes(type.kind) && !isText(type))
      return refuse(unsupportedFunction(c.span, 'MEDIAN', 'it is converted for numbers and dates only'));
    return aggregate(c, mode, 'ora.median', [decimal(c, 0)]);
  },
  STATS_MODE: (c, mode) => {
    const value = lowerExpr(c.ex, argument(c, 0));
    if (mode.over !== undefined) return aggregate(c, mode, 'ora.stats_mode', [value]);
    return { kind: 'PgCall', span: c.span, name: ['mode'], args: [], withinGroup: [{ value }] };
  },
  LISTAGG: listagg,
  WM_CONCAT: (c, mode) => aggregate(c, mode, 'string_agg', [asText(varchar(c, 0)), b.text(c.span, ',')]),
  XMLAGG: (c, mode) =>
    aggregate(
      c,
      mode,
      'xmlagg',
      [lowerExpr(c.ex, argument(c, 0))],
      c.node?.orderBy ? { orderBy: lowerOrder(c.ex, c.node.orderBy) } : {},
    ),
  SYS_XMLAGG: (c) => refuse(unsupportedFunction(c.span, c.name, 'it has no counterpart')),
  COLLECT: (c, mode) =>
    aggregate(
      c,
      mode,
      'array_agg',
      [lowerExpr(c.ex, argument(c, 0))],
      c.node?.orderBy ? { orderBy: lowerOrder(c.ex, c.node.orderBy) } : {},
    ),
  PERCENTILE_CONT: percentile,
  PERCENTILE_DISC: percentile,
  GROUPING: (c) => b.call(c.span, 'grouping', groupKey(c.ex, argument(c, 0))),
  GROUPING_ID: (c) => b.call(c.span, 'grouping', ...c.args.map((a) => groupKey(c.ex, a.value))),
  GROUP_ID: (c) => refuse(unsupportedFunction(c.span, 'GROUP_ID', 'PostgreSQL does not number repeated grouping sets')),
};
