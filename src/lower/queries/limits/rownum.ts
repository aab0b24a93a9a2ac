import type { RowSource } from '../../../analyze/analysis.js';
import { rownumCondition } from '../../../diagnostics/op2.js';
import { literalInteger } from '../../../ir/literals.js';
import type { Expr } from '../../../ir/oracle/index.js';
import type { PgExpr } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b, pgTypes } from '../../builders.js';
import { type ExprContext, refuse } from '../../context.js';
import { inRow, isRepeatable } from '../../expressions/evaluation/evaluated-once.js';
import { lowerTo } from '../../expressions/index.js';
import { isPseudo, sourcesIn, usesPseudo } from '../block-nodes.js';
import { rowCount } from './row-count.js';
import { rowsByTrial } from './rownum-literals.js';

/**
 * How many rows a condition on ROWNUM lets through: it numbers the rows that were let through, so
 * the first it rejects is the end.
 */
export type RownumLimit = { readonly kind: 'all' } | { readonly kind: 'rows'; readonly count: PgExpr };

const number = { kind: 'number' } as const;
const flipped = { '=': '=', '<>': '<>', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;
const opposite = { '=': '<>', '<>': '=', '<': '>=', '<=': '>', '>': '<=', '>=': '<' } as const;
type Comparison = keyof typeof flipped;
const isComparison = (op: string): op is Comparison => op in flipped;

/** `row_number() over ()` as a NUMBER. */
export function rowNumber(span: Span): PgExpr {
  return b.cast(
    span,
    { ...b.call(span, 'row_number'), over: { kind: 'PgWindow', span, partitionBy: [], orderBy: [] } },
    pgTypes.numeric,
  );
}

/**
 * The limit a conjunct of WHERE with ROWNUM stands for. `own` are the row sources of the block. (SQL Language
 * Reference, "ROWNUM Pseudocolumn")
 */
export function rownumLimit(ex: ExprContext, conjunct: Expr, own: ReadonlySet<RowSource>): RownumLimit {
  const { span } = conjunct;
  const no = (): never => refuse(rownumCondition(span));
  const count = rowsByTrial(ex, conjunct);
  if (count !== undefined) return { kind: 'rows', count: b.num(span, count) };
  if (conjunct.kind === 'Unary' && conjunct.op === 'NOT') {
    const { operand } = conjunct;
    if (operand.kind === 'Binary' && isComparison(operand.op))
      return rownumLimit(ex, { ...operand, op: opposite[operand.op] }, own);
  }
  if (conjunct.kind === 'Binary' && isComparison(conjunct.op)) {
    const left = isPseudo(ex, conjunct.left, 'ROWNUM');
    const bound = left ? conjunct.right : conjunct.left;
    if (!left && !isPseudo(ex, conjunct.right, 'ROWNUM')) return no();
    const given = (left ? conjunct.op : flipped[conjunct.op]) === '<=' ? orAllRows(ex, bound, own) : undefined;
    if (given) return given;
    return limitOf(ex, left ? conjunct.op : flipped[conjunct.op], constantIn(ex, bound, own) ? bound : no(), span);
  }
  if (conjunct.kind === 'Between' && !conjunct.negated && isPseudo(ex, conjunct.operand, 'ROWNUM')) {
    if (!constantIn(ex, conjunct.low, own) || !constantIn(ex, conjunct.high, own)) return no();
    const low = limitOf(ex, '>=', conjunct.low, span);
    const high = limitOf(ex, '<=', conjunct.high, span);
    return smaller(span, low, high);
  }
  return no();
}

/** `ROWNUM <= NVL(n, ROWNUM)`: n rows, or all where n is NULL. */
function orAllRows(ex: ExprContext, bound: Expr, own: ReadonlySet<RowSource>): RownumLimit | undefined {
  if (bound.kind !== 'Call' || bound.args.length !== 2) return undefined;
  const { base, steps } = ex.unit.analysis.resolve(bound);
  const name = base.kind === 'builtin' && steps.length === 0 ? base.name : undefined;
  const [count, other] = bound.args.map((a) => a.value);
  if ((name !== 'NVL' && name !== 'COALESCE') || !count || !other) return undefined;
  if (!isPseudo(ex, other, 'ROWNUM') || !constantIn(ex, count, own)) return undefined;
  const { span } = bound;
  const value = lowerTo(ex, count, number);
  // It is written twice.
  if (value.kind !== 'PgColumn' && value.kind !== 'PgParameter' && value.kind !== 'PgNumber') return undefined;
  const rows = b.call(span, 'floor', value);
  return {
    kind: 'rows',
    count: b.caseWhen(span, [{ when: b.binary(span, '<', value, b.num(span, 0)), then: b.num(span, 0) }], rows),
  };
}

/**
 * `ROWNUM <= n OR p`, in any order: the first n rows pass, of the others those with p, whatever was found before. So it
 * is for what only the first rows fulfil; any other use of ROWNUM in OR depends on how many rows with p came first.
 */
export function isFirstRowsOr(ex: ExprContext, condition: Expr): boolean {
  if (condition.kind !== 'Logical' || condition.op !== 'OR') return false;
  const counted = condition.operands.filter((o) => usesPseudo(ex, 'ROWNUM', [o]));
  const [only] = counted;
  return counted.length === 1 && only !== undefined && isFirstRows(ex, only);
}

/** `ROWNUM <= n`, alone or where something holds that is the same for all rows: `p IS NOT NULL AND ROWNUM <= p`. */
function isFirstRows(ex: ExprContext, only: Expr): boolean {
  if (only.kind === 'Logical' && only.op === 'AND') {
    const counted = only.operands.filter((o) => usesPseudo(ex, 'ROWNUM', [o]));
    const others = only.operands.filter((o) => !counted.includes(o));
    return counted.length === 1 && counted.every((o) => isFirstRows(ex, o)) && sourcesIn(ex, ...others).size === 0;
  }
  if (only.kind !== 'Binary' || !isComparison(only.op)) return false;
  const left = isPseudo(ex, only.left, 'ROWNUM');
  if (!left && !isPseudo(ex, only.right, 'ROWNUM')) return false;
  const bound = left ? only.right : only.left;
  const op = left ? only.op : flipped[only.op];
  if (sourcesIn(ex, bound).size > 0 || usesPseudo(ex, 'ROWNUM', [bound])) return false;
  return op === '<' || op === '<=' || (op === '=' && literalInteger(bound) === 1);
}

function constantIn(ex: ExprContext, bound: Expr, own: ReadonlySet<RowSource>): boolean {
  if (usesPseudo(ex, 'ROWNUM', [bound]) || usesPseudo(ex, 'LEVEL', [bound])) return false;
  return [...sourcesIn(ex, bound)].every((s) => !own.has(s));
}

function limitOf(ex: ExprContext, op: Comparison, bound: Expr, span: Span): RownumLimit {
  const literal = literalInteger(bound);
  const rows = (count: PgExpr): RownumLimit => ({ kind: 'rows', count });
  if (literal !== undefined) {
    return limitOfLiteral(op, rows, literal, span);
  }
  const value = lowerTo(ex, bound, number);
  const all = b.null(span);
  const first = (condition: PgExpr): RownumLimit =>
    rows(b.caseWhen(span, [{ when: condition, then: all }], b.num(span, 0)));
  switch (op) {
    case '<=':
      return rows(rowCount(span, value));
    case '<':
      return rows(
        b.call(
          span,
          'greatest',
          b.num(span, 0),
          b.coalesce(span, b.binary(span, '-', b.call(span, 'ceil', value), b.num(span, 1)), b.num(span, 0)),
        ),
      );
    case '=':
      return rows(
        b.caseWhen(span, [{ when: b.eq(span, value, b.num(span, 1)), then: b.num(span, 1) }], b.num(span, 0)),
      );
    case '>=':
      return first(b.binary(span, '<=', value, b.num(span, 1)));
    case '>':
      return first(b.binary(span, '<', value, b.num(span, 1)));
    case '<>':
      return rows(
        isRepeatable(value) ? rowsBefore(span, value) : inRow(span, [value], ([v]) => rowsBefore(span, v ?? value)),
      );
  }
}

/** `ROWNUM <> value`: the rows before that number, or all. */
function rowsBefore(span: Span, value: PgExpr): PgExpr {
  const whole = b.and(
    span,
    b.binary(span, '>=', value, b.num(span, 1)),
    b.eq(span, value, b.call(span, 'trunc', value)),
  );
  return b.caseWhen(
    span,
    [
      { when: whole, then: b.binary(span, '-', value, b.num(span, 1)) },
      { when: b.isNotNull(span, value), then: b.null(span) },
    ],
    b.num(span, 0),
  );
}

/** The same for a bound that is known. */
function limitOfLiteral(
  op: Comparison,
  rows: (count: PgExpr) => RownumLimit,
  literal: number,
  span: Span,
): RownumLimit {
  switch (op) {
    case '<=':
      return rows(b.num(span, Math.max(0, literal)));
    case '<':
      return rows(b.num(span, Math.max(0, literal - 1)));
    case '=':
      return rows(b.num(span, literal === 1 ? 1 : 0));
    case '<>':
      return literal < 1 ? { kind: 'all' } : rows(b.num(span, literal - 1));
    case '>=':
      return literal <= 1 ? { kind: 'all' } : rows(b.num(span, 0));
    case '>':
      return literal < 1 ? { kind: 'all' } : rows(b.num(span, 0));
  }
}

/** Both conditions hold: the smaller number of rows; a NULL count is no limit. */
export function smaller(span: Span, one: RownumLimit, other: RownumLimit): RownumLimit {
  if (one.kind === 'all') return other;
  if (other.kind === 'all') return one;
  if (one.count.kind === 'PgNumber' && other.count.kind === 'PgNumber') {
    return Number(one.count.text) <= Number(other.count.text) ? one : other;
  }
  return { kind: 'rows', count: b.call(span, 'least', one.count, other.count) };
}
