import { dotted } from '../ir/dotted.js';
import type { AnonymousBlock, ScriptUnit } from '../ir/oracle/index.js';
import { nodesOf } from '../ir/walk.js';

/**
 * An application of Oracle Application Express is exported as thousands of calls of its internal packages. Their blocks
 * become statements that are refused as what they are together, so that a file says it once, and not for each package.
 * (Oracle APEX App Builder User's Guide, "Exporting an Application")
 */
export function withoutApexImports<T extends { readonly unit: ScriptUnit }>(units: readonly T[]): readonly T[] {
  return units.map((one) => {
    if (one.unit.kind !== 'AnonymousBlock' || !importsOnly(one.unit)) return one;
    const { span, comments, blankBefore } = one.unit;
    const what = 'The import of an application into Oracle Application Express';
    return { ...one, unit: { kind: 'OtherStatement', span, comments, blankBefore, what, text: '' } };
  });
}

/** Does it speak to these packages alone? Of other statements it has at most some that read or set what is theirs. */
function importsOnly(block: AnonymousBlock): boolean {
  if (!namesInternals(block)) return false;
  if (nodesOf(block, 'DmlInBlock', 'ForAll', 'LockTable', 'RoutineDefinition').length > 0) return false;
  const speaking = nodesOf(block, 'CallStatement', 'ExecuteImmediate', 'SelectInto');
  return speaking.every(namesInternals);
}

const namesInternals = (node: Parameters<typeof nodesOf>[0]): boolean =>
  nodesOf(node, 'Name').some((name) => internal.test(dotted(name)));

const internal = /^((APEX|FLOWS)_\d+\.)?WWV_(FLOW|IMP)\w*\./;
