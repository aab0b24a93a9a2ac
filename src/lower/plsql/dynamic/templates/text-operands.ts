import { mapTree } from '../../../../ir/map-tree.js';
import type { Expr, ScriptUnit } from '../../../../ir/oracle/index.js';
import type { PgStatement } from '../../../../ir/postgres/index.js';
import { nodesOf, walk } from '../../../../ir/walk.js';
import { b } from '../../../builders.js';
import type { UnitContext } from '../../../context.js';
import type { Hole } from './dynamic-words.js';
import { isComputedOfColumns, knowsTables, operandsOfConditions } from './in-conditions.js';

/*
 * Texts that are put between the quotes of a literal, where it is compared with a VARCHAR2 column, or with what is
 * computed of columns:
 *   execute immediate 'select count(*) from emp where name = ''' || p_name || ''' and job like ''' || p_job || '%'''
 * Any text means the same there as long as no quote ends the literal, and an empty one is NULL.
 */

/** What has to be asked of the text between the quotes: in a pattern of LIKE, `\` escapes what follows it. */
export interface Unquoted {
  readonly inPattern: boolean;
}

/**
 * The word as one between quotes; undefined where the literal is anything else than an operand of a condition. `made`:
 * what the statement became, with the words' names.
 */
export function betweenQuotes(
  unit: UnitContext,
  bound: ScriptUnit,
  made: PgStatement,
  { name, inLiteral }: Hole,
): Unquoted | undefined {
  if (!inLiteral || !knowsTables(unit, bound)) return undefined;
  const inPlace = new Set<Expr>();
  const isText = (expr: Expr): boolean =>
    unit.analysis.typeOf(expr).kind === 'varchar2' && isComputedOfColumns(unit, expr) && !holds(expr, name);
  for (const operands of operandsOfConditions(bound, 'texts'))
    if (operands.some(isText)) for (const operand of operands) inPlace.add(operand);
  const literals = nodesOf(bound, 'StringLiteral').filter(({ value }) => value.includes(name));
  return literals.every((literal) => inPlace.has(literal)) ? standsAsOperand(made, name) : undefined;
}

const holds = (expr: Expr, name: string): boolean =>
  nodesOf(expr, 'StringLiteral').some(({ value }) => value.includes(name));

/** Does the name stand in nothing but literals that are compared? */
function standsAsOperand(made: PgStatement, name: string): Unquoted | undefined {
  const operands = new Set<object>();
  let inPattern = false;
  walk(made, (node) => {
    switch (node.kind) {
      case 'PgBinary':
        if (/^(?:=|<>|[<>]=?)$/.test(node.op)) for (const operand of [node.left, node.right]) operands.add(operand);
        return;
      case 'PgBetween':
        for (const operand of [node.operand, node.low, node.high]) operands.add(operand);
        return;
      case 'PgLike':
        if (node.op !== 'like' || node.escape || node.pattern.kind !== 'PgString') return;
        operands.add(node.pattern);
        inPattern ||= node.pattern.value.includes(name);
        return;
      default:
        return;
    }
  });
  const isOperand = (tree: unknown): boolean => {
    if (typeof tree === 'string') return !tree.includes(name);
    if (typeof tree !== 'object' || tree === null) return true;
    if (operands.has(tree) && 'kind' in tree && tree.kind === 'PgString') return true;
    return Object.entries(tree).every(([key, value]) => key === 'span' || isOperand(value));
  };
  return isOperand(made) ? { inPattern } : undefined;
}

/** The statement with NULL for each literal that may have nothing between its quotes: `name = nullif('dyn_1_', '')`. */
export function nullIfEmpty(statement: PgStatement, holes: readonly Hole[]): PgStatement {
  const names = holes.filter((hole) => hole.unquoted).map((hole) => hole.name);
  if (names.length === 0) return statement;
  return mapTree(statement, (node) => {
    if (node.kind !== 'PgString') return undefined;
    const known = names.reduce((rest, name) => rest.replaceAll(name, ''), node.value);
    return known === '' && node.value !== '' ? b.call(node.span, 'nullif', node, b.text(node.span, '')) : undefined;
  });
}
