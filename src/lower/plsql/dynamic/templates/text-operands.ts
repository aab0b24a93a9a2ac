import type { OracleType } from '../../../../analyze/model/types.js';
import { mapTree } from '../../../../ir/map-tree.js';
import type { Expr, ScriptUnit } from '../../../../ir/oracle/index.js';
import type { PgStatement } from '../../../../ir/postgres/index.js';
import { nodesOf, walk } from '../../../../ir/walk.js';
import { b } from '../../../builders.js';
import type { UnitContext } from '../../../context.js';
import type { Hole } from './dynamic-words.js';
import { isComputedOfColumns, knowsTables, operandsOfConditions, valuesForColumns } from './value-places.js';

/*
 * Texts that are put between the quotes of a literal, where it is compared with a VARCHAR2 column, or with what is
 * computed of columns, or goes into such a column, or is read as a date that is compared with one:
 *   execute immediate 'select count(*) from emp where name = ''' || p_name || ''' and job like ''' || p_job || '%'''
 * Any text means the same there as long as no quote ends the literal, and an empty one is NULL.
 */

/** What has to be asked of the text between the quotes: in a pattern of LIKE, `\` escapes what follows it. */
export interface Unquoted {
  readonly inPattern: boolean;
}

/**
 * The word as one between quotes; undefined where the literal is anything else than an operand of a condition. `made`:
 * what the statement became, with the words' names; `text`: what it was.
 */
export function betweenQuotes(
  unit: UnitContext,
  bound: ScriptUnit,
  made: PgStatement,
  { name, inLiteral }: Hole,
  text: string,
): Unquoted | undefined {
  // Between other quotes a quote stands for itself.
  if (!inLiteral || /(?<![\w$#"])n?q'/i.test(text) || !knowsTables(unit, bound)) return undefined;
  const inPlace = new Set<Expr | undefined>();
  const isOf = (expr: Expr, kind: OracleType['kind']): boolean =>
    unit.analysis.typeOf(expr).kind === kind && isComputedOfColumns(unit, expr) && !holds(expr, name);
  for (const operands of operandsOfConditions(bound, 'texts')) {
    if (operands.some((operand) => isOf(operand, 'varchar2')))
      for (const operand of operands) inPlace.add(operand).add(inOtherCase(unit, operand));
    if (operands.some((operand) => isOf(operand, 'date')))
      for (const operand of operands) inPlace.add(textOfDate(unit, operand, name));
  }
  for (const value of valuesForColumns(unit, bound, ['varchar2'])) inPlace.add(value);
  const literals = nodesOf(bound, 'StringLiteral').filter(({ value }) => value.includes(name));
  return literals.every((literal) => inPlace.has(literal)) ? standsAsOperand(made, name) : undefined;
}

/** `UPPER('…')`: what is in the parentheses. */
function inOtherCase({ analysis }: UnitContext, expr: Expr): Expr | undefined {
  const { base, steps } = expr.kind === 'Call' ? analysis.resolve(expr) : { base: undefined, steps: [] };
  if (base?.kind !== 'builtin' || steps.length > 0 || base.args.length !== 1) return undefined;
  return base.name === 'UPPER' || base.name === 'LOWER' ? base.args[0]?.value : undefined;
}

/** `TO_DATE('…', 'format') + 1`: the text, where the format is known. */
function textOfDate(unit: UnitContext, expr: Expr, name: string): Expr | undefined {
  if (expr.kind === 'Binary' && (expr.op === '+' || expr.op === '-') && expr.right.kind === 'NumberLiteral')
    return /^\d{1,3}$/.test(expr.right.text) ? textOfDate(unit, expr.left, name) : undefined;
  const { base, steps } = expr.kind === 'Call' ? unit.analysis.resolve(expr) : { base: undefined, steps: [] };
  if (base?.kind !== 'builtin' || base.name !== 'TO_DATE' || steps.length > 0 || base.args.length !== 2)
    return undefined;
  const [text, format] = base.args;
  return format?.value.kind === 'StringLiteral' && !holds(format.value, name) ? text?.value : undefined;
}

const holds = (expr: Expr, name: string): boolean =>
  nodesOf(expr, 'StringLiteral').some(({ value }) => value.includes(name));

/** What the functions of the source that take such a text became, and what fits it into a column. */
const takesAnyText: ReadonlySet<string> = new Set(['lower', 'upper', 'ora.fit', 'ora.to_date']);

/** Does the name stand in nothing but literals that are compared, or go into columns? */
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
      case 'PgCall': {
        const [first] = node.args;
        if (first && takesAnyText.has(node.name.join('.'))) operands.add(first);
        return;
      }
      case 'PgCollate':
        if (operands.has(node)) operands.add(node.operand);
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
