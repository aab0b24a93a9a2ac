import type { BinaryOperator } from '../../ir/oracle/index.js';
import type { OracleType } from './types.js';

const number: OracleType = { kind: 'number' };
const date: OracleType = { kind: 'date' };
const boolean: OracleType = { kind: 'boolean' };

/** NUMBER, PLS_INTEGER, BINARY_FLOAT and BINARY_DOUBLE with their subtypes. */
export function isNumeric(type: OracleType): boolean {
  return (
    type.kind === 'number' || type.kind === 'plsInteger' || type.kind === 'binaryFloat' || type.kind === 'binaryDouble'
  );
}
/** Character types, CLOB and LONG among them. */
export function isText(type: OracleType): boolean {
  return type.kind === 'varchar2' || type.kind === 'char' || type.kind === 'clob';
}
/** INTERVAL YEAR TO MONTH and INTERVAL DAY TO SECOND. */
export function isInterval(type: OracleType): boolean {
  return type.kind === 'intervalDayToSecond' || type.kind === 'intervalYearToMonth';
}
/** Is it TIMESTAMP WITH TIME ZONE, and not WITH LOCAL TIME ZONE? */
export const isZoned = (type: OracleType): boolean => type.kind === 'timestamp' && type.zone === 'zone';

/** DATE and the TIMESTAMP types. */
export function isDatetime(type: OracleType): boolean {
  return type.kind === 'date' || type.kind === 'timestamp';
}

/** Text of the national character set: NVARCHAR2, NCHAR, NCLOB. */
export function isNational(type: OracleType | undefined): boolean {
  return type !== undefined && 'national' in type && type.national === true;
}

/** Where an operator stands. */
interface OperatorPlace {
  readonly plsql: boolean;
}

/**
 * The result type of a binary operator.
 * (SQL Language Reference, "Datetime/Interval Arithmetic", "Numeric Precedence"; PL/SQL: PLS_INTEGER arithmetic stays
 * PLS_INTEGER but for division.)
 */
export function binaryType(
  op: BinaryOperator,
  left: OracleType,
  right: OracleType,
  { plsql }: OperatorPlace,
): OracleType {
  switch (op) {
    case '||':
      if (left.kind === 'raw' && right.kind === 'raw') return { kind: 'raw' };
      return widerText(left, right);
    case '+':
    case '-':
      return additiveType(op, left, right, { plsql });
    case '*':
      if (isInterval(left)) return computedInterval(left);
      if (isInterval(right)) return computedInterval(right);
      return numericType(left, right, { keepsInteger: plsql });
    case '/':
      if (isInterval(left)) return computedInterval(left);
      return numericType(left, right, { keepsInteger: false });
    case '**':
    case 'MOD':
    case 'REM':
      return numericType(left, right, { keepsInteger: op !== '**' && plsql });
    case '=':
    case '<>':
    case '<':
    case '<=':
    case '>':
    case '>=':
    case 'MEMBER OF':
    case 'SUBMULTISET OF':
      return boolean;
    case 'MULTISET UNION ALL':
    case 'MULTISET UNION DISTINCT':
    case 'MULTISET INTERSECT ALL':
    case 'MULTISET INTERSECT DISTINCT':
    case 'MULTISET EXCEPT ALL':
    case 'MULTISET EXCEPT DISTINCT':
      return left.kind === 'collection' ? left : right;
    default: {
      const never: never = op;
      return never;
    }
  }
}

function additiveType(op: '+' | '-', left: OracleType, right: OracleType, { plsql }: OperatorPlace): OracleType {
  if (isDatetime(left) && isDatetime(right)) {
    // The difference of TIMESTAMPs has 9 digits of days and the operands' digits of a second.
    if (op === '-')
      return left.kind === 'date' && right.kind === 'date'
        ? number
        : { kind: 'intervalDayToSecond', precision: 9, fractional: Math.max(secondDigits(left), secondDigits(right)) };
    return { kind: 'unknown' };
  }
  if (isDatetime(left)) {
    if (isInterval(right)) return shifted(left);
    // What is taken off may be a number or a date.
    if (op === '-' && right.kind === 'unknown') return { kind: 'unknown' };
    // TIMESTAMP ± number converts the timestamp to DATE first.
    return right.kind === 'null' || right.kind === 'unknown' ? (left.kind === 'timestamp' ? date : left) : date;
  }
  if (isDatetime(right))
    return isInterval(left)
      ? shifted(right)
      : op === '+'
        ? date
        : right.kind === 'date'
          ? number
          : { kind: 'intervalDayToSecond' };
  if (isInterval(left)) return computedInterval(left);
  if (isInterval(right)) return computedInterval(right);
  // What something is added to or taken from may be a date.
  if (left.kind === 'unknown' || (op === '+' && right.kind === 'unknown')) return { kind: 'unknown' };
  return numericType(left, right, { keepsInteger: plsql });
}

