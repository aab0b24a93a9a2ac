import type { RelationSymbol } from '../../analyze/model/symbols.js';
import type { PgExpr, PgSelectItem } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b } from '../builders.js';
import { isPartitioned, partitionRowidOf, rowidOf } from '../expressions/row-address.js';
import { madeUp } from '../naming/made-names.js';

/*
 * A row that a statement has read is found again by its place: `ctid`, and for a partitioned table the partition, too,
 * since a row of another partition may stand at the same place of it. (PostgreSQL manual, 5.5 "System Columns")
 */

/** What a query keeps of a row: `row_address`, and `row_table` where it takes both. */
export function placeItems(span: Span, alias: string, relation: RelationSymbol | undefined): readonly PgSelectItem[] {
  const item = (column: string, name: string): PgSelectItem => b.item(span, b.column(span, alias, column), name);
  return [
    item('ctid', madeUp('row_address')),
    ...(isPartitioned(relation) ? [item('tableoid', madeUp('row_table'))] : []),
  ];
}

/** Is the row of the table the one whose place `rows` has? */
export function isAtPlace(span: Span, alias: string, rows: string, relation: RelationSymbol | undefined): PgExpr {
  const same = (column: string, name: string): PgExpr =>
    b.eq(span, b.column(span, alias, column), b.column(span, rows, name));
  const address = same('ctid', madeUp('row_address'));
  return isPartitioned(relation) ? b.and(span, same('tableoid', madeUp('row_table')), address) : address;
}

/** The ROWID of a row whose place `rows` has. */
export function rowidAtPlace(span: Span, rows: string, relation: RelationSymbol | undefined): PgExpr {
  const address = b.column(span, rows, madeUp('row_address'));
  return isPartitioned(relation)
    ? partitionRowidOf(b.column(span, rows, madeUp('row_table')), address)
    : rowidOf(address);
}
