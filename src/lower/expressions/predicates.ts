import { isText } from '../../analyze/model/operators.js';
import type { OracleType } from '../../analyze/model/types.js';
import { unreachable } from '../../diagnostics/diagnostic.js';
import { differentResult, unsupportedExpression } from '../../diagnostics/op2-expressions.js';
import { literalText } from '../../ir/literals.js';
import type {
  Between,
  Binary,
  Exists,
  Expr,
  InList,
  InQuery,
  IsTest,
  Like,
  Quantified,
  Query,
  Row,
} from '../../ir/oracle/index.js';
import type { PgExpr, PgSelect } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b, pgTypes } from '../builders.js';
import { comparable, comparedElements } from '../collections/operators.js';
import { ofSparse, withoutGaps } from '../collections/split.js';
import { type ExprContext, refuse } from '../context.js';
import { madeUp } from '../naming/made-names.js';
import { isDangling } from '../objects/references.js';
import { lowerExistsQuery, lowerQuery } from '../queries/index.js';
import { pgTypeOf } from '../types.js';
import { ofUnknown } from '../unresolved/missing.js';
import { callsRoutine } from './calls-routine.js';
import { hold } from './case.js';
import { compare, comparedAs, comparisonType, type LoweredValue } from './comparisons.js';
import { convert, isCastable, toText } from './conversions.js';
import { lowerExpr, lowerTo } from './index.js';
import { isNull } from './left-out-calls.js';
import { refuseLobComparison } from './lob-comparisons.js';
import { itemsWithoutNul } from './nul.js';
import { asAddress, isPartitionRowid, withAddresses } from './row-address.js';
import { mayBeNull, operand, typeOf } from './typing.js';

const same = (a: PgExpr, c: PgExpr): boolean => a === c || JSON.stringify(a) === JSON.stringify(c);

/** `x BETWEEN a AND b`; two comparisons where the conversions of the bounds differ. */
export function lowerBetween(ex: ExprContext, node: Between): PgExpr {
  const { span } = node;
  refuseLobComparison(ex, [node.operand, node.low, node.high], span);
  const value = workedOutOnce(ex, operand(ex, node.operand));
  const bound = (e: Expr): LoweredValue => besideNull(ex, operand(ex, e), value.value);
  const low = compare(ex, span, '>=', value, bound(node.low));
  const high = compare(ex, span, '<=', value, bound(node.high));
  if (
    low.kind === 'PgBinary' &&
    high.kind === 'PgBinary' &&
    same(low.left, high.left) &&
    !isCall(low.left, 'char_cmp')
  ) {
    return { kind: 'PgBetween', span, negated: node.negated, operand: low.left, low: low.right, high: high.right };
  }
  const both = b.and(span, low, high);
  return node.negated ? b.not(span, both) : both;
}

/**
 * PostgreSQL evaluates the operand of BETWEEN for each bound; in PL/SQL that happens once. (SQL Language Reference,
 * "BETWEEN Condition")
 */
const workedOutOnce = (ex: ExprContext, value: LoweredValue): LoweredValue =>
  ex.hoist && !ex.sql && callsRoutine(value.value) ? hold(ex, value, ex.hoist) : value;

/** What PL/SQL works out beside an operand that is NULL, and PostgreSQL would leave out. */
const besideNull = (ex: ExprContext, value: LoweredValue, other: PgExpr): LoweredValue =>
  isNull(other) ? workedOutOnce(ex, value) : value;

const isCall = (value: PgExpr, name: string): boolean => value.kind === 'PgCall' && value.name[1] === name;

/** `x IN (a, b)`: one list where every comparison converts x in the same way, else a disjunction. */
export function lowerInList(ex: ExprContext, node: InList): PgExpr {
  const { span } = node;
  if (node.operand.kind === 'Row') return lowerRowInList(ex, node, node.operand);
  refuseLobComparison(ex, [node.operand, ...node.items], span);
  let value = operand(ex, node.operand);
  const items = itemsWithoutNul(ex, node.operand, node.items).map((item) => operand(ex, item));
  for (const item of items) value = besideNull(ex, value, item.value);
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
      items: tests.map((t) => (t.kind === 'PgBinary' ? t.right : t)),
    };
  }
  const once = workedOutOnce(ex, value);
  const any = b.or(span, ...(once === value ? tests : items.map((item) => compare(ex, span, '=', once, item))));
  return node.negated ? b.not(span, any) : any;
}

