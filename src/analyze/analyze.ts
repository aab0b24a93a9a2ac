import { InternalError } from '../diagnostics/diagnostic.js';
import type {
  Call,
  CorrelationName,
  CreateTable,
  CreateTrigger,
  Expr,
  Member,
  Name,
  New,
  PartitionDefinition,
  Query,
  QueryBody,
  ScriptUnit,
  Select,
  Star,
  TypeRef,
} from '../ir/oracle/index.js';
import type { Span } from '../ir/span.js';
import { settle, walk } from '../ir/walk.js';
import type { Analysis, Resolution, RowSource } from './analysis.js';
import { CatalogIndex } from './catalog.js';
import { type AnalyzeContext, lazy } from './context.js';
import { cursorsTouchedBy, sharedCounters } from './cursor-counters.js';
import { typesOpenedFor } from './cursor-types.js';
import { declareAll } from './declarations.js';
import { alterDeclared } from './declare-tables.js';
import { linkSubtypes } from './declare-types.js';
import { declareUnits } from './declare-units.js';
import { resolveDml } from './dml.js';
import { dynamicText, noteDynamicTexts } from './dynamic-text.js';
import { computeEffects } from './effects.js';
import { resolveExpr } from './expressions.js';
import { Facts } from './facts.js';
import { growingTables } from './growing-tables.js';
import { referredTypes } from './object-identifiers.js';
import type { OwnedUnit, UnitScopes } from './owned-units.js';
import { ownerAndName } from './owned-units.js';
import { ownersByPlace } from './owner-at.js';
import { resolveQuery, starColumns } from './queries.js';
import { resolveRoutine } from './routines.js';
import { childScope, type Scope } from './scope.js';
import { standingTables } from './standing-tables.js';
import { resolveBlock, resolveDeclarations, resolveStatement } from './statements.js';
import { findSymbol } from './symbol-lookup.js';
import type { ColumnInfo, RelationSymbol, RoutineSymbol, Symbol, TriggerSymbol, VariableSymbol } from './symbols.js';
import { typeOfRef } from './type-refs.js';
import { unknown } from './types.js';

export interface AnalyzeOptions {
  /** The owner of objects that are named without one; '' when the inputs never say. */
  readonly defaultOwner?: string;
  /** Anonymous blocks are steps of an installation: their DDL does not commit. */
  readonly installerBlocks?: boolean;
  /** The first of the units are what programs of the others define: so many. */
  readonly madeAtRunTime?: number;
}

/** Names, types, nullability and effects over all inputs. Never throws on input: a unit that breaks an invariant of ours is reported and left unresolved. */
export function analyze(units: readonly OwnedUnit[], options: AnalyzeOptions = {}): Analysis {
  const facts = new Facts();
  const catalog = new CatalogIndex(options.defaultOwner ?? '');
  const cx: AnalyzeContext = {
    facts,
    catalog,
    resolveExpr: (expr, scope, within = cx) => resolveExpr(within, expr, scope),
    resolveQuery: (query, scope, within = cx) => resolveQuery(within, query, scope),
    resolveRoutine: (node, scope) => resolveRoutine(cx, node, scope),
    typeOfRef: (type, scope, exclude) => typeOfRef(cx, type, scope, exclude),
    cursorTypes: lazy(() => typesOpenedFor(units.map((u) => u.unit)), new Set()),
    referredTypes: referredTypes(units.map((u) => u.unit)),
  };
  for (const { unit } of units) settle(unit);
  const schema = childScope(undefined);
  const scopes: UnitScopes = { schema, specifications: new Map(), bodies: new Map() };
  declareUnits(cx, units, scopes);
  linkSubtypes(cx);
  for (const owned of units) resolveUnit(cx, owned, scopes);
  const scripts = units.map((u) => u.unit);
  noteDynamicTexts(cx, scripts);
  const effects = computeEffects(cx, scripts);
  const plainDdl = new Set<object>();
  if (options.installerBlocks) {
    for (const { unit } of units) {
      if (unit.kind !== 'AnonymousBlock') continue;
      walk(unit, (node) => {
        if (node.kind === 'ExecuteImmediate') plainDdl.add(node);
      });
    }
  }
  const atRunTime = new Set(scripts.slice(0, options.madeAtRunTime ?? 0));
  const stands = standingTables(scripts, (unit) => atRunTime.has(unit));
  return view(cx, effects, scopes, plainDdl, scripts, {
    stands,
    mayGrow: growingTables(scripts),
    ownerAt: ownersByPlace(units, catalog.defaultOwner),
  });
}

