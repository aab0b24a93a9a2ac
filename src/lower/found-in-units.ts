import type { Analysis } from '../analyze/analysis.js';
import type { ScriptUnit } from '../ir/oracle/index.js';
import { remembered } from './remembered.js';

/** What stands in the units of the inputs, and in the texts that are compiled meanwhile: each is looked at once. */
export function foundInUnits<T>(
  find: (analysis: Analysis, unit: ScriptUnit) => Iterable<T>,
): (analysis: Analysis) => ReadonlySet<T> {
  const known = remembered((_: Analysis) => ({ found: new Set<T>(), units: 0, texts: 0 }));
  return (analysis) => {
    const state = known(analysis);
    const { units, texts } = analysis;
    for (const unit of [...units.slice(state.units), ...texts.slice(state.texts)])
      for (const each of find(analysis, unit)) state.found.add(each);
    state.units = units.length;
    state.texts = texts.length;
    return state.found;
  };
}
