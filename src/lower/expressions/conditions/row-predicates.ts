import { isText } from '../../../analyze/model/operators.js';
import type { OracleType } from '../../../analyze/model/types.js';
import { unsupportedExpression } from '../../../diagnostics/op2-expressions.js';
import type { Binary, Expr, InQuery, Quantified, Query } from '../../../ir/oracle/index.js';
import type { PgExpr, PgSelect } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b } from '../../builders.js';
import { type ExprContext, refuse } from '../../context.js';
import { madeUp } from '../../naming/made-names.js';
import { lowerQuery } from '../../queries/index.js';
import { pgTypeOf } from '../../types.js';
import { convert, isCastable } from '../conversions/convert.js';
import { onceInSql } from '../evaluation/once-in-sql.js';
import { asAddress, isPartitionRowid, withAddresses } from '../row-address.js';
import { operand, typeOf } from '../typing.js';
import { comparedText, comparedValues } from './collated.js';
import { compare, comparedAs, comparisonType, type LoweredValue } from './comparisons.js';

/* Comparisons of rows, and with the rows of a query. */

/** `(a, b) = (c, d)` as one comparison for each pair. */
export function rowTests(ex: ExprContext, left: readonly LoweredValue[], right: Expr, span: Span): readonly PgExpr[] {
  if (right.kind !== 'Row' || right.items.length !== left.length)
    return refuse(unsupportedExpression(span, 'A comparison of rows of different length'));
  return right.items.map((item, i) => {
    const [a, c] = comparedValues(ex, [left[i]!, operand(ex, item)]);
    return compare(ex, item.span, '=', a!, c!);
  });
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
  const pairs = items.map((item, i) =>
    inCollation(ex, item, columns[i]?.type, against(ex, operand(ex, item), columns[i]?.type, span)),
  );
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

interface ComparedPair {
  readonly value: PgExpr;
  readonly make?: (column: PgExpr) => PgExpr;
}

/** Texts are compared as the session says. */
function inCollation(ex: ExprContext, item: Expr, column: OracleType | undefined, pair: ComparedPair): ComparedPair {
  if (!ex.unit.session?.collation || !column || !isText(column) || !isText(typeOf(ex, item))) return pair;
  const { make = (c: PgExpr) => c } = pair;
  return { value: comparedText(ex, pair.value), make: (c) => comparedText(ex, make(c)) };
}

/**
 * An operand against a column of the query: the converted value, and what is made of the column where it is converted
 * too.
 */
function against(ex: ExprContext, left: LoweredValue, column: OracleType | undefined, span: Span): ComparedPair {
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

/** `x > ALL (…)`, `x = ANY (…)`: a list becomes comparisons. */
export function lowerQuantified(ex: ExprContext, node: Quantified): PgExpr {
  const { span, op } = node;
  if (isList(node.right)) {
    const { right } = node;
    const given = operand(ex, node.left);
    const testsOf = (left: LoweredValue) => right.map((item) => compare(ex, item.span, op, left, operand(ex, item)));
    const listed = (left: LoweredValue): PgExpr =>
      node.quantifier === 'ANY' ? b.or(span, ...testsOf(left)) : b.and(span, ...testsOf(left));
    return onceInSql(ex, node.left, given, listed, () => ofArray(node, given.value, testsOf(given)));
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

/** The comparison with a list as one with an array, which works the left side out once. */
function ofArray({ span, op, quantifier }: Quantified, left: PgExpr, tests: readonly PgExpr[]): PgExpr | undefined {
  const items = tests.flatMap((t) => (t.kind === 'PgBinary' && t.op === op && t.left === left ? [t.right] : []));
  if (items.length < tests.length) return undefined;
  return {
    kind: 'PgQuantified',
    span,
    op,
    quantifier: quantifier === 'ANY' ? 'any' : 'all',
    left,
    right: b.array(span, ...items),
  };
}

function isList(right: Quantified['right']): right is readonly Expr[] {
  return Array.isArray(right);
}
