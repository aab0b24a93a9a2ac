import { basename, dirname } from 'node:path';
import { addUnder } from '../../ir/lists-by-key.js';
import { compareNames } from './name-order.js';

/** `01_tables.sql`, `v10.sql`, `V2_1__orders.sql`, `upgrade_3.sql`: a number, or one behind a word that counts. */
const numbered =
  /^(|v|ver|version|r|rel|release|u|upd|update|upg|upgrade|patch|delta|change|mig|migrate|migration|step|stage|script|build|db)[-_. ]?\d/i;

/**
 * Scripts that are counted run one after the other, in the order of their numbers: those of one folder whose names
 * differ in what follows the same word. Out: for each such script the whole series; a script that stands alone has none.
 */
export function seriesOf(paths: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const path of paths) {
    const word = numbered.exec(basename(path))?.[1];
    if (word === undefined) continue;
    const key = `${dirname(path)}\n${word.toLowerCase()}`;
    addUnder(groups, key, path);
  }
  const series = new Map<string, readonly string[]>();
  for (const group of groups.values()) {
    if (group.length < 2) continue;
    const inOrder = group.sort((a, b) => compareNames(basename(a), basename(b)));
    for (const path of inOrder) series.set(path, inOrder);
  }
  return series;
}
