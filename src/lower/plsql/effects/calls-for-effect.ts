import type { Analysis, Effects } from '../../../analyze/analysis.js';
import { changesTables } from '../../../analyze/effects/changes-tables.js';
import { memberChangesDatabase, runsSql, suppliedEndsTransaction } from '../../../analyze/oracle/supplied-packages.js';
import type { Expr } from '../../../ir/oracle/index.js';
import { contains } from '../../../ir/walk.js';
import type { ExprContext } from '../../context.js';
import { calleesOf, mayCall } from './callees.js';

/**
 * Does the expression do something beside giving its value: call a routine for rows, output, the state of a package or a
 * transaction, a supplied package for such, or draw the next number of a sequence?
 */
export const callsForEffect = ({ unit: { analysis } }: ExprContext, expr: Expr): boolean =>
  contains(
    expr,
    (node) =>
      mayCall(node) &&
      (actsItself(analysis, node) ||
        calleesOf(analysis, node).some((callee) => doesMoreThanAnswer(analysis.effectsOf(callee)))),
  );

function actsItself(analysis: Analysis, node: Parameters<Analysis['resolve']>[0]): boolean {
  const { base } = analysis.resolve(node);
  if (base.kind === 'sequence') return base.which === 'NEXTVAL';
  return (
    base.kind === 'supplied' && (runsSql(base.package) || memberChangesDatabase(base) || suppliedEndsTransaction(base))
  );
}

const doesMoreThanAnswer = (effects: Effects): boolean =>
  effects.output || effects.writesState || changesTables(effects) || effects.transactionControl || effects.autonomous;
