import type { OracleType } from '../../../../analyze/model/types.js';
import { isAnyOf } from '../../../../ir/kinds.js';
import type { Expr } from '../../../../ir/oracle/index.js';
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
  { bound, text, holes }: Pick<NamedText, 'bound' | 'text' | 'holes'>,
  made: PgStatement,
): ReadonlySet<Hole> {
  const numbers = holes.filter(isNumberHole);
  if (numbers.length === 0 || !knowsTables(unit, bound)) return new Set();
  const names = new Set(numbers.map((h) => h.name));
  const inPlace = new Set<Expr>();
  for (const operands of operandsOfConditions(bound, 'numbers'))
    if (operands.some((operand) => isNumeric(unit, operand, names) || termsOf(unit, operand, names).length > 0))
      for (const operand of operands) inPlace.add(operand);
  for (const value of valuesForColumns(unit, bound, ['number', 'plsInteger'])) inPlace.add(value);
  const terms = new Set([...inPlace].flatMap((expr) => termsOf(unit, expr, names)));
  const literals = nodesOf(bound, 'NumberLiteral');
  return new Set(
    numbers.filter(({ name, value }) => {
      // Behind a minus sign a negative number begins a comment.
      const isInteger = unit.analysis.typeOf(value).kind === 'plsInteger' && !text.includes(`-${name}`);
      return (
        literals.every((l) => l.text !== name || inPlace.has(l) || (isInteger && terms.has(l))) &&
        standsAsNumber(made, new Set([name]))
      );
    }),
  );
}

/**
 * The number that `qty + 5` and such compute with a numeric column; without it nothing stands behind the operator, and
 * before one of + and - something may. An integer of PL/SQL has fewer digits than the number that is converted in its
 * place, so that a result which keeps its digits with that one does with any.
 */
function termsOf(unit: UnitContext, expr: Expr, words: ReadonlySet<string>): readonly Expr[] {
  if (expr.kind !== 'Binary' || !isAnyOf(expr.op, '+', '-', '*')) return [];
  const { left, right } = expr;
  if (right.kind === 'NumberLiteral') return isNumeric(unit, left, words) ? [right] : [];
  return left.kind === 'NumberLiteral' && expr.op === '*' && isNumeric(unit, right, words) ? [left] : [];
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
