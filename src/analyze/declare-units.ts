import type {
  AlterTable,
  ColumnDefinition,
  CreateIndex,
  CreateMaterializedView,
  CreateTable,
  CreateTrigger,
  CreateType,
  CreateTypeBody,
  CreateView,
  Identifier,
  QualifiedName,
  ScriptUnit,
  TableConstraint,
} from '../ir/oracle/index.js';
import type { Span } from '../ir/span.js';
import { type AnalyzeContext, lazy } from './context.js';
import { declareAll, declareRoutine } from './declarations.js';
import { declarePackageBodies, declareSpecification } from './declare-packages.js';
import { findSymbol } from './names.js';
import { keyOf, type OwnedUnit, ownerAndName, type UnitScopes } from './owned-units.js';
import { childScope, type Scope } from './scope.js';
import type {
  CollectionTypeSymbol,
  ColumnInfo,
  ObjectTypeSymbol,
  RelationSymbol,
  RoutineSymbol,
  Symbol,
  SynonymSymbol,
  TriggerSymbol,
} from './symbols.js';
import type { OracleType, RecordFieldInfo } from './types.js';

const unknown: OracleType = { kind: 'unknown' };

/** Registers what every unit declares. Types and columns are worked out at first use, so the order of files does not matter. */
export function declareUnits(cx: AnalyzeContext, units: readonly OwnedUnit[], scopes: UnitScopes): void {
  const alters = new Map<string, AlterTable[]>();
  const indexes = new Map<string, CreateIndex[]>();
  for (const { unit, owner } of units) {
    if (unit.kind === 'CreateIndex' && unit.unique && !unit.special) {
      const key = keyOf(unit.table, owner);
      indexes.set(key, [...(indexes.get(key) ?? []), unit]);
    }
    if (unit.kind !== 'AlterTable') continue;
    const key = keyOf(unit.name, owner);
    alters.set(key, [...(alters.get(key) ?? []), unit]);
  }
  for (const { unit, owner } of units) {
    const symbol = declareUnit(cx, unit, owner, scopes, alters, indexes);
    if (symbol) cx.facts.declared.set(unit, symbol);
  }
  for (const { unit, owner } of units) {
    if (unit.kind === 'Rename') declareRenamed(cx, [unit.from.name], unit.to.name, owner);
    if (unit.kind === 'AlterTable')
      for (const action of unit.actions)
        if (action.kind === 'RenameTable')
          declareRenamed(
            cx,
            unit.name.parts.map((p) => p.name),
            action.to.name,
            owner,
          );
  }
  declarePackageBodies(cx, units, scopes);
  for (const { unit, owner } of units) {
    if (unit.kind === 'CreateTypeBody') declareTypeBody(cx, unit, owner, scopes);
    if (unit.kind === 'CreateTrigger') declareTrigger(cx, unit, owner);
  }
}

/** The new name of a table; statements before the renaming still use the old one. */
function declareRenamed(cx: AnalyzeContext, from: readonly string[], to: string, owner: string): void {
  const symbol = cx.catalog.lookup(from, owner);
  if (symbol?.kind !== 'relation') return;
  // Columns are worked out at first use: their getters are copied, not their values.
  const renamed = Object.defineProperties(
    {},
    { ...Object.getOwnPropertyDescriptors(symbol), name: { value: to, enumerable: true } },
  );
  cx.catalog.add(renamed as RelationSymbol);
}

