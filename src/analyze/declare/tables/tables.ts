import { lastName } from '../../../ir/dotted.js';
import type {
  AlterTable,
  ColumnDefinition,
  CreateIndex,
  CreateTable,
  TableConstraint,
} from '../../../ir/oracle/index.js';
import { ownerAndName } from '../../../ir/owned-units.js';
import type { Span } from '../../../ir/span.js';
import { type AnalyzeContext, lazy } from '../../context.js';
import { deferred } from '../../deferred.js';
import { identifiers } from '../../model/object-identifiers.js';
import { type Scope, standingAlone } from '../../model/scope.js';
import { subtypeRows } from '../../model/subtype-rows.js';
import type { ColumnInfo, FormerColumns, ObjectTypeSymbol, RelationSymbol } from '../../model/symbols.js';
import type { UnitScopes } from '../../model/unit-scopes.js';
import { runAt } from '../../names/places.js';
import { objectTypeNamed } from '../types.js';
import { applyAlter } from './altered-columns.js';
import { declaredColumn } from './columns.js';
import { columnsTakenOver } from './columns-taken-over.js';
import { forbidsNull, nullableAfter } from './not-null-constraints.js';

/** Enters the columns, keys and types of CREATE TABLE. */
export function declareTable(
  cx: AnalyzeContext,
  unit: CreateTable,
  {
    owner,
    scopes,
    alters,
    indexes,
  }: {
    readonly owner: string;
    readonly scopes: UnitScopes;
    readonly alters: readonly AlterTable[];
    readonly indexes: readonly CreateIndex[];
  },
): RelationSymbol {
  const added = alters.flatMap((a) => a.actions.flatMap((x) => (x.kind === 'AddConstraint' ? [x.constraint] : [])));
  const constraints: readonly TableConstraint[] = [...unit.constraints, ...added];
  const id = ownerAndName(unit.name, owner);
  const scope = standingAlone(scopes.schema, id.owner, unit.span);
  const ofType = lazy(() => objectTypeNamed(cx, unit.ofType, id.owner), undefined);
  const keys = declaredKeys(unit, constraints);
  const primary = new Set(keys.filter((k) => k.primary).flatMap((k) => k.columns));
  const made = lazy<TableColumns>(
    () => columnsAfterAll(cx, unit, { scope, relation: symbol, rowType: ofType(), constraints, alters, primary }),
    { columns: [], history: [] },
  );
  const symbol: RelationSymbol = deferred(
    {
      kind: 'relation',
      relation: 'table',
      ...id,
      span: unit.name.span,
      temporary: unit.temporary !== undefined,
      external: unit.organization === 'EXTERNAL',
      constraints,
      keys,
      uniqueIndexes: uniqueColumnLists(indexes),
      alters,
      definition: unit,
    },
    {
      columns: () => made().columns,
      ofType,
      history: () => made().history,
    },
  );
  return symbol;
}

/** A table's columns, and which they were before each statement that changed them. */
interface TableColumns {
  readonly columns: readonly ColumnInfo[];
  readonly history: readonly FormerColumns[];
}

/** What the columns of a table are made from. */
interface ColumnOrigins {
  readonly scope: Scope;
  readonly relation: RelationSymbol;
  readonly rowType: ObjectTypeSymbol | undefined;
  readonly constraints: readonly TableConstraint[];
}

/** The columns when all statements of the inputs have run. `primary` are the names of the primary key's. */
function columnsAfterAll(
  cx: AnalyzeContext,
  unit: CreateTable,
  {
    alters,
    primary,
    ...origins
  }: ColumnOrigins & { readonly alters: readonly AlterTable[]; readonly primary: ReadonlySet<string> },
): TableColumns {
  const { scope, relation, rowType } = origins;
  const history: FormerColumns[] = [];
  const list = createdColumns(cx, unit, origins);
  for (const alter of [...alters].sort((x, y) => inFileOrder(runAt(x.span), runAt(y.span)))) {
    if (alter.actions.some((a) => a.kind.includes('Column'))) {
      const isBehind = (place: Span): boolean => cx.precedes(place, alter.span);
      history.push({ before: alter.span, columns: [...list], isBehind });
    }
    applyAlter(cx, alter, { relation, columns: list, scope });
  }
  const open = nullableLater(cx, unit, alters);
  const identifier = rowType && identifiers(unit, rowType, cx.referredTypes());
  if (identifier) list.push(identifier);
  const subtypes = rowType && subtypeRows(rowType);
  if (subtypes) list.push(subtypes);
  const columns = list.map((c) =>
    open.has(c.name) ? { ...c, nullable: true } : primary.has(c.name) ? { ...c, nullable: false } : c,
  );
  return { columns, history };
}

const inFileOrder = (x: Span, y: Span): number => (x.file === y.file ? x.start - y.start : 0);

