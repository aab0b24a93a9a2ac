import type { CreateTable, CreateTrigger, PartitionDefinition, ScriptUnit } from '../../ir/oracle/index.js';
import type { RowSource } from '../analysis.js';
import type { AnalyzeContext } from '../context.js';
import { declareAll } from '../declare/declarations.js';
import { typeOfRef } from '../declare/type-refs.js';
import { type OwnedUnit, ownerAndName, type UnitScopes } from '../model/owned-units.js';
import { childScope, type Scope, standingAlone } from '../model/scope.js';
import type { ColumnInfo, RelationSymbol, Symbol } from '../model/symbols.js';
import { unknown } from '../model/types.js';
import { findSymbol } from '../names/symbol-lookup.js';
import { resolveDeclarations } from './declarations.js';
import { resolveDml } from './dml.js';
import { resolveExpr } from './expressions.js';
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
      if (unit.definition.kind === 'CollectionTypeDefinition' && unit.definition.stored)
        typeOfRef(cx, unit.definition.stored, scope);
      if (unit.definition.kind === 'ObjectTypeDefinition') {
        for (const a of unit.definition.attributes)
          for (const type of [a.type, a.stored]) if (type) typeOfRef(cx, type, scope);
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
  name: import('../../ir/oracle/index.js').QualifiedName,
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
