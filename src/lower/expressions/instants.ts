import type { Analysis } from '../../analyze/analysis.js';
import { isDatetime } from '../../analyze/model/operators.js';
import type { VariableSymbol } from '../../analyze/model/symbols.js';
import type { Expr } from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import { forEachChild } from '../../ir/walk.js';
import type { ExprContext } from '../context.js';
import { remembered } from '../remembered.js';

/**
 * The context of a value that a variable of TIMESTAMP WITH TIME ZONE is given, of which the programs see the instant alone: what they compute is a
 * difference, a comparison or the time in UTC, so that its zone is not missed.
 */
export function givenTo(ex: ExprContext, variable: VariableSymbol | undefined, value: Expr): ExprContext {
  if (variable?.storage !== 'local' || !isZoned(variable)) return ex;
  return seenWithZone(ex.unit.analysis).has(variable) ? ex : { ...ex, asInstant: value };
}

/** The variables of which some place may show the zone. */
const seenWithZone = remembered((analysis: Analysis): ReadonlySet<VariableSymbol> => {
  const seen = new Set<VariableSymbol>();
  const visit = (node: OracleNode, around: OracleNode | undefined): void => {
    if (node.kind === 'Name') {
      const { base } = analysis.resolve(node);
      if (base.kind === 'variable' && isZoned(base.variable) && !isInstant(analysis, node, around))
        seen.add(base.variable);
    }
    forEachChild(node, (child) => visit(child, node));
  };
  for (const unit of analysis.units) visit(unit, undefined);
  return seen;
});

const isZoned = ({ type }: VariableSymbol): boolean => type.kind === 'timestamp' && type.zone === 'zone';

const comparisons: ReadonlySet<string> = new Set(['=', '<>', '<', '<=', '>', '>=']);

/** Does the place take the instant alone, or give the variable a value? */
function isInstant(analysis: Analysis, name: Expr, around: OracleNode | undefined): boolean {
  switch (around?.kind) {
    case 'Assignment':
      return around.target === name;
    case 'Binary': {
      const other = around.left === name ? around.right : around.left;
      return comparisons.has(around.op) || (around.op === '-' && isDatetime(analysis.typeOf(other)));
    }
    case 'Between':
    case 'IsTest':
    case 'AtTimeZone':
      return true;
    default:
      return false;
  }
}
