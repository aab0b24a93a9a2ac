import type { RoutineDefinition, ScriptUnit } from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import { contains, nodesOf } from '../../ir/walk.js';
import type { Effects } from '../analysis.js';
import type { AnalyzeContext } from '../context.js';
import type { RoutineSymbol, TriggerSymbol } from '../model/symbols.js';
import { takesNoDataSomewhere, walkOutsideNoDataHandlers } from './caught-no-data.js';
import { directOf, noteCalls, noteNode, withCalls } from './direct-effects.js';
import { asksOutsideHandlers, noteErrorsAskedBelow } from './error-state-reads.js';
import { type MutableEffects, noEffects } from './mutable-effects.js';
import { type AttributeFamily, asksOthers, bulkAttributes, countAttributes, routinesCalled } from './sql-attributes.js';
import { type TransactionEnds, transactionEnds } from './transaction-ends.js';
import { userErrors } from './user-errors.js';

type Unit = RoutineSymbol | TriggerSymbol;

/**
 * What each routine and trigger does, itself or below it: direct effects first, then along the call graph until nothing
 * changes.
 */
export function computeEffects(
  cx: AnalyzeContext,
  units: readonly ScriptUnit[],
): {
  of(unit: Unit): Effects;
  /** Enters the routines of a unit that is known later: of a block in a text. Nothing outside of it calls them. */
  add(unit: ScriptUnit): void;
  within(node: object): Effects;
  userErrorEscapes(node: OracleNode): boolean;
  endsTransaction: TransactionEnds['ofCall'];
} {
  const all = new Map<Unit, MutableEffects>();
  const bodies = bodiesIn(cx, units);
  enterEffects(cx, bodies, all);
  const escaping = userErrors(cx, bodies, (unit) => all.get(unit)?.calls ?? []);
  for (const [unit, effects] of all) effects.userErrorEscapes = escaping.of(unit).size > 0;
  noteErrorsAskedBelow(cx, bodies, all);
  const ends = withConstants(cx, bodies, all);
  const runsSql = (routine: RoutineSymbol): boolean => {
    const effects = all.get(routine);
    return (
      effects !== undefined && (effects.writesTables.size > 0 || effects.readsTables.size > 0 || effects.dynamicSql)
    );
  };
  const { asksCount, asksBulk } = sharedAttributes(cx, { units, bodies, all, runsSql });
  const unknownRoutine: Effects = {
    ...noEffects(),
    raises: true,
    refusesValues: true,
    noDataFoundEscapes: true,
    readsState: true,
    writesState: true,
  };
  const of = (unit: Unit): MutableEffects | Effects => all.get(unit) ?? unknownRoutine;
  return {
    of,
    add: (unit) => {
      const more = bodiesIn(cx, [unit]).filter((b) => !all.has(b.unit));
      if (more.length === 0) return;
      enterEffects(cx, more, all);
      const errors = userErrors(cx, more, (one) => all.get(one)?.calls ?? []);
      for (const b of more) {
        const effects = all.get(b.unit);
        if (effects) effects.userErrorEscapes = errors.of(b.unit).size > 0;
      }
      noteErrorsAskedBelow(cx, more, all);
    },
    within: (node) => {
      const effects = withCalls(cx, node as OracleNode);
      for (const callee of effects.calls) absorb(effects, of(callee));
      if (effects.transactionControl) effects.transactionControl = ends.ofBody(node as OracleNode);
      effects.sharesSqlAttributes = asksCount(node as OracleNode);
      effects.sharesBulkAttributes = asksBulk(node as OracleNode);
      return effects;
    },
    userErrorEscapes: (node) => escaping.within(node).size > 0,
    endsTransaction: ends.ofCall,
  };
}

/** Which nodes see the attributes of SQL statements that others have run. */
function sharedAttributes(
  cx: AnalyzeContext,
  {
    units,
    bodies,
    all,
    runsSql,
  }: {
    readonly units: readonly ScriptUnit[];
    readonly bodies: Bodies;
    readonly all: Map<Unit, MutableEffects>;
    readonly runsSql: (routine: RoutineSymbol) => boolean;
  },
): { readonly asksCount: (block: OracleNode) => boolean; readonly asksBulk: (block: OracleNode) => boolean } {
  const asksCount = noteSharedAttributes(cx, units, bodies, all, {
    family: countAttributes,
    effect: 'sharesSqlAttributes',
    runs: runsSql,
  });
  const forAll = runningForAll(bodies, all);
  const asksBulk = noteSharedAttributes(cx, units, bodies, all, {
    family: bulkAttributes,
    effect: 'sharesBulkAttributes',
    runs: (routine) => forAll.has(routine),
  });
  return { asksCount, asksBulk };
}