function declareUnit(
  cx: AnalyzeContext,
  unit: ScriptUnit,
  owner: string,
  scopes: UnitScopes,
  alters: ReadonlyMap<string, readonly AlterTable[]>,
  indexes: ReadonlyMap<string, readonly CreateIndex[]>,
): Symbol | undefined {
  switch (unit.kind) {
    case 'CreateTable': {
      const key = keyOf(unit.name, owner);
      const symbol = table(cx, unit, owner, scopes, alters.get(key) ?? [], indexes.get(key) ?? []);
      cx.catalog.add(symbol);
      return symbol;
    }
    case 'CreateView':
    case 'CreateMaterializedView': {
      const symbol = view(cx, unit, owner, scopes);
      cx.catalog.add(symbol);
      return symbol;
    }
    case 'CreateSequence': {
      const symbol: Symbol = {
        kind: 'sequence',
        ...ownerAndName(unit.name, owner),
        span: unit.name.span,
        definition: unit,
      };
      cx.catalog.add(symbol);
      return symbol;
    }
    case 'CreateSynonym': {
      const symbol: SynonymSymbol = {
        kind: 'synonym',
        ...ownerAndName(unit.name, unit.public ? 'PUBLIC' : owner),
        span: unit.name.span,
        public: unit.public,
        definition: unit,
        get target() {
          return target();
        },
      };
      const target = lazy<Symbol | undefined>(() => {
        const parts = unit.target.parts.map((p) => p.name);
        const found = cx.catalog.lookup(parts, owner);
        return found === symbol ? undefined : found;
      }, undefined);
      cx.catalog.add(symbol);
      return symbol;
    }
    case 'CreateType': {
      const symbol = type(cx, unit, owner, scopes);
      if (symbol) cx.catalog.add(symbol);
      return symbol;
    }
    case 'CreatePackage':
      return declareSpecification(cx, unit, owner, scopes);
    case 'CreateRoutine': {
      const at = unit.owner?.name ?? owner;
      const scope = childScope(scopes.schema);
      const symbol = declareRoutine(cx, unit.routine, scope, undefined);
      Object.assign(symbol, { owner: at, public: true });
      cx.catalog.add(symbol);
      cx.facts.declared.set(unit.routine, symbol);
      return symbol;
    }
    default:
      return undefined;
  }
}

/** The scope of names inside a table, view or type: that of its schema, with no members of its own. */
function scopeOfUnit(scopes: UnitScopes, id: ReturnType<typeof ownerAndName>, span: Span): Scope {
  return childScope(scopes.schema, {
    unit: {
      kind: 'package',
      ...id,
      name: '',
      span,
      specification: undefined,
      body: undefined,
      members: new Map(),
      publicNames: new Set(),
      stateful: false,
    },
  });
}

function objectTypeNamed(
  cx: AnalyzeContext,
  name: QualifiedName | undefined,
  owner: string,
): ObjectTypeSymbol | undefined {
  const found =
    name &&
    cx.catalog.lookup(
      name.parts.map((p) => p.name),
      owner,
    );
  return found?.kind === 'objectType' ? found : undefined;
}

// ---------- relations ----------

