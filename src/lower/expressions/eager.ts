import type { Analysis } from '../../analyze/analysis.js';
import type { RoutineSymbol } from '../../analyze/model/symbols.js';
import type { Expr } from '../../ir/oracle/index.js';
import { walk } from '../../ir/walk.js';

/**
 * Can one see that the expression is evaluated although its value is not needed? It takes a number from a sequence, calls a routine of the user that
 * does something or may raise, divides, converts text or reads an element that may not be there.
 */
export function isNoticed(analysis: Analysis, expr: Expr): boolean {
  let found = false;
  walk(expr, (node) => {
    if (node.kind === 'Query') return false;
    const e = node;
    if (e.kind === 'Binary') found ||= e.op === '/' && !isDivisor(e.right);
    else if (e.kind === 'Name' || e.kind === 'Call' || e.kind === 'Member') found ||= isNoticedCall(analysis, e);
    return !found;
  });
  return found;
}

const isDivisor = (e: Expr): boolean => e.kind === 'NumberLiteral' && Number(e.text) !== 0;

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
