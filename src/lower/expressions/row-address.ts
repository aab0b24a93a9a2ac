import type { RelationSymbol } from '../../analyze/model/symbols.js';
import type { PgExpr, PgSelect } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b, isCall } from '../builders.js';
import { regclassText } from '../ddl/names.js';
import { hintOf } from '../naming/made-names.js';

/*
 * ROWID is a text made of `ctid` where it leaves its statement. Where it is compared, ordered or aggregated it is
 * `ctid` itself: texts have another order ('(0,10)' comes before '(0,2)'), and no row is found by them at once.
 * (PostgreSQL manual, 5.5 "System Columns"; 70.1 for the operators of tid) In a partitioned table the partition is part
 * of it. Such a text sorts as the rows stand, and is compared as text.
 */

/** Are the rows of the table told apart by their partition, too? */
export function isPartitioned(relation: RelationSymbol | undefined): boolean {
  const definition = relation?.definition;
  return definition?.kind === 'CreateTable' && definition.partitioning !== undefined;
}

/** An address as a value of Oracle's type ROWID. */
export const rowidOf = (address: PgExpr): PgExpr => b.ora(address.span, 'rowid_text', address);

/** The address of a row of a partitioned table as a value of type ROWID. */
export const partitionRowidOf = (partition: PgExpr, address: PgExpr): PgExpr =>
  b.ora(address.span, 'partition_rowid', partition, address);

/** The ROWID pseudocolumn of a row source. */
export function rowidColumn(span: Span, qualifier: readonly string[], relation: RelationSymbol | undefined): PgExpr {
  const address = b.column(span, ...qualifier, 'ctid');
  return isPartitioned(relation)
    ? partitionRowidOf(b.column(span, ...qualifier, 'tableoid'), address)
    : rowidOf(address);
}

/** Partition and address that the value is the text of. */
function partitionPlaceIn(value: PgExpr): { readonly partition: PgExpr; readonly address: PgExpr } | undefined {
  if (!isCall(value, 'ora.partition_rowid')) return undefined;
  const [partition, address] = value.args;
  return partition && address && { partition, address };
}

/** Is the value seen to be the ROWID of a row of a partitioned table? */
export function isPartitionRowid(value: PgExpr): boolean {
  if (value.kind === 'PgScalarSubquery') {
    const { body } = value.query;
    const item = body.kind === 'PgSelectCore' ? body.items[0]?.value : undefined;
    return item !== undefined && isPartitionRowid(item);
  }
  return (
    partitionPlaceIn(value) !== undefined ||
    (isExtreme(value) && value.kind === 'PgCall' && value.args.some(isPartitionRowid))
  );
}

/** The address that the value is the text of; undefined where that cannot be seen. */
function addressIn(value: PgExpr): PgExpr | undefined {
  if (isCall(value, 'ora.rowid_text')) return value.args[0];
  if (value.kind !== 'PgScalarSubquery') return undefined;
  const query = withAddresses(value.query);
  return query && { ...value, query };
}

function isAddress(value: PgExpr): boolean {
  switch (value.kind) {
    case 'PgColumn':
      return /^(?:ctid|row_address(?:_\d+)?)$/.test(hintOf(value.parts.at(-1) ?? ''));
    case 'PgCall':
      return value.name[1]?.endsWith('_address') || (isExtreme(value) && value.args.some(isAddress));
    default:
      return false;
  }
}

const isExtreme = (value: PgExpr): boolean => isCall(value, 'min', 'max');

/** What values of type ROWID are ordered by: an address, or the text that has the partition before it. */
export function asAddress(value: PgExpr): PgExpr {
  if (isPartitionRowid(value)) return value;
  return addressIn(value) ?? (isAddress(value) ? value : b.ora(value.span, 'rowid_address', value));
}

/** `ora.row_address('public.account', rid)`, unless the value is an address of the statement itself. */
export function asStoredAddress(table: readonly string[], value: PgExpr): PgExpr {
  if (addressIn(value)) return value;
  const { span } = value;
  return b.ora(span, 'row_address', b.text(span, regclassText(table)), value);
}

/** A row is found by its partition and its place there; where it is now, if the other side is what was kept of it. */
function samePartitionRowid(span: Span, left: PgExpr, right: PgExpr): PgExpr | undefined {
  const [own, other] = partitionPlaceIn(left) ? [partitionPlaceIn(left), right] : [partitionPlaceIn(right), left];
  const place = partitionPlaceIn(other) ?? (other.kind === 'PgScalarSubquery' ? undefined : keptPlace(other));
  if (!own || !place) return undefined;
  return b.and(span, b.eq(span, own.partition, place.partition), b.eq(span, own.address, place.address));
}

const keptPlace = (rowid: PgExpr): { readonly partition: PgExpr; readonly address: PgExpr } => ({
  partition: b.ora(rowid.span, 'rowid_partition', rowid),
  address: b.ora(rowid.span, 'partition_row_address', rowid),
});

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
  if (isPartitionRowid(left) || isPartitionRowid(right)) {
    const same = ordered ? undefined : samePartitionRowid(span, left, right);
    if (!same) return b.binary(span, op, left, right);
    return op === '=' ? same : b.not(span, same);
  }
  const known = [left, right].some((side) => addressIn(side) ?? isAddress(side));
  return known || ordered ? b.binary(span, op, asAddress(left), asAddress(right)) : b.binary(span, op, left, right);
}
