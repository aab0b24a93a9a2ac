import type { CreateSynonym } from '../../ir/oracle/ddl.js';
import type { AlterTable, CreateIndex, CreateTrigger, Rename, ScriptUnit } from '../../ir/oracle/index.js';
import type { CreateRoutine } from '../../ir/oracle/program-units.js';
import { type OwnedUnit, ownedName, ownerAndName } from '../../ir/owned-units.js';
import { type AnalyzeContext, lazy } from '../context.js';
import { deferred } from '../deferred.js';
import { standingAlone } from '../model/scope.js';
import type { RelationSymbol, Symbol, SynonymSymbol, TriggerSymbol, VariableSymbol } from '../model/symbols.js';
import { type OracleType, unknown } from '../model/types.js';
import type { UnitScopes } from '../model/unit-scopes.js';
import { declarePackageBodies, declareSpecification } from './packages.js';
import { declareRoutine } from './routines.js';
import { renaming, tableChanges } from './tables/table-changes.js';
import { declareTable } from './tables/tables.js';
import { declareView } from './tables/views.js';
import { rowTypeOf } from './type-refs.js';
import { declareType, declareTypeBody } from './types.js';

/**
 * Registers what every unit declares. Types and columns are evaluated at first use, so the
 * order of files does not matter.
 */
export function declareUnits(cx: AnalyzeContext, units: readonly OwnedUnit[], scopes: UnitScopes): void {
  const changes = tableChanges(units);
  const indexes = new Map<string, CreateIndex[]>();
  for (const { unit, owner } of units) {
    if (unit.kind === 'CreateIndex' && unit.unique && !unit.special) {
      const key = ownedName(unit.table, owner);
      indexes.set(key, [...(indexes.get(key) ?? []), unit]);
    }
  }
  // A renamed object is what bore the name at that place: a later one of the name is another. In a file that comes
  // before the one that creates the object, it is what bears the name at the end.
  const ahead: [AlterTable | Rename, string][] = [];
  const created: RelationSymbol[] = [];
  for (const { unit, owner } of units) {
    const symbol = declareUnit(cx, unit, { owner, scopes, changes, indexes });
    if (symbol) cx.facts.declared.set(unit, symbol);
    if (symbol?.kind === 'relation') created.push(symbol);
    if (unit.kind !== 'Rename' && unit.kind !== 'AlterTable') continue;
    if (declareRenamed(cx, unit, owner)) declareSuccessor(cx, unit, owner, created);
    else ahead.push([unit, owner]);
  }
  for (const [unit, owner] of ahead) declareRenamed(cx, unit, owner);
  declarePackageBodies(cx, units, scopes);
  for (const { unit, owner } of units) {
    if (unit.kind === 'CreateTypeBody') declareTypeBody(cx, unit, owner, scopes);
    if (unit.kind === 'CreateTrigger') declareTrigger(cx, unit, owner);
  }
}

/**
 * The new name of a table, if the statement gives one; statements before the renaming still use the old one.
 * False: there is no such table yet.
 */
function declareRenamed(cx: AnalyzeContext, unit: AlterTable | Rename, owner: string): boolean {
  const to = renaming({ unit, owner }, owner)?.to;
  if (to === undefined) return true;
  const from = unit.kind === 'Rename' ? [unit.from.name] : unit.name.parts.map((p) => p.name);
  const symbol = cx.catalog.lookup(from, owner);
  if (symbol?.kind !== 'relation') return false;
  // Columns are evaluated at first use: their getters are copied, not their values.
  const renamed = Object.defineProperties(
    {},
    { ...Object.getOwnPropertyDescriptors(symbol), name: { value: to.slice(to.indexOf('.') + 1), enumerable: true } },
  );
  cx.catalog.add(renamed as RelationSymbol);
  return true;
}

/** What a text creates under the name that a renaming before it has freed: texts stand before the units of the inputs. */
function declareSuccessor(
  cx: AnalyzeContext,
  unit: AlterTable | Rename,
  owner: string,
  created: readonly RelationSymbol[],
): void {
  const from = renaming({ unit, owner }, owner)?.from;
  if (from === undefined) return;
  const successor = created.find((r) => `${r.owner}.${r.name}` === from && cx.precedes(unit.span, r.span));
  if (successor) cx.catalog.add(successor);
}

