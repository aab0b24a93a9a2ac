import type { VariableSymbol } from '../../../../analyze/model/symbols.js';
import type { OracleType } from '../../../../analyze/model/types.js';
import { readOnly } from '../../../../diagnostics/op3-calls.js';
import type { Expr } from '../../../../ir/oracle/index.js';
import type { PgExpr } from '../../../../ir/postgres/index.js';
import type { Span } from '../../../../ir/span.js';
import { hasActualSize } from '../../../calls/actual-sizes.js';
import { type ExprContext, refuse } from '../../../context.js';
import { intervalFits } from '../../../expressions/conversions/fit.js';
import { timestampFits } from '../../../expressions/datetime/fit-timestamp.js';
import { isCaptured, isConstrained } from './parameter-sizes.js';

/**
 * A plain local variable that takes a value of the type without conversion or check: what CALL and INTO can write to
 * directly.
 */
export function directTarget(ex: ExprContext, target: Expr, type: OracleType): PgExpr | undefined {
  if (target.kind !== 'Name' || !ex.routine) return undefined;
  const { base, steps } = ex.unit.analysis.resolve(target);
  if (base.kind !== 'variable' || steps.length > 0 || base.variable.storage === 'package') return undefined;
  refuseReadOnly(base.variable, target.span);
  const expr = ex.routine.variable(base.variable, { sql: false });
  // The parameters that keep overloads apart have types of their own, and CALL writes to nothing that it must coerce.
  if (ex.unit.naming.distinguishes(base.variable)) return undefined;
  if (expr.kind !== 'PgColumn' || (isCaptured(ex.routine, base.variable) && isConstrained(base.variable)))
    return undefined;
  if (hasActualSize(ex, target)) return undefined;
  return sameRepresentation(base.variable.type, type) ? expr : undefined;
}

/** What Oracle does not compile an assignment to: PLS-00363. (PL/SQL Language Reference, "Assignment Statement") */
export function refuseReadOnly(variable: VariableSymbol, span: Span): void {
  const { name, storage, constant, container } = variable;
  const isIn =
    storage === 'parameter' &&
    container?.kind === 'routine' &&
    container.parameters.some((p) => p.variable === variable && p.mode === 'IN');
  if (isIn) refuse(readOnly(span, `IN parameter ${name}`));
  if (constant) refuse(readOnly(span, `${storage === 'loopIndex' ? 'Loop index' : 'Constant'} ${name}`));
}

/** Neither converts nor checks anything when a value of `from` goes into a variable of `to`. */
function sameRepresentation(to: OracleType, from: OracleType): boolean {
  if (to.kind !== from.kind) return false;
  switch (to.kind) {
    case 'number':
      return to.digits === undefined || (from.kind === 'number' && from.digits === to.digits);
    case 'intervalDayToSecond':
    case 'intervalYearToMonth':
      return intervalFits(from, to);
    case 'timestamp':
      return from.kind === 'timestamp' && from.zone === to.zone && timestampFits(from, to);
    case 'varchar2':
      return to.length === undefined;
    case 'char':
      return false;
    // PostgreSQL's type has no length that the assignment would check.
    case 'raw':
      return to.length === undefined || (from.kind === 'raw' && from.length !== undefined && from.length <= to.length);
    case 'plsInteger':
      if (to.notNull === true && !(from.kind === 'plsInteger' && from.notNull === true)) return false;
      return to.low === undefined && to.high === undefined;
    case 'collection':
      return from.kind === 'collection' && to.collection === from.collection;
    case 'record':
      return from.kind === 'record' && JSON.stringify(identityOf(to)) === JSON.stringify(identityOf(from));
    default:
      return true;
  }
}

function identityOf(type: OracleType & { kind: 'record' }): readonly string[] {
  switch (type.identity.kind) {
    case 'declared':
      return [
        'declared',
        type.identity.symbol.owner,
        type.identity.symbol.container?.name ?? '',
        type.identity.symbol.name,
      ];
    case 'table':
      return ['table', type.identity.table.owner, type.identity.table.name];
    case 'cursor':
      return ['cursor', type.identity.cursor.name];
    case 'query':
      return ['query'];
  }
}
