import type { Analysis } from '../../../../analyze/analysis.js';
import type { RelationSymbol } from '../../../../analyze/model/symbols.js';
import { conjunctsOf } from '../../../../ir/conjuncts.js';
import { lastName } from '../../../../ir/dotted.js';
import type { Expr, FromItem, QualifiedName, Query, SetItem, Update } from '../../../../ir/oracle/index.js';
import { contains, nodesOf, walk } from '../../../../ir/walk.js';
import { parseStatementText } from '../../../../parse/build/index.js';
import { remembered } from '../../../remembered.js';
import { foreignKeysOf, referencedTable } from './foreign-keys.js';

/**
 * Columns that some UPDATE or MERGE of the inputs sets row by row to other values (`set id = id + 1`). Oracle checks
 * uniqueness at the end of the statement; PostgreSQL checks each row at once, unless the constraint is deferrable.
 * (Database Concepts, "Data Integrity"; PostgreSQL manual, CREATE TABLE, "Non-Deferred Uniqueness Constraints")
 */
export function isShifted(
  analysis: Analysis,
  relation: RelationSymbol | undefined,
  columns: readonly string[],
): boolean {
  const shifted = relation && shiftedColumns(analysis).get(relation);
  return shifted !== undefined && columns.some((c) => shifted.has(c));
}

/** Do foreign keys of the inputs refer to the key? Such a key cannot be deferrable. */
export function isForeignKeyTarget(
  analysis: Analysis,
  relation: RelationSymbol | undefined,
  columns: readonly string[],
  primary: boolean,
): boolean {
  const sorted = [...columns].sort().join(',');
  return (relation ? (referredKeys(analysis).get(relation) ?? []) : []).some((key) =>
    key === 'primary' ? primary : key === sorted,
  );
}

/** By table, the columns of its keys that foreign keys refer to, in order of their names. */
const referredKeys = remembered((analysis: Analysis): ReadonlyMap<RelationSymbol, readonly string[]> => {
  const found = new Map<RelationSymbol, string[]>();
  for (const written of analysis.catalog.relations.flatMap(foreignKeysOf)) {
    const relation = referencedTable(analysis, written);
    if (!relation) continue;
    const key = written.referenced
      ? written.referenced
          .map((x) => x.name)
          .sort()
          .join(',')
      : 'primary';
    found.set(relation, [...(found.get(relation) ?? []), key]);
  }
  return found;
});

/** The tables that foreign keys of the table refer to. */
export function referencedTables(analysis: Analysis, table: RelationSymbol): readonly RelationSymbol[] {
  return foreignKeysOf(table).flatMap((key) => referencedTable(analysis, key) ?? []);
}

/** The columns of a MERGE's SET clause whose values may differ from row to row. */
const mergedColumns = (set: readonly SetItem[]): readonly string[] =>
  set.flatMap((item) => columnsOf(item).map(lastName));

const columnsOf = (item: SetItem): readonly QualifiedName[] =>
  item.kind === 'SetColumn' ? [item.column] : item.kind === 'SetColumns' ? item.columns : [];

/** The columns that an UPDATE gives values that differ from row to row; `set a = a` changes nothing. */
export function rowwiseColumns(analysis: Analysis, { set, target }: Pick<Update, 'set' | 'target'>): readonly string[] {
  const source = analysis.sourceOf(target);
  return set.flatMap((item) =>
    columnsOf(item).flatMap((column) => {
      const name = lastName(column);
      if (item.kind !== 'SetColumn') return [name];
      const base = item.value.kind === 'Name' ? analysis.resolve(item.value).base : undefined;
      const isItself = base?.kind === 'column' && base.source === source && base.column.name === name;
      return !isItself && readsRows(analysis, item.value) ? [name] : [];
    }),
  );
}

/** Does WHERE name one value for each column of a key? */
export function isOneRow(analysis: Analysis, update: Update): boolean {
  if (!update.where || update.where.kind === 'CurrentOf') return update.where !== undefined;
  const source = analysis.sourceOf(update.target);
  const pinned = new Set<string>();
  for (const c of conjunctsOf(update.where)) {
    if (c.kind !== 'Binary' || c.op !== '=') continue;
    for (const [name, value] of [[c.left, c.right] as const, [c.right, c.left] as const]) {
      if (name.kind !== 'Name' || readsRows(analysis, value)) continue;
      const { base } = analysis.resolve(name);
      if (base.kind === 'column' && base.source === source) pinned.add(base.column.name);
      if (base.kind === 'pseudo' && base.name === 'ROWID' && base.source === source) return true;
    }
  }
  const keys = [...(source?.relation?.keys ?? []).map((k) => k.columns), ...(source?.relation?.uniqueIndexes ?? [])];
  return keys.some((columns) => columns.every((c) => pinned.has(c)));
}

function readsRows(analysis: Analysis, value: Expr): boolean {
  return contains(value, (node) => {
    if (node.kind !== 'Name' && node.kind !== 'Call' && node.kind !== 'Member') return node.kind === 'Query';
    const { base } = analysis.resolve(node);
    return base.kind === 'column' || base.kind === 'pseudo';
  });
}

