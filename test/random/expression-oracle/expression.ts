/** Typed Oracle expressions over a row, put together of the operators. */
import fc from 'fast-check';
import * as cal from './calendar.js';
import { dateOperators } from './date-operators.js';
import { nullAndConditions } from './null-and-conditions.js';
import * as num from './number.js';
import { OraError } from './number.js';
import { numberOperators } from './number-operators.js';
import { d, type Lazy, n, type Operator, s, type Type, type Value } from './operator.js';
import { columns, date, type Row } from './rows.js';
import { textOperators } from './text-operators.js';

export interface Expression {
  readonly sql: string;
  readonly value: Lazy;
}

const operators: readonly Operator[] = [...numberOperators, ...textOperators, ...dateOperators, ...nullAndConditions];

export function literal(value: Value): string {
  if (value === null) return 'NULL';
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`;
  if (typeof value === 'boolean') return value ? '1 = 1' : '1 = 0';
  if ('m' in value) return num.toText(value).replace(/^(-?)\./, '$10.');
  return `TO_DATE('${cal.format(value, 'YYYY-MM-DD HH24:MI:SS')}', 'YYYY-MM-DD HH24:MI:SS')`;
}

const literals: Readonly<Record<Exclude<Type, 'b'>, readonly Value[]>> = {
  n: [
    '0',
    '1',
    '-1',
    '2',
    '3',
    '7',
    '10',
    '.5',
    '-2.5',
    '100.125',
    '99999',
    '.001',
    '-.0001',
    '365.2425',
    '1000000',
  ].map(num.fromText),
  s: ['a', 'b', 'an', 'A b', 'na', '-', 'Zeta', 'x,y', '10', "O'Neil", 'aab', ' b ', '12.50', null],
  d: [
    date('2024-01-31T00:00:00'),
    date('2020-02-29T12:00:00'),
    date('2023-07-01T18:20:40'),
    date('1999-12-31T23:59:59'),
    date('2024-12-30T00:00:00'),
  ],
};

/**
 * Where the expression stands: PL/SQL lacks DECODE and its like, and its integer literals
 * are PLS_INTEGER, which overflow.
 */
export type Place = 'sql' | 'plsql';
const sqlOnly = /^(DECODE|NVL2|LNNVL|WIDTH_BUCKET|VALIDATE_CONVERSION)\(|ON CONVERSION ERROR/;

/** Expressions of a type over a row, at most so many operators deep. */
export function expressions(type: Type, depth: number, over: Row, place: Place = 'sql'): fc.Arbitrary<Expression> {
  const leaf: fc.Arbitrary<Expression>[] =
    type === 'b'
      ? []
      : [
          fc.constantFrom(...literals[type]).map((value) => ({
            sql: written(value, place),
            value: () => value,
          })),
          fc
            .constantFrom(...columns.filter((c) => c.type === type))
            .map((c) => ({ sql: c.name, value: () => over.values[c.name] ?? null })),
        ];
  if (depth === 0 && leaf.length > 0) return fc.oneof(...leaf);
  const usable = operators.filter(
    (o) => o.result === type && (depth > 0 || !o.args.includes('b')) && (place === 'sql' || !sqlOnly.test(o.sql)),
  );
  const made = fc
    .constantFrom(...usable)
    .chain((o) =>
      fc
        .tuple(...o.args.map((a) => expressions(a, Math.max(depth - 1, 0), over, place)))
        .map((args) => applied(o, args)),
    );
  return leaf.length === 0
    ? made
    : fc.oneof({ weight: 1, arbitrary: fc.oneof(...leaf) }, { weight: 5, arbitrary: made });
}

function written(value: Value, place: Place): string {
  const text = literal(value);
  if (value === null || typeof value !== 'object' || !('m' in value)) return text;
  const decimal = place === 'plsql' && !text.includes('.') ? `${text}.0` : text;
  return value.m < 0n ? `(${decimal})` : decimal;
}

function applied(o: Operator, args: readonly Expression[]): Expression {
  return {
    sql: o.sql.replace(/\{(\d)\}/g, (_, i: string) => args[Number(i)]?.sql ?? ''),
    value: () => o.value(...args.map((a) => a.value)),
  };
}

/** What is printed of a value: numbers to ten places, all of a date, text in brackets; an error by its number. */
export function shown(type: Type, expression: Expression): { readonly sql: string; readonly expected: string } {
  const { sql } = expression;
  const written =
    type === 'n'
      ? `TO_CHAR(ROUND(${sql}, 10))`
      : type === 'd'
        ? `TO_CHAR(${sql}, 'YYYY-MM-DD HH24:MI:SS')`
        : type === 'b'
          ? `CASE WHEN ${sql} THEN 'T' WHEN NOT (${sql}) THEN 'F' ELSE 'U' END`
          : `'[' || ${sql} || ']'`;
  try {
    const value = expression.value();
    if (type === 'b') return { sql: written, expected: value === null ? 'U' : value === true ? 'T' : 'F' };
    if (value === null) return { sql: written, expected: type === 's' ? '[]' : '' };
    if (type === 'n') return { sql: written, expected: num.toText(num.round(n(value), 10)) };
    return { sql: written, expected: type === 'd' ? cal.format(d(value), 'YYYY-MM-DD HH24:MI:SS') : `[${s(value)}]` };
  } catch (error) {
    if (error instanceof OraError) return { sql: written, expected: `-${error.code}` };
    throw error;
  }
}
