import type { OracleNode } from '../../ir/oracle/node.js';
import { contains, isRoutine, walk } from '../../ir/walk.js';
import type { ResolvedBase } from '../analysis.js';
import type { AnalyzeContext } from '../context.js';
import type { RoutineSymbol } from '../model/symbols.js';
import { memberTellsOfError } from '../oracle/supplied-packages.js';
import { callsAt } from './transaction-ends.js';

/**
 * RAISE_APPLICATION_ERROR puts its error on top of the one being handled where its third argument is TRUE. (PL/SQL
 * Language Reference)
 */
function keepsErrors(base: Pick<Extract<ResolvedBase, { kind: 'supplied' }>, 'member' | 'args'>): boolean {
  if (base.member !== 'RAISE_APPLICATION_ERROR') return false;
  const keep = base.args.find((a, i) => (a.name ? a.name.name === 'KEEPERRORSTACK' : i === 2))?.value;
  return keep !== undefined && !(keep.kind === 'BooleanLiteral' && !keep.value);
}

/** SQLCODE, SQLERRM or the error stack in the body itself, not in a handler and not in a nested routine. */
export function asksOutsideHandlers(cx: AnalyzeContext, body: OracleNode): boolean {
  const asks = (node: OracleNode): boolean => {
    const base = node.kind === 'Name' || node.kind === 'Call' ? cx.facts.resolutions.get(node)?.base : undefined;
    if (base?.kind === 'supplied') return memberTellsOfError(base.package, base.member) || keepsErrors(base);
    return base?.kind === 'builtin' && (base.name === 'SQLCODE' || (base.name === 'SQLERRM' && base.args.length === 0));
  };
  return contains(body, asks, (node) => isOtherCode(node, body));
}

/** A handler, or a routine nested in the body. */
const isOtherCode = (node: OracleNode, body: OracleNode): boolean =>
  node.kind === 'ExceptionHandler' || (isRoutine(node) && node !== body);

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
    if (isOtherCode(node, body)) return false;
    for (const { callee } of callsAt(cx, node)) found.add(callee);
    return true;
  });
  return [...found];
}
