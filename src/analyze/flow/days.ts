import { literalInteger, literalText } from '../../ir/literals.js';
import type { Expr } from '../../ir/oracle/index.js';
import type { Analysis } from '../analysis.js';

const timeUnits: ReadonlySet<string> = new Set(['HH', 'HH12', 'HH24', 'MI']);

/**
 * Is the date by its form the start of a day, or NULL? Days between two such have no fraction. (SQL Language Reference,
 * "ROUND and TRUNC Date Functions")
 */
export function isDay(analysis: Analysis, expr: Expr): boolean {
  if (analysis.typeOf(expr).kind !== 'date') return false;
  switch (expr.kind) {
    case 'DatetimeLiteral':
      return expr.type === 'DATE';
    case 'Binary':
      return (
        (expr.op === '+' || expr.op === '-') && literalInteger(expr.right) !== undefined && isDay(analysis, expr.left)
      );
    case 'Call': {
      const { base, steps } = analysis.resolve(expr);
      return (
        base.kind === 'builtin' &&
        steps.length === 0 &&
        isDayOf(
          analysis,
          base.name,
          base.args.map((a) => a.value),
        )
      );
    }
    default:
      return false;
  }
}

function isDayOf(analysis: Analysis, name: string, [first, second]: readonly Expr[]): boolean {
  switch (name) {
    case 'TRUNC':
    case 'ROUND': {
      if (second === undefined) return true;
      const unit = literalText(second)?.trim().toUpperCase();
      return unit !== undefined && !timeUnits.has(unit);
    }
    case 'LAST_DAY':
    case 'NEXT_DAY':
    case 'ADD_MONTHS':
      return first !== undefined && isDay(analysis, first);
    default:
      return false;
  }
}