const shiftedColumns = remembered((analysis: Analysis): ReadonlyMap<RelationSymbol, ReadonlySet<string>> => {
  const made = new Map<RelationSymbol, Set<string>>();
  const add = (target: FromItem, columns: readonly string[]): void => {
    for (const [relation, own] of baseColumns(analysis, target, columns)) addColumns(made, relation, own);
  };
  for (const unit of analysis.units)
    for (const node of nodesOf(unit, 'Update', 'Merge', 'ExecuteImmediate')) {
      if (node.kind === 'ExecuteImmediate') {
        if (!node.block) addByText(analysis, node.text, made);
      } else if (node.kind === 'Merge') {
        if (node.update) add(node.target, mergedColumns(node.update.set));
      } else if (!isOneRow(analysis, node)) add(node.target, rowwiseColumns(analysis, node));
    }
  return made;
});

function addColumns(
  made: Map<RelationSymbol, Set<string>>,
  relation: RelationSymbol | undefined,
  columns: readonly string[],
): void {
  if (!relation || columns.length === 0) return;
  const all = made.get(relation) ?? new Set<string>();
  for (const c of columns) all.add(c);
  made.set(relation, all);
}

/** The columns of tables that are changed with these of the table, view or inline view. */
export function baseColumns(
  analysis: Analysis,
  target: FromItem,
  columns: readonly string[],
): ReadonlyMap<RelationSymbol, readonly string[]> {
  const source = analysis.sourceOf(target);
  if (target.kind !== 'DerivedTable') return throughViews(analysis, source?.relation, columns);
  const outside = source?.columns ?? [];
  return byTable(columns.map((column) => columnBelow(analysis, target.query, placeOf(outside, column), 0)));
}

function throughViews(
  analysis: Analysis,
  relation: RelationSymbol | undefined,
  columns: readonly string[],
): ReadonlyMap<RelationSymbol, readonly string[]> {
  return byTable(relation ? columns.map((column) => baseColumn(analysis, relation, column, 0)) : []);
}

/** A column of a table. */
interface BaseColumn {
  readonly relation: RelationSymbol;
  readonly column: string;
}

function byTable(columns: readonly (BaseColumn | undefined)[]): ReadonlyMap<RelationSymbol, readonly string[]> {
  const found = new Map<RelationSymbol, string[]>();
  for (const one of columns) if (one) found.set(one.relation, [...(found.get(one.relation) ?? []), one.column]);
  return found;
}

const placeOf = (columns: readonly { readonly name: string }[], name: string): number =>
  columns.findIndex((c) => c.name === name);

/** The table's column that a column of the table or view is. */
function baseColumn(
  analysis: Analysis,
  relation: RelationSymbol,
  column: string,
  depth: number,
): BaseColumn | undefined {
  const { definition } = relation;
  if (definition?.kind !== 'CreateView') return { relation, column };
  if (depth >= deepest) return undefined;
  return columnBelow(analysis, definition.query, placeOf(relation.columns, column), depth + 1);
}

/** The table's column that the column at a place of the query is. */
export const columnAt = (analysis: Analysis, query: Query, place: number): BaseColumn | undefined =>
  columnBelow(analysis, query, place, 0);

type Output = ReturnType<Analysis['expandStar']>[number];

/** The same of the query of a view, views upon views down to a depth. */
function columnBelow(analysis: Analysis, { body }: Query, place: number, depth: number): BaseColumn | undefined {
  if (body.kind !== 'Select') return undefined;
  const outputs = body.items.flatMap(({ value }): readonly (Output | undefined)[] => {
    if (value.kind === 'Star') return analysis.expandStar(value, body);
    const base = value.kind === 'Name' ? analysis.resolve(value).base : undefined;
    return [base?.kind === 'column' ? base : undefined];
  });
  const output = outputs[place];
  return output?.source.relation && baseColumn(analysis, output.source.relation, output.column.name, depth);
}

/** Views upon views are looked through so far. */
const deepest = 20;

/**
 * A text that dynamic SQL executes: its names are not resolved before it is compiled, so any
 * name in a value may be a column.
 */
function addByText(analysis: Analysis, expr: Expr, made: Map<RelationSymbol, Set<string>>): void {
  const known = analysis.dynamicText(expr);
  if (!known?.whole || !/\b(update|merge)\b/i.test(known.text)) return;
  const { unit } = parseStatementText(known.text);
  if (!unit) return;
  walk(unit, (node) => {
    const set = node.kind === 'Update' ? node.set : node.kind === 'Merge' ? node.update?.set : undefined;
    const target = node.kind === 'Update' || node.kind === 'Merge' ? node.target : undefined;
    if (!set || target?.kind !== 'TableRef') return;
    const relation = analysis.objectAt(target.name.parts, expr.span);
    const columns = set.flatMap((item) => {
      if (item.kind === 'SetColumns') return item.columns;
      return item.kind === 'SetColumn' && (node.kind === 'Merge' || namesColumns(item.value)) ? [item.column] : [];
    });
    if (relation?.kind !== 'relation') return;
    const names = columns.map(lastName);
    for (const [base, own] of throughViews(analysis, relation, names)) addColumns(made, base, own);
  });
}

const namesColumns = (value: Expr): boolean =>
  contains(value, (node) => node.kind === 'Name' || node.kind === 'Member' || node.kind === 'Query');
