import type { PgExpr } from '../../ir/postgres/index.js';
import { treeText } from '../../ir/tree-text.js';
import { b } from '../builders.js';

/**
 * `DBMS_LOB.WRITEAPPEND(lob, LENGTH(text), text)`, as it is nearly always written: all of the text, which is computed
 * once. Undefined where the amount is another, or where the text is not sure to be the same each time.
 */
export function appendsAll(values: readonly PgExpr[]): PgExpr | undefined {
  const [lob, amount, buffer] = values;
  if (!lob || !buffer || amount?.kind !== 'PgCall') return undefined;
  const [counted] = amount.args;
  if (amount.name.join('.') !== 'length' || !isFixed(buffer) || treeText(counted) !== treeText(buffer))
    return undefined;
  return b.ora(lob.span, 'dbms_lob_writeappend_all', lob, buffer);
}

/** Variables, literals, and texts put together of them. */
function isFixed(value: PgExpr): boolean {
  switch (value.kind) {
    case 'PgColumn':
    case 'PgString':
    case 'PgNumber':
      return true;
    case 'PgCast':
      return isFixed(value.operand);
    case 'PgBinary':
      return isFixed(value.left) && isFixed(value.right);
    case 'PgCall':
      return /^(coalesce|chr|concat|nullif)$/.test(value.name.join('.')) && value.args.every(isFixed);
    default:
      return false;
  }
}