/** Resolves all names inside one unit. */
function resolveUnit(cx: AnalyzeContext, { unit, owner }: OwnedUnit, scopes: UnitScopes): void {
  const at = (span: ScriptUnit['span'], ownerName: string): Scope =>
    childScope(scopes.schema, {
      unit: {
        kind: 'package',
        name: '',
        owner: ownerName,
        span,
        specification: undefined,
        body: undefined,
        members: new Map(),
        publicNames: new Set(),
        stateful: false,
      },
    });
  const scope = at(unit.span, ownerOfUnit(cx, unit) ?? owner);
  switch (unit.kind) {
    case 'CreateTable':
      resolveTable(cx, unit, scope);
      return;
    case 'AlterTable': {
      const symbol = findSymbol(cx, unit.name, scope);
      if (symbol) cx.facts.symbols.set(unit.name, symbol);
      const rows = childScope(scope, {
        rows: symbol?.kind === 'relation' ? [sourceOfRelation(everyColumn(symbol), symbol.name, symbol)] : [],
      });
      for (const action of unit.actions) {
        if (action.kind === 'AddColumns' || action.kind === 'ModifyColumns') {
          for (const c of action.columns) {
            if (c.type) typeOfRef(cx, c.type, scope);
            for (const e of [c.default, c.virtual]) if (e) resolveExpr(cx, e, rows);
            for (const k of c.constraints) if (k.kind === 'ColumnCheck') resolveExpr(cx, k.condition, rows);
          }
        }
        if (action.kind === 'AddPartition') resolveBounds(cx, [action.partition], scope);
        if (action.kind === 'OtherPartitionAction')
          for (const e of action.at ?? [])
            if (e.kind !== 'Name' && e.kind !== 'DefaultMarker') resolveExpr(cx, e, scope);
        if (action.kind === 'AddConstraint' && action.constraint.kind === 'Check')
          resolveExpr(cx, action.constraint.condition, rows);
        if (action.kind === 'AddConstraint' && action.constraint.kind === 'ForeignKey')
          noteName(cx, action.constraint.table, scope);
      }
      return;
    }
    case 'CreateView':
    case 'CreateMaterializedView':
      void (cx.facts.declared.get(unit) as { columns?: unknown } | undefined)?.columns;
      resolveQuery(cx, unit.query, childScope(scope, { fixedAt: unit.span, view: ownerAndName(unit.name, owner) }));
      return;
    case 'CreateIndex': {
      const symbol = noteName(cx, unit.table, scope);
      const rows = childScope(scope, {
        rows:
          symbol?.kind === 'relation'
            ? [sourceOfRelation(symbol.columns, unit.tableAlias?.name ?? symbol.name, symbol)]
            : [],
      });
      for (const c of unit.columns) resolveExpr(cx, c.value, rows);
      return;
    }
    case 'CreatePackage': {
      const symbol = cx.facts.declared.get(unit);
      const own = symbol?.kind === 'package' ? scopes.specifications.get(symbol) : undefined;
      if (own) resolveDeclarations(cx, unit.declarations, own);
      return;
    }
    case 'CreatePackageBody': {
      const symbol = cx.facts.declared.get(unit);
      const own = symbol?.kind === 'package' ? scopes.bodies.get(symbol) : undefined;
      if (!own) return;
      resolveDeclarations(cx, unit.declarations, own);
      if (unit.initialization)
        resolveBlock(cx, unit.initialization, childScope(own), symbol?.kind === 'package' ? symbol : undefined);
      return;
    }
    case 'CreateRoutine': {
      const symbol = cx.facts.declared.get(unit.routine);
      resolveRoutine(cx, unit.routine, at(unit.span, symbol?.kind === 'routine' ? symbol.owner : owner));
      return;
    }
    case 'CreateTypeBody':
      for (const method of unit.methods) resolveRoutine(cx, method, scope);
      return;
    case 'CreateType':
      if (unit.definition.kind === 'ObjectTypeDefinition') {
        for (const a of unit.definition.attributes) typeOfRef(cx, a.type, scope);
        for (const m of unit.definition.methods)
          for (const p of m.parameters) if (p.initial) resolveExpr(cx, p.initial, scope);
      }
      return;
    case 'CreateTrigger':
      resolveTrigger(cx, unit, scopes);
      return;
    case 'AnonymousBlock':
      resolveBlock(cx, unit.block, scope, undefined);
      return;
    case 'SqlCall':
      resolveStatement(cx, unit.call, scope);
      return;
    case 'QueryStatement':
      resolveQuery(cx, unit.query, scope);
      return;
    case 'Insert':
    case 'MultiTableInsert':
    case 'Update':
    case 'Delete':
    case 'Merge':
      resolveDml(cx, unit, scope);
      return;
    case 'LockTable':
      resolveStatement(cx, unit, scope);
      return;
    case 'CommentOn':
    case 'Grant':
    case 'Revoke':
    case 'Truncate': {
      const name = unit.kind === 'CommentOn' ? unit.name : unit.kind === 'Truncate' ? unit.table : unit.object;
      if (name)
        noteName(
          cx,
          unit.kind === 'CommentOn' && unit.on === 'COLUMN' ? { ...name, parts: name.parts.slice(0, -1) } : name,
          scope,
          name,
        );
      return;
    }
    default:
      return;
  }
}

