import { addUnder } from '../ir/lists-by-key.js';
import type { OracleNode } from '../ir/oracle/node.js';
import type { OwnedUnit } from '../ir/owned-units.js';
import { contains, settle, walk } from '../ir/walk.js';
import { AddedUnits } from './added-units.js';
import type { Analysis } from './analysis.js';
import { answersOf } from './answers.js';
import { type AnalyzeContext, lazy, once } from './context.js';
import { typesOpenedFor } from './declare/cursor-types.js';
import { dynamicTables } from './declare/tables/dynamic-tables.js';
import { typeOfRef } from './declare/type-refs.js';
import { linkSubtypes } from './declare/types.js';
import { declareUnits } from './declare/units.js';
import { constraintStates } from './effects/constraint-states.js';
import { growingTables } from './effects/dynamic-alters.js';
import { standingTables } from './effects/dynamic-creates.js';
import { computeEffects } from './effects/effects.js';
import { Facts } from './facts.js';
import { noteDynamicTexts } from './flow/dynamic-text.js';
import { noteEmptyLocators } from './flow/empty-locators.js';
import { noteTextForms } from './flow/text-forms.js';
import { noteTextOutlines } from './flow/text-outlines.js';
import { CatalogIndex } from './model/catalog.js';
import { referredTypes } from './model/object-identifiers.js';
import { childScope } from './model/scope.js';
import type { UnitScopes } from './model/unit-scopes.js';
import { ownersByPlace } from './names/owner-at.js';
import { placesInOrder } from './names/places.js';
import { resolveExpr } from './resolve/expressions/expressions.js';
import { resolveRoutine } from './resolve/plsql/routines.js';
import { resolveStatement } from './resolve/plsql/statements.js';
import { resolveQuery } from './resolve/queries/queries.js';
import { resolveUnit } from './resolve/units.js';

interface AnalyzeOptions {
  /** The owner of objects that are named without one; '' when the inputs never say. */
  readonly defaultOwner?: string;
  /** Anonymous blocks are steps of an installation: their DDL does not commit. */
  readonly installerBlocks?: boolean;
  /** The first of the units are what programs of the others define: so many. */
  readonly madeAtRunTime?: number;
}

/** Whether code that is stored between two places of a file may have run before the second one. */
function storedRuns(units: readonly OwnedUnit[]): AnalyzeContext['runsStored'] {
  const places = (kinds: ReadonlySet<string>) =>
    lazy(() => {
      const found = new Map<number, number[]>();
      for (const { unit } of units) {
        if (!kinds.has(unit.kind)) continue;
        addUnder(found, unit.span.file, unit.span.start);
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
  noteTextForms(cx, scripts);
  noteTextOutlines(cx, scripts);
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
  const ownerAt = ownersByPlace(units, catalog.defaultOwner);
  const added = new AddedUnits(cx, scripts, {
    scopes,
    effects,
    stands: standingTables(scripts, (unit) => atRunTime.has(unit)),
    dynamicTables: dynamicTables(cx, [...atRunTime]),
    ownerAt,
  });
  return answersOf(cx, {
    effects,
    added,
    plainDdl,
    ownerAt,
    mayGrow: growingTables(scripts),
    showsConstraintStates: constraintStates(scripts),
  });
}

const endsTransaction = (node: OracleNode): boolean =>
  node.kind === 'Commit' || (node.kind === 'Rollback' && node.to === undefined);
