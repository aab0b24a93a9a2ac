import type { Analysis } from '../../../analyze/analysis.js';
import { isDatetime, isInterval, isZoned } from '../../../analyze/model/operators.js';
import type { VariableSymbol } from '../../../analyze/model/symbols.js';
import { comparisonOperators } from '../../../ir/kinds.js';
import type { Expr, Name } from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import { forEachChild, nodesOf } from '../../../ir/walk.js';
import type { ExprContext } from '../../context.js';
import { remembered } from '../../remembered.js';

/**
 * The context of a value that a variable of TIMESTAMP WITH TIME ZONE is given, of which the programs see the instant
 * alone: what they compute is a difference, a comparison or the time in UTC, so that its zone is not missed.
 */
export function givenTo(ex: ExprContext, variable: VariableSymbol | undefined, value: Expr): ExprContext {
  if (variable?.storage !== 'local' || !isZoned(variable.type)) return ex;
  return seenWithZone(ex.unit.analysis).has(variable) ? ex : { ...ex, asInstant: value };
}

/** The variables of which some place may show the zone. */
const seenWithZone = remembered((analysis: Analysis): ReadonlySet<VariableSymbol> => {
  const seen = new Set<VariableSymbol>();
  const visit = (node: OracleNode, around: OracleNode | undefined): void => {
    if (node.kind === 'Name') {
      const variable = zonedVariable(analysis, node);
      if (variable && !takesInstant(analysis, node, around)) seen.add(variable);
    }
    forEachChild(node, (child) => visit(child, node.kind === 'Argument' ? around : node));
  };
  for (const unit of analysis.units)
    if (nodesOf(unit, 'Name').some((name) => zonedVariable(analysis, name))) visit(unit, undefined);
  return seen;
});

function zonedVariable(analysis: Analysis, name: Name): VariableSymbol | undefined {
  const { base } = analysis.resolve(name);
  return base.kind === 'variable' && isZoned(base.variable.type) ? base.variable : undefined;
}

/** Does the place take the instant alone, or give what stands there a value? */
export function takesInstant(analysis: Analysis, expr: Expr, around: OracleNode | undefined): boolean {
  switch (around?.kind) {
    case 'Assignment':
      return around.target === expr;
    case 'Binary': {
      const other = around.left === expr ? around.right : around.left;
      return comparisonOperators.has(around.op) || (around.op === '-' && isDatetime(analysis.typeOf(other)));
    }
    case 'Cast': {
      const to = analysis.typeOfRef(around.type);
      return to.kind === 'timestamp' && to.zone === 'local';
    }
    case 'Extract':
      return !around.field.startsWith('TIMEZONE');
    case 'Call': {
      const { base } = analysis.resolve(around);
      return base.kind === 'builtin' && (base.name === 'COUNT' || base.name === 'SYS_EXTRACT_UTC');
    }
    case 'Between':
    case 'InList':
    case 'IsTest':
    case 'OrderItem':
    case 'AtTimeZone':
    case 'WindowSpec':
    // An index holds the times in UTC.
    case 'CreateIndex':
      return true;
    default:
      return false;
  }
}

/** The part of a value that its zone comes from: intervals that are added change none. */
export function zoneOrigin(analysis: Analysis, value: Expr): Expr {
  if (value.kind !== 'Binary' || (value.op !== '+' && value.op !== '-')) return value;
  const { left, right } = value;
  if (isZoned(analysis.typeOf(left)) && isInterval(analysis.typeOf(right))) return zoneOrigin(analysis, left);
  const isShifted = value.op === '+' && isZoned(analysis.typeOf(right)) && isInterval(analysis.typeOf(left));
  return isShifted ? zoneOrigin(analysis, right) : value;
}
