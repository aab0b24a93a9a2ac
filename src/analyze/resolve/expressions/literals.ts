import { decimalDigits } from '../../../ir/decimal-digits.js';
import type { IntervalLiteral, Literal } from '../../../ir/oracle/index.js';
import { inSql, type Scope } from '../../model/scope.js';
import type { OracleType } from '../../model/types.js';
import { nullable, proven, type Typed } from './typed.js';

/** What is known of a literal: its type, and whether it is NULL, as `''` is. (SQL Language Reference, "Literals") */
export function literalType(expr: Literal, scope: Scope): Typed {
  switch (expr.kind) {
    case 'NullLiteral':
      return nullable({ kind: 'null' });
    case 'BooleanLiteral':
      return proven({ kind: 'boolean' });
    case 'NumberLiteral':
      return proven(numberType(expr.text, expr.binary, inSql(scope)));
    case 'StringLiteral':
      // A text literal has type CHAR in Oracle, but blank-padded comparison needs both sides CHAR: kept as char with
      // its length.
      return expr.value === ''
        ? nullable({ kind: 'null' })
        : proven({ kind: 'char', length: expr.value.length, national: expr.national });
    case 'DatetimeLiteral':
      return proven(
        expr.type === 'DATE'
          ? { kind: 'date' }
          : {
              kind: 'timestamp',
              precision: 9,
              zone: /[+-]\d?\d:\d\d\s*$|[A-Za-z]{2,}/.test(expr.text.trim()) ? 'zone' : 'none',
            },
      );
    case 'IntervalLiteral':
      return proven(intervalType(expr));
  }
}

/**
 * The digits of an interval literal: as many as it says, 2 before and, with seconds, 6 after the point. Days that hours
 * make have the digits of any interval. (SQL Language Reference, "Interval Literals")
 */
function intervalType({ from, to, leadingPrecision = 2, fractionalPrecision = 6 }: IntervalLiteral): OracleType {
  if (from === 'YEAR' || from === 'MONTH') return { kind: 'intervalYearToMonth', precision: leadingPrecision };
  return {
    kind: 'intervalDayToSecond',
    precision: from === 'DAY' ? leadingPrecision : 2,
    fractional: (to ?? from) === 'SECOND' ? fractionalPrecision : 0,
  };
}

/** An integer literal in PL/SQL is PLS_INTEGER where it fits; in SQL every literal is NUMBER. */
function numberType(text: string, binary: 'FLOAT' | 'DOUBLE' | undefined, sql: boolean): OracleType {
  if (binary === 'FLOAT') return { kind: 'binaryFloat' };
  if (binary === 'DOUBLE') return { kind: 'binaryDouble' };
  if (/^\d+$/.test(text)) {
    if (!sql && Number(text) <= 2147483647) return { kind: 'plsInteger' };
    return text.length > 38 ? { kind: 'number' } : { kind: 'number', precision: Math.max(text.length, 1), scale: 0 };
  }
  const digits = decimalDigits(text);
  if (!digits) return { kind: 'number' };
  const scale = digits.fraction.length;
  return { kind: 'number', precision: Math.max(digits.whole.length + scale, 1), scale };
}
