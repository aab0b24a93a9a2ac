import type { RecordTypeSymbol } from '../../analyze/model/symbols.js';
import type { RecordFieldInfo } from '../../analyze/model/types.js';
import { unsupportedExpression } from '../../diagnostics/op2-expressions.js';
import { isLiteral } from '../../ir/kinds.js';
import type { Argument, Expr } from '../../ir/oracle/index.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b } from '../builders.js';
import { defaultOf } from '../calls/defaults.js';
import { type ExprContext, refuse } from '../context.js';
import { lowerToVariable } from '../plsql/statements/assignments/empty-char.js';
import { pgTypeOf } from '../types.js';
import { fitText, fitTo } from './conversions/fit.js';
import { mayBeNull, typeOf } from './typing.js';

/** `rec_t(1, name => 'x', others => NULL)`: a qualified expression of 18c. Fields without a value get their default. */
export function lowerRecordConstructor(
  ex: ExprContext,
  type: RecordTypeSymbol,
  args: readonly Argument[],
  span: Span,
): PgExpr {
  const nameOf = (a: Argument): string | undefined =>
    a.name?.name ?? (a.key?.kind === 'Name' ? a.key.parts[0]?.name : undefined);
  const fields = new Set(type.fields.map((f) => f.name));
  const others = fields.has('OTHERS') ? undefined : args.find((a) => nameOf(a) === 'OTHERS');
  const strange = args.find((a) => a !== others && (a.key ?? a.name) !== undefined && !fields.has(nameOf(a) ?? ''));
  // What stands for several fields is computed for each.
  if (strange ?? (others && !isRepeatable(ex, others.value)))
    refuse(unsupportedExpression((strange ?? others)?.span ?? span, 'this choice in a qualified expression'));
  const positional = args.filter((a) => a.name === undefined && a.key === undefined);
  const items = type.fields.map((field, i) => {
    const given = positional[i] ?? args.find((a) => nameOf(a) === field.name) ?? others;
    const value = given?.value ?? field.initial;
    if (value) return fieldValue(ex, value, field);
    // An associative array is empty, and a record has its own defaults.
    return defaultOf(ex, field.type, span) ?? b.null(span);
  });
  return b.cast(span, { kind: 'PgRow', span, items }, { name: ex.unit.naming.of(type) });
}

const isRepeatable = (ex: ExprContext, expr: Expr): boolean =>
  isLiteral(expr) || (expr.kind === 'Name' && ex.unit.analysis.resolve(expr).base.kind === 'variable');

/** The cast of the row to the record's type would cut what is too long, and does not know NOT NULL. */
function fieldValue(ex: ExprContext, expr: Expr, { type, notNull }: RecordFieldInfo): PgExpr {
  const { span } = expr;
  const from = typeOf(ex, expr);
  const lowered = lowerToVariable(ex, expr, type);
  const value =
    type.kind === 'varchar2' && type.length !== undefined
      ? fitText(lowered, { from, length: type.length, span })
      : fitTo(ex, lowered, { from, to: type, span });
  if (!notNull || !mayBeNull(ex, expr)) return value;
  return b.ora(span, 'fit_not_null', b.cast(span, value, pgTypeOf(ex.unit.naming, type, 'value')));
}