type Bodies = readonly { readonly unit: Unit; readonly body: OracleNode }[];

function bodiesIn(cx: AnalyzeContext, units: readonly ScriptUnit[]): Bodies {
  const bodies: { unit: Unit; body: OracleNode }[] = [];
  for (const unit of units)
    for (const node of nodesOf(unit, 'RoutineDefinition', 'CreateTrigger')) {
      const symbol = cx.facts.declared.get(node);
      if (node.kind === 'RoutineDefinition' && symbol?.kind === 'routine') bodies.push({ unit: symbol, body: node });
      if (node.kind === 'CreateTrigger' && symbol?.kind === 'trigger') bodies.push({ unit: symbol, body: node });
    }
  return bodies;
}

/** The effects of the bodies, with those of what they call, go into `all`. */
function enterEffects(cx: AnalyzeContext, bodies: Bodies, all: Map<Unit, MutableEffects>): void {
  const own: MutableEffects[] = [];
  const outside = new Map<Unit, MutableEffects>();
  for (const { unit, body } of bodies) {
    const effects = direct(cx, unit, body);
    all.set(unit, effects);
    own.push(effects);
    if (body.kind === 'RoutineDefinition' && takesNoDataSomewhere(cx, body))
      outside.set(unit, effectsOutside(cx, unit, body));
  }
  /** What a call of the routine brings: what its own handler takes goes no further. */
  const seenByCaller = (callee: RoutineSymbol): Effects | undefined => {
    const below = all.get(callee);
    const escapes = outside.get(callee)?.noDataFoundEscapes;
    return below && escapes !== undefined && escapes !== below.noDataFoundEscapes
      ? { ...below, noDataFoundEscapes: escapes }
      : below;
  };
  const growing = [...own, ...outside.values()];
  for (let changed = true; changed; ) {
    changed = false;
    for (const effects of growing)
      for (const callee of effects.calls) {
        const below = seenByCaller(callee);
        if (below && absorb(effects, below)) changed = true;
      }
  }
  for (const [unit, { noDataFoundEscapes }] of outside) {
    const effects = all.get(unit);
    if (effects) effects.noDataFoundEscapes = noDataFoundEscapes;
  }
}

/** Takes transaction control from the routines that call others with constants with which these have none. */
function withConstants(
  cx: AnalyzeContext,
  bodies: readonly { readonly unit: Unit; readonly body: OracleNode }[],
  all: ReadonlyMap<Unit, MutableEffects>,
): TransactionEnds {
  const suspects = new Set([...all].filter(([, e]) => e.transactionControl && !e.autonomous).map(([unit]) => unit));
  const ends = transactionEnds(
    cx,
    (routine) => suspects.has(routine),
    (node) => {
      const own = noEffects();
      noteNode(cx, node, own);
      return own.transactionControl;
    },
  );
  for (const { unit, body } of bodies) {
    const effects = all.get(unit);
    if (effects?.transactionControl && suspects.has(unit))
      effects.transactionControl = unit.kind === 'routine' ? ends.ofRoutine(unit) : ends.ofBody(body);
  }
  return ends;
}

/** The routines that run a FORALL statement, themselves or below them. */
function runningForAll(bodies: Bodies, all: ReadonlyMap<Unit, MutableEffects>): ReadonlySet<Unit> {
  return withCallers(new Set(bodies.filter(({ body }) => contains(body, isForAll)).map(({ unit }) => unit)), all);
}

const isForAll = (node: OracleNode): boolean => node.kind === 'ForAll';

/** The units, and those that call them. */
function withCallers(units: Set<Unit>, all: ReadonlyMap<Unit, MutableEffects>): ReadonlySet<Unit> {
  if (units.size === 0) return units;
  for (let changed = true; changed; ) {
    changed = false;
    for (const [unit, { calls }] of all) {
      if (units.has(unit) || ![...calls].some((callee) => units.has(callee))) continue;
      units.add(unit);
      changed = true;
    }
  }
  return units;
}

