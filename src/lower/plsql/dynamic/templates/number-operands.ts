import type { OracleType } from '../../../../analyze/model/types.js';
import { isAnyOf } from '../../../../ir/kinds.js';
import type { Expr, NumberLiteral } from '../../../../ir/oracle/index.js';
import type { PgStatement } from '../../../../ir/postgres/index.js';
import { nodesOf } from '../../../../ir/walk.js';
import type { UnitContext } from '../../../context.js';
import { type Hole, isNumberHole } from './dynamic-words.js';
import type { NamedText } from './named-text.js';
import { isComputedOfColumns, knowsTables, operandsOfConditions, valuesForColumns } from './value-places.js';

/*
 * Numbers that are put into the text of a query or statement where a value of a numeric column stands, or one computed
 * of columns that is a number:
 *   execute immediate 'select name from emp where id = ' || p_id || ' and nvl(sal, 0) > ' || p_least
 * Any number means the same there, so that the statement is converted as exactly as one with a literal.
 */

/** The numbers among the words that stand beside numeric columns. `made`: what the statement became, with the words' names. */
export function numbersInPlace(
  unit: UnitContext,
  { bound, holes }: Pick<NamedText, 'bound' | 'holes'>,
  made: PgStatement,
): ReadonlySet<Hole> {
  const numbers = holes.filter(isNumberHole);
  if (numbers.length === 0 || !knowsTables(unit, bound)) return new Set();
  const names = new Set(numbers.map((h) => h.name));
  const inPlace = new Set<Expr>(valuesForColumns(unit, bound, ['number', 'plsInteger']));
  const computed = new Set<Expr>([...inPlace, ...valuesForColumns(unit, bound, ['date', 'timestamp'])]);
  for (const operands of operandsOfConditions(bound, 'numbers')) {
    for (const operand of operands) computed.add(operand);
    if (operands.some((operand) => isNumeric(unit, operand, names) || termOf(unit, operand, names)?.isNumeric))
      for (const operand of operands) inPlace.add(operand);
  }
  const terms = [...computed].flatMap((expr) => termOf(unit, expr, names) ?? []);
  const integers = new Set(terms.map(({ literal }) => literal));
  const days = new Set(terms.flatMap(({ literal, isNumeric: isNumber }) => (isNumber ? [] : [literal])));
  const literals = nodesOf(bound, 'NumberLiteral');
  return new Set(
    numbers.filter(({ name, value }) => {
      const isInteger = unit.analysis.typeOf(value).kind === 'plsInteger';
      return (
        literals.every((l) => l.text !== name || inPlace.has(l) || (isInteger ? integers : days).has(l)) &&
        standsAsNumber(made, new Set([name]))
      );
    }),
  );
}

/** A number that is computed with. */
interface Term {
  readonly literal: NumberLiteral;
  /** With a number, not with a date. */
  readonly isNumeric: boolean;
}

/**
 * The number that `qty + 5` and `SYSDATE - 5` compute with; without it nothing stands behind the operator, and before one
 * of + and - something may. An integer of PL/SQL has fewer digits than the number that is converted in its place, so that
 * a result which keeps its digits with that one does with any; days are all alike.
 */
function termOf(unit: UnitContext, expr: Expr, words: ReadonlySet<string>): Term | undefined {
  if (expr.kind !== 'Binary' || !isAnyOf(expr.op, '+', '-', '*')) return undefined;
  const { left, right } = expr;
  if (right.kind === 'NumberLiteral') {
    if (isNumeric(unit, left, words)) return { literal: right, isNumeric: true };
    return expr.op !== '*' && isDate(unit, left) ? { literal: right, isNumeric: false } : undefined;
  }
  return left.kind === 'NumberLiteral' && expr.op === '*' && isNumeric(unit, right, words)
    ? { literal: left, isNumeric: true }
    : undefined;
}

/** A date that no number is put into: a column, the clock, and what functions make of them. */
function isDate({ analysis }: UnitContext, expr: Expr): boolean {
  const callees = new Set<Expr>(nodesOf(expr, 'Call').map((call) => call.callee));
  return (
    isAnyOf(analysis.typeOf(expr).kind, 'date', 'timestamp') &&
    nodesOf(expr, 'NumberLiteral').length === 0 &&
    nodesOf(expr, 'Call').every((call) => analysis.resolve(call).base.kind === 'builtin') &&
    nodesOf(expr, 'Name').every(
      (name) => callees.has(name) || isAnyOf(analysis.resolve(name).base.kind, 'column', 'builtin'),
    )
  );
}

/** A number that is computed of columns alone. */
const isNumeric = (unit: UnitContext, expr: Expr, words: ReadonlySet<string>): boolean =>
  isNumber(unit.analysis.typeOf(expr)) &&
  isComputedOfColumns(unit, expr) &&
  !nodesOf(expr, 'NumberLiteral').some((literal) => words.has(literal.text));

/** NUMBER, or an integer of PL/SQL. */
export const isNumber = ({ kind }: OracleType): boolean => kind === 'number' || kind === 'plsInteger';

/** Not within a text or a name, where a negative number would be another one. */
function standsAsNumber(tree: unknown, names: ReadonlySet<string>): boolean {
  if (typeof tree === 'string') return ![...names].some((name) => tree.includes(name));
  if (typeof tree !== 'object' || tree === null) return true;
  if ('kind' in tree && tree.kind === 'PgNumber' && 'text' in tree && names.has(String(tree.text))) return true;
  return Object.entries(tree).every(([key, value]) => key === 'span' || standsAsNumber(value, names));
}
