import { isDatetime, isInterval, isNumeric, isText } from '../../../analyze/model/operators.js';
import type { ObjectTypeSymbol, RelationSymbol, RoutineSymbol } from '../../../analyze/model/symbols.js';
import type { OracleType } from '../../../analyze/model/types.js';
import { notComparable } from '../../../diagnostics/op3-collections.js';
import type { PgExpr } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b } from '../../builders.js';
import { calledName } from '../../calls/called-name.js';
import { byBytes } from '../../collation.js';
import { compareCollections } from '../../collections/operators.js';
import { type ExprContext, refuse } from '../../context.js';
import { representation, typeTag } from '../../objects/hierarchy.js';
import { relationName } from '../../queries/row-sources.js';
import { pgTypeOf } from '../../types.js';
import { bareChar } from '../conversions/char-column.js';
import { convert, isCastable } from '../conversions/convert.js';
import { refuseIntervalsOfTwoKinds } from '../datetime/interval-kinds.js';
import { once } from '../evaluation/evaluated-once.js';
import { asStoredAddress, compareAddresses } from '../row-address.js';

/** An expression already lowered, with what the analysis knows about it. */
export interface LoweredValue {
  readonly value: PgExpr;
  readonly type: OracleType;
  readonly nullable: boolean;
  /** Text that stands for a type that is not among the inputs. */
  readonly standsAsText?: boolean;
  /** The table of whose rows it is the address. */
  readonly addressIn?: RelationSymbol;
}

type ComparisonOperator = '=' | '<>' | '<' | '<=' | '>' | '>=';

/**
 * `left op right` with Oracle's implicit conversions and comparison semantics (blank-padded for CHAR with CHAR or
 * literal).
 */
export function compare(
  ex: ExprContext,
  span: Span,
  op: ComparisonOperator,
  left: LoweredValue,
  right: LoweredValue,
): PgExpr {
  const [besideLeft, besideRight] = [numberOf(right.type), numberOf(left.type)];
  if (left.standsAsText && isCastable(besideLeft)) return compare(ex, span, op, castTo(ex, left, besideLeft), right);
  if (right.standsAsText && isCastable(besideRight)) return compare(ex, span, op, left, castTo(ex, right, besideRight));
  if (left.type.kind === 'char' && right.type.kind === 'char')
    return comparePadded(
      span,
      op,
      { ...left, value: ordering(ex, op, left) },
      { ...right, value: besides(ex, op, right) },
    );
  if (left.type.kind === 'record' && right.type.kind === 'record')
    return refuse(notComparable(span, 'Records', 'PLS-00306'));
  if (left.type.kind === 'object') return compareObjects(ex, span, op, left, right);
  refuseIntervalsOfTwoKinds(left.type, right.type, span, 'A comparison');
  if (left.type.kind === 'collection' && right.type.kind === 'collection' && (op === '=' || op === '<>'))
    return compareCollections(ex, span, op, left, right);
  if (left.type.kind === 'rowid' || right.type.kind === 'rowid')
    return compareAddresses(span, op, currentAddress(ex, left, right), currentAddress(ex, right, left));
  const type = isRawBesideDigits(left, right) ? { kind: 'raw' as const } : comparisonType(left.type, right.type);
  if (type === undefined) return b.binary(span, op, ordering(ex, op, left), besides(ex, op, right));
  if (isText(type)) {
    const asText = (operand: LoweredValue): LoweredValue => ({
      ...operand,
      value: comparedAs(ex, operand, type, span),
      type,
    });
    return compare(ex, span, op, asText(left), asText(right));
  }
  return b.binary(span, op, comparedAs(ex, left, type, span), comparedAs(ex, right, type, span));
}

/** The operand in the type of the comparison; a literal that BINARY_FLOAT has exactly stays as it is. */
export function comparedAs(ex: ExprContext, { value, type: from }: LoweredValue, to: OracleType, span: Span): PgExpr {
  const isExact =
    to.kind === 'binaryFloat' && value.kind === 'PgNumber' && Math.fround(Number(value.text)) === Number(value.text);
  return isExact ? value : convert(ex, value, { from, to, span });
}

