import { counted } from '../../assess/counted.js';
import { type AtStake, databaseText, stakeText } from '../apply/at-stake.js';
import type { Loss } from '../target/run-options.js';
import type { Session } from '../target/session.js';
import type { CatalogDifference } from './catalog.js';

/** What `repair --revert` replaces. */
export async function revertLoss(session: Session, replaced: readonly CatalogDifference[]): Promise<Loss> {
  return {
    database: await databaseText(session.connection),
    what: 'replaces what somebody changed by hand; the ledger keeps its text',
    lines: replaced.map(({ object }) => object),
  };
}

/** What `finalize` drops: relations with their rows, and how many others. */
export async function finalLoss(session: Session, dropped: readonly string[], kept: readonly AtStake[]): Promise<Loss> {
  const others = dropped.length - kept.length;
  return {
    database: await databaseText(session.connection),
    what: 'drops for good what was kept for a rollback',
    lines: [...kept.map(stakeText), ...(others > 0 ? [`${counted(others, 'object')} without rows`] : [])],
  };
}
