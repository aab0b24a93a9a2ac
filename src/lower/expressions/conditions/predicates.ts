import { isText } from '../../../analyze/model/operators.js';
import { literalText } from '../../../ir/literals.js';
import type { Between, Exists, Expr, InList, Like, Row } from '../../../ir/oracle/index.js';
import type { PgExpr } from '../../../ir/postgres/index.js';
import { b, isCall } from '../../builders.js';
import type { ExprContext } from '../../context.js';
import { lowerExistsQuery } from '../../queries/index.js';
import { pgTypeOf } from '../../types.js';
import { hold } from '../case.js';
import { toText } from '../conversions/convert.js';
import { callsRoutine } from '../evaluation/calls-routine.js';
import { failsForValues, inOrder } from '../evaluation/in-order.js';
import { isNull } from '../evaluation/left-out-calls.js';
import { eachOnceInSql, onceInSql } from '../evaluation/once-in-sql.js';
import { whereReached } from '../evaluation/reached.js';
import { lowerTo } from '../index.js';
import { knownNul } from '../nul.js';
import { operand } from '../typing.js';
import { comparedOperand } from './collated.js';
import { compare, type LoweredValue } from './comparisons.js';
import { refuseLobComparison } from './lob-comparisons.js';
import { rowTests } from './row-predicates.js';

const same = (a: PgExpr, c: PgExpr): boolean => a === c || JSON.stringify(a) === JSON.stringify(c);

/** `x BETWEEN a AND b`; two comparisons where the conversions of the bounds differ. */
export function lowerBetween(ex: ExprContext, node: Between): PgExpr {
  const { span } = node;
  refuseLobComparison(ex, [node.operand, node.low, node.high], span);
  const compared = comparedOperand([node.operand, node.low, node.high]);
  const [given, least, most] = inOrder(ex, [node.operand, node.low, node.high], compared, {
    value: (o) => o.value,
    type: (o) => pgTypeOf(ex.unit.naming, o.type, 'value'),
    with: (o, kept) => ({ ...o, value: kept }),
    known: (values) => values.some(isNull),
  });
  const [from, to] = [least ?? compared(ex, node.low), most ?? compared(ex, node.high)];
  const once = workedOutOnce(ex, given ?? compared(ex, node.operand));
  return onceInSql(ex, node.operand, once, (value) => {
    const low = compare(ex, span, '>=', value, from);
    const high = compare(ex, span, '<=', value, to);
    if (
      low.kind === 'PgBinary' &&
      high.kind === 'PgBinary' &&
      same(low.left, high.left) &&
      !isCall(low.left, 'ora.char_cmp')
    ) {
      return {
        kind: 'PgBetween',
        span,
        negated: node.negated,
        operand: low.left,
        low: whereReached(ex, node.low, low.right),
        high: whereReached(ex, node.high, high.right),
      };
    }
    const both = b.and(span, low, high);
    return node.negated ? b.not(span, both) : both;
  });
}

/**
 * PostgreSQL evaluates the operand of BETWEEN for each bound; in PL/SQL that happens once. (SQL Language Reference,
 * "BETWEEN Condition")
 */
const workedOutOnce = (ex: ExprContext, value: LoweredValue): LoweredValue =>
  ex.hoist && !ex.sql && callsRoutine(value.value) ? hold(ex, value, ex.hoist) : value;

/** What PL/SQL works out beside an operand that is NULL, and PostgreSQL would leave out. */
const besideNull = (ex: ExprContext, value: LoweredValue, other: PgExpr): LoweredValue =>
  isNull(other) && ex.hoist && !ex.sql && (callsRoutine(value.value) || failsForValues(value.value))
    ? hold(ex, value, ex.hoist)
    : value;

/** `x IN (a, b)`: one list where every comparison converts x in the same way, else a disjunction. */
export function lowerInList(ex: ExprContext, node: InList): PgExpr {
  const { span } = node;
  if (node.operand.kind === 'Row') return lowerRowInList(ex, node, node.operand);
  refuseLobComparison(ex, [node.operand, ...node.items], span);
  const compared = comparedOperand([node.operand, ...node.items]);
  let value = compared(ex, node.operand);
  const items = node.items.map((item) => {
    const nul = isText(ex.unit.analysis.typeOf(node.operand)) ? knownNul(ex, item, span) : undefined;
    return nul ? { value: nul, type: ex.unit.analysis.typeOf(item), nullable: false } : compared(ex, item);
  });
  for (const item of items) value = besideNull(ex, value, item.value);
  return items.length === 1
    ? amongItems(ex, node, value, items)
    : onceInSql(ex, node.operand, value, (once) => amongItems(ex, node, once, items));
}

