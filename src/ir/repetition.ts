import { isCompound, isLoop } from './kinds.js';
import type { OracleNode, Statement } from './oracle/index.js';
import { isWithin, type Span } from './span.js';
import { contains, isRoutine, nodesOf } from './walk.js';

/**
 * Does the statement run what is in it again and again: as a loop, or because GOTO in it leads back to a label in it?
 * (PL/SQL Language Reference, "GOTO Statement")
 */
export const repeats = (node: OracleNode): boolean => isLoop(node) || (isCompound(node) && goesBack(node));

/** Does something within the node run the place again and again? */
export const repeatsAt = (node: OracleNode, place: Span): boolean =>
  contains(node, (inner) => repeats(inner) && isWithin(place, inner.span));

/** May the statements of the list run again and again: is there a GOTO back among them? */
export const listRepeats = (statements: readonly Statement[]): boolean =>
  statements.some((s, at) => {
    const labels = labelsOf(s);
    return (
      labels.length > 0 &&
      statements.slice(at).some((later) => nodesOf(later, 'Goto').some((jump) => labels.includes(jump.label.name)))
    );
  });

/** Does a GOTO within the node lead back to a label within it? Those of routines in it are their own. */
function goesBack(node: OracleNode): boolean {
  let found = known.get(node);
  if (found === undefined) known.set(node, (found = leadsBack(node)));
  return found;
}

const known = new WeakMap<OracleNode, boolean>();

function leadsBack(node: OracleNode): boolean {
  const jumps = nodesOf(node, 'Goto');
  if (jumps.length === 0) return false;
  return contains(
    node,
    (target) =>
      labelsOf(target).some((label) =>
        jumps.some((jump) => jump.label.name === label && jump.span.start > target.span.start),
      ),
    isRoutine,
  );
}

function labelsOf(node: OracleNode): readonly string[] {
  if (node.kind === 'LabelledStatement') return [node.label.name, ...labelsOf(node.statement)];
  if (node.kind === 'Block') return node.labels.map((label) => label.name);
  if (isLoop(node) || node.kind === 'CaseStatement') return node.label ? [node.label.name] : [];
  return [];
}
