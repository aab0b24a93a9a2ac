import type { PgExpr, PgSelect } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b } from '../builders.js';
import { regclassText } from '../ddl/names.js';

/*
 * ROWID is a text made of `ctid` where it leaves its statement. Where it is compared, ordered or aggregated it is `ctid` itself: texts have another order
 * ('(0,10)' comes before '(0,2)'), and no row is found by them at once. (PostgreSQL manual, 5.5 "System Columns"; 70.1 for the operators of tid)
 */

/** An address as a value of Oracle's type ROWID. */
export const rowidOf = (address: PgExpr): PgExpr => b.ora(address.span, 'rowid_text', address);

/** The address that the value is the text of; undefined where that cannot be seen. */
function addressIn(value: PgExpr): PgExpr | undefined {
  if (value.kind === 'PgCall' && value.name[1] === 'rowid_text') return value.args[0];
  if (value.kind !== 'PgScalarSubquery') return undefined;
  const query = withAddresses(value.query);
  return query && { ...value, query };
}

function isAddress(value: PgExpr): boolean {
  switch (value.kind) {
    case 'PgColumn':
      return value.parts.at(-1) === 'ctid';
    case 'PgCall':
      return value.name[1]?.endsWith('_address') || (isExtreme(value) && value.args.some(isAddress));
    default:
      return false;
  }
}

const isExtreme = (value: PgExpr): boolean =>
  value.kind === 'PgCall' && (value.name[0] === 'min' || value.name[0] === 'max');

/** The value as an address. */
export function asAddress(value: PgExpr): PgExpr {
  return addressIn(value) ?? (isAddress(value) ? value : b.ora(value.span, 'rowid_address', value));
}

/** `ora.row_address('public.account', rid)`, unless the value is an address of the statement itself. */
export function asStoredAddress(table: readonly string[], value: PgExpr): PgExpr {
  if (addressIn(value)) return value;
  const { span } = value;
  return b.ora(span, 'row_address', b.text(span, regclassText(table)), value);
}

/** A query of one column of texts of addresses as one of addresses; undefined where it is none that can be changed. */
export function withAddresses(query: PgSelect): PgSelect | undefined {
  const { body } = query;
  if (body.kind !== 'PgSelectCore') return undefined;
  const [item, more] = body.items;
  if (!item?.value || more) return undefined;
  const address = addressIn(item.value) ?? (item.value.kind === 'PgColumn' ? asAddress(item.value) : undefined);
  if (!address || (body.groupBy && !isExtreme(address))) return undefined;
  return { ...query, body: { ...body, items: [{ ...item, value: address }] } };
}

/** A comparison of which at least one side is a ROWID. */
export function compareAddresses(span: Span, op: string, left: PgExpr, right: PgExpr): PgExpr {
  const ordered = op !== '=' && op !== '<>';
  const known = [left, right].some((side) => addressIn(side) ?? isAddress(side));
  return known || ordered ? b.binary(span, op, asAddress(left), asAddress(right)) : b.binary(span, op, left, right);
}