/** Text that takes that of both types: a CLOB where one of them is, national where one is. */
function widerText(left: OracleType, right: OracleType): OracleType {
  const kind = left.kind === 'clob' || right.kind === 'clob' ? 'clob' : 'varchar2';
  return isNational(left) || isNational(right) ? { kind, national: true } : { kind };
}

/** A TIMESTAMP moved by an interval has nine digits of a second. */
function shifted(type: OracleType): OracleType {
  return type.kind === 'timestamp' ? { ...type, precision: 9 } : type;
}

function secondDigits(type: OracleType): number {
  return type.kind === 'timestamp' ? (type.precision ?? 6) : 0;
}

/** Computed intervals have 9 digits. */
function computedInterval(type: OracleType): OracleType {
  if (type.kind === 'intervalDayToSecond') return { ...type, precision: 9, fractional: 9 };
  return type.kind === 'intervalYearToMonth' ? { ...type, precision: 9 } : type;
}

/** `keepsInteger`: of two PLS_INTEGER the result is one. */
function numericType(
  left: OracleType,
  right: OracleType,
  { keepsInteger }: { readonly keepsInteger: boolean },
): OracleType {
  if (left.kind === 'binaryDouble' || right.kind === 'binaryDouble') return { kind: 'binaryDouble' };
  if (left.kind === 'binaryFloat' || right.kind === 'binaryFloat') return { kind: 'binaryFloat' };
  if (keepsInteger && left.kind === 'plsInteger' && right.kind === 'plsInteger') return { kind: 'plsInteger' };
  if (left.kind === 'unknown' && right.kind === 'unknown') return { kind: 'unknown' };
  return number;
}

/** The common type of alternatives (CASE, COALESCE, set operations): by the first known one, widened. */
export function commonType(types: readonly OracleType[]): OracleType {
  let result: OracleType = { kind: 'null' };
  for (const type of types) result = widen(result, type);
  return result;
}

function widen(a: OracleType, b: OracleType): OracleType {
  if (a.kind === 'null') return b;
  if (b.kind === 'null') return a;
  if (a.kind === 'unknown' || b.kind === 'unknown') return { kind: 'unknown' };
  if (isNumeric(a) && isNumeric(b)) return widerNumber(a, b);
  if (isText(a) && isText(b)) {
    if (a.kind === 'char' && b.kind === 'char' && a.length === b.length) return a;
    return widerText(a, b);
  }
  if (isDatetime(a) && isDatetime(b)) return widerDatetime(a, b);
  if (a.kind === 'raw' && b.kind === 'raw') return widerRaw(a, b);
  return widerInterval(a, b) ?? a;
}

/** The number that takes those of both types. */
function widerNumber(a: OracleType, b: OracleType): OracleType {
  if (a.kind === 'number' && b.kind === 'number')
    return a.precision === b.precision && a.scale === b.scale ? a : number;
  if (a.kind === b.kind) return a.kind === 'plsInteger' ? { kind: 'plsInteger' } : a;
  if (a.kind === 'binaryDouble' || b.kind === 'binaryDouble') return { kind: 'binaryDouble' };
  if (a.kind === 'binaryFloat' || b.kind === 'binaryFloat') return { kind: 'binaryFloat' };
  return number;
}

/** The moment that takes those of both types: with a zone where one has it, with the digits of a second of the finer one. */
function widerDatetime(a: OracleType, b: OracleType): OracleType {
  if (a.kind !== 'timestamp') return b;
  if (b.kind !== 'timestamp') return a;
  const type = a.zone === 'none' ? b : a;
  return a.precision === b.precision ? type : { ...type, precision: Math.max(secondDigits(a), secondDigits(b)) };
}

/** The bytes that take those of both types; of any number where one has no length. */
function widerRaw(a: OracleType & { kind: 'raw' }, b: OracleType & { kind: 'raw' }): OracleType {
  if (a.length === b.length || a.long) return a;
  return a.length === undefined || b.length === undefined
    ? { kind: 'raw' }
    : { kind: 'raw', length: Math.max(a.length, b.length) };
}

/** The interval that takes those of both types; 2 digits of the leading field and 6 of a second where none are declared. */
function widerInterval(a: OracleType, b: OracleType): OracleType | undefined {
  if (a.kind === 'intervalYearToMonth' && b.kind === a.kind)
    return { ...a, precision: Math.max(a.precision ?? 2, b.precision ?? 2) };
  if (a.kind !== 'intervalDayToSecond' || b.kind !== a.kind) return undefined;
  const precision = Math.max(a.precision ?? 2, b.precision ?? 2);
  return { ...a, precision, fractional: Math.max(a.fractional ?? 6, b.fractional ?? 6) };
}

/** Neither of parts nor a reference: a number, text, datetime, interval or BOOLEAN. */
export const isScalar = (type: OracleType): boolean =>
  isNumeric(type) || isText(type) || isDatetime(type) || isInterval(type) || type.kind === 'boolean';
