import type {
  AlterTable,
  ColumnDefinition,
  CreateIndex,
  CreateTable,
  CreateTrigger,
  CreateType,
  Expr,
  PartitionDefinition,
  QualifiedName,
  ScriptUnit,
  TableConstraint,
} from '../../ir/oracle/index.js';
import { type OwnedUnit, ownerAndName } from '../../ir/owned-units.js';
import type { RowSource } from '../analysis.js';
import type { AnalyzeContext } from '../context.js';
import { declareAll } from '../declare/declarations.js';
import { typeOfRef } from '../declare/type-refs.js';
import { childScope, type Scope, standingAlone } from '../model/scope.js';
import type { ColumnInfo, RelationSymbol, Symbol } from '../model/symbols.js';
import { unknown } from '../model/types.js';
import type { UnitScopes } from '../model/unit-scopes.js';
import { nextColumns } from '../names/columns-at.js';
import { findSymbol } from '../names/symbol-lookup.js';
import { resolveDeclarations } from './declarations.js';
import { resolveDml } from './dml.js';
import { resolveExpr } from './expressions.js';
import { startingBody } from './presence.js';
import { resolveQuery } from './queries.js';
import { resolveRoutine } from './routines.js';
import { resolveBlock, resolveStatement } from './statements.js';

/** Resolves all names inside one unit. */
export function resolveUnit(cx: AnalyzeContext, { unit, owner }: OwnedUnit, scopes: UnitScopes): void {
  const at = (span: ScriptUnit['span'], ownerName: string): Scope => standingAlone(scopes.schema, ownerName, span);
  const scope = at(unit.span, ownerOfUnit(cx, unit) ?? owner);
  switch (unit.kind) {
    case 'CreateTable':
      resolveTable(cx, unit, scope);
      return;
    case 'AlterTable':
      resolveAlterTable(cx, unit, scope);
      return;
    case 'CreateView':
    case 'CreateMaterializedView':
      workOutColumns(cx, unit);
      resolveQuery(cx, unit.query, childScope(scope, { fixedAt: unit.span, view: ownerAndName(unit.name, owner) }));
      return;
    case 'CreateIndex':
      resolveIndex(cx, unit, scope);
      return;
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
      if (unit.initialization) {
        const container = symbol?.kind === 'package' ? symbol : undefined;
        const { initialization } = unit;
        resolveBlock(startingBody(cx, container, initialization), initialization, childScope(own), container);
      }
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
      resolveType(cx, unit, scope);
      return;
    case 'CreateTrigger':
      resolveTrigger(cx, unit, scopes);
      return;
    case 'AnonymousBlock':
      resolveBlock(startingBody(cx, undefined, unit.block), unit.block, scope, undefined);
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
      noteName(cx, unit.on === 'COLUMN' ? tableOfColumn(unit.name) : unit.name, scope, unit.name);
      return;
    case 'Grant':
    case 'Revoke':
      if (unit.object) noteName(cx, unit.object, scope);
      return;
    case 'Truncate':
      noteName(cx, unit.table, scope);
      return;
    case 'CreateMaterializedViewLog':
    case 'CreateSequence':
    case 'CreateSynonym':
    case 'CreateUser':
    case 'CreateRole':
    case 'CreateOther':
    case 'DropObject':
    case 'Rename':
    case 'AlterObject':
    case 'AlterSession':
    case 'Commit':
    case 'Rollback':
    case 'Savepoint':
    case 'SetTransaction':
    case 'OtherStatement':
    case 'BrokenUnit':
      return;
  }
}

/**
 * The columns of a view come from its query, and are evaluated when they are first asked
 * for: here, where the view stands.
 */
function workOutColumns(cx: AnalyzeContext, unit: ScriptUnit): void {
  const symbol = cx.facts.declared.get(unit);
  if (symbol?.kind === 'relation') void symbol.columns;
}

const tableOfColumn = (name: QualifiedName): QualifiedName => ({ ...name, parts: name.parts.slice(0, -1) });

function ownerOfUnit(cx: AnalyzeContext, unit: ScriptUnit): string | undefined {
  const symbol = cx.facts.declared.get(unit);
  return symbol && 'owner' in symbol ? symbol.owner : undefined;
}

function noteName(cx: AnalyzeContext, name: QualifiedName, scope: Scope, key: object = name): Symbol | undefined {
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
    resolveColumn(cx, c, scope, rows);
    for (const k of c.constraints) if (k.kind === 'ColumnReferences') noteName(cx, k.table, scope);
  }
  for (const k of unit.constraints) resolveConstraint(cx, k, scope, rows);
  for (let p = unit.partitioning; p; p = p.subpartitioning) {
    for (const e of p.columns) resolveExpr(cx, e, rows);
    resolveBounds(cx, [...p.partitions, ...(p.template ?? [])], scope);
    if (p.interval) resolveExpr(cx, p.interval, scope);
  }
}