function ownerOfUnit(cx: AnalyzeContext, unit: ScriptUnit): string | undefined {
  const symbol = cx.facts.declared.get(unit);
  return symbol && 'owner' in symbol ? symbol.owner : undefined;
}

function noteName(
  cx: AnalyzeContext,
  name: import('../ir/oracle/index.js').QualifiedName,
  scope: Scope,
  key: object = name,
): Symbol | undefined {
  const symbol = findSymbol(cx, name, scope);
  if (symbol) cx.facts.symbols.set(key, symbol);
  return symbol;
}

function sourceOfRelation(columns: readonly ColumnInfo[], alias: string, relation?: RelationSymbol): RowSource {
  return { kind: 'relation', alias, relation, columns, open: false, optional: false };
}

/** The columns of a table at any time: a later statement may drop or rename what this one names. */
function everyColumn(relation: RelationSymbol): readonly ColumnInfo[] {
  const all = [...relation.columns];
  for (const { columns } of relation.history ?? [])
    for (const c of columns) if (!all.some((x) => x.name === c.name)) all.push(c);
  return all;
}

function resolveTable(cx: AnalyzeContext, unit: CreateTable, scope: Scope): void {
  const symbol = cx.facts.declared.get(unit);
  const now = symbol?.kind === 'relation' ? symbol.columns : [];
  // Columns that a later ALTER TABLE renames or drops are there when the table is created.
  const gone = unit.columns.filter((c) => !now.some((n) => n.name === c.name.name));
  const columns = [
    ...now,
    ...gone.map((c) => ({ name: c.name.name, type: c.type ? typeOfRef(cx, c.type, scope) : unknown, nullable: true })),
  ];
  const rows = childScope(scope, {
    rows: [sourceOfRelation(columns, symbol?.name ?? '', symbol?.kind === 'relation' ? symbol : undefined)],
  });
  for (const c of unit.columns) {
    if (c.type) typeOfRef(cx, c.type, scope);
    for (const e of [c.default, c.virtual]) if (e) resolveExpr(cx, e, rows);
    for (const k of c.constraints) {
      if (k.kind === 'ColumnCheck') resolveExpr(cx, k.condition, rows);
      if (k.kind === 'ColumnReferences') noteName(cx, k.table, scope);
    }
  }
  for (const k of unit.constraints) {
    if (k.kind === 'Check') resolveExpr(cx, k.condition, rows);
    if (k.kind === 'ForeignKey') noteName(cx, k.table, scope);
  }
  for (let p = unit.partitioning; p; p = p.subpartitioning) {
    for (const e of p.columns) resolveExpr(cx, e, rows);
    resolveBounds(cx, [...p.partitions, ...(p.template ?? [])], scope);
  }
}

