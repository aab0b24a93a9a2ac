import type { Analysis } from '../../analyze/analysis.js';
import type { Expr } from '../../ir/oracle/index.js';
import { literalInteger } from './typing.js';

/** Is it CHR(0)? Text of PostgreSQL never has that character: nothing is found there, removed or replaced. */
export function isNul(analysis: Analysis, expr: Expr | undefined): boolean {
  if (expr?.kind !== 'Call') return false;
  const { base, steps } = analysis.resolve(expr);
  return (
    base.kind === 'builtin' &&
    /^N?CHR$/.test(base.name) &&
    steps.length === 0 &&
    literalInteger(base.args[0]?.value) === 0
  );
}
