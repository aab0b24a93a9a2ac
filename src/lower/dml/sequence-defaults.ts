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
  const values = isQuery ? [given] : given;
  const definition = table.relation?.definition;
  const row = isQuery || given.length !== named.length ? [] : given;
  const taken = definition?.kind === 'CreateTable' ? defaultsTaken(definition, named, row) : [];
  const isOne = isOneWithOthers(ex, values, taken, isQuery ? 'NEXTVAL' : undefined);
  return left.filter(({ value }) => isOne(value));
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
  const isOne = isOneWithOthers(ex, row, defaultsTaken(definition, columns, row));
  return row.map((value, i) => {
    const column = definition.columns.find((c) => c.name.name === columns[i]?.name);
    return column?.default && isLeft(value, column) && isOne(column.default) ? column.default : value;
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
  const given = items.filter((item) => !defaultOf(item));
  const isOne = isOneWithOthers(
    ex,
    given,
    items.flatMap((item) => defaultOf(item) ?? []),
  );
  return items.map((item) => {
    const value = defaultOf(item);
    return item.kind === 'SetColumn' && value && isOne(value) ? { ...item, value } : item;
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

/** The defaults of the columns that are left out of the row or left to their default in it. */
function defaultsTaken(
  { columns }: CreateTable,
  named: readonly (ColumnInfo | undefined)[],
  row: readonly Expr[],
): readonly Expr[] {
  return columns.flatMap((c) => {
    const at = named.findIndex((n) => n?.name === c.name.name);
    const value = row[at];
    return c.default && (at < 0 || (value !== undefined && isLeft(value, c))) ? [c.default] : [];
  });
}

/**
 * Does a default name a sequence of which the row has one value for it and others: NEXTVAL is in it, or elsewhere in
 * the row? CURRVAL in a default that PostgreSQL comes to before the NEXTVAL would be the value of another row.
 */
function isOneWithOthers(
  ex: ExprContext,
  values: readonly OracleNode[],
  taken: readonly Expr[],
  which?: 'NEXTVAL',
): (value: Expr) => boolean {
  const named = [
    ...values.flatMap((node) => [...new Set(sequencesIn(ex, node, which))]),
    ...taken.flatMap((value) => [...new Set(sequencesIn(ex, value))]),
  ];
  const advanced = new Set([...values, ...taken].flatMap((node) => sequencesIn(ex, node, 'NEXTVAL')));
  return (value) => sequencesIn(ex, value).some((s) => advanced.has(s) && named.indexOf(s) !== named.lastIndexOf(s));
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