function table(
  cx: AnalyzeContext,
  unit: CreateTable,
  owner: string,
  scopes: UnitScopes,
  alters: readonly AlterTable[],
  indexes: readonly CreateIndex[],
): RelationSymbol {
  const added = alters.flatMap((a) => a.actions.flatMap((x) => (x.kind === 'AddConstraint' ? [x.constraint] : [])));
  const constraints: readonly TableConstraint[] = [...unit.constraints, ...added];
  const id = ownerAndName(unit.name, owner);
  const scope = scopeOfUnit(scopes, id, unit.span);
  const ofType = lazy(() => objectTypeNamed(cx, unit.ofType, id.owner), undefined);
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
  const primary = new Set(keys.filter((k) => k.primary).flatMap((k) => k.columns));
  const history: { readonly before: Span; readonly columns: readonly ColumnInfo[] }[] = [];
  const columns = lazy<readonly ColumnInfo[]>(() => {
    let list: ColumnInfo[] = [];
    if (ofType()) list = (ofType()?.attributes ?? []).map((a) => ({ name: a.name, type: a.type, nullable: true }));
    const queried = unit.asQuery ? cx.resolveQuery(unit.asQuery, scope) : [];
    // What the query never gives as NULL, an INSERT may; NOT NULL constraints that are copied prove nothing more here.
    if (unit.columns.length === 0) list.push(...queried.map((c) => ({ ...c, nullable: true })));
    for (const [i, c] of unit.columns.entries()) {
      if (ofType() && list.some((x) => x.name === c.name.name)) continue;
      list.push(column(cx, c, scope, queried[i], list, symbol, constraints));
    }
    for (const alter of [...alters].sort((x, y) => (x.span.file === y.span.file ? x.span.start - y.span.start : 0))) {
      if (alter.actions.some((a) => a.kind.includes('Column')))
        history.push({ before: alter.span, columns: [...list] });
      applyAlter(cx, alter, list, scope, symbol);
    }
    return list.map((c) => (primary.has(c.name) ? { ...c, nullable: false } : c));
  }, []);
  const symbol: RelationSymbol = {
    kind: 'relation',
    relation: 'table',
    ...id,
    span: unit.name.span,
    get columns() {
      return columns();
    },
    temporary: unit.temporary !== undefined,
    external: unit.organization === 'EXTERNAL',
    get ofType() {
      return ofType();
    },
    constraints,
    keys,
    uniqueIndexes: indexes.flatMap((index) => {
      const names = index.columns.map((c) => (c.value.kind === 'Name' ? c.value.parts[0]?.name : undefined));
      return names.every((n) => n !== undefined) ? [names] : [];
    }),
    alters,
    get history() {
      columns();
      return history;
    },
    definition: unit,
  };
  return symbol;
}

/** `others`: columns of the table so far, which a virtual column without a type is made of. */
function column(
  cx: AnalyzeContext,
  c: ColumnDefinition,
  scope: Scope,
  queried: ColumnInfo | undefined,
  others: readonly ColumnInfo[],
  relation: RelationSymbol,
  constraints: readonly TableConstraint[] = [],
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
    // A column of a foreign key may leave its type to the column that it references. (SQL Language Reference, CREATE TABLE, "datatype")
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
  const notNull = c.constraints.some(
    (k) => (k.kind === 'NotNull' || k.kind === 'ColumnPrimaryKey') && k.state.enabled !== false,
  );
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

/** The foreign key that a column is part of, its own or one written behind the columns, and its place in that. */
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

/** An ALTER TABLE that comes after the analysis, as text of dynamic SQL: what is lowered from here on sees the table changed. */
export function alterDeclared(cx: AnalyzeContext, alter: AlterTable, owner: string, scopes: UnitScopes): void {
  const scope = scopeOfUnit(scopes, ownerAndName(alter.name, owner), alter.span);
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
        for (const c of action.columns)
          if (!list.some((x) => x.name === c.name.name)) list.push(column(cx, c, scope, undefined, list, symbol));
        break;
      case 'ModifyColumns':
        for (const c of action.columns) {
          const at = list.findIndex((x) => x.name === c.name.name);
          const old = list[at];
          if (!old) continue;
          if (alter.atRunTime && c.type && narrows(old.type, cx.typeOfRef(c.type, scope))) continue;
          const nowNotNull = !alter.atRunTime && c.constraints.some((k) => k.kind === 'NotNull');
          const nowNullable = c.constraints.some((k) => k.kind === 'Nullable');
          list[at] = {
            ...old,
            type: c.type ? cx.typeOfRef(c.type, scope) : old.type,
            nullable: nowNotNull ? false : nowNullable ? true : old.nullable,
            ...(c.invisible !== undefined && { hidden: c.invisible || undefined }),
          };
        }
        break;
      case 'RenameColumn': {
        const at = list.findIndex((x) => x.name === action.from.name);
        const old = list[at];
        if (!old || list.some((c) => c.name === action.to.name && !c.hidden)) break;
        list[at] = { ...old, name: action.to.name };
        if (alter.atRunTime) list.push({ ...old, hidden: true });
        break;
      }
      case 'DropColumns':
        for (const c of action.columns) {
          const at = list.findIndex((x) => x.name === c.name);
          const old = list[at];
          if (!old) continue;
          list.splice(at, 1);
          // What a program drops may be refused and stay: its name keeps its meaning.
          if (alter.atRunTime) list.push({ ...old, hidden: true });
        }
        break;
      default:
        break;
    }
  }
}

