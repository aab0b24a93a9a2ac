import { isDmlText } from '../../analyze/model/known-text.js';
import type { RoutineSymbol } from '../../analyze/model/symbols.js';
import type { OracleType } from '../../analyze/model/types.js';
import { writingFunctionInQuery } from '../../diagnostics/op3-calls.js';
import type { Statement } from '../../ir/oracle/index.js';
import { bareText, oracleFailure } from '../../ir/oracle-failure.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b } from '../builders.js';
import type { ExprContext } from '../context.js';
import { pgTypeOf } from '../types.js';

/**
 * DML in a function that a query calls is ORA-14551. What certainly comes to its DML raises that; for what may, it is
 * said. (PL/SQL Language Reference, "PL/SQL Functions that SQL Statements Can Invoke")
 */
export function writesInQuery(ex: ExprContext, routine: RoutineSymbol, span: Span): PgExpr | undefined {
  const effects = ex.unit.analysis.effectsOf(routine);
  if (effects.autonomous || (effects.writesInTransaction.size === 0 && !effects.dynamicDml)) return undefined;
  const first = firstStatement(routine);
  const writes =
    first?.kind === 'DmlInBlock' ||
    (first?.kind === 'ExecuteImmediate' && isDmlText(ex.unit.analysis.dynamicText(first.text)));
  if (!writes || !routine.returns) {
    ex.unit.report(writingFunctionInQuery(span, routine.name));
    return undefined;
  }
  return raisedInPlace(ex, routine.returns, span, 14551);
}

/** COMMIT and ROLLBACK in a function that SQL calls are ORA-14552: raised where the function certainly comes to it. */
export function commitsInSql(ex: ExprContext, routine: RoutineSymbol, span: Span): PgExpr | undefined {
  const { transactionControl, autonomous } = ex.unit.analysis.effectsOf(routine);
  if (!transactionControl || autonomous || !routine.returns) return undefined;
  const first = firstStatement(routine);
  const ends = first?.kind === 'Commit' || (first?.kind === 'Rollback' && !first.to);
  return ends ? raisedInPlace(ex, routine.returns, span, 14552) : undefined;
}

/**
 * What a function does first, whatever it is called with; undefined where handlers may see it
 * fail, or declarations come before.
 */
function firstStatement({ definition }: RoutineSymbol): Statement | undefined {
  const body = definition?.body;
  if (body?.kind !== 'Block' || body.handlers.length > 0) return undefined;
  const isBare = body.declarations.every((d) => d.kind === 'VariableDeclaration' && !d.initial);
  return isBare ? body.body.find((s) => s.kind !== 'NullStatement') : undefined;
}

/** The error in place of a call that Oracle does not let SQL make. */
function raisedInPlace(ex: ExprContext, result: OracleType, span: Span, code: 14551 | 14552): PgExpr {
  const type = b.cast(span, b.null(span), pgTypeOf(ex.unit.naming, result, 'value'));
  return b.ora(span, 'raise', b.num(span, code), b.text(span, `${bareText(oracleFailure(code))} `), type);
}