/** A stored address beside that of a row: where the row is now. */
function currentAddress(ex: ExprContext, { value, addressIn }: LoweredValue, beside: LoweredValue): PgExpr {
  return addressIn || !beside.addressIn ? value : asStoredAddress(relationName(ex.unit, beside.addressIn), value);
}

/** A RAW and a literal that RAWTOHEX may give: the bytes compare as their digits do, and an index on them serves. */
function isRawBesideDigits(left: LoweredValue, right: LoweredValue): boolean {
  const isDigits = ({ value }: LoweredValue): boolean =>
    value.kind === 'PgString' && /^(?:[0-9A-F]{2})+$/.test(value.value);
  return (left.type.kind === 'raw' && isDigits(right)) || (right.type.kind === 'raw' && isDigits(left));
}

/** What text is compared with a PLS_INTEGER as. */
const numberOf = (type: OracleType): OracleType => (type.kind === 'plsInteger' ? { kind: 'number' } : type);

function castTo(ex: ExprContext, { value, nullable }: LoweredValue, type: OracleType): LoweredValue {
  return { value: b.cast(value.span, value, pgTypeOf(ex.unit.naming, type, 'value')), type, nullable };
}

/** The left operand, told to be ordered by its bytes where the order matters and both are text. */
function ordering(ex: ExprContext, op: ComparisonOperator, left: LoweredValue): PgExpr {
  return op === '=' || op === '<>' ? left.value : byBytes(ex.unit, left.value, left.type);
}

/** The right operand: a collation that it brings along would contradict. */
function besides(ex: ExprContext, op: ComparisonOperator, right: LoweredValue): PgExpr {
  return right.value.kind === 'PgString' || right.value.kind === 'PgColumn' ? right.value : ordering(ex, op, right);
}

/**
 * The type to which the operands of a comparison are converted, or undefined where each stays as it is. (SQL Language
 * Reference, "Implicit Data Conversion": text becomes a number, date or interval where the other side is one, and a RAW
 * beside text becomes its digits in capitals; "Numeric Precedence": a number becomes BINARY_FLOAT beside one, where
 * PostgreSQL compares both as double precision.)
 */
export function comparisonType(left: OracleType, right: OracleType): OracleType | undefined {
  if (isBesideFloat(left, right) || isBesideFloat(right, left)) return { kind: 'binaryFloat' };
  if (isText(left) && isText(right)) return undefined;
  const other = isText(left) ? right : isText(right) ? left : undefined;
  if (other === undefined) return undefined;
  if (isNumeric(other)) return other.kind === 'plsInteger' ? { kind: 'number' } : other;
  if (isDatetime(other) || isInterval(other)) return other;
  if (other.kind === 'raw') return { kind: 'varchar2' };
  return undefined;
}

const isBesideFloat = (a: OracleType, c: OracleType): boolean =>
  a.kind === 'binaryFloat' && (c.kind === 'number' || c.kind === 'plsInteger');

/**
 * Both sides CHAR: the shorter one counts as padded with blanks. (SQL Language Reference, "Data Type Comparison Rules")
 */
function comparePadded(span: Span, op: ComparisonOperator, left: LoweredValue, right: LoweredValue): PgExpr {
  if (left.type.kind !== 'char' || right.type.kind !== 'char') return b.binary(span, op, left.value, right.value);
  const sameLength = left.type.length !== undefined && left.type.length === right.type.length;
  if (op === '=' || op === '<>') {
    const [leftBare, rightBare] = [bareChar(left.value), bareChar(right.value)];
    if (leftBare || rightBare)
      return b.binary(
        span,
        op,
        leftBare ?? asBlankPadded(left.value, span),
        rightBare ?? asBlankPadded(right.value, span),
      );
    if (sameLength) return b.binary(span, op, left.value, right.value);
    return b.binary(span, op, withoutBlanks(left.value, span), withoutBlanks(right.value, span));
  }
  if (sameLength) return b.binary(span, op, left.value, right.value);
  return b.binary(span, op, b.ora(span, 'char_cmp', left.value, right.value), b.num(span, 0));
}

function asBlankPadded(value: PgExpr, span: Span): PgExpr {
  if (value.kind === 'PgString') return b.text(span, value.value.replace(/ +$/, ''));
  return b.cast(span, value, { name: ['bpchar'] });
}

