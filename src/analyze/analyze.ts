import { InternalError } from '../diagnostics/diagnostic.js';
import { dotted } from '../ir/dotted.js';
import type {
  Call,
  CorrelationName,
  CreateSynonym,
  Expr,
  Member,
  MethodCallOnType,
  Name,
  New,
  Query,
  QueryBody,
  ScriptUnit,
  Select,
  Star,
  TypeRef,
} from '../ir/oracle/index.js';
import type { OracleNode } from '../ir/oracle/node.js';
import type { OwnedUnit } from '../ir/owned-units.js';
import type { Span } from '../ir/span.js';
import { contains, settle, walk } from '../ir/walk.js';
import type { Analysis, Resolution } from './analysis.js';
import { type AnalyzeContext, lazy, once } from './context.js';
import { alterDeclared } from './declare/altered-columns.js';
import { typesOpenedFor } from './declare/cursor-types.js';
import { dynamicTables } from './declare/dynamic-tables.js';
import { renaming } from './declare/table-changes.js';
import { typeOfRef } from './declare/type-refs.js';
import { linkSubtypes } from './declare/types.js';
import { declareUnits } from './declare/units.js';
import { capturesOf } from './effects/captures.js';
import { constraintStates } from './effects/constraint-states.js';
import { sharedCounters } from './effects/cursor-counters.js';
import { growingTables } from './effects/dynamic-alters.js';
import { standingTables } from './effects/dynamic-creates.js';
import { computeEffects } from './effects/effects.js';
import { Facts } from './facts.js';
import { dynamicText, noteDynamicTexts } from './flow/dynamic-text.js';
import { noteEmptyLocators } from './flow/empty-locators.js';
import { noteTextAlternatives } from './flow/text-alternatives.js';
import { valueFlow } from './flow/value-flow.js';
import { CatalogIndex } from './model/catalog.js';
import { referredTypes } from './model/object-identifiers.js';
import { childScope } from './model/scope.js';
import type { RelationSymbol, RoutineSymbol, TriggerSymbol } from './model/symbols.js';
import { unknown } from './model/types.js';
import type { UnitScopes } from './model/unit-scopes.js';
import { ownersByPlace } from './names/owner-at.js';
import { placesInOrder } from './names/places.js';
import { resolveExpr } from './resolve/expressions.js';
import { resolveQuery } from './resolve/queries.js';
import { resolveRoutine } from './resolve/routines.js';
import { starColumns } from './resolve/star-columns.js';
import { resolveStatement } from './resolve/statements.js';
import { resolveUnit } from './resolve/units.js';

interface AnalyzeOptions {
  /** The owner of objects that are named without one; '' when the inputs never say. */
  readonly defaultOwner?: string;
  /** Anonymous blocks are steps of an installation: their DDL does not commit. */
  readonly installerBlocks?: boolean;
  /** The first of the units are what programs of the others define: so many. */
  readonly madeAtRunTime?: number;
}

