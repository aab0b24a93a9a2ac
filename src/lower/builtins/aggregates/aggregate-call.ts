import type { Analysis } from '../../../analyze/analysis.js';
import { unsupportedFunction } from '../../../diagnostics/op2-expressions.js';
import type { Expr } from '../../../ir/oracle/index.js';
import { oracleFailure } from '../../../ir/oracle-failure.js';
import type { PgCall, PgExpr, PgWindow } from '../../../ir/postgres/index.js';
import { b } from '../../builders.js';
import { refuse } from '../../context.js';
import { isBinary } from '../../expressions/conversions/convert.js';
import { foldName } from '../../naming/naming.js';
import { containsAggregate } from '../../queries/grouping/group-by.js';
import { countedByMap, reportMapped } from '../../queries/mapped-objects.js';
import { remembered } from '../../remembered.js';
import { type BuiltinCall, typeOfArgument } from '../call.js';

/** How the aggregates that make up the function are called: in a group or over a window. */
export interface Mode {
  readonly over?: PgWindow | string;
}

/** How one aggregate function is written. */
export type Aggregate = (c: BuiltinCall, mode: Mode) => PgExpr;

/**
 * Aggregates of different values that take OVER, which PostgreSQL's own do not with DISTINCT. Their window
 * is the whole partition always.
 */
const distinctOver: ReadonlyMap<string, string> = new Map([
  ['count', 'count_distinct'],
  ['sum', 'sum_distinct'],
]);

const ofOneValue: ReadonlySet<string> = new Set(
  'AVG COUNT MAX MEDIAN MIN STATS_MODE STDDEV STDDEV_POP STDDEV_SAMP SUM VARIANCE VAR_POP VAR_SAMP'.split(' '),
);

/** Refuses a second argument of a function that has one. (SQL Language Reference, "Aggregate Functions") */
export function refuseSecondValue(c: BuiltinCall): void {
  if (c.args.length > 1 && ofOneValue.has(c.name))
    refuse({
      ...unsupportedFunction(c.span, c.name, 'it takes one argument (ORA-00909)'),
      invalid: { kind: 'raises', ...oracleFailure(909) },
    });
}

/** The names of standalone functions: PostgreSQL would take `count(numeric)` of the user before its own of any type. */
const standalone = remembered(
  ({ catalog }: Analysis): ReadonlySet<string> =>
    new Set(catalog.routines.filter((r) => r.container === undefined).map((r) => foldName(r.name))),
);

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
  const type = distinct && first ? c.ex.unit.analysis.typeOf(first.value) : undefined;
  const counted = type && name === 'count' ? countedByMap(c.ex, type, args) : args;
  if (type && counted === args) reportMapped(c.ex, `${c.name}(DISTINCT …)`, type, c.span);
  return {
    kind: 'PgCall',
    span: c.span,
    name: standalone(c.ex.unit.analysis).has(name) ? ['pg_catalog', name] : name.split('.'),
    args: counted,
    ...(distinct ? { distinct } : {}),
    ...(mode.over === undefined ? {} : { over: mode.over }),
    ...extra,
  };
}

/**
 * The values that are not NULL, as an array. In a grouped query those of a window may be aggregates (`node`: the
 * expression in Oracle), which FILTER does not take.
 */
export function valuesPresent(
  c: BuiltinCall,
  node: Expr,
  value: PgExpr,
  how: Pick<PgCall, 'over' | 'orderBy'>,
): PgExpr {
  const { span } = c;
  const values: PgCall = { ...how, kind: 'PgCall', span, name: ['array_agg'], args: [value] };
  return how.over !== undefined && containsAggregate(c.ex, node)
    ? b.call(span, 'array_remove', values, b.null(span))
    : { ...values, filter: b.isNotNull(span, value) };
}
