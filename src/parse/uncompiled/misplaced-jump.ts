import type { Block } from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import { forEachChild, walk } from '../../ir/walk.js';

/** What is around a statement, as far as jumps are concerned. */
interface Around {
  readonly inLoop: boolean;
  readonly loops: readonly string[];
  /** Labels in front of the loop's own, the last one: `<<a>> <<b>> LOOP`. */
  readonly before: readonly string[];
  readonly inHandler: boolean;
}

const outside: Around = { inLoop: false, loops: [], before: [], inHandler: false };

/**
 * The statement for which Oracle does not compile a block that stands alone: EXIT or CONTINUE without a loop, GOTO to a
 * label that is not there, RAISE of nothing outside of a handler. (PLS-00375, PLS-00376, PLS-00367)
 */
export function misplacedJump(block: Block): OracleNode | undefined {
  const labels = new Set<string>();
  walk(block, (node) => {
    if (node.kind === 'Block') for (const { name } of node.labels) labels.add(name);
    if ((isLoop(node) || node.kind === 'CaseStatement') && node.label) labels.add(node.label.name);
    if (node.kind === 'LabelledStatement') labels.add(node.label.name);
  });
  let found: OracleNode | undefined;
  const visit = (node: OracleNode, around: Around): void => {
    if (found || node.kind === 'ExecuteImmediate') return;
    switch (node.kind) {
      case 'Exit':
      case 'Continue':
        if (node.label ? !around.loops.includes(node.label.name) : !around.inLoop) found = node;
        break;
      case 'Goto':
        if (!labels.has(node.label.name)) found = node;
        break;
      case 'Raise':
        if (!node.exception && !around.inHandler) found = node;
        break;
      default:
        break;
    }
    const inner = within(node, around);
    forEachChild(node, (child) => visit(child, inner));
  };
  visit(block, outside);
  return found;
}

function within(node: OracleNode, around: Around): Around {
  const { loops, before } = around;
  if (node.kind === 'RoutineDefinition') return outside;
  if (isLoop(node))
    return { ...around, inLoop: true, loops: [...loops, ...before, node.label?.name ?? ''], before: [] };
  if (node.kind === 'LabelledStatement') return { ...around, before: [...before, node.label.name] };
  return { ...around, before: [], inHandler: around.inHandler || node.kind === 'ExceptionHandler' };
}

type Loop = Extract<OracleNode, { kind: 'BasicLoop' | 'WhileLoop' | 'ForLoop' | 'CursorForLoop' }>;

const isLoop = (node: OracleNode): node is Loop =>
  node.kind === 'BasicLoop' || node.kind === 'WhileLoop' || node.kind === 'ForLoop' || node.kind === 'CursorForLoop';
