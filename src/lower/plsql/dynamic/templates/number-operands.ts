import type { OracleType } from '../../../../analyze/model/types.js';
import { lastName } from '../../../../ir/dotted.js';
import type { DmlTarget, Expr, QualifiedName, ScriptUnit } from '../../../../ir/oracle/index.js';
import type { PgStatement } from '../../../../ir/postgres/index.js';
import { nodesOf, walk } from '../../../../ir/walk.js';
import type { UnitContext } from '../../../context.js';
import { relationNamed } from '../../../ddl/names.js';
import { type Hole, isNumberHole } from './dynamic-words.js';
import { isComputedOfColumns, knowsTables, operandsOfConditions } from './in-conditions.js';

/*
 * Numbers that are put into the text of a query or statement where a value of a numeric column stands, or one computed
 * of columns that is a number:
 *   execute immediate 'select name from emp where id = ' || p_id || ' and nvl(sal, 0) > ' || p_least
 * Any number means the same there, so that the statement is converted as exactly as one with a literal.
 */

/** The numbers among the words that stand beside numeric columns. `made`: what the statement became, with the words' names. */
export function numbersInPlace(
  unit: UnitContext,
  bound: ScriptUnit,
  made: PgStatement,
  holes: readonly Hole[],
): ReadonlySet<Hole> {
  const numbers = holes.filter(isNumberHole);
  if (numbers.length === 0 || !knowsTables(unit, bound)) return new Set();
  const names = new Set(numbers.map((h) => h.name));
  const inPlace = new Set<Expr>();
  for (const operands of operandsOfConditions(bound, 'numbers'))
    if (operands.some((operand) => isNumeric(unit, operand, names)))
      for (const operand of operands) inPlace.add(operand);
  walk(bound, (node) => {
    if (node.kind === 'Update')
      for (const item of node.set)
        if (item.kind === 'SetColumn' && takesNumber(unit, node.target, item.column)) inPlace.add(item.value);
    if (node.kind === 'Insert' && node.source.kind === 'ValuesSource')
      for (const row of node.source.rows)
        for (const [i, value] of row.entries())
          if (takesNumber(unit, node.target, node.columns?.[i])) inPlace.add(value);
  });
  const literals = nodesOf(bound, 'NumberLiteral');
  return new Set(
    numbers.filter(
      ({ name }) =>
        literals.every((literal) => literal.text !== name || inPlace.has(literal)) &&
        standsAsNumber(made, new Set([name])),
    ),
  );
}

/** A number that is computed of columns alone. */
const isNumeric = (unit: UnitContext, expr: Expr, words: ReadonlySet<string>): boolean =>
  isNumber(unit.analysis.typeOf(expr)) &&
  isComputedOfColumns(unit, expr) &&
  !nodesOf(expr, 'NumberLiteral').some((literal) => words.has(literal.text));

/** NUMBER, or an integer of PL/SQL. */
export const isNumber = ({ kind }: OracleType): boolean => kind === 'number' || kind === 'plsInteger';

function takesNumber(unit: UnitContext, target: DmlTarget, column: QualifiedName | undefined): boolean {
  if (target.kind !== 'TableRef' || !column) return false;
  const name = lastName(column);
  const type = relationNamed(unit, target.name)?.columns.find((c) => c.name === name)?.type;
  return type !== undefined && isNumber(type);
}

/** Not within a text or a name, where a negative number would be another one. */
function standsAsNumber(tree: unknown, names: ReadonlySet<string>): boolean {
  if (typeof tree === 'string') return ![...names].some((name) => tree.includes(name));
  if (typeof tree !== 'object' || tree === null) return true;
  if ('kind' in tree && tree.kind === 'PgNumber' && 'text' in tree && names.has(String(tree.text))) return true;
  return Object.entries(tree).every(([key, value]) => key === 'span' || standsAsNumber(value, names));
}
