import type { BinaryOperator } from '../ir/oracle/index.js';
import type { InquiryValue } from './conditional-compilation.js';

/** What a static expression comes to; undefined stands for a value that is not known. */
export type StaticValue = InquiryValue | undefined;

/** `left operator right`: NULL where one of them is NULL or not known. */
export function compared(left: StaticValue, operator: BinaryOperator, right: StaticValue): boolean | null {
  if (left === undefined || left === null || right === undefined || right === null) return null;
  switch (operator) {
    case '=':
      return left === right;
    case '<>':
      return left !== right;
    case '<':
      return left < right;
    case '>':
      return left > right;
    case '<=':
      return left <= right;
    default:
      return left >= right;
  }
}

/** `low <= value AND value <= high` */
export function between(value: StaticValue, low: StaticValue, high: StaticValue): boolean | null {
  return conjunction(compared(value, '>=', low), compared(value, '<=', high));
}

export function conjunction(left: StaticValue, right: StaticValue): boolean | null {
  return left === false || right === false ? false : left === true && right === true ? true : null;
}

export function disjunction(left: StaticValue, right: StaticValue): boolean | null {
  return left === true || right === true ? true : left === false && right === false ? false : null;
}

export const negated = (value: StaticValue, isNegated: boolean): boolean | null =>
  typeof value !== 'boolean' ? null : value !== isNegated;

/** `+`, `-`, `*` of integers, `||` of texts. */
export function computed(left: StaticValue, operator: '+' | '-' | '*' | '||', right: StaticValue): InquiryValue {
  if (operator === '||') return `${left ?? ''}${right ?? ''}` || null;
  if (typeof left !== 'number' || typeof right !== 'number') return null;
  return operator === '+' ? left + right : operator === '-' ? left - right : left * right;
}
