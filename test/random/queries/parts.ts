import { analyticParts } from './analytic-parts.js';
import { chars } from './chars.js';
import { floats } from './floats.js';
import { forAll } from './forall.js';
import { graph } from './graphs.js';
import { logged } from './logged.js';
import type { MakePart, Part } from './part.js';
import type { QueryGenerator } from './scope.js';
import { sequences } from './sequences.js';

const parts: readonly MakePart[] = [analyticParts, chars, floats, forAll, graph, logged, sequences];

/** Parts of a program, none of them twice. */
export function someParts(g: QueryGenerator): readonly Part[] {
  return parts.filter(() => g.random.chance(0.1)).flatMap((make) => make(g) ?? []);
}
