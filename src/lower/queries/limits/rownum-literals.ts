import { literalInteger } from '../../../ir/literals.js';
import type { Expr } from '../../../ir/oracle/index.js';
import type { ExprContext } from '../../context.js';
import { isPseudo } from '../block-nodes.js';

/*
 * A condition on ROWNUM and whole numbers alone, like `NOT ROWNUM > 3` or `MOD(ROWNUM, 2) = 1`: the first number it
 * does not hold for ends the rows.
 */

/** What a condition that rejects a row at all has rejected by then, or it is left alone. */
const farthest = 10_000;

/** How many rows the condition lets through; undefined where it is of another kind. */
export function rowsByTrial(ex: ExprContext, condition: Expr): number | undefined {
  for (let n = 1; n <= farthest; n++) {
    const answer = holds(ex, condition, n);
    if (answer === undefined) return undefined;
    if (!answer) return n - 1;
  }
  return undefined;
}

function holds(ex: ExprContext, e: Expr, n: number): boolean | undefined {
  const number = (x: Expr): number | undefined => valueOf(ex, x, n);
  switch (e.kind) {
    case 'Unary': {
      const inner = e.op === 'NOT' ? holds(ex, e.operand, n) : undefined;
      return inner === undefined ? undefined : !inner;
    }
    case 'Logical': {
      const answers = e.operands.map((o) => holds(ex, o, n));
      if (answers.includes(undefined)) return undefined;
      return e.op === 'AND' ? !answers.includes(false) : answers.includes(true);
    }
    case 'Between': {
      const [x, low, high] = [number(e.operand), number(e.low), number(e.high)];
      if (x === undefined || low === undefined || high === undefined) return undefined;
      return (x >= low && x <= high) !== e.negated;
    }
    case 'InList': {
      const x = number(e.operand);
      const items = e.items.map(number);
      return x === undefined || items.includes(undefined) ? undefined : items.includes(x) !== e.negated;
    }
    case 'Binary': {
      const [x, y] = [number(e.left), number(e.right)];
      return x === undefined || y === undefined ? undefined : compared(e.op, x, y);
    }
    default:
      return undefined;
  }
}

function compared(op: string, x: number, y: number): boolean | undefined {
  switch (op) {
    case '=':
      return x === y;
    case '<>':
      return x !== y;
    case '<':
      return x < y;
    case '<=':
      return x <= y;
    case '>':
      return x > y;
    case '>=':
      return x >= y;
    default:
      return undefined;
  }
}

function valueOf(ex: ExprContext, e: Expr, n: number): number | undefined {
  if (isPseudo(ex, e, 'ROWNUM')) return n;
  const literal = literalInteger(e);
  if (literal !== undefined) return literal;
  if (e.kind !== 'Call' || e.args.length !== 2) return undefined;
  const { base, steps } = ex.unit.analysis.resolve(e);
  if (base.kind !== 'builtin' || base.name !== 'MOD' || steps.length > 0) return undefined;
  const [x, y] = e.args.map((a) => valueOf(ex, a.value, n));
  return x === undefined || y === undefined || y === 0 ? undefined : x % y;
}