function amongItems(ex: ExprContext, node: InList, value: LoweredValue, items: readonly LoweredValue[]): PgExpr {
  const { span } = node;
  const tests = items.map((item) => compare(ex, span, '=', value, item));
  const [first] = tests;
  if (
    first?.kind === 'PgBinary' &&
    tests.every((t) => t.kind === 'PgBinary' && t.op === '=' && same(t.left, first.left))
  ) {
    return {
      kind: 'PgIn',
      span,
      negated: node.negated,
      operand: first.left,
      items: tests.map((t, i) => whereReached(ex, node.items[i] ?? node, t.kind === 'PgBinary' ? t.right : t)),
    };
  }
  const once = workedOutOnce(ex, value);
  const any = b.or(span, ...(once === value ? tests : items.map((item) => compare(ex, span, '=', once, item))));
  return node.negated ? b.not(span, any) : any;
}

function lowerRowInList(ex: ExprContext, node: InList, row: Row): PgExpr {
  const left = row.items.map((i) => operand(ex, i));
  return node.items.length === 1
    ? rowAmongItems(ex, node, left)
    : eachOnceInSql(ex, row.items, left, (once) => rowAmongItems(ex, node, once));
}

function rowAmongItems(ex: ExprContext, node: InList, left: readonly LoweredValue[]): PgExpr {
  const { span } = node;
  const rows = node.items.map((item) => rowTests(ex, left, item, span));
  const [first] = rows;
  const heads = first?.map((t) => (t.kind === 'PgBinary' ? t.left : t));
  if (
    first &&
    heads &&
    rows.every((tests) => tests.every((t, i) => t.kind === 'PgBinary' && same(t.left, heads[i]!)))
  ) {
    const bare = (items: readonly PgExpr[]): PgExpr => ({ kind: 'PgRow', span, items, bare: true });
    return {
      kind: 'PgIn',
      span,
      negated: node.negated,
      operand: bare(heads),
      items: rows.map((tests) => bare(tests.map((t) => (t.kind === 'PgBinary' ? t.right : t)))),
    };
  }
  const any = b.or(span, ...rows.map((tests) => b.and(span, ...tests)));
  return node.negated ? b.not(span, any) : any;
}

/** LIKE. Without ESCAPE a backslash is an ordinary character. (SQL Language Reference, "LIKE Condition") */
export function lowerLike(ex: ExprContext, node: Like): PgExpr {
  const { span } = node;
  const compared = comparedOperand([node.operand, node.pattern]);
  const text = (e: Expr): LoweredValue => {
    const { value: given, type } = compared(ex, e);
    const value = type.kind === 'unknown' ? given : toText(given, type, e.span);
    return { value, type: { kind: 'varchar2' }, nullable: true };
  };
  const [value, given] = [text(node.operand), text(node.pattern)];
  const pattern = besideNull(ex, given, value.value).value;
  const subject = besideNull(ex, value, pattern).value;
  const like = (matched: PgExpr, by: PgExpr | undefined): PgExpr => ({
    kind: 'PgLike',
    span,
    negated: node.negated,
    op: 'like',
    operand: subject,
    pattern: matched,
    ...(by === undefined ? {} : { escape: by }),
  });
  if (!node.escape) {
    const literal = literalText(node.pattern);
    return like(pattern, literal !== undefined && !literal.includes('\\') ? undefined : b.text(span, ''));
  }
  const type = { kind: 'varchar2' } as const;
  const escapeWith = lowerTo(ex, node.escape, type);
  if (isSoundPattern(pattern, escapeWith)) return like(pattern, escapeWith);
  // The escape character is looked at with the pattern, and again with the text.
  const escape = workedOutOnce(ex, { value: escapeWith, type, nullable: true });
  return onceInSql(ex, node.escape, escape, (once) =>
    like(b.ora(span, 'like_pattern', pattern, once.value), once.value),
  );
}

/**
 * Literals in which the one escape character stands before %, _ and itself only: what else it may stand before is an
 * error in Oracle alone.
 */
function isSoundPattern(pattern: PgExpr, escapeWith: PgExpr): boolean {
  if (pattern.kind !== 'PgString' || escapeWith.kind !== 'PgString' || [...escapeWith.value].length !== 1) return false;
  const escape = escapeWith.value;
  const characters = [...pattern.value];
  for (let i = 0; i < characters.length; i += 1) {
    if (characters[i] !== escape) continue;
    i += 1;
    const next = characters[i];
    if (next !== '%' && next !== '_' && next !== escape) return false;
  }
  return true;
}

/** `EXISTS (query)`. */
export function lowerExists(ex: ExprContext, node: Exists): PgExpr {
  return b.exists(node.span, lowerExistsQuery(ex, node.query));
}
