import type { RelationSymbol } from '../../analyze/model/symbols.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b } from '../builders.js';
import type { Naming } from '../naming/naming.js';

/** `OWNER.NAME` of a table in a message; one without an owner is the user's. (Database Error Messages, ORA-04091) */
export function titleOf(naming: Naming, table: RelationSymbol, span: Span): PgExpr {
  if (table.owner !== '') return b.text(span, `${table.owner}.${table.name}`);
  const owner = b.ora(span, 'owner_name', b.text(span, naming.of(table)[0] ?? ''));
  return b.concat(span, owner, b.text(span, `.${table.name}`));
}

/** The text of ORA-04091. */
export const isMutating = (naming: Naming, table: RelationSymbol, span: Span): PgExpr =>
  b.concat(
    span,
    b.text(span, 'table '),
    titleOf(naming, table, span),
    b.text(span, ' is mutating, trigger/function may not see it'),
  );