/** Does a program drop a synonym at a time, or a block one of a name, that is not known? */
const dropsSynonymSometime = (unit: ScriptUnit): boolean =>
  contains(
    unit,
    (node) =>
      node.kind === 'StringLiteral' &&
      /^\s*drop\s+(?:public\s+)?synonym\b/i.test(node.value) &&
      (unit.kind !== 'AnonymousBlock' || /synonym\s*"?$/i.test(node.value)),
  );

/** Whether code that is stored between two places of a file may have run before the second one. */
function storedRuns(units: readonly OwnedUnit[]): AnalyzeContext['runsStored'] {
  const places = (kinds: ReadonlySet<string>) =>
    lazy(() => {
      const found = new Map<number, number[]>();
      for (const { unit } of units) {
        if (!kinds.has(unit.kind)) continue;
        const list = found.get(unit.span.file);
        if (list) list.push(unit.span.start);
        else found.set(unit.span.file, [unit.span.start]);
      }
      return found;
    }, new Map());
  const [stored, runs] = [places(storedCode), places(running)];
  const firstAfter = (found: ReadonlyMap<number, readonly number[]>, file: number, at: number): number =>
    found.get(file)?.find((start) => start > at) ?? Number.POSITIVE_INFINITY;
  return (from, to) => firstAfter(runs(), from.file, firstAfter(stored(), from.file, from.start)) < to.start;
}

const storedCode: ReadonlySet<string> = new Set([
  'CreateRoutine',
  'CreatePackageBody',
  'CreateTypeBody',
  'CreateView',
  'CreateTrigger',
]);
const running: ReadonlySet<string> = new Set(['AnonymousBlock', 'SqlCall', 'QueryStatement']);

/**
 * Names, types, nullability and effects over all inputs: the side tables that lowering and rules ask. Never throws on
 * input: a unit that breaks an invariant of ours is reported and left unresolved.
 */
export function analyze(units: readonly OwnedUnit[], options: AnalyzeOptions = {}): Analysis {
  const facts = new Facts();
  const catalog = new CatalogIndex(options.defaultOwner ?? '');
  const cx: AnalyzeContext = {
    facts,
    catalog,
    resolveExpr: (expr, scope, within = cx) => resolveExpr(within, expr, scope),
    resolveQuery: (query, scope, within = cx) => resolveQuery(within, query, scope),
    resolveStatement: (statement, scope, within = cx) => resolveStatement(within, statement, scope),
    resolveRoutine: (node, scope) => resolveRoutine(cx, node, scope),
    typeOfRef: (type, scope, exclude) => typeOfRef(cx, type, scope, exclude),
    cursorTypes: lazy(() => typesOpenedFor(units.map((u) => u.unit)), new Set()),
    referredTypes: referredTypes(units.map((u) => u.unit)),
    runsStored: storedRuns(units),
    precedes: placesInOrder(units),
  };
  for (const { unit } of units) settle(unit);
  const schema = childScope(undefined);
  const scopes: UnitScopes = { schema, specifications: new Map(), bodies: new Map() };
  declareUnits(cx, units, scopes);
  linkSubtypes(cx);
  for (const owned of units) resolveUnit(cx, owned, scopes);
  const scripts = units.map((u) => u.unit);
  noteDynamicTexts(cx, scripts);
  noteTextAlternatives(cx, scripts);
  noteEmptyLocators(cx, scripts);
  // A round that only looks for blocks in texts asks for none of them.
  const effects = once(() => computeEffects(cx, scripts));
  const plainDdl = new Set<object>();
  if (options.installerBlocks) {
    for (const { unit } of units) {
      // A block that ends transactions itself cannot stand in one, and tells what DDL has committed before a ROLLBACK.
      if (unit.kind !== 'AnonymousBlock' || contains(unit, endsTransaction)) continue;
      walk(unit, (node) => {
        if (node.kind === 'ExecuteImmediate') plainDdl.add(node);
      });
    }
  }
  const atRunTime = new Set(scripts.slice(0, options.madeAtRunTime ?? 0));
  const stands = standingTables(scripts, (unit) => atRunTime.has(unit));
  return view(cx, effects, {
    scopes,
    plainDdl,
    units: scripts,
    inputs: {
      stands,
      dynamicTables: dynamicTables(cx, [...atRunTime]),
      mayGrow: growingTables(scripts),
      showsConstraintStates: constraintStates(scripts),
      ownerAt: ownersByPlace(units, catalog.defaultOwner),
    },
  });
}

const endsTransaction = (node: OracleNode): boolean =>
  node.kind === 'Commit' || (node.kind === 'Rollback' && node.to === undefined);

// ---------- the answers ----------

function view(
  cx: AnalyzeContext,
  effects: () => ReturnType<typeof computeEffects>,
  {
    scopes,
    plainDdl,
    units,
    inputs,
  }: {
    readonly scopes: UnitScopes;
    readonly plainDdl: ReadonlySet<object>;
    readonly units: readonly ScriptUnit[];
    readonly inputs: {
      readonly stands: (table: string) => boolean;
      readonly dynamicTables: ReturnType<typeof dynamicTables>;
      readonly mayGrow: (relation: RelationSymbol) => boolean;
      readonly showsConstraintStates: () => boolean;
      readonly ownerAt: (place: Span) => string;
    };
  },
): Analysis {
  const { facts, catalog } = cx;
  const programs = [...units];
  let columnChanges = 0;
  // Asked for again and again: the callee of each call is one.
  const withoutMeaning = new Map<ResolvedNode, Resolution>();
  const unresolved = (expr: ResolvedNode): Resolution => {
    const known = withoutMeaning.get(expr);
    if (known) return known;
    const made: Resolution = { base: { kind: 'unresolved', name: nameOf(expr) }, steps: [], type: unknown };
    withoutMeaning.set(expr, made);
    return made;
  };
  const dropsSynonyms = once(() => programs.some(dropsSynonymSometime));
  /** Is it another synonym that has the name, from before? */
  const isTaken = ({ name, replace, public: isPublic, span }: CreateSynonym, home: string): boolean => {
    const [last, by] = [...name.parts].reverse();
    const found = replace ? undefined : catalog.synonym(last?.name ?? '', by?.name ?? home, isPublic);
    return found !== undefined && cx.precedes(found.definition.span, span) && !dropsSynonyms();
  };
  const addUnit = (unit: ScriptUnit, owner = inputs.ownerAt(unit.span)): void => {
    if (unit.kind === 'CreateSynonym' && isTaken(unit, owner)) return;
    const renamed = renaming({ unit, owner }, owner)?.to;
    const table = unit.kind === 'CreateTable' ? unit.name.parts.at(-1)?.name : renamed?.slice(renamed.indexOf('.') + 1);
    const found = table === undefined ? undefined : catalog.find(owner, table);
    const before = found?.kind === 'relation' ? found : undefined;
    // The effects are those of the inputs as they were.
    const { add } = effects();
    declareUnits(cx, [{ unit, owner }], scopes);
    resolveUnit(cx, { unit, owner }, scopes);
    // What is asked of all units is asked of the blocks in texts, too.
    if (unit.kind === 'AnonymousBlock') {
      programs.push(unit);
      add(unit);
    }
    if (before && inputs.stands(before.name)) catalog.add(before);
    else if (unit.kind === 'CreateTable') inputs.dynamicTables(unit);
    if (unit.kind === 'AlterTable') {
      alterDeclared(cx, unit, owner, scopes);
      columnChanges += 1;
    }
    // The texts behind it do not find the name any more.
    if (unit.kind === 'DropObject' && unit.objectKind.endsWith('SYNONYM')) {
      const [name, by] = [...unit.name.parts].reverse();
      catalog.removeSynonym(name?.name ?? '', by?.name ?? owner, unit.objectKind === 'PUBLIC SYNONYM');
    }
  };
  const flow = once(() => valueFlow(answers));
  const answers: Analysis = {
    catalog,
    diagnostics: facts.diagnostics,
    plainDdl,
    units: programs,
    precedes: cx.precedes,
    columnChanges: () => columnChanges,
    typeOf: (expr: Expr) => facts.types.get(expr) ?? unknown,
    mayBeNull: (expr: Expr) => !facts.notNull.has(expr),
    resolve: (expr: ResolvedNode): Resolution => facts.resolutions.get(expr) ?? unresolved(expr),
    symbolOf: (name) => facts.symbols.get(name),
    typeOfRef: (type: TypeRef) => facts.typeRefs.get(type) ?? unknown,
    isUnknown: (type: TypeRef) => facts.typeRefs.get(type)?.kind === 'unknown',
    isUnknownRow: (type: TypeRef) => {
      const found = facts.typeRefs.get(type);
      return found?.kind === 'record' && found.identity.kind === 'cursor' && found.fields.length === 0;
    },
    columnsOf: (query: Query | QueryBody) => facts.outputs.get(query) ?? [],
    sourceOf: (item) => facts.sources.get(item),
    isReadAsRow: (source) => facts.readAsRows.has(source),
    expandStar: (star: Star, select: Select) => {
      const name = star.qualifier?.parts[star.qualifier.parts.length - 1]?.name;
      const rows = (facts.selectSources.get(select) ?? []).filter((s) => name === undefined || s.alias === name);
      return starColumns(rows, name === undefined ? facts.mergedStars.get(select) : undefined);
    },
    jsonMembers: (item) => facts.jsonMembers.get(item),
    effectsOf: (routine: RoutineSymbol | TriggerSymbol) => effects().of(routine),
    endsTransaction: (call, callee) => effects().endsTransaction(call, callee),
    effectsWithin: (node) => effects().within(node),
    userErrorEscapes: (node) => effects().userErrorEscapes(node),
    addUnit,
    ownerAt: inputs.ownerAt,
    objectAt: (parts, place) =>
      catalog.lookup(
        parts.map((p) => p.name),
        inputs.ownerAt(place),
      ),
    declared: (unit: ScriptUnit) => facts.declared.get(unit),
    declaredBy: (node: object) => facts.declared.get(node),
    mayGrow: (relation: RelationSymbol) => inputs.mayGrow(relation),
    showsConstraintStates: inputs.showsConstraintStates,
    capturesOf: (routine: RoutineSymbol) => capturesOf(cx, routine),
    isWritten: (target: object) => facts.writes.has(target),
    valueLoop: (loop) => facts.valueLoops.get(loop),
    cursorCounters: (cursor) => sharedCounters(facts, cursor),
    dynamicText: (expr: Expr) => dynamicText(cx, expr),
    textAlternatives: (expr: Expr) => facts.textAlternatives.get(expr),
    writesToEmptyLocator: (call) => facts.emptyLocators.has(call),
    isEndlessNumber: (expr) => flow().isEndlessNumber(expr),
    zoneOrigins: (...values) => flow().zoneOrigins(...values),
  };
  return answers;
}

type ResolvedNode = Name | Call | Member | New | CorrelationName | MethodCallOnType;

function nameOf(expr: ResolvedNode): string {
  switch (expr.kind) {
    case 'Name':
      return dotted(expr);
    case 'Call':
      return nameOf(expr.callee);
    case 'Member':
      return expr.name.name;
    case 'MethodCallOnType':
      return expr.method.name;
    case 'New':
      return nameOf(expr.call);
    case 'CorrelationName':
      return `:${expr.correlation}.${expr.column.name}`;
    default:
      throw new InternalError('analyze', 'unexpected name');
  }
}
