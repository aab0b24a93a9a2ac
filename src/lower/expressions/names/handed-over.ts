import type { OracleType } from '../../../analyze/model/types.js';
import type { Expr } from '../../../ir/oracle/index.js';
import type { PgExpr, PgType } from '../../../ir/postgres/index.js';
import type { ExprContext } from '../../context.js';
import { pgTypeOf } from '../../types.js';
import { lowerExpr } from '../index.js';

/** Hands a value to a query that is run elsewhere: what stands for it there. */
export type HandOver = (value: PgExpr, type: PgType) => PgExpr;

/** A field of a record, which as a whole has no type that could be handed over: the field's value. */
export function fieldHandedOver(ex: ExprContext, e: Expr, handedOver: HandOver): PgExpr | undefined {
  if (e.kind !== 'Name' && e.kind !== 'Member') return undefined;
  const { base, steps, type } = ex.unit.analysis.resolve(e);
  if (base.kind !== 'variable' || base.variable.type.kind !== 'record' || steps.length === 0 || !canBeHandedOver(type))
    return undefined;
  return handedOver(lowerExpr(ex, e), pgTypeOf(ex.unit.naming, type, 'value'));
}

/** Has a value of the type, alone, all that it takes to be handed over? */
export const canBeHandedOver = ({ kind }: OracleType): boolean =>
  !['object', 'record', 'collection', 'ref', 'unknown'].includes(kind);