/** Bounds of partitions: literals, and functions of them. MAXVALUE is a word, no name. */
function resolveBounds(cx: AnalyzeContext, partitions: readonly PartitionDefinition[], scope: Scope): void {
  for (const p of partitions) {
    for (const e of [...(p.lessThan ?? []), ...(p.values ?? [])])
      if (e.kind !== 'Name' && e.kind !== 'DefaultMarker') resolveExpr(cx, e, scope);
    resolveBounds(cx, p.subpartitions ?? [], scope);
  }
}

function resolveTrigger(cx: AnalyzeContext, unit: CreateTrigger, scopes: UnitScopes): void {
  const symbol = cx.facts.declared.get(unit);
  if (symbol?.kind !== 'trigger') return;
  const names = unit.referencing ?? {};
  const trigger = {
    symbol,
    table: symbol.table,
    new: names.new ?? 'NEW',
    old: names.old ?? 'OLD',
    parent: names.parent ?? 'PARENT',
  };
  const scope = childScope(scopes.schema, { unit: symbol, trigger, qualifier: symbol.name });
  if (unit.when) {
    // In WHEN the correlation names stand without a colon.
    const rows = (['new', 'old'] as const).map(
      (k): RowSource => ({
        kind: 'correlation',
        alias: trigger[k],
        relation: symbol.table,
        columns: symbol.table?.columns ?? [],
        open: !symbol.table,
        optional: true,
      }),
    );
    resolveExpr(cx, unit.when, childScope(scope, { rows }));
  }
  switch (unit.body.kind) {
    case 'Block':
      resolveBlock(cx, unit.body, scope, symbol);
      return;
    case 'CompoundTriggerBody': {
      const inner = childScope(scope);
      declareAll(cx, unit.body.declarations, inner, symbol);
      resolveDeclarations(cx, unit.body.declarations, inner);
      for (const s of unit.body.sections) resolveBlock(cx, s.block, childScope(inner), symbol);
      return;
    }
    case 'TriggerCall':
      resolveStatement(cx, unit.body.call, scope);
      return;
    case 'UnsupportedBody':
      return;
  }
}

// ---------- the answers ----------

