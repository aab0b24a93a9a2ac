import { pseudoColumn, unsupportedFunction, windowPerformance } from '../../../diagnostics/op2-expressions.js';
import { literalInteger } from '../../../ir/literals.js';
import type { PgExpr, PgWindow } from '../../../ir/postgres/index.js';
import { b, pgTypes } from '../../builders.js';
import { refuse } from '../../context.js';
import { lowerExpr, lowerTo } from '../../expressions/index.js';
import { typedLiteral } from '../../expressions/typed-literal.js';
import { isNullLiteral, typeOf } from '../../expressions/typing.js';
import { lowerOver } from '../../expressions/windows.js';
import { reportMapped } from '../../queries/mapped-objects.js';
import { argument, type BuiltinCall, integer, isWhole, number, optional } from '../call.js';
import { refuseSecondValue, valuesPresent } from './aggregate-call.js';
import { aggregateFunctions } from './aggregates.js';
import { lowerKeep } from './keep.js';
import { overVaryingWindow, varies } from './varying-window.js';

type Analytic = (c: BuiltinCall, over: PgWindow | string) => PgExpr;

/** A function with OVER. (SQL Language Reference, "Analytic Functions") */
export function lowerAnalytic(c: BuiltinCall): PgExpr {
  const over = c.node?.over;
  if (!over) return refuse(pseudoColumn(c.span, `${c.name} without OVER`));
  if (c.node?.keep) return lowerKeep(c, c.node.keep);
  if (over.kind === 'WindowSpec' && varies(c.ex, over)) return overVaryingWindow(c, over);
  refuseSecondValue(c);
  const window = lowerOver(c.ex, over);
  const analytic = Object.hasOwn(analyticFunctions, c.name) ? analyticFunctions[c.name] : undefined;
  if (analytic) return analytic(c, window);
  const distinct = c.node?.quantifier === 'DISTINCT' || c.node?.quantifier === 'UNIQUE';
  if (c.name === 'COUNT' && distinct) {
    reportMapped(c.ex, 'COUNT(DISTINCT …)', c.ex.unit.analysis.typeOf(argument(c, 0)), c.span);
    return countDistinct(c, window);
  }
  const found = Object.hasOwn(aggregateFunctions, c.name) ? aggregateFunctions[c.name] : undefined;
  return found
    ? found(c, { over: window })
    : refuse(unsupportedFunction(c.span, `${c.name} OVER`, 'it has no counterpart'));
}

const call = (c: BuiltinCall, name: string, args: readonly PgExpr[], over: PgWindow | string): PgExpr => ({
  kind: 'PgCall',
  span: c.span,
  name: [name],
  args,
  over,
});

const plain =
  (name: string): Analytic =>
  (c, over) =>
    call(c, name, [], over);

const ignoresNulls = (c: BuiltinCall): boolean => c.node?.nulls === 'IGNORE';

/** The values of the frame that are not NULL, as an array. */
function collected(c: BuiltinCall, value: PgExpr, over: PgWindow | string): PgExpr {
  c.ex.unit.report(windowPerformance(c.span, c.name));
  return valuesPresent(c, argument(c, 0), value, { over });
}

/** The n-th element from the end. */
function fromEnd(c: BuiltinCall, array: PgExpr, n: PgExpr): PgExpr {
  const size = b.call(c.span, 'cardinality', array);
  if (n.kind === 'PgNumber' && n.text === '1') return b.subscript(c.span, array, size);
  return b.subscript(c.span, array, b.binary(c.span, '+', b.binary(c.span, '-', size, n), b.num(c.span, 1)));
}

/** An argument that counts rows: Oracle takes none below `least`, where PostgreSQL's LAG looks the other way. */
function counted(c: BuiltinCall, at: number, value: PgExpr, least: number): PgExpr {
  const literal = literalInteger(argument(c, at));
  if (literal !== undefined && literal >= least) return value;
  return b.ora(c.span, 'window_number', value, b.num(c.span, least));
}

/** LAG and LEAD with IGNORE NULLS: the n-th value before or after the row. */
const shifted =
  (name: 'lag' | 'lead'): Analytic =>
  (c, over) => {
    const { ex, span } = c;
    const value = typedLiteral(lowerExpr(ex, argument(c, 0)));
    const fallback = optional(c, 2);
    const defaultValue =
      fallback && !isNullLiteral(fallback) ? lowerTo(ex, fallback, typeOf(ex, argument(c, 0))) : undefined;
    if (!ignoresNulls(c)) {
      const offset = optional(c, 1) ? [counted(c, 1, integer(c, 1), 0)] : [];
      return call(c, name, [value, ...offset, ...(defaultValue ? [defaultValue] : [])], over);
    }
    if (typeof over === 'string')
      return refuse(unsupportedFunction(span, `${c.name} IGNORE NULLS`, 'a named window has no counterpart here'));
    const frame: PgWindow['frame'] =
      name === 'lag'
        ? { unit: 'rows', start: { bound: 'unbounded preceding' }, end: { bound: 'preceding', offset: b.num(span, 1) } }
        : {
            unit: 'rows',
            start: { bound: 'following', offset: b.num(span, 1) },
            end: { bound: 'unbounded following' },
          };
    const values = collected(c, value, { ...over, frame });
    const n = optional(c, 1) ? counted(c, 1, integer(c, 1), 0) : b.num(span, 1);
    const found = name === 'lag' ? fromEnd(c, values, n) : b.subscript(span, values, n);
    return defaultValue ? b.coalesce(span, found, defaultValue) : found;
  };

