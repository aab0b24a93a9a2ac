import { walk } from '../../ir/walk.js';
import type { AnalyzeContext } from '../context.js';
import { calledRoutines } from '../model/callees.js';
import type { RelationSymbol, RoutineSymbol } from '../model/symbols.js';
import type { MutableEffects } from './mutable-effects.js';
import { relationsRead } from './relations-behind.js';

/** Who reads a view reads the tables behind it and calls what its query calls. */
export function noteRead(cx: AnalyzeContext, relation: RelationSymbol, effects: MutableEffects): void {
  if (relation.definition?.kind !== 'CreateView') {
    effects.readsTables.add(relation);
    return;
  }
  const { relations, calls } = readsOfView(cx, relation);
  for (const read of relations) effects.readsTables.add(read);
  for (const callee of calls) effects.calls.add(callee);
}

/** A table, or those that a view reads. */
export const tablesRead = (cx: AnalyzeContext, relation: RelationSymbol): readonly RelationSymbol[] =>
  relation.definition?.kind === 'CreateView' ? [...readsOfView(cx, relation).relations] : [relation];

interface ViewReads {
  readonly relations: ReadonlySet<RelationSymbol>;
  readonly calls: ReadonlySet<RoutineSymbol>;
}

const knownReads = new WeakMap<AnalyzeContext, Map<RelationSymbol, ViewReads>>();

/** What a view reads and calls, itself or through other views. */
function readsOfView(cx: AnalyzeContext, view: RelationSymbol): ViewReads {
  const known = knownReads.get(cx) ?? new Map<RelationSymbol, ViewReads>();
  knownReads.set(cx, known);
  const before = known.get(view);
  if (before) return before;
  const relations = relationsRead((item) => cx.facts.sources.get(item)?.relation, view);
  const calls = new Set<RoutineSymbol>();
  for (const { definition } of relations) {
    if (definition?.kind !== 'CreateView') continue;
    walk(definition.query, (node) => {
      const resolution = cx.facts.resolutions.get(node);
      for (const { callee } of resolution ? calledRoutines(resolution) : []) calls.add(callee);
    });
  }
  known.set(view, { relations, calls });
  return { relations, calls };
}
