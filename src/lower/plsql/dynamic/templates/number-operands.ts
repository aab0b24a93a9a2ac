import type { OracleType } from '../../../../analyze/model/types.js';
import { lastName } from '../../../../ir/dotted.js';
import { comparisonOperators } from '../../../../ir/kinds.js';
import type { DmlTarget, Expr, QualifiedName, ScriptUnit } from '../../../../ir/oracle/index.js';
import type { PgStatement } from '../../../../ir/postgres/index.js';
import { nodesOf, walk } from '../../../../ir/walk.js';
import type { UnitContext } from '../../../context.js';
import { relationNamed } from '../../../ddl/names.js';
import { type Hole, isNumberHole } from './dynamic-words.js';

/*
 * Numbers that are put into the text of a query or statement where a value of a numeric column stands, or one computed
 * of columns that is a number:
 *   execute immediate 'select name from emp where id = ' || p_id || ' and nvl(sal, 0) > ' || p_least
 * Any number means the same there, so that the statement is converted as exactly as one with a literal.
 */

/**
 * Are the words nothing but numbers beside numeric columns of tables that are known? `made`: what the statement became,
 * with the words' names.
 */
export function holdsNumbersOnly(
  unit: UnitContext,
  bound: ScriptUnit,
  made: PgStatement,
  holes: readonly Hole[],
): boolean {
  if (holes.length === 0 || !holes.every(isNumberHole) || !knowsTables(unit, bound)) return false;
  const names = new Set(holes.map((h) => h.name));
  const inPlace = new Set<Expr>();
  const operands = (values: readonly Expr[]): void => {
    if (values.some((value) => isNumeric(unit, value, names))) for (const value of values) inPlace.add(value);
  };
  walk(bound, (node) => {
    if (node.kind === 'Binary' && comparisonOperators.has(node.op)) operands([node.left, node.right]);
    if (node.kind === 'Between') operands([node.operand, node.low, node.high]);
    if (node.kind === 'InList') operands([node.operand, ...node.items]);
    if (node.kind === 'Update')
      for (const item of node.set)
        if (item.kind === 'SetColumn' && takesNumber(unit, node.target, item.column)) inPlace.add(item.value);
    if (node.kind === 'Insert' && node.source.kind === 'ValuesSource')
      for (const row of node.source.rows)
        for (const [i, value] of row.entries())
          if (takesNumber(unit, node.target, node.columns?.[i])) inPlace.add(value);
  });
  const literals = nodesOf(bound, 'NumberLiteral').filter((literal) => names.has(literal.text));
  return literals.every((literal) => inPlace.has(literal)) && standsAsNumber(made, names);
}

/** A number that is computed of columns alone, at least one: no ROWNUM, which becomes another clause. */
function isNumeric({ analysis }: UnitContext, expr: Expr, words: ReadonlySet<string>): boolean {
  if (!isNumber(analysis.typeOf(expr))) return false;
  const calls = nodesOf(expr, 'Call');
  const callees = new Set<Expr>(calls.map((call) => call.callee));
  const names = nodesOf(expr, 'Name').filter((name) => !callees.has(name));
  return (
    names.length > 0 &&
    calls.every((call) => analysis.resolve(call).base.kind === 'builtin') &&
    names.every((name) => analysis.resolve(name).base.kind === 'column') &&
    !nodesOf(expr, 'NumberLiteral').some((literal) => words.has(literal.text))
  );
}

/** NUMBER, or an integer of PL/SQL. */
export const isNumber = ({ kind }: OracleType): boolean => kind === 'number' || kind === 'plsInteger';

function takesNumber(unit: UnitContext, target: DmlTarget, column: QualifiedName | undefined): boolean {
  if (target.kind !== 'TableRef' || !column) return false;
  const name = lastName(column);
  const type = relationNamed(unit, target.name)?.columns.find((c) => c.name === name)?.type;
  return type !== undefined && isNumber(type);
}

/**
 * Tables of the inputs, and DUAL; a temporary one has to be made ready before, which is done for what is known of a
 * routine.
 */
function knowsTables({ analysis }: UnitContext, bound: ScriptUnit): boolean {
  return nodesOf(bound, 'TableRef').every((node) => {
    const relation = analysis.sourceOf(node)?.relation;
    return relation !== undefined && relation.relation === 'table' && !relation.temporary && !relation.external;
  });
}

/** Not within a text or a name, where a negative number would be another one. */
function standsAsNumber(tree: unknown, names: ReadonlySet<string>): boolean {
  if (typeof tree === 'string') return ![...names].some((name) => tree.includes(name));
  if (typeof tree !== 'object' || tree === null) return true;
  if ('kind' in tree && tree.kind === 'PgNumber' && 'text' in tree && names.has(String(tree.text))) return true;
  return Object.entries(tree).every(([key, value]) => key === 'span' || standsAsNumber(value, names));
}
