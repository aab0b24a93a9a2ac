import { isDatetime, isInterval, isNumeric, isText } from '../../analyze/model/operators.js';
import type { OracleType } from '../../analyze/model/types.js';
import { unreachable } from '../../diagnostics/diagnostic.js';
import { pseudoColumn } from '../../diagnostics/op2-expressions.js';
import { digitsOfDivision } from '../../ir/literals.js';
import type { Binary, Expr, Unary } from '../../ir/oracle/index.js';
import type { PgCall, PgExpr } from '../../ir/postgres/index.js';
import { contains } from '../../ir/walk.js';
import { b, isCall, isRuntimeCall, pgTypes } from '../builders.js';
import { lowerCollectionOperator } from '../collections/expressions.js';
import { type ExprContext, refuse } from '../context.js';
import { callsForEffect } from '../plsql/effects/calls-for-effect.js';
import { pgTypeOf } from '../types.js';
import { binaryArithmetic, toBinaryFloat } from './binary-numbers.js';
import { boundOf, keptDigits } from './bounds/number-bound.js';
import { lowerConcat } from './concat.js';
import { comparedOperand } from './conditions/collated.js';
import { compare, type LoweredValue } from './conditions/comparisons.js';
import { refuseLobComparison } from './conditions/lob-comparisons.js';
import { comparedAsMapped } from './conditions/map-nonnull.js';
import { lowerRowComparison } from './conditions/row-predicates.js';
import { convert, isBinary } from './conversions/convert.js';
import { lowerDatetimeArithmetic } from './datetime/arithmetic.js';
import { callsRoutine } from './evaluation/calls-routine.js';
import { inOrder } from './evaluation/in-order.js';
import { isNull } from './evaluation/left-out-calls.js';
import { reached, whereReached } from './evaluation/reached.js';
import { lowerCondition, lowerExpr } from './index.js';
import { isIntegerTyped } from './integer-typed.js';
import { comparedWithNul } from './nul.js';
import { mayBeNull, standsAsText, typeOf } from './typing.js';

const number: OracleType = { kind: 'number' };

/** `-a`, `+a`, `NOT a`. PRIOR and CONNECT_BY_ROOT are columns of the hierarchy. */
export function lowerUnary(ex: ExprContext, node: Unary): PgExpr {
  const { span } = node;
  switch (node.op) {
    case 'NOT':
      return b.not(span, lowerCondition(ex, node.operand));
    case '-':
    case '+': {
      const value = numeric(ex, node.operand);
      if (node.op === '+') return value;
      // The least SIMPLE_INTEGER is its own opposite.
      if (!ex.sql && wraps(ex, node) && hasSimple(ex, node))
        return b.ora(span, 'simple_integer', b.neg(span, b.cast(node.operand.span, value, pgTypes.bigint)));
      return b.neg(span, value);
    }
    case 'PRIOR':
    case 'CONNECT_BY_ROOT':
      // Replaced by the lowering of hierarchical queries; anywhere else they have no meaning.
      return refuse(pseudoColumn(span, node.op));
    default:
      return unreachable(node.op);
  }
}

/** `target`: the NUMBER(p,s) the value is for, whose rounding hides digits that NUMBER would not have. */
export function lowerBinary(ex: ExprContext, node: Binary, target?: OracleType): PgExpr {
  const { span, op } = node;
  const [left, right] = [typeOf(ex, node.left), typeOf(ex, node.right)];
  switch (op) {
    case '||':
      return lowerConcat(ex, node, span);
    case '+':
    case '-':
    case '*':
    case '/':
      if (isDatetime(left) || isDatetime(right) || isInterval(left) || isInterval(right))
        return lowerDatetimeArithmetic(ex, node, left, right);
      return lowerArithmetic(ex, node, left, right, target);
    case '**':
      return power(ex, node);
    case 'MOD':
    case 'REM': {
      const name = op === 'MOD' ? 'mod' : 'remainder';
      const operands = pairOf(ex, node, numeric);
      return isBinary(left) || isBinary(right)
        ? b.ora(span, `binary_${name}`, ...operands.map((v) => b.cast(v.span, v, pgTypes.double)))
        : b.ora(span, name, ...operands);
    }
    case '=':
    case '<>':
    case '<':
    case '<=':
    case '>':
    case '>=':
      if (left.kind === 'collection' || right.kind === 'collection') return lowerCollectionOperator(ex, node);
      refuseLobComparison(ex, [node.left, node.right], span);
      if (node.left.kind === 'Row' && (op === '=' || op === '<>')) return lowerRowComparison(ex, node, op);
      return (
        comparedWithNul(ex, node) ??
        comparedAsMapped(ex, node) ??
        sidesReached(ex, node, compare(ex, span, op, ...operandsInOrder(ex, node)))
      );
    case 'MULTISET UNION ALL':
    case 'MULTISET UNION DISTINCT':
    case 'MULTISET INTERSECT ALL':
    case 'MULTISET INTERSECT DISTINCT':
    case 'MULTISET EXCEPT ALL':
    case 'MULTISET EXCEPT DISTINCT':
    case 'MEMBER OF':
    case 'SUBMULTISET OF':
      return lowerCollectionOperator(ex, node);
    default:
      return unreachable(op);
  }
}

