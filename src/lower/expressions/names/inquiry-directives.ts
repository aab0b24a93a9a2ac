import { plsqlLine } from '../../../diagnostics/op2-expressions.js';
import type { InquiryDirective } from '../../../ir/oracle/index.js';
import type { PgExpr } from '../../../ir/postgres/index.js';
import { b } from '../../builders.js';
import type { ExprContext } from '../../context.js';

type CompiledUnit = Exclude<NonNullable<ExprContext['routine']>['symbol'], undefined>;

/** The unit of the schema that a body is part of. */
function outermost(symbol: CompiledUnit | undefined): CompiledUnit | undefined {
  let unit = symbol;
  while (unit?.kind === 'routine' && unit.container && unit.container.kind !== 'objectType') unit = unit.container;
  return unit;
}

function unitType(symbol: CompiledUnit | undefined): string {
  const unit = outermost(symbol);
  if (!unit) return 'ANONYMOUS BLOCK';
  if (unit.kind === 'package') return 'PACKAGE BODY';
  if (unit.kind === 'trigger') return 'TRIGGER';
  return unit.container ? 'TYPE BODY' : unit.routine;
}

/**
 * `$$PLSQL_UNIT` and the like; a directive that is not set is NULL. (PL/SQL Language Reference, "Inquiry Directives")
 */
export function lowerInquiry(ex: ExprContext, { name, span }: InquiryDirective): PgExpr {
  switch (name.toUpperCase()) {
    case 'PLSQL_UNIT': {
      const unit = outermost(ex.routine?.symbol);
      const named = unit?.kind === 'routine' ? (unit.container ?? unit) : unit;
      return named ? b.text(span, named.name) : b.null(span);
    }
    case 'PLSQL_UNIT_TYPE':
      return b.text(span, unitType(ex.routine?.symbol));
    case 'PLSQL_UNIT_OWNER': {
      const owner = outermost(ex.routine?.symbol)?.owner ?? '';
      return owner === '' ? b.ora(span, 'user_name') : b.text(span, owner);
    }
    case 'PLSQL_LINE':
      ex.unit.report(plsqlLine(span));
      return b.null(span);
    default:
      return b.null(span);
  }
}
