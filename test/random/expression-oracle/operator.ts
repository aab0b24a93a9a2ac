/** What Oracle computes: how each operator is written, and what its value is by Oracle's manual. */
import type * as cal from './calendar.js';
import type { OraNumber } from './number.js';
import * as num from './number.js';

/** number, text, date, condition. */
export type Type = 'n' | 's' | 'd' | 'b';
export type Value = OraNumber | string | cal.OraDate | boolean | null;
/** An argument, computed when it is asked for. */
export type Lazy = () => Value;

export interface Operator {
  readonly result: Type;
  readonly args: readonly Type[];
  /** `{0}` is the first argument. */
  readonly sql: string;
  readonly value: (...args: readonly Lazy[]) => Value;
}

export const n = (v: Value): OraNumber => v as OraNumber;
export const s = (v: Value): string => v as string;
export const d = (v: Value): cal.OraDate => v as cal.OraDate;

/** NULL for NULL. */
export const strict =
  (compute: (...args: readonly NonNullable<Value>[]) => Value): Operator['value'] =>
  (...args) => {
    const values = args.map((a) => a());
    return values.includes(null) ? null : compute(...(values as NonNullable<Value>[]));
  };

/** `MOD(TRUNC(v), 12)`: a place in a text, a number of months. */
export const small = (v: NonNullable<Value>): number => num.toInteger(num.mod(num.trunc(n(v), 0), num.int(12)));

/** A list of operators, and what adds one to it: `op('n(n,n)', '{0} + {1}', …)`. */
export function operatorList(): {
  readonly operators: readonly Operator[];
  readonly op: (signature: string, sql: string, value: Operator['value']) => void;
} {
  const operators: Operator[] = [];
  return {
    operators,
    op(signature, sql, value) {
      const [, result, args = ''] = /^(\w)\(([\w,]*)\)$/.exec(signature) ?? [];
      operators.push({ result: result as Type, args: (args === '' ? [] : args.split(',')) as Type[], sql, value });
    },
  };
}
