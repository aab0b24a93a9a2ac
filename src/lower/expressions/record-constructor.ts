import type { RecordTypeSymbol } from '../../analyze/symbols.js';
import type { Argument } from '../../ir/oracle/index.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b } from '../builders.js';
import type { ExprContext } from '../context.js';
import { lowerToVariable } from '../plsql/statements/empty-char.js';

/** `rec_t(1, name => 'x')`: a qualified expression of 18c. Fields without a value get their default. */
export function lowerRecordConstructor(
  ex: ExprContext,
  type: RecordTypeSymbol,
  args: readonly Argument[],
  span: Span,
): PgExpr {
  const positional = args.filter((a) => a.name === undefined && a.key === undefined);
  const items = type.fields.map((field, i) => {
    const given =
      positional[i] ??
      args.find((a) => (a.name?.name ?? (a.key?.kind === 'Name' ? a.key.parts[0]?.name : undefined)) === field.name);
    if (given) return lowerToVariable(ex, given.value, field.type);
    return field.initial ? lowerToVariable(ex, field.initial, field.type) : b.null(span);
  });
  return b.cast(span, { kind: 'PgRow', span, items }, { name: ex.unit.naming.of(type) });
}
