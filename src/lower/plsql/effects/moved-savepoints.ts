import type { Analysis } from '../../../analyze/analysis.js';
import type { RoutineSymbol } from '../../../analyze/symbols.js';
import type { Expr, Rollback, Savepoint, Statement } from '../../../ir/oracle/index.js';
import { type AnyNode, walk } from '../../../ir/walk.js';
import { calleesOf } from './callees.js';

/*
 * A savepoint of a name that is there already takes its place, whichever routine sets it: ROLLBACK TO returns to the most recent one.
 * (SQL Language Reference, "SAVEPOINT"; PL/SQL Language Reference, "SAVEPOINT Statement")
 */

/** Does a routine that the statements call set a savepoint of the name, itself or further down? */
export function setBelow(analysis: Analysis, statements: readonly Statement[], name: string): boolean {
  return statements.some((s) =>
    calledIn(analysis, s as AnyNode).some((routine) => savepointsBelow(analysis, routine).has(name)),
  );
}

const movable = new WeakMap<Analysis, ReadonlySet<string>>();

/** The savepoints that are returned to where a routine called may have set one of the name. */
export function movableSavepoints(analysis: Analysis): ReadonlySet<string> {
  const known = movable.get(analysis);
  if (known) return known;
  const found = new Set<string>();
  const look = (body: AnyNode): void => {
    const names = new Set<string>();
    walk(body, (node) => {
      if (node.kind === 'Rollback') names.add((node as Rollback).to?.name ?? '');
    });
    names.delete('');
    if (names.size === 0) return;
    for (const routine of calledIn(analysis, body))
      for (const name of savepointsBelow(analysis, routine)) if (names.has(name)) found.add(name);
  };
  for (const unit of analysis.units) {
    if (unit.kind === 'AnonymousBlock') look(unit as AnyNode);
    walk(unit as AnyNode, (node) => {
      if (node.kind === 'RoutineDefinition') look(node);
    });
  }
  movable.set(analysis, found);
  return found;
}

const below = new WeakMap<Analysis, Map<RoutineSymbol, ReadonlySet<string>>>();

/** The savepoints that the routine sets, or any that it calls; those of an autonomous transaction are its own. */
function savepointsBelow(analysis: Analysis, routine: RoutineSymbol): ReadonlySet<string> {
  let known = below.get(analysis);
  if (!known) below.set(analysis, (known = new Map()));
  const answer = known.get(routine);
  if (answer) return answer;
  const names = new Set<string>();
  const reached = new Set<RoutineSymbol>();
  const reach = (r: RoutineSymbol): void => {
    if (reached.has(r)) return;
    reached.add(r);
    const { autonomous, calls } = analysis.effectsOf(r);
    if (autonomous) return;
    const body = r.definition?.body;
    if (body?.kind === 'Block')
      walk(body as AnyNode, (node) => {
        if (node.kind === 'Savepoint') names.add((node as Savepoint).name.name);
        return node.kind !== 'RoutineDefinition';
      });
    for (const callee of calls) reach(callee);
  };
  reach(routine);
  known.set(routine, names);
  return names;
}

function calledIn(analysis: Analysis, node: AnyNode): readonly RoutineSymbol[] {
  const found: RoutineSymbol[] = [];
  walk(node, (inner) => {
    found.push(...calleesOf(analysis, inner as unknown as Expr));
    return inner === node || inner.kind !== 'RoutineDefinition';
  });
  return found;
}