const firstValue: Analytic = (c, over) => {
  const value = typedLiteral(lowerExpr(c.ex, argument(c, 0)));
  return ignoresNulls(c)
    ? b.subscript(c.span, collected(c, value, over), b.num(c.span, 1))
    : call(c, 'first_value', [value], over);
};

const lastValue: Analytic = (c, over) => {
  const value = typedLiteral(lowerExpr(c.ex, argument(c, 0)));
  return ignoresNulls(c)
    ? fromEnd(c, collected(c, value, over), b.num(c.span, 1))
    : call(c, 'last_value', [value], over);
};

const nthValue: Analytic = (c, over) => {
  const value = typedLiteral(lowerExpr(c.ex, argument(c, 0)));
  const n = counted(c, 1, integer(c, 1), 1);
  if (ignoresNulls(c)) {
    const values = collected(c, value, over);
    return c.node?.fromEnd === 'LAST' ? fromEnd(c, values, n) : b.subscript(c.span, values, n);
  }
  if (c.node?.fromEnd === 'LAST') return fromEnd(c, call(c, 'array_agg', [value], over), n);
  return call(c, 'nth_value', [value, n], over);
};

/** The window without order and frame: the whole partition. */
function partitionOf(c: BuiltinCall, over: PgWindow | string): PgWindow {
  if (typeof over === 'string' || over.name !== undefined)
    return refuse(unsupportedFunction(c.span, c.name, 'a named window has no counterpart here'));
  return { kind: 'PgWindow', span: over.span, partitionBy: over.partitionBy, orderBy: [] };
}

const ratioToReport: Analytic = (c, over) => {
  const value = number(c, 0);
  return b.ora(c.span, 'div', value, b.call(c.span, 'nullif', call(c, 'sum', [value], over), b.num(c.span, 0)));
};

/** (rank - 1) / (rows - 1), 0 for a single row. */
const percentRank: Analytic = (c, over) => {
  const { span } = c;
  const others = b.binary(span, '-', call(c, 'count', [b.star(span)], partitionOf(c, over)), b.num(span, 1));
  return b.ora(
    span,
    'div',
    b.binary(span, '-', call(c, 'rank', [], over), b.num(span, 1)),
    b.call(span, 'greatest', others, b.num(span, 1)),
  );
};

/** Rows up to the last peer / rows. */
const cumeDist: Analytic = (c, over) =>
  b.ora(
    c.span,
    'div',
    call(c, 'count', [b.star(c.span)], over),
    call(c, 'count', [b.star(c.span)], partitionOf(c, over)),
  );

/** COUNT(DISTINCT x) OVER (PARTITION BY p): ranks from both ends, less one for NULL. */
function countDistinct(c: BuiltinCall, over: PgWindow | string): PgExpr {
  const { span } = c;
  const partition = partitionOf(c, over);
  if (typeof over !== 'string' && over.orderBy.length > 0)
    return refuse(
      unsupportedFunction(
        span,
        'COUNT(DISTINCT …) OVER (… ORDER BY …)',
        'PostgreSQL has no DISTINCT in window functions',
      ),
    );
  const value = lowerExpr(c.ex, argument(c, 0));
  const rank = (direction: 'asc' | 'desc'): PgExpr =>
    call(c, 'dense_rank', [], { ...partition, orderBy: [{ value, ...(direction === 'desc' ? { direction } : {}) }] });
  const both = b.binary(span, '-', b.binary(span, '+', rank('asc'), rank('desc')), b.num(span, 1));
  if (!c.ex.unit.analysis.mayBeNull(argument(c, 0))) return both;
  const hasNull = call(
    c,
    'max',
    [b.caseWhen(span, [{ when: b.isNull(span, value), then: b.num(span, 1) }], b.num(span, 0))],
    partition,
  );
  return b.binary(span, '-', both, hasNull);
}

/** A count that is no whole number is cut. (SQL Language Reference, "NTILE") */
function wholeNumber(c: BuiltinCall): PgExpr {
  const value = number(c, 0);
  return b.cast(c.span, isWhole(c, 0, value) ? value : b.call(c.span, 'trunc', value), pgTypes.integer);
}

/** Functions that are analytic only. */
export const analyticFunctions: Readonly<Record<string, Analytic>> = {
  ROW_NUMBER: plain('row_number'),
  RANK: plain('rank'),
  DENSE_RANK: plain('dense_rank'),
  PERCENT_RANK: percentRank,
  CUME_DIST: cumeDist,
  NTILE: (c, over) => {
    const literal = literalInteger(argument(c, 0));
    return call(c, 'ntile', [counted(c, 0, literal === undefined ? wholeNumber(c) : number(c, 0), 1)], over);
  },
  RATIO_TO_REPORT: ratioToReport,
  LAG: shifted('lag'),
  LEAD: shifted('lead'),
  FIRST_VALUE: firstValue,
  LAST_VALUE: lastValue,
  NTH_VALUE: nthValue,
};