const sidesReached = (ex: ExprContext, node: Binary, made: PgExpr): PgExpr =>
  made.kind === 'PgBinary'
    ? { ...made, left: whereReached(ex, node.left, made.left), right: whereReached(ex, node.right, made.right) }
    : made;

/** Both operands as numbers, the left one first. */
function pairOf(ex: ExprContext, node: Binary, make: (ex: ExprContext, expr: Expr) => PgExpr): [PgExpr, PgExpr] {
  const [left, right] = inOrder(ex, [node.left, node.right], make, {
    value: (value) => value,
    type: (_, expr) => {
      const type = typeOf(ex, expr);
      return isNumeric(type) ? pgTypeOf(ex.unit.naming, type, 'value') : pgTypes.numeric;
    },
    with: (_, kept) => kept,
    known: (values) => values.some(isNull) || mayBeKnown(ex, node, values),
  });
  return [left ?? b.null(node.span), right ?? b.null(node.span)];
}

function operandsInOrder(ex: ExprContext, node: Binary): [LoweredValue, LoweredValue] {
  const compared = comparedOperand([node.left, node.right]);
  const made = inOrder(ex, [node.left, node.right], compared, {
    value: (o) => o.value,
    type: (o) => pgTypeOf(ex.unit.naming, o.type, 'value'),
    with: (o, value) => ({ ...o, value }),
    known: (values) => values.some(isNull) || mayBeKnown(ex, node, values),
  });
  const [left = compared(ex, node.left), right = compared(ex, node.right)] = made;
  return [left, right];
}

/**
 * A variable that is NULL makes the whole NULL in the plans that PL/pgSQL makes of an expression that calls itself, or
 * that has failed before: the call beside it is left out there, and what it does would be missing. (PostgreSQL:
 * `evaluate_function` of a strict function; `expr_simple_in_use`)
 */
function mayBeKnown(ex: ExprContext, { left, right }: Binary, [first, second]: readonly PgExpr[]): boolean {
  const beside = (value: PgExpr | undefined, own: Expr, other: Expr): boolean =>
    value !== undefined && readsVariables(value) && mayBeNull(ex, own) && callsForEffect(ex, other);
  return beside(first, left, right) || beside(second, right, left);
}

const readsVariables = (value: PgExpr): boolean =>
  contains(value, ({ kind }) => kind === 'PgColumn') && !callsRoutine(value) && !isReached(value);

/** Is it one that PostgreSQL does not know beforehand in any case? */
const isReached = (value: PgExpr): boolean => isCall(value, 'ora.reached');

/** The operand as a number: text is converted, NULL gets a type. */
export function numeric(ex: ExprContext, expr: Expr): PgExpr {
  const type = typeOf(ex, expr);
  const value = lowerExpr(ex, expr);
  if (value.kind === 'PgNull' || standsAsText(ex, expr)) return b.cast(expr.span, value, pgTypes.numeric);
  return isText(type) ? convert(ex, value, { from: type, to: number, span: expr.span }) : value;
}