function view(
  cx: AnalyzeContext,
  unit: CreateView | CreateMaterializedView,
  owner: string,
  scopes: UnitScopes,
): RelationSymbol {
  const id = ownerAndName(unit.name, owner);
  const scope = childScope(scopeOfUnit(scopes, id, unit.span), { fixedAt: unit.span });
  const typeName = unit.kind === 'CreateView' ? unit.ofType : undefined;
  const ofType = lazy(() => objectTypeNamed(cx, typeName, id.owner), undefined);
  const columns = lazy<readonly ColumnInfo[]>(() => {
    const queried = cx.resolveQuery(unit.query, scope);
    // An object view has the attributes of its type; one of XMLTYPE a single column of Oracle's.
    const object = ofType();
    if (object) return object.attributes.map((a) => ({ name: a.name, type: a.type, nullable: true }));
    if (typeName?.parts[typeName.parts.length - 1]?.name === 'XMLTYPE')
      return [{ name: 'SYS_NC_ROWINFO$', type: { kind: 'xml' }, nullable: true }];
    return unit.columns
      ? unit.columns.map((c, i) => ({ ...(queried[i] ?? { type: unknown, nullable: true }), name: c.name }))
      : queried;
  }, []);
  return {
    kind: 'relation',
    relation: unit.kind === 'CreateView' ? 'view' : 'materialized view',
    ...id,
    span: unit.name.span,
    get columns() {
      return columns();
    },
    temporary: false,
    external: false,
    get ofType() {
      return ofType();
    },
    constraints: [],
    keys: [],
    definition: unit,
  };
}

// ---------- types ----------

function type(
  cx: AnalyzeContext,
  unit: CreateType,
  owner: string,
  scopes: UnitScopes,
): ObjectTypeSymbol | CollectionTypeSymbol | undefined {
  const id = ownerAndName(unit.name, owner);
  const scope = scopeOfUnit(scopes, id, unit.span);
  const definition = unit.definition;
  if (definition.kind === 'CollectionTypeDefinition') {
    const element = lazy(() => cx.typeOfRef(definition.element, scope), unknown);
    return {
      kind: 'collectionType',
      ...id,
      span: unit.name.span,
      container: undefined,
      variant: definition.variant === 'VARRAY' ? 'varray' : 'nestedTable',
      get element() {
        return element();
      },
      elementNotNull: definition.elementNotNull,
      limit: definition.limit?.kind === 'NumberLiteral' ? Number(definition.limit.text) : undefined,
    };
  }
  if (definition.kind === 'UnsupportedTypeDefinition') return undefined;
  const existing = cx.catalog.find(id.owner, id.name, (s) => s.kind === 'objectType');
  if (definition.kind === 'IncompleteType') {
    if (existing) return undefined;
    return {
      kind: 'objectType',
      ...id,
      span: unit.name.span,
      container: undefined,
      supertype: undefined,
      attributes: [],
      methods: [],
      final: true,
      instantiable: true,
      subtypes: [],
      definition: unit,
      body: undefined,
    };
  }
  const supertype = lazy<ObjectTypeSymbol | undefined>(() => {
    const found =
      definition.under &&
      cx.catalog.lookup(
        definition.under.parts.map((p) => p.name),
        id.owner,
      );
    return found?.kind === 'objectType' && found !== symbol ? found : undefined;
  }, undefined);
  const attributes = lazy<readonly RecordFieldInfo[]>(
    () => [
      ...(supertype()?.attributes ?? []),
      ...definition.attributes.map((a) => ({ name: a.name.name, type: cx.typeOfRef(a.type, scope) })),
    ],
    [],
  );
  const own: RoutineSymbol[] = [];
  const methods = lazy<readonly RoutineSymbol[]>(() => {
    const inherited = (supertype()?.methods ?? []).filter(
      (m) =>
        m.declaration.method?.role !== 'CONSTRUCTOR' &&
        !own.some((o) => o.declaration.method?.overriding && isSameMethod(o, m)),
    );
    return [...inherited, ...own];
  }, []);
  const subtypes: ObjectTypeSymbol[] = [];
  const symbol: ObjectTypeSymbol = {
    kind: 'objectType',
    ...id,
    span: unit.name.span,
    container: undefined,
    get supertype() {
      return supertype();
    },
    get attributes() {
      return attributes();
    },
    get methods() {
      return methods();
    },
    final: definition.final,
    instantiable: definition.instantiable,
    subtypes,
    definition: unit,
    body: undefined,
  };
  const typeScope = childScope(scope, { qualifier: id.name });
  declareAll(cx, definition.methods, typeScope, symbol as unknown as undefined);
  for (const list of typeScope.names.values())
    for (const s of list)
      if (s.kind === 'routine') own.push(Object.assign(s, { container: symbol, owner: id.owner, public: true }));
  for (const method of own) {
    const declared = method as { container: RoutineSymbol['container'] };
    declared.container = symbol;
  }
  return symbol;
}

