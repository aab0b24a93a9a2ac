import { identifier, nameNode } from '../ir/made-nodes.js';
import type { AnonymousBlock, Block, RoutineDefinition, ScriptUnit } from '../ir/oracle/index.js';
import { contains } from '../ir/walk.js';

/** The procedure's name, which hides none of the program's. */
export const autonomousBlock = 'AUTONOMOUS__BLOCK';

/**
 * The units, in which an anonymous block that is an autonomous transaction declares a procedure of its body and calls
 * it: procedures can run on a connection of their own. (PL/SQL Language Reference, "AUTONOMOUS_TRANSACTION Pragma")
 */
export function withAutonomousBlocks<T extends { readonly unit: ScriptUnit }>(units: readonly T[]): readonly T[] {
  return units.map((one) =>
    one.unit.kind === 'AnonymousBlock' && isAlone(one.unit.block) ? within(one, one.unit) : one,
  );
}

/** Is it an autonomous transaction without values of the client and without routines of its own? */
const isAlone = (block: Block): boolean =>
  block.declarations.some((d) => d.kind === 'Pragma' && d.name === 'AUTONOMOUS_TRANSACTION') &&
  !contains(block, ({ kind }) => kind === 'BindVariable' || kind === 'RoutineDefinition');

function within<T extends { readonly unit: ScriptUnit }>(one: T, unit: AnonymousBlock): T {
  const { block } = unit;
  const { span } = block;
  const name = identifier(span, autonomousBlock);
  const routine: RoutineDefinition = {
    kind: 'RoutineDefinition',
    span,
    routine: 'PROCEDURE',
    name,
    parameters: [],
    options: {},
    body: block,
  };
  const calling: Block = {
    kind: 'Block',
    span,
    labels: [],
    declarations: [routine],
    body: [{ kind: 'CallStatement', span, call: nameNode(span, name) }],
    handlers: [],
  };
  return { ...one, unit: { ...unit, block: calling } };
}
