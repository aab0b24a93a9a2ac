import { RunFailure, runnerExit } from '../apply/run-failure.js';
import { readLedger } from '../ledger/ledger.js';
import { withReader } from '../target/reader.js';
import { type CatalogDifference, readCatalog } from '../verify/catalog.js';
import { driftOf } from '../verify/drift.js';

/** `oraphant drift`: what differs from the end of the last run. */
export async function targetDrift(
  url: string,
): Promise<{ readonly target: string; readonly differences: readonly CatalogDifference[] }> {
  return await withReader(url, async (target) => {
    const entries = await readLedger(target);
    if (entries.length === 0)
      throw new RunFailure(runnerExit.preflight, [`${target.label} has no ledger: nothing was applied here`]);
    return { target: target.label, differences: driftOf(await readCatalog(target), entries) };
  });
}