/** The columns that CREATE TABLE itself gives: of its type, of its query, or of its list. */
function createdColumns(
  cx: AnalyzeContext,
  unit: CreateTable,
  { scope, relation, rowType, constraints }: ColumnOrigins,
): ColumnInfo[] {
  const list: ColumnInfo[] = rowType ? attributeColumns(rowType) : [];
  const queried = unit.asQuery ? columnsTakenOver(cx, unit.asQuery, scope) : [];
  // What the query never gives as NULL, an INSERT may; NOT NULL constraints that are copied prove nothing more here.
  if (unit.columns.length === 0) list.push(...queried.map((c) => ({ ...c, nullable: true })));
  const added = unit.columns.filter((c) => !rowType || !list.some((x) => x.name === c.name.name));
  const declared = new Map<ColumnDefinition, ColumnInfo>();
  const others = [...list];
  // A virtual column without a type has that of its expression, which may name columns that come after it.
  const ofExpression = (c: ColumnDefinition): boolean => c.virtual !== undefined && !c.type;
  for (const c of [...added.filter((x) => !ofExpression(x)), ...added.filter(ofExpression)]) {
    const place = { scope, queried: queried[unit.columns.indexOf(c)], others, relation, constraints };
    const column = declaredColumn(cx, c, place);
    declared.set(c, column);
    others.push(column);
  }
  list.push(...added.flatMap((c) => declared.get(c) ?? []));
  const all = withPartitionKeys(unit, list);
  // Invisible columns have no place among the others. (SQL Language Reference, CREATE TABLE, "INVISIBLE")
  return [...all.filter((c) => !c.hidden), ...all.filter((c) => c.hidden)];
}

/** The columns that partitions and subpartitions are chosen by know that, and what stands for NULL in them. */
function withPartitionKeys(unit: CreateTable, columns: readonly ColumnInfo[]): readonly ColumnInfo[] {
  const keys = new Set<string>();
  for (let p = unit.partitioning; p; p = p.subpartitioning)
    for (const e of p.columns) if (e.kind === 'Name') keys.add(lastName(e));
  if (keys.size === 0) return columns;
  return columns.map((column) => {
    if (!keys.has(column.name)) return column;
    const definition = unit.columns.find((c) => c.name.name === column.name);
    const nullDefault = definition?.defaultOnNull ? definition.default : undefined;
    return { ...column, partitionKey: true, ...(nullDefault && { nullDefault }) };
  });
}

/** The columns of each index that is on columns alone. */
function uniqueColumnLists(indexes: readonly CreateIndex[]): string[][] {
  return indexes.flatMap((index) => {
    const names = index.columns.map((c) => (c.value.kind === 'Name' ? c.value.parts[0]?.name : undefined));
    return names.every((n) => n !== undefined) ? [names] : [];
  });
}

/** Columns that an ALTER TABLE lets be NULL again, or whose NOT NULL comes after rows may be there. */
function nullableLater(cx: AnalyzeContext, unit: CreateTable, alters: readonly AlterTable[]): Set<string> {
  return new Set([
    ...alters.flatMap((a) =>
      a.actions.flatMap((x) =>
        x.kind === 'DropConstraint' || x.kind === 'SetConstraintState' ? nullableAfter(x, unit, alters) : [],
      ),
    ),
    ...alters.flatMap((a) => notNullTooLate(cx, unit, a)),
  ]);
}

/** The primary and unique keys of a table, as far as they are enabled. */
function declaredKeys(
  unit: CreateTable,
  constraints: readonly TableConstraint[],
): { primary: boolean; columns: readonly string[] }[] {
  const keys: { primary: boolean; columns: readonly string[] }[] = [];
  for (const c of constraints) {
    // A disabled key proves nothing about its columns.
    if (c.state.enabled === false) continue;
    if (c.kind === 'PrimaryKey' || c.kind === 'Unique')
      keys.push({ primary: c.kind === 'PrimaryKey', columns: c.columns.map((x) => x.name) });
  }
  for (const c of unit.columns) {
    for (const k of c.constraints) {
      if (k.state.enabled === false) continue;
      if (k.kind === 'ColumnPrimaryKey' || k.kind === 'ColumnUnique')
        keys.push({ primary: k.kind === 'ColumnPrimaryKey', columns: [c.name.name] });
    }
  }
  return keys;
}

/**
 * The columns of an object table, as its type has its attributes in the end; those that are not
 * there now are like invisible ones.
 */
function attributeColumns({ attributes, stored = [] }: ObjectTypeSymbol): ColumnInfo[] {
  const columns = attributes.map((a) => ({
    name: a.name,
    type: stored.find((s) => s.name === a.name)?.type ?? a.type,
    nullable: true,
  }));
  const absent = stored.filter((a) => a.absent);
  return [...columns, ...absent.map(({ name, type }) => ({ name, type, nullable: true, hidden: true }))];
}

/** The columns that become NOT NULL after code that was stored before may have run. */
function notNullTooLate(cx: AnalyzeContext, { span }: CreateTable, alter: AlterTable): readonly string[] {
  if (alter.span.file !== span.file || alter.span.start < span.start) return [];
  const columns = alter.actions.flatMap((a) => (a.kind === 'ModifyColumns' ? a.columns.filter(forbidsNull) : []));
  return columns.length > 0 && cx.runsStored(span, alter.span) ? columns.map((c) => c.name.name) : [];
}
