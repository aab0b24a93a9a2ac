import type { ResolvedStep } from '../../analyze/analysis.js';
import type { CollectionTypeSymbol } from '../../analyze/symbols.js';
import type { OracleType } from '../../analyze/types.js';
import type { Expr } from '../../ir/oracle/index.js';
import type { PgExpr, PlStatement } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { unsupportedStatement } from '../../diagnostics/op3.js';
import { type ExprContext, refuse } from '../context.js';
import type { RoutineContext } from '../plsql/routine-context.js';

export interface ElementAssignment {
  /** The collection, as an assignment target. */
  readonly place: PgExpr;
  readonly collection: CollectionTypeSymbol;
  readonly index: Expr;
  /** What follows the element: `t(i).field`, `t(i)(j)`. */
  readonly rest: readonly ResolvedStep[];
  readonly elementType: OracleType;
  readonly value: PgExpr;
  readonly span: Span;
}

/** `collection(index)… := value`. */
export function assignElement(rc: RoutineContext, ex: ExprContext, a: ElementAssignment): PlStatement[] {
  void rc;
  void ex;
  return refuse(unsupportedStatement(a.span, 'Assignment to an element'));
}
