import type { CaseStatement, Expr, If } from './oracle/index.js';

/** The conditions that choose a branch, and the operand that they compare. */
export const conditionsOf = (s: If | CaseStatement): readonly Expr[] =>
  s.kind === 'If'
    ? s.branches.map((branch) => branch.condition)
    : [...(s.operand ? [s.operand] : []), ...s.branches.flatMap((branch) => branch.when)];