function view(
  cx: AnalyzeContext,
  effects: ReturnType<typeof computeEffects>,
  scopes: UnitScopes,
  plainDdl: ReadonlySet<object>,
  units: readonly ScriptUnit[],
  inputs: {
    readonly stands: (table: string) => boolean;
    readonly mayGrow: (relation: RelationSymbol) => boolean;
    readonly ownerAt: (place: Span) => string;
  },
): Analysis {
  const { facts, catalog } = cx;
  return {
    catalog,
    diagnostics: facts.diagnostics,
    plainDdl,
    units,
    typeOf: (expr: Expr) => facts.types.get(expr) ?? unknown,
    mayBeNull: (expr: Expr) => !facts.notNull.has(expr),
    resolve: (expr: Name | Call | Member | New | CorrelationName): Resolution =>
      facts.resolutions.get(expr) ?? { base: { kind: 'unresolved', name: nameOf(expr) }, steps: [], type: unknown },
    symbolOf: (name) => facts.symbols.get(name),
    typeOfRef: (type: TypeRef) => facts.typeRefs.get(type) ?? unknown,
    isUnknown: (type: TypeRef) => facts.typeRefs.get(type)?.kind === 'unknown',
    isUnknownRow: (type: TypeRef) => {
      const found = facts.typeRefs.get(type);
      return found?.kind === 'record' && found.identity.kind === 'cursor' && found.fields.length === 0;
    },
    columnsOf: (query: Query | QueryBody) => facts.outputs.get(query) ?? [],
    sourceOf: (item) => facts.sources.get(item),
    expandStar: (star: Star, select: Select) => {
      const name = star.qualifier?.parts[star.qualifier.parts.length - 1]?.name;
      const rows = (facts.selectSources.get(select) ?? []).filter((s) => name === undefined || s.alias === name);
      return starColumns(rows, name === undefined ? (facts.mergedColumns.get(select) ?? []) : []);
    },
    jsonMembers: (item) => facts.jsonMembers.get(item),
    effectsOf: (routine: RoutineSymbol | TriggerSymbol) => effects.of(routine),
    endsTransaction: (call, callee) => effects.endsTransaction(call, callee),
    effectsWithin: (node) => effects.within(node),
    addUnit: (unit: ScriptUnit, owner = inputs.ownerAt(unit.span)) => {
      const table = unit.kind === 'CreateTable' ? unit.name.parts[unit.name.parts.length - 1]?.name : undefined;
      const standing = table !== undefined && inputs.stands(table) ? catalog.find(owner, table) : undefined;
      declareUnits(cx, [{ unit, owner }], scopes);
      resolveUnit(cx, { unit, owner }, scopes);
      if (standing?.kind === 'relation') catalog.add(standing);
      if (unit.kind === 'AlterTable') alterDeclared(cx, unit, owner, scopes);
    },
    ownerAt: inputs.ownerAt,
    declared: (unit: ScriptUnit) => facts.declared.get(unit),
    declaredBy: (node: object) => facts.declared.get(node),
    mayGrow: (relation: RelationSymbol) => inputs.mayGrow(relation),
    capturesOf: (routine: RoutineSymbol) => capturesOf(cx, routine),
    valueLoop: (loop) => facts.valueLoops.get(loop),
    cursorCounters: (cursor) => sharedCounters(facts, cursor),
    dynamicText: (expr: Expr) => dynamicText(cx, expr),
  };
}

function nameOf(expr: Name | Call | Member | New | CorrelationName): string {
  switch (expr.kind) {
    case 'Name':
      return expr.parts.map((p) => p.name).join('.');
    case 'Call':
      return nameOf(expr.callee);
    case 'Member':
      return expr.name.name;
    case 'New':
      return nameOf(expr.call);
    case 'CorrelationName':
      return `:${expr.correlation}.${expr.column.name}`;
    default:
      throw new InternalError('analyze', 'unexpected name');
  }
}

/** Is the variable one of a routine further out, of the trigger or of the anonymous block? What belongs to a called routine or to the routine itself is not. */
function liesAround(variable: VariableSymbol, routine: RoutineSymbol): boolean {
  const { container } = variable;
  if (container?.kind !== 'routine') return true;
  for (let c: RoutineSymbol['container'] = routine.container; c; c = c.kind === 'routine' ? c.container : undefined)
    if (c === container) return true;
  return false;
}

/** Own captures and those of the nested routines it calls, as far as they lie outside of the routine itself. */
function capturesOf(
  cx: AnalyzeContext,
  routine: RoutineSymbol,
): readonly { variable: VariableSymbol; written: boolean }[] {
  const result = new Map<VariableSymbol, { variable: VariableSymbol; written: boolean }>();
  const seen = new Set<RoutineSymbol>();
  const note = (variable: VariableSymbol, written: boolean): void => {
    const known = result.get(variable);
    if (!known) result.set(variable, { variable, written });
    else if (written) known.written = true;
  };
  const add = (r: RoutineSymbol): void => {
    if (seen.has(r)) return;
    seen.add(r);
    for (const [variable, { written }] of cx.facts.captures.get(r) ?? []) {
      if (variable.storage !== 'package' && !liesAround(variable, routine)) continue;
      note(variable, written);
      const counters = variable.type.kind === 'refCursor' ? sharedCounters(cx.facts, variable) : undefined;
      if (!counters) continue;
      const counts = r.definition !== undefined && cursorsTouchedBy(cx.facts, r.definition).has(variable);
      note(counters.found, counts);
      note(counters.rowcount, counts);
    }
    for (const callee of cx.facts.calls.get(r) ?? []) if (callee.nested) add(callee);
  };
  add(routine);
  return [...result.values()];
}
