import type { RecordTypeSymbol } from '../model/symbols.js';
import type { OracleType } from '../model/types.js';
import type { Container } from './declarative-part.js';

/**
 * The row of a cursor under a name of its own: a parameter or result without one is a `record` to PostgreSQL, which
 * takes no other row type back.
 */
export function cursorRowType(type: OracleType): OracleType {
  if (type.kind !== 'record' || type.identity.kind !== 'cursor' || type.fields.length === 0) return type;
  const symbol = type.identity.cursor.rowType;
  symbol.used = true;
  return { kind: 'record', identity: { kind: 'declared', symbol }, fields: type.fields };
}

/**
 * The row of a cursor as element of a collection, field of a record or variable of a package:
 * these need a type with a name.
 */
export function namedRow(
  type: OracleType,
  base: string,
  span: RecordTypeSymbol['span'],
  owner: string,
  container: Container,
): OracleType {
  if (type.kind !== 'record' || type.identity.kind !== 'cursor') return type;
  // The query reads what is not among the inputs.
  if (type.fields.length === 0) return { kind: 'unknown' };
  const symbol: RecordTypeSymbol = {
    kind: 'recordType',
    name: `${base}__ROW`,
    owner,
    span,
    container,
    anonymous: container === undefined || undefined,
    fields: type.fields,
    ofCursorRow: true,
  };
  return { kind: 'record', identity: { kind: 'declared', symbol }, fields: type.fields };
}
