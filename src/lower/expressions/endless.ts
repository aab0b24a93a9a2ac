import type { Analysis } from '../../analyze/analysis.js';
import type { VariableSymbol } from '../../analyze/model/symbols.js';
import type { Expr } from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import { nodesOf } from '../../ir/walk.js';
import { rememberedOf } from '../remembered.js';
import { isDay } from './days.js';
import { digitsOfDivision } from './number-bound.js';

/*
 * NUMBER keeps 39 or 40 digits of a third. Added to a number with more digits before the point, the last of them get
 * lost, as they do in Oracle: seven sevenths of 100 are 100. Sums of numbers that have an end keep all digits in both.
 * (SQL Language Reference, "NUMBER Data Type")
 */

/** May the value have as many digits as NUMBER holds: is it made of a quotient, a root, a time of day and the like? */
export const isEndless = (analysis: Analysis, expr: Expr): boolean => made(analysis, expr, new Set());

function made(analysis: Analysis, expr: Expr, seen: Set<VariableSymbol>): boolean {
  const among = (exprs: readonly Expr[]): boolean => exprs.some((e) => made(analysis, e, seen));
  switch (expr.kind) {
    case 'Binary':
      if (expr.op === '-' && isDate(analysis, expr.left) && isDate(analysis, expr.right))
        return !isDay(analysis, expr.left) || !isDay(analysis, expr.right);
      if (expr.op === '/') return digitsOfDivision(expr.right) === undefined || made(analysis, expr.left, seen);
      return (expr.op === '+' || expr.op === '-' || expr.op === '*') && among([expr.left, expr.right]);
    case 'Unary':
      return (expr.op === '-' || expr.op === '+') && made(analysis, expr.operand, seen);
    case 'Case':
      return among([...expr.branches.map((x) => x.then), ...(expr.otherwise ? [expr.otherwise] : [])]);
    case 'Name':
    case 'Call': {
      const { base, steps } = analysis.resolve(expr);
      if (steps.length > 0) return false;
      if (base.kind === 'builtin')
        return endless.has(base.name) || (passing.has(base.name) && among(base.args.map((a) => a.value)));
      return base.kind === 'variable' && isEndlessVariable(analysis, base.variable, seen);
    }
    default:
      return false;
  }
}

const isDate = (analysis: Analysis, expr: Expr): boolean => analysis.typeOf(expr).kind === 'date';

const endless = new Set(
  `ACOS ASIN ATAN ATAN2 AVG COS COSH EXP LN LOG MEDIAN MONTHS_BETWEEN POWER RATIO_TO_REPORT SIN SINH SQRT STDDEV TAN TANH
  VARIANCE`.split(/\s+/),
);

/** Functions that give one of their arguments, or no more digits than these have. */
const passing = new Set('ABS COALESCE DECODE GREATEST LEAST MAX MIN MOD NVL NVL2 REMAINDER SUM'.split(' '));

/** A variable without precision that is given such a value in the block that declares it. */
function isEndlessVariable(analysis: Analysis, variable: VariableSymbol, seen: Set<VariableSymbol>): boolean {
  const { type, block, container, storage } = variable;
  if (type.kind !== 'number' || type.precision !== undefined || type.digits !== undefined || seen.has(variable))
    return false;
  const scope =
    storage === 'local'
      ? block
      : storage === 'parameter' && container?.kind === 'routine'
        ? container.definition
        : undefined;
  seen.add(variable);
  const given = scope ? (assignedIn(analysis, scope).get(variable) ?? []) : [];
  return [...(variable.initial ? [variable.initial] : []), ...given].some((e) => made(analysis, e, seen));
}

/** What the assignments and SELECT INTO of a block give to variables. */
const assignedIn = rememberedOf(
  (analysis: Analysis, scope: OracleNode): ReadonlyMap<VariableSymbol, readonly Expr[]> => {
    const given = new Map<VariableSymbol, Expr[]>();
    const note = (target: OracleNode, value: Expr): void => {
      if (target.kind !== 'Name') return;
      const { base, steps } = analysis.resolve(target);
      if (base.kind !== 'variable' || steps.length > 0) return;
      const known = given.get(base.variable);
      if (known) known.push(value);
      else given.set(base.variable, [value]);
    };
    for (const { target, value } of nodesOf(scope, 'Assignment')) note(target, value);
    for (const select of nodesOf(scope, 'Select'))
      for (const [i, target] of (select.into?.targets ?? []).entries()) {
        const item = select.items[i];
        if (item?.kind === 'SelectItem') note(target, item.value);
      }
    return given;
  },
);
