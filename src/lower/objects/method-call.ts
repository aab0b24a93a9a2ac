import type { CallStatement } from '../../ir/oracle/index.js';
import type { PlStatement } from '../../ir/postgres/index.js';
import { unsupportedStatement } from '../../diagnostics/op3.js';
import { refuse } from '../context.js';
import type { BodyBuilder } from '../plsql/body-builder.js';

/** `object.method(…)` and `(self as t).method(…)` as statements. */
export function lowerMethodCallStatement(rc: BodyBuilder, s: CallStatement): PlStatement[] {
  void rc;
  return refuse(unsupportedStatement(s.span, 'A method call'));
}