function resolveAlterTable(cx: AnalyzeContext, unit: AlterTable, scope: Scope): void {
  const symbol = findSymbol(cx, unit.name, scope);
  if (symbol) cx.facts.symbols.set(unit.name, symbol);
  const rows = childScope(scope, {
    rows: symbol?.kind === 'relation' ? [sourceOfRelation(everyColumn(symbol), symbol.name, symbol)] : [],
  });
  for (const action of unit.actions) {
    if (action.kind === 'AddColumns' || action.kind === 'ModifyColumns')
      for (const c of action.columns) resolveColumn(cx, c, scope, rows);
    if (action.kind === 'AddPartition') resolveBounds(cx, [action.partition], scope);
    if (action.kind === 'OtherPartitionAction') resolveValues(cx, action.at ?? [], scope);
    if (action.kind === 'AddConstraint') resolveConstraint(cx, action.constraint, scope, rows);
  }
}

/** A column of CREATE or ALTER TABLE; `rows` are those of the table. */
function resolveColumn(cx: AnalyzeContext, column: ColumnDefinition, scope: Scope, rows: Scope): void {
  if (column.type) typeOfRef(cx, column.type, scope);
  for (const e of [column.default, column.virtual]) if (e) resolveExpr(cx, e, rows);
  for (const k of column.constraints) if (k.kind === 'ColumnCheck') resolveExpr(cx, k.condition, rows);
}

function resolveConstraint(cx: AnalyzeContext, constraint: TableConstraint, scope: Scope, rows: Scope): void {
  if (constraint.kind === 'Check') resolveExpr(cx, constraint.condition, rows);
  if (constraint.kind === 'ForeignKey') noteName(cx, constraint.table, scope);
}

function resolveIndex(cx: AnalyzeContext, unit: CreateIndex, scope: Scope): void {
  const symbol = noteName(cx, unit.table, scope);
  const rows = childScope(scope, {
    rows:
      symbol?.kind === 'relation'
        ? [
            sourceOfRelation(
              nextColumns(symbol, scope, unit.span) ?? symbol.columns,
              unit.tableAlias?.name ?? symbol.name,
              symbol,
            ),
          ]
        : [],
  });
  for (const c of unit.columns) resolveExpr(cx, c.value, rows);
}

/** The types of attributes and elements, and the defaults of the parameters of methods. */
function resolveType(cx: AnalyzeContext, { definition }: CreateType, scope: Scope): void {
  if (definition.kind === 'CollectionTypeDefinition' && definition.stored) typeOfRef(cx, definition.stored, scope);
  if (definition.kind !== 'ObjectTypeDefinition') return;
  for (const a of definition.attributes) for (const type of [a.type, a.stored]) if (type) typeOfRef(cx, type, scope);
  for (const m of definition.methods) for (const p of m.parameters) if (p.initial) resolveExpr(cx, p.initial, scope);
}

/** Bounds of partitions: literals, and functions of them. MAXVALUE is a word, no name. */
function resolveBounds(cx: AnalyzeContext, partitions: readonly PartitionDefinition[], scope: Scope): void {
  for (const p of partitions) {
    resolveValues(cx, [...(p.lessThan ?? []), ...(p.values ?? [])], scope);
    resolveBounds(cx, p.subpartitions ?? [], scope);
  }
}

function resolveValues(cx: AnalyzeContext, values: readonly Expr[], scope: Scope): void {
  for (const e of values) if (e.kind !== 'Name' && e.kind !== 'DefaultMarker') resolveExpr(cx, e, scope);
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
    // In WHEN the correlation names stand without a colon; PostgreSQL looks at it when the trigger is created.
    const columns = symbol.table && (nextColumns(symbol.table, scopes.schema, unit.span) ?? symbol.table.columns);
    const rows = (['new', 'old'] as const).map(
      (k): RowSource => ({
        kind: 'correlation',
        alias: trigger[k],
        relation: symbol.table,
        columns: columns ?? [],
        open: !symbol.table,
        optional: true,
      }),
    );
    resolveExpr(cx, unit.when, childScope(scope, { rows }));
  }
  switch (unit.body.kind) {
    case 'Block':
      resolveBlock(startingBody(cx, symbol, unit.body), unit.body, scope, symbol);
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