/** Same name, kind and number of parameters; SELF may be declared or not. */
function isSameMethod(a: RoutineSymbol, other: RoutineSymbol): boolean {
  const count = (m: RoutineSymbol): number => m.parameters.filter((p) => p.variable.name !== 'SELF').length;
  return a.name === other.name && a.routine === other.routine && count(a) === count(other);
}

/** Fills `subtypes` once all types are known. */
export function linkSubtypes(cx: AnalyzeContext): void {
  for (const t of cx.catalog.types) {
    if (t.kind === 'objectType' && t.supertype) (t.supertype.subtypes as ObjectTypeSymbol[]).push(t);
  }
}

function declareTypeBody(cx: AnalyzeContext, unit: CreateTypeBody, owner: string, scopes: UnitScopes): void {
  const id = ownerAndName(unit.name, owner);
  const symbol =
    cx.catalog.find(id.owner, id.name, (s) => s.kind === 'objectType') ?? cx.catalog.lookup([id.name], id.owner);
  if (symbol?.kind !== 'objectType') return;
  Object.assign(symbol, { body: unit });
  cx.facts.declared.set(unit, symbol);
  const scope = childScope(scopes.schema, {
    qualifier: symbol.name,
    unit: {
      kind: 'package',
      ...id,
      name: '',
      span: unit.span,
      specification: undefined,
      body: undefined,
      members: new Map(),
      publicNames: new Set(),
      stateful: false,
    },
  });
  for (const m of symbol.methods) {
    if (m.container !== symbol) continue;
    // A body that is given again defines the same methods again.
    Object.assign(m, { definition: undefined });
    scope.names.set(m.name, [...(scope.names.get(m.name) ?? []), m]);
  }
  for (const method of unit.methods) {
    const declared = declareRoutine(cx, method, scope, symbol, undefined, unit.methods);
    cx.facts.declared.set(method, declared);
  }
  // Methods are reached through an object, never as plain names.
  scope.names.clear();
  cx.facts.declared.set(unit.name, symbol);
}

// ---------- triggers ----------

function declareTrigger(cx: AnalyzeContext, unit: CreateTrigger, owner: string): void {
  const id = ownerAndName(unit.name, owner);
  const subject =
    unit.on.kind === 'Table'
      ? cx.catalog.lookup(
          unit.on.name.parts.map((p) => p.name),
          id.owner,
        )
      : undefined;
  const symbol: TriggerSymbol = {
    kind: 'trigger',
    ...id,
    span: unit.name.span,
    definition: unit,
    table: subject?.kind === 'relation' ? subject : undefined,
  };
  cx.catalog.add(symbol);
  cx.facts.declared.set(unit, symbol);
}
