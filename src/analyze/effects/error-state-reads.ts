import type { OracleNode } from '../../ir/oracle/node.js';
import { walk } from '../../ir/walk.js';
import type { AnalyzeContext } from '../context.js';
import type { RoutineSymbol } from '../model/symbols.js';
import { tellsOfError } from '../oracle/supplied-packages.js';
import { callsAt } from './transaction-ends.js';

/** SQLCODE, SQLERRM or the error stack in the body itself, not in a handler and not in a nested routine. */
export function asksForError(cx: AnalyzeContext, body: OracleNode): boolean {
  let found = false;
  walk(body, (node) => {
    if (node.kind === 'ExceptionHandler' || (node !== body && node.kind === 'RoutineDefinition')) return false;
    if (node.kind === 'Name' || node.kind === 'Call') {
      const base = cx.facts.resolutions.get(node)?.base;
      if (base?.kind === 'builtin' && (base.name === 'SQLCODE' || (base.name === 'SQLERRM' && base.args.length === 0)))
        found = true;
      if (base?.kind === 'supplied' && tellsOfError(base.package, base.member)) found = true;
    }
    return !found;
  });
  return found;
}

/** A routine that calls, outside of its handlers, one that asks for the error being handled asks for it, too. */
export function noteErrorsAskedBelow(
  cx: AnalyzeContext,
  bodies: readonly { readonly unit: object; readonly body: OracleNode }[],
  all: ReadonlyMap<object, { readsError: boolean }>,
): void {
  const open = bodies.flatMap(({ unit, body }) => {
    const effects = all.get(unit);
    return effects && !effects.readsError ? [{ effects, callees: calledOutsideHandlers(cx, body) }] : [];
  });
  for (let changed = true; changed; ) {
    changed = false;
    for (const { effects, callees } of open) {
      if (effects.readsError || !callees.some((callee) => all.get(callee)?.readsError)) continue;
      effects.readsError = true;
      changed = true;
    }
  }
}

function calledOutsideHandlers(cx: AnalyzeContext, body: OracleNode): readonly RoutineSymbol[] {
  const found = new Set<RoutineSymbol>();
  walk(body, (node) => {
    if (node.kind === 'ExceptionHandler' || (node !== body && node.kind === 'RoutineDefinition')) return false;
    for (const { callee } of callsAt(cx, node)) found.add(callee);
    return true;
  });
  return [...found];
}
