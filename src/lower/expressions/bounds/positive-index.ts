import type { Analysis } from '../../../analyze/analysis.js';
import type { VariableSymbol } from '../../../analyze/model/symbols.js';
import { wholeVariable } from '../../../analyze/names/whole-variable.js';
import { literalInteger } from '../../../ir/literals.js';
import type { Expr } from '../../../ir/oracle/index.js';
import { nodesOf } from '../../../ir/walk.js';
import type { ExprContext } from '../../context.js';

/** Variables for which it is known whether they are 1 or more, or NULL, wherever they can be seen. */
const positive = new WeakMap<VariableSymbol, boolean>();

/** Remembers a loop index that is 1 or more wherever it can be seen: nothing can assign to it. */
export function notePositiveIndex(index: VariableSymbol): void {
  positive.set(index, true);
}

/**
 * Is the expression a variable that cannot be less than 1: the index of a loop from a literal of 1 or more upwards, or
 * a local integer that begins with such a literal and only grows?
 */
export function isPositiveIndex({ unit }: ExprContext, expr: Expr | undefined): boolean {
  const variable = wholeVariable(unit.analysis, expr);
  return variable !== undefined && isPositive(unit.analysis, variable);
}

function isPositive(analysis: Analysis, variable: VariableSymbol): boolean {
  const known = positive.get(variable);
  if (known !== undefined) return known;
  // Until all of its values have been looked at, nothing is known of one that is made of others.
  positive.set(variable, false);
  const answer = onlyGrows(analysis, variable);
  positive.set(variable, answer);
  return answer;
}

/** Is each value that the local variable gets positive by its form? Assignments count wherever they stand in its block. */
function onlyGrows(analysis: Analysis, variable: VariableSymbol): boolean {
  const { block, initial, type } = variable;
  if (variable.storage !== 'local' || type.kind !== 'plsInteger' || !block) return false;
  if (initial && !isPositiveValue(analysis, variable, initial)) return false;
  const values = nodesOf(block, 'Assignment').filter((a) => wholeVariable(analysis, a.target) === variable);
  const writes = nodesOf(block, 'Name').filter((n) => wholeVariable(analysis, n) === variable && analysis.isWritten(n));
  return writes.length === values.length && values.every((a) => isPositiveValue(analysis, variable, a.value));
}

/**
 * `1`, `v + 1`, `v + LENGTH(x)`, which is NULL or positive, but for that of an empty LOB. More than an integer holds is
 * an error.
 */
function isPositiveValue(analysis: Analysis, variable: VariableSymbol, value: Expr): boolean {
  if (value.kind === 'Binary' && value.op === '+')
    return [value.left, value.right].every((part) => isPositiveValue(analysis, variable, part));
  const literal = literalInteger(value);
  if (literal !== undefined) return literal >= 1;
  const named = wholeVariable(analysis, value);
  if (named) return named === variable || isPositive(analysis, named);
  if (value.kind !== 'Call') return false;
  const { base, steps } = analysis.resolve(value);
  if (base.kind !== 'builtin' || base.name !== 'LENGTH' || steps.length > 0) return false;
  const [text] = base.args;
  return text !== undefined && ['varchar2', 'char'].includes(analysis.typeOf(text.value).kind);
}