function withoutBlanks(value: PgExpr, span: Span): PgExpr {
  return value.kind === 'PgString' ? b.text(span, value.value.replace(/ +$/, '')) : b.call(span, 'rtrim', value);
}

/** The method that decides how objects of the type compare. */
export const comparingMethod = (object: ObjectTypeSymbol, role: 'MAP' | 'ORDER'): RoutineSymbol | undefined =>
  object.methods.find((m) => m.declaration.method?.role === role);

/**
 * By the type's MAP or ORDER method; without one attribute by attribute, for equality in SQL only. (Object-Relational
 * Developer's Guide, "Comparing Objects"; Database Error Messages, PLS-00526)
 */
function compareObjects(
  ex: ExprContext,
  span: Span,
  op: ComparisonOperator,
  left: LoweredValue,
  right: LoweredValue,
): PgExpr {
  if (left.type.kind !== 'object') return b.binary(span, op, left.value, right.value);
  const map = comparingMethod(left.type.object, 'MAP');
  if (map) {
    // Each by the method of its own declared type: that of a subtype knows nothing of objects beside it.
    const other = right.type.kind === 'object' ? comparingMethod(right.type.object, 'MAP') : undefined;
    const mapped = (method: RoutineSymbol, value: PgExpr): PgExpr => b.callNamed(span, calledName(ex, method), [value]);
    return b.binary(span, op, mapped(map, left.value), mapped(other ?? map, right.value));
  }
  const order = comparingMethod(left.type.object, 'ORDER');
  if (order) {
    const asked = (other: PgExpr): PgExpr => b.callNamed(span, calledName(ex, order), [left.value, other]);
    const type = pgTypeOf(ex.unit.naming, right.type, 'value');
    const answer = right.nullable
      ? once(ex, type, right.value, (other) =>
          b.caseWhen(span, [{ when: b.distinct(span, other, b.null(span)), then: asked(other) }]),
        )
      : asked(right.value);
    return b.binary(span, op, answer, b.num(span, 0));
  }
  const { name } = left.type.object;
  if (!ex.sql) return refuse(notComparable(span, `Objects of ${name}, which has no MAP or ORDER method,`, 'PLS-00526'));
  if (op !== '=' && op !== '<>')
    return refuse(notComparable(span, `Objects of ${name}, which has no MAP or ORDER method,`, 'ORA-22950'));
  return attributeByAttribute(ex, { span, op, left, right, type: left.type });
}

/** A comparison of objects; `type` is that of the left one. */
interface ObjectComparison {
  readonly span: Span;
  readonly op: ComparisonOperator;
  readonly left: LoweredValue;
  readonly right: LoweredValue;
  readonly type: OracleType & { kind: 'object' };
}

/**
 * Equal attributes; one that is NULL makes the answer unknown. In a hierarchy the types are equal, too, and what they
 * do not have is not compared.
 */
function attributeByAttribute(ex: ExprContext, { span, op, left, right, type }: ObjectComparison): PgExpr {
  const { naming } = ex.unit;
  const { attributes: all, tagged } = representation(naming, type.object);
  const attributes = all.filter((a) => !a.absent);
  if (right.type.kind !== 'object' || (op !== '=' && op !== '<>')) return b.binary(span, op, left.value, right.value);
  const rightType = right.type;
  return once(ex, pgTypeOf(naming, type, 'value'), left.value, (l) =>
    once(ex, pgTypeOf(naming, rightType, 'value'), right.value, (r) => {
      const tag = b.field(span, l, typeTag);
      const parts = attributes.map((a) => {
        const of = (object: PgExpr): LoweredValue => ({
          value: b.field(span, object, a.name),
          type: a.type,
          nullable: true,
        });
        const equal = compare(ex, span, '=', of(l), of(r));
        if (!a.of.supertype) return equal;
        const having = representation(naming, a.of).tags.map((name) => b.text(span, name));
        return b.or(span, { kind: 'PgIn', span, negated: true, operand: tag, items: having }, equal);
      });
      const same = b.and(span, ...(tagged ? [b.eq(span, tag, b.field(span, r, typeTag))] : []), ...parts);
      return op === '=' ? same : b.not(span, same);
    }),
  );
}