function lowerArithmetic(
  ex: ExprContext,
  node: Binary,
  leftType: OracleType,
  rightType: OracleType,
  target: OracleType | undefined,
): PgExpr {
  const { span, op } = node;
  let [left, right] = pairOf(ex, node, numeric);
  const binary = isBinary(leftType) || isBinary(rightType);
  if (binary) {
    // One binary operand makes the operation binary. (SQL Language Reference, "Numeric Precedence")
    const isDouble = leftType.kind === 'binaryDouble' || rightType.kind === 'binaryDouble';
    const made = (value: PgExpr, type: OracleType): PgExpr =>
      isBinary(type)
        ? value
        : isDouble
          ? b.cast(span, value, pgTypes.double)
          : toBinaryFloat(span, value, type.kind === 'plsInteger');
    left = made(left, leftType);
    right = made(right, rightType);
    return binaryArithmetic(span, op, left, right);
  }
  if (op === '/') return divide(ex, node, left, right, target);
  if (!ex.sql && wraps(ex, node) && hasSimple(ex, node))
    return b.ora(
      span,
      'simple_integer',
      b.binary(
        span,
        op,
        b.cast(node.left.span, left, pgTypes.bigint),
        bitandOf(ex, node.right) ? b.cast(node.right.span, right, pgTypes.bigint) : right,
      ),
    );
  const plsInteger = !ex.sql && leftType.kind === 'plsInteger' && rightType.kind === 'plsInteger';
  const bounds = boundOf(ex, node);
  // PLS_INTEGER arithmetic overflows as integer arithmetic does; NUMBER arithmetic must not.
  if (
    !plsInteger &&
    (isIntegerTyped(left) || leftType.kind === 'plsInteger') &&
    (isIntegerTyped(right) || rightType.kind === 'plsInteger') &&
    (bounds === undefined ? op === '*' || holdsLarge(left) || holdsLarge(right) : bounds.whole > 9)
  )
    left = b.cast(node.left.span, left, pgTypes.numeric);
  const result = b.binary(span, op, left, right);
  if (plsInteger || target !== undefined || (bounds !== undefined && bounds.whole + bounds.scale <= keptDigits))
    return result;
  const { analysis } = ex.unit;
  // What has as many digits as NUMBER holds has to be rounded: to see so first in the statement would only cost time.
  if (analysis.isEndlessNumber(node.left) || analysis.isEndlessNumber(node.right))
    return b.ora(span, 'num_computed', result);
  return op === '*' ? b.ora(span, 'num', result) : result;
}

/** Is a literal in it that an integer of four bytes may not hold twice? */
const holdsLarge = (value: PgExpr): boolean =>
  contains(
    value,
    (node) => node.kind === 'PgNumber' && node.text.length > 9,
    (node) => node.kind === 'PgScalarSubquery',
  );

/**
 * Are all operands SIMPLE_INTEGER, or integer literals? Then overflow is ignored. (PL/SQL Language Reference,
 * "SIMPLE_INTEGER Overflow Semantics")
 */
function wraps(ex: ExprContext, expr: Expr): boolean {
  switch (expr.kind) {
    case 'NumberLiteral':
      return /^\d{1,10}$/.test(expr.text) && Number(expr.text) <= 2147483647;
    case 'Unary':
      return expr.op === '-' && wraps(ex, expr.operand);
    case 'Binary':
      return (expr.op === '+' || expr.op === '-' || expr.op === '*') && wraps(ex, expr.left) && wraps(ex, expr.right);
    default: {
      const type = typeOf(ex, expr);
      const bits = bitandOf(ex, expr);
      return (type.kind === 'plsInteger' && type.wraps === true) || bits?.every((arg) => wraps(ex, arg)) === true;
    }
  }
}

/**
 * The arguments of BITAND, which in PL/SQL is an operation on integers. (PL/SQL Language Reference, "SQL Functions in
 * PL/SQL Expressions")
 */
function bitandOf(ex: ExprContext, expr: Expr): readonly Expr[] | undefined {
  if (expr.kind !== 'Call' || expr.args.length !== 2) return undefined;
  const { base, steps } = ex.unit.analysis.resolve(expr);
  return base.kind === 'builtin' && base.name === 'BITAND' && steps.length === 0
    ? expr.args.map((arg) => arg.value)
    : undefined;
}

/** Is one of the operands a SIMPLE_INTEGER? What is made of literals alone is PLS_INTEGER, which overflows. */
function hasSimple(ex: ExprContext, expr: Expr): boolean {
  switch (expr.kind) {
    case 'NumberLiteral':
      return false;
    case 'Unary':
      return hasSimple(ex, expr.operand);
    case 'Binary':
      return hasSimple(ex, expr.left) || hasSimple(ex, expr.right);
    default:
      return bitandOf(ex, expr)?.some((arg) => hasSimple(ex, arg)) ?? true;
  }
}

