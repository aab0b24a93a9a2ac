import type { Block, ExceptionHandler, RoutineDefinition } from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import { contains } from '../../ir/walk.js';

/**
 * The parts of a routine that NO_DATA_FOUND can leave it from, where the handlers of its body take the one of its
 * statements: what is declared, and the handlers themselves. `again`: the handler raises it once more. Undefined where
 * no handler takes it. (PL/SQL Language Reference, "Exception Propagation")
 */
export function outsideNoDataHandler(
  routine: RoutineDefinition,
): { readonly parts: readonly OracleNode[]; readonly again: boolean } | undefined {
  const { body } = routine;
  if (body.kind !== 'Block') return undefined;
  const handler = handlerOf(body, 'NO_DATA_FOUND') ?? handlerOf(body, 'OTHERS');
  if (!handler) return undefined;
  const parts = [...body.declarations.filter((d) => d.kind !== 'RoutineDefinition'), ...body.handlers] as OracleNode[];
  return { parts, again: raisesAgain(handler) };
}

const handlerOf = (block: Block, name: string): ExceptionHandler | undefined =>
  block.handlers.find((h) => h.exceptions.some((e) => e.parts.at(-1)?.name === name));

function raisesAgain(handler: ExceptionHandler): boolean {
  return contains(handler, (node) => node.kind === 'Raise' && !node.exception);
}