function declareUnit(
  cx: AnalyzeContext,
  unit: ScriptUnit,
  {
    owner,
    scopes,
    changes,
    indexes,
  }: {
    readonly owner: string;
    readonly scopes: UnitScopes;
    readonly changes: ReturnType<typeof tableChanges>;
    readonly indexes: ReadonlyMap<string, readonly CreateIndex[]>;
  },
): Symbol | undefined {
  switch (unit.kind) {
    case 'CreateTable': {
      const key = ownedName(unit.name, owner);
      const symbol = declareTable(cx, unit, {
        owner,
        scopes,
        alters: changes(unit, owner),
        indexes: indexes.get(key) ?? [],
      });
      cx.catalog.add(symbol);
      return symbol;
    }
    case 'CreateView':
    case 'CreateMaterializedView': {
      const symbol = declareView(cx, unit, owner, scopes);
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
    case 'CreateSynonym':
      return declareSynonym(cx, unit, owner);
    case 'CreateType': {
      const symbol = declareType(cx, unit, owner, scopes);
      if (symbol) cx.catalog.add(symbol);
      return symbol;
    }
    case 'CreatePackage':
      return declareSpecification(cx, unit, owner, scopes);
    case 'CreateRoutine':
      return declareStandalone(cx, unit, owner, scopes);
    default:
      return undefined;
  }
}

/** A function or procedure of the schema. */
function declareStandalone(
  cx: AnalyzeContext,
  unit: CreateRoutine,
  owner: string,
  scopes: UnitScopes,
): Symbol | undefined {
  const at = unit.owner?.name ?? owner;
  const scope = standingAlone(scopes.schema, at, unit.span);
  const symbol = declareRoutine(cx, unit.routine, { scope, container: undefined });
  Object.assign(symbol, { owner: at, public: true });
  cx.catalog.add(symbol);
  cx.facts.declared.set(unit.routine, symbol);
  return symbol;
}

function declareSynonym(cx: AnalyzeContext, unit: CreateSynonym, owner: string): Symbol | undefined {
  let looking = false;
  // Each time anew: a synonym on the way may come to stand for something else.
  const target = (): Symbol | undefined => {
    if (unit.target.link !== undefined || looking) return undefined;
    looking = true;
    const parts = unit.target.parts.map((p) => p.name);
    const found = cx.catalog.lookup(parts, owner);
    looking = false;
    return found === symbol ? undefined : found;
  };
  const symbol: SynonymSymbol = deferred(
    {
      kind: 'synonym',
      ...ownerAndName(unit.name, unit.public ? 'PUBLIC' : owner),
      span: unit.name.span,
      public: unit.public,
      definition: unit,
    },
    { target },
  );
  cx.catalog.add(symbol);
  return symbol;
}

function declareTrigger(cx: AnalyzeContext, unit: CreateTrigger, owner: string): void {
  const id = ownerAndName(unit.name, owner);
  const subject =
    unit.on.kind === 'Table'
      ? cx.catalog.lookup(
          unit.on.name.parts.map((p) => p.name),
          id.owner,
        )
      : undefined;
  const symbol: TriggerSymbol = deferred(
    {
      kind: 'trigger',
      ...id,
      span: unit.name.span,
      definition: unit,
      table: subject?.kind === 'relation' ? subject : undefined,
    },
    {
      event: () => event,
      updatedColumns: () => updatedColumns,
      newRow: () => newRow,
      oldRow: () => oldRow,
    },
  );
  const row = lazy<OracleType>(() => (symbol.table ? rowTypeOf(symbol.table) : unknown), unknown);
  const event = ofTheEvent(symbol, 'TG_OP', () => ({ kind: 'varchar2' }));
  const updatedColumns = ofTheEvent(symbol, 'UPDATED_COLUMNS', () => ({ kind: 'varchar2' }));
  const newRow = ofTheEvent(symbol, 'NEW', row);
  const oldRow = ofTheEvent(symbol, 'OLD', row);
  cx.catalog.add(symbol);
  cx.facts.declared.set(unit, symbol);
}

function ofTheEvent(trigger: TriggerSymbol, name: string, type: () => OracleType): VariableSymbol {
  return deferred(
    {
      kind: 'variable',
      name,
      span: trigger.span,
      storage: 'local',
      constant: false,
      notNull: false,
      container: trigger,
    },
    { type },
  );
}