/** Division gives 40 digits in Oracle and some 20 in PostgreSQL; the native form stands only where no digit is lost. */
function divide(ex: ExprContext, node: Binary, left: PgExpr, divisor: PgExpr, target: OracleType | undefined): PgExpr {
  const { span } = node;
  const right = reached(ex, node, divisor);
  if (isZero(node.right)) {
    // PostgreSQL evaluates what is constant before it looks at the CASE around it; Oracle comes to the division only
    // where it is reached.
    const raised = b.ora(span, 'raise', b.num(span, 1476), b.null(span), b.cast(span, b.null(span), pgTypes.numeric));
    return node.left.kind === 'NumberLiteral'
      ? raised
      : b.caseWhen(span, [{ when: b.isNotNull(span, left), then: raised }]);
  }
  if (exactQuotient(ex, node) || (target?.kind === 'number' && roundedQuotient(ex, node, target.scale ?? 0))) {
    // What has no digits after the point may be an integer to PostgreSQL, and so would be the quotient.
    const whole = boundOf(ex, node.left)?.scale === 0 && boundOf(ex, node.right)?.scale === 0;
    return b.binary(span, '/', whole ? b.cast(node.left.span, left, pgTypes.numeric) : left, right);
  }
  const reciprocal = reciprocalOf(node.right);
  const [product] = isNum(left) ? left.args : [];
  if (reciprocal === '0.01' && product && target?.kind !== 'number') return b.ora(span, 'num_hundredth', product);
  if (reciprocal !== undefined) {
    // The product with a number that has an end loses no digit.
    const quotient = b.binary(span, '*', left, b.num(node.right.span, reciprocal));
    return target?.kind === 'number' ? quotient : b.ora(span, 'num', quotient);
  }
  return b.ora(span, 'div', left, right);
}

/** A product that was brought into what NUMBER can hold. */
const isNum = (value: PgExpr): value is PgCall => isRuntimeCall(value, 'num');

const isZero = (expr: Expr): boolean =>
  expr.kind === 'NumberLiteral' ? Number(expr.text) === 0 : expr.kind === 'Unary' && isZero(expr.operand);

/** 0.01 for 100: 1 divided by a literal of factors 2 and 5 only. */
function reciprocalOf(divisor: Expr): string | undefined {
  const digits = digitsOfDivision(divisor);
  if (digits === undefined || digits > 9 || divisor.kind !== 'NumberLiteral') return undefined;
  return (1 / Number(divisor.text)).toFixed(digits);
}

/**
 * Digits after the point that numeric division computes at least. (PostgreSQL sources: select_div_scale,
 * NUMERIC_MIN_SIG_DIGITS)
 */
const divisionScale = (wholeDigits: number): number => 16 - 4 * Math.ceil(Math.max(wholeDigits, 0) / 4);

/** A divisor literal of factors 2 and 5 only, and a dividend so small that the whole quotient is computed. */
function exactQuotient(ex: ExprContext, node: Binary): boolean {
  const digits = digitsOfDivision(node.right);
  const dividend = digits === undefined ? undefined : boundOf(ex, node.left);
  return dividend !== undefined && digits !== undefined && dividend.scale + digits <= divisionScale(dividend.whole);
}

/**
 * The quotient is rounded to `scale` digits anyway, and no quotient of such operands is so near a tie that the missing
 * digits decide.
 */
function roundedQuotient(ex: ExprContext, node: Binary, scale: number): boolean {
  const dividend = boundOf(ex, node.left);
  const divisor = boundOf(ex, node.right);
  if (dividend === undefined || divisor === undefined) return false;
  const needed = scale + divisor.whole + divisor.scale + Math.max(0, dividend.scale - divisor.scale) + 1;
  return needed < divisionScale(dividend.whole + divisor.scale);
}

function power(ex: ExprContext, node: Binary): PgExpr {
  const { span } = node;
  if (isBinary(typeOf(ex, node.left)) || isBinary(typeOf(ex, node.right)))
    return b.ora(
      span,
      'binary_power',
      b.cast(span, numeric(ex, node.left), pgTypes.double),
      b.cast(span, numeric(ex, node.right), pgTypes.double),
    );
  return b.ora(span, 'power', numeric(ex, node.left), numeric(ex, node.right));
}
