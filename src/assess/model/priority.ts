import type { DependencyGraph } from './dependencies.js';
import type { Automation, ObjectEntry } from './objects.js';

/** What to look at first. */
export interface Priority {
  /** Index of the object. */
  readonly object: number;
  /** Weight of the worst that was found × (1 + objects that need this one, directly or through others). */
  readonly score: number;
  readonly weight: number;
  readonly dependents: number;
}

const severityWeights: Readonly<Record<Automation, number>> = { auto: 0, check: 1, manual: 3, refused: 5 };

/** Objects with something to do, the most pressing first. */
export function priorities(objects: readonly ObjectEntry[], graph: DependencyGraph): readonly Priority[] {
  return objects
    .flatMap((o) => {
      const weight = severityWeights[o.automation];
      const dependents = graph.reach[o.index] ?? 0;
      return weight === 0 ? [] : [{ object: o.index, weight, dependents, score: weight * (1 + dependents) }];
    })
    .sort((a, b) => b.score - a.score || a.object - b.object);
}