/**
 * Marks the routines whose attributes of the implicit cursor go from one to another. Gives whether a block has part in
 * that.
 */
function noteSharedAttributes(
  cx: AnalyzeContext,
  units: readonly ScriptUnit[],
  bodies: Bodies,
  all: ReadonlyMap<Unit, MutableEffects>,
  {
    family,
    effect,
    runs,
  }: {
    readonly family: AttributeFamily;
    readonly effect: 'sharesSqlAttributes' | 'sharesBulkAttributes';
    readonly runs: (routine: RoutineSymbol) => boolean;
  },
): (block: OracleNode) => boolean {
  const own = bodies.filter(({ body }) => asksOthers(cx, body, family, runs)).map(({ unit }) => unit);
  const asking = withCallers(new Set(own), all);
  const asks = (block: OracleNode): boolean =>
    asksOthers(cx, block, family, runs) || routinesCalled(cx, block).some((callee) => asking.has(callee));
  const shared = new Set<Unit>();
  const share = (unit: Unit): void => {
    if (shared.has(unit)) return;
    shared.add(unit);
    for (const callee of all.get(unit)?.calls ?? []) share(callee);
  };
  for (const unit of asking) share(unit);
  for (const unit of units) {
    const statements = unit.kind === 'CreatePackageBody' ? unit.initialization : unit;
    if (statements && (statements.kind === 'Block' || statements.kind === 'AnonymousBlock') && asks(statements))
      for (const callee of routinesCalled(cx, statements)) share(callee);
  }
  for (const unit of shared) {
    const effects = all.get(unit);
    if (effects) effects[effect] = true;
  }
  return asks;
}

function absorb(into: MutableEffects, from: Effects): boolean {
  let changed = false;
  const flag = (
    key:
      | 'transactionControl'
      | 'dynamicSql'
      | 'dynamicChanges'
      | 'dynamicDml'
      | 'changesBySupplied'
      | 'readsState'
      | 'writesState'
      | 'output'
      | 'noDataFoundEscapes'
      | 'raises'
      | 'refusesValues',
  ): void => {
    // An autonomous routine keeps its transaction control to itself, and what it changes.
    if ((key === 'transactionControl' || key === 'dynamicDml') && from.autonomous) return;
    if (from[key] && !into[key]) {
      into[key] = true;
      changed = true;
    }
  };
  for (const key of [
    'transactionControl',
    'dynamicSql',
    'dynamicChanges',
    'dynamicDml',
    'changesBySupplied',
    'readsState',
    'writesState',
    'output',
    'noDataFoundEscapes',
    'raises',
    'refusesValues',
  ] as const)
    flag(key);
  for (const key of ['writesTables', 'readsTables', 'writesInTransaction', 'readsInTransaction'] as const) {
    if (from.autonomous && key.endsWith('InTransaction')) continue;
    for (const table of from[key]) {
      if (!into[key].has(table)) {
        into[key].add(table);
        changed = true;
      }
    }
  }
  return changed;
}

function effectsOutside(cx: AnalyzeContext, unit: Unit, routine: RoutineDefinition): MutableEffects {
  const effects = noEffects();
  walkOutsideNoDataHandlers(cx, routine, (node) => {
    noteNode(cx, node, effects);
    noteCalls(cx, node, effects);
  });
  // Calls that no name stands for may be anywhere.
  const { calls } = withCalls(cx, routine);
  for (const callee of cx.facts.calls.get(unit) ?? []) if (!calls.has(callee)) effects.calls.add(callee);
  return effects;
}

function direct(cx: AnalyzeContext, unit: Unit, body: OracleNode): MutableEffects {
  const effects = directOf(cx, body);
  for (const callee of cx.facts.calls.get(unit) ?? []) effects.calls.add(callee);
  // A default stands in the specification only, where that declares it.
  if (unit.kind === 'routine')
    for (const { initial } of unit.parameters) {
      if (!initial) continue;
      effects.readsError ||= asksOutsideHandlers(cx, initial);
      for (const callee of withCalls(cx, initial).calls) effects.calls.add(callee);
    }
  return effects;
}
