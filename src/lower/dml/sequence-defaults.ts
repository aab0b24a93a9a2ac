import type { ColumnInfo, RelationSymbol, SequenceSymbol } from '../../analyze/model/symbols.js';
import { lastName } from '../../ir/dotted.js';
import type { ColumnDefinition, CreateTable, Expr, SetItem } from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import { walk } from '../../ir/walk.js';
import type { ExprContext } from '../context.js';
import { isNullLiteral } from '../expressions/typing.js';
import { foldName } from '../naming/naming.js';
import { within } from '../queries/scope.js';
import { isNextval, sequenceCall, sequenceNamed } from '../queries/sequences/sequences.js';
import type { ClockDefault } from './clock-defaults.js';
import { columnsLeftToDefaults, type DmlTable, isAltered } from './target.js';
import { columnAssignment } from './values.js';

/*
 * All references to a sequence in a row are one value, those of the columns' defaults among them. (SQL Language
 * Reference, "How to Use Sequence Values") PostgreSQL draws one for the statement and one for the default, so the
 * default is written into the INSERT beside the statement's own.
 */

/** A column that the statement leaves out, and its default. */
export interface SequenceDefault {
  readonly column: ColumnInfo;
  readonly value: Expr;
}

/**
 * The defaults of the columns left out that name a sequence whose NEXTVAL (or, among values, CURRVAL) the statement
 * names, or another default that the row takes.
 */
export function sequenceDefaults(
  ex: ExprContext,
  table: DmlTable,
  named: readonly (ColumnInfo | undefined)[],
  given: OracleNode | readonly Expr[],
): readonly SequenceDefault[] {
  const left = columnsLeftToDefaults(table, named);
  if (left.length === 0) return [];
  const isQuery = 'kind' in given;
  const drawn = new Set(
    (isQuery ? [given] : given).flatMap((node) => sequencesIn(ex, node, isQuery ? 'NEXTVAL' : undefined)),
  );
  const definition = table.relation?.definition;
  const row = isQuery || given.length !== named.length ? [] : given;
  if (definition?.kind === 'CreateTable')
    for (const sequence of sharedByDefaults(ex, definition, named, row)) drawn.add(sequence);
  return left.filter(({ value }) => sequencesIn(ex, value, 'NEXTVAL').some((s) => drawn.has(s)));
}

/**
 * The values of a row, with the default in place of each DEFAULT, and of each NULL for a column with DEFAULT ON NULL,
 * whose column's default names a sequence that another of the values names.
 */
export function withDrawnDefaults(
  ex: ExprContext,
  relation: RelationSymbol | undefined,
  columns: readonly (ColumnInfo | undefined)[],
  row: readonly Expr[],
): readonly Expr[] {
  const definition = relation?.definition;
  if (definition?.kind !== 'CreateTable' || isAltered(relation)) return row;
  const drawn = new Set([
    ...row.flatMap((node) => sequencesIn(ex, node)),
    ...sharedByDefaults(ex, definition, columns, row),
  ]);
  if (drawn.size === 0) return row;
  return row.map((value, i) => {
    const column = definition.columns.find((c) => c.name.name === columns[i]?.name);
    if (!column || !isLeft(value, column)) return value;
    const given = column.default;
    return given && sequencesIn(ex, given, 'NEXTVAL').some((s) => drawn.has(s)) ? given : value;
  });
}

/**
 * The items of a SET clause with the default in place of each DEFAULT whose column's default names a sequence that
 * another item draws from, too.
 */
export function setWithDrawnDefaults(
  ex: ExprContext,
  relation: RelationSymbol | undefined,
  items: readonly SetItem[],
): readonly SetItem[] {
  const definition = relation?.definition;
  if (definition?.kind !== 'CreateTable' || isAltered(relation)) return items;
  const defaultOf = (item: SetItem): Expr | undefined => givenDefault(definition, item)?.default;
  if (!items.some(defaultOf)) return items;
  const drawn = items.flatMap((item) => [...new Set(sequencesIn(ex, defaultOf(item) ?? item))]);
  return items.map((item) => {
    const value = defaultOf(item);
    if (item.kind !== 'SetColumn' || !value) return item;
    const isShared = sequencesIn(ex, value, 'NEXTVAL').some((s) => drawn.indexOf(s) !== drawn.lastIndexOf(s));
    return isShared ? { ...item, value } : item;
  });
}

/** The items of a SET clause with the column's own default, or NULL, in place of each DEFAULT. */
export function setWithDefaults(relation: RelationSymbol | undefined, items: readonly SetItem[]): readonly SetItem[] {
  const definition = relation?.definition;
  if (definition?.kind !== 'CreateTable' || isAltered(relation)) return items;
  return items.map((item) => {
    const column = givenDefault(definition, item);
    if (item.kind !== 'SetColumn' || !column || column.identity) return item;
    return { ...item, value: column.default ?? { kind: 'NullLiteral' as const, span: item.span } };
  });
}

/** The column that an item of a SET clause leaves to its default. */
const givenDefault = ({ columns }: CreateTable, item: SetItem): ColumnDefinition | undefined =>
  item.kind === 'SetColumn' && item.value.kind === 'DefaultMarker'
    ? columns.find((c) => c.name.name === lastName(item.column))
    : undefined;

/**
 * Sequences that the defaults of several columns draw from, which are left out of the row or left to their default in
 * it.
 */
function sharedByDefaults(
  ex: ExprContext,
  { columns }: CreateTable,
  named: readonly (ColumnInfo | undefined)[],
  row: readonly Expr[],
): readonly SequenceSymbol[] {
  const drawn = columns.flatMap((c) => {
    const at = named.findIndex((n) => n?.name === c.name.name);
    const value = row[at];
    const isDefault = at < 0 || (value !== undefined && isLeft(value, c));
    return c.default && isDefault ? [...new Set(sequencesIn(ex, c.default, 'NEXTVAL'))] : [];
  });
  return drawn.filter((sequence, i) => drawn.indexOf(sequence) !== i);
}

/** Does the value leave the column to its default, or to its identity? */
export const isLeft = (value: Expr, column: ColumnDefinition): boolean =>
  value.kind === 'DefaultMarker' ||
  ((column.defaultOnNull === true || column.identity?.mode === 'BY DEFAULT ON NULL') && isNullLiteral(value));

/** The defaults after the columns of a query: the value that it has drawn already, else that of the first of them. */
export function drawnDefaults(
  ex: ExprContext,
  query: OracleNode,
  defaults: readonly SequenceDefault[],
): readonly ClockDefault[] {
  const drawn = new Set(sequencesIn(ex, query, 'NEXTVAL'));
  const again = within(ex, (expr) => {
    const sequence = sequenceNamed(ex, expr);
    if (!sequence) return undefined;
    const call = sequenceCall(ex, sequence, drawn.has(sequence) ? 'currval' : 'nextval', expr.span);
    drawn.add(sequence);
    return call;
  });
  return defaults.map(({ column, value }) => ({
    column: foldName(column.name),
    value: columnAssignment(again, value, column),
  }));
}

/** The sequences that are named in the node; with `which`, those whose next value is. */
export function sequencesIn(ex: ExprContext, node: OracleNode, which?: 'NEXTVAL'): readonly SequenceSymbol[] {
  const found: SequenceSymbol[] = [];
  walk(node, (inner) => {
    const expr = inner as Expr;
    const sequence = sequenceNamed(ex, expr);
    if (sequence && (which === undefined || isNextval(ex, expr))) found.push(sequence);
  });
  return found;
}
