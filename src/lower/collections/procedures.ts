import type { Resolution } from '../../analyze/analysis.js';
import type { Call, Member, Name } from '../../ir/oracle/index.js';
import type { PlStatement } from '../../ir/postgres/index.js';
import { unsupportedStatement } from '../../diagnostics/op3.js';
import { type ExprContext, refuse } from '../context.js';
import type { BodyBuilder } from '../plsql/body-builder.js';

/** `c.EXTEND`, `c.TRIM(n)`, `c.DELETE(i)`. */
export function lowerCollectionProcedure(rc: BodyBuilder, ex: ExprContext, call: Call | Name | Member, resolution: Resolution): PlStatement[] {
  void rc;
  void ex;
  void resolution;
  return refuse(unsupportedStatement(call.span, 'A collection method'));
}
