import type {
  AlterTable,
  ColumnDefinition,
  CreateIndex,
  CreateMaterializedView,
  CreateTable,
  CreateView,
  Identifier,
  QualifiedName,
  TableConstraint,
} from '../../ir/oracle/index.js';
import type { Span } from '../../ir/span.js';
import { type AnalyzeContext, lazy } from '../context.js';
import { deferred } from '../deferred.js';
import { identifiers } from '../model/object-identifiers.js';
import { ownerAndName, type UnitScopes } from '../model/owned-units.js';
import { childScope, type Scope, standingAlone } from '../model/scope.js';
import { subtypeRows } from '../model/subtype-rows.js';
import type { ColumnInfo, ObjectTypeSymbol, RelationSymbol } from '../model/symbols.js';
import type { OracleType } from '../model/types.js';
import { unknown } from '../model/types.js';
import { findSymbol } from '../names/symbol-lookup.js';
import { forbidsNull, nullableAfter } from './not-null-constraints.js';
import { asDeclared, withTextLengths } from './text-lengths.js';
import { objectTypeNamed } from './types.js';

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
  readonly history: readonly { readonly before: Span; readonly columns: readonly ColumnInfo[] }[];
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
  const history: { readonly before: Span; readonly columns: readonly ColumnInfo[] }[] = [];
  const list = createdColumns(cx, unit, origins);
  for (const alter of [...alters].sort((x, y) => (x.span.file === y.span.file ? x.span.start - y.span.start : 0))) {
    if (alter.actions.some((a) => a.kind.includes('Column'))) history.push({ before: alter.span, columns: [...list] });
    applyAlter(cx, alter, list, scope, relation);
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

/** The columns that CREATE TABLE itself gives: of its type, of its query, or of its list. */
function createdColumns(
  cx: AnalyzeContext,
  unit: CreateTable,
  { scope, relation, rowType, constraints }: ColumnOrigins,
): ColumnInfo[] {
  const list: ColumnInfo[] = rowType ? attributeColumns(rowType) : [];
  const queried = unit.asQuery
    ? asDeclared(withTextLengths(cx, unit.asQuery, cx.resolveQuery(unit.asQuery, scope)))
    : [];
  // What the query never gives as NULL, an INSERT may; NOT NULL constraints that are copied prove nothing more here.
  if (unit.columns.length === 0) list.push(...queried.map((c) => ({ ...c, nullable: true })));
  for (const [i, c] of unit.columns.entries()) {
    if (rowType && list.some((x) => x.name === c.name.name)) continue;
    list.push(column(cx, c, { scope, queried: queried[i], others: list, relation, constraints }));
  }
  // Invisible columns have no place among the others. (SQL Language Reference, CREATE TABLE, "INVISIBLE")
  return [...list.filter((c) => !c.hidden), ...list.filter((c) => c.hidden)];
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

/** `others`: columns of the table so far, which a virtual column without a type is made of. */
function column(
  cx: AnalyzeContext,
  c: ColumnDefinition,
  {
    scope,
    queried,
    others,
    relation,
    constraints = [],
  }: {
    readonly scope: Scope;
    readonly queried: ColumnInfo | undefined;
    readonly others: readonly ColumnInfo[];
    readonly relation: RelationSymbol;
    readonly constraints?: readonly TableConstraint[];
  },
): ColumnInfo {
  let type: OracleType = queried?.type ?? unknown;
  if (c.type) type = cx.typeOfRef(c.type, scope);
  else if (c.virtual)
    type = cx.resolveExpr(
      c.virtual,
      childScope(scope, {
        rows: [{ kind: 'relation', alias: '', relation, columns: others, open: false, optional: false }],
      }),
    );
  else {
    // A column of a foreign key may leave its type to the column that it references. (SQL Language Reference, CREATE
    // TABLE, "datatype")
    const reference = foreignKeyOf(c, constraints);
    const target =
      reference &&
      cx.catalog.lookup(
        reference.table.parts.map((p) => p.name),
        relation.owner,
      );
    if (target?.kind === 'relation') {
      const key = reference?.referenced?.map((r) => r.name) ?? target.keys.find((k) => k.primary)?.columns;
      const known = target === relation ? others : target.columns;
      type = known.find((x) => x.name === key?.[reference?.position ?? 0])?.type ?? unknown;
    }
  }
  const notNull =
    forbidsNull(c) || c.constraints.some((k) => k.kind === 'ColumnPrimaryKey' && k.state.enabled !== false);
  return {
    name: c.name.name,
    type,
    nullable: !notNull && c.identity === undefined,
    virtual: c.virtual !== undefined || undefined,
    hidden: c.invisible || undefined,
    identity: c.identity !== undefined || undefined,
    hasDefault: c.default !== undefined || undefined,
    defaultOnNull: c.defaultOnNull || undefined,
    span: c.span,
  };
}

/** The foreign key that a column is part of, its own or one written after the columns, and its place in that. */
function foreignKeyOf(
  c: ColumnDefinition,
  constraints: readonly TableConstraint[],
): { table: QualifiedName; referenced: readonly Identifier[] | undefined; position: number } | undefined {
  for (const k of c.constraints)
    if (k.kind === 'ColumnReferences') return { table: k.table, referenced: k.columns, position: 0 };
  for (const k of constraints) {
    if (k.kind !== 'ForeignKey') continue;
    const position = k.columns.findIndex((x) => x.name === c.name.name);
    if (position >= 0) return { table: k.table, referenced: k.referenced, position };
  }
  return undefined;
}

/**
 * An ALTER TABLE that comes after the analysis, as text of dynamic SQL: what is lowered from
 * here on sees the table changed.
 */
export function alterDeclared(cx: AnalyzeContext, alter: AlterTable, owner: string, scopes: UnitScopes): void {
  const scope = standingAlone(scopes.schema, ownerAndName(alter.name, owner).owner, alter.span);
  const symbol = findSymbol(cx, alter.name, scope);
  // The list is the relation's own, made at its first use.
  if (symbol?.kind === 'relation')
    applyAlter(cx, { ...alter, atRunTime: true }, symbol.columns as ColumnInfo[], scope, symbol);
}

/** What a program asks for may be refused, by what the rows hold: only what widens a type counts from the outset. */
function narrows(from: OracleType, to: OracleType): boolean {
  if (from.kind !== to.kind) return from.kind !== 'unknown';
  const all = Number.POSITIVE_INFINITY;
  if ((from.kind === 'varchar2' || from.kind === 'char') && to.kind === from.kind)
    return (to.length ?? all) < (from.length ?? all);
  if (from.kind !== 'number' || to.kind !== 'number') return false;
  if (to.precision === undefined) return false;
  if (from.precision === undefined) return true;
  const scale = (t: { readonly scale?: number }): number => t.scale ?? 0;
  return scale(to) < scale(from) || to.precision - scale(to) < from.precision - scale(from);
}

function applyAlter(
  cx: AnalyzeContext,
  alter: AlterTable,
  list: ColumnInfo[],
  scope: Scope,
  symbol: RelationSymbol,
): void {
  for (const action of alter.actions) {
    switch (action.kind) {
      case 'AddColumns':
        // A program is refused all of them with the one that is there.
        if (alter.atRunTime && action.columns.some((c) => list.some((x) => x.name === c.name.name && !x.gone))) break;
        for (const c of action.columns)
          if (!list.some((x) => x.name === c.name.name))
            list.push(column(cx, c, { scope, queried: undefined, others: list, relation: symbol }));
        break;
      case 'ModifyColumns':
        for (const c of action.columns) {
          const at = list.findIndex((x) => x.name === c.name.name);
          const old = list[at];
          if (!old) continue;
          if (alter.atRunTime && c.type && narrows(old.type, cx.typeOfRef(c.type, scope))) continue;
          const now = {
            ...old,
            type: c.type ? cx.typeOfRef(c.type, scope) : old.type,
            nullable: nullableBy(c, alter) ?? (c.dropIdentity ? true : old.nullable),
            identity: c.dropIdentity ? undefined : old.identity,
          };
          if (c.invisible === undefined || c.invisible === (old.hidden ?? false)) list[at] = now;
          else {
            list.splice(at, 1);
            list.push({ ...now, hidden: c.invisible || undefined, moved: true });
          }
        }
        break;
      case 'RenameColumn': {
        const at = list.findIndex((x) => x.name === action.from.name);
        const old = list[at];
        if (!old || list.some((c) => c.name === action.to.name && !c.hidden)) break;
        list[at] = { ...old, name: action.to.name };
        if (alter.atRunTime) list.push({ ...old, hidden: true, gone: true });
        break;
      }
      case 'DropColumns':
        for (const c of action.columns) {
          const at = list.findIndex((x) => x.name === c.name);
          const old = list[at];
          if (!old) continue;
          list.splice(at, 1);
          // What a program drops may be refused and stay: its name keeps its meaning.
          if (alter.atRunTime) list.push({ ...old, hidden: true, gone: true });
        }
        break;
      default:
        break;
    }
  }
}

/**
 * May the column be NULL after MODIFY? Undefined where that says nothing of it. With NOVALIDATE
 * rows may have been NULL before.
 */
function nullableBy({ constraints }: ColumnDefinition, { atRunTime }: AlterTable): boolean | undefined {
  const given = constraints.findLast((k) => k.kind === 'NotNull' || k.kind === 'Nullable');
  if (!given) return undefined;
  if (given.kind === 'Nullable' || given.state.enabled === false || given.state.validated === false) return true;
  return atRunTime ? undefined : false;
}

/** Enters the columns of CREATE VIEW, as far as its text tells. */
export function declareView(
  cx: AnalyzeContext,
  unit: CreateView | CreateMaterializedView,
  owner: string,
  scopes: UnitScopes,
): RelationSymbol {
  const id = ownerAndName(unit.name, owner);
  const scope = childScope(standingAlone(scopes.schema, id.owner, unit.span), { fixedAt: unit.span, view: id });
  const typeName = unit.kind === 'CreateView' ? unit.ofType : undefined;
  const ofType = lazy(() => objectTypeNamed(cx, typeName, id.owner), undefined);
  const columns = lazy<readonly ColumnInfo[]>(() => {
    const queried = asDeclared(cx.resolveQuery(unit.query, scope));
    // An object view has the attributes of its type; one of XMLTYPE a single column of Oracle's.
    const object = ofType();
    if (object) {
      const subtypes = queried.length === 1 && queried[0]?.type.kind === 'object' ? subtypeRows(object) : undefined;
      const own = object.attributes.map((a) => ({ name: a.name, type: a.type, nullable: true }));
      return subtypes ? [...own, subtypes] : own;
    }
    if (typeName?.parts[typeName.parts.length - 1]?.name === 'XMLTYPE')
      return [{ name: 'SYS_NC_ROWINFO$', type: { kind: 'xml' }, nullable: true }];
    return unit.columns
      ? unit.columns.map((c, i) => ({ ...(queried[i] ?? { type: unknown, nullable: true }), name: c.name }))
      : queried;
  }, []);
  return deferred(
    {
      kind: 'relation',
      relation: unit.kind === 'CreateView' ? 'view' : 'materialized view',
      ...id,
      span: unit.name.span,
      temporary: false,
      external: false,
      constraints: [],
      keys: [],
      definition: unit,
    },
    { columns, ofType },
  );
}

/** The columns that become NOT NULL after code that was stored before may have run. */
function notNullTooLate(cx: AnalyzeContext, { span }: CreateTable, alter: AlterTable): readonly string[] {
  if (alter.span.file !== span.file || alter.span.start < span.start) return [];
  const columns = alter.actions.flatMap((a) => (a.kind === 'ModifyColumns' ? a.columns.filter(forbidsNull) : []));
  return columns.length > 0 && cx.runsStored(span, alter.span) ? columns.map((c) => c.name.name) : [];
}
