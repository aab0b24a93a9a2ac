import type { OracleType } from '../../../analyze/model/types.js';
import { unreachable } from '../../../diagnostics/diagnostic.js';
import { differentResult, unsupportedExpression } from '../../../diagnostics/op2-expressions.js';
import { comparisonOperators } from '../../../ir/kinds.js';
import type { Expr, IsTest } from '../../../ir/oracle/index.js';
import { oracleFailure } from '../../../ir/oracle-failure.js';
import type { PgExpr } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b, pgTypes } from '../../builders.js';
import { ofSparse, withoutGaps } from '../../collections/gaps/split.js';
import { comparable, comparedElements } from '../../collections/operators.js';
import { type ExprContext, refuse } from '../../context.js';
import { isDangling } from '../../objects/references.js';
import { ofUnknown } from '../../unresolved/missing.js';
import { lowerExpr } from '../index.js';
import { mayBeNull, typeOf } from '../typing.js';

/** `IS [NOT] NULL`, NAN, INFINITE, EMPTY, A SET, JSON … of a value. */
export function lowerIsTest(ex: ExprContext, node: IsTest): PgExpr {
  const { span, test, negated } = node;
  if (ex.sql && test === 'NULL' && isCondition(node.operand))
    refuse({
      ...unsupportedExpression(span, 'IS NULL of a condition, which SQL does not take (ORA-00933),'),
      invalid: { kind: 'raises', ...oracleFailure(933) },
    });
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
      return signed(isJson(node.options ?? [], value, type, span));
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

/** Is it true or false, which no value of SQL is? (SQL Language Reference, "Conditions") */
function isCondition(expr: Expr): boolean {
  switch (expr.kind) {
    case 'Logical':
    case 'Between':
    case 'InList':
    case 'InQuery':
    case 'Like':
    case 'IsTest':
    case 'IsOfType':
    case 'Exists':
      return true;
    case 'Unary':
      return expr.op === 'NOT';
    case 'Binary':
      return comparisonOperators.has(expr.op);
    default:
      return false;
  }
}

/** A NUMBER may be an integer here, which has neither NaN nor infinity to be compared with. */
function asFloating(type: OracleType, value: PgExpr): PgExpr {
  return type.kind === 'number' || type.kind === 'plsInteger' ? b.cast(value.span, value, pgTypes.numeric) : value;
}

/**
 * IS JSON with its options; lax syntax unless STRICT. A value of type JSON may be a scalar. (SQL Language Reference,
 * "IS JSON Condition")
 */
function isJson(options: readonly string[], value: PgExpr, type: OracleType, span: Span): PgExpr {
  const words = options.map((o) => o.toUpperCase());
  const [strict, unique] = [words.includes('STRICT'), words.includes('WITH UNIQUE KEYS')];
  const kinds = words.flatMap((word) => firstOf.get(word) ?? []);
  const isTyped = type.kind === 'json';
  const first = kinds.length > 0 ? kinds.join('|') : isTyped || words.includes('ALLOW SCALARS') ? '.' : undefined;
  const text = isTyped ? b.cast(span, value, pgTypes.text) : value;
  const args = strict || unique || first !== undefined ? [b.boolean(span, strict), b.boolean(span, unique)] : [];
  return b.ora(span, 'is_json', text, ...args, ...(first === undefined ? [] : [b.text(span, `(${first})`)]));
}

/** How the text of what IS JSON asks for begins, as a pattern. */
const firstOf: ReadonlyMap<string, string> = new Map([
  ['OBJECT', '[{]'],
  ['ARRAY', '[[]'],
  ['SCALAR', '[^[{[:space:]]'],
  ['VALUE', '.'],
]);