function lowerRowInList(ex: ExprContext, node: InList, row: Row): PgExpr {
  const { span } = node;
  const left = row.items.map((i) => operand(ex, i));
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

function rowTests(ex: ExprContext, left: readonly LoweredValue[], right: Expr, span: Span): readonly PgExpr[] {
  if (right.kind !== 'Row' || right.items.length !== left.length)
    return refuse(unsupportedExpression(span, 'A comparison of rows of different length'));
  return right.items.map((item, i) => compare(ex, item.span, '=', left[i]!, operand(ex, item)));
}

/** `(a, b) = (c, d)` and `(a, b) = (select …)`. */
export function lowerRowComparison(ex: ExprContext, node: Binary, op: '=' | '<>'): PgExpr {
  const { span } = node;
  if (node.left.kind !== 'Row') return refuse(unsupportedExpression(span, 'A comparison of a row'));
  if (node.right.kind === 'Subquery') {
    const { values, query } = againstQuery(ex, node.left.items, node.right.query, span);
    const right: PgExpr = { kind: 'PgScalarSubquery', span, query };
    return b.binary(span, op, { kind: 'PgRow', span, items: values, bare: true }, right);
  }
  const left = node.left.items.map((i) => operand(ex, i));
  const equal = b.and(span, ...rowTests(ex, left, node.right, span));
  return op === '=' ? equal : b.not(span, equal);
}

/** `x IN (select …)`. */
export function lowerInQuery(ex: ExprContext, node: InQuery): PgExpr {
  const { span } = node;
  if (node.operand.kind === 'Row') {
    const { values, query } = againstQuery(ex, node.operand.items, node.query, span);
    return {
      kind: 'PgInQuery',
      span,
      negated: node.negated,
      operand: { kind: 'PgRow', span, items: values, bare: true },
      query,
    };
  }
  if (comparesByRules(ex, node.operand)) return amongCompared(ex, node);
  const { values, query } = againstQuery(ex, [node.operand], node.query, span);
  const isRowid = ex.unit.analysis.typeOf(node.operand).kind === 'rowid';
  const addresses = isRowid && values[0] && !isPartitionRowid(values[0]) ? withAddresses(query) : undefined;
  if (addresses && values[0])
    return { kind: 'PgInQuery', span, negated: node.negated, operand: asAddress(values[0]), query: addresses };
  return { kind: 'PgInQuery', span, negated: node.negated, operand: values[0] ?? b.null(span), query };
}

/**
 * What PostgreSQL's own equality is not the one of Oracle for: nested tables in any order, objects by their method or
 * their attributes.
 */
const comparesByRules = (ex: ExprContext, value: Expr): boolean => {
  const { kind } = typeOf(ex, value);
  return kind === 'collection' || kind === 'object';
};

/** `nested IN (select …)`: true where one is equal, unknown where none is and the answer for one is unknown. */
function amongCompared(ex: ExprContext, node: Pick<InQuery, 'span' | 'operand' | 'negated' | 'query'>): PgExpr {
  const { span } = node;
  const left = operand(ex, node.operand);
  const type = ex.unit.analysis.columnsOf(node.query)[0]?.type ?? left.type;
  const right = { value: b.column(span, madeUp('_among'), madeUp('_element')), type, nullable: true };
  const equal = b.column(span, madeUp('_found'), madeUp('_equal'));
  const tests = b.select(span, {
    items: [b.item(span, compare(ex, span, '=', left, right), madeUp('_equal'))],
    from: [b.derived(span, lowerQuery(ex, node.query), madeUp('_among'), [madeUp('_element')])],
  });
  const any = b.caseWhen(
    span,
    [
      { when: b.call(span, 'bool_or', equal), then: b.boolean(span, true) },
      { when: b.call(span, 'bool_or', b.isNull(span, equal)), then: b.null(span) },
    ],
    b.boolean(span, false),
  );
  const found = b.scalar(span, b.select(span, { items: [any], from: [b.derived(span, tests, madeUp('_found'))] }));
  return node.negated ? b.not(span, found) : found;
}

/** The operands and the query's columns, converted for comparison pair by pair. */
function againstQuery(
  ex: ExprContext,
  items: readonly Expr[],
  query: Query,
  span: Span,
): { readonly values: readonly PgExpr[]; readonly query: PgSelect } {
  if (items.some((item) => comparesByRules(ex, item)))
    return refuse(unsupportedExpression(span, 'A comparison of rows of objects or collections with those of a query'));
  const columns = ex.unit.analysis.columnsOf(query);
  const pairs = items.map((item, i) => against(ex, operand(ex, item), columns[i]?.type, span));
  const lowered = lowerQuery(ex, query);
  const values = pairs.map((p) => p.value);
  if (pairs.every((p) => p.make === undefined)) return { values, query: lowered };
  const names = pairs.length === 1 ? [madeUp('c')] : pairs.map((_, i) => madeUp(`c${i + 1}`));
  const made = pairs.map(({ make }, i) => {
    const column = b.column(span, madeUp('q'), names[i] ?? '');
    return b.item(span, make ? make(column) : column);
  });
  return { values, query: b.select(span, { items: made, from: [b.derived(span, lowered, madeUp('q'), names)] }) };
}

/**
 * An operand against a column of the query: the converted value, and what is made of the column where it is converted
 * too.
 */
function against(
  ex: ExprContext,
  left: LoweredValue,
  column: OracleType | undefined,
  span: Span,
): { readonly value: PgExpr; readonly make?: (column: PgExpr) => PgExpr } {
  if (!column) return { value: left.value };
  // A column that is NULL in each row is text in PostgreSQL.
  if (column.kind === 'null' && isCastable(left.type))
    return { value: left.value, make: (c) => b.cast(span, c, pgTypeOf(ex.unit.naming, left.type, 'value')) };
  if (left.type.kind === 'char' && column.kind === 'char') {
    if (left.type.length !== undefined && left.type.length === column.length) return { value: left.value };
    return {
      value:
        left.value.kind === 'PgString'
          ? b.text(span, left.value.value.replace(/ +$/, ''))
          : b.call(span, 'rtrim', left.value),
      make: (c) => b.call(span, 'rtrim', c),
    };
  }
  const type = comparisonType(left.type, column);
  if (type === undefined) return { value: left.value };
  const isConverted = (type.kind === 'binaryFloat' && column.kind !== type.kind) || column.kind === 'raw';
  return {
    value: comparedAs(ex, left, type, span),
    ...(isText(column) || isConverted ? { make: (c: PgExpr) => convert(ex, c, { from: column, to: type, span }) } : {}),
  };
}

/** LIKE. Without ESCAPE a backslash is an ordinary character. (SQL Language Reference, "LIKE Condition") */
export function lowerLike(ex: ExprContext, node: Like): PgExpr {
  const { span } = node;
  const text = (e: Expr): LoweredValue => {
    const type = typeOf(ex, e);
    const value = type.kind === 'unknown' ? lowerExpr(ex, e) : toText(lowerExpr(ex, e), type, e.span);
    return { value, type: { kind: 'varchar2' }, nullable: true };
  };
  const [value, given] = [text(node.operand), text(node.pattern)];
  const pattern = besideNull(ex, given, value.value).value;
  const literal = literalText(node.pattern);
  const escapeWith = node.escape
    ? lowerTo(ex, node.escape, { kind: 'varchar2' })
    : literal !== undefined && !literal.includes('\\')
      ? undefined
      : b.text(span, '');
  return {
    kind: 'PgLike',
    span,
    negated: node.negated,
    op: 'like',
    operand: besideNull(ex, value, pattern).value,
    pattern:
      node.escape && escapeWith && !isSoundPattern(pattern, escapeWith)
        ? b.ora(span, 'like_pattern', pattern, escapeWith)
        : pattern,
    ...(escapeWith === undefined ? {} : { escape: escapeWith }),
  };
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

/** `IS [NOT] NULL`, NAN, INFINITE, EMPTY, A SET, JSON … of a value. */
export function lowerIsTest(ex: ExprContext, node: IsTest): PgExpr {
  const { span, test, negated } = node;
  const value = lowerExpr(ex, node.operand);
  const signed = (condition: PgExpr): PgExpr => (negated ? b.not(span, condition) : condition);
  const type = typeOf(ex, node.operand);
  if ((test === 'EMPTY' || test === 'A SET') && type.kind === 'unknown')
    return refuse(ofUnknown(type, unsupportedExpression(span, `IS ${test} of what is not known as a collection`)));
  switch (test) {
    case 'NULL': {
      const { kind } = typeOf(ex, node.operand);
      // A composite whose fields are all NULL is NULL to IS NULL, but an object with such attributes is not.
      if (kind === 'object' || kind === 'record')
        return negated ? b.distinct(span, value, b.null(span)) : b.same(span, value, b.null(span));
      const isNull = (operand: PgExpr): PgExpr => ({ kind: 'PgIs', span, what: 'null', negated, operand });
      return ofSparse(ex, value, type, ({ values }) => isNull(values)) ?? isNull(value);
    }
    case 'TRUE':
    case 'FALSE':
      return { kind: 'PgIs', span, what: test === 'TRUE' ? 'true' : 'false', negated, operand: value };
    case 'NAN':
      return signed(b.eq(span, asFloating(type, value), b.text(span, 'NaN')));
    case 'INFINITE':
      return {
        kind: 'PgIn',
        span,
        negated,
        operand: asFloating(type, value),
        items: [b.text(span, 'Infinity'), b.text(span, '-Infinity')],
      };
    case 'EMPTY':
      return signed(b.eq(span, b.call(span, 'cardinality', withoutGaps(ex, type, value)), b.num(span, 0)));
    case 'A SET':
      comparable(ex, type, 'IS A SET', span);
      return signed(b.ora(span, 'is_a_set', comparedElements(ex, type, withoutGaps(ex, type, value))));
    case 'JSON':
      return signed(isJson(ex, node.options ?? [], value, span));
    case 'DANGLING': {
      const type = typeOf(ex, node.operand);
      if (type.kind !== 'ref') return refuse(unsupportedExpression(span, 'IS DANGLING of what is not known as a REF'));
      if (negated && mayBeNull(ex, node.operand))
        ex.unit.report(
          differentResult(span, 'IS NOT DANGLING', 'a REF that is NULL counts as one that does not dangle'),
        );
      return signed(isDangling(ex, value, type, span));
    }
    case 'PRESENT':
    case 'ANY':
      return refuse(unsupportedExpression(span, `IS ${test}`));
    default:
      return unreachable(test);
  }
}

/** A NUMBER may be an integer here, which has neither NaN nor infinity to be compared with. */
function asFloating(type: OracleType, value: PgExpr): PgExpr {
  return type.kind === 'number' || type.kind === 'plsInteger' ? b.cast(value.span, value, pgTypes.numeric) : value;
}

/** IS JSON with its options; lax syntax unless STRICT. (SQL Language Reference, "IS JSON Condition") */
function isJson(ex: ExprContext, options: readonly string[], value: PgExpr, span: Span): PgExpr {
  const words = options.map((o) => o.toUpperCase());
  const other = words.find((w) => !/^(FORMAT JSON|STRICT|LAX|WITH(OUT)? UNIQUE KEYS)$/.test(w));
  if (other !== undefined) ex.unit.report(differentResult(span, 'IS JSON', `${other} is not checked`));
  const [strict, unique] = [words.includes('STRICT'), words.includes('WITH UNIQUE KEYS')];
  return b.ora(span, 'is_json', value, ...(strict || unique ? [b.boolean(span, strict), b.boolean(span, unique)] : []));
}

/** `x > ALL (…)`, `x = ANY (…)`: a list becomes comparisons. */
export function lowerQuantified(ex: ExprContext, node: Quantified): PgExpr {
  const { span, op } = node;
  if (isList(node.right)) {
    const left = operand(ex, node.left);
    const tests = node.right.map((item) => compare(ex, item.span, op, left, operand(ex, item)));
    return node.quantifier === 'ANY' ? b.or(span, ...tests) : b.and(span, ...tests);
  }
  const quantifier = node.quantifier === 'ANY' ? 'any' : 'all';
  if (node.left.kind !== 'Row' && comparesByRules(ex, node.left)) {
    const negated = op === '<>' && quantifier === 'all';
    return negated || (op === '=' && quantifier === 'any')
      ? amongCompared(ex, { span, operand: node.left, query: node.right, negated })
      : refuse(unsupportedExpression(span, `${op} ${node.quantifier} of objects or collections of a query`));
  }
  if (node.left.kind === 'Row') {
    const { values, query } = againstQuery(ex, node.left.items, node.right, span);
    return {
      kind: 'PgQuantified',
      span,
      op,
      quantifier,
      left: { kind: 'PgRow', span, items: values, bare: true },
      right: query,
    };
  }
  const { values, query } = againstQuery(ex, [node.left], node.right, span);
  return { kind: 'PgQuantified', span, op, quantifier, left: values[0] ?? b.null(span), right: query };
}

function isList(right: Quantified['right']): right is readonly Expr[] {
  return Array.isArray(right);
}

/** `EXISTS (query)`. */
export function lowerExists(ex: ExprContext, node: Exists): PgExpr {
  return b.exists(node.span, lowerExistsQuery(ex, node.query));
}
