import type { Analysis } from '../../../analyze/analysis.js';
import { isText } from '../../../analyze/model/operators.js';
import type { RoutineSymbol } from '../../../analyze/model/symbols.js';
import type { Binary, Expr } from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import { contains } from '../../../ir/walk.js';

/**
 * Can one see that the expression is evaluated although its value is not needed? It takes a number from a sequence,
 * calls a routine of the user that does something or may raise, divides, converts text or reads an element that may not
 * be there. So does a query in it, which is executed as well.
 */
export function isNoticed(analysis: Analysis, expr: Expr): boolean {
  const isSeen = (node: OracleNode): boolean => {
    if (node.kind === 'Binary') return (node.op === '/' && !isDivisor(node.right)) || convertsText(analysis, node);
    return (node.kind === 'Name' || node.kind === 'Call' || node.kind === 'Member') && isNoticedCall(analysis, node);
  };
  return contains(expr, isSeen);
}

const isDivisor = (e: Expr): boolean => e.kind === 'NumberLiteral' && Number(e.text) !== 0;

/** Arithmetic with text, which becomes a number or is an error. */
function convertsText(analysis: Analysis, { op, left, right }: Binary): boolean {
  if (!/^(?:[-+*/]|\*\*|MOD|REM)$/.test(op)) return false;
  return [left, right].some((e) => e.kind !== 'StringLiteral' && isText(analysis.typeOf(e)));
}

const conversions = /^TO_(NUMBER|DATE|TIMESTAMP|TIMESTAMP_TZ|DSINTERVAL|YMINTERVAL)$/;

function isNoticedCall(analysis: Analysis, e: Extract<Expr, { kind: 'Name' | 'Call' | 'Member' }>): boolean {
  const { base, steps } = analysis.resolve(e);
  if (base.kind === 'sequence') return base.which === 'NEXTVAL';
  if (base.kind === 'routine' && acts(analysis, base.routine)) return true;
  if (base.kind === 'builtin' && conversions.test(base.name))
    return base.args.some((a) => !['StringLiteral', 'NumberLiteral'].includes(a.value.kind));
  return steps.some((s) => s.kind === 'element' || (s.kind === 'objectMethod' && acts(analysis, s.routine)));
}

function acts(analysis: Analysis, routine: RoutineSymbol): boolean {
  const { raises, output, writesState, writesTables, dynamicSql } = analysis.effectsOf(routine);
  return raises || output || writesState || dynamicSql || writesTables.size > 0;
}
