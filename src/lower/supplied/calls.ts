import type { ResolvedBase } from '../../analyze/analysis.js';
import type { CallStatement } from '../../ir/oracle/index.js';
import type { PlStatement } from '../../ir/postgres/index.js';
import { unsupportedStatement } from '../../diagnostics/op3.js';
import { b } from '../builders.js';
import { type ExprContext, refuse } from '../context.js';
import { lowerTo } from '../expression.js';
import type { BodyBuilder } from '../plsql/body-builder.js';

/** A procedure of a supplied package (DBMS_OUTPUT.PUT_LINE …), or of STANDARD (RAISE_APPLICATION_ERROR). */
export function lowerSuppliedCall(rc: BodyBuilder, ex: ExprContext, s: CallStatement, base: Extract<ResolvedBase, { kind: 'supplied' | 'builtin' }>): PlStatement[] {
  void rc;
  const name = base.kind === 'supplied' ? `${base.package}.${base.member}` : base.name;
  const [first] = base.args;
  if (name === 'DBMS_OUTPUT.PUT_LINE' && first) {
    return [{ kind: 'PlCall', span: s.span, name: ['ora', 'dbms_output_put_line'], args: [lowerTo(ex, first.value, { kind: 'varchar2' })] }];
  }
  void b;
  return refuse(unsupportedStatement(s.span, name));
}
