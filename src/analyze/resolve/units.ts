import type { CreatePackageBody, CreateType, QualifiedName, ScriptUnit } from '../../ir/oracle/index.js';
import { type OwnedUnit, ownerAndName } from '../../ir/owned-units.js';
import type { AnalyzeContext } from '../context.js';
import { typeOfRef } from '../declare/type-refs.js';
import { childScope, type Scope, standingAlone } from '../model/scope.js';
import type { UnitScopes } from '../model/unit-scopes.js';
import { resolveDml } from './dml.js';
import { resolveExpr } from './expressions/expressions.js';
import { noteName } from './named-objects.js';
import { resolveDeclarations } from './plsql/declarations.js';
import { startingBody } from './plsql/presence.js';
import { resolveRoutine } from './plsql/routines.js';
import { resolveBlock, resolveStatement } from './plsql/statements.js';
import { resolveQuery } from './queries/queries.js';
import { resolveAlterTable, resolveIndex, resolveTable } from './tables.js';
import { resolveTrigger } from './triggers.js';

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
    case 'CreatePackageBody':
      resolvePackageBody(cx, unit, scopes);
      return;
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

function resolvePackageBody(cx: AnalyzeContext, body: CreatePackageBody, scopes: UnitScopes): void {
  const symbol = cx.facts.declared.get(body);
  const own = symbol?.kind === 'package' ? scopes.bodies.get(symbol) : undefined;
  if (symbol?.kind !== 'package' || !own) return;
  resolveDeclarations(cx, body.declarations, own);
  const { initialization } = body;
  if (initialization) resolveBlock(startingBody(cx, symbol, initialization), initialization, childScope(own), symbol);
}

/** The columns of a view come from its query when they are first asked for: here, where the view stands. */
function workOutColumns(cx: AnalyzeContext, unit: ScriptUnit): void {
  const symbol = cx.facts.declared.get(unit);
  if (symbol?.kind === 'relation') void symbol.columns;
}

const tableOfColumn = (name: QualifiedName): QualifiedName => ({ ...name, parts: name.parts.slice(0, -1) });

function ownerOfUnit(cx: AnalyzeContext, unit: ScriptUnit): string | undefined {
  const symbol = cx.facts.declared.get(unit);
  return symbol && 'owner' in symbol ? symbol.owner : undefined;
}

/** The types of attributes and elements, and the defaults of the parameters of methods. */
function resolveType(cx: AnalyzeContext, { definition }: CreateType, scope: Scope): void {
  if (definition.kind === 'CollectionTypeDefinition' && definition.stored) typeOfRef(cx, definition.stored, scope);
  if (definition.kind !== 'ObjectTypeDefinition') return;
  for (const a of definition.attributes) for (const type of [a.type, a.stored]) if (type) typeOfRef(cx, type, scope);
  for (const m of definition.methods) for (const p of m.parameters) if (p.initial) resolveExpr(cx, p.initial, scope);
}
