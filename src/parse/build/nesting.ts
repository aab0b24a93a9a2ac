import { internalFailure } from '../../diagnostics/op9.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import { forEachChild } from '../../ir/walk.js';
import { type BuiltUnits, spanOf } from './index.js';
import { brokenUnit } from './units.js';

/** So deep no phase runs out of stack. */
const safe = 200;

/** The units, the most deeply nested of them as one that was not understood; undefined where none is deep. */
export function withoutDeepest({ units, diagnostics }: BuiltUnits): BuiltUnits | undefined {
  let deepest: BuiltUnits['units'][number] | undefined;
  let most = safe;
  for (const one of units) {
    const levels = levelsOf(one.unit);
    if (levels > most) [deepest, most] = [one, levels];
  }
  if (!deepest) return undefined;
  const { source } = deepest;
  const unit = brokenUnit(source.text, spanOf(source));
  return {
    units: units.map((one) => (one === deepest ? { unit, source } : one)),
    diagnostics: [...diagnostics, internalFailure(unit.span, unit.what, `it is nested ${most} levels deep`)],
  };
}

/** How many nodes stand in each other at the deepest place, counted without a stack. */
function levelsOf(root: OracleNode): number {
  let levels = 0;
  for (let nodes: OracleNode[] = [root]; nodes.length > 0; levels++) {
    const below: OracleNode[] = [];
    for (const node of nodes) forEachChild(node, (child) => below.push(child));
    nodes = below;
  }
  return levels;
}
